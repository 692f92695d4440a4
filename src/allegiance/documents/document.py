"""Document and Passage: one text as published, and the stretches of it that are cited.

The text never changes after a Document is made; everything later points into it with code-point offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from allegiance.interval import Interval


class PassageKind(StrEnum):
    """What a stretch of a document is. Only furniture carries no claims."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    FURNITURE = "furniture"  # share links, 'read more', photo credits, repeated pull quotes


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open span `[start, end)` in code points of one document, with its exact words.

    Source: W3C Web Annotation Data Model, TextPositionSelector and TextQuoteSelector.
    """

    start: int
    end: int
    quote: str
    kind: PassageKind = PassageKind.PARAGRAPH

    @classmethod
    def of(cls, text: str, start: int, end: int, kind: PassageKind = PassageKind.PARAGRAPH) -> Passage:
        """Cut the passage out of the text, so that its quote is exact by construction."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"passage [{start}, {end}) lies outside a text of {len(text)} characters")
        return cls(start, end, text[start:end], kind)

    def is_exact_in(self, text: str) -> bool:
        """Whether the text still holds these very words at this very place."""
        return text[self.start : self.end] == self.quote


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published, unchanged.

    `id` comes from the content of the file, so that the same file read twice is the same document. `passages`
    covers the text in order: every paragraph, heading and piece of furniture, without overlaps.
    """

    id: str
    name: str  # stem of the file that was read
    text: str
    content_hash: str  # SHA-256 of the bytes of the file, hexadecimal
    reader: str  # which reader made the text, with its version: 'html/1'
    language: str | None = None  # ISO 639-1; None where it could not be told
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: Interval | None = None
    url: str | None = None
    passages: tuple[Passage, ...] = field(default=(), repr=False)

    def passage_at(self, offset: int) -> Passage | None:
        """The passage that holds this offset, if any."""
        return next((p for p in self.passages if p.start <= offset < p.end), None)
