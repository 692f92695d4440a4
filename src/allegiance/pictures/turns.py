"""Turns: shifts of a pair, each as a dated mark with its label above, the labels in rows so that none meets another.

January 2020: apart → together
▲
│ ░ when it may have been
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegiance.interval import Interval
from allegiance.pictures.axis import TimeScale
from allegiance.pictures.colours import colour
from allegiance.pictures.evidence import day_number
from allegiance.pictures.frame import text
from allegiance.pictures.lettering import Face, clean, shorten, width
from allegiance.pictures.links import Links
from allegiance.pictures.packing import rows
from allegiance.pictures.svg import EMPTY, Markup, element, join, path
from allegiance.views.cited import Cited
from allegiance.views.dates import in_words
from allegiance.views.shifts import ShiftView

_SIZE = 11.5
_ROW = 32.0
_ROOM = 200.0  # pixels for a label
_MOST_ROWS = 4  # further labels are left to the words behind the mark


@dataclass(frozen=True, slots=True)
class Turns:
    """Labels for above the drawing (from y = 0 to `height`) and how many had no room."""

    markup: Markup
    height: float
    unlabelled: int


@dataclass(frozen=True, slots=True)
class _Label:
    """Two lines at a place; `left` and `right` are its ends."""

    day: str
    words: str
    left: float
    right: float
    at_end: bool


def turns(shifts: Sequence[ShiftView], scale: TimeScale, bottom: float, links: Links) -> Turns:
    """Marks down to `bottom` (counted from below the labels), and the labels in rows above them."""
    if not shifts:
        return Turns(EMPTY, 0.0, 0)
    labels = [_label(shift, scale) for shift in shifts]
    placed = rows(((label.left, label.right) for label in labels), 14.0)
    high = min(max(placed) + 1, _MOST_ROWS)
    parts = []
    for shift, label, row in zip(shifts, labels, placed, strict=True):
        top = row * _ROW if row < _MOST_ROWS else high * _ROW
        lettering = _lettering(label, top) if row < _MOST_ROWS else EMPTY
        mark = _mark(shift, scale, top, high * _ROW, high * _ROW + bottom)
        parts.append(links.wrap(join((mark, lettering)), shift.headline, _passages(shift)))
    return Turns(join(parts), high * _ROW, sum(row >= _MOST_ROWS for row in placed))


def turn_words(before: float, after: float) -> str:
    """The two ends of a shift in words: 'against each other → together'."""
    return f"{_standing(before)} → {_standing(after)}"


def _standing(value: float) -> str:
    if value > 0.2:
        return "together"
    return "against each other" if value < -0.2 else "neither"


def _passages(shift: ShiftView) -> tuple[Cited, ...]:
    sheets = (*shift.told, *shift.first_of_new, *shift.last_of_old)
    return tuple(cited for sheet in sheets for cited in sheet.passages)


def _label(shift: ShiftView, scale: TimeScale) -> _Label:
    x = scale.x(day_number(shift.when))
    day = shorten(_when(shift), _ROOM, _SIZE, Face.BOLD)
    told = shorten(clean(turn_words(shift.before, shift.after)), _ROOM, _SIZE)
    wide = max(width(day, _SIZE, Face.BOLD), width(told, _SIZE)) + 8
    at_end = x + wide > scale.right + 14
    return _Label(day, told, x - wide if at_end else x, x if at_end else x + wide, at_end)


def _when(shift: ShiftView) -> str:
    """As exact as it is known: a day, a month or a span of months."""
    first, last = shift.when_from, shift.when_until
    if first == last:
        return in_words(Interval.parse(first))
    if first[:7] == last[:7]:
        return in_words(Interval.parse(first[:7]))
    return in_words(Interval.parse(f"{first[:7]}/{last[:7]}"))


def _lettering(label: _Label, top: float) -> Markup:
    x, anchor = (label.right - 7, "end") if label.at_end else (label.left + 7, None)
    return join(
        (
            text(x, top + 11, label.day, _SIZE, anchor=anchor, bold=True, halo=True),
            text(x, top + 25, label.words, _SIZE, "soft", anchor=anchor, halo=True),
        )
    )


def _mark(shift: ShiftView, scale: TimeScale, top: float, base: float, bottom: float) -> Markup:
    """The stretch in which it may lie, the line from the label down, and a head that says which way it went."""
    x = scale.x(day_number(shift.when))
    left, right = scale.x(day_number(shift.when_from)), scale.x(day_number(shift.when_until) + 1)
    role = "with" if shift.after > shift.before else "against"
    stretch = element(
        "rect",
        x=left,
        y=base,
        width=max(right - left, 1.0),
        height=bottom - base,
        fill=colour(role),
        fill_opacity=0.14,
    )
    stem = element("line", x1=x, x2=x, y1=top + 2, y2=bottom, stroke=colour(role), stroke_width=1.2)
    return join((stretch, stem, head(x, (base + bottom) / 2, role)))


def head(x: float, y: float, role: str) -> Markup:
    """A triangle that points up where two came together, down where they came apart."""
    tip = -6.0 if role == "with" else 6.0
    outline = path((("M", (x, y + tip)), ("L", (x - 5, y - tip / 2)), ("L", (x + 5, y - tip / 2)))) + "Z"
    return element("path", d=outline, fill=colour(role), stroke=colour("paper"), stroke_width=1)
