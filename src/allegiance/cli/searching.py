"""The command that searches the words of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from allegiance.cli.naming import the_actor
from allegiance.cli.options import ASKING, Asking, LimitOption, positive
from allegiance.cli.screen import note

if TYPE_CHECKING:
    from allegiance.casefile.questions import Questions

CertaintyOption = Annotated[
    Literal["stated", "alleged", "possible"] | None,
    Parameter(name="--certainty", help="Only passages that carry such a claim."),
]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What a passage must be besides having the words."""

    actor: Annotated[str | None, Parameter(name="--actor", help="Only passages that mention this actor.")] = (
        None
    )
    publisher: Annotated[
        str | None, Parameter(name="--publisher", help="Only publishers whose name holds these letters.")
    ] = None
    relation: Annotated[
        str | None, Parameter(name="--relation", help="Only passages that carry such a claim.")
    ] = None
    certainty: CertaintyOption = None
    published: Annotated[
        str | None,
        Parameter(name="--published", help="Only documents of this time (2014, 2014-06, 2003/2006)."),
    ] = None
    as_of: Annotated[
        str | None, Parameter(name="--as-of", help="Leave out documents published after this time.")
    ] = None

    def filters(self, casefile: Questions) -> dict[str, Any]:
        """What `Casefile.search` takes. Raises: UnknownActor, BadInterval."""
        from allegiance.analysis.moment import last_day
        from allegiance.claims.claim import Certainty
        from allegiance.views import as_of_interval

        time, on = as_of_interval(self.published), as_of_interval(self.as_of)
        ends = [last_day(interval) for interval in (time, on) if interval is not None]
        return {
            "actor": None if self.actor is None else the_actor(casefile, self.actor).id,
            "publisher": self.publisher,
            "relation": self.relation,
            "certainty": None if self.certainty is None else Certainty(self.certainty),
            "since": time.start if time else None,
            "until": min(ends, default=None),
        }


ANY = Narrowing()


def search(
    words: Annotated[Sequence[str], Parameter(required=True)],
    /,
    *,
    narrowing: Narrowing = ANY,
    limit: LimitOption = 20,
    asking: Asking = ASKING,
) -> int:
    """Search the words of all documents, those in languages that are not read too.

    Parameters
    ----------
    words
        Words; "a phrase", a beginning such as milit*, OR and NOT are understood.
    """
    positive(limit)
    from allegiance.cli.pages import hits_page
    from allegiance.views import hits

    asked = " ".join(_quoted(part) if len(words) > 1 else part for part in words)
    with asking.asked() as casefile:
        found = hits(casefile.search(asked, limit, **narrowing.filters(casefile)))
    if not found and not asking.json:
        note(f"no passage has {asked!r}; try fewer words, or a beginning such as milit*")
        return 0
    return asking.answer(found, hits_page)


def _quoted(part: str) -> str:
    """A phrase that the shell has taken the quotes from gets them back."""
    return f'"{part}"' if " " in part and '"' not in part else part
