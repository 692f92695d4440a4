"""Offices and gaps: laws that hold for any records, then cases that a reader would check by hand."""

from __future__ import annotations

import pytest
from family_world import GROUPS, PEOPLE, record, some_offices
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.analysis.offices import FallKind, falls, gaps, heirs, posts, title
from allegiance.analysis.offices.heirs import friendly
from allegiance.analysis.offices.term import Post
from allegiance.casefile import Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

VELLAND = Actor("velland", "Velland", ActorKind.COUNTRY, ("Velland",))
ONE, TWO, THREE = PEOPLE
GUARD, HELPERS, *_ = GROUPS
some_times = settings(max_examples=40)  # each example is a casefile of its own


def held(who: Actor, valid: str, **more: object) -> Record:
    return record(who, "holds_office", VELLAND, valid, value="prime minister", **more)  # type: ignore[arg-type]


def the_post(records: list[Record], office: str = "prime minister") -> Post:
    (post,) = [p for p in posts(records) if p.key.office == office]
    return post


@some_times
@given(some_offices, st.randoms(use_true_random=False))
def test_order_of_records_does_not_matter(some: list[Record], shuffler: object) -> None:
    other = list(some)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    assert posts(some) == posts(other)
    assert gaps(some) == gaps(other)


@some_times
@given(some_offices)
def test_gap_lengths_are_never_negative_and_everything_has_its_words(some: list[Record]) -> None:
    known = {r.id for r in some}
    for gap in gaps(some):
        assert gap.records
        for record_ in (*gap.records, *(r for c in gap.candidates for r in c.records)):
            assert record_.id in known
        assert gap.least is None or gap.least >= 0
        assert gap.most is None or gap.most >= (gap.least or 0)
        assert all(heir.records and heir.after > heir.before for heir in gap.heirs)


@some_times
@given(some_offices)
def test_every_term_has_its_words(some: list[Record]) -> None:
    for post in posts(some):
        assert post.terms
        assert all(term.records for term in post.terms)


@pytest.mark.parametrize(
    ("written", "office", "body"),
    [
        ("PM", "prime minister", None),
        ("Prime Ministers", "prime minister", None),
        ("Prime Minister", "prime minister", None),
        ("the premier", "prime minister", None),
        ("Iraqi prime minister", "prime minister", "Iraq"),
        ("Iraq's prime minister", "prime minister", "Iraq"),
        ("prime minister of Iraq", "prime minister", "Iraq"),
        ("US President", "president", "United States"),
        ("minister of water", "minister of water", None),
        ("secretary of state", "foreign minister", None),
        ("deputy prime minister", "deputy prime minister", None),
    ],
)
def test_titles(written: str, office: str, body: str | None) -> None:
    found = title(written)
    assert (found.office, found.body) == (office, body)


def test_marks_of_titles() -> None:
    assert title("former PM").former
    assert title("ex-president").former
    assert title("acting president").acting
    assert title("caretaker prime minister").acting
    assert title("prime minister-designate").designate
    assert title("General").is_rank
    assert {title(t).office for t in ("ex-president", "acting president", "President-elect")} == {"president"}


@given(st.text(max_size=200))
def test_any_words_are_some_title(written: str) -> None:
    assert title(written).office


def test_one_post_under_several_titles() -> None:
    words = [held(ONE, "2006/2008"), record(ONE, "holds_office", VELLAND, "2007", value="PM", place=9)]
    (term,) = the_post(words).terms
    assert (str(term.since.when), str(term.until.when)) == ("2006", "2008")  # type: ignore[union-attr]


def test_an_end_that_is_not_told_is_at_the_latest_the_next_beginning() -> None:
    words = [held(ONE, "2006/.."), held(TWO, "2010-05/..", published="2012-01-01")]
    first, second = the_post(
        [record(ONE, "holds_office", VELLAND, "2006", value="PM", phase=Phase.BEGINS), words[1]]
    ).terms
    assert first.until is not None
    assert (str(first.until.when), first.until.told, first.until.how) == ("2010-05", False, "followed by")
    assert second.since is not None
    assert second.since.told


def test_former_is_no_day() -> None:
    former = record(ONE, "holds_office", VELLAND, value="former prime minister", published="2010-10-20")
    (term,) = the_post([former]).terms
    assert term.until is not None
    assert str(term.until.when) == "../2010-10-20"
    assert term.seen == ()


def test_most_voices_decide_about_a_day_and_the_other_stays_told() -> None:
    words = [
        record(ONE, "holds_office", VELLAND, "2006-05-20", value="PM", phase=Phase.BEGINS),
        record(
            ONE, "holds_office", VELLAND, "2006-05-21", value="PM", phase=Phase.BEGINS, publisher="The Kiln"
        ),
        record(ONE, "holds_office", VELLAND, "2004-01-03", value="PM", phase=Phase.BEGINS, publisher="Third"),
    ]
    (term,) = the_post(words).terms
    assert term.since is not None
    assert str(term.since.when) == "2006-05-20"
    assert [str(t.when) for t in term.disputed] == ["2004-01-03"]


def test_one_voice_within_the_term_of_somebody_else_is_doubtful() -> None:
    firm = [held(ONE, "2001/2009"), held(ONE, "2001/2009", publisher="The Kiln")]
    lone = record(
        TWO, "holds_office", VELLAND, "2005-03-03", value="PM", phase=Phase.BEGINS, publisher="Third"
    )
    doubted = {term.holder.id: term.doubtful for term in the_post([*firm, lone]).terms}
    assert doubted == {ONE.id: False, TWO.id: True}


def test_a_killing_opens_a_gap_and_tells_who_filled_it_and_who_stood_behind() -> None:
    words = [
        record(ONE, "leads", GUARD, "2019"),
        record(
            VELLAND, "attacked", ONE, "2020-01-03", words="Velland killed Person 0 on 3 January.", place=9
        ),
        record(TWO, "leads", GUARD, "2020-01-20", phase=Phase.BEGINS, place=60),
        record(THREE, "supports", TWO, "2020-01-18", place=90),
        record(VELLAND, "opposes", TWO, "2020-01-18", place=99),
    ]
    (gap,) = gaps(words)
    assert (gap.who, gap.how, gap.by) == (ONE, "killed", VELLAND)
    assert (gap.least, gap.most) == (17, 17)
    (candidate,) = gap.candidates
    assert (candidate.actor, candidate.role) == (TWO, "filled")
    assert {(b.actor.name, b.sign) for b in candidate.backing} == {("Person 2", 1), ("Velland", -1)}


def test_acting_and_named_are_kept_apart_from_who_filled_the_post() -> None:
    words = [
        held(ONE, "2018-10/2019-11-29"),
        record(VELLAND, "removed", ONE, "2019-11-29", value="prime minister", place=9),
        record(TWO, "holds_office", VELLAND, "2019-12-02", value="acting prime minister", place=19),
        record(
            THREE,
            "holds_office",
            VELLAND,
            "2020-05-07",
            value="prime minister",
            phase=Phase.BEGINS,
            place=29,
            published="2020-05-08",
        ),
        record(
            VELLAND,
            "appointed",
            PEOPLE[1],
            "2020-02-01",
            value="prime minister-designate of Velland",
            place=39,
        ),
    ]
    (gap,) = gaps(words)
    assert gap.how == "removed"
    assert {(c.actor.name, c.role) for c in gap.candidates} == {
        ("Person 1", "acting"),
        ("Person 2", "filled"),
    }
    assert gap.least == 160


def test_a_denied_or_merely_possible_killing_opens_nothing() -> None:
    killing = "Velland killed Person 0."
    for more in ({"polarity": Polarity.DENIED}, {"certainty": Certainty.POSSIBLE}):
        words = [
            record(ONE, "leads", GUARD, "2019"),
            record(VELLAND, "attacked", ONE, words=killing, place=9, **more),
        ]  # type: ignore[arg-type]
        assert gaps(words) == ()


def test_words_of_a_death_count_for_the_nearest_name() -> None:
    quote = "Person 1 has led it since his father Person 0 died in August 2009."
    words = [record(ONE, "relative_of", TWO, value="father", words=quote, published="2010-10-20")]
    (fall,) = falls(words)
    assert (fall.person, fall.kind, str(fall.when)) == (ONE, FallKind.DIED, "2009-08")


def test_a_since_in_the_sentence_is_no_day_of_the_resignation() -> None:
    quote = "Person 0, prime minister since October 2018, resigned."
    (fall,) = falls([record(ONE, "holds_office", VELLAND, "2018-10/..", value="PM", words=quote)])
    assert (fall.kind, fall.when) == (FallKind.RESIGNED, None)


def test_heirs_are_those_whose_ties_to_the_same_partners_grew() -> None:
    words = [
        record(ONE, "allied_with", GUARD, "2018"),
        record(ONE, "sponsors", HELPERS, "2018", place=9),
        record(TWO, "allied_with", GUARD, "2019", place=19),
        record(TWO, "allied_with", GUARD, "2020-06", place=29),
        record(THREE, "allied_with", GUARD, "2020-06", place=39),
        record(THREE, "sponsors", HELPERS, "2020-07", place=49),
    ]
    fell = Interval.parse("2020-01-03").start
    assert fell is not None
    (heir,) = heirs(friendly(words), ONE, fell)
    assert (heir.actor, heir.before, heir.after) == (THREE, 0, 2)
    assert {actor.id for actor in heir.gained} == {GUARD.id, HELPERS.id}


def test_the_post_of_a_renamed_group_is_one_post() -> None:
    words = [
        record(ONE, "leads", GUARD, "2005"),
        record(TWO, "leads", HELPERS, "2010", place=9),
        record(GUARD, "renamed_as", HELPERS, "2008", place=19),
    ]
    post = the_post(words, "leader")
    assert [term.holder for term in post.terms] == [ONE, TWO]


def test_what_is_told_for_a_day_after_its_report_has_not_happened() -> None:
    words = [
        held(ONE, "2018/.."),
        record(TWO, "holds_office", VELLAND, "2021", value="PM", phase=Phase.BEGINS, place=9),
        record(VELLAND, "removed", ONE, "2021-05-01", value="PM", place=19),
    ]
    first, second = the_post(words).terms
    assert (first.holder, first.until) == (ONE, None)
    assert second.designate


def test_a_removal_without_a_day_happened_before_the_next_began() -> None:
    words = [
        held(ONE, "1990/.."),
        record(VELLAND, "removed", ONE, value="PM", place=9),
        record(TWO, "holds_office", VELLAND, "1992-04-11", value="PM", phase=Phase.BEGINS, place=19),
    ]
    (gap,) = gaps(
        [w for w in words if w.claim.relation != "holds_office" or w.claim.subject != ONE]
        + [record(ONE, "holds_office", VELLAND, "1990", value="PM", phase=Phase.BEGINS, place=29)]
    )
    assert (gap.how, str(gap.opened), str(gap.closed)) == ("removed", "../1992-04-11", "1992-04-11")
    assert (gap.least, gap.most) == (0, None)


def test_a_killing_cannot_lie_after_its_first_report() -> None:
    words = [
        record(ONE, "leads", GUARD, "2019", published="2019-06-01"),
        record(
            VELLAND,
            "attacked",
            ONE,
            "2020-01-03",
            words="They killed Person 0.",
            published="2020-01-25",
            place=9,
        ),
        record(
            VELLAND,
            "attacked",
            ONE,
            "2020-03",
            words="They killed Person 0.",
            published="2020-05-08",
            place=9,
        ),
        record(
            TWO,
            "attacked",
            ONE,
            "2020-03",
            words="They killed Person 0.",
            published="2020-05-09",
            publisher="Kiln",
        ),
    ]
    (gap,) = gaps(words)
    assert str(gap.opened) == "2020-01-03"
