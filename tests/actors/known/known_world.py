"""Made-up lists of actors in every format, and a way to look things up in them without a casefile."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from allegiance.actors.known.knowing import KnownForm
from allegiance.actors.known.known_actor import KnownActor, KnownName, KnownOffice, NameUse
from allegiance.actors.known.name_keys import sound_keys, words_key
from allegiance.actors.known.reading import KnownFile
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.problem import Problem

CSV = """\
id,country,name,remark,aliases,kind,offices,from,until,url
m1,Iraq,Sadiq al-Harran,seen in Basra,صادق الحران; S. Harran,person,Minister of Ports (2004/2008); Envoy,,,https://example.org/m1
g1,IQ,Asa'ib al-Nahr,,AAN; League of the River; Upper River League (2003/2006),militia,,2003,,
m1,Iraq,Sadiq al-Harran,,,person,Speaker,2010-05-01,2014,
"""

FTM = [
    {"id": "ft-role", "schema": "Occupancy",
     "properties": {"holder": ["ft-1"], "post": ["ft-post"], "startDate": ["2004-05-01"], "endDate": ["2008"]}},
    {"id": "ft-1", "schema": "Person", "caption": "Sadiq al-Harran", "datasets": ["made_up_peps"],
     "properties": {"name": ["Sadiq al-Harran", "Sadik Harran"], "alias": ["Abu Salim"], "weakAlias": ["Sadiq"],
                    "previousName": ["Sadiq Dahr"],
                    "nationality": ["iq"], "birthDate": ["1961-02"],
                    "topics": ["role.pep"],
                    "wikidataId": ["Q990001"], "position": ["Deputy"]}},
    {"id": "ft-post", "schema": "Position", "caption": "Minister of Ports",
     "properties": {"name": ["Minister of Ports"]}},
    {"id": "ft-2", "schema": "Organization",
     "properties": {"name": ["River Guard"], "country": ["no"], "topics": ["crime.terror"]}},
    {"id": "ft-3", "schema": "PublicBody", "properties": {"name": ["Ports Authority"], "country": ["iq"]}},
    {"id": "ft-4", "schema": "Membership",
     "properties": {"member": ["ft-1"], "organization": ["ft-3"], "role": ["Chair"], "startDate": ["2010"]}},
    {"id": "ft-5", "schema": "Address", "properties": {"full": ["1 River Street"]}},
]  # fmt: skip

BINDINGS = {
    "head": {
        "vars": ["person", "personLabel", "personAltLabel", "countryLabel", "positionLabel", "start", "end"]
    },
    "results": {
        "bindings": [
            {
                "person": {"type": "uri", "value": "http://www.wikidata.org/entity/Q990001"},
                "personLabel": {"type": "literal", "value": "Sadiq al-Harran"},
                "personAltLabel": {"type": "literal", "value": "S. Harran, Abu Salim"},
                "class": {"type": "uri", "value": "http://www.wikidata.org/entity/Q5"},
                "classLabel": {"type": "literal", "value": "human"},
                "country": {"type": "uri", "value": "http://www.wikidata.org/entity/Q796"},
                "countryLabel": {"type": "literal", "value": "Iraq"},
                "position": {"type": "uri", "value": "http://www.wikidata.org/entity/Q990077"},
                "positionLabel": {"type": "literal", "value": position},
                "start": {"type": "literal", "value": start},
                "end": {"type": "literal", "value": end},
            }
            for position, start, end in (
                ("Minister of Ports", "2004-05-01T00:00:00Z", "2008-01-01T00:00:00Z"),
                ("Speaker", "2010-01-01T00:00:00Z", "2014-01-01T00:00:00Z"),
            )
        ]
    },
}


def item(name: str, rank: str = "normal", **qualifiers: str) -> dict[str, Any]:
    """A statement of Wikidata about an item, with times as qualifiers."""
    return {
        "rank": rank,
        "mainsnak": {
            "datavalue": {"value": {"entity-type": "item", "id": name}, "type": "wikibase-entityid"}
        },
        "qualifiers": {
            key: [{"datavalue": {"value": {"time": time, "precision": 9 if "-00" in time else 11}}}]
            for key, time in qualifiers.items()
        },
    }


ENTITIES = {
    "entities": {
        "Q990001": {
            "id": "Q990001",
            "labels": {"en": {"value": "Sadiq al-Harran"}, "ar": {"value": "صادق الحران"}},
            "aliases": {"en": [{"value": "Abu Salim"}]},
            "claims": {
                "P31": [item("Q5")],
                "P27": [item("Q796")],
                "P39": [
                    item("Q990077", P580="+2004-05-01T00:00:00Z", P582="+2008-00-00T00:00:00Z"),
                    item("Q990078", rank="deprecated"),
                ],
            },
        },
        "Q990077": {
            "id": "Q990077",
            "labels": {"en": {"value": "Minister of Ports"}},
            "claims": {"P31": [item("Q4164871")]},
        },
    }
}

PETRARCH = """\
# a dictionary
SADIQ_AL-HARRAN_  # of the ports
+PORTS_MINISTER_HARRAN_
\t[IRQGOV 040501-20080131]
\t[IRQLEG >100501]
\t[IRQELI]
RIVER_GUARD_(RG)_ [NORREB] # armed
+GUARDS_OF_THE_RIVER_
NORWAY_ [NOR]
+OSLO_
RIVER_FAITH_ [IMGMUSRVF]
PORT_WORKER [~LAB]
"""


def written(folder: Path, name: str, content: object) -> Path:
    """A file with this text, or with this value as JSON: a list of dictionaries as lines."""
    if isinstance(content, str):
        text = content
    elif isinstance(content, list):
        text = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in content)
    else:
        text = json.dumps(content, ensure_ascii=False)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, as_: str | None = None) -> tuple[list[KnownActor], list[Problem]]:
    """The actors of a file, and what is wrong with it."""
    found = list(KnownFile.of(path, as_).actors())
    return [f for f in found if isinstance(f, KnownActor)], [f for f in found if isinstance(f, Problem)]


class Listed:
    """Known actors in memory."""

    def __init__(self, *actors: KnownActor) -> None:
        self._actors = {actor.id: actor for actor in actors}

    def forms(self, keys: Collection[str]) -> Mapping[str, Sequence[KnownForm]]:
        found: dict[str, list[KnownForm]] = {}
        for actor in self._actors.values():
            for name in actor.names:
                form = KnownForm(
                    actor.id, name.name, name.use, name.held, actor.kind, actor.countries, actor.scope, actor.same_as
                )  # fmt: skip
                for key in {words_key(name.name), *sound_keys(name.name)} & set(keys):
                    found.setdefault(key, []).append(form)
        return found

    def known_actor(self, known: str) -> KnownActor:
        return self._actors[known]


def entry(
    name: str,
    *aliases: str,
    kind: ActorKind | None = ActorKind.PERSON,
    countries: Sequence[str] = (),
    scope: str = "list",
    **more: Any,
) -> KnownActor:
    """A known actor; aliases that begin with '~' are weak, those with a '|' are former names with their time."""
    names = [KnownName(name, NameUse.MAIN)]
    for alias in aliases:
        words, _, held = alias.lstrip("~").partition("|")
        use = NameUse.WEAK if alias.startswith("~") else NameUse.FORMER if held else NameUse.ALIAS
        names.append(KnownName(words, use, Interval.parse(held) if held else None))
    own_id = more.pop("own_id", f"{name} {' '.join(countries)}")
    return KnownActor(scope, own_id, "line 1", tuple(names), kind, tuple(countries), **more)


def office(title: str, held: str | None = None) -> KnownOffice:
    return KnownOffice(title, None, Interval.parse(held) if held else None)


def chain(*forms: str, kind: ActorKind | None = ActorKind.PERSON, at: int = 0) -> Chain:
    """A chain named by these forms, the fullest first; those without a capital are noun phrases."""
    mentions = []
    for words in forms:
        form = Form.NAMED if words != words.lower() or not words.isascii() else Form.NOMINAL
        mentions.append(Mention(at, at + len(words), words, form, kind, at))
        at += len(words) + 1
    return Chain(forms[0], kind, tuple(mentions), ("test",) * len(forms))
