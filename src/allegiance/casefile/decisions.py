"""Decisions: judgements written to and read from the casefile, and what they make of the actors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import by_hand_writing, schema
from allegiance.casefile.by_hand import CLAIM, HAND
from allegiance.casefile.find_documents import is_present
from allegiance.casefile.journal import Writer
from allegiance.casefile.judgement import Judgement, JudgementKind, State, in_force, state_of
from allegiance.casefile.rows import slices
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.casefile.stamp import moment
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import relation
from allegiance.errors import UsageError
from allegiance.interval import Interval

# Which fields of a claim may be corrected, and how their text is read; actors are given by id.
CORRECTABLE: Mapping[str, Callable[[str], Any]] = {
    "subject": str,
    "object": str,
    "speaker": str,
    "relation": lambda name: relation(name).name,
    "value": str,
    "phase": Phase,
    "polarity": Polarity,
    "certainty": Certainty,
    "valid": Interval.parse,
    "place": str,
}
_ALL = (
    sa.select(schema.judgement, schema.log.c.recorded)
    .join(schema.log, schema.log.c.key == schema.judgement.c.log_key)
    .order_by(schema.judgement.c.key)
)
_MOMENTS = 8  # moments of recorded time for which decisions are kept at hand
_SURE = (State.ACCEPTED, State.CORRECTED)
_ABOUT_ACTORS = (JudgementKind.MERGE, JudgementKind.SPLIT, JudgementKind.UNDO)


@dataclass(frozen=True, slots=True)
class Identities:
    """Which actor another one stands for, by key, after merges and splits."""

    merged: Mapping[int, int] = field(default_factory=dict)  # actor → the one that remains
    parted: Mapping[tuple[int, int], int] = field(default_factory=dict)  # (actor, document) → who it is there

    def root(self, actor: int) -> int:
        """The actor that remains of this one."""
        while actor in self.merged:
            actor = self.merged[actor]
        return actor

    def of(self, actor: int, document: int) -> int:
        """Who this actor is, as it was read in this document."""
        there = self.parted.get((actor, document), self.parted.get((self.root(actor), document), actor))
        return self.root(there)

    def members(self, actor: int) -> frozenset[int]:
        """All actors that are this one now."""
        root = self.root(actor)
        return frozenset({root, *(member for member in self.merged if self.root(member) == root)})

    def candidates(self, actor: int) -> frozenset[int]:
        """The keys under which rows about this actor may have been written."""
        members = self.members(actor)
        left = {was for (was, _), now in self.parted.items() if self.root(now) == self.root(actor)}
        return members.union(*(self.members(was) for was in left))


def judgements(
    connection: Connection, targets: Collection[str] | None = None, known: str | None = None
) -> list[Judgement]:
    """Judgements on these targets (None: all), undone ones too, oldest first."""
    table = schema.judgement
    if targets is None:
        return _judgements(connection, sa.true(), known)
    found: list[Judgement] = []
    for some in slices(sorted(targets)):
        found += _judgements(connection, table.c.target.in_(some), known)
    return found


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything that decisions change about who is who and which claims are looked at."""

    who: Identities = field(default_factory=Identities)
    targets: frozenset[str] = frozenset()  # whatever was ever decided about
    corrected: frozenset[str] = frozenset()  # ids of claims that have ever been corrected
    kept: frozenset[int] = frozenset()  # see `kept_claims`
    rejected: frozenset[str] = frozenset()  # ids of claims that stand rejected
    added: frozenset[str] = frozenset()  # ids of claims that people added and that stand
    sure: frozenset[str] = (
        frozenset()
    )  # ids of claims that stand accepted or corrected: shown whatever their score


_NOTHING = Decided()
_VERSION = "SELECT (SELECT max(key) FROM judgement), (SELECT max(supersedes) FROM reading)"


def decided(connection: Connection, known: str | None = None) -> Decided:
    """What was decided by `known`; kept beside the connection until somebody decides anew."""
    version = sqlite_connection(connection).execute(_VERSION).fetchone()
    if version[0] is None:
        return _NOTHING
    kept: dict[str | None, tuple[Any, Decided]] = connection.info.setdefault("decided", {})
    if known not in kept or kept[known][0] != version:
        if len(kept) > _MOMENTS:
            kept.clear()
        kept[known] = version, _decided(connection, known)
    return kept[known][1]


def _decided(connection: Connection, known: str | None) -> Decided:
    every = _judgements(connection, sa.true(), known)
    states = _states(every)
    return Decided(
        identities(connection, known),
        frozenset(judgement.target for judgement in every),
        frozenset(judgement.target for judgement in every if judgement.kind is JudgementKind.CORRECT),
        kept_claims(connection, known),
        frozenset(target for target, state in states.items() if state is State.REJECTED),
        _added(every),
        frozenset(target for target, state in states.items() if state in _SURE),
    )


def _added(every: Sequence[Judgement]) -> frozenset[str]:
    if not any(judgement.kind is JudgementKind.ADD for judgement in every):
        return frozenset()
    standing = (judgement for judgement in in_force(every) if judgement.kind is JudgementKind.ADD)
    return frozenset(judgement.target for judgement in standing if judgement.field == CLAIM)


def kept_claims(connection: Connection, known: str | None) -> frozenset[int]:
    """Keys of claims that people accepted or corrected and that a later reading has not found again: they stay.

    Of several readings that had the claim, the last one counts.
    """
    claim, reading, log = schema.claim, schema.reading, schema.log
    if (
        connection.execute(sa.select(reading.c.key).where(reading.c.supersedes.is_not(None)).limit(1)).first()
        is None
    ):
        return frozenset()
    kinds = (JudgementKind.ACCEPT, JudgementKind.CORRECT)
    confirmed = sa.select(schema.judgement.c.target).where(schema.judgement.c.kind.in_(kinds))
    query = (
        sa.select(claim.c.id, claim.c.key, is_present(claim.c.log_key, known).label("present"))
        .join(log, log.c.key == claim.c.log_key)
        .where(claim.c.id.in_(confirmed), claim.c.extractor != HAND)
        .order_by(claim.c.key)
    )
    rows = list(connection.execute(query if known is None else query.where(log.c.recorded <= known)))
    there = {row.id for row in rows if row.present}
    gone = {row.id: row.key for row in rows if row.id not in there}
    stays = _standing(judgements(connection, gone, known), _SURE)
    return frozenset(key for claim_id, key in gone.items() if claim_id in stays)


def _standing(made: Iterable[Judgement], states: Collection[State]) -> frozenset[str]:
    """Targets that stand so after these judgements."""
    return frozenset(target for target, state in _states(made).items() if state in states)


def _states(made: Iterable[Judgement]) -> dict[str, State]:
    """How each target stands after these judgements."""
    by_target: dict[str, list[Judgement]] = {}
    for judgement in made:
        by_target.setdefault(judgement.target, []).append(judgement)
    return {target: state_of(in_force(ones)) for target, ones in by_target.items()}


def rejected_claims(connection: Connection, known: str | None = None) -> frozenset[str]:
    """Ids of the claims that people rejected."""
    return decided(connection, known).rejected


def identities(connection: Connection, known: str | None = None) -> Identities:
    """The merges and splits in force."""
    rows = in_force(_judgements(connection, schema.judgement.c.kind.in_(_ABOUT_ACTORS), known))
    rows = tuple(row for row in rows if row.other)
    if not rows:
        return Identities()
    named = {name for row in rows for name in (row.target, row.other) if name}
    actors = _keys(connection, schema.actor, named)
    documents = _keys(connection, schema.document, {d for row in rows for d in _split_documents(row)})
    merged: dict[int, int] = {}
    parted: dict[tuple[int, int], int] = {}
    for row in rows:
        target, other = actors[row.target], actors[row.other or ""]
        if row.kind is JudgementKind.SPLIT:
            parted |= {(target, documents[name]): other for name in _split_documents(row)}
            continue
        target, other = (Identities(merged).root(key) for key in (target, other))
        if target != other:
            merged[target] = other
    return Identities(merged, parted)


def write_judgement(connection: Connection, recorded: str, judgement: Judgement) -> Judgement:
    """Append a decision; returns it with its id. For a split the leaving actor is made where it is new.

    Raises: UsageError where it targets or names something that the casefile does not hold.
    """
    judgement = _checked(connection, judgement)
    writer = Writer(connection, recorded)
    content = "\x1f".join((judgement.kind, judgement.target, judgement.by, str(writer.log_key)))
    judgement_id = "j" + hashlib.sha256(content.encode()).hexdigest()[:15]
    other = judgement.other
    if judgement.kind is JudgementKind.SPLIT:
        other = _leaving_actor(connection, writer, judgement, judgement_id)
    j = judgement
    writer.put("judgement", judgement_id, j.kind, j.target, j.field, j.value, other, j.by, j.why, j.undoes)
    if judgement.kind in (JudgementKind.ADD, JudgementKind.UNDO):
        by_hand_writing.put(
            connection,
            writer,
            replace(judgement, id=judgement_id),
            judgements(connection, [judgement.target]),
        )
    writer.close_act("judgement", judgement_id, None)
    writer.flush()
    return judgements_with_id(connection, judgement_id)


def judgements_with_id(connection: Connection, judgement_id: str) -> Judgement:
    """One judgement.

    Raises: UsageError where there is none of this id.
    """
    found = _judgements(connection, schema.judgement.c.id == judgement_id, None)
    if not found:
        raise UsageError(f"there is no judgement {judgement_id!r}; list them with Casefile.judgements")
    return found[0]


def _checked(connection: Connection, judgement: Judgement) -> Judgement:
    if judgement.kind is JudgementKind.UNDO:
        undone = judgements_with_id(connection, judgement.undoes or "")
        return replace(judgement, target=undone.target)
    if judgement.kind is JudgementKind.ADD:
        return by_hand_writing.checked(connection, judgement, judgements(connection, [judgement.target]))
    about_actor = judgement.kind in (*_ABOUT_ACTORS, JudgementKind.APART)
    _must_exist(connection, "actor" if about_actor else "claim", judgement.target, judgement.kind)
    if judgement.kind in (JudgementKind.MERGE, JudgementKind.APART):
        _must_exist(connection, "actor", judgement.other or "", judgement.kind)
    if judgement.kind is JudgementKind.CORRECT:
        _check_correction(connection, judgement)
    for name in _split_documents(judgement):
        _must_exist(connection, "document", name, judgement.kind)
    return judgement


def _check_correction(connection: Connection, judgement: Judgement) -> None:
    name, value = judgement.field or "", judgement.value
    if name not in CORRECTABLE:
        raise UsageError(f"a claim has no field {name!r} to correct; there are: {', '.join(CORRECTABLE)}")
    if value is None and name not in ("object", "value", "valid", "place", "speaker"):
        raise UsageError(f"{name} cannot be left empty; give a value, or reject the claim")
    if value is not None and name in ("subject", "object", "speaker"):
        _must_exist(connection, "actor", value, judgement.kind)
    elif value is not None:
        read_correction(name, value)


def read_correction(name: str, value: str | None) -> Any:
    """The value of a corrected field, as a claim holds it.

    Raises: UsageError (BadInterval for a time) where the field cannot have it.
    """
    try:
        return None if value is None else CORRECTABLE[name](value)
    except ValueError as fault:
        raise UsageError(f"{name} cannot be {value!r}: {fault}") from fault


def _must_exist(connection: Connection, table: str, wanted: str, kind: JudgementKind) -> None:
    columns = schema.metadata.tables[table].c
    if connection.execute(sa.select(columns.key).where(columns.id == wanted).limit(1)).first() is None:
        raise UsageError(f"{kind} names {table} {wanted!r}, which is not in this casefile; check the id")


def _leaving_actor(connection: Connection, writer: Writer, judgement: Judgement, judgement_id: str) -> str:
    """The actor that leaves in a split: the one named, or a new one of the same name and kind."""
    if judgement.other:
        _must_exist(connection, "actor", judgement.other, judgement.kind)
        return judgement.other
    naming, actor = schema.naming, schema.actor
    last = connection.execute(
        sa.select(naming)
        .join(actor, actor.c.key == naming.c.actor_key)
        .where(actor.c.id == judgement.target)
        .order_by(naming.c.key.desc())
        .limit(1)
    ).one()
    actor_id = "a" + judgement_id[1:]
    writer.put("naming", writer.put("actor", actor_id), last.name, last.kind)
    return actor_id


def _split_documents(judgement: Judgement) -> Sequence[str]:
    if judgement.kind is not JudgementKind.SPLIT:
        return ()
    return [str(name) for name in json.loads(judgement.value or "[]")]


def _keys(connection: Connection, table: sa.Table, ids: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in slices(sorted(ids)):
        rows = connection.execute(sa.select(table.c.id, table.c.key).where(table.c.id.in_(some)))
        found |= {row.id: row.key for row in rows}
    return found


def _judgements(connection: Connection, where: sa.ColumnElement[bool], known: str | None) -> list[Judgement]:
    query = _ALL.where(where)
    if known is not None:
        query = query.where(schema.log.c.recorded <= known)
    return [_judgement(row) for row in connection.execute(query)]


def _judgement(row: sa.Row[tuple[object, ...]]) -> Judgement:
    values = dict(row._mapping)
    for name in ("key", "log_key"):
        del values[name]
    values["kind"] = JudgementKind(values["kind"])
    values["recorded"] = moment(values["recorded"])
    return Judgement(**values)
