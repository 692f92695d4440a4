"""Header lines: what an author wrote about a document at its very top.

Title: The harbour vote             ---
Publisher: The Valley Post          title: The harbour vote
Published: 2019-03-04               date: 2019-03-04
                                    ---
a blank line ends it                front matter, as Markdown has it
"""

from __future__ import annotations

import re

from allegiance.documents.dates import whole_date
from allegiance.documents.layer import Metadata
from allegiance.documents.table import names
from allegiance.interval import Interval

_LINE = re.compile(r"(?P<key>[^\W\d_][\w ]{0,30}?)[ \t]*:[ \t]*(?P<value>\S.{0,499})?")
_MOST_LINES = 40
_MAX_VALUE = 500
_FENCE = re.compile(r"\s*---[ \t]*\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def read_header(text: str) -> tuple[Metadata, int]:
    """What the header says, and the offset where it ends; `(Metadata(), 0)` when the text has none."""
    fence = _FENCE.match(text)
    if fence:
        close = _FENCE_END.search(text, fence.end(), fence.end() + 20_000)
        found = _fields(text[fence.end() : close.start()]) if close else {}
        return (_metadata(found), close.end()) if close and found else (Metadata(), 0)
    end = _end_of_lines(text)
    found = _fields(text[:end])
    # One line 'Date: …' may open a letter; a header says two things at least, its title or date among them.
    if len(found) >= 2 and ("title" in found or "published" in found):
        return _metadata(found), end
    return Metadata(), 0


def clean(value: str | None) -> str | None:
    """A metadata value as one bounded line without control characters; None when nothing is left."""
    if value is None:
        return None
    line = "".join(character if character.isprintable() else " " for character in value[: 4 * _MAX_VALUE])
    return " ".join(line.split())[:_MAX_VALUE] or None


def language_code(value: str | None) -> str | None:
    """'English', 'en' and 'en-GB' are 'en'; None for what is no language that we can name."""
    if not value:
        return None
    word = value.strip().casefold()
    if word in names("languages"):
        return names("languages")[word]
    code = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9_-]{1,20})?", word)
    return code[1] if code else None


def web_address(value: str | None) -> str | None:
    """The value, when it is an http(s) address; it is only kept, never fetched."""
    value = clean(value)
    return value if value and re.fullmatch(r"https?://[^\s<>\"']+", value, re.IGNORECASE) else None


def _end_of_lines(text: str) -> int:
    """Offset behind the unbroken run of 'Key: value' lines that the text starts with."""
    end = start = len(text) - len(text.lstrip())
    for _ in range(_MOST_LINES):
        stop = text.find("\n", start)
        line = text[start : stop if stop >= 0 else None][: _MAX_VALUE + 50].rstrip()
        if not _LINE.fullmatch(line):
            break
        end = start + len(line)
        if stop < 0:
            break
        start = stop + 1
    return end


def _fields(header: str) -> dict[str, str]:
    """The lines with a key that we know; the first of two with the same key counts."""
    found: dict[str, str] = {}
    for line in header.split("\n")[:_MOST_LINES]:
        match = _LINE.fullmatch(line.strip())
        key = names("header").get(match["key"].strip().casefold()) if match else None
        value = clean((match["value"] or "").strip().strip("\"'")) if match else None
        if key and value:
            found.setdefault(key, value)
    return found


def _metadata(found: dict[str, str]) -> Metadata:
    return Metadata(
        title=found.get("title"),
        author=found.get("author"),
        publisher=found.get("publisher"),
        published=_published(found.get("published")),
        language=language_code(found.get("language")),
        url=web_address(found.get("url")),
    )


def _published(value: str | None) -> Interval | None:
    return whole_date(value) if value else None
