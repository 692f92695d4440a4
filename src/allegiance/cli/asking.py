"""Commands that ask: actors, show, pair, search, passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import the_actor
from allegiance.cli.options import (
    AsOfOption,
    CasefileOption,
    JsonOption,
    LevelOption,
    MinScoreOption,
    least_of,
)
from allegiance.cli.screen import note, print_json, print_lines
from allegiance.errors import UsageError

LimitOption = Annotated[int, Parameter(name="--limit", help="How many at most.")]


def actors(
    name: str | None = None,
    /,
    *,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """List actors, the most mentioned first, or those that a name may mean.

    Parameters
    ----------
    name
        A name as you would type it, such as Sadr; left out, all actors.
    as_of
        Only actors with a claim that was valid on some day of this time.
    """
    _positive(limit)
    from allegiance.casefile import Casefile
    from allegiance.cli.pages import actors_page
    from allegiance.views import actor_list, as_of_interval, plain

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile)) as opened:
        found = actor_list(opened, name, on=on)
    if json:
        print_json(plain(found[:limit]))
    elif found:
        print_lines(actors_page(found, limit))
    else:
        note(
            f"no actor is called {name!r}"
            if name
            else "no actor is recorded" + (" for that time" if on else "")
        )
    return 0


def show(
    actor: str,
    /,
    *,
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show one actor: names, offices, groups, lineage, ties, portrayals, chronology.

    Parameters
    ----------
    actor
        A name as you would type it, or an id.
    as_of
        Leave out what came after this time (2020-01-27, 2020-01, 2014).
    """
    from allegiance.casefile import Casefile
    from allegiance.cli.pages import profile_page
    from allegiance.views import as_of_interval, plain, profile

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = profile(opened, the_actor(opened, actor), as_of=on)
    if json:
        print_json(plain(view))
    else:
        print_lines(profile_page(view))
    return 0


def pair(
    one: str,
    other: str,
    /,
    *,
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
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
    from allegiance.casefile import Casefile
    from allegiance.cli.pages import pair_page
    from allegiance.views import as_of_interval, plain
    from allegiance.views import pair as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, the_actor(opened, one), the_actor(opened, other), as_of=on)
    if json:
        print_json(plain(view))
    else:
        print_lines(pair_page(view))
    return 0


def search(
    words: Annotated[Sequence[str], Parameter(required=True)],
    /,
    *,
    actor: Annotated[
        str | None, Parameter(name="--actor", help="Only passages that mention this actor.")
    ] = None,
    publisher: Annotated[
        str | None, Parameter(name="--publisher", help="Only publishers whose name holds these letters.")
    ] = None,
    relation: Annotated[
        str | None, Parameter(name="--relation", help="Only passages that carry such a claim.")
    ] = None,
    certainty: Annotated[
        Literal["stated", "alleged", "possible"] | None,
        Parameter(name="--certainty", help="Only passages that carry such a claim."),
    ] = None,
    published: Annotated[
        str | None,
        Parameter(name="--published", help="Only documents of this time (2014, 2014-06, 2003/2006)."),
    ] = None,
    limit: LimitOption = 20,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Search the words of all documents, those in languages that are not read too.

    Parameters
    ----------
    words
        Words; "a phrase", a beginning such as milit*, OR and NOT are understood.
    """
    _positive(limit)
    from allegiance.analysis.moment import last_day
    from allegiance.casefile import Casefile
    from allegiance.claims.claim import Certainty
    from allegiance.cli.pages import hits_page
    from allegiance.views import as_of_interval, hits, plain

    asked = " ".join(
        f'"{part}"' if " " in part and '"' not in part and len(words) > 1 else part for part in words
    )
    time = as_of_interval(published)
    with Casefile.open(the_casefile(casefile)) as opened:
        found = hits(
            opened.search(
                asked,
                limit,
                actor=None if actor is None else the_actor(opened, actor).id,
                publisher=publisher,
                relation=relation,
                certainty=None if certainty is None else Certainty(certainty),
                since=time.start if time else None,
                until=last_day(time) if time and time.end else None,
            )
        )
    if json:
        print_json(plain(found))
    elif found:
        print_lines(hits_page(found))
    else:
        note(f"no passage has {asked!r}; try fewer words, or a beginning such as milit*")
    return 0


def passage(address: str, /, *, json: JsonOption = False, casefile: CasefileOption = None) -> int:
    """Open a passage: its exact words in their paragraph.

    Parameters
    ----------
    address
        As shown by the other commands: d1f2e3:120-180.
    """
    from allegiance.casefile import Casefile
    from allegiance.cli.pages import passage_page
    from allegiance.views import opened as view_of
    from allegiance.views import plain

    with Casefile.open(the_casefile(casefile)) as opened:
        view = view_of(opened.passage(address))
    if json:
        print_json(plain(view))
    else:
        print_lines(passage_page(view))
    return 0


def _positive(limit: int) -> None:
    if limit < 1:
        raise UsageError(f"--limit {limit} shows nothing; give 1 or more")
