"""Ordering: which lane stands above which, so that strokes are short and pass over few other lanes.

A stroke is vertical, at its day; it crosses every lane between its two ends that is drawn at that day. The order starts
as the tree is told (a group, then those that came out of it) and is bettered by moving one lane at a time as long as
that helps. That finds the least number of crossings for the small trees that tests try in every order, not for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_CROSSING = 6.0  # how many lanes of length one crossing is worth
_PASSES = 8
_WHOLE_SEARCH = 40  # lanes up to which every move to every place is tried; beyond, moves over a few places
_NEAR = 6


class Span(NamedTuple):
    """A lane on the axis, in days."""

    first: float
    last: float


class Link(NamedTuple):
    """A stroke between two lanes (by index) at a day."""

    one: int
    other: int
    day: float


def ordered(lanes: Sequence[Span], links: Sequence[Link]) -> list[int]:
    """The lanes (by index) from top to bottom."""
    order = _as_told(lanes, links)
    best = cost(order, lanes, links)
    for _ in range(_PASSES):
        before = best
        for lane in sorted(range(len(lanes)), key=lambda index: (lanes[index].first, index)):
            order, best = _moved(order, lane, best, lanes, links)
        if best >= before:
            break
    return order


def cost(order: Sequence[int], lanes: Sequence[Span], links: Sequence[Link]) -> float:
    """Length of all strokes in lanes, and what their crossings are worth."""
    place = {lane: index for index, lane in enumerate(order)}
    lengths = sum(abs(place[link.one] - place[link.other]) for link in links)
    return lengths + _CROSSING * crossings(order, lanes, links)


def crossings(order: Sequence[int], lanes: Sequence[Span], links: Sequence[Link]) -> int:
    """How often a stroke passes over a lane that is drawn there."""
    place = {lane: index for index, lane in enumerate(order)}
    found = 0
    for link in links:
        top, bottom = sorted((place[link.one], place[link.other]))
        found += sum(lanes[lane].first <= link.day <= lanes[lane].last for lane in order[top + 1 : bottom])
    return found


def _as_told(lanes: Sequence[Span], links: Sequence[Link]) -> list[int]:
    """Each lane, then those that came out of it; the latest first, so that their strokes pass over nothing."""
    children: dict[int, list[int]] = {}
    for link in sorted(links, key=lambda link: (-link.day, link.other)):
        children.setdefault(link.one, []).append(link.other)
    born = {link.other for link in links}
    order: list[int] = []
    seen: set[int] = set()
    by_age = sorted(range(len(lanes)), key=lambda index: (index in born, lanes[index].first, index))
    for root in by_age:
        waiting = [root]
        while waiting:
            lane = waiting.pop()
            if lane not in seen:
                seen.add(lane)
                order.append(lane)
                waiting += reversed(children.get(lane, []))
    return order


def _moved(
    order: list[int], lane: int, best: float, lanes: Sequence[Span], links: Sequence[Link]
) -> tuple[list[int], float]:
    """The order with this lane where it costs least."""
    here = order.index(lane)
    rest = order[:here] + order[here + 1 :]
    near = range(len(order)) if len(order) <= _WHOLE_SEARCH else range(here - _NEAR, here + _NEAR + 1)
    for there in near:
        if there == here or not 0 <= there < len(order):
            continue
        tried = [*rest[:there], lane, *rest[there:]]
        price = cost(tried, lanes, links)
        if price < best:
            order, best = tried, price
    return order, best
