"""Shifts: the partition against brute force, laws for any records, then turns and sheets of made-up stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from allegiance.analysis.alignment import WEIGHTS, align
from allegiance.analysis.shifts import Reading, Search, Shift, Turn, shifts, turns
from allegiance.analysis.shifts.partition import partition
from allegiance.casefile.record import Record, Reprints
from allegiance.claims.claim import Phase
from analysis.records_of_pairs import CROWN, CYCLE, HERON, OTTER, again, later, of_the_pair, record

ANY = Search(least=0.05)
MASS = st.floats(0, 3).map(lambda mass: round(mass, 2))


def _turns(records: list[Record], **how: object) -> tuple[Turn, ...]:
    search = how.pop("search", Search())
    weights = how.pop("weights", WEIGHTS)
    found = align(records, OTTER.id, HERON.id, step="year", weights=weights, **how)  # type: ignore[arg-type]
    return turns(found.evidence, weights, search)  # type: ignore[arg-type]


def _shifts(records: list[Record], *context: Record, reprints: Reprints | None = None) -> tuple[Shift, ...]:
    found = align(records, OTTER.id, HERON.id, step="year", reprints=reprints or Reprints())
    return shifts(found, records, context)


def _plain(found: tuple[Turn, ...]) -> list[tuple[float, ...]]:
    return [(t.day, t.first, t.last, t.before.value, t.after.value, t.certainty) for t in found]


def _story(*, publishers: int = 3, wrong: tuple[int, ...] = ()) -> list[Record]:
    """Together until the end of 2009, against each other from 2010 on; two records a year and publisher."""
    found = []
    for year in range(2005, 2015):
        for half in ("-03-10", "-09-10"):
            for publisher in range(publishers):
                number = len(found)
                together = (year < 2010) != (number in wrong)
                found.append(
                    record(
                        "aided" if together else "attacked", f"{year}{half}", published=f"{year}{half}",
                        publisher=f"P{publisher}", number=number,
                    )
                )  # fmt: skip
    return found


@settings(max_examples=30)
@given(st.lists(st.tuples(MASS, MASS, st.floats(0.01, 0.9)), min_size=2, max_size=7))
def test_partition_is_exact(units: list[tuple[float, float, float]]) -> None:
    for_, against, hazard = (np.array(column) for column in zip(*units, strict=True))
    hazard = hazard[1:]
    every = list(_every_partition(for_, against, hazard))
    found = partition(for_, against, hazard, 0.5)
    total = np.logaddexp.reduce([score for _, score in every])
    for gap in range(len(hazard)):
        with_it = np.logaddexp.reduce([s for changes, s in every if gap + 1 in changes])
        assert found.posterior[gap] == pytest.approx(np.exp(with_it - total), abs=1e-9)
    best = max(score for _, score in every)
    assert dict(every)[found.changes] == pytest.approx(best)


def _every_partition(
    for_: np.ndarray, against: np.ndarray, hazard: np.ndarray
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Each partition with its log probability, one by one."""
    n = len(for_)
    for count in range(n):
        for changes in combinations(range(1, n), count):
            score = sum(
                np.log(hazard[at - 1]) if at in changes else np.log1p(-hazard[at - 1]) for at in range(1, n)
            )
            for begin, end in pairwise((0, *changes, n)):
                ours, theirs = for_[begin:end].sum(), against[begin:end].sum()
                score += betaln(0.5 + ours, 0.5 + theirs) - betaln(0.5, 0.5)
            yield changes, float(score)


def test_ruptures_finds_the_same_partition() -> None:
    ruptures = pytest.importorskip("ruptures", reason="ruptures comes with the dependency group bench")
    rng = np.random.default_rng(7)
    for_ = np.r_[rng.random(20), 0.1 * rng.random(15), rng.random(10)]
    against = np.r_[0.1 * rng.random(20), rng.random(15), 0.1 * rng.random(10)]

    class Beta(ruptures.base.BaseCost):  # type: ignore[name-defined,misc]
        model, min_size = "beta", 1

        def fit(self, signal: np.ndarray) -> Beta:
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            ours, theirs = self.signal[start:end].sum(axis=0)
            return float(betaln(0.5, 0.5) - betaln(0.5 + ours, 0.5 + theirs))

    hazard = 0.05
    cost = Beta()
    search = ruptures.Dynp(custom_cost=cost, min_size=1, jump=1).fit(np.c_[for_, against])
    options = []
    for count in range(5):
        ends = search.predict(n_bkps=count) if count else [len(for_)]
        price = cost.sum_of_costs(ends) - count * np.log(hazard / (1 - hazard))
        options.append((price, tuple(ends[:-1])))
    assert partition(for_, against, np.full(len(for_) - 1, hazard), 0.5).changes == min(options)[1]


@settings(max_examples=20)
@given(of_the_pair())
def test_turns_are_sane(records: list[Record]) -> None:
    for turn in _turns(records, search=ANY):
        assert turn.first <= turn.day <= turn.last
        assert 0.05 <= turn.certainty <= 1
        assert abs(turn.after.value - turn.before.value) >= Search().change
        assert turn.before.evidence or turn.after.evidence


@settings(max_examples=20)
@given(of_the_pair(), st.randoms(use_true_random=False))
def test_neither_order_nor_naming_matters(records: list[Record], random: object) -> None:
    mixed = list(records)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    here = _plain(_turns(records, search=ANY))
    assert np.allclose(_plain(_turns(mixed, search=ANY)), here)
    other = align(records, HERON.id, OTTER.id, step="year")
    assert np.allclose(_plain(turns(other.evidence, WEIGHTS, ANY)), here)


@settings(max_examples=20)
@given(of_the_pair())
def test_everything_later_turns_later(records: list[Record]) -> None:
    moved = _plain(_turns([later(r, CYCLE) for r in records], search=ANY))
    back = [(a - CYCLE, b - CYCLE, c - CYCLE, *rest) for a, b, c, *rest in moved]
    assert np.allclose(back, _plain(_turns(records, search=ANY)), atol=1e-6)


@settings(max_examples=20)
@given(of_the_pair())
def test_flipping_all_signs_flips_the_turn(records: list[Record]) -> None:
    pulls = {name: replace(pull, strength=-pull.strength) for name, pull in WEIGHTS.pulls.items()}
    flipped = _plain(_turns(records, search=ANY, weights=replace(WEIGHTS, pulls=MappingProxyType(pulls))))
    back = [(day, first, last, -before, -after, sure) for day, first, last, before, after, sure in flipped]
    assert np.allclose(back, _plain(_turns(records, search=ANY)), atol=1e-6)


def test_a_reprint_makes_no_turn_surer() -> None:
    story = _story(publishers=1)
    copies = [again(r, publisher="Copy Press", tag="-copy") for r in story]
    spans = {
        r.document.id: ((0, 40, f"{r.document.id.removesuffix('-copy')}:0-40"),) for r in (*story, *copies)
    }
    both = _turns([*story, *copies], reprints=Reprints(spans))
    assert np.allclose(_plain(both), _plain(_turns(story)))


def test_a_turn_is_found_where_it_is() -> None:
    (shift,) = _shifts(_story())
    assert date(2009, 9, 10) <= shift.when <= date(2010, 3, 10)
    assert date(2009, 3, 1) <= shift.first <= shift.last <= date(2010, 9, 30)
    assert shift.before > 0.9
    assert shift.after < -0.9
    assert shift.certainty > 0.95
    assert {r.claim.relation for r in shift.last_of_old} == {"aided"}
    assert {r.claim.relation for r in shift.first_of_new} == {"attacked"}
    assert max(str(r.claim.valid) for r in shift.last_of_old) == "2009-09-10"
    assert min(str(r.claim.valid) for r in shift.first_of_new) == "2010-03-10"


def test_single_wrong_signs_make_no_turn() -> None:
    (shift,) = _shifts(_story(wrong=(7, 20, 44, 51)))
    assert date(2009, 9, 1) <= shift.when <= date(2010, 3, 31)


def test_no_turn_where_nothing_turns() -> None:
    assert not _shifts([r for r in _story() if r.claim.relation == "aided"])
    assert not _shifts([])
    alternating = [record(("aided", "attacked")[n % 2], f"{2000 + n}-05-05", number=n) for n in range(20)]
    assert not _shifts(alternating)


def test_too_little_on_one_side_is_no_turn() -> None:
    weak = record("attacked", "2004-01-01", score=0.1, number=90)
    assert not _shifts([weak, *(r for r in _story() if r.claim.relation == "aided")])


def test_words_that_tell_a_turn_date_it() -> None:
    sparse = [
        record("aided", "2005-05-05"),
        record("aided", "2006-05-05", number=1),
        record("allied_with", "2008-11", phase=Phase.ENDS, number=2),
        record("rivals", "2008-11", phase=Phase.BEGINS, number=3, publisher="P2"),
        record("attacked", "2012-05-05", number=4),
        record("attacked", "2013-05-05", number=5, publisher="P2"),
    ]
    (shift,) = _shifts(sparse)
    assert (shift.first, shift.last) == (date(2008, 11, 1), date(2008, 11, 30))
    assert {r.id for r in shift.told} == {"r0002", "r0003"}
    without = _shifts([r for r in sparse if r.id not in ("r0002", "r0003")])
    assert all(s.certainty < shift.certainty and s.last - s.first > timedelta(days=365) for s in without)


def test_what_happened_before_and_what_is_shared() -> None:
    duke = replace(CROWN, id="a-duke", name="Duke of Mar")
    context = [
        record("attacked", "2009-11-20", subject=CROWN, object_=HERON, number=200),
        record("attacked", "2009-11-20", subject=CROWN, object_=HERON, number=201, publisher="P7"),
        record("attacked", "2001-01-01", subject=CROWN, object_=OTTER, number=202),
        record("aided", "2010-05-01", subject=OTTER, object_=duke, number=203),
        record("supports", "2010-06-01", subject=HERON, object_=duke, number=204),
    ]
    (shift,) = _shifts(_story(), *context)
    assert [r.id for r in shift.just_before[0]] == ["r0200", "r0201"]
    assert [(s.third.id, s.sign, s.is_new) for s in shift.shared] == [(duke.id, 1, True)]
    assert {r.id for r in shift.shared[0].records} == {"r0203", "r0204"}


def test_an_event_may_touch_them_by_its_words_alone() -> None:
    stranger = replace(CROWN, id="a-duke", name="Duke of Mar")
    words = "Crown of Velland shot the Duke of Mar, a patron of the Heron Front."
    killed = record("attacked", "2009-11-20", subject=CROWN, object_=stranger, number=200, words=words)
    unrelated = replace(
        record("attacked", "2009-11-20", subject=CROWN, object_=replace(stranger, id="a-earl"), number=201)
    )
    (shift,) = _shifts(_story(), killed, unrelated)
    assert [[r.id for r in event] for event in shift.just_before] == [["r0200"]]


def _rival(shift: Shift, reading: Reading) -> float:
    return next(rival.weight for rival in shift.rivals if rival.reading is reading)


def test_rival_readings_are_all_looked_for() -> None:
    (shift,) = _shifts(_story())
    assert {rival.reading for rival in shift.rivals} == set(Reading)
    assert all(0 <= rival.weight <= 1 for rival in shift.rivals)
    assert all(rival.records for rival in shift.rivals if rival.weight)


def test_one_publisher_alone_is_said() -> None:
    (one,), (three,) = _shifts(_story(publishers=1)), _shifts(_story())
    assert _rival(one, Reading.ONE_PUBLISHER) == 1
    assert _rival(three, Reading.ONE_PUBLISHER) < 0.1


def test_a_faction_and_a_renaming_are_said() -> None:
    wing = replace(CROWN, id="a-wing", name="Heron Wing")
    context = [
        record("split_from", "2009-12", subject=wing, object_=HERON, number=300),
        record("renamed_as", "2010-02", subject=OTTER, object_=replace(CROWN, id="a-new"), number=301),
    ]
    (shift,) = _shifts(_story(), *context)
    assert _rival(shift, Reading.FACTION) == pytest.approx(0.8)
    assert _rival(shift, Reading.RENAMED) == pytest.approx(0.8)
    (plain,) = _shifts(_story())
    assert _rival(plain, Reading.FACTION) == _rival(plain, Reading.RENAMED) == 0


def test_other_names_afterwards_may_be_another_actor() -> None:
    def named(one: Record) -> Record:
        name = "Otters" if one.claim.relation == "aided" else "Otter League"
        return replace(one, claim=replace(one.claim, evidence=(_quote(f"{name} and the Heron Front."),)))

    (shift,) = _shifts([named(r) for r in _story()])
    assert _rival(shift, Reading.WRONG_MERGE) == 1


def _quote(words: str):  # type: ignore[no-untyped-def]
    from allegiance.documents.document import Passage

    return Passage(0, len(words), words)


def test_words_without_deeds_are_said() -> None:
    story = []
    for year in range(2005, 2015):
        story += [
            record(
                "supports" if year < 2010 else "opposes", f"{year}-05-05", number=2 * year, publisher="P1"
            ),
            record("aided", f"{year}-06-05", number=2 * year + 1, publisher="P2", score=0.3),
        ]
    (shift,) = _shifts(story)
    assert _rival(shift, Reading.WORDS_ONLY) > 0.9
    assert _rival(shift, Reading.DISPUTED) > 0.1
