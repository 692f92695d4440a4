"""Wikidata: results of a query, as the query service gives them in JSON; one actor may have several rows.

    {"head": …, "results": {"bindings": [{"item": {"type": "uri", "value": ".../Q1"}, "itemLabel": {"value": "…"}}, …]}}
    [{"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "…"}, …]

Whatever the variables are called: the first one that is an item with a label is the actor; of the others the name tells
what they are (`columns.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from allegiance.actors.known.json_stream import objects
from allegiance.actors.known.known_actor import KnownActor, merged
from allegiance.actors.known.rows import Row, actor_of, item_of, meaning_of
from allegiance.actors.known.table import MOST_ACTORS
from allegiance.problem import Problem

_LABEL, _ALSO = "Label", "AltLabel"


def read(path: Path, encoding: str, scope: str) -> Iterator[KnownActor | Problem]:
    """The actors of the results; rows of one item are one actor."""
    actors: dict[str, KnownActor] = {}
    subject: str | None = None
    for found in objects(path, encoding):
        if isinstance(found, Problem):
            yield found
            continue
        number, binding = found
        values = {name: text for name, value in binding.items() if (text := _value(value))}
        subject = subject or _subject(values)
        row = _row(values, subject, f"result {number}")
        actor, problems = actor_of(row, scope, path.name)
        yield from problems
        if actor is None:
            continue
        earlier = actors.get(actor.id)
        if earlier is None and len(actors) >= MOST_ACTORS:
            yield Problem(f"{path.name} {row.place}", f"more than {MOST_ACTORS:,} actors; divide the file")
            break
        actors[actor.id] = merged(earlier, actor) if earlier else actor
    yield from actors.values()


def _value(value: Any) -> str:
    text = value.get("value") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _subject(values: Mapping[str, str]) -> str | None:
    """The variable that is the actor: the first item with a label, else the first that has a label."""
    labelled = [name for name in values if f"{name}{_LABEL}" in values]
    return next((name for name in labelled if item_of(values[name])), labelled[0] if labelled else None)


def _row(values: Mapping[str, str], subject: str | None, place: str) -> Row:
    row = Row(place)
    for name, text in values.items():
        if subject and name == subject:
            row.put("id", text)
        elif subject and name == subject + _LABEL:
            row.put("name", text)
        elif name.casefold().endswith(_ALSO.casefold()) or name.casefold() in ("alt", "altlabel", "aliases"):
            if not subject or name.startswith(subject) or not _of_another(name, values):
                row.cells.setdefault("aliases", []).append(("altLabel", text))
        elif not (item_of(text) and f"{name}{_LABEL}" in values and meaning_of(name) != "id"):
            row.put(name, text)
    return row


def _of_another(name: str, values: Mapping[str, str]) -> bool:
    """Whether these are other names of something else, such as of the country."""
    return name[: -len(_ALSO)] in values
