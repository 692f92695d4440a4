"""Lettering: how wide words are, how they are cut and wrapped, and what of a hostile text is drawn at all.

A picture is made without asking a screen, so widths come from a table (`widths.toml`) of the metrics that Arial and
its free look-alikes share. A reader's machine may have a slightly wider face: everything is measured 6 % too wide.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

_SLACK = 1.06  # Noto Sans, which many Linux machines have instead of Arial, runs 5.5 % wider
_ANY = 700.0  # thousandths of an em for a letter that the table lacks; Arabic isolated forms average 532
_WIDE = 1000.0  # Chinese, Japanese, Korean
_LONGEST = 2_000  # characters of one text that are looked at; no label shows more
_ELLIPSIS = "…"
# Controls, halves of surrogate pairs, non-characters, and marks that would turn the direction of what follows.
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LEFT, _FIRST, _POP = "\u2066", "\u2068", "\u2069"  # isolates: left to right, as the first letter has it, end
_RIGHT_TO_LEFT = ("R", "AL")
_ZERO_WIDTH = ("Mn", "Me", "Cf")


class Face(StrEnum):
    """The faces that pictures are lettered in."""

    SANS = "sans"
    BOLD = "bold"
    TITLE = "title"


def clean(text: str) -> str:
    """One line without anything that steers: white space run together, controls dropped, length bounded."""
    return " ".join(_STEERING.sub(" ", text[:_LONGEST]).split())


def drawable(text: str) -> str:
    """The text without what XML forbids or what steers; the isolates that are set here stay."""
    return _STEERING.sub(lambda found: found[0] if found[0] in (_LEFT, _FIRST, _POP) else " ", text)


def is_right_to_left(text: str) -> bool:
    """Whether any letter of the text belongs to a script that is read from the right."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def isolated(text: str) -> str:
    """The text so that its direction does not disturb its neighbours in one line (Unicode isolates, UAX 9)."""
    return f"{_FIRST}{text}{_POP}" if is_right_to_left(text) else text


def listed(text: str) -> str:
    """The same for a list of names in several scripts: the list as a whole is read from the left."""
    return f"{_LEFT}{text}{_POP}" if is_right_to_left(text) else text


def width(text: str, size: float, face: Face = Face.SANS) -> float:
    """Width in pixels at this size, rather too much than too little."""
    table = _widths()[face]
    return sum(table.get(letter) or _other(letter) for letter in text) * size * _SLACK / 1000


def shorten(text: str, room: float, size: float, face: Face = Face.SANS) -> str:
    """The text, cut with an ellipsis where it is wider than the room; at least one letter is left."""
    if width(text, size, face) <= room:
        return text
    used, kept = width(_ELLIPSIS, size, face), ""
    for letter in text:
        used += width(letter, size, face)
        if used > room and kept:
            break
        kept += letter
    return kept.rstrip(" ,;:–-") + _ELLIPSIS


def wrap(text: str, room: float, size: float, face: Face = Face.SANS, lines: int = 3) -> tuple[str, ...]:
    """The text in at most so many lines; what does not fit is cut with an ellipsis. Empty text gives no line."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines:
        if len(done) == lines - 1:
            done.append(shorten(" ".join(words), room, size, face))
            break
        count = _fitting(words, room, size, face)
        done.append(shorten(" ".join(words[:count]), room, size, face))
        words = words[count:]
    return tuple(done)


def _fitting(words: list[str], room: float, size: float, face: Face) -> int:
    """How many words go on a line; one at least."""
    used, space = 0.0, width(" ", size, face)
    for count, word in enumerate(words):
        used += width(word, size, face) + (space if count else 0.0)
        if used > room:
            return max(count, 1)
    return len(words)


def _other(letter: str) -> float:
    if unicodedata.category(letter) in _ZERO_WIDTH:
        return 0.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _ANY


@cache
def _widths() -> dict[Face, dict[str, float]]:
    rows = tomllib.loads((files("allegiance.pictures") / "widths.toml").read_text(encoding="utf-8"))
    return {
        face: {letter: float(units) for units, letters in rows[face].items() for letter in letters}
        for face in Face
    }
