"""Bloc: how one actor stood with many, a small picture for each, all on the same scale.

With Iran  ╱▔▔     With Turkey  ──╲      With the Gulf states  ▁▁▁
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from allegiance.pictures.axis import TimeScale
from allegiance.pictures.colours import colour
from allegiance.pictures.curve import Height, band, curve, line
from allegiance.pictures.evidence import day_number
from allegiance.pictures.frame import MARGIN, Caption, Drawing, Key, counted, framed, origin, text
from allegiance.pictures.lettering import Face, clean, isolated, shorten, width
from allegiance.pictures.links import NO_LINKS, Links
from allegiance.pictures.picture import Picture
from allegiance.pictures.svg import Markup, element, group, join
from allegiance.pictures.turns import turn_words
from allegiance.views.alignment import AlignmentView, PointView
from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef

MOST_SHOWN = 30  # small pictures; more are left out and counted
_NARROWEST = 190.0
_HEIGHT = 78.0  # of the field of one
_PITCH = 138.0  # from one to the one below
_AIR = 26.0


def bloc_picture(
    actor: str,
    views: Sequence[AlignmentView],
    *,
    links: Links = NO_LINKS,
    as_known: str | None = None,
    page_width: float = 880,
    most: int = MOST_SHOWN,
    of: int | None = None,
) -> Picture:
    """How `actor` stood with the other of each view, in the order given. Views in which nothing speaks are left out.

    `of`: how many partners there are, where not all were worked out.
    """
    known = [view for view in views if any(point.value is not None for point in view.points)]
    shown = known[:most]
    columns = max(min(int((page_width - 2 * MARGIN + _AIR) // (_NARROWEST + _AIR)), len(shown)), 1)
    wide = (page_width - 2 * MARGIN + _AIR) / max(columns, 3) - _AIR
    days = [day_number(p.day) for view in shown for p in view.points if p.value is not None]
    cells = []
    for index, view in enumerate(shown):
        row, column = divmod(index, columns)
        place = f"translate({MARGIN + column * (wide + _AIR):.1f} {row * _PITCH + 6:.1f})"
        cells.append(group(_cell(view, days, wide, links), transform=place))
    height = -(-len(shown) // columns) * _PITCH + 2
    caption = Caption(
        title=f"Who stood with {actor}, who against",
        subtitle="One small picture for each partner, all on the same scale of time. Gaps are silence, not neutrality.",
        description="; ".join(f"with {_other(view).name}: {_told(view)}" for view in shown)
        or "Nothing on record.",
        keys=_keys(shown),
        notes=tuple(_notes(len(views), len(known), len(shown), of or len(views))),
        origin=origin(_passages(shown), as_known),
    )
    return framed(
        caption, Drawing(join(cells), max(height, 10)), page_width, has_links=links.pattern is not None
    )


def _cell(view: AlignmentView, days: Sequence[int], wide: float, links: Links) -> Markup:
    """Name of the partner, field with zero line and curve, first and last year below."""
    scale, top = TimeScale.over(days, 0, wide), 26.0
    last = _known(view)[-1]
    role = _role(last.value or 0.0)

    def y(value: float) -> float:
        return top + (1 - value) / 2 * _HEIGHT

    name = shorten(clean(_other(view).name), wide, 13, Face.BOLD)
    passages = tuple(cited for dot in view.evidence for cited in dot.passages)
    head = links.wrap(
        text(0, 14, isolated(name), 13, bold=True), f"{_other(view).name}: {_told(view)}", passages
    )
    end = element(
        "circle",
        cx=scale.x(day_number(last.day)),
        cy=y(last.value or 0.0),
        r=3.5,
        fill=colour(role),
        stroke=colour("paper"),
        stroke_width=1,
    )
    return join((head, _field(wide, y), curve(view.points, scale, y, 1.8), end, _years(scale, y(-1) + 16)))


def _field(wide: float, y: Height) -> Markup:
    """A tint above and below the zero line, so that each half tells its side without its words."""
    halves = (
        element("rect", x=0, y=y(1), width=wide, height=y(0) - y(1), fill=colour("with"), fill_opacity=0.07),
        element(
            "rect", x=0, y=y(0), width=wide, height=y(-1) - y(0), fill=colour("against"), fill_opacity=0.07
        ),
    )
    zero = element("line", x1=0, x2=wide, y1=y(0), y2=y(0), stroke=colour("rule"), stroke_width=1)
    return join((*halves, zero))


def _years(scale: TimeScale, y: float) -> Markup:
    """First and last tick only: the scale is the same in all."""
    ticks = [tick for tick in scale.ticks() if tick.label.isdigit() or tick.under]
    ends = ticks[:1] + ticks[-1:] if len(ticks) > 1 else ticks
    return join(
        part for tick in ends for part in _year(scale, scale.x(tick.day), y, tick.under or tick.label)
    )


def _year(scale: TimeScale, x: float, y: float, label: str) -> Iterator[Markup]:
    half = width(label, 11) / 2
    yield element("line", x1=x, x2=x, y1=y - 16, y2=y - 11, stroke=colour("rule"), stroke_width=1)
    yield text(min(max(x, scale.left + half), scale.right - half), y, label, 11, "soft", anchor="middle")


def _keys(shown: Sequence[AlignmentView]) -> tuple[Key, ...]:
    if not shown:
        return ()
    upper = element("rect", x=2, y=-7, width=26, height=14, fill=colour("with"), fill_opacity=0.16)
    lower = element("rect", x=2, y=-7, width=26, height=14, fill=colour("against"), fill_opacity=0.16)
    both = join((band([(2, -6), (28, -6)], [(2, 6), (28, 6)]), line([(2, 0), (28, 0)], 1.8, alone=False)))
    keys = [
        Key(upper, "upper half: together"),
        Key(lower, "lower half: against each other"),
        Key(both, "alignment, with its uncertainty"),
    ]
    if any(point.independent < 2 for view in shown for point in _known(view)):
        keys.append(Key(line([(2, 0), (28, 0)], 1.8, alone=True), "carried by one voice alone"))
    dot = element("circle", cx=15, cy=0, r=3.5, fill=colour("ink"))
    return (*keys, Key(dot, "how it last stood"))


def _notes(asked: int, known: int, shown: int, every: int) -> Iterable[str]:
    if shown < known or asked < every:
        yield f"Drawn are {shown} of {counted(every, 'partner')}, those of whom most is recorded."
    if known < asked and shown == known:
        yield f"{counted(asked - known, 'partner')} left out because no words show how the two stood."


def _passages(views: Sequence[AlignmentView]) -> Iterable[Cited]:
    return (cited for view in views for dot in view.evidence for cited in dot.passages)


def _known(view: AlignmentView) -> list[PointView]:
    return [point for point in view.points if point.value is not None]


def _other(view: AlignmentView) -> ActorRef:
    return view.b


def _told(view: AlignmentView) -> str:
    points = _known(view)
    return turn_words(points[0].value or 0.0, points[-1].value or 0.0)


def _role(value: float) -> str:
    return "with" if value > 0.2 else "against" if value < -0.2 else "neither"
