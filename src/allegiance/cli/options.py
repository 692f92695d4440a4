"""Options that several commands share, worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

CasefileOption = Annotated[
    Path | None,
    Parameter(name="--casefile", help="The casefile; left out, the only *.casefile in the current folder."),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print the whole answer as JSON.")]
LevelOption = Annotated[
    Literal["strict", "balanced", "everything"],
    Parameter(name="--level", help="How sure a claim must be to be shown."),
]
MinScoreOption = Annotated[
    float | None, Parameter(name="--min-score", help="The same as a score from 0 to 1, instead of a level.")
]
AsOfOption = Annotated[
    str | None,
    Parameter(
        name="--as-of", help="A day, month or year (2020-01-27, 2020-01, 2014); some day in it is meant."
    ),
]


def least_of(level: str, min_score: float | None) -> float:
    """The score from which claims are shown. Raises: UsageError where it is none."""
    from allegiance.claims.levels import least_score
    from allegiance.errors import UsageError

    if min_score is None:
        return least_score(level)
    if not 0.0 <= min_score <= 1.0:
        raise UsageError(f"--min-score {min_score} is no score; give a number from 0 to 1, such as 0.5")
    return min_score
