"""Family trees: laws that hold for any records, then cases that a reader would check by hand."""

from __future__ import annotations

from datetime import date, timedelta

from family_world import GROUPS, PEOPLE, record, some_lineage
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.analysis.family import FaultKind, StrokeKind, called, lineage, meanings
from allegiance.analysis.family.strokes import groups_of, strokes
from allegiance.analysis.telling import tellings
from allegiance.casefile import Record
from allegiance.claims.claim import Certainty, Polarity
from allegiance.interval import Interval
from planted import GUARD, HANDS, WORLD, records

A, B, C, D, _ = GROUPS
FOUNDER, *_ = PEOPLE
days = st.dates(date(1990, 1, 1), date(2024, 1, 1))
some_times = settings(max_examples=40)  # each example is a casefile of its own


@some_times
@given(some_lineage, st.randoms(use_true_random=False))
def test_order_of_records_does_not_matter(some: list[Record], shuffler: object) -> None:
    other = list(some)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    assert lineage(some) == lineage(other)


@some_times
@given(some_lineage)
def test_a_tree_never_loses_an_actor(some: list[Record]) -> None:
    found = lineage(some)
    placed = [actor.id for lane in found.lanes for actor in lane.actors]
    assert len(placed) == len(set(placed))
    groups = groups_of(some)
    connected = {
        actor.id
        for stroke in strokes(some)
        for actor in (stroke.older, stroke.newer)
        if stroke.newer.id in groups and (stroke.older.id in groups or stroke.kind is StrokeKind.FOUND)
    }
    assert connected & groups.keys() <= set(placed)


@some_times
@given(some_lineage, days)
def test_identity_at_a_date_is_one_name(some: list[Record], day: date) -> None:
    for lane in lineage(some).lanes:
        then = called(lane, day)
        assert then.label in lane.labels
        bearers = [m for m in meanings(lineage(some).lanes, then.label.actor.name, day) if m.borne]
        assert lane.id in {m.lane.id for m in bearers}
        assert all(m.then.label.actor.name == then.label.actor.name for m in bearers)


@some_times
@given(some_lineage, st.sampled_from((*GROUPS, *PEOPLE)), st.none() | days.map(Interval.of_day))
def test_every_stroke_has_its_words_and_lies_in_shown_lanes(
    some: list[Record], actor: object, on: Interval | None
) -> None:
    found = lineage(some, actor, on=on)  # type: ignore[arg-type]
    known = {r.id for r in some}
    for stroke in found.strokes:
        assert stroke.records
        assert {r.id for r in stroke.records} <= known
        assert found.lane_of(stroke.newer.id) is not None
    for fault in found.faults:
        assert len(fault.tellings) > 1
        assert all(telling.records for telling in fault.tellings)


@some_times
@given(some_lineage)
def test_tellings_lose_no_record(some: list[Record]) -> None:
    told = tellings((r.claim.valid, r) for r in some)
    assert sorted(r.id for t in told for r in t.records) == sorted(r.id for r in some)


def test_the_planted_renaming_is_one_lane_under_two_names() -> None:
    found = lineage(records(WORLD), HANDS)
    (lane,) = found.lanes
    assert [label.actor.name for label in lane.labels] == ["River Guard", "Hands of Peace"]
    assert str(lane.founding) == "2003"
    assert called(lane, date(2010, 1, 1)).label.actor == GUARD
    assert called(lane, date(2015, 1, 1)).label.actor == HANDS
    assert called(lane, date(2015, 1, 1)).sure
    assert not called(lane, date(2014, 6, 15)).sure


def test_a_later_name_is_found_under_the_name_of_the_day() -> None:
    found = lineage(records(WORLD), HANDS, on=Interval.parse("2008"))
    assert [lane.name for lane in found.lanes] == ["River Guard"]


def test_a_split_through_the_founder_is_marked_as_concluded() -> None:
    words = [record(FOUNDER, "withdrew_from", A, "2006"), record(FOUNDER, "founded", B, "2007-02", place=50)]
    (split,) = [s for s in lineage(words, B).strokes if s.kind is StrokeKind.SPLIT]
    assert (split.older, split.newer, split.through) == (A, B, FOUNDER)
    assert {r.id for r in split.records} == {r.id for r in words}
    late = [words[0], record(FOUNDER, "founded", B, "2012", place=50)]
    assert not [s for s in lineage(late, B).strokes if s.kind is StrokeKind.SPLIT]


def test_two_founding_dates_stand_beside_each_other_and_most_voices_come_first() -> None:
    words = [
        record(FOUNDER, "founded", A, "1982"),
        record(FOUNDER, "founded", A, "1984-03", publisher="The Kiln"),
        record(FOUNDER, "founded", A, "1984-04-02", publisher="Third"),
    ]
    found = lineage(words, A)
    assert str(found.lanes[0].founding) == "1984-04-02"
    (fault,) = found.faults
    assert fault.kind is FaultKind.DATES
    assert [str(t.when) for t in fault.tellings] == ["1984-04-02", "1982"]


def test_two_parents_and_a_circle_and_a_child_before_its_parent_are_told() -> None:
    words = [
        record(B, "split_from", A, "2006"),
        record(B, "split_from", C, "2006", place=9),
        record(A, "split_from", B, "2010", place=19),
        record(FOUNDER, "founded", C, "2012", place=29),
    ]
    assert {fault.kind for fault in lineage(words).faults} == {
        FaultKind.PARENTS,
        FaultKind.CIRCLE,
        FaultKind.ORDER,
    }
    assert {lane.name for lane in lineage(words).lanes} == {"Group 0", "Group 1", "Group 2"}


def test_a_denied_or_possible_renaming_does_not_make_one_group() -> None:
    told = record(A, "renamed_as", B, "2008")
    assert len(lineage([told]).lanes) == 1
    denied = record(A, "renamed_as", B, polarity=Polarity.DENIED, publisher="The Kiln")
    found = lineage([told, denied])
    assert len(found.lanes) == 2
    assert FaultKind.DENIED in {fault.kind for fault in found.faults}
    assert len(lineage([record(A, "renamed_as", B, certainty=Certainty.POSSIBLE)]).lanes) == 2


def test_two_groups_that_take_one_name_stay_two() -> None:
    words = [record(A, "renamed_as", C, "2008"), record(B, "renamed_as", C, "2008", place=9)]
    found = lineage(words)
    assert len(found.lanes) == 2
    assert FaultKind.NAMES in {fault.kind for fault in found.faults}


def test_two_new_names_at_once_are_told_and_the_weightier_counts() -> None:
    words = [
        record(A, "renamed_as", B, "2008"),
        record(A, "renamed_as", B, "2008", publisher="The Kiln"),
        record(A, "renamed_as", C, "2008", place=9),
    ]
    found = lineage(words, A)
    assert {lane.name for lane in found.lanes} == {"Group 1", "Group 2"}
    assert [fault.kind for fault in found.faults] == [FaultKind.NAMES]


def test_a_day_long_after_the_report_is_an_announcement() -> None:
    (stroke,) = lineage([record(B, "split_from", A, "2022", published="2020-02-10")]).strokes
    assert stroke.when is None
    assert str(stroke.reported) == "2020-02-10"


def test_a_name_taken_again_is_borne_twice() -> None:
    words = [record(A, "renamed_as", B, "2008"), record(B, "renamed_as", A, "2014", place=9)]
    (lane,) = lineage(words).lanes
    assert [label.actor for label in lane.labels] == [A, B, A]
    assert called(lane, date(2010, 1, 1)).label.actor == B
    assert called(lane, date(2016, 1, 1)).label.actor == A


def test_umbrella_and_its_members_are_shown_with_a_group() -> None:
    words = [
        record(A, "member_of", D),
        record(B, "member_of", D, place=9),
        record(C, "split_from", B, place=19),
    ]
    found = lineage(words, A)
    assert {lane.name for lane in found.lanes} == {"Group 0", "Group 1", "Group 3"}


def test_first_mention_is_no_founding() -> None:
    (lane, *_) = lineage([record(B, "split_from", A, "2006")], A).lanes
    assert lane.founding is None
    assert str(lane.first) == "2006"


def test_dates_further_apart_than_the_tolerance_are_two_tellings() -> None:
    def told(gap: int) -> int:
        day = date(2010, 1, 1) + timedelta(days=gap)
        words = [
            record(FOUNDER, "founded", A, "2010-01-01"),
            record(FOUNDER, "founded", A, day.isoformat(), place=9),
        ]
        return len(tellings((r.claim.valid, r) for r in words))

    assert (told(45), told(46)) == (1, 2)
