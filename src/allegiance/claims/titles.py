"""Short titles written out: the office of 'Sen. Cruz' is 'Senator'."""

from __future__ import annotations

_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_SHORT = {
    "sen": "Senator",
    "sens": "Senators",
    "gov": "Governor",
    "govs": "Governors",
    "rep": "Representative",
    "reps": "Representatives",
    "gen": "General",
    "col": "Colonel",
    "lt": "Lieutenant",
    "maj": "Major",
    "capt": "Captain",
    "sgt": "Sergeant",
    "adm": "Admiral",
    "amb": "Ambassador",
    "sec": "Secretary",
    "pm": "Prime Minister",
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
}


def spelled_out(office: str) -> str:
    """The office with each short title in full; other words as they stand, without the month of a date before it."""
    kept = office.split(" ")
    while len(kept) > 1 and kept[0] in _MONTHS:
        kept = kept[1:]
    return " ".join(_SHORT.get(word.lower().rstrip("."), word) for word in kept)
