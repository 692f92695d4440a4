"""Naming: what people type for an actor, a reader or a run, as the one that they mean."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.screen import note
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.actors.actor import Actor
    from allegiance.casefile import Casefile, Run
    from allegiance.casefile.questions import Questions

ByOption = Annotated[
    str | None, Parameter(name="--by", help="Who decides; left out, the name that you are logged in with.")
]
WhyOption = Annotated[str, Parameter(name="--why", help="Why, in your own words.")]
_ALSO = 3  # other readings of a name that are told
_NAME = 60  # characters of such a name


def the_actor(casefile: Questions, words: str) -> Actor:
    """The actor that is meant; where others fit too, one line says which was taken."""
    from allegiance.cli.drawing import trimmed
    from allegiance.views import find_actor

    who = find_actor(casefile, words)
    if words not in (who.actor.id, who.actor.name):
        also = ", ".join(f"{trimmed(actor.name, _NAME)} ({actor.id})" for actor in who.others[:_ALSO])
        note(f"{words!r} -> {who.actor.name}" + (f"; also: {also}" if also else ""))
    return who.actor


def the_reader(named: str | None) -> str:
    """Who decides: the name given, else the one of the login.

    Raises: UsageError where there is neither.
    """
    if named is not None:
        if not named.strip():
            raise UsageError("--by names nobody; give the name under which decisions are kept")
        return named.strip()
    try:
        return getpass.getuser()
    except (OSError, ImportError, KeyError):
        raise UsageError("nobody is logged in by name; say who decides: --by NAME") from None


def the_run(casefile: Casefile, words: str) -> Run:
    """The run of this id, of this beginning of an id, or of this number in the list of `allegiance runs`.

    Raises: UsageError where none or several fit.
    """
    runs = casefile.runs()
    if words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= len(runs):
        return runs[int(words[:9]) - 1]
    fitting = [run for run in runs if words and run.id.startswith(words)]
    if len(fitting) != 1:
        some = "several runs fit" if fitting else "there is no run"
        raise UsageError(f"{some} {words!r}; give a number or an id that this lists: allegiance runs")
    return fitting[0]
