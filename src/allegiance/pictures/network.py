"""The network as of a date: who stands with whom (a line), against whom (a broken line); sides by colour and shape."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from allegiance.interval import Interval
from allegiance.pictures.colours import colour
from allegiance.pictures.frame import MARGIN, Caption, Drawing, Key, counted, framed, origin
from allegiance.pictures.lettering import clean, isolated, listed, shorten, width
from allegiance.pictures.links import NO_LINKS, Links
from allegiance.pictures.names import Spot, lettered
from allegiance.pictures.parts import laid_out
from allegiance.pictures.picture import Picture
from allegiance.pictures.positions import Tie
from allegiance.pictures.shapes import hull, inside, mark, role_of
from allegiance.pictures.svg import Markup, element, group, join, polyline, words
from allegiance.views.dates import in_words
from allegiance.views.sides import NetworkView, Node, Side, TieEdge

_MOST_NODES = 150
_MOST_TIES = 900
_FEW = 6  # actors up to which those without any tie are drawn too
_MANY = 160  # ties from which opposition is drawn fainter, so that the sides stay visible
_MOST_SIDES = 8  # that the legend names
_EXAMPLE = TieEdge("", "", 1, "", None, 1, ())
_EDGE = 14.0  # pixels kept free around the field


@dataclass(frozen=True, slots=True)
class _Page:
    """Actors with their places, sizes and the numbers of their sides."""

    nodes: Sequence[Node]
    places: Mapping[str, tuple[float, float]]
    radius: Mapping[str, float]
    side: Mapping[str, int | None]
    height: float
    size: float  # of the names


def network_picture(
    view: NetworkView,
    *,
    links: Links = NO_LINKS,
    title: str | None = None,
    as_known: str | None = None,
    page_width: float = 880,
) -> Picture:
    """Who stood with whom. The best connected actors are drawn where there are too many; the note says so."""
    nodes, ties = _shown(view)
    page = _page(view, nodes, ties, page_width)
    spots = [Spot(*page.places[n.id], page.radius[n.id], _short(n, page.size)) for n in nodes]
    names, unnamed = lettered(spots, page.size, (MARGIN - 16, 0, page_width - MARGIN + 16, page.height))
    caption = Caption(
        title=title or _title(view),
        subtitle="Friends stand near each other, opponents apart. A side has its own colour and shape.",
        description=_description(view),
        keys=tuple(_keys(view, ties, page)),
        notes=tuple(_notes(view, nodes, ties, unnamed)),
        origin=origin((cited for tie in view.ties for cited in tie.passages), as_known),
    )
    drawing = Drawing(_drawn(view, page, ties, names, links), page.height)
    return framed(caption, drawing, page_width, has_links=links.pattern is not None)


def _title(view: NetworkView) -> str:
    """'Who stood with whom around Iran, 1 June 2014'."""
    around = next((f" around {node.name}" for node in view.nodes if node.id == view.focus), "")
    when = f", {in_words(Interval.parse(view.as_of))}" if view.as_of else ""
    return f"Who stood with whom{around}{when}"


def _tied(view: NetworkView) -> frozenset[str]:
    return frozenset(end for tie in view.ties for end in (tie.a, tie.b))


def _shown(view: NetworkView) -> tuple[list[Node], list[TieEdge]]:
    """The best connected actors and the firmest ties between them, in an order that does not depend on chance."""
    tied = _tied(view)
    nodes = sorted(view.nodes, key=lambda node: (-node.degree, node.id))
    nodes = [node for node in nodes if node.id in tied or len(view.nodes) < _FEW][:_MOST_NODES]
    kept = {node.id for node in nodes}
    ties = [tie for tie in view.ties if tie.a in kept and tie.b in kept and tie.a != tie.b]
    return nodes, sorted(ties, key=lambda tie: (-tie.weight, tie.a, tie.b))[:_MOST_TIES]


def _page(view: NetworkView, nodes: Sequence[Node], ties: Sequence[TieEdge], page_width: float) -> _Page:
    size = 12.0 if len(nodes) <= 45 else 10.5
    index = {node.id: number for number, node in enumerate(nodes)}
    radius = {node.id: _radius(node, len(nodes)) for node in nodes}
    half = np.array([[_half(node, size), radius[node.id] + size * 0.75] for node in nodes]).reshape(-1, 2)
    signed = [Tie(index[tie.a], index[tie.b], tie.sign) for tie in ties]
    inner = page_width - 2 * MARGIN - 2 * _EDGE
    places, height = laid_out([node.side for node in nodes], signed, half, inner)
    shifted = {
        node.id: (round(float(x) + MARGIN + _EDGE, 1), round(float(y) + _EDGE, 1))
        for node, (x, y) in zip(nodes, places, strict=True)
    }
    numbers = {side.id: number for number, side in enumerate(view.sides)}
    sides = {node.id: numbers.get(node.side) if node.side else None for node in nodes}
    return _Page(nodes, shifted, radius, sides, height + 2 * _EDGE + 6, size)


def _radius(node: Node, count: int) -> float:
    """By the number of partners; the area grows with it."""
    return min(4.5 + 1.5 * math.sqrt(node.degree), 13.0) * (1.0 if count <= 60 else 0.75)


def _half(node: Node, size: float) -> float:
    return width(_short(node, size), size) / 2 + 4


def _short(node: Node, size: float) -> str:
    return isolated(shorten(clean(node.name), 15 * size, size))


def _drawn(view: NetworkView, page: _Page, ties: Sequence[TieEdge], names: Markup, links: Links) -> Markup:
    grounds = join(_ground(view.sides, page))
    by_sign = sorted(ties, key=lambda tie: tie.sign)  # opposition below
    names_of = {node.id: node.name for node in view.nodes}
    faint = 0.85 if len(ties) <= _MANY else 0.45
    lines = join(links.wrap(_line(tie, page, faint), _told(tie, names_of), tie.passages) for tie in by_sign)
    marks = join(
        group(
            element("title", words(f"{node.name}: {counted(node.degree, 'partner')}")),
            mark(*page.places[node.id], page.radius[node.id], page.side[node.id]),
        )
        for node in page.nodes
    )
    return join((grounds, lines, marks, names))


def _ground(sides: Sequence[Side], page: _Page) -> Iterator[Markup]:
    """A tinted ground under a side that stands by itself; none where another's actor would stand on it."""
    for number, side in enumerate(sides):
        own = [page.places[member] for member in side.members if member in page.places]
        outline = hull(own)
        others = [page.places[n.id] for n in page.nodes if page.side[n.id] != number]
        if len(outline) < 3 or any(inside(place, outline) for place in others):
            continue
        role = colour(role_of(number))
        yield element(
            "path",
            d=polyline(outline) + "Z",
            fill=role,
            stroke=role,
            stroke_width=44,
            stroke_linejoin="round",
            opacity=0.07,
        )


def _line(tie: TieEdge, page: _Page, opacity: float) -> Markup:
    (x1, y1), (x2, y2) = page.places[tie.a], page.places[tie.b]
    side = page.side[tie.a]
    same = side is not None and side == page.side[tie.b]
    line = stroke(x1, y1, x2, y2, tie, role_of(side) if same else "neither")
    parts = [group(line, opacity=opacity if tie.sign < 0 or tie.mixed else 0.9)]
    if tie.strains:
        parts.append(strain((x1 + x2) / 2, (y1 + y2) / 2))
    field = element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="transparent", stroke_width=8)
    return join((field, *parts))


def stroke(x1: float, y1: float, x2: float, y2: float, tie: TieEdge, role: str) -> Markup:
    """Full where they stand together, broken where against, long and short where words tell both."""
    dash = None if tie.sign > 0 else "5 4"
    if tie.mixed:
        role, dash = "neither", "9 3 2 3"
    elif tie.sign <= 0:
        role = "against"
    return element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=colour(role),
        stroke_width=0.9 + 1.5 * min(max(tie.weight, 0.0), 1.0),
        stroke_dasharray=dash,
    )


def strain(x: float, y: float) -> Markup:
    """The sign of a tie that goes against the sides."""
    outline = polyline([(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)]) + "Z"
    return element("path", d=outline, fill=colour("paper"), stroke=colour("ink"), stroke_width=1.3)


def _told(tie: TieEdge, names: Mapping[str, str]) -> str:
    last = f", last confirmed {tie.last_confirmed}" if tie.last_confirmed else ""
    voices = counted(tie.independent, "independent voice")
    return f"{names.get(tie.a, tie.a)} and {names.get(tie.b, tie.b)}: {tie.label}{last}, {voices}"


def _keys(view: NetworkView, ties: Sequence[TieEdge], page: _Page) -> Iterator[Key]:
    for number, named in enumerate(view.sides[:_MOST_SIDES]):
        yield Key(mark(15, 0, 6.5, number), f"side of {_called(named, view)}")
    if any(side is None for side in page.side.values()):
        yield Key(mark(15, 0, 6.5, None), "on no side")
    kinds = (
        ("together", _EXAMPLE, any(t.sign > 0 and not t.mixed for t in ties)),
        ("against each other", replace(_EXAMPLE, sign=-1), any(t.sign <= 0 and not t.mixed for t in ties)),
        ("words tell both", replace(_EXAMPLE, mixed=True), any(t.mixed for t in ties)),
    )
    for meaning, tie, is_drawn in kinds:
        if is_drawn:
            yield Key(stroke(2, 0, 28, 0, tie, "ink"), meaning)
    if any(tie.strains for tie in ties):
        yield Key(strain(15, 0), "goes against the sides")


def _called(side: Side, view: NetworkView) -> str:
    """A side by its best connected member: 'Northern Council and 7 others'."""
    names = {node.id: node.name for node in view.nodes}
    first = names.get(side.members[0], side.label) if side.members else side.label
    more = len(side.members) - 1
    called = listed(shorten(clean(first), 240, 12))
    return f"{called} and {counted(more, 'other')}" if more > 0 else called


def _notes(view: NetworkView, nodes: Sequence[Node], ties: Sequence[TieEdge], unnamed: int) -> Iterator[str]:
    if view.note:
        yield view.note
    tied = _tied(view)
    lone = sum(node.id not in tied for node in view.nodes) - sum(node.id not in tied for node in nodes)
    if lone:
        yield f"{counted(lone, 'actor')} without a tie on this day left out."
    if len(nodes) + lone < len(view.nodes):
        several = len(view.nodes) - lone
        yield f"The {len(nodes)} best connected of {several:,} actors are drawn; the others are left out."
    if len(ties) < len(view.ties):
        yield f"{counted(len(view.ties) - len(ties), 'tie')} left out with them or as the least firm."
    if unnamed:
        yield f"{counted(unnamed, 'actor')} without a name for want of room; it is told where the mark is pointed at."
    if len(view.sides) > _MOST_SIDES:
        yield f"{counted(len(view.sides) - _MOST_SIDES, 'smaller side')} not named in the legend."


def _description(view: NetworkView) -> str:
    if not view.ties:
        return "No tie is on record."
    sides = "; ".join(f"{side.label} ({len(side.members)})" for side in view.sides[:_MOST_SIDES])
    return f"{counted(len(view.nodes), 'actor')}, {counted(len(view.ties), 'tie')}. Sides: {sides or 'none'}."
