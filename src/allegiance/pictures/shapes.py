"""Shapes: the mark of an actor: each side has a shape and a colour of its own, so that either alone tells it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from allegiance.pictures.colours import SIDES, colour
from allegiance.pictures.svg import Markup, element, polyline

_CORNERS: tuple[tuple[int, float], ...] = (
    (4, 45.0),
    (3, -90.0),
    (4, 0.0),
    (5, -90.0),
    (6, 0.0),
)  # after the circle
_STAR = 5
_KINDS = len(_CORNERS) + 2


def role_of(side: int | None) -> str:
    """The colour of the side of this number; None: no side."""
    return "side-none" if side is None else f"side-{side % SIDES + 1}"


def mark(x: float, y: float, radius: float, side: int | None) -> Markup:
    """The mark of an actor; without a side a small ring."""
    paint: dict[str, str | float] = {
        "fill": colour(role_of(side)),
        "stroke": colour("paper"),
        "stroke_width": 1.5,
    }
    if side is None:
        return element(
            "circle",
            cx=x,
            cy=y,
            r=radius * 0.8,
            fill=colour("paper"),
            stroke=colour("side-none"),
            stroke_width=2,
        )
    kind = (side + 2 * (side // SIDES)) % _KINDS  # 36 sides pass before a mark comes again
    if kind == 0:
        return element("circle", cx=x, cy=y, r=radius, **paint)
    points = _star(x, y, radius) if kind == _KINDS - 1 else _polygon(x, y, radius, *_CORNERS[kind - 1])
    return element("path", d=polyline(points) + "Z", stroke_linejoin="round", **paint)


def _polygon(x: float, y: float, radius: float, corners: int, turn: float) -> list[tuple[float, float]]:
    """As large to the eye as a circle of the radius."""
    area = corners / 2 * math.sin(2 * math.pi / corners)
    reach = radius * math.sqrt(math.pi / area)
    angles = (math.radians(turn + 360 * n / corners) for n in range(corners))
    return [(x + reach * math.cos(a), y + reach * math.sin(a)) for a in angles]


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    angles = [math.radians(-90 + 180 * n / _STAR) for n in range(2 * _STAR)]
    reach = [radius * (1.45 if n % 2 == 0 else 0.7) for n in range(2 * _STAR)]
    return [(x + r * math.cos(a), y + r * math.sin(a)) for a, r in zip(angles, reach, strict=True)]


def hull(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of the smallest convex outline around the points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    done: list[tuple[float, float]] = []
    for point in ordered:
        while len(done) > 1 and _turn(done[-2], done[-1], point) <= 0:
            done.pop()
        done.append(point)
    return done


def inside(point: tuple[float, float], outline: Sequence[tuple[float, float]]) -> bool:
    """Whether the point lies in a convex outline that `hull` gave."""
    pairs = zip(outline, [*outline[1:], *outline[:1]], strict=True)
    return len(outline) > 2 and all(_turn(a, b, point) >= 0 for a, b in pairs)


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
