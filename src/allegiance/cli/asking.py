"""Commands that ask: actors, show, pair, passage."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from allegiance.cli.naming import the_actor
from allegiance.cli.options import (
    ASKING,
    OPENING,
    WEIGHING,
    Asking,
    AsOfOption,
    LimitOption,
    Opening,
    Weighing,
    positive,
)
from allegiance.cli.screen import note

ChronologyOption = Annotated[
    int,
    Parameter(
        name="--limit", help="How many claims of the chronology at most, the last ones; --json has all."
    ),
]
LongestOption = Annotated[
    int,
    Parameter(
        name="--limit",
        help="How long each list may be: claims of the chronology (the last ones), ties, partners; --json has all.",
    ),
]


def actors(
    name: str | None = None,
    /,
    *,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    asking: Asking = ASKING,
) -> int:
    """List actors, the most mentioned first, or those that a name may mean.

    Parameters
    ----------
    name
        A name as you would type it, such as Sadr; left out, all actors.
    as_of
        Only actors with a claim that was valid on some day of this time.
    """
    positive(limit)
    from allegiance.cli.pages import actors_page
    from allegiance.views import as_of_interval
    from allegiance.views.listing import listed

    on = as_of_interval(as_of)
    with asking.asked() as casefile:
        found, total = listed(casefile, name, on=on, limit=limit)
    if not found and not asking.json:
        some = f"no actor is called {name!r}" if name else "no actor is recorded"
        note(some if name or not on else f"{some} for that time")
        return 0
    return asking.answer(found, lambda some: actors_page(some, total))


def show(
    actor: str,
    /,
    *,
    as_of: AsOfOption = None,
    limit: LongestOption = 100,
    asking: Weighing = WEIGHING,
) -> int:
    """Show one actor: names, offices, groups, lineage, ties, portrayals, chronology.

    Parameters
    ----------
    actor
        A name as you would type it, or an id.
    as_of
        Leave out what came after this time (2020-01-27, 2020-01, 2014).
    """
    positive(limit)
    from allegiance.cli.pages import profile_page
    from allegiance.views import as_of_interval
    from allegiance.views.profile import Most, profile

    on = as_of_interval(as_of)
    with asking.weighed() as casefile:
        most = None if asking.json else Most(partners=limit, claims=limit)
        view = profile(casefile, the_actor(casefile, actor), as_of=on, most=most)
    return asking.answer(view, lambda whole: profile_page(whole, limit))


def pair(
    one: str,
    other: str,
    /,
    *,
    as_of: AsOfOption = None,
    limit: ChronologyOption = 100,
    asking: Weighing = WEIGHING,
) -> int:
    """Show two actors: how it stood between them when, and every word for it, in order of time.

    Parameters
    ----------
    one
        A name as you would type it, or an id.
    other
        The other actor.
    as_of
        How it stood at this time (2020-01-27, 2020-01, 2014); what came later is left out.
    """
    positive(limit)
    from allegiance.cli.pages import pair_page
    from allegiance.views import as_of_interval
    from allegiance.views import pair as view_of

    on = as_of_interval(as_of)
    with asking.weighed() as casefile:
        view = view_of(casefile, the_actor(casefile, one), the_actor(casefile, other), as_of=on)
    return asking.answer(view, lambda whole: pair_page(whole, limit))


def passage(address: str, /, *, opening: Opening = OPENING) -> int:
    """Open a passage: its exact words in their paragraph.

    Parameters
    ----------
    address
        As shown by the other commands: d1f2e3:120-180.
    """
    from allegiance.cli.pages import passage_page
    from allegiance.views import opened

    with opening.opened() as casefile:
        view = opened(casefile.passage(address))
    return opening.answer(view, passage_page)
