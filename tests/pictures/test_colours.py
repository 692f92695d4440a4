"""Colours: contrast of WCAG 2.2 in both themes; sides told apart by colour-blind readers."""

from __future__ import annotations

from itertools import combinations

import pytest

from allegiance.pictures.colours import MARKS, PALETTE, SIDES, WORDS, Theme, colour, fixed
from allegiance.pictures.shapes import mark

# Dichromats, linear RGB: Viénot, Brettel & Mollon (1999); tritan after Machado, Oliveira & Fernandes (2009).
_SEEN = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritan": ((1.25553, -0.07675, -0.17878), (-0.07841, 0.93081, 0.1476), (0.00473, 0.69137, 0.3039)),
}
_LEAST_DISTANCE = 14.0  # CIE76; 2.3 is just noticeable


def _linear(colour_: str) -> tuple[float, ...]:
    parts = (int(colour_[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def _luminance(colour_: str) -> float:
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), _linear(colour_), strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(max(part, 0.0), 1.0) for part in rgb)
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    x, y, z = (
        (v / w) ** (1 / 3) if v / w > 0.008856 else 7.787 * v / w + 16 / 116
        for v, w in zip(xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour_: str, by: str) -> tuple[float, float, float]:
    rgb = _linear(colour_)
    return _lab(tuple(sum(w * p for w, p in zip(row, rgb, strict=True)) for row in _SEEN[by]))


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("role", WORDS)
def test_words_have_the_contrast_of_text(role: str, theme: int) -> None:
    assert _contrast(PALETTE[role][theme], PALETTE["paper"][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("role", MARKS)
def test_marks_have_the_contrast_of_graphics(role: str, theme: int) -> None:
    assert _contrast(PALETTE[role][theme], PALETTE["paper"][theme]) >= 3.0


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("by", _SEEN)
def test_sides_differ_for_colour_blind_readers(by: str, theme: int) -> None:
    colours = [PALETTE[f"side-{n + 1}"][theme] for n in range(SIDES)]
    for one, other in combinations(colours, 2):
        a, b = _seen(one, by), _seen(other, by)
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert distance >= _LEAST_DISTANCE, (one, other, by, distance)


def test_each_side_has_a_mark_of_its_own() -> None:
    marks = {mark(10, 10, 5, side) for side in range(36)}
    assert len(marks) == 36
    shapes = {fixed(mark(10, 10, 5, side), Theme.LIGHT).split("fill")[0] for side in range(SIDES)}
    assert len(shapes) == SIDES


def test_fixed_leaves_no_variable() -> None:
    written = f'<g fill="{colour("ink")}" stroke="{colour("side-3")}"/>'
    assert fixed(written, Theme.DARK) == f'<g fill="{PALETTE["ink"][1]}" stroke="{PALETTE["side-3"][1]}"/>'
