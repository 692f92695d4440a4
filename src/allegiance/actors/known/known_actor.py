"""KnownActor: what a list that was made elsewhere says of one actor. Background, never a claim.

    list (CSV, FollowTheMoney, Wikidata, PETRARCH) ──readers──► KnownActor ──casefile──► names to match, kind, offices

Everything in it comes from a file that anybody may have written, so each text is bounded and cleaned here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

LONGEST_NAME = 200  # code points
LONGEST_TEXT = 500  # code points of a title of an office, an address or a note
MOST = 200  # names, offices and notes of one actor; more are left out
# Controls, directions and halves of surrogate pairs: nothing that a name needs.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


class NameUse(StrEnum):
    """How a list uses a name."""

    MAIN = "main"
    ALIAS = "alias"
    FORMER = "former"  # it went by this name before
    WEAK = "weak"  # too common, or too loosely used, to tell who is meant


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name, its use, and when it was borne, where the list says so."""

    name: str
    use: NameUse
    held: Interval | None = None


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """A role that the list gives the actor: 'Prime Minister', at 'Government of Iraq', from when until when."""

    title: str
    body: str | None = None
    held: Interval | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One actor of a list. `own_id` is what the list calls it, unique inside `scope`."""

    scope: str  # whose ids these are: 'wikidata', 'ftm', or the name of the data set
    own_id: str
    place: str  # where in the file: 'line 12', or the id
    names: tuple[KnownName, ...]  # the main one first
    kind: ActorKind | None = None
    countries: tuple[str, ...] = ()  # as the gazetteer names them
    offices: tuple[KnownOffice, ...] = ()
    existed: Interval | None = None  # lived, or was there, from when until when
    url: str | None = None
    same_as: str | None = None  # Wikidata item, where another list gives it
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The same for the same actor of the same list, whichever version of the file it comes from."""
        return "k" + hashlib.sha256(f"{self.scope}\x1f{self.own_id}".encode()).hexdigest()[:12]

    @property
    def name(self) -> str:
        """The main name."""
        return self.names[0].name

    @property
    def digest(self) -> str:
        """Of everything but its place: two versions of a file agree on an actor where this is equal."""
        content = (
            [(n.name, n.use.value, _edtf(n.held)) for n in self.names],
            self.kind and self.kind.value,
            self.countries,
            [(o.title, o.body, _edtf(o.held)) for o in self.offices],
            (_edtf(self.existed), self.url, self.same_as, self.notes),
        )
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def cleaned(text: object, longest: int = LONGEST_TEXT) -> str:
    """One line without control characters, at most so long; the empty text for what is no text or number."""
    if not isinstance(text, str | int | float):
        return ""
    return " ".join(_UNWANTED.sub(" ", str(text)[: 4 * longest]).split())[:longest].strip()


def names_of(found: Iterable[tuple[str, NameUse, Interval | None]]) -> tuple[KnownName, ...]:
    """Names cleaned, each once, at most `MOST`; the first is made the main one."""
    kept: dict[str, KnownName] = {}
    for text, use, held in found:
        name = cleaned(text, LONGEST_NAME)
        if any(letter.isalnum() for letter in name) and name not in kept and len(kept) < MOST:
            kept[name] = KnownName(name, use if kept else NameUse.MAIN, held)
    return tuple(kept.values())


def offices_of(found: Iterable[KnownOffice]) -> tuple[KnownOffice, ...]:
    """Offices that have a title, each once, at most `MOST`."""
    return tuple(dict.fromkeys(office for office in found if office.title))[:MOST]


def notes_of(found: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What a list says beyond what is understood, as pairs of texts, in order of the name."""
    pairs = ((cleaned(name, LONGEST_NAME), cleaned(text)) for name, text in found.items())
    return tuple(sorted((name, text) for name, text in pairs if name and text))[:MOST]


def merged(one: KnownActor, other: KnownActor) -> KnownActor:
    """Two entries of one actor in one file as one; what the first says stands where they differ."""
    return KnownActor(
        scope=one.scope,
        own_id=one.own_id,
        place=one.place,
        names=names_of((n.name, n.use, n.held) for n in _not_main(one.names, other.names)),
        kind=one.kind or other.kind,
        countries=tuple(dict.fromkeys((*one.countries, *other.countries)))[:MOST],
        offices=offices_of((*one.offices, *other.offices)),
        existed=one.existed or other.existed,
        url=one.url or other.url,
        same_as=one.same_as or other.same_as,
        notes=tuple(dict.fromkeys((*one.notes, *other.notes)))[:MOST],
    )


def _not_main(one: Iterable[KnownName], other: Iterable[KnownName]) -> Iterable[KnownName]:
    yield from one
    for name in other:
        yield KnownName(name.name, NameUse.ALIAS, name.held) if name.use is NameUse.MAIN else name


def _edtf(interval: Interval | None) -> str | None:
    return None if interval is None else str(interval)
