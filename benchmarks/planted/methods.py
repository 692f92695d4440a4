"""Methods that look for turns in a planted world: ours, a naive signed sum, and ruptures' PELT on monthly sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from scoring import FoundTurn
from worlds import FIRST, LAST, World

from allegiance.analysis.alignment import WEIGHTS, align
from allegiance.analysis.shifts.turning import turns
from allegiance.analysis.shifts.units import SEARCH, Search
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase, Polarity
from allegiance.claims.relations import relation

MONTHS = (LAST.year - FIRST.year + 1) * 12


def of_pairs(world: World) -> Iterator[tuple[str, str, list[Record]]]:
    """The records of each pair."""
    by_pair: dict[frozenset[str], list[Record]] = {}
    for record in world.records:
        if record.claim.object is not None:
            by_pair.setdefault(frozenset((record.claim.subject.id, record.claim.object.id)), []).append(
                record
            )
    for a, b in world.pairs:
        yield a, b, by_pair.get(frozenset((a, b)), [])


def ours(world: World, search: Search = SEARCH) -> Iterator[FoundTurn]:
    """The change points of the package."""
    for a, b, records in of_pairs(world):
        alignment = align(records, a, b, step="year", reprints=world.reprints)
        for turn in turns(alignment.evidence, WEIGHTS, search):
            if turn.before.value * turn.after.value < 0:
                yield FoundTurn(a, b, date.fromordinal(round(turn.day)), 1 if turn.after.value > 0 else -1)


def signed_sum(world: World, window: int) -> Iterator[FoundTurn]:
    """A turn wherever the sum of signs over the last `window` months changes its sign; dated half a window back."""
    for a, b, records in of_pairs(world):
        sums = np.convolve(monthly(records), np.ones(window))[:MONTHS]
        before = 0
        for month, total in enumerate(sums):
            now = int(np.sign(total))
            if now and before and now != before:
                yield FoundTurn(a, b, _day(month - window / 2), now)
            before = now or before


def pelt(world: World, penalty: float) -> Iterator[FoundTurn]:
    """ruptures' PELT with squared error on monthly sums; a turn where the mean changes its sign."""
    import ruptures

    for a, b, records in of_pairs(world):
        series = monthly(records)
        ends = ruptures.Pelt(model="l2", min_size=2, jump=1).fit(series.reshape(-1, 1)).predict(pen=penalty)
        before, begin = 0, 0
        for end in ends:
            now = int(np.sign(series[begin:end].mean()))
            if now and before and now != before:
                yield FoundTurn(a, b, _day(begin), now)
            before, begin = now or before, end


def monthly(records: Sequence[Record]) -> np.ndarray:
    """Sum of signs by month; shape (MONTHS,). A record counts at the middle of its time, else at its publication."""
    sums = np.zeros(MONTHS)
    for record in records:
        claim = record.claim
        sign = relation(claim.relation).sign * (-1 if claim.polarity is Polarity.DENIED else 1)
        sign *= -1 if claim.phase is Phase.ENDS else 1
        time = claim.valid or record.document.published
        if time is not None and time.start is not None and time.end is not None:
            middle = time.start + (time.end - time.start) / 2
            month = (middle.year - FIRST.year) * 12 + middle.month - 1
            if 0 <= month < MONTHS:
                sums[month] += sign
    return sums


def _day(month: float) -> date:
    month = int(min(max(month, 0), MONTHS - 1))
    return date(FIRST.year + month // 12, month % 12 + 1, 1)
