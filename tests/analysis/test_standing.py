"""How a pair stood: laws that hold for any records, then the planted story."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.analysis import Standing, TieHistory, TieState, during, filed_by, standing, ties, voice
from allegiance.casefile import DocumentSummary, Record
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.claims.relations import RelationGroup, relation, relations
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from planted import MARRAN, OSTRAVA, WORLD, records

_TIMES = ("2003", "2003/..", "2006/2008", "2008-03", "2014-06-10", "../2014", "199X", "2020~")
_PUBLISHED = ("2003-05-02", "2008-12-15", "2020-02-10")


@st.composite
def made_up(draw: st.DrawFn) -> Record:
    """Any record of the pair."""
    pair = draw(st.permutations((MARRAN, OSTRAVA)))
    name = draw(st.sampled_from(sorted(relations())))
    valid = draw(st.none() | st.sampled_from(_TIMES))
    published = draw(st.none() | st.sampled_from(_PUBLISHED))
    speaker = draw(st.none() | st.sampled_from(("a witness", "a minister")))
    place = draw(st.integers(0, 10**6))
    document = DocumentSummary(
        f"d{draw(st.integers(1, 5))}",
        "made-up",
        None,
        draw(st.none() | st.sampled_from(("Plain Wire", "The Kiln"))),
        Interval.parse(published) if published else None,
        None,
    )
    claim = Claim(
        document=document.id,
        subject=pair[0],
        relation=name,
        object=pair[1],
        value=None,
        phase=draw(st.sampled_from(Phase)),
        polarity=draw(st.sampled_from(Polarity)),
        certainty=draw(st.sampled_from(Certainty)),
        said_by=Attribution(None, speaker) if speaker else None,
        valid=Interval.parse(valid) if valid else None,
        place=None,
        evidence=(Passage(place, place + 3, "abc"),),
        score=0.5,
        extractor="made-up/1",
    )
    return Record(claim.id, claim, document, datetime(2020, 2, 1, tzinfo=UTC))


some = st.lists(made_up(), max_size=8, unique_by=lambda record: record.id)
days = st.dates(date(1990, 1, 1), date(2024, 1, 1)).map(Interval.of_day)


def _gist(tie: TieHistory) -> tuple[object, ...]:
    return (
        tie.relation,
        frozenset((tie.subject.id, tie.object.id if tie.object else "")),
        tie.state,
        tie.certainty,
        tie.since and tie.since.start,
        tie.until and tie.until.end,
        tie.confirmed and tie.confirmed.end,
        tie.contested,
        frozenset(record.id for record in tie.records),
    )


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(found: list[Record], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert sorted(map(_gist, ties(found)), key=repr) == sorted(map(_gist, ties(mixed)), key=repr)


@given(some)
def test_every_tie_claim_stands_in_just_one_tie_with_its_record(found: list[Record]) -> None:
    behind = [record.id for tie in ties(found) for record in tie.records]
    assert sorted(behind) == sorted(
        r.id for r in found if relation(r.claim.relation).group is RelationGroup.TIE
    )


@given(some)
def test_nothing_ends_unless_somebody_says_so(found: list[Record]) -> None:
    for tie in ties(found):
        assert (tie.state is TieState.ENDED) <= bool(tie.ended)
        assert (tie.until is not None) <= (tie.state is TieState.ENDED)
        assert (tie.state is TieState.DENIED) == (not tie.begun and not tie.shown and not tie.ended)


@given(some)
def test_a_denial_stands_beside_and_changes_no_state(found: list[Record]) -> None:
    affirmed = [r for r in found if r.claim.polarity is Polarity.AFFIRMED]
    states = {(t.relation, t.subject.id): t.state for t in ties(affirmed)}
    for tie in ties(found):
        if tie.state is not TieState.DENIED:
            keys = {(tie.relation, tie.subject.id), (tie.relation, tie.object.id if tie.object else "")}
            assert tie.state in {states[key] for key in keys if key in states}


@given(some)
def test_a_tie_is_contested_where_different_voices_disagree(found: list[Record]) -> None:
    for tie in ties(found):
        affirmed = (*tie.begun, *tie.shown, *tie.ended)
        differ = any(voice(yes) != voice(no) for yes in affirmed for no in tie.denied)
        assert tie.contested == (differ or tie.shown_after_end)


@given(some, days)
def test_what_came_later_does_not_count(found: list[Record], on: Interval) -> None:
    assert standing(found, on).ties == standing(filed_by(found, on), on).ties


@given(some, days, days)
def test_later_days_only_know_more(found: list[Record], one: Interval, other: Interval) -> None:
    first, second = sorted((one, other), key=lambda interval: interval.sort_key)
    assert set(filed_by(found, first)) <= set(filed_by(found, second))


@given(some, days)
def test_during_is_what_the_valid_time_says(found: list[Record], on: Interval) -> None:
    assert on.start
    expected = [r for r in found if r.claim.valid is not None and on.start in r.claim.valid]
    assert list(during(found, on)) == expected


@given(some)
def test_silence_is_just_that_nothing_is_recorded(found: list[Record]) -> None:
    stood = standing(found)
    assert stood.is_silent == (not found)
    assert stood.documents == len({r.document.id for r in found})


def _pair(on: str | None = None) -> Standing:
    both = {MARRAN.id, OSTRAVA.id}
    found = [r for r in records(WORLD) if r.claim.object and {r.claim.subject.id, r.claim.object.id} == both]
    return standing(found, Interval.parse(on) if on else None)


@pytest.mark.parametrize(
    ("on", "alliance", "rivalry"),
    [
        ("2002", None, None),
        ("2005", TieState.RECORDED, None),
        ("2008", TieState.ENDED, TieState.RECORDED),
        ("2014-08-01", TieState.ENDED, TieState.RECORDED),
        ("2020-01-27", TieState.RECORDED, TieState.RECORDED),
        (None, TieState.RECORDED, TieState.RECORDED),
    ],
)
def test_the_planted_pair_at_each_time(
    on: str | None, alliance: TieState | None, rivalry: TieState | None
) -> None:
    states = {tie.relation: tie.state for tie in _pair(on).ties}
    assert (states.get("allied_with"), states.get("rivals")) == (alliance, rivalry)


def test_a_tie_that_nobody_ended_is_last_confirmed() -> None:
    rivalry = next(tie for tie in _pair().ties if tie.relation == "rivals")
    assert str(rivalry.since) == "2008"
    assert str(rivalry.confirmed) == "2014"
    assert rivalry.until is None


def test_a_tie_that_began_again_counts_from_then() -> None:
    alliance = next(tie for tie in _pair().ties if tie.relation == "allied_with")
    assert str(alliance.since) == "2020-01"
    assert len(alliance.ended) == 1


def test_since_is_good_until_it_was_published() -> None:
    alliance = next(tie for tie in _pair("2005").ties if tie.relation == "allied_with")
    assert (str(alliance.since), str(alliance.confirmed)) == ("2003", "2003-05-02")


def test_both_voices_of_a_contested_tie_stay() -> None:
    found = [r for r in records(WORLD) if r.claim.relation == "sponsors"]
    (tie,) = ties(found)
    assert tie.contested
    assert tie.certainty is Certainty.ALLEGED
    assert [r.claim.said_by.words for r in tie.denied if r.claim.said_by] == ["Ostrava"]
