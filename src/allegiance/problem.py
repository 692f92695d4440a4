"""Problems: faults found in the material, kept as data so that a batch can go on and report them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the material: where it was found, what it is, and what can be done about it."""

    place: str  # the file, or the file and the passage
    message: str  # one line that a person can act on

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"
