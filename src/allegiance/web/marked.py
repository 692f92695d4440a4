"""Marked text: paragraphs cut into pieces, each with the claims whose words it belongs to and whom it means.

    The League has been [allied with the [Front]] since 2014        claims 1 and 2 overlap
    ──────────────────── ─────────────── ────── ───────────        pieces: none, {1}, {1, 2}, none

Pieces put together are the paragraph again; offsets are code points of the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allegiance.casefile import FoundMention, OpenedPassage
from allegiance.documents.document import Document, Passage
from allegiance.views.entry import ClaimEntry


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to the same claims (by id) and mean the same actors."""

    start: int
    words: str
    claims: tuple[str, ...]
    mentions: tuple[FoundMention, ...] = ()


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
    means: str | FoundMention  # the id of a claim, or a mention


def marked_paragraphs(
    document: Document, claims: Sequence[ClaimEntry], mentions: Sequence[FoundMention] = ()
) -> tuple[Paragraph, ...]:
    """All paragraphs of the document in order, with what claims rest on and who is meant."""
    begins: dict[str, int] = {}
    for span in _spans(claims):
        begins[str(span.means)] = min(span.start, begins.get(str(span.means), span.start))
    ordered = sorted(claims, key=lambda claim: begins.get(claim.id, 0))
    spans = _Spans([*_spans(claims), *(_Span(m.start, m.end, m) for m in mentions)])
    return tuple(
        Paragraph(
            passage.start,
            passage.end,
            passage.kind.value,
            tuple(_pieces(passage, spans.within(passage))),
            tuple(claim for claim in ordered if passage.start <= begins.get(claim.id, -1) < passage.end),
        )
        for passage in document.passages
    )


def quoted(places: Sequence[OpenedPassage]) -> tuple[Paragraph, ...]:
    """The paragraphs of some passages, each once, with all of the words marked that are passages in it."""
    around = {place.paragraph.start: place for place in places}
    spans = _Spans([_Span(place.passage.start, place.passage.end, "quoted") for place in places])
    return tuple(
        Paragraph(
            start,
            place.paragraph.end,
            place.paragraph.kind.value,
            tuple(_pieces(place.paragraph, spans.within(place.paragraph))),
            (),
        )
        for start, place in sorted(around.items())
    )


class _Spans:
    """Spans in order, to find those of a passage without looking at all."""

    def __init__(self, spans: Sequence[_Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def within(self, passage: Passage) -> list[_Span]:
        """Those that share a character with the passage."""
        first = bisect_left(self._starts, passage.start - self._longest)
        last = bisect_left(self._starts, passage.end)
        return [span for span in self._spans[first:last] if span.end > passage.start]


def _spans(claims: Sequence[ClaimEntry]) -> Iterator[_Span]:
    for claim in claims:
        for quote in claim.quotes:
            first, _, last = quote.passage.rpartition(":")[2].partition("-")
            yield _Span(int(first), int(last), claim.id)


def _pieces(passage: Passage, here: Sequence[_Span]) -> Iterator[Piece]:
    cuts = {passage.start, passage.end}
    for span in here:
        cuts |= {max(span.start, passage.start), min(span.end, passage.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        words = passage.quote[start - passage.start : end - passage.start]
        means = [span.means for span in here if span.start <= start and span.end >= end]
        claims = dict.fromkeys(one for one in means if isinstance(one, str))
        yield Piece(start, words, tuple(claims), tuple(one for one in means if isinstance(one, FoundMention)))
