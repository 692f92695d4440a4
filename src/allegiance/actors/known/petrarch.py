"""PETRARCH: actor dictionaries as Phoenix, TABARI and PETRARCH have them: names in capitals, codes with dates.

    IDRIS_AL_MARRAN_  # comment          a name; '_' at the end says that nothing more belongs to it
    +I._MARRAN_                          another name of the same
            [NORGOV 970101-061231]       from 1 January 1997 to 31 December 2006
            [NORGOV >20070101]           since 2007; '<' before
            [NORELI]                     otherwise
    RIVER_GUARD_ [NORREB]                the code on the line of the name

Two-digit years up to 30 are of this century. A code is a country (or IGO, NGO, MNC …) and roles of three letters each.
Source: PETRARCH 1.0 documentation, section 'Actor dictionaries'; CAMEO manual 1.1b3, chapter 3.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allegiance.actors.known.country_codes import country_of, country_of_cameo
from allegiance.actors.known.dates import perhaps_between
from allegiance.actors.known.known_actor import (
    KnownActor,
    KnownOffice,
    NameUse,
    cleaned,
    merged,
    names_of,
    notes_of,
    offices_of,
)
from allegiance.actors.known.lines import numbered
from allegiance.actors.known.table import MOST_ACTORS
from allegiance.actors.parts import parts_of
from allegiance.errors import BadInterval
from allegiance.interval import Interval
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind
from allegiance.problem import Problem

_CODE = re.compile(r"\[([^\]\n]*)\]?")
_CODED = re.compile(r"(~?[A-Za-z0-9*/~]+)\s*([<>])?\s*(\d{4,8})?\s*(?:-\s*(\d{4,8}))?")
_CENTURY = 30  # two-digit years up to this one are of the 21st century
_ACRONYM = re.compile(r"(.*?\S)\s*\(([A-Z][A-Z0-9.&'-]{1,9})\)\s*")
_VOWELS = re.compile(r"[AEIOUY]")


@dataclass(slots=True)
class _Block:
    """The lines of one actor."""

    number: int
    names: list[str] = field(default_factory=list)
    codes: list[tuple[int, str]] = field(default_factory=list)
    comment: str = ""


def read(path: Path, encoding: str, scope: str) -> Iterator[KnownActor | Problem]:
    """The actors of a dictionary; two entries of one name and country are one actor."""
    actors: dict[str, KnownActor] = {}
    for block in _blocks(path, encoding):
        if isinstance(block, Problem):
            yield block
            continue
        actor, problems = _actor(block, scope, path.name)
        yield from problems
        if actor is None:
            continue
        if actor.id not in actors and len(actors) >= MOST_ACTORS:
            yield Problem(f"{path.name} {actor.place}", f"more than {MOST_ACTORS:,} actors; divide the file")
            break
        actors[actor.id] = merged(actors[actor.id], actor) if actor.id in actors else actor
    yield from actors.values()


def _blocks(path: Path, encoding: str) -> Iterator[_Block | Problem]:
    block: _Block | None = None
    for line in numbered(path, encoding):
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line
        words, _, comment = text.partition("#")
        words = words.partition(";")[0].rstrip()
        if not words.strip() or words.lstrip().startswith(("<", "!")):
            continue
        begins = not words[0].isspace() and words[0] not in "+["
        if begins:
            if block:
                yield block
            block = _Block(number, comment=comment.strip())
        if block is None:
            yield Problem(f"{path.name} line {number}", "belongs to no name; left out")
            continue
        block.names += [name for name in _CODE.sub(" ", words).split("+") if name.strip(" _\t")]
        block.codes += [(number, code) for code in _CODE.findall(words)]
    if block:
        yield block


def _actor(block: _Block, scope: str, file: str) -> tuple[KnownActor | None, list[Problem]]:
    """The actor of a block; none for agents ('[~GOV]'), which are nouns and not names."""
    problems: list[Problem] = []
    roles: list[tuple[str, Interval | None]] = []
    for number, code in block.codes:
        try:
            roles += _coded(code)
        except BadInterval as fault:
            problems.append(
                Problem(f"{file} line {number}", f"[{cleaned(code)}]: {fault}; the code is left out")
            )
    place = f"line {block.number}"
    if any(code.startswith("~") for code, _ in roles):
        return None, problems
    countries = tuple(dict.fromkeys(country for code, _ in roles if (country := _country(code))))
    own_names = [name for text in block.names for name in _split_acronym(text)]
    kind = _kind(own_names[0] if own_names else "", [code for code, _ in roles], roles)
    names = names_of((name, _use(kind, number), None) for number, name in enumerate(_cased(own_names)))
    if not names:
        problems.append(Problem(f"{file} {place}", "no name; left out"))
        return None, problems
    actor = KnownActor(
        scope=scope,
        own_id=" ".join((names[0].name, *countries[:1])),
        place=place,
        names=names,
        kind=kind,
        countries=countries,
        offices=offices_of(_office(code, held) for code, held in roles),
        notes=notes_of(
            {"codes": " ".join(dict.fromkeys(code for code, _ in roles)), "comment": block.comment}
        ),
    )
    return actor, problems


def _use(kind: ActorKind | None, number: int) -> NameUse:
    """A country's other names are mostly places in it, so they tell of nobody."""
    if number == 0:
        return NameUse.MAIN
    return NameUse.WEAK if kind is ActorKind.COUNTRY else NameUse.ALIAS


def _coded(text: str) -> list[tuple[str, Interval | None]]:
    """The codes of one bracket with their time. Raises: BadInterval."""
    found = _CODED.fullmatch(text.strip())
    if not found:
        if not text.strip(" -"):
            return []
        raise BadInterval(
            "neither a code nor a code with a time; write [NORGOV 970101-061231] or [NORGOV >20070101]"
        )
    codes, sign, start, end = found.groups()
    days = [_day(part) if part else None for part in (start, end)]
    if sign == "<":
        held = perhaps_between(None, days[0])
    elif sign == ">":
        held = perhaps_between(days[0], None)
    else:
        held = perhaps_between(*days)
    if held is None and (start or end):
        raise BadInterval(f"{end} is before {start}")
    return [(code, held) for code in codes.upper().split("/") if code.strip("*")]


def _day(digits: str) -> str:
    """'970131', '19970131' → '1997-01-31', '9701' → '1997-01'; a day that no calendar has is its month.

    Raises: BadInterval.
    """
    if len(digits) == 6 or (len(digits) == 4 and digits[:2] not in ("19", "20")):
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    perhaps = (f"{year}-{month}-{day}", f"{year}-{month}") if month else (year,)
    for made in perhaps:
        try:
            Interval.parse(made)
        except BadInterval:
            continue
        return made
    raise BadInterval(f"{digits} is no day; write it as 19970131 or 970131")


@cache
def _table() -> Mapping[str, Any]:
    table = tomllib.loads(
        (files("allegiance.actors.known") / "petrarch_codes.toml").read_text(encoding="utf-8")
    )
    words = (entry.split(None, 1) for entry in table["words"].split(";"))
    sets = {name: frozenset(table[name].split()) for name in ("armed", "no_office", "bodies")}
    return MappingProxyType({"words": {code: said.strip() for code, said in words}, **sets})


def _triples(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def _country(code: str) -> str | None:
    first, second = (*_triples(code), "", "")[:2]
    if first not in _table()["bodies"]:
        return country_of_cameo(first)
    is_role = second in _table()["words"] and first != "MNC"  # 'MUS' is Mauritius, and Muslim
    return None if is_role else country_of_cameo(second)


def _roles(code: str) -> list[str]:
    """What stands behind the country; 'BEL' is Belgium at the beginning, and a faith later."""
    triples = _triples(code)
    return triples[1:] if country_of_cameo(triples[0]) else triples


def _office(code: str, held: Interval | None) -> KnownOffice:
    """What the roles of a code are, in words; no title where the code has no role that is an office."""
    words = _table()["words"]
    roles = [triple for triple in _roles(code) if triple in words]
    if not roles or held is None or roles[0] in _table()["no_office"]:
        return KnownOffice("")
    country = _country(code)
    said = ", ".join(words[role] for role in dict.fromkeys(roles))
    return KnownOffice(f"{said} ({country})" if country else said, None, held)


def _kind(name: str, codes: list[str], roles: list[tuple[str, Interval | None]]) -> ActorKind | None:
    """A country has a bare code; dated roles are a person's, unless the name says a group; REB and the like: armed."""
    plain = _plain(name)
    if (codes and all(len(code) == 3 and country_of_cameo(code) for code in codes)) or lookup(plain.title()):
        return ActorKind.COUNTRY if country_of(plain.title()) else None
    triples = {triple for code in codes for triple in _roles(code)}
    is_group = any(part.shared for part in parts_of(plain).parts)
    if any(held for _, held in roles) and not is_group:
        return ActorKind.PERSON
    if triples & _table()["armed"]:
        return ActorKind.ARMED_GROUP if is_group or triples & {"REB", "INS", "SEP"} else None
    bodies = any(code[:3] in _table()["bodies"] - {"IMG", "INT"} for code in codes)
    return ActorKind.ORGANIZATION if bodies or is_group else None


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def _split_acronym(text: str) -> Iterator[str]:
    """'RIVER_GUARD_(RG)_' goes by both."""
    plain = _plain(text)
    found = _ACRONYM.fullmatch(plain)
    yield from found.groups() if found else (plain,)


def _cased(names: list[str]) -> Iterator[str]:
    """Names in capitals as people write them; what may be initials of another of the names stays in capitals."""
    initials = {letters for name in names for letters in parts_of(name.title()).initials}
    for name in names:
        letters = name.replace(".", "").casefold()
        short = " " not in name and len(letters) <= 6
        if (
            short and (letters in initials or "." in name or not _VOWELS.search(name))
        ) or name != name.upper():
            yield name
        else:
            yield " ".join(_titled(word, place) for place, word in enumerate(name.split()))


def _titled(word: str, place: int) -> str:
    if place and word in ("OF", "THE", "AND", "FOR", "IN", "DE", "LA", "DEL", "DA", "DOS", "VON", "VAN"):
        return word.lower()
    first, hyphen, rest = word.partition("-")
    if place and first in ("AL", "EL", "UL"):
        return f"{first.lower()}{hyphen}{'-'.join(part.capitalize() for part in rest.split('-'))}"
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
