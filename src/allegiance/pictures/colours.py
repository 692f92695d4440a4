"""Colours: roles, each with a light and a dark value, written so that a page can set its own.

    var(--picture-ink, #1d1d1b)     the page's own --picture-ink, else the light value

A side is a colour *and* a shape, opposition a colour *and* a broken line: nothing is told by colour alone.
Source: Okabe & Ito, Color Universal Design (2008), darkened on white and lightened on black until text and marks
reach the contrast of WCAG 2.2 (4.5 : 1 for words, 3 : 1 for marks); tests hold that and the colour-blind distances.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Theme(StrEnum):
    """AUTO follows the reader's system where a picture stands alone."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


PALETTE: dict[str, tuple[str, str]] = {  # role: on light, on dark
    "paper": ("#ffffff", "#15171a"),
    "ink": ("#1d1d1b", "#ececea"),
    "soft": ("#5b5b58", "#b3b3af"),
    "rule": ("#8a8a86", "#7d8087"),
    "faint": ("#e4e3df", "#2d3036"),
    "with": ("#0067a3", "#63b5ea"),
    "against": ("#ad3e00", "#fd8326"),
    "neither": ("#6b6b68", "#a4a4a0"),
    "mark": ("#1d1d1b", "#ececea"),
    "side-1": ("#0067a3", "#63b5ea"),
    "side-2": ("#ad3e00", "#fd8326"),
    "side-3": ("#00a383", "#2f9e70"),
    "side-4": ("#6d1f52", "#b565ac"),
    "side-5": ("#9b8e00", "#fff39c"),
    "side-6": ("#241a66", "#7f6bff"),
    "side-none": ("#6b6b68", "#a4a4a0"),
}
WORDS = ("ink", "soft", "with", "against")  # roles in which text is set
MARKS = tuple(role for role in PALETTE if role not in ("paper", "faint"))
SIDES = 6
_VARIABLE = re.compile(r"var\(--picture-([a-z0-9-]+), #[0-9a-f]{6}\)")


def colour(role: str) -> str:
    """The colour of a role, to be written into `fill` or `stroke`."""
    return f"var(--picture-{role}, {PALETTE[role][0]})"


def fixed(markup: str, theme: Theme) -> str:
    """The markup with plain colours in place of variables, for programs that know no variables."""
    column = 1 if theme is Theme.DARK else 0
    return _VARIABLE.sub(lambda found: PALETTE[found[1]][column], markup)


def dark_style() -> str:
    """The rule by which a picture that stands alone turns dark where its reader's system is."""
    values = ";".join(f"--picture-{role}:{dark}" for role, (_, dark) in PALETTE.items())
    return f"@media (prefers-color-scheme:dark){{svg.picture-auto{{{values}}}}}"
