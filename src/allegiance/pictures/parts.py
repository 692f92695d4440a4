"""Parts: groups of actors that no tie connects stand in fields of their own, the largest above, small ones in rows.

┌───────────────────┐      A wish for distance cannot order what has nothing to do with each other: small parts
│      largest      │      would lie across the ties of others.
├──────┬──────┬─────┤
└──────┴──────┴─────┘
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allegiance.pictures.positions import Places, Tie, fitted, positions, pushed_apart

_LARGE = 8  # members from which a part has the whole width
_STEP = np.array([120.0, 84.0])  # pixels between friends in a small part
_ROOM = np.array([24.0, 22.0])  # and around it
_INSET = 0.07  # of a large field, kept free at first, so that there is somewhere to push to
_HIGHEST = 1_100.0


class _Field(NamedTuple):
    """A part with its places from (0, 0) to its size, in pixels."""

    members: list[int]
    places: Places
    width: float
    height: float


def laid_out(
    sides: Sequence[str | None], ties: Sequence[Tie], half: NDArray[np.float64], width: float
) -> tuple[Places, float]:
    """Places (A, 2) in pixels on a page of this width, and its height; the same for the same network.

    `half` (A, 2): half the width and height of the box of each actor and its name; boxes are kept apart.
    """
    whole, x, y, high = np.zeros((len(sides), 2)), 0.0, 0.0, 0.0
    for number, members in enumerate(connected(len(sides), ties)):
        field = _field(members, sides, ties, half, width, is_large=number == 0 or len(members) >= _LARGE)
        if x > 0 and x + field.width > width:
            x, y, high = 0.0, y + high, 0.0
        whole[members] = field.places + np.array([x, y])
        x, high = x + field.width, max(high, field.height)
    return whole, y + high


def connected(count: int, ties: Sequence[Tie]) -> list[list[int]]:
    """Actors by index that ties connect, the largest part first, each in order."""
    lead = list(range(count))

    def root(actor: int) -> int:
        while lead[actor] != actor:
            lead[actor] = actor = lead[lead[actor]]
        return actor

    for tie in ties:
        one, other = sorted((root(tie.one), root(tie.other)))
        lead[other] = one
    parts: dict[int, list[int]] = {}
    for actor in range(count):
        parts.setdefault(root(actor), []).append(actor)
    return sorted(parts.values(), key=lambda members: (-len(members), members[0]))


def _field(
    members: list[int],
    sides: Sequence[str | None],
    ties: Sequence[Tie],
    half: NDArray[np.float64],
    page_width: float,
    *,
    is_large: bool,
) -> _Field:
    """A part laid out for itself."""
    index = {actor: number for number, actor in enumerate(members)}
    inner = [Tie(index[tie.one], index[tie.other], tie.sign) for tie in ties if tie.one in index]
    places, boxes = positions([sides[actor] for actor in members], inner), half[members]
    if is_large:
        size = np.array([page_width, min(130 + 12.0 * len(members), _HIGHEST)])
        places = fitted(places, *(size * (1 - 2 * _INSET))) + size * _INSET
    else:
        reach = (places.max(axis=0) - places.min(axis=0)) * _STEP
        size = np.minimum(reach + 2 * boxes.max(axis=0) + _ROOM, [page_width, _HIGHEST])
        places = (places - places.min(axis=0)) * _STEP + (size - reach) / 2
    wide, high = float(size[0]), float(size[1])
    return _Field(members, pushed_apart(places, boxes, wide, high), wide, high)
