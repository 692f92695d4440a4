"""Wikidata: entities in JSON, as `wbgetentities` gives them, or lines of a dump.

    P31 class · P27 citizenship, P17 country · P39 position held, with P580 from, P582 until · P569/P571 born or founded
    P570/P576 died or dissolved · P1448 official name, P1813 short name, with P582: a former one

What an entity refers to (its positions) is named only if the file holds that entity too; the file is gone through for
the names first. Source: wikidata.org/wiki/Wikidata:Database_download, mediawiki.org/wiki/Wikibase/DataModel/JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from allegiance.actors.known.country_codes import countries_of
from allegiance.actors.known.dates import edtf_of, perhaps_between
from allegiance.actors.known.json_stream import objects
from allegiance.actors.known.kinds import kind_of_any, kind_of_items
from allegiance.actors.known.known_actor import (
    KnownActor,
    KnownOffice,
    NameUse,
    cleaned,
    names_of,
    offices_of,
)
from allegiance.actors.known.rows import item_of
from allegiance.interval import Interval
from allegiance.problem import Problem

MOST_NAMED = 2_000_000  # things that entities refer to
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "fr", "es", "de", "ar", "fa", "ru", "tr", "pt")
_OFFICES, _CLASSES, _COUNTRIES = ("P39",), ("P31",), ("P27", "P17", "P1001")
_NAMED = {"P1448": NameUse.ALIAS, "P1813": NameUse.ALIAS, "P1705": NameUse.ALIAS, "P1559": NameUse.ALIAS}
_POSITION = "Q4164871"


def read(path: Path, encoding: str, scope: str) -> Iterator[KnownActor | Problem]:
    """The entities that can be actors; positions and other things that are only referred to are passed over."""
    wanted = {
        item for entity in _entities(path, encoding) for item in _referred(entity, (*_OFFICES, *_CLASSES))
    }
    labels: dict[str, str] = {}
    positions: set[str] = set()
    for entity in _entities(path, encoding):
        positions.update(_referred(entity, _OFFICES))
        if entity["id"] in wanted and len(labels) < MOST_NAMED:
            labels[entity["id"]] = _label(entity) or ""
    for found in objects(path, encoding):
        if isinstance(found, Problem):
            yield found
        elif not _is_entity(found[1]):
            yield Problem(f"{path.name} object {found[0]}", "no entity with id and labels; left out")
        elif found[1]["id"] not in positions and _POSITION not in _referred(found[1], _CLASSES):
            actor = _actor(found[1], labels, scope)
            yield actor or Problem(f"{path.name} {cleaned(found[1]['id'])}", "no label; left out")


def _entities(path: Path, encoding: str) -> Iterator[dict[str, Any]]:
    for found in objects(path, encoding):
        if not isinstance(found, Problem) and _is_entity(found[1]):
            yield found[1]


def _is_entity(value: Mapping[str, Any]) -> bool:
    named = isinstance(value.get("labels"), dict) and isinstance(value.get("claims", {}), dict)
    return named and isinstance(value.get("id"), str) and item_of(value["id"]) is not None


def _actor(entity: dict[str, Any], labels: Mapping[str, str], scope: str) -> KnownActor | None:
    names = names_of(_names(entity))
    if not names:
        return None
    classes = _referred(entity, _CLASSES)
    kind = kind_of_items(classes) or kind_of_any(labels.get(item, "") for item in classes)
    item = item_of(entity["id"])
    return KnownActor(
        scope="wikidata" if item else scope,
        own_id=item or cleaned(entity["id"]),
        place=item or cleaned(entity["id"]),
        names=names,
        kind=kind,
        countries=countries_of(_referred(entity, _COUNTRIES)),
        offices=offices_of(_offices(entity, labels)),
        existed=perhaps_between(_day(entity, "P569", "P571"), _day(entity, "P570", "P576")),
        url=f"https://www.wikidata.org/wiki/{item}",
        same_as=item,
    )


def _label(entity: dict[str, Any]) -> str | None:
    labels = entity["labels"]
    for language in (*_LANGUAGES, *sorted(labels)):
        if language in labels and (text := _value(labels[language])):
            return text
    return None


def _names(entity: dict[str, Any]) -> Iterator[tuple[str, NameUse, Interval | None]]:
    """The label, names on record with their times, then labels and aliases in the languages that are read."""
    if label := _label(entity):
        yield label, NameUse.MAIN, None
    for name, use in _NAMED.items():
        for statement in _statements(entity, name):
            held = _held(statement)
            text = cleaned(_data(statement).get("text")) if isinstance(_data(statement), dict) else ""
            yield text, NameUse.FORMER if held and not held.is_open else use, held
    aliases = entity.get("aliases")
    for language in _LANGUAGES:
        if language in entity["labels"]:
            yield _value(entity["labels"][language]), NameUse.ALIAS, None
        several = aliases.get(language) if isinstance(aliases, dict) else None
        for alias in several if isinstance(several, list) else ():
            yield _value(alias), NameUse.ALIAS, None


def _offices(entity: dict[str, Any], labels: Mapping[str, str]) -> Iterator[KnownOffice]:
    for statement in _statements(entity, *_OFFICES):
        data = _data(statement)
        item = data.get("id") if isinstance(data, dict) else None
        if isinstance(item, str):
            yield KnownOffice(labels.get(item) or f"position {cleaned(item)}", None, _held(statement))


def _held(statement: dict[str, Any]) -> Interval | None:
    qualifiers = statement.get("qualifiers")
    if not isinstance(qualifiers, dict):
        return None
    start, end = (
        next((day for snak in _dicts(qualifiers.get(name)) if (day := _time(_value_of(snak)))), None)
        for name in ("P580", "P582")
    )
    return perhaps_between(start, end)


def _day(entity: dict[str, Any], *names: str) -> str | None:
    return next((d for s in _statements(entity, *names) if (d := _time(_data(s)))), None)


def _time(data: object) -> str | None:
    if not isinstance(data, dict) or not isinstance(data.get("time"), str):
        return None
    precision = data.get("precision")
    return edtf_of(data["time"], precision) if isinstance(precision, int) and precision >= 9 else None


def _referred(entity: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    """Items that these statements refer to."""
    found = (_data(statement) for statement in _statements(entity, *names))
    return [data["id"] for data in found if isinstance(data, dict) and isinstance(data.get("id"), str)]


def _statements(entity: dict[str, Any], *names: str) -> Iterator[dict[str, Any]]:
    """Statements that nobody has marked as wrong."""
    for name in names:
        for statement in _dicts(entity.get("claims", {}).get(name)):
            if statement.get("rank") != "deprecated":
                yield statement


def _data(statement: dict[str, Any]) -> Any:
    snak = statement.get("mainsnak")
    return _value_of(snak) if isinstance(snak, dict) else None


def _value_of(snak: dict[str, Any]) -> Any:
    value = snak.get("datavalue")
    return value.get("value") if isinstance(value, dict) else None


def _value(label: object) -> str:
    return cleaned(label.get("value")) if isinstance(label, dict) else cleaned(label)


def _dicts(values: object) -> list[dict[str, Any]]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
