"""Layer: what a reader makes of a file before anything is judged: text, blocks, what it says of itself.

    bytes ──Reader──► Layer (text that never changes again, blocks, metadata) ──► Document with Passages

A reader knows one format and nothing of politics; all that comes after works the same for every format.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import NamedTuple, Protocol

from allegiance.documents.document import PassageKind
from allegiance.interval import Interval


class Block(NamedTuple):
    """A half-open span `[start, end)` of the text: a paragraph, line or heading, without outer spaces.

    `kind` is set where the format itself says it (an HTML heading); None leaves it to `structure`.
    """

    start: int
    end: int
    kind: PassageKind | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; None where it does not say."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: Interval | None = None
    language: str | None = None  # ISO 639-1
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """These values, with gaps filled from the other."""
        gaps = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of a file and what its format tells about it.

    `blocks` are in text order, do not overlap and cover everything but white space.
    """

    text: str
    blocks: tuple[Block, ...]
    reader: str  # name and version: 'html/1'
    metadata: Metadata = Metadata()
    language_hint: str | None = None  # ISO 639-1; used only where the words leave the language open


class Reader(Protocol):
    """One format. `name` carries a version, which rises whenever the same bytes would give another text."""

    name: str

    def accepts(self, name: str, data: bytes) -> bool:
        """Whether this reader is the one for a file of this name and content."""

    def read(self, data: bytes, name: str) -> Layer:
        """Make the layer. Raises: DocumentError, naming the file, when that cannot be done."""
