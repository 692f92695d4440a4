"""The relations: one closed table, `relations.toml`, that people can read and extend.

Source of the list: alliances, lineage and acts of conflict and political research; acts carry their PLOVER type.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from allegiance.errors import UsageError


class RelationGroup(StrEnum):
    TIE = "tie"  # holds for a while
    LINEAGE = "lineage"
    ACT = "act"  # happens
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of the table. `sign` is +1 together, -1 against, 0 neither."""

    name: str
    group: RelationGroup
    sign: int
    symmetric: bool
    says: str
    said_back: str
    plover: str | None
    quad: int | None
    ftm: str
    words: tuple[str, ...]


@cache
def relations() -> dict[str, Relation]:
    """All relations by name, in the order of the table."""
    text = (files("allegiance.claims") / "relations.toml").read_text(encoding="utf-8")
    return {name: _relation(name, row) for name, row in tomllib.loads(text).items()}


def relation(name: str) -> Relation:
    """The relation of this name.

    Raises: UsageError, with the list of names, when there is none.
    """
    try:
        return relations()[name]
    except KeyError:
        raise UsageError(f"no relation is called {name!r}; there are: {', '.join(relations())}") from None


def _relation(name: str, row: dict[str, Any]) -> Relation:
    return Relation(
        name=name,
        group=RelationGroup(row["group"]),
        sign={"+": 1, "-": -1, "0": 0}[row["sign"]],
        symmetric=row["symmetric"],
        says=row["says"],
        said_back=row.get("said_back", ""),
        plover=row.get("plover"),
        quad=row.get("quad"),
        ftm=row["ftm"],
        words=tuple(row["words"].split()),
    )
