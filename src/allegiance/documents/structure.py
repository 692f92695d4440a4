"""Structure: from a layer to passages: what is title, heading, caption, furniture, and what is running text.

blocks ─► masthead ─► furniture ─► captions and credits ─► headings ─► repeats ─► passages
"""

from __future__ import annotations

from allegiance.documents.credits import credit_start, is_caption, is_credit
from allegiance.documents.document import Passage, PassageKind
from allegiance.documents.furniture import is_furniture
from allegiance.documents.layer import Block, Layer, Metadata
from allegiance.documents.masthead import headline_end, read_masthead
from allegiance.documents.repeats import repeats

_HEADING_WORDS = 12
_CAPTION_WORDS = 60
_NOT_IN_HEADINGS = (".", "!", "?", ":", ";", ",", "”", '"', "…", "؟", "،")


def structure(layer: Layer) -> tuple[tuple[Passage, ...], Metadata]:
    """The passages of a layer, in order, and its metadata with what its top shows."""
    blocks = _split(layer.text, layer.blocks)
    words = [layer.text[block.start : block.end] for block in blocks]
    kinds: list[PassageKind | None] = [block.kind for block in blocks]
    metadata = _judge_top(words, kinds, layer.metadata)
    _judge_words(words, kinds)
    _judge_captions(words, kinds)
    _judge_headings(layer.text, blocks, words, kinds)
    _judge_repeats(words, kinds)
    passages = tuple(
        Passage.of(layer.text, block.start, block.end, kind or PassageKind.PARAGRAPH)
        for block, kind in zip(blocks, kinds, strict=True)
    )
    return passages, metadata


def _split(text: str, blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks, with a headline or a credit that shares one with other words cut off."""
    parts: list[Block] = []
    undecided = [block for block in blocks if block.kind is not PassageKind.FURNITURE]
    for block in blocks:
        words = text[block.start : block.end] if block.end - block.start <= 600 else ""
        cut = credit_start(words) if words and block.kind in (None, PassageKind.CAPTION) else None
        if cut:
            parts += _cut(text, block, cut, PassageKind.CAPTION, PassageKind.FURNITURE)
        elif (
            len(undecided) == 1
            and block.kind is None
            and (end := headline_end(text[block.start : block.end]))
        ):
            parts += _cut(text, block, end, PassageKind.TITLE, None)
        else:
            parts.append(block)
    return parts


def _cut(
    text: str, block: Block, at: int, first: PassageKind | None, second: PassageKind | None
) -> list[Block]:
    """Two blocks of one, without the spaces between them."""
    left, right = text[block.start : block.start + at], text[block.start + at : block.end]
    return [
        Block(block.start, block.start + len(left.rstrip()), first),
        Block(block.end - len(right.lstrip()), block.end, second),
    ]


def _judge_top(words: list[str], kinds: list[PassageKind | None], metadata: Metadata) -> Metadata:
    """Mark the masthead; return the metadata with its gaps filled from it."""
    start = next((i for i, kind in enumerate(kinds) if kind is not PassageKind.FURNITURE), len(kinds))
    masthead = read_masthead(words[start:], metadata)
    for index, kind in masthead.kinds.items():
        if kinds[start + index] in (None, PassageKind.HEADING, PassageKind.PARAGRAPH):
            kinds[start + index] = kind
    return metadata.or_else(masthead.metadata)


def _judge_words(words: list[str], kinds: list[PassageKind | None]) -> None:
    for i, block in enumerate(words):
        if kinds[i] is not PassageKind.TITLE and (is_furniture(block) or is_credit(block)):
            kinds[i] = PassageKind.FURNITURE


def _judge_captions(words: list[str], kinds: list[PassageKind | None]) -> None:
    """A short block right above a credit stands under the same picture."""
    for i, block in enumerate(words):
        if kinds[i] is not None:
            continue
        above_credit = i + 1 < len(words) and is_credit(words[i + 1]) and len(block.split()) <= _CAPTION_WORDS
        if is_caption(block) or above_credit:
            kinds[i] = PassageKind.CAPTION


def _judge_headings(
    text: str, blocks: list[Block], words: list[str], kinds: list[PassageKind | None]
) -> None:
    """A short line alone, without a stop at its end, and longer text after it."""
    for i in range(len(words) - 1):
        if kinds[i] is not None or len(words[i]) > 120 or words[i].endswith(_NOT_IN_HEADINGS):
            continue
        alone = "\n\n" in text[blocks[i - 1].end : blocks[i].start] if i else True
        if alone and len(words[i].split()) <= _HEADING_WORDS and len(words[i + 1]) > 2 * len(words[i]):
            kinds[i] = PassageKind.HEADING


def _judge_repeats(words: list[str], kinds: list[PassageKind | None]) -> None:
    """A copy of words in the running text is furniture, also where it looks like a heading."""
    running = [
        i for i, kind in enumerate(kinds) if kind in (None, PassageKind.PARAGRAPH, PassageKind.HEADING)
    ]
    for index in repeats([words[i] for i in running]):
        kinds[running[index]] = PassageKind.FURNITURE
