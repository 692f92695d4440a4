"""Short titles written out: the office of 'Sen. Cruz' is 'Senator'."""

from __future__ import annotations

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
    """The office with each short title in full; other words as they stand."""
    return " ".join(_SHORT.get(word.lower().rstrip("."), word) for word in office.split(" "))
