"""Kinds of actors in the words of lists: 'political party', 'human', 'Company' → the kind that Allegiance knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from allegiance.language.mention import ActorKind


def kind_of(words: str) -> ActorKind | None:
    """The kind that these words name: all of them, else their last word; None where nothing fits."""
    plain = re.sub(r"[\s_-]+", " ", words).strip().casefold()
    table = _words()
    return table.get(plain) or table.get(plain.rpartition(" ")[2])


def kind_of_any(several: Iterable[str]) -> ActorKind | None:
    """Of several words the kind that tells most: a party that is also an armed group is an armed group."""
    found = {kind for words in several if (kind := kind_of(words))}
    return next((kind for kind in _words().values() if kind in found), None)


def kind_of_items(items: Iterable[str]) -> ActorKind | None:
    """The kind of an entity of these classes of Wikidata."""
    found = {kind for item in items if (kind := _items().get(item))}
    return next((kind for kind in _words().values() if kind in found), None)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("allegiance.actors.known") / "kinds.toml").read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, ActorKind]:
    table: dict[str, ActorKind] = {}
    for kind, words in _table().items():
        if isinstance(words, str):
            table |= {" ".join(word.replace("-", " ").split()): ActorKind(kind) for word in words.split(";")}
    return MappingProxyType(table)


@cache
def _items() -> Mapping[str, ActorKind]:
    rows = _table()["items"].items()
    return MappingProxyType({item: ActorKind(kind) for kind, items in rows for item in items.split()})
