"""SVG by hand: elements as text. Every word is escaped, every number is short and the same on each run."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType

from allegiance.pictures.lettering import drawable

Markup = NewType("Markup", str)  # made by `element` and `words` only, so never words of a document
Value = str | float | None
EMPTY = Markup("")


def element(name: str, /, *children: Markup, **attributes: Value) -> Markup:
    """An element. `stroke_width` becomes stroke-width, `class_` class; attributes that are None are left out."""
    written = "".join(
        f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    inner = "".join(children)
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def words(text: str) -> Markup:
    """Words of any origin as character data."""
    return Markup(escape(drawable(text), quote=False))


def group(*children: Markup, **attributes: Value) -> Markup:
    """A group; nothing where there is nothing in it."""
    return element("g", *children, **attributes) if any(children) else EMPTY


def join(parts: Iterable[Markup]) -> Markup:
    """Elements one after the other."""
    return Markup("".join(parts))


def path(steps: Iterable[tuple[str, tuple[float, ...]]]) -> str:
    """The `d` of a path: letters with their numbers."""
    return "".join(letter + " ".join(number(value) for value in values) for letter, values in steps)


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """The `d` of a line through the points."""
    return path(("L" if index else "M", point) for index, point in enumerate(points))


def number(value: float) -> str:
    """At most one digit after the point: a tenth of a pixel, the same on every machine."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("-0.0", "0.0") else text.removesuffix(".0")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(drawable(value), quote=True) if isinstance(value, str) else number(value)
