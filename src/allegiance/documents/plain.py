"""Plain text: paragraphs between blank lines, or one a line; lines wrapped at a width are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allegiance.documents.decoding import decode
from allegiance.documents.document import PassageKind
from allegiance.documents.header import read_header
from allegiance.documents.layer import Block, Layer

_LINE = re.compile(r"[^\n]+")
_WIDEST = 120  # a line longer than this was not wrapped by hand or by a mail program
_NARROWEST = 40
_RAGGED = 0.8  # a wrapped line fills at least this share of the width
_STOP = re.compile(r"[.!?:;\"”’)]$")
_BULLET = re.compile(r"(?:[-*+•–—]|\(?\d{1,3}[.)])\s")


class PlainReader:
    """Reads any text; the last to be asked."""

    name = "plain/1"

    def accepts(self, name: str, data: bytes) -> bool:  # noqa: ARG002 - the reader for what no other takes
        return True

    def read(self, data: bytes, name: str) -> Layer:
        text = decode(data, name)
        metadata, end = read_header(text)
        blocks = (*header_block(text, end), *_paragraphs(text, end))
        return Layer(text, blocks, self.name, metadata)


def header_block(text: str, end: int) -> Iterator[Block]:
    """The header as one block of furniture; nothing when there is none."""
    if end:
        start = len(text) - len(text.lstrip())
        yield Block(start, end, PassageKind.FURNITURE)


def trimmed_lines(text: str, start: int) -> list[Block]:
    """The lines from this offset on that hold more than space, without their outer spaces."""
    lines = []
    for found in _LINE.finditer(text, start):
        line = found[0]
        bare = line.strip()
        if bare:
            first = found.start() + len(line) - len(line.lstrip())
            lines.append(Block(first, first + len(bare)))
    return lines


def _paragraphs(text: str, start: int) -> Iterator[Block]:
    lines = trimmed_lines(text, start)
    width = _width(lines)
    current: Block | None = None
    last: Block | None = None
    for line in lines:
        if current and last and _continues(text, last, line, width):
            current = Block(current.start, line.end)
        else:
            if current:
                yield current
            current = line
        last = line
    if current:
        yield current


def _width(lines: list[Block]) -> int:
    """The width at which this text was wrapped; 0 when it was not."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 3:
        return 0
    narrow = [length for length in lengths if length <= _WIDEST]
    if len(narrow) < 0.9 * len(lengths) or narrow[-1] < _NARROWEST:
        return 0
    return narrow[-1]


def _continues(text: str, line: Block, following: Block, width: int) -> bool:
    """Whether the line was broken because the next word no longer fitted."""
    length = line.end - line.start
    if not width or length > width or text.count("\n", line.end, following.start) > 1:
        return False
    words = text[following.start : following.end]
    if _BULLET.match(words):
        return False
    full = length + 1 + len(words.split(maxsplit=1)[0])
    if _STOP.search(text[line.end - 1 : line.end]):
        return full > width
    return full > _RAGGED * width
