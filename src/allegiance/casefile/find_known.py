"""Finding known actors: by keys of names while documents are read, by actor when a page is shown, and as lists."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.known.knowing import KnownForm
from allegiance.actors.known.known_actor import KnownActor, KnownName, KnownOffice, NameUse
from allegiance.actors.known.name_keys import words_key
from allegiance.casefile import schema
from allegiance.casefile.decisions import Identities
from allegiance.casefile.find_documents import interval_of, recorded_by
from allegiance.casefile.fold import fold
from allegiance.casefile.known_writing import GONE
from allegiance.casefile.record import ActorName
from allegiance.casefile.rows import slices
from allegiance.casefile.stamp import moment
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

_actor, _name, _office = schema.known_actor, schema.known_name, schema.known_office
_file, _tie, _log = schema.known_file, schema.known_tie, schema.log
_FORMS = """
SELECT known_key.key, n.name, n.use, n.held, n.held_rough, n.held_start, n.held_end,
       a.id, a.kind, a.countries, a.same_as, f.data_set
FROM known_key
JOIN known_name AS n ON n.key = known_key.known_name_key
JOIN known_actor AS a ON a.key = n.known_actor_key
JOIN known_file AS f ON f.key = a.known_file_key
WHERE known_key.key IN ({marks}) ORDER BY known_key.key, n.key"""
_AT_ONCE = 500  # keys in one statement
_MOST = 400  # forms of one key that are compared; a key that more share tells nothing
_LAST = sa.select(sa.func.max(_actor.c.key)).group_by(_actor.c.id)


@dataclass(frozen=True, slots=True)
class Background:
    """What a list says of an actor, with where it comes from; `reason`: why it is that actor (empty: not tied)."""

    known: KnownActor
    data_set: str
    file: str
    format: str
    recorded: datetime  # when it was imported
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KnownList:
    """One data set of known actors."""

    data_set: str
    format: str
    files: tuple[str, ...]
    actors: int
    tied: int  # how many of them are actors of the casefile
    recorded: datetime  # of its last change


class Readable(Protocol):
    """Whatever opens views of a casefile."""

    def _reading(self) -> AbstractContextManager[Connection]: ...


class KnownLookup:
    """The known actors of a casefile for `Knowing`: each question opens a view of the file."""

    def __init__(self, casefile: Readable) -> None:
        self._casefile = casefile
        self._actors: dict[str, KnownActor] = {}

    def forms(self, keys: Collection[str]) -> Mapping[str, Sequence[KnownForm]]:
        """The names of known actors with these keys, by key; keys that very many share are left out."""
        with self._casefile._reading() as connection:
            return forms(connection, keys)

    def known_actor(self, known: str) -> KnownActor:
        """The known actor of this id."""
        if known not in self._actors:
            with self._casefile._reading() as connection:
                self._actors[known] = background(connection, known).known
        return self._actors[known]


def has_known(connection: Connection) -> bool:
    """Whether any list was imported."""
    return connection.execute(sa.select(_actor.c.key).limit(1)).first() is not None


def forms(connection: Connection, keys: Collection[str]) -> dict[str, list[KnownForm]]:
    """The names with these keys, by key."""
    found: dict[str, list[KnownForm]] = {}
    for some in slices(sorted(keys), _AT_ONCE):
        query = _FORMS.format(marks=", ".join("?" * len(some)))
        for row in connection.exec_driver_sql(query, tuple(some)):
            found.setdefault(row.key, []).append(
                KnownForm(
                    known=row.id,
                    name=row.name,
                    use=NameUse(row.use),
                    held=interval_of(row.held, row.held_rough, row.held_start, row.held_end),
                    kind=ActorKind(row.kind) if row.kind else None,
                    countries=tuple(json.loads(row.countries)),
                    data_set=row.data_set,
                    same_as=row.same_as,
                )
            )
    return {key: named for key, named in found.items() if len(named) <= _MOST}


def background(connection: Connection, known: str) -> Background:
    """What the last version of its list says of a known actor.

    Raises: UsageError where there is none of this id.
    """
    row = connection.execute(
        _select().where(_actor.c.id == known).order_by(_actor.c.key.desc()).limit(1)
    ).one_or_none()
    if row is None:
        raise UsageError(f"no known actor has the id {known!r}; look it up: allegiance known list NAME")
    return _background(connection, row)


def backgrounds(connection: Connection, identities: Identities, actor_key: int) -> tuple[Background, ...]:
    """What lists say of an actor of the casefile and of those merged into it, in order of import."""
    members = identities.members(actor_key)
    ties = connection.execute(
        sa.select(_tie.c.known, _tie.c.reason).where(_tie.c.actor_key.in_(members)).order_by(_tie.c.key)
    ).all()
    reasons: dict[str, str] = {}
    for tie in ties:
        reasons.setdefault(tie.known, tie.reason)
    rows = connection.execute(
        _select()
        .where(_actor.c.key.in_(_LAST.where(_actor.c.id.in_(reasons))), _actor.c.digest != GONE)
        .order_by(_actor.c.key)
    ).all()
    return tuple(_background(connection, row, reasons[row.id]) for row in rows)


def lists(connection: Connection) -> tuple[KnownList, ...]:
    """The data sets that known actors are of, in order of their name."""
    tied = sa.select(_tie.c.known)
    query = (
        sa.select(
            _file.c.data_set,
            _file.c.format,
            sa.func.count().label("actors"),
            sa.func.sum(sa.case((_actor.c.id.in_(tied), 1), else_=0)).label("tied"),
            sa.func.max(_log.c.recorded).label("recorded"),
        )
        .join(_actor, _actor.c.known_file_key == _file.c.key)
        .join(_log, _log.c.key == _actor.c.log_key)
        .where(_actor.c.key.in_(_LAST), _actor.c.digest != GONE)
        .group_by(_file.c.data_set, _file.c.format)
        .order_by(_file.c.data_set)
    )
    names: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(_file.c.data_set, _file.c.name).order_by(_file.c.key)):
        names.setdefault(row.data_set, []).append(row.name)
    return tuple(
        KnownList(
            row.data_set,
            row.format,
            tuple(dict.fromkeys(names[row.data_set])),
            row.actors,
            row.tied,
            moment(row.recorded),
        )
        for row in connection.execute(query)
    )


def matching(connection: Connection, words: str, limit: int) -> tuple[Background, ...]:
    """Known actors with a name of these words, then those with a name that begins so."""
    exact = [form.known for form in forms(connection, [words_key(words)]).get(words_key(words), ())]
    beginning = connection.exec_driver_sql(
        "SELECT a.id FROM known_key JOIN known_name AS n ON n.key = known_key.known_name_key "
        "JOIN known_actor AS a ON a.key = n.known_actor_key WHERE known_key.key BETWEEN ? AND ? LIMIT ?",
        (words_key(words), words_key(words) + "\U0010ffff", 10 * limit),
    )
    ids = list(dict.fromkeys((*exact, *(row.id for row in beginning))))[:limit]
    return tuple(background(connection, known) for known in ids)


def tied_actors(connection: Connection, identities: Identities) -> dict[str, str]:
    """Which actor (by id) each known actor is: the first that was tied, or what that was merged into."""
    actor = schema.actor
    ids: dict[int, str] = {}
    found: dict[str, int] = {}
    query = sa.select(_tie.c.known, _tie.c.actor_key).order_by(_tie.c.key)
    for row in connection.execute(query):
        found.setdefault(row.known, identities.root(row.actor_key))
    for some in slices(sorted(set(found.values()))):
        rows = connection.execute(sa.select(actor.c.key, actor.c.id).where(actor.c.key.in_(some)))
        ids |= {row.key: row.id for row in rows}
    return {known: ids[key] for known, key in found.items()}


def actors_by_entry(connection: Connection, identities: Identities) -> dict[str, tuple[str, ...]]:
    """Which actors (by id) each known actor was found to be, after merges."""
    actor = schema.actor
    found: dict[str, set[int]] = {}
    for row in connection.execute(sa.select(_tie.c.known, _tie.c.actor_key)):
        found.setdefault(row.known, set()).add(identities.root(row.actor_key))
    ids: dict[int, str] = {}
    for some in slices(sorted({key for keys in found.values() for key in keys})):
        rows = connection.execute(sa.select(actor.c.key, actor.c.id).where(actor.c.key.in_(some)))
        ids |= {row.key: row.id for row in rows}
    return {known: tuple(sorted(ids[key] for key in keys)) for known, keys in found.items()}


def known_forms(connection: Connection, known: str | None = None) -> Iterator[ActorName]:
    """Names that lists give to actors of the casefile, so that these are found by them; no document need use them."""
    query = (
        sa.select(schema.actor.c.id, _name.c.name)
        .join(_tie, _tie.c.actor_key == schema.actor.c.key)
        .join(_actor, _actor.c.id == _tie.c.known)
        .join(_name, _name.c.known_actor_key == _actor.c.key)
        .where(_actor.c.key.in_(_LAST), recorded_by(_tie.c.log_key, known))
        .distinct()
        .order_by(_name.c.key)
    )
    for row in connection.execute(query):
        yield ActorName(row.id, row.name, fold(row.name), 0)


def _select() -> sa.Select[Any]:
    return (
        sa.select(_actor, _file.c.data_set, _file.c.name.label("file"), _file.c.format, _log.c.recorded)
        .join(_file, _file.c.key == _actor.c.known_file_key)
        .join(_log, _log.c.key == _actor.c.log_key)
    )


def _background(connection: Connection, row: Any, reason: str = "") -> Background:
    names = connection.execute(
        sa.select(_name).where(_name.c.known_actor_key == row.key).order_by(_name.c.key)
    )
    offices = connection.execute(
        sa.select(_office).where(_office.c.known_actor_key == row.key).order_by(_office.c.key)
    )
    known = KnownActor(
        scope=row.scope,
        own_id=row.own_id,
        place=row.place,
        names=tuple(KnownName(n.name, NameUse(n.use), _held(n)) for n in names)
        or (KnownName(row.name, NameUse.MAIN),),
        kind=ActorKind(row.kind) if row.kind else None,
        countries=tuple(json.loads(row.countries)),
        offices=tuple(KnownOffice(o.title, o.body, _held(o)) for o in offices),
        existed=interval_of(row.existed, row.existed_rough, row.existed_start, row.existed_end),
        url=row.url,
        same_as=row.same_as,
        notes=tuple((name, text) for name, text in json.loads(row.notes)),
    )
    return Background(known, row.data_set, row.file, row.format, moment(row.recorded), reason)


def _held(row: Any) -> Interval | None:
    return interval_of(row.held, row.held_rough, row.held_start, row.held_end)
