"""Options that several commands share, worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

CasefileOption = Annotated[
    Path | None,
    Parameter(name="--casefile", help="The casefile; left out, the only *.casefile in the current folder."),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print the whole answer as JSON.")]
AsOfOption = Annotated[
    str | None,
    Parameter(
        name="--as-of", help="A day, month or year (2020-01-27, 2020-01, 2014); some day in it is meant."
    ),
]
