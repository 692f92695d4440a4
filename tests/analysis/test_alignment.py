"""Alignment: laws that hold for any records of a pair, then what a reader would expect of single ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.analysis.alignment import WEIGHTS, Alignment, Point, Weights, align, read_weights
from allegiance.casefile.judgement import State
from allegiance.casefile.record import Record, Reprints
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import relation, relations
from allegiance.errors import UsageError
from analysis.records_of_pairs import CROWN, CYCLE, HERON, OTTER, again, later, of_the_pair, record


def _align(records: list[Record], step: str = "year", **how: object) -> Alignment:
    return align(records, OTTER.id, HERON.id, step=step, **how)  # type: ignore[arg-type]


def _numbers(point: Point) -> tuple[float | None, ...]:
    return point.value, point.low, point.high, point.words, point.deeds, float(point.publishers)


def _all(alignment: Alignment) -> list[tuple[float | None, ...]]:
    return [_numbers(point) for point in alignment.points]


def _last(*records: Record, weights: Weights = WEIGHTS, reprints: Reprints | None = None) -> Point:
    return _align(list(records), weights=weights, reprints=reprints or Reprints()).points[-1]


@settings(max_examples=25)
@given(of_the_pair())
def test_values_stay_within_bounds(records: list[Record]) -> None:
    for point in _align(records).points:
        assert (point.value is None) == (point.low is None) == (point.high is None) == (point.publishers == 0)
        if point.value is not None and point.low is not None and point.high is not None:
            assert -1 <= point.low <= point.value <= point.high <= 1
            assert point.low < point.high


@settings(max_examples=25)
@given(of_the_pair())
def test_the_two_may_be_named_in_either_order(records: list[Record]) -> None:
    other = align(records, HERON.id, OTTER.id, step="year")
    assert _all(other) == _all(_align(records))


@settings(max_examples=25)
@given(of_the_pair())
def test_parties_of_a_symmetric_relation_may_be_swapped(records: list[Record]) -> None:
    symmetric = [r for r in records if relation(r.claim.relation).symmetric]
    swapped = [
        replace(r, claim=replace(r.claim, subject=r.claim.object or OTTER, object=r.claim.subject))
        for r in symmetric
    ]
    assert _all(_align(swapped)) == _all(_align(symmetric))


@settings(max_examples=25)
@given(of_the_pair(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records: list[Record], random: object) -> None:
    mixed = list(records)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert _all(_align(mixed)) == _all(_align(records))


@settings(max_examples=25)
@given(of_the_pair(), st.integers(0, 11))
def test_a_reprint_changes_nothing(records: list[Record], which: int) -> None:
    one = records[which % len(records)]
    copy = again(one, publisher="Copy Press", tag="-copy")
    copy = replace(copy, document=replace(copy.document, published=one.document.published))
    address = f"{one.document.id}:0-40"
    reprints = Reprints({r.document.id: ((0, 40, address),) for r in (one, copy)})
    alone = Reprints({one.document.id: ((0, 40, address),)})
    assert _all(_align([*records, copy], reprints=reprints)) == _all(_align(records, reprints=alone))


@settings(max_examples=25)
@given(of_the_pair())
def test_everything_400_years_later_is_the_same_400_years_later(records: list[Record]) -> None:
    here, there = _align(records), _align([later(r, CYCLE) for r in records])
    assert _all(here) == _all(there)
    assert [p.day + timedelta(days=CYCLE) for p in here.points] == [p.day for p in there.points]


@settings(max_examples=25)
@given(of_the_pair())
def test_flipping_all_signs_flips_the_value(records: list[Record]) -> None:
    flipped = MappingProxyType(
        {name: replace(pull, strength=-pull.strength) for name, pull in WEIGHTS.pulls.items()}
    )
    here, there = _align(records), _align(records, weights=replace(WEIGHTS, pulls=flipped))
    for one, other in zip(here.points, there.points, strict=True):
        if one.value is None or one.low is None:
            assert other.value is None
        else:
            assert other.value == pytest.approx(-one.value, abs=1e-6)
            assert other.high == pytest.approx(-one.low, abs=1e-6)
        assert one.publishers == other.publishers


@settings(max_examples=25)
@given(of_the_pair())
def test_the_same_from_independent_voices_narrows_the_interval(records: list[Record]) -> None:
    records = [replace(r, claim=replace(r.claim, said_by=None, phase=Phase.HOLDS)) for r in records]
    more = [again(r, publisher=f"Second {r.document.publisher or r.document.id}", tag="-b") for r in records]
    for one, other in zip(_align(records).points, _align([*records, *more]).points, strict=True):
        if one.low is not None and one.high is not None and other.low is not None and other.high is not None:
            assert other.high - other.low < one.high - one.low
            assert other.publishers >= one.publishers


@settings(max_examples=25)
@given(of_the_pair())
def test_what_is_of_others_changes_nothing(records: list[Record]) -> None:
    strange = record("attacked", "2010-01-01", object_=CROWN, number=99)
    assert _all(_align([*records, strange])) == _all(_align(records))


def test_silence_has_no_value() -> None:
    assert _align([]).points == ()
    assert _align([record("holds_office", "2010")]).points == ()
    points = _align([record("attacked", "2000-05-05"), record("supports", "2019-05-05", number=1)]).points
    silent = [p for p in points if p.value is None]
    assert silent
    assert all(p.publishers == 0 and p.words is None and p.deeds is None for p in silent)


def test_a_tie_outlives_an_act() -> None:
    act, tie = record("aided", "2000-01-01"), record("sponsors", "2000-01-01")
    late = record("accused", "2012-01-01", number=7, score=0.01)  # so that the row goes on
    lasting = [sum(p.value is not None for p in _align([one, late]).points) for one in (act, tie)]
    assert lasting[0] < lasting[1]


def test_an_end_ends_and_showing_it_again_revives() -> None:
    tie = record("allied_with", "2010-01-01", score=1.0)
    end = record("allied_with", "2011-06-01", phase=Phase.ENDS, score=1.0, number=1)
    again_ = record("allied_with", "2012-06-01", score=1.0, number=2)
    values = {p.day.year: p.value or 0 for p in _align([tie, end, again_]).points}
    assert values[2010] == 1
    assert values[2011] < 0
    assert values[2012] > 0.5


def test_an_unsure_end_does_not_end_what_many_affirm() -> None:
    ties = [record("allied_with", "2010-01-01", publisher=f"P{n}", number=n) for n in range(4)]
    end = record("allied_with", "2010-06-01", phase=Phase.ENDS, score=0.2, number=9)
    value = _last(*ties, end).value
    assert value is not None
    assert value > 0.7


def test_words_and_deeds_are_kept_apart() -> None:
    point = _last(record("supports", "2010-03-03"), record("attacked", "2010-03-03", number=1))
    assert point.words is not None
    assert point.deeds is not None
    assert point.words > 0 > point.deeds


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ({"certainty": Certainty.ALLEGED}, {}),
        ({"certainty": Certainty.POSSIBLE}, {"certainty": Certainty.ALLEGED}),
        ({"score": 0.4}, {"score": 0.8}),
        ({"by": HERON}, {"by": "a witness"}),
        ({"time": None, "published": "2010-03-03"}, {}),
        ({"polarity": Polarity.DENIED, "relation": "opposes"}, {}),
    ],
)
def test_what_counts_more_pulls_more(weak: dict[str, object], strong: dict[str, object]) -> None:
    against = record("attacked", "2010-03-03", publisher="Harbour Post", number=5)
    values = []
    for how in (weak, strong):
        told = {"relation": "aided", "time": "2010-03-03", **how}
        values.append(_last(against, record(**told)).value)  # type: ignore[arg-type]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] < values[1]


def test_an_actors_own_words_about_itself_count_in_full() -> None:
    whole = _align([record("supports", "2010-03-03", by=OTTER)]).evidence[0].weight
    about_the_other = _align([record("supports", "2010-03-03", by=HERON)]).evidence[0].weight
    assert whole == pytest.approx(0.8)
    assert about_the_other == pytest.approx(0.4)


def test_what_a_person_accepted_counts_in_full() -> None:
    one = record("aided", "2010-03-03", score=0.3)
    accepted = replace(one, state=State.ACCEPTED)
    assert _align([accepted]).evidence[0].weight == 1.0
    assert _align([one]).evidence[0].weight == pytest.approx(0.3)


def test_what_cannot_be_placed_is_named() -> None:
    undated, neutral = record("aided", None, published=None), record("demanded_of", "2010", number=1)
    found = _align([undated, neutral])
    assert [r.id for r in found.undated] == [undated.id]
    assert [r.id for r in found.neutral] == [neutral.id]


def test_until_leaves_out_what_came_later() -> None:
    records = [record("aided", "2005-01-01"), record("attacked", "2010-01-01", number=1)]
    found = _align(records, until=date(2007, 6, 1))
    assert [e.record.id for e in found.evidence] == ["r0000"]
    assert found.points[-1].day == date(2007, 12, 31)


def test_a_date_beyond_the_record_does_not_stretch_the_row() -> None:
    found = _align([record("aided", "2010-01-01"), record("attacked", "9999", number=1)], step="month")
    assert found.points[-1].day.year == 2021
    first = _align([record("aided", "0001-01-01"), record("attacked", "2010-01-01", number=1)], step="day")
    assert len(first.points) <= 2400


def test_steps_end_on_their_last_day() -> None:
    records = [record("aided", "2008-02-03"), record("aided", "2008-12-30", number=1)]
    assert [p.day for p in _align(records, step="month").points][:2] == [date(2008, 2, 29), date(2008, 3, 31)]
    assert [p.day for p in _align(records, step="year").points] == [date(2008, 12, 31)]
    assert len(_align(records, step="day").points) == 332


def test_asking_wrongly_says_what_is_wrong() -> None:
    with pytest.raises(UsageError, match="'week' is none of day, month, year"):
        _align([], step="week")
    with pytest.raises(UsageError, match="given twice"):
        align([], "x", "x")
    with pytest.raises(UsageError, match="begin from"):
        read_weights("[certainty]\nstated = 1.0\n")


def test_the_table_weighs_every_relation_that_takes_a_side() -> None:
    signed = {name for name, row in relations().items() if row.sign}
    assert set(WEIGHTS.pulls) == signed
    assert all(pull.strength * relation(name).sign > 0 for name, pull in WEIGHTS.pulls.items())
