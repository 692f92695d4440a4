"""Marked text: paragraphs cut into pieces, each with the claims whose words it belongs to.

    The League has been [allied with the [Front]] since 2014        claims 1 and 2 overlap
    ──────────────────── ─────────────── ────── ───────────        pieces: none, {1}, {1, 2}, none

Pieces put together are the paragraph again; offsets are code points of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allegiance.casefile import OpenedPassage
from allegiance.documents.document import Document, Passage
from allegiance.views.entry import ClaimEntry


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to the same claims (by id)."""

    start: int
    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of a document; `notes` are the claims whose words begin in it, in order."""

    start: int
    end: int
    kind: str
    pieces: tuple[Piece, ...]
    notes: tuple[ClaimEntry, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    claim: str


def marked_paragraphs(document: Document, claims: Sequence[ClaimEntry]) -> tuple[Paragraph, ...]:
    """All paragraphs of the document in order, with what claims rest on."""
    spans = sorted(_spans(claims), key=lambda span: (span.start, span.end))
    begins: dict[str, int] = {}
    for span in spans:
        begins[span.claim] = min(span.start, begins.get(span.claim, span.start))
    ordered = sorted(claims, key=lambda claim: begins.get(claim.id, 0))
    return tuple(
        Paragraph(
            passage.start,
            passage.end,
            passage.kind.value,
            tuple(_pieces(passage, spans)),
            tuple(claim for claim in ordered if passage.start <= begins.get(claim.id, -1) < passage.end),
        )
        for passage in document.passages
    )


def quoted(places: Sequence[OpenedPassage]) -> tuple[Paragraph, ...]:
    """The paragraphs of some passages, each once, with all of the words marked that are passages in it."""
    around = {place.paragraph.start: place for place in places}
    spans = [_Span(place.passage.start, place.passage.end, "quoted") for place in places]
    return tuple(
        Paragraph(
            start, place.paragraph.end, place.paragraph.kind.value, tuple(_pieces(place.paragraph, spans)), ()
        )
        for start, place in sorted(around.items())
    )


def _spans(claims: Sequence[ClaimEntry]) -> Iterator[_Span]:
    for claim in claims:
        for quote in claim.quotes:
            first, _, last = quote.passage.rpartition(":")[2].partition("-")
            yield _Span(int(first), int(last), claim.id)


def _pieces(passage: Passage, spans: Sequence[_Span]) -> Iterator[Piece]:
    here = [span for span in spans if span.start < passage.end and span.end > passage.start]
    cuts = {passage.start, passage.end}
    for span in here:
        cuts |= {max(span.start, passage.start), min(span.end, passage.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        words = passage.quote[start - passage.start : end - passage.start]
        claims = tuple(dict.fromkeys(s.claim for s in here if s.start <= start and s.end >= end))
        yield Piece(start, words, claims)
