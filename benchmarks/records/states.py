"""States as the tables name them, their recorded alliances (ATOP) and signed ties (Correlates of War)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

# Names of votes and events that the table of states spells otherwise.
_ALSO = {
    "united states": 2,
    "burma": 775,
    "myanmar (burma)": 775,
    "côte d’ivoire": 437,
    "ivory coast": 437,
    "cote d'ivoire": 437,
    "congo - brazzaville": 484,
    "republic of congo": 484,
    "congo - kinshasa": 490,
    "democratic republic of congo": 490,
    "trinidad & tobago": 52,
    "eswatini": 572,
    "federal republic of germany": 260,
    "germany": 260,  # of 1990 on; the record of alliances used here ends before
    "são tomé & príncipe": 403,
    "st. vincent & grenadines": 57,
    "st. kitts & nevis": 60,
    "russian federation": 365,
    "bosnia": 346,
    "slovak republic": 317,
    "yemen": 678,
    "occupied palestinian territory": -1,
}
_STATE = re.compile(r"\(([^()]+)\)$")


class States:
    """Numbers of the Correlates of War by name."""

    def __init__(self, folder: Path) -> None:
        self._code = dict(_ALSO)
        self.letters: dict[str, int] = {}
        for row in rows(folder / "interstate" / "cow_states.csv"):
            self._code.setdefault(row["statenme"].casefold(), int(row["ccode"]))
            self.letters[row["stateabb"]] = int(row["ccode"])

    def code(self, name: str) -> int | None:
        """The number of a state; 'Police (Australia)' is of Australia; None for what belongs to no state."""
        found = self._code.get(name.casefold())
        if found is None and (state := _STATE.search(name)):
            found = self._code.get(state[1].casefold())
        return found if found is not None and found > 0 else None


def rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a table with a head."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)


def alliances(folder: Path) -> dict[int, set[tuple[int, int]]]:
    """By year: pairs that owed each other defence (ATOP), the smaller number first."""
    found: dict[int, set[tuple[int, int]]] = {}
    for row in rows(folder / "interstate" / "atop_alliance.csv"):
        if row["atop_defense"] == "1":
            pair = sorted((int(row["ccode1"]), int(row["ccode2"])))
            found.setdefault(int(row["year"]), set()).add((pair[0], pair[1]))
    return found


def signed_ties(folder: Path, states: States) -> dict[str, dict[tuple[int, int], int]]:
    """By period of four years: +1 allied, -1 in a militarized dispute; pairs with both signs are left out."""
    found: dict[str, dict[tuple[int, int], int]] = {}
    for row in rows(folder / "interstate" / "cow_signed_edges_1946_1999.csv"):
        ends = [states.letters.get(row[end]) for end in ("a", "b")]
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        pair = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        period = found.setdefault(row["period"], {})
        sign = int(row["sign"])
        period[pair] = sign if period.get(pair, sign) == sign else 0
    return {period: {p: s for p, s in ties.items() if s} for period, ties in found.items()}
