"""Levels: how sure a claim must be to be shown. Scores are calibrated, so a level is a share of right claims.

    strict      few claims, two in three of them right: for a first look, or for a picture to be printed
    balanced    the most right claims for the least wrong ones; the default
    everything  whatever has a chance: for those who will read each passage themselves

A claim that a person has accepted is shown at every level. The measured precision and recall of each level stand in
`benchmarks/extraction.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from allegiance.errors import UsageError

STRICT, BALANCED, EVERYTHING = 0.55, 0.2, 0.05
LEVELS: Mapping[str, float] = MappingProxyType(
    {"strict": STRICT, "balanced": BALANCED, "everything": EVERYTHING}
)


def least_score(level: str) -> float:
    """The score from which claims are shown at a level. Raises: UsageError, with the names of the levels."""
    try:
        return LEVELS[level]
    except KeyError:
        raise UsageError(f"no level is called {level!r}; there are: {', '.join(LEVELS)}") from None
