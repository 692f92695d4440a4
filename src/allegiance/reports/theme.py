"""The dossier of a theme: what a search finds, document by document, with the claims that rest on the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from allegiance.pictures.frame import counted
from allegiance.reports.dossier import (
    Dossier,
    Section,
    Sentence,
    claim_sentence,
    finished,
    merged,
)
from allegiance.reports.notes import NoteBook, offsets
from allegiance.views.dates import in_words
from allegiance.views.entry import ClaimEntry, DocumentRef
from allegiance.views.listing import HitEntry


def theme_dossier(
    words: str,
    hits: Sequence[HitEntry],
    claims: Mapping[str, Sequence[ClaimEntry]],
    *,
    as_known: str | None = None,
) -> Dossier:
    """What a search for `words` finds; `claims` has, by id of document, those that may rest on a passage found."""
    book = NoteBook()
    ordered = sorted(hits, key=lambda hit: (_day(hit.document), hit.document.id, offsets(hit.passage)))
    sections = tuple(
        _document(list(found), claims.get(document, ()), book)
        for document, found in groupby(ordered, key=lambda hit: hit.document.id)
    )
    named = {hit.document.publisher for hit in hits if hit.document.publisher}
    documents_and_publishers = (counted(len(sections), "document"), counted(len(named), "publisher"))
    return finished(
        title=f"“{words}”",
        kind="Theme",
        facts=(", ".join((counted(len(hits), "passage"), *documents_and_publishers)),),
        sections=sections,
        book=book,
        as_known=as_known,
    )


def _document(hits: Sequence[HitEntry], claims: Sequence[ClaimEntry], book: NoteBook) -> Section:
    """The passages of one document as they stand, each with what was read in it."""
    document = hits[0].document
    parts = []
    for hit in hits:
        note = book.of_words(hit.passage, hit.words, document)
        quoted = Sentence(f"“{hit.words.strip()}”", (note,))
        within = tuple(claim_sentence(claim, book) for claim in claims if _rests_on(claim, hit))
        parts.append(Section("", (quoted, *merged(within))))
    return Section(_heading(document), parts=tuple(parts))


def _rests_on(claim: ClaimEntry, hit: HitEntry) -> bool:
    start, end = offsets(hit.passage)
    return any(max(start, a) < min(end, b) for a, b in (offsets(quote.passage) for quote in claim.quotes))


def _heading(document: DocumentRef) -> str:
    parts = (
        document.publisher,
        document.title or document.name,
        in_words(document.published) if document.published else None,
    )
    return ", ".join(part for part in parts if part)


def _day(document: DocumentRef) -> str:
    published = document.published
    return published.start.isoformat() if published and published.start else "9999"
