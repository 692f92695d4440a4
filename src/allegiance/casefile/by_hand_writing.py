"""Writing what people add: an addition is a reading of its own, which no extractor's reading replaces.

    judgement 'add'  ──► reading 'hand/<judgement>' with chains, claims      what was added
    undo of it       ──► reading that supersedes that one and holds nothing
    undo of the undo ──► reading that supersedes this one, with the same chains and claims again

So every question finds additions where it finds the rest, at any moment of recorded time, and nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.actors.actor import Actor
from allegiance.casefile import schema
from allegiance.casefile.by_hand import (
    CLAIM,
    HAND,
    MENTION,
    HandMention,
    as_mention,
    claim_read,
    document_of,
    mention_read,
    reading_of,
    written,
)
from allegiance.casefile.entry import Entry
from allegiance.casefile.find_documents import document as find_document
from allegiance.casefile.find_documents import document_key, is_present
from allegiance.casefile.journal import Writer
from allegiance.casefile.judgement import Judgement, JudgementKind, in_force
from allegiance.casefile.keys import Actors
from allegiance.casefile.writing import write_chains, write_claims
from allegiance.claims.claim import Attribution, Claim
from allegiance.documents.document import Document, Passage
from allegiance.errors import UsageError
from allegiance.language.mention import ActorKind, Chain


def checked(connection: Connection, judgement: Judgement, before: Sequence[Judgement]) -> Judgement:
    """The judgement 'add' with its target, in the casefile's own words. `before`: judgements on the same target.

    Raises: UsageError where it names what the casefile does not hold, its words are not in the text, or it is there.
    """
    added = _read(connection, judgement)
    for actor in _actors(added):
        _check_actor(connection, actor)
    if judgement.target != added.id:
        raise UsageError(
            f"the addition is {added.id}, not {judgement.target!r}; add it with Casefile.add_claim"
        )
    if _adds(before) or (isinstance(added, Claim) and _is_there(connection, added)):
        raise UsageError(f"{judgement.field} {added.id} is in this casefile already; accept it instead")
    return replace(judgement, value=written(added))


def put(connection: Connection, writer: Writer, judgement: Judgement, before: Sequence[Judgement]) -> None:
    """Enter the reading that a judgement makes, if it changes what stands added. The judgement has its id."""
    stood, stands = _adds(before), _adds([*before, judgement])
    if bool(stood) == bool(stands):
        return
    added = _read(connection, (stands or stood)[-1])
    document = find_document(connection, added.document)
    key = document_key(connection, document.id)
    writer.put("reading", key, reading_of(judgement.id), _last_reading(connection, key, before))
    if stands:
        entry = _entry(connection, document, added, stands[-1].by)
        actors = Actors(connection, writer, [entry])
        write_chains(writer, entry, actors)
        write_claims(writer, entry, key, actors)


def _adds(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those in force that add."""
    return [one for one in in_force(judgements) if one.kind is JudgementKind.ADD]


def _read(connection: Connection, judgement: Judgement) -> Claim | HandMention:
    value = judgement.value or ""
    document = find_document(connection, document_of(value))
    if judgement.field not in (CLAIM, MENTION):
        raise UsageError(f"nobody can add a {judgement.field!r} by hand; there are: {CLAIM}, {MENTION}")
    return (claim_read if judgement.field == CLAIM else mention_read)(value, document)


def _actors(added: Claim | HandMention) -> Iterable[Actor]:
    if isinstance(added, HandMention):
        return (added.actor,)
    speaker = added.said_by.speaker if added.said_by else None
    return tuple(actor for actor in (added.subject, added.object, speaker) if actor is not None)


def _check_actor(connection: Connection, actor: Actor) -> None:
    """An id that is not in the casefile is one that `new_actor` made: it has a kind."""
    if _named(connection, actor.id) is None and (actor.kind is None or len(actor.id) != 16):
        raise UsageError(
            f"no actor has the id {actor.id!r}; give the id of one, or a name and a kind for a new one"
        )


def _named(connection: Connection, actor_id: str) -> Actor | None:
    """An actor as it is called now, itself, whatever it was merged into; None where there is none."""
    naming, actor = schema.naming, schema.actor
    row = connection.execute(
        sa.select(naming.c.name, naming.c.kind)
        .join(actor, actor.c.key == naming.c.actor_key)
        .where(actor.c.id == actor_id)
        .order_by(naming.c.key.desc())
        .limit(1)
    ).first()
    return None if row is None else Actor(actor_id, row.name, ActorKind(row.kind) if row.kind else None)


def _is_there(connection: Connection, claim: Claim) -> bool:
    table = schema.claim
    query = sa.select(table.c.key).where(table.c.id == claim.id, is_present(table.c.log_key)).limit(1)
    return connection.execute(query).first() is not None


def _last_reading(connection: Connection, document: int, before: Iterable[Judgement]) -> int | None:
    """The act of the last reading that judgements on the same target have made."""
    reading, made = schema.reading, [reading_of(judgement.id) for judgement in before]
    query = sa.select(sa.func.max(reading.c.log_key)).where(
        reading.c.document_key == document, reading.c.extractor.in_(made)
    )
    last: int | None = connection.execute(query).scalar_one()
    return last


def _entry(connection: Connection, document: Document, added: Claim | HandMention, by: str) -> Entry:
    """What is written: the addition with its actors as they are called now, and the new ones as chains."""
    now = {actor.id: _named(connection, actor.id) for actor in _actors(added)}
    reason = f"added by hand by {by}"
    if isinstance(added, HandMention):
        actor = now[added.actor.id] or added.actor
        return Entry(document, [_chain(actor, [added.words])], [actor], [reason])
    new = {actor.id: actor for actor in _actors(added) if now[actor.id] is None}
    chains = [_chain(actor, _places(document, added.evidence, actor.name)) for actor in new.values()]
    known = {actor_id: actor for actor_id, actor in now.items() if actor is not None}
    claim = _with_actors(added, {**new, **known})
    return Entry(document, chains, list(new.values()), [reason] * len(new), [claim])


def _chain(actor: Actor, places: Sequence[Passage]) -> Chain:
    mentions = tuple(as_mention(place, actor.kind) for place in places)
    return Chain(actor.name, actor.kind, mentions, ("added by hand",) * len(mentions))


def _places(document: Document, evidence: Iterable[Passage], name: str) -> list[Passage]:
    """Where the words have the name, the first place in each passage."""
    found = ((passage, document.text.find(name, passage.start, passage.end)) for passage in evidence)
    return [Passage(at, at + len(name), name, passage.kind) for passage, at in found if at >= 0]


def _with_actors(claim: Claim, actors: dict[str, Actor]) -> Claim:
    said = claim.said_by
    if said is not None and said.speaker is not None:
        said = Attribution(actors[said.speaker.id], said.words, said.cue)
    return replace(
        claim,
        subject=actors[claim.subject.id],
        object=actors[claim.object.id] if claim.object else None,
        said_by=said,
        extractor=HAND,
    )
