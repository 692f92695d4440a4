"""Allegiance: a sourced, dated casefile of who stands with whom.

    import allegiance

    with allegiance.Casefile.open("iraq.casefile", create=True) as casefile:
        casefile.read("report.txt", "page.html")
        view = allegiance.pair(casefile, "Sadr", "Iran", as_of="2014-06")
        print(view.standing.summary)
        for claim in view.claims:
            print(claim.time, claim.sentence, claim.quotes[0].words, sep=" | ")

What is named here is the public library. It is loaded when it is first used, so that importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allegiance.actors.actor import Actor
    from allegiance.casefile.casefile import Casefile
    from allegiance.casefile.intake import Outcome, read
    from allegiance.casefile.record import Record
    from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
    from allegiance.claims.relations import Relation, relations
    from allegiance.documents.document import Document, Passage
    from allegiance.errors import AllegianceError
    from allegiance.interval import Interval
    from allegiance.language.mention import ActorKind, Mention
    from allegiance.problem import Problem
    from allegiance.views.pair import PairView, pair
    from allegiance.views.profile import ProfileView, profile

    __version__: str

__all__ = [
    "Actor",
    "ActorKind",
    "AllegianceError",
    "Attribution",
    "Casefile",
    "Certainty",
    "Claim",
    "Document",
    "Interval",
    "Mention",
    "Outcome",
    "PairView",
    "Passage",
    "Phase",
    "Polarity",
    "Problem",
    "ProfileView",
    "Record",
    "Relation",
    "__version__",
    "pair",
    "profile",
    "read",
    "relations",
]

_HOMES = {
    "Actor": "actors.actor",
    "ActorKind": "language.mention",
    "AllegianceError": "errors",
    "Attribution": "claims.claim",
    "Casefile": "casefile.casefile",
    "Certainty": "claims.claim",
    "Claim": "claims.claim",
    "Document": "documents.document",
    "Interval": "interval",
    "Mention": "language.mention",
    "Outcome": "casefile.intake",
    "PairView": "views.pair",
    "Passage": "documents.document",
    "Phase": "claims.claim",
    "Polarity": "claims.claim",
    "Problem": "problem",
    "ProfileView": "views.profile",
    "Record": "casefile.record",
    "Relation": "claims.relations",
    "pair": "views.pair",
    "profile": "views.profile",
    "read": "casefile.intake",
    "relations": "claims.relations",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home; Python asks only where it is not here yet."""
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
