"""Positions: where actors stand on the page: friends near, opponents far, each side a region of its own.

    wished distances ──stress majorization──► places ──turned, stretched──► on the page ──pushed──► no box on another

No chance is in it: the start is a circle in the order given, so the same network gives the same page.
Source: SMACOF, de Leeuw (1977); Gansner, Koren & North, Graph drawing by stress majorization (2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]  # (A, 2) pixels or any unit

_FRIENDS, _SAME_SIDE, _APART, _FOES = 1.0, 1.7, 2.9, 3.2  # wished distances, friends are one apart
_ROUNDS = 120
_PUSHES = 260
_TIE_WEIGHT = 4.0  # a tie's distance counts so much more than that of two who have none


class Tie(NamedTuple):
    """Two actors by index, and whether they stand together (+1) or against each other (-1)."""

    one: int
    other: int
    sign: int


def positions(sides: Sequence[str | None], ties: Sequence[Tie]) -> Places:
    """Places (A, 2) of actors whose sides are given; friends are about 1 apart; centred, the long way across."""
    if len(sides) < 2:
        return np.zeros((len(sides), 2))
    wished, weight = _wishes(sides, ties)
    return _turned(_majorized(_start(sides), wished, weight))


def fitted(places: Places, width: float, height: float) -> Places:
    """The places stretched to fill the page from (0, 0) to (width, height); lone ones stand in its middle."""
    low, high = places.min(axis=0), places.max(axis=0)
    reach = high - low
    scale = np.where(reach > 1e-9, np.array([width, height]) / np.where(reach > 1e-9, reach, 1), 0.0)
    # A thin network is not blown up across the page: one axis is stretched at most twice as far as the other.
    if (scale > 0).all():
        scale = np.minimum(scale, 2.0 * scale.min())
    middle = (low + high) / 2
    moved: Places = (places - middle) * scale + np.array([width, height]) / 2
    return moved


def pushed_apart(places: Places, half: NDArray[np.float64], width: float, height: float) -> Places:
    """Boxes (A, 2: half width, half height) moved until none overlaps another, as far as the page has room."""
    places = places.copy()
    for _ in range(_PUSHES):
        between = places[:, None, :] - places[None, :, :]
        need = half[:, None, :] + half[None, :, :]
        over = need - np.abs(between)
        meet: NDArray[np.bool_] = np.all(over > 0, axis=2)
        np.fill_diagonal(meet, False)
        if not meet.any():
            break
        places += _push(between, over, meet)
        places = np.clip(places, half, np.array([width, height]) - half)
    return places


def _push(between: NDArray[np.float64], over: NDArray[np.float64], meet: NDArray[np.bool_]) -> Places:
    """Each pair goes apart along the axis on which less is needed; ties of place are broken by order."""
    count = len(meet)
    order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :]).astype(float)
    sign = np.sign(between)
    sign = np.where(sign == 0, order[:, :, None], sign)
    sideways = (over[:, :, 0] <= over[:, :, 1])[:, :, None]
    along = np.where(sideways, np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    step = sign * along * over * 0.26 * meet[:, :, None]
    moves: Places = step.sum(axis=1)
    return moves


def _wishes(
    sides: Sequence[str | None], ties: Sequence[Tie]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wished distances (A, A) and how much each counts."""
    names = np.array([side if side is not None else f"\x00{n}" for n, side in enumerate(sides)])
    wished = np.where(names[:, None] == names[None, :], _SAME_SIDE, _APART)
    weight = wished**-2
    for tie in ties:
        distance = _FRIENDS if tie.sign > 0 else _FOES
        for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
            wished[one, other] = distance
            weight[one, other] = _TIE_WEIGHT * distance**-2
    np.fill_diagonal(weight, 0.0)
    return wished, weight


def _start(sides: Sequence[str | None]) -> Places:
    """All on one circle, side by side."""
    order = sorted(range(len(sides)), key=lambda n: (sides[n] is None, sides[n] or "", n))
    angles = np.empty(len(sides))
    angles[order] = np.linspace(0, 2 * np.pi, len(sides), endpoint=False)
    radius = 1.0 + 0.25 * np.sqrt(len(sides))
    around: Places = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radius
    return around


def _majorized(places: Places, wished: NDArray[np.float64], weight: NDArray[np.float64]) -> Places:
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        between = np.linalg.norm(places[:, None, :] - places[None, :, :], axis=2)
        ratio = np.divide(weight * wished, between, out=np.zeros_like(between), where=between > 1e-9)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        places = inverse @ (pull @ places)
    return places


def _turned(places: Places) -> Places:
    """The longest way of the cloud across the page; the first actor left of the middle and above it."""
    centred = places - places.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned: Places = centred @ axes[:, ::-1]
    flips = np.where(turned[0] > 0, -1.0, 1.0)
    flipped: Places = turned * flips
    return flipped
