"""Options that several commands share, worded once, and the one way into a casefile that goes with them.

Opening             which casefile, and how the answer is printed
├── Asking          as it was known when
│   └── Weighing    how sure a claim must be
└── Signing         who decides
    └── Deciding    and why
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import ByOption, WhyOption, the_reader
from allegiance.cli.screen import Line, print_json, print_lines
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.casefile import Casefile
    from allegiance.casefile.questions import Questions

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
KnownOption = Annotated[
    str | None,
    Parameter(
        name="--known",
        help="The casefile as it was at the end of this day; what was recorded or decided later is left out.",
    ),
]
LimitOption = Annotated[int, Parameter(name="--limit", help="How many at most.")]
View = TypeVar("View")


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Opening:
    """Which casefile, and how the answer is printed."""

    json: JsonOption = False
    casefile: CasefileOption = None

    @contextmanager
    def opened(self) -> Iterator[Casefile]:
        """The casefile, to be asked and to be written to."""
        from allegiance.casefile import Casefile

        with Casefile.open(the_casefile(self.casefile)) as opened:
            yield opened

    def answer(self, view: View, page: Callable[[View], Iterable[Line]]) -> int:
        """Print the answer, as JSON or as a page; returns the exit code."""
        from allegiance.views import plain

        if self.json:
            print_json(plain(view))
        else:
            print_lines(page(view))
        return 0


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Asking(Opening):
    """A question, about the casefile as it is or as it was known at a moment."""

    known: KnownOption = None

    @contextmanager
    def asked(self, least: float = 0.0) -> Iterator[Questions]:
        """The casefile, to be asked only. Raises: BadInterval."""
        from allegiance.views import known_moment

        moment = None if self.known is None else known_moment(self.known)
        with self.opened() as casefile:
            casefile.least = least
            yield casefile if moment is None else casefile.as_of(known=moment)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Weighing(Asking):
    """A question about claims that are sure enough."""

    level: LevelOption = "balanced"
    min_score: MinScoreOption = None

    @contextmanager
    def weighed(self) -> Iterator[Questions]:
        """The casefile, showing claims that are sure enough. Raises: UsageError, BadInterval."""
        with self.asked(least_of(self.level, self.min_score)) as casefile:
            yield casefile


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Signing(Opening):
    """A decision by a person, who signs it."""

    by: ByOption = None

    @property
    def reader(self) -> str:
        """Who decides. Raises: UsageError where nobody is named and nobody logged in."""
        return the_reader(self.by)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Deciding(Signing):
    """A decision with its reason."""

    why: WhyOption = ""


OPENING, ASKING, WEIGHING = Opening(), Asking(), Weighing()  # nothing said
SIGNING, DECIDING = Signing(), Deciding()


def positive(limit: int) -> int:
    """Raises: UsageError where it shows nothing."""
    if limit < 1:
        raise UsageError(f"--limit {limit} shows nothing; give 1 or more")
    return limit


def least_of(level: str, min_score: float | None) -> float:
    """The score from which claims are shown. Raises: UsageError where it is none."""
    from allegiance.claims.levels import least_score

    if min_score is None:
        return least_score(level)
    if not 0.0 <= min_score <= 1.0:
        raise UsageError(f"--min-score {min_score} is no score; give a number from 0 to 1, such as 0.5")
    return min_score
