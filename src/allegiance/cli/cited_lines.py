"""Cited lines: passages under the line that they carry: the words, who says and prints them, where to open them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from allegiance.cli.drawing import joined, text, trimmed, warned
from allegiance.cli.screen import Line
from allegiance.interval import Interval
from allegiance.views.cited import Cited
from allegiance.views.dates import in_words

_SHOWN = 4  # passages under one line; the rest is counted, and in --json


def cited_lines(passages: Sequence[Cited], indent: int = 4, most: int = _SHOWN) -> Iterator[Line]:
    """Each passage once: its words, then speaker, publisher, time of publication and address."""
    once = list({one.passage: one for one in passages}.values())
    for one in once[:most]:
        yield Line(text(f"“{trimmed(one.words)}”"), indent)
        yield Line(text(_whose(one), "dim"), indent)
    if len(once) > most:
        yield plain_indented(f"and {len(once) - most} more passages: --json", indent)


def _whose(one: Cited) -> str:
    published = in_words(Interval.parse(one.published)) if one.published else "no date of publication"
    said = f"says {one.speaker} · " if one.speaker else ""
    return f"{said}{one.publisher or 'publisher not named'}, {published}  {one.passage}"


def marked(marks: Iterable[str], when: str, words: str, style: str = "bold") -> Text:
    """A line's head: the time, the marks that must be read first, the words."""
    lead = (text(when, "cyan"), Text(" · ", "dim")) if when else ()
    return joined(*lead, warned(marks), text(words, style))


def plain_indented(words: str, indent: int) -> Line:
    """A remark below a line."""
    return Line(text(words, "dim"), indent)


def day_words(edtf: str | None) -> str:
    """An EDTF day in words; says so where there is none."""
    return in_words(Interval.parse(edtf)) if edtf else "no date"
