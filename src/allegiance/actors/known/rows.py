"""Rows: one line of a table, or one result of a query, as a known actor.

cells under any heading ──Columns──► what each means ──actor_of──► KnownActor, and problems with their column
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from allegiance.actors.known.country_codes import country_of
from allegiance.actors.known.dates import edtf_of, interval_of, perhaps_between
from allegiance.actors.known.kinds import kind_of_any, kind_of_items
from allegiance.actors.known.known_actor import (
    KnownActor,
    KnownOffice,
    NameUse,
    cleaned,
    names_of,
    notes_of,
    offices_of,
)
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.problem import Problem

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})")
_BRACKET = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*\d{3}[^()\[\]]*)[)\]]")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_SHOWN = 60  # characters of a cell that a message repeats
_NOT_YET = ("present", "now", "today", "ongoing", "..", "-", "–", "?", "unknown", "none")

Wrong = Callable[[str, str], None]  # takes a meaning and a message


@dataclass(slots=True)
class Row:
    """The cells of one actor: by what they mean, and what is not understood, by heading."""

    place: str
    cells: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # meaning → (heading, text)
    notes: dict[str, str] = field(default_factory=dict)

    def put(self, heading: str, text: str) -> None:
        """Add a cell; an empty one is nothing."""
        meaning = meaning_of(heading)
        if not text.strip():
            return
        if meaning is None:
            self.notes[heading] = text
        else:
            self.cells.setdefault(meaning, []).append((heading, text))

    def texts(self, meaning: str) -> list[str]:
        """The texts of all cells of a meaning, those of several values taken apart."""
        return [part for heading, text in self.cells.get(meaning, ()) for part in _parts(heading, text)]

    def first(self, meaning: str) -> str:
        """The first text of a meaning, whole; empty where there is none."""
        return self.cells[meaning][0][1].strip() if meaning in self.cells else ""

    def heading(self, meaning: str) -> str:
        """How the file heads the column of this meaning."""
        return self.cells[meaning][0][0] if meaning in self.cells else meaning


@cache
def _meanings() -> Mapping[str, str]:
    text = (files("allegiance.actors.known") / "columns.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return MappingProxyType(
        {word.strip(): name for name, words in table.items() for word in words.split(";")}
    )


def meaning_of(heading: str) -> str | None:
    """What the column of this heading means; None where it is not known."""
    words = re.sub(r"[\W_]+", " ", _CAMEL.sub(" ", heading)).strip().casefold()
    return _meanings().get(words) or _meanings().get(words.removesuffix(" label"))


def item_of(text: str) -> str | None:
    """The item of Wikidata that a text is: 'Q796', or its address."""
    found = _ITEM.fullmatch(text.strip())
    return found[1] if found else None


def actor_of(row: Row, scope: str, file: str) -> tuple[KnownActor | None, list[Problem]]:
    """The known actor of a row, and what is wrong with it; no actor where it has no name."""
    problems: list[Problem] = []

    def wrong(meaning: str, message: str) -> None:
        problems.append(Problem(f"{file} {row.place}, column {row.heading(meaning)}", message))

    names = names_of(_names(row)) if "name" in row.cells else ()
    if not names:
        wrong("name", "no name; the actor is left out")
        return None, problems
    countries = tuple(dict.fromkeys(_countries(row, wrong)))
    held = _between(row, "from", "until", wrong)
    offices = offices_of(_offices(row, held))
    own_id = cleaned(row.first("id")) or " ".join((names[0].name, *sorted(countries)))
    item = item_of(own_id)
    actor = KnownActor(
        scope="wikidata" if item else scope,
        own_id=item or own_id,
        place=row.place,
        names=names,
        kind=_kind(row, wrong),
        countries=countries,
        offices=offices,
        existed=_between(row, "born", "died", wrong) or (None if offices else held),
        url=_address(row, item),
        same_as=item,
        notes=notes_of(row.notes),
    )
    return actor, problems


def _parts(heading: str, text: str) -> list[str]:
    """Values of one cell: apart by semicolons or bars; those that Wikidata joins, by commas."""
    joined_by_commas = re.sub(r"[\W_]", "", heading).casefold().endswith("altlabel") and ";" not in text
    parts = text.split(", ") if joined_by_commas else _SEVERAL.split(text)
    return [part.strip() for part in parts if part.strip()]


def _names(row: Row) -> Iterator[tuple[str, NameUse, Interval | None]]:
    for name in (name for name in (row.first("name"),) if item_of(name) is None):
        yield name, NameUse.MAIN, None
    for meaning, use in (("aliases", NameUse.ALIAS), ("former", NameUse.FORMER), ("weak", NameUse.WEAK)):
        for text in row.texts(meaning):
            name, held = _dated(text)
            yield name, NameUse.FORMER if held and use is NameUse.ALIAS else use, held


def _dated(text: str) -> tuple[str, Interval | None]:
    """'Prime Minister (2006/2014)' → the words and the time; brackets without a time stay in the words."""
    found = _BRACKET.fullmatch(text)
    held = interval_of(found[2]) if found else None
    return (found[1], held) if found and held else (text, None)


def _offices(row: Row, held: Interval | None) -> Iterator[KnownOffice]:
    """Offices with their own times; those without one have the row's."""
    body = cleaned(row.first("body")) or None
    for text in row.texts("offices"):
        title, own = _dated(text)
        if item_of(title) is None:
            yield KnownOffice(cleaned(title), body, own or held)


def _kind(row: Row, wrong: Wrong) -> ActorKind | None:
    texts = row.texts("kind")
    kind = kind_of_any(texts) or kind_of_items(item for text in texts if (item := item_of(text)))
    if texts and kind is None and not all(item_of(text) for text in texts):
        wrong("kind", f"{row.first('kind')[:_SHOWN]!r} is no kind of actor that is known; left open")
    return kind


def _countries(row: Row, wrong: Wrong) -> Iterator[str]:
    for text in row.texts("country"):
        country = country_of(text)
        if country:
            yield country
        elif item_of(text) is None:
            wrong("country", f"{text[:_SHOWN]!r} is no country that is known; write its name or ISO code")


def _between(row: Row, start: str, end: str, wrong: Wrong) -> Interval | None:
    """The time from one column to another."""
    days: dict[str, str | None] = {}
    for meaning in (start, end):
        text = row.first(meaning)
        days[meaning] = edtf_of(text)
        if text and days[meaning] is None and text.casefold() not in _NOT_YET:
            wrong(meaning, f"{text[:_SHOWN]!r} is no date; write 2006, 2006-05 or 2006-05-20")
    held = perhaps_between(days[start], days[end])
    if held is None and any(days.values()):
        wrong(end, f"{days[end]} is before {days[start]}; both are left out")
    return held


def _address(row: Row, item: str | None) -> str | None:
    """A web address, so that it may be shown as one."""
    text = cleaned(row.first("url"))
    if text.startswith(("https://", "http://")):
        return text
    return f"https://www.wikidata.org/wiki/{item}" if item else None


def headings_with_name(headings: Sequence[str]) -> bool:
    """Whether a table with these headings can be one of actors."""
    return any(meaning_of(heading) == "name" for heading in headings)
