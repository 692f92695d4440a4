"""FollowTheMoney: entities as JSON, one a line, as OpenSanctions, Aleph and others write them.

    {"id": "NK-1", "schema": "Person", "properties": {"name": ["…"], "weakAlias": ["…"], "nationality": ["no"]}}
    {"id": "NK-2", "schema": "Occupancy", "properties": {"holder": ["NK-1"], "post": ["NK-3"], "startDate": ["2004"]}}

An office stands apart from its holder, before or behind it, so the file is gone through twice: for the offices, then
for the actors. Entities that stand inside one another are understood too.
Source: followthemoney.tech, the schemata Person, Organization, Occupancy, Membership, Directorship, Position.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allegiance.actors.known.country_codes import countries_of
from allegiance.actors.known.dates import edtf_of, perhaps_between
from allegiance.actors.known.kinds import kind_of_any
from allegiance.actors.known.known_actor import (
    KnownActor,
    KnownOffice,
    NameUse,
    cleaned,
    names_of,
    notes_of,
    offices_of,
)
from allegiance.actors.known.lines import numbered
from allegiance.actors.known.rows import item_of
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.problem import Problem

MOST_LINKS = 2_000_000  # offices and memberships of one file, which are held while it is read
_KINDS: Mapping[str, ActorKind | None] = {
    "Person": ActorKind.PERSON,
    "Organization": ActorKind.ORGANIZATION,
    "Company": ActorKind.ORGANIZATION,
    "PublicBody": ActorKind.ORGANIZATION,
    "LegalEntity": None,  # a person or an organization
}
_ROLES = {
    "Occupancy": ("holder", "post"),
    "Membership": ("member", "organization"),
    "Directorship": ("director", "organization"),
}
_TOLD = ("role", "summary", "post", "organization", "startDate", "endDate", "periodStart", "periodEnd")
_INSIDE = (
    "positionOccupancies",
    "membershipMember",
    "directorshipDirector",
)  # roles that stand inside their holder
_LINK = re.compile('"(?:Occupancy|Membership|Directorship|Position)"')
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "birthCountry")
_NAMES = {
    "name": NameUse.ALIAS,
    "alias": NameUse.ALIAS,
    "abbreviation": NameUse.ALIAS,
    "previousName": NameUse.FORMER,
    "weakAlias": NameUse.WEAK,
}
_NOTED = (
    "topics", "position", "political", "religion", "ethnicity", "gender", "legalForm", "classification", "summary",
)  # fmt: skip
_ARMED = ("crime.terror", "mil")


@dataclass(slots=True)
class _Links:
    """What the first way through the file found: roles by their holder, and names of posts and bodies."""

    roles: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)  # bodies whose names are not known yet
    count: int = 0


def read(path: Path, encoding: str, scope: str) -> Iterator[KnownActor | Problem]:
    """The actors of the file with their offices; other entities (addresses, vessels) are passed over."""
    links = _Links()
    for found in _entities(path, encoding, only=_LINK):
        if not isinstance(found, Problem) and links.count < MOST_LINKS:
            _link(links, found[1])
    if links.wanted:
        for found in _entities(path, encoding):
            if not isinstance(found, Problem) and found[1]["id"] in links.wanted:
                links.named[found[1]["id"]] = _caption(found[1])
    if links.count >= MOST_LINKS:
        yield Problem(path.name, f"more than {MOST_LINKS:,} offices and memberships; the rest are left out")
    for found in _entities(path, encoding):
        if isinstance(found, Problem):
            yield found
            continue
        number, entity = found
        if entity["schema"] in _KINDS:
            actor = _actor(entity, links, scope, f"line {number}, id {cleaned(entity['id'])}")
            yield actor or Problem(
                f"{path.name} line {number}", f"{entity['schema']} without a name; left out"
            )


def _entities(
    path: Path, encoding: str, only: re.Pattern[str] | None = None
) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """Lines that are entities, with their numbers; `only` spares the reading of lines without these words."""
    for line in numbered(path, encoding):
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line[0], line[1].strip().rstrip(",")
        if text in ("", "[", "]") or (only is not None and not only.search(text)):
            continue
        try:
            entity = json.loads(text)
        except (ValueError, RecursionError):
            yield Problem(f"{path.name} line {number}", "not JSON; left out")
            continue
        if _is_entity(entity):
            yield number, entity
        else:
            yield Problem(f"{path.name} line {number}", "no entity with id, schema and properties; left out")


def _is_entity(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("properties"), dict)
    )


def _link(links: _Links, entity: dict[str, Any]) -> None:
    """Remember a post's name, or a role under its holder."""
    if entity["schema"] == "Position":
        links.named[entity["id"]] = _caption(entity)
        links.wanted.discard(entity["id"])
    if entity["schema"] not in _ROLES:
        return
    holder, place = _ROLES[entity["schema"]]
    told = {name: entity["properties"][name] for name in _TOLD if name in entity["properties"]}
    for one in _ids(entity, holder):
        links.roles.setdefault(one, []).append({"properties": told})
        links.count += 1
    links.wanted.update(i for i in _ids(entity, place) if i not in links.named)


def _actor(entity: dict[str, Any], links: _Links, scope: str, place: str) -> KnownActor | None:
    names = names_of(_names(entity))
    if not names:
        return None
    topics = _texts(entity, "topics")
    kind = _KINDS[entity["schema"]]
    if kind is ActorKind.ORGANIZATION:
        armed = kind_of_any([*(topic for topic in topics if topic in _ARMED), *_texts(entity, "legalForm")])
        kind = ActorKind.ARMED_GROUP if armed is ActorKind.ARMED_GROUP else kind
    item = next((i for text in [*_texts(entity, "wikidataId"), entity["id"]] if (i := item_of(text))), None)
    noted = {name: "; ".join(texts) for name in _NOTED if (texts := _texts(entity, name))}
    datasets = entity.get("datasets")
    if isinstance(datasets, list):
        noted["datasets"] = "; ".join(cleaned(name) for name in datasets[:20])
    return KnownActor(
        scope="ftm" if not item_of(entity["id"]) else "wikidata",
        own_id=cleaned(entity["id"]) or scope,
        place=place,
        names=names,
        kind=kind,
        countries=countries_of(text for name in _COUNTRIES for text in _texts(entity, name)),
        offices=offices_of(_offices(entity, links)),
        existed=_between(entity, ("birthDate", "incorporationDate"), ("deathDate", "dissolutionDate")),
        url=next((t for t in _texts(entity, "sourceUrl") if t.startswith(("https://", "http://"))), None),
        same_as=item,
        notes=notes_of(noted),
    )


def _names(entity: dict[str, Any]) -> Iterator[tuple[str, NameUse, Interval | None]]:
    listed = _texts(entity, "name")
    caption = cleaned(entity.get("caption"))
    if caption and (caption in listed or not listed):
        yield caption, NameUse.MAIN, None
    for name, use in _NAMES.items():
        for text in _texts(entity, name):
            yield text, use, None


def _offices(entity: dict[str, Any], links: _Links) -> Iterator[KnownOffice]:
    inside = [
        role
        for name in _INSIDE
        for role in entity["properties"].get(name) or ()
        if isinstance(role, dict) and isinstance(role.get("properties"), dict)
    ]
    for role in (*links.roles.get(entity["id"], ()), *inside):
        held = _between(role, ("startDate", "periodStart"), ("endDate", "periodEnd"))
        title = next(iter([*_texts(role, "role"), *_texts(role, "summary")]), "")
        post = _named(role, "post", links)
        body = _named(role, "organization", links)
        yield KnownOffice(post or title or (f"member of {body}" if body else ""), body, held)
    for title in _texts(entity, "position"):
        yield KnownOffice(title)


def _named(role: dict[str, Any], name: str, links: _Links) -> str | None:
    """The name of a post or body that a role refers to, by id or by standing inside it."""
    values = role["properties"].get(name)
    for value in values if isinstance(values, list) else ():
        found = _caption(value) if isinstance(value, dict) else links.named.get(str(value))
        if found:
            return found
    return None


def _caption(entity: dict[str, Any]) -> str:
    caption = cleaned(entity.get("caption"))
    return (
        caption or next(iter(_texts(entity, "name")), "")
        if isinstance(entity.get("properties"), dict)
        else caption
    )


def _ids(entity: dict[str, Any], name: str) -> list[str]:
    """Ids of the entities that a property refers to, whether they stand inside it or elsewhere."""
    values = entity["properties"].get(name)
    found = values if isinstance(values, list) else [values]
    ids = (value.get("id") if isinstance(value, dict) else value for value in found)
    return [i for i in ids if isinstance(i, str)]


def _texts(entity: dict[str, Any], name: str) -> list[str]:
    """The texts of a property, which is a list, or a single text where somebody wrote it by hand."""
    values = entity["properties"].get(name)
    found = values if isinstance(values, list) else [values]
    return [text for value in found if (text := cleaned(value))]


def _between(entity: dict[str, Any], starts: tuple[str, ...], ends: tuple[str, ...]) -> Interval | None:
    start, end = (
        next((day for name in names for text in _texts(entity, name) if (day := edtf_of(text))), None)
        for names in (starts, ends)
    )
    return perhaps_between(start, end)
