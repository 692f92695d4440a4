"""Commands about actors that may be one: the list of them, and the decision that two are two."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from allegiance.cli.naming import the_actor
from allegiance.cli.options import DECIDING, OPENING, Deciding, Opening
from allegiance.cli.screen import note
from allegiance.errors import UsageError

_LEAST = 0.5


def same(
    actor: str | None = None,
    /,
    *,
    least: Annotated[float, Parameter(name="--least", help="From which score, 0 to 1.")] = _LEAST,
    limit: Annotated[int, Parameter(name="--limit", help="How many at most.")] = 20,
    opening: Opening = OPENING,
) -> int:
    """List actors of the casefile that may be one, with the reasons; merge them, or keep them apart.

    Parameters
    ----------
    actor
        Only those that may be this one; a name as you would type it, or an id.
    """
    if not 0.0 <= least <= 1.0 or limit < 1:
        raise UsageError("--least is a score from 0 to 1, --limit 1 or more; give such numbers")
    from allegiance.cli.known_pages import same_page
    from allegiance.views.same import same as view_of

    with opening.opened() as opened:
        found = view_of(opened, the_actor(opened, actor) if actor else None, least)
    if not found and not opening.json:
        note(f"no two actors may be one, from a score of {least}")
        return 0
    return opening.answer(found[:limit], lambda _: same_page(found, limit))


def apart(
    one: str,
    other: str,
    /,
    *,
    deciding: Deciding = DECIDING,
) -> int:
    """Decide that two actors are two: they are not proposed as one again.

    Parameters
    ----------
    one
        A name as you would type it, or an id.
    other
        The other actor.
    """
    from allegiance.casefile import JudgementKind
    from allegiance.cli.record_pages import judgement_line

    with deciding.opened() as opened:
        first, second = the_actor(opened, one), the_actor(opened, other)
        if first.id == second.id:
            raise UsageError(
                f"{one!r} and {other!r} are one actor, {first.id}; take them apart with: allegiance split"
            )
        made = opened.judge(
            JudgementKind.APART, first.id, other=second.id, by=deciding.reader, why=deciding.why
        )
    return deciding.answer([made], lambda decisions: map(judgement_line, decisions))
