"""Markdown: the text stays as it is, marks and all; headings, pictures and comments are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from allegiance.documents.decoding import decode
from allegiance.documents.document import PassageKind
from allegiance.documents.header import read_header
from allegiance.documents.layer import Block, Layer, Metadata
from allegiance.documents.plain import header_block, trimmed_lines

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r"=+|-{3,}")
_OPENS_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s|#{1,6}(?:\s|$)|>|```|~~~|\||<!--|!\[|\[[^\]\n]{1,80}\]:")
_PICTURE = re.compile(r"!\[(?P<shows>[^\]\n]*)\]\([^)\n]*\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LONGEST_COMMENT = 10_000  # one that is never closed must not swallow the document
_REFERENCE = re.compile(r"\[[^\]\n]{1,80}\]:\s*\S+")


class MarkdownReader:
    """Reads files that are called Markdown."""

    name = "markdown/1"

    def accepts(self, name: str, data: bytes) -> bool:  # noqa: ARG002 - no mark in the bytes tells Markdown apart
        return PurePath(name).suffix.casefold() in _SUFFIXES

    def read(self, data: bytes, name: str) -> Layer:
        text = decode(data, name)
        metadata, end = read_header(text)
        blocks = tuple(_blocks(text, end))
        return Layer(
            text, (*header_block(text, end), *blocks), self.name, metadata.or_else(_title(text, blocks))
        )


def _blocks(text: str, start: int) -> Iterator[Block]:
    current: Block | None = None
    for line in trimmed_lines(text, start):
        words = text[line.start : line.end]
        if current and _UNDERLINE.fullmatch(words) and _adjoins(text, current, line):
            yield Block(current.start, line.end, PassageKind.HEADING)
            current = None
        elif current and _goes_on(text, current, line, words):
            current = Block(current.start, line.end)
        else:
            if current:
                yield _judged(text, current)
            current = line
    if current:
        yield _judged(text, current)


def _adjoins(text: str, before: Block, line: Block) -> bool:
    return text.count("\n", before.end, line.start) == 1


def _goes_on(text: str, before: Block, line: Block, words: str) -> bool:
    """Whether a line belongs to the block before it: no blank line, no hard break, no mark of its own."""
    opening = text[before.start : before.start + 4]
    if opening == "<!--":
        return before.end - before.start < _LONGEST_COMMENT and "-->" not in text[before.start : before.end]
    if not _adjoins(text, before, line) or _HEADING.match(text, before.start, before.end):
        return False
    if text.startswith("  ", before.end) or text[before.end - 1] == "\\":
        return False
    return (opening[0] == ">" and words[0] == ">") or not _OPENS_BLOCK.match(words)


def _judged(text: str, block: Block) -> Block:
    """The block with the kind that its marks tell."""
    words = text[block.start : block.end]
    if _HEADING.match(words):
        return block._replace(kind=PassageKind.HEADING)
    picture = _PICTURE.fullmatch(words)
    if picture:
        return block._replace(kind=PassageKind.CAPTION if picture["shows"].strip() else PassageKind.FURNITURE)
    if _COMMENT.fullmatch(words) or _REFERENCE.fullmatch(words):
        return block._replace(kind=PassageKind.FURNITURE)
    return block


def _title(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """The first heading of the first level, when it opens the document."""
    if not blocks or blocks[0].kind is not PassageKind.HEADING:
        return Metadata()
    lines = text[blocks[0].start : blocks[0].end].split("\n")
    if lines[0].startswith("##") or lines[-1].startswith("---"):
        return Metadata()
    return Metadata(title=" ".join(lines[0].strip("# \t").split()) or None)
