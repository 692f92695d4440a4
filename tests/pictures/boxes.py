"""Where the words of an SVG stand: boxes of its text elements, worked out from the markup alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations

from allegiance.pictures.lettering import Face, width
from allegiance.pictures.packing import Box

_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_SVG = "{http://www.w3.org/2000/svg}"


def boxes(svg: str) -> list[tuple[str, Box]]:
    """Every line of words with its box."""
    return list(_within(ET.fromstring(svg), 0.0, 0.0))


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Pairs of lines whose boxes share more than a pixel."""
    return [
        (one, other) for (one, a), (other, b) in combinations(boxes(svg), 2) if _shrunk(a).meets(_shrunk(b))
    ]


def _within(node: ET.Element, x: float, y: float) -> Iterator[tuple[str, Box]]:
    if moved := _PLACE.fullmatch(node.get("transform", "")):
        x, y = x + float(moved[1]), y + float(moved[2])
    if node.tag == f"{_SVG}text":
        yield node.text or "", _box(node, x, y)
    for child in node:
        yield from _within(child, x, y)


def _box(node: ET.Element, x: float, y: float) -> Box:
    size = float(node.get("font-size", "12"))
    face = Face.SANS
    if node.get("font-weight") == "bold":
        face = Face.TITLE if node.get("font-family") else Face.BOLD
    wide = width(node.text or "", size, face)
    left = (
        x + float(node.get("x", "0")) - {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", ""), 0)
    )
    base = y + float(node.get("y", "0"))
    return Box(left, base - size * 0.75, left + wide, base + size * 0.2)


def _shrunk(box: Box) -> Box:
    return Box(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)
