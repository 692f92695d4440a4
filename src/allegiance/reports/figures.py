"""Figures: the pictures of a casefile, each from its view; what the doors and the dossiers call."""

from __future__ import annotations

from collections.abc import Iterable

from allegiance.actors.actor import Actor
from allegiance.analysis.alignment import align
from allegiance.analysis.moment import filed_by, last_day
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record
from allegiance.pictures.alignment import alignment_picture
from allegiance.pictures.bloc import MOST_SHOWN, bloc_picture
from allegiance.pictures.lineage import lineage_picture
from allegiance.pictures.links import NO_LINKS, Links
from allegiance.pictures.network import network_picture
from allegiance.pictures.picture import Picture
from allegiance.reports.known import known_on
from allegiance.views.alignment import alignment, alignment_view
from allegiance.views.family import lineage
from allegiance.views.network import sides
from allegiance.views.reprinted import reprints_of
from allegiance.views.shifts import pair_shifts
from allegiance.views.time import AsOf, as_of_interval

MOST_PARTNERS = 40  # actors whose alignment with one is worked out for small multiples


def of_lineage(
    casefile: Questions, actor: Actor | None = None, *, as_of: AsOf = None, links: Links = NO_LINKS
) -> Picture:
    """The lineage map of an actor's groups, or of all. `as_of`: what came later is left out."""
    on = as_of_interval(as_of)
    view = lineage(casefile, actor, as_of=on, asked=actor.name if actor else "")
    return lineage_picture(view, as_of=on.edtf if on else None, links=links, as_known=known_on(casefile))


def of_pair(
    casefile: Questions, one: Actor, other: Actor, *, as_of: AsOf = None, links: Links = NO_LINKS
) -> Picture:
    """How two actors stood over time. Raises: UsageError where they are one; BadInterval."""
    view = alignment(casefile, one, other, as_of=as_of)
    turned = pair_shifts(casefile, one, other, as_of=as_of)
    return alignment_picture(view, turned, links=links, as_known=known_on(casefile))


def of_network(
    casefile: Questions, focus: Actor | None = None, *, as_of: AsOf = None, links: Links = NO_LINKS
) -> Picture:
    """Who stood with whom; with `focus` an actor, its partners. Raises: UsageError where nothing is dated."""
    view = sides(casefile, focus, as_of=as_of_interval(as_of))
    return network_picture(view, links=links, as_known=known_on(casefile))


def of_bloc(
    casefile: Questions,
    actor: Actor,
    *,
    as_of: AsOf = None,
    links: Links = NO_LINKS,
    most: int = MOST_SHOWN,
) -> Picture:
    """How an actor stood with those of whom most is recorded with it, one small picture each. Raises: BadInterval."""
    on = as_of_interval(as_of)
    records = tuple(casefile.claims(actor=actor.id))
    if on is not None:
        records = filed_by(records, on)
    reprints = reprints_of(casefile, records)
    until = last_day(on) if on is not None else None
    views = []
    partners = _by_partner(records, actor)
    for partner, theirs in partners[:MOST_PARTNERS]:
        found = align(theirs, actor.id, partner.id, until=until, reprints=reprints)
        views.append(alignment_view(found, actor, partner))
    return bloc_picture(
        actor.name, views, links=links, as_known=known_on(casefile), most=most, of=len(partners)
    )


def _by_partner(records: Iterable[Record], actor: Actor) -> list[tuple[Actor, list[Record]]]:
    """The records of an actor by the other of the two, those with most first."""
    found: dict[str, tuple[Actor, list[Record]]] = {}
    for record in records:
        for other in (record.claim.subject, record.claim.object):
            if other is not None and other.id != actor.id:
                found.setdefault(other.id, (other, []))[1].append(record)
    return sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].id))
