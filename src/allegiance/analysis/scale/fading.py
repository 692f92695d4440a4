"""Fading: how much a row of a given kind and age still counts, and the calendar of months.

    value of a pair at the end of a month = Σ pull · weight · share · 2^(-age / half-life) ÷ the same without pull

Months are counted from January of year 0: 2014-03 is 2014 · 12 + 2. Days are counted from 1970-01-01, as Arrow and
numpy do.
Source: exponential tie decay, Ahmad, Porter and Beguerisse-Díaz, arXiv:1805.00193.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from allegiance.analysis.alignment import WEIGHTS
from allegiance.errors import UsageError

DAYS_IN_MONTH = 30.436875  # the mean of the Gregorian calendar
_YEARS = (1, 9999)


class Kind(IntEnum):
    """What a row is evidence of; the code stands in the column `kind`."""

    TIE = 0  # a state that holds for a while
    ACT = 1  # something done
    WORDS = 2  # something said


@dataclass(frozen=True, slots=True)
class Fading:
    """Half-lives in days and shares, each for ties, acts and words.

    `floor` is the evidence below which a pair has no value: silence is not neutrality. The defaults are those of
    `analysis/alignment/weights.toml`. Other than there, a tie fades from the day of its row: a row is one sighting.
    """

    half_life: tuple[float, float, float] = (
        WEIGHTS.tie_half_life,
        WEIGHTS.act_half_life,
        WEIGHTS.act_half_life,
    )
    share: tuple[float, float, float] = (1.0, 1.0, 1.0)
    floor: float = WEIGHTS.floor

    def __post_init__(self) -> None:
        if min(self.half_life) <= 0 or min(self.share) < 0 or self.floor <= 0:
            raise UsageError(
                f"half-lives {self.half_life} and floor {self.floor} must be above 0, shares {self.share} not below"
            )

    def by_days(self, days: int) -> NDArray[np.float64]:
        """(3, days + 1): share · 2^(-age / half-life) for each kind and each age from 0 to `days`."""
        age = np.arange(days + 1, dtype=np.float64)
        half_life, share = np.asarray(self.half_life), np.asarray(self.share)
        return np.asarray(share[:, None] * np.exp2(-age[None, :] / half_life[:, None]))

    def by_month(self) -> NDArray[np.float64]:
        """(3,): what is left of each kind after one mean month."""
        return np.asarray(np.exp2(-DAYS_IN_MONTH / np.asarray(self.half_life)))


FADING = Fading()


def strength_of(relation: str) -> float:
    """How far one claim of this relation goes, 0 … 1; 1 where the table of weights does not say."""
    known = WEIGHTS.pulls.get(relation)
    return 1.0 if known is None else abs(known.strength)


def month_of(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """The month of each day."""
    return (days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32) + 1970 * 12).astype(
        np.int32
    )


def last_day(months: NDArray[np.int32]) -> NDArray[np.int32]:
    """The last day of each month."""
    after = (months.astype(np.int64) - 1970 * 12 + 1).astype("datetime64[M]").astype("datetime64[D]")
    return (after.astype(np.int64) - 1).astype(np.int32)


def month_name(month: int) -> str:
    """2014-03.

    >>> month_name(2014 * 12 + 2)
    '2014-03'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def check_days(first: int, last: int) -> None:
    """Raises: UsageError where days lie outside the years 1 to 9999."""
    bounds = [
        int(np.datetime64(f"{year:04d}-01-01", "D").astype(np.int64)) for year in (_YEARS[0], _YEARS[1])
    ]
    if first < bounds[0] or last > bounds[1]:
        raise UsageError(
            f"days run from {first} to {last}, counted from 1970-01-01; they must lie in the years 1 to 9999"
        )
