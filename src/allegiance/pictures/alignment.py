"""Alignment of a pair over time: the line with its band, the claims behind it, and where it turned.

January 2020 ▲                             labels of shifts
●●  ○ ▬▬▬▬▬▬ ●                             claims that have the two together
together      ┌───────────────────┐  +1
              │      ╱▔▔▔   ····  │   0
against       └───────────────────┘  −1
each other    ● ○○ ▬▬▬                     claims that have them against each other
              2004    2008    2012
"""

from __future__ import annotations

from collections.abc import Sequence

from allegiance.pictures.axis import HEIGHT, TimeScale, draw_axis
from allegiance.pictures.colours import colour
from allegiance.pictures.curve import Height, band, curve, line
from allegiance.pictures.evidence import Strip, day_number, sample, strip
from allegiance.pictures.frame import MARGIN, Caption, Drawing, Key, counted, framed, origin, text
from allegiance.pictures.links import NO_LINKS, Links
from allegiance.pictures.picture import Picture
from allegiance.pictures.svg import Markup, element, group, join
from allegiance.pictures.turns import Turns, head, turn_words, turns
from allegiance.views.alignment import AlignmentView, Dot
from allegiance.views.shifts import ShiftView

_SUBTITLE = (
    "How far the two stood together, as far as words on record tell. Marks above the line are claims that have them"
    " together, marks below it against each other; gaps are silence, not neutrality."
)
_GUTTER = 96.0  # for the words at both ends of the scale
_PLOT = 210.0
_AIR = 12.0


def alignment_picture(
    view: AlignmentView,
    shifts: Sequence[ShiftView] = (),
    *,
    links: Links = NO_LINKS,
    as_known: str | None = None,
    page_width: float = 880,
) -> Picture:
    """How far two actors stood together over time. `as_known`: the day up to which the casefile was asked."""
    scale = TimeScale.over(_days(view), MARGIN + _GUTTER, page_width - MARGIN)
    above = strip([dot for dot in view.evidence if dot.value > 0], scale, "with", links)
    below = strip([dot for dot in view.evidence if dot.value < 0], scale, "against", links, downwards=True)
    aside = strip([dot for dot in view.evidence if dot.value == 0], scale, "neither", links, downwards=True)
    drawing, turned = _drawing(view, shifts, scale, (above, below, aside), links)
    left_out = above.left_out + below.left_out + aside.left_out
    caption = Caption(
        title=view.title or f"{view.a.name} and {view.b.name}",
        subtitle=_SUBTITLE,
        description=_description(view, shifts),
        keys=_keys(view, shifts, aside),
        notes=tuple(_notes(view, left_out, turned.unlabelled)),
        origin=origin((cited for dot in view.evidence for cited in dot.passages), as_known),
    )
    return framed(caption, drawing, page_width, has_links=links.pattern is not None)


def _days(view: AlignmentView) -> list[int]:
    """The days that the axis must reach: all points and single acts; a tie may have begun long before."""
    days = [day_number(point.day) for point in view.points if point.value is not None]
    days += [
        day_number(day) for dot in view.evidence if dot.kind != "tie" for day in (dot.day_from, dot.day_until)
    ]
    return days or [day_number(day) for dot in view.evidence for day in (dot.day_from, dot.day_until)]


def _drawing(
    view: AlignmentView,
    shifts: Sequence[ShiftView],
    scale: TimeScale,
    strips: tuple[Strip, Strip, Strip],
    links: Links,
) -> tuple[Drawing, Turns]:
    above, below, aside = strips
    room_above = above.height + _AIR if above.height else 4.0
    room_below = below.height + _AIR if below.height else 4.0
    room_aside = aside.height + _AIR if aside.height else 0.0
    high = turns(shifts, scale, room_above + _PLOT, links)
    top = high.height + room_above
    bottom = top + _PLOT
    foot = bottom + room_below + room_aside

    def y(value: float) -> float:
        return top + (1 - value) / 2 * _PLOT

    markup = join(
        (
            draw_axis(scale, top, foot),
            _levels(scale, y),
            high.markup,
            curve(view.points, scale, y),
            group(above.markup, transform=f"translate(0 {top - _AIR / 2:.1f})"),
            group(below.markup, transform=f"translate(0 {bottom + _AIR / 2:.1f})"),
            group(aside.markup, transform=f"translate(0 {bottom + room_below + _AIR / 2:.1f})"),
        )
    )
    return Drawing(markup, foot + HEIGHT), high


def _levels(scale: TimeScale, y: Height) -> Markup:
    """The zero line, faint lines at the ends, and the words at both ends of the scale."""
    x = scale.left - 10
    parts = [_level(scale, y(1), "faint"), _level(scale, y(-1), "faint"), _level(scale, y(0), "rule")]
    parts += [
        text(x, y(1) + 4, "together", 12, "with", anchor="end", bold=True),
        text(x, y(0) + 4, "neither", 12, "soft", anchor="end"),
        text(x, y(-1) - 10, "against", 12, "against", anchor="end", bold=True),
        text(x, y(-1) + 4, "each other", 12, "against", anchor="end", bold=True),
    ]
    return join(parts)


def _level(scale: TimeScale, y: float, role: str) -> Markup:
    return element("line", x1=scale.left, x2=scale.right, y1=y, y2=y, stroke=colour(role), stroke_width=1)


def _keys(view: AlignmentView, shifts: Sequence[ShiftView], aside: Strip) -> tuple[Key, ...]:
    keys = []
    known = [point for point in view.points if point.value is not None]
    if known:
        both = join((band([(2, -6), (28, -6)], [(2, 6), (28, 6)]), line([(2, 0), (28, 0)], alone=False)))
        keys.append(Key(both, "alignment, with its uncertainty"))
    if any(point.independent < 2 for point in known):
        keys.append(Key(line([(2, 0), (28, 0)], alone=True), "carried by one voice alone"))
    keys += [key for kind in ("tie", "act", "words") for key in _kind_key(view.evidence, kind)]
    if aside.height:
        keys.append(Key(sample("act", 11, 19, 0, 4, "neither"), "neither with nor against"))
    if any(not dot.dated for dot in view.evidence):
        keys.append(
            Key(sample("act", 11, 19, 0, 4, "with", faint=True), "no date in the text; placed at publication")
        )
    if shifts:
        keys.append(Key(join((head(9, 0, "with"), head(21, 0, "against"))), "a turn"))
    return tuple(keys)


def _kind_key(evidence: Sequence[Dot], kind: str) -> list[Key]:
    meanings = {"tie": "a tie, while it held", "act": "an act", "words": "words"}
    if not any(dot.kind == kind for dot in evidence):
        return []
    spans = ((3, 14), (16, 27)) if kind == "tie" else ((5, 13), (17, 25))
    with_, against = spans
    return [
        Key(
            join((sample(kind, *with_, 0, 4, "with"), sample(kind, *against, 0, 4, "against"))),
            meanings[kind],
        )
    ]


def _notes(view: AlignmentView, left_out: int, unlabelled: int) -> list[str]:
    notes = [view.note] if view.note else []
    if left_out:
        notes.append(f"{counted(left_out, 'mark')} left out for want of room; all are in the list of claims.")
    if unlabelled:
        notes.append(f"{counted(unlabelled, 'turn')} without a label for want of room.")
    return notes


def _description(view: AlignmentView, shifts: Sequence[ShiftView]) -> str:
    known = [point for point in view.points if point.value is not None]
    if not known:
        return f"Nothing on record shows how {view.a.name} and {view.b.name} stood."
    first, last = known[0], known[-1]
    told = f"From {first.day} to {last.day}: {turn_words(first.value or 0, last.value or 0)}. "
    turned = "; ".join(f"{shift.when}: {turn_words(shift.before, shift.after)}" for shift in shifts)
    return told + (f"Turns: {turned}." if turned else "No turn found.")
