"""The words by which furniture, mastheads, credits and header lines are known; from `furniture.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

_GAP = r"(?:\W+\S+){0,12}?\W+"  # '…' in a phrase


@cache
def table() -> dict[str, Any]:
    """The whole table, as TOML gives it; read it through the functions of the modules that use it."""
    content = resources.files("allegiance.documents").joinpath("furniture.toml").read_text("utf-8")
    return tomllib.loads(content)


@cache
def words(section: str, key: str) -> frozenset[str]:
    """One list of the table as a set."""
    return frozenset(table()[section][key])


@cache
def names(section: str) -> dict[str, str]:
    """A section of lists turned round: 'headline' → 'title'."""
    return {word: key for key, listed in table()[section].items() for word in listed}


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of these phrases, the longest first; '…' and '#' as the table says."""
    return "|".join(_expression(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _expression(phrase: str) -> str:
    parts = (
        re.escape(part.strip()).replace(r"\#", r"\d+").replace(r"\ ", r"\s+") for part in phrase.split("…")
    )
    expression = _GAP.join(parts)
    return expression + (r"\b" if phrase[-1].isalnum() else "")
