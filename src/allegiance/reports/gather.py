"""Gathering: the dossier of a pair, an actor or a theme straight from a casefile; what the doors call."""

from __future__ import annotations

from allegiance.actors.actor import Actor
from allegiance.analysis.contested import contested
from allegiance.analysis.moment import filed_by
from allegiance.casefile.questions import Questions
from allegiance.errors import UsageError
from allegiance.pictures.links import Links
from allegiance.reports import figures
from allegiance.reports.actor import actor_dossier
from allegiance.reports.dossier import NOTE_LINK, Dossier
from allegiance.reports.known import known_on
from allegiance.reports.pair import pair_dossier
from allegiance.reports.theme import theme_dossier
from allegiance.views.contested import contested_views
from allegiance.views.entry import ClaimEntry, entry
from allegiance.views.listing import hits
from allegiance.views.pair import pair
from allegiance.views.profile import profile
from allegiance.views.shifts import pair_shifts
from allegiance.views.time import AsOf, as_of_interval

_MOST_PARTNERS = 12  # small pictures in the dossier of an actor
_LINKS = Links(NOTE_LINK)
MOST_HITS = 200  # passages of a theme


def of_pair(casefile: Questions, one: Actor, other: Actor, *, as_of: AsOf = None) -> Dossier:
    """The dossier of two actors, with its picture. Raises: UsageError where they are one; BadInterval."""
    view = pair(casefile, one, other, as_of=as_of)
    on = as_of_interval(as_of)
    records = tuple(casefile.claims(actor=one.id, other=other.id))
    drawn = figures.of_pair(casefile, one, other, as_of=as_of, links=_LINKS) if view.claims else None
    return pair_dossier(
        view,
        pictures=(drawn,) if drawn else (),
        shifts=pair_shifts(casefile, one, other, as_of=as_of),
        contested=contested_views(contested(records if on is None else filed_by(records, on))),
        as_known=known_on(casefile),
    )


def of_actor(casefile: Questions, actor: Actor, *, as_of: AsOf = None) -> Dossier:
    """The dossier of an actor, with its partners and its family tree drawn. Raises: BadInterval."""
    view = profile(casefile, actor, as_of=as_of)
    pictures = []
    if view.partners:
        pictures.append(figures.of_bloc(casefile, actor, as_of=as_of, links=_LINKS, most=_MOST_PARTNERS))
    if view.lineage or view.parts or view.leads:
        pictures.append(figures.of_lineage(casefile, actor, as_of=as_of, links=_LINKS))
    return actor_dossier(view, pictures=pictures, as_known=known_on(casefile))


def of_theme(casefile: Questions, words: str, *, most: int = MOST_HITS) -> Dossier:
    """The dossier of what a search finds, with the claims that rest on the passages found.

    Raises: UsageError where nothing is found.
    """
    found = hits(casefile.search(words, most))
    if not found:
        raise UsageError(f"no passage has {words!r}; try fewer words, or a beginning such as milit*")
    documents = dict.fromkeys(hit.document.id for hit in found)
    claims = {document: _entries(casefile, document) for document in documents}
    return theme_dossier(words, found, claims, as_known=known_on(casefile))


def _entries(casefile: Questions, document: str) -> tuple[ClaimEntry, ...]:
    return tuple(entry(record) for record in casefile.claims(document=document))
