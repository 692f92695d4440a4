"""Commands that draw: picture (SVG, PNG, PDF) and dossier (HTML, PDF)."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import the_actor
from allegiance.cli.options import (
    AsOfOption,
    CasefileOption,
    KnownOption,
    LevelOption,
    MinScoreOption,
    least_of,
)
from allegiance.cli.screen import note
from allegiance.errors import AllegianceError, UsageError

if TYPE_CHECKING:
    from allegiance.casefile import Casefile, Questions
    from allegiance.pictures import Links, Picture
    from allegiance.reports import Dossier

OutputOption = Annotated[
    Path | None,
    Parameter(name=["--output", "-o"], help="The file to write; its ending says as what."),
]
ThemeOption = Annotated[
    Literal["auto", "light", "dark"],
    Parameter(name="--theme", help="Colours; auto follows the reader's system, and is light in PNG and PDF."),
]
LinksOption = Annotated[
    str | None,
    Parameter(name="--links", help="Where marks lead, such as https://desk.example/passages/{passage}."),
]
_NAMED = {"pair": 2, "lineage": 1, "network": 1, "bloc": 1, "actor": 1}
_PAGES = (".html", ".pdf")


def picture(
    what: Literal["pair", "lineage", "network", "bloc"],
    named: Sequence[str] = (),
    /,
    *,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known: KnownOption = None,
    theme: ThemeOption = "auto",
    links: LinksOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    casefile: CasefileOption = None,
) -> int:
    """Draw a picture from the record: SVG, PNG or PDF.

    Parameters
    ----------
    what
        pair A B: how far two stood together over time; lineage [ACTOR]: who came out of whom; network [ACTOR]: who
        stood with whom on a day; bloc ACTOR: how one stood with many.
    named
        Actors as you would type them, or ids.
    """
    _count(what, named, spare=what in ("lineage", "network"))
    target = output or Path(_file_name((what, *named), ".svg"))
    from allegiance.casefile import Casefile
    from allegiance.pictures import Links

    asked = Links(links)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        drawn = _picture(_as_known(opened, known), what, named, as_of, asked)
    _telling(lambda: drawn.save(target, theme))
    sys.stdout.write(f"{target}\n")
    return 0


def dossier(
    what: Literal["pair", "actor", "search"],
    named: Annotated[Sequence[str], Parameter(required=True)],
    /,
    *,
    output: OutputOption = None,
    as_of: AsOfOption = None,
    known: KnownOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    casefile: CasefileOption = None,
) -> int:
    """Write a dossier with numbered footnotes: one HTML file, or PDF.

    Parameters
    ----------
    what
        pair A B, actor A, or search WORDS: what a search finds, with the claims that rest on it.
    named
        Actors as you would type them or ids; or words to search for.
    """
    if what != "search":
        _count(what, named)
    elif as_of is not None:
        raise UsageError("--as-of goes with pair and actor, not with search")
    target = output or Path(_file_name(named, ".html"))
    if target.suffix.lower() not in _PAGES:
        raise UsageError(f"{target} says not what to write; let the name end in one of: {', '.join(_PAGES)}")
    from allegiance.casefile import Casefile
    from allegiance.reports import html, pdf

    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        made = _dossier(_as_known(opened, known), what, named, as_of)
    if target.suffix.lower() == ".html":
        _write(target, html(made).encode())
    else:
        _telling(lambda: _write(target, pdf(made)))
    sys.stdout.write(f"{target}\n")
    return 0


def _as_known(casefile: Casefile, known: str | None) -> Questions:
    """The casefile as it was recorded by then. Raises: BadInterval."""
    from allegiance.views import known_moment

    return casefile if known is None else casefile.as_of(known=known_moment(known))


def _picture(
    casefile: Questions, what: str, named: Sequence[str], as_of: str | None, links: Links
) -> Picture:
    from allegiance.reports import figures

    actors = [the_actor(casefile, words) for words in named]
    if what == "pair":
        return figures.of_pair(casefile, *actors, as_of=as_of, links=links)
    if what == "bloc":
        return figures.of_bloc(casefile, *actors, as_of=as_of, links=links)
    if what == "lineage":
        return figures.of_lineage(casefile, *actors, as_of=as_of, links=links)
    return figures.of_network(casefile, *actors, as_of=as_of, links=links)


def _dossier(casefile: Questions, what: str, named: Sequence[str], as_of: str | None) -> Dossier:
    from allegiance import reports

    if what == "search":
        return reports.of_theme(casefile, " ".join(named))
    actors = [the_actor(casefile, words) for words in named]
    if what == "pair":
        return reports.of_pair(casefile, *actors, as_of=as_of)
    return reports.of_actor(casefile, *actors, as_of=as_of)


def _count(what: str, named: Sequence[str], *, spare: bool = False) -> None:
    """Raises: UsageError where there are more or fewer names than are needed; `spare`: none is well too."""
    needed = _NAMED[what]
    if len(named) != needed and not (spare and not named):
        wanted = "two actors" if needed == 2 else "at most one actor" if spare else "one actor"
        raise UsageError(f"{what} needs {wanted}, and {len(named)} are named; quote a name that has spaces")


def _telling(work: Callable[[], None]) -> None:
    """Do it; a warning, such as a font that is missing, is told in one line."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        work()
    for warning in told:
        note(str(warning.message))


def _file_name(words: Sequence[str], suffix: str) -> str:
    """A file in the current folder: 'pair-sadr-iran.svg'."""
    parts = "-".join(words).lower()
    kept = "".join(letter if letter.isalnum() else "-" for letter in parts)[:80].strip("-")
    return f"{kept or 'dossier'}{suffix}"


def _write(path: Path, data: bytes) -> None:
    """Raises: AllegianceError where it cannot be written there."""
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise AllegianceError(f"{path} cannot be written ({fault.strerror}); name another file") from fault
