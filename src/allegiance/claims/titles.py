"""Titles as one would list them: the office of 'Sen. Cruz' is 'Senator', that of 'Peruvian Ministers' 'Minister'."""

from __future__ import annotations

from allegiance.actors.actor import Actor
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind
from allegiance.language.naming import fold
from allegiance.language.words import noun_table

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


def plain_office(office: str, holder: Actor, body: Actor | None) -> str:
    """The office of one holder without its body: 'Israeli Prime Minister' of Israel is 'Prime Minister'."""
    left = office.split(" ")
    if body is not None:
        names = {*body.names, body.name}
        named = {word for name in names for word in fold(name).split()}
        countries = {found.country for name in names if (found := lookup(name))}
        while len(left) > 1 and (fold(left[0]) in named or _country(left[0]) in countries):
            left = left[1:]
    last = left[-1].lower()
    if holder.kind is ActorKind.PERSON and noun_table().get(last, last) == last[:-1]:
        left[-1] = left[-1][:-1]
    return " ".join(left)


def _country(word: str) -> str | None:
    found = lookup(word)
    return found.country if found else None
