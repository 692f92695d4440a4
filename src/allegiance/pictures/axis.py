"""Axis: days as places from left to right, with ticks that suit the stretch: centuries down to single days.

……┬────────┬────────┬────────┬……      ……┬──────┬──────┬──────┬……
 2004     2006     2008     2010        Oct    Jan    Apr    Jul
                                        2019   2020
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from allegiance.pictures.colours import colour
from allegiance.pictures.lettering import width
from allegiance.pictures.svg import Markup, element, join, words

_SIZE = 12.0
_AIR = 14.0  # pixels between two labels
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = (1, 3, 6)
_DAYS = (1, 7, 14)
_SHORTEST = 120  # days that an axis shows at least
_MARGIN = 0.02  # of the stretch, kept free at either end
_FIRST, _LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()
HEIGHT = 38.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis; `under` stands in the second row, empty for most."""

    day: int
    label: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days (ordinals) from `first` to `last` over the pixels from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[int], left: float, right: float) -> TimeScale:
        """A scale that shows all the days, with a margin, and not less than some weeks."""
        known = sorted(days)
        first, last = (known[0], known[-1]) if known else (_FIRST, _FIRST)
        spare = max((_SHORTEST - (last - first)) / 2, (last - first) * _MARGIN, 1)
        return cls(max(int(first - spare), _FIRST), min(int(last + spare), _LAST), left, right)

    def x(self, day: float) -> float:
        """The place of a day; days outside are put at the end."""
        share = (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> tuple[Tick, ...]:
        """The finest ticks whose labels stand apart."""
        for ticks in self._candidates():
            if self._have_room(ticks):
                return ticks
        return ()

    def _candidates(self) -> Iterator[tuple[Tick, ...]]:
        start, end = date.fromordinal(self.first), date.fromordinal(self.last)
        if self.last - self.first < 200:
            yield from (tuple(_days(start, end, step)) for step in _DAYS)
        if self.last - self.first < 3_000:
            yield from (tuple(_months(start, end, step)) for step in _MONTHS)
        yield from (tuple(_years(start, end, step)) for step in _YEARS)

    def _have_room(self, ticks: tuple[Tick, ...]) -> bool:
        def room(label: str) -> float:
            return width(label, _SIZE) + _AIR

        places = [(self.x(tick.day), tick) for tick in ticks]
        under = [(x, tick) for x, tick in places if tick.under]
        return all(b[0] - a[0] >= room(a[1].label) for a, b in pairwise(places)) and all(
            b[0] - a[0] >= room(a[1].under) for a, b in pairwise(under)
        )


def draw_axis(scale: TimeScale, top: float, bottom: float) -> Markup:
    """Faint lines from top to bottom at the ticks, their labels below; takes HEIGHT pixels below `bottom`."""
    parts: list[Markup] = []
    for tick in scale.ticks():
        x = scale.x(tick.day)
        parts.append(_line(x, top, bottom + 5, "faint"))
        parts.append(_label(x, bottom + 18, tick.label, scale))
        if tick.under:
            parts.append(_label(x, bottom + 32, tick.under, scale))
    base = element(
        "line", x1=scale.left, x2=scale.right, y1=bottom, y2=bottom, stroke=colour("rule"), stroke_width=1
    )
    return join((*parts, base))


def _line(x: float, top: float, bottom: float, role: str) -> Markup:
    return element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=colour(role), stroke_width=1)


def _label(x: float, y: float, label: str, scale: TimeScale) -> Markup:
    half = width(label, _SIZE) / 2
    x = min(max(x, scale.left + half - 20), scale.right - half + 12)
    return element("text", words(label), x=x, y=y, font_size=_SIZE, fill=colour("soft"), text_anchor="middle")


def _years(start: date, end: date, step: int) -> Iterator[Tick]:
    year = -(-start.year // step) * step
    if date(max(year, 1), 1, 1) < start:
        year += step
    for number in range(max(year, 1), end.year + 1, step):
        yield Tick(date(number, 1, 1).toordinal(), str(number))


def _months(start: date, end: date, step: int) -> Iterator[Tick]:
    first = True
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, step):
            day = date(year, month, 1)
            if start <= day <= end:
                shown = str(year) if first or month == 1 else ""
                yield Tick(day.toordinal(), calendar.month_abbr[month], shown)
                first = False


def _days(start: date, end: date, step: int) -> Iterator[Tick]:
    day, shown = start, ""
    while day <= end:
        label = f"{day.day} {calendar.month_abbr[day.month]}"
        under = "" if str(day.year) == shown else str(day.year)
        shown = str(day.year)
        yield Tick(day.toordinal(), label, under)
        if day > date.max - timedelta(days=step):
            return
        day += timedelta(days=step)
