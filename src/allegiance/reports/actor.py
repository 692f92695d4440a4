"""The dossier of an actor: names, offices, groups, partners, lineage, portrayals, and every word in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allegiance.pictures.picture import Picture
from allegiance.reports.dossier import (
    Dossier,
    Section,
    chronology,
    claim_sentence,
    counts,
    finished,
    left_out,
    merged,
    tie_sentences,
    with_content,
)
from allegiance.reports.notes import NoteBook
from allegiance.views.dates import in_words
from allegiance.views.profile import NameView, ProfileView

_MOST_NAMES = 12


def actor_dossier(
    view: ProfileView, *, pictures: Sequence[Picture] = (), as_known: str | None = None
) -> Dossier:
    """All that is recorded of an actor, each sentence with its notes."""
    book = NoteBook()
    book.know(claim.document for claim in view.claims)
    sections = with_content(_sections(view, book))
    when = f"as of {in_words(view.as_of)}" if view.as_of else None
    facts = (
        (view.actor.kind or "").replace("_", " "),
        _names(view.names),
        view.years,
        when,
        counts(view.documents, view.publishers, view.independent),
    )
    return finished(
        title=view.actor.name,
        kind="Actor",
        facts=tuple(fact for fact in facts if fact),
        sections=sections,
        pictures=tuple(pictures),
        book=book,
        as_known=as_known,
    )


def _sections(view: ProfileView, book: NoteBook) -> Iterator[Section]:
    by_id = {claim.id: claim for claim in (*view.claims, *view.lineage, *view.portrayals)}
    groups = (
        ("Offices", view.offices),
        ("Holders of its offices", view.office_holders),
        ("Leads", view.leads),
        ("Led by", view.led_by),
        ("Part of", view.part_of),
        ("Its parts", view.parts),
        ("Family", view.family),
        ("Controls", view.controls),
    )
    for heading, ties in groups:
        yield Section(heading, tuple(tie_sentences(ties, by_id.get, book)))
    partners = (
        Section(partner.actor.name, tuple(tie_sentences(partner.ties, by_id.get, book)))
        for partner in view.partners
    )
    yield Section("Who stands with it, who against it", parts=with_content(partners))
    yield Section("Where it comes from", tuple(merged(claim_sentence(c, book) for c in view.lineage)))
    yield Section("How it is portrayed", tuple(merged(claim_sentence(c, book) for c in view.portrayals)))
    yield Section("In order of time", remark=left_out(view.claims), parts=chronology(view.claims, book))


def _names(names: Sequence[NameView]) -> str:
    """Other names, in the order of their first use."""
    proper = [use.name for use in names if use.proper][1:]
    shown = ", ".join(proper[:_MOST_NAMES])
    more = len(proper) - _MOST_NAMES
    return f"also {shown}" + (f" and {more} more" if more > 0 else "") if shown else ""
