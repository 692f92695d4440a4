"""Frame: what stands around every picture: title, subtitle, legend, what is told below, and where it comes from.

Title                              set as a headline, wrapped
Subtitle                           what is drawn, in a sentence
── key  ○ key  ● key               a legend that explains
┌──────────────────────────┐
│        the drawing       │
└──────────────────────────┘
note                               what was left out, how to read it
12 documents, 4 publishers, as known on 3 May 2020
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegiance.pictures.colours import colour
from allegiance.pictures.lettering import Face, clean, width, wrap
from allegiance.pictures.picture import SANS, SERIF, Picture
from allegiance.pictures.svg import EMPTY, Markup, element, group, join, words
from allegiance.views.cited import Cited

MARGIN = 24.0
_TITLE, _SUBTITLE, _KEY, _FOOT = 22.0, 14.0, 12.0, 11.0
_SAMPLE = 30.0  # pixels for the sample of a key


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a sample drawn around (15, 0), 30 pixels wide, and what it means."""

    sample: Markup
    meaning: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is in the middle; its markup is drawn from (0, 0) over the whole width of the picture."""

    markup: Markup
    height: float


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a drawing. `description` is for those who hear the picture instead of seeing it."""

    title: str
    subtitle: str
    description: str
    keys: tuple[Key, ...]
    notes: tuple[str, ...]
    origin: str


def framed(caption: Caption, drawing: Drawing, page_width: float, *, has_links: bool) -> Picture:
    """The whole picture."""
    head, y = _head(caption, page_width)
    legend, y = _legend(caption.keys, y, page_width)
    middle = group(drawing.markup, transform=f"translate(0 {y:.0f})")
    foot, bottom = _foot(caption, round(y) + drawing.height + 14, page_width)
    title, description = clean(caption.title), clean(caption.description)
    body = join((head, legend, middle, foot))
    name = "p" + hashlib.sha256("\x1f".join((title, description, body)).encode()).hexdigest()[:10]
    return Picture(
        name, title, description, page_width, round(bottom + MARGIN - 8), body, has_links=has_links
    )


def origin(passages: Iterable[Cited], as_known: str | None = None) -> str:
    """Where it comes from: '12 documents, 4 publishers, as known on 3 May 2020'."""
    seen = {cited.document: cited.publisher for cited in passages}
    if not seen:
        return "Nothing on record." if as_known is None else f"Nothing on record as known on {as_known}."
    named = {publisher for publisher in seen.values() if publisher}
    parts = [counted(len(seen), "document")]
    parts.append(counted(len(named), "publisher") if named else "no publisher named")
    if named and None in seen.values():
        parts.append(f"{sum(p is None for p in seen.values()):,} without a named publisher")
    if as_known:
        parts.append(f"as known on {clean(as_known)}")
    return f"From {', '.join(parts)}."


def counted(number: int, one: str) -> str:
    """'1 document', '12 documents'."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def text(
    x: float,
    y: float,
    line: str,
    size: float,
    role: str = "ink",
    *,
    anchor: str | None = None,
    bold: bool = False,
    halo: bool = False,
) -> Markup:
    """A line of words at a place. `halo`: a rim of paper that keeps the strokes behind it off the letters."""
    rim: dict[str, str | float] = {}
    if halo:
        rim = {
            "stroke": colour("paper"),
            "stroke_width": 4,
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
    return element(
        "text",
        words(line),
        x=x,
        y=y,
        font_size=size,
        fill=colour(role),
        text_anchor=anchor,
        font_weight="bold" if bold else None,
        **rim,
    )


def _head(caption: Caption, page_width: float) -> tuple[Markup, float]:
    room, y, parts = page_width - 2 * MARGIN, MARGIN + 16, list[Markup]()
    for line in wrap(clean(caption.title), room, _TITLE, Face.TITLE):
        written = element(
            "text",
            words(line),
            x=MARGIN,
            y=y,
            font_size=_TITLE,
            font_weight="bold",
            font_family=SERIF,
            fill=colour("ink"),
        )
        parts.append(written)
        y += 27
    y -= 3
    for line in wrap(clean(caption.subtitle), room, _SUBTITLE):
        parts.append(text(MARGIN, y, line, _SUBTITLE, "soft"))
        y += 19
    return join(parts), y


def _legend(keys: Sequence[Key], y: float, page_width: float) -> tuple[Markup, float]:
    """Keys one after the other, in as many rows as they need; gives the y below them."""
    if not keys:
        return EMPTY, y
    x, y, parts = MARGIN, y + 9, list[Markup]()
    for key in keys:
        needed = _SAMPLE + 6 + width(key.meaning, _KEY)
        if x > MARGIN and x + needed > page_width - MARGIN:
            x, y = MARGIN, y + 20
        parts.append(group(key.sample, transform=f"translate({x:.1f} {y - 4:.1f})"))
        parts.append(text(x + _SAMPLE + 6, y, key.meaning, _KEY, "soft"))
        x += needed + 20
    return join(parts), y + 12


def _foot(caption: Caption, y: float, page_width: float) -> tuple[Markup, float]:
    room, parts = page_width - 2 * MARGIN, list[Markup]()
    for note in caption.notes:
        for line in wrap(clean(note), room, _FOOT, lines=4):
            parts.append(text(MARGIN, y, line, _FOOT, "soft"))
            y += 15
    for line in wrap(clean(caption.origin), room, _FOOT, lines=2):
        parts.append(text(MARGIN, y + 2, line, _FOOT, "soft", bold=False))
        y += 15
    return join(parts), y


__all__ = ["MARGIN", "SANS", "Caption", "Drawing", "Key", "counted", "framed", "origin", "text"]
