"""Full-text search: what a person types becomes a safe FTS5 expression; hits carry offsets, not markup.

    asaib haq             both words, anywhere in the passage
    "broke away"          these words in a row
    milit*                words that begin so
    Badr OR Sadr          either;   Sadr NOT Iran   without the second

Words in Arabic script are also looked up in their folded form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.entry import passage_id
from allegiance.casefile.find_documents import SUMMARY, summary
from allegiance.casefile.fold import arabic_words, has_arabic
from allegiance.casefile.record import Hit
from allegiance.casefile.search_filters import Wanted, passages_wanted
from allegiance.casefile.sqlite_words import highlight_passage, match_passages
from allegiance.documents.document import Passage, PassageKind
from allegiance.errors import UsageError

_LONGEST = 1_000  # characters of a search; more is no search that a person typed
_PART = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')
_OPENING, _CLOSING = "\x02", "\x03"


def search(connection: Connection, words: str, limit: int, wanted: Wanted) -> tuple[Hit, ...]:
    """Passages that fit, best first.

    Raises: UsageError where there is no word to look for; UnknownActor.
    """
    expression = to_expression(words)
    keys = match_passages(connection, expression, limit, passages_wanted(connection, wanted))
    passage, document = schema.passage, schema.document
    query = (
        sa.select(passage, *SUMMARY)
        .join(document, document.c.key == passage.c.document_key)
        .where(passage.c.key.in_(keys))
    )
    rows = {row.key: row for row in connection.execute(query)}
    arabic = tuple(word for _, _, word in arabic_words(words))
    hits = []
    for row in (rows[key] for key in keys):
        found = Passage(row.start, row.end, row.quote, PassageKind(row.kind))
        marked = highlight_passage(connection, expression, row.key, _OPENING, _CLOSING)
        ranges = _merged([*_ranges(row.quote, marked), *_arabic_ranges(row.quote, arabic)])
        placed = tuple((row.start + start, row.start + end) for start, end in ranges)
        hits.append(Hit(passage_id(row.document_id, row.start, row.end), found, placed, summary(row)))
    return tuple(hits)


def to_expression(words: str) -> str:
    """What the user typed, as an FTS5 expression in which every word is quoted.

    Raises: UsageError where there is no word to look for, or far too many.
    """
    if len(words) > _LONGEST:
        raise UsageError(f"a search of {len(words)} characters is too long; use at most {_LONGEST}")
    parts: list[str] = []
    operator = ""
    for found in _PART.finditer(words.replace("\x00", " ")):
        if found["word"] in ("AND", "OR", "NOT"):
            operator = found["word"]
            continue
        term = _term(found["phrase"] if found["word"] is None else found["word"], found["word"] is not None)
        if term:
            parts += [operator or "AND", term] if parts else [term]
            operator = ""
    if not parts:
        raise UsageError(
            f'{words!r} has no word to look for; give a word, a "phrase" or a beginning such as milit*'
        )
    return " ".join(parts)


def _term(text: str, may_be_prefix: bool) -> str:
    """One word or phrase, quoted; the empty text where it has no letter or digit."""
    star = " *" if may_be_prefix and text.endswith("*") else ""
    if not any(letter.isalnum() for letter in text):
        return ""
    plain = text.rstrip("*").replace('"', " ")
    quoted = f'"{plain}"{star}'
    folded = " ".join(word for _, _, word in arabic_words(plain))
    return f'(quote : {quoted} OR folded : "{folded}"{star})' if folded else f"quote : {quoted}"


def _ranges(quote: str, marked: str) -> Iterator[tuple[int, int]]:
    """Offsets of what stands between the marks; none where the text itself holds such marks."""
    if marked.replace(_OPENING, "").replace(_CLOSING, "") != quote:
        return
    at, start = 0, 0
    for letter in marked:
        if letter == _OPENING:
            start = at
        elif letter == _CLOSING:
            yield start, at
        else:
            at += 1


def _arabic_ranges(quote: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    if wanted and has_arabic(quote):
        for start, end, word in arabic_words(quote):
            if word in wanted:
                yield start, end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, and without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
