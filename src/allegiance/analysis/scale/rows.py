"""Rows: events as arrays, read from Parquet a stretch at a time.

day       date32 or int32, days since 1970-01-01          required
subject   text (best as a dictionary) or whole numbers    required
object    the same                                        required
sign      whole number: +1 together, -1 against, 0 neither required
relation  name in relations.toml                          left out: each row counts its whole sign
weight    number above 0                                  left out: 1
kind      'tie', 'act' or 'words', or their codes         left out: an act
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Rows:
    """N events; actors are codes."""

    day: NDArray[np.int32]  # (N,) days since 1970-01-01
    subject: NDArray[np.int32]  # (N,)
    object: NDArray[np.int32]  # (N,)
    pull: NDArray[np.float32]  # (N,) which way, -1 against … +1 together: sign × strength of the relation
    weight: NDArray[np.float32]  # (N,)
    kind: NDArray[np.int8]  # (N,) codes of Kind

    def __len__(self) -> int:
        return int(self.day.size)

    def __getitem__(self, some: slice | NDArray[Any]) -> Rows:
        """These rows alone, by a slice, a mask or places."""
        return Rows(
            self.day[some],
            self.subject[some],
            self.object[some],
            self.pull[some],
            self.weight[some],
            self.kind[some],
        )


@dataclass(slots=True)
class Codes:
    """Names of actors, each with the code by which rows know it; a name keeps its code over many files."""

    _by_name: dict[str, int] = field(default_factory=dict)

    @property
    def names(self) -> Sequence[str]:
        """All names in the order of their codes."""
        return list(self._by_name)

    def of(self, names: Sequence[str | None]) -> NDArray[np.int32]:
        """The code of each name; new names get the next ones, nothing stays nothing: -1."""
        known = self._by_name
        codes = [-1 if name is None else known.setdefault(name, len(known)) for name in names]
        return np.array(codes, dtype=np.int32)

    def rank(self) -> NDArray[np.int32]:
        """(codes,): the place of each code in the order of names, so that answers do not depend on who came first."""
        names = self.names
        rank = np.empty(len(names), dtype=np.int32)
        rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names), dtype=np.int32)
        return rank
