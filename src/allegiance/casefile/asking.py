"""Asking for claims: what a caller wants, as keys in the order of time and as a test over corrected claims.

    Asked ──one index range for each way a claim may fit──► keys, merged in order: day, publication, recording

Every range comes out of an index in that order, so that the first page costs the same however many follow. The index
is named, since SQLite would rather sort what it expects to be little.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import Connection

from allegiance.casefile.by_hand import HAND
from allegiance.casefile.decisions import Decided, Identities
from allegiance.casefile.find_actors import actor_key, actor_keys
from allegiance.casefile.find_documents import document_key, run_key
from allegiance.casefile.sqlite import sqlite_connection
from allegiance.claims.claim import Claim, Polarity

Order = tuple[int, int, int]  # day under which it is filed, first day of publication, key
_MOST_RANGES = 60  # index ranges in one statement; after more merges than that, what is found is sorted
_SIDES = ("subject_key", "object_key")
_SORTED = " ORDER BY +order_day, +published_day, +key"  # the signs keep SQLite from walking the whole order
_PRESENT = "NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.supersedes = claim.log_key)"
_PRESENT_THEN = """NOT EXISTS (
    SELECT 1 FROM reading AS later JOIN log AS later_log ON later_log.key = later.log_key
    WHERE later.supersedes = claim.log_key AND later_log.recorded <= :known)"""
_RECORDED_THEN = "EXISTS (SELECT 1 FROM log WHERE log.key = claim.log_key AND log.recorded <= :known)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller of `Casefile.claims` wants; None means any."""

    actor: str | None = None  # subject or object
    other: str | None = None  # the other of the two
    said_by: str | None = None
    others: Collection[str] | None = None  # the other party is one of these; without `actor`: both are
    relation: str | None = None
    relations: Collection[str] | None = None  # any of these
    document: str | None = None
    ids: Collection[str] | None = None
    run: str | None = None  # read in this run, whether a later reading replaces it or not
    as_of: date | None = None  # a day of the valid interval
    since: date | None = None  # filed under this day or later
    until: date | None = None  # filed under this day or earlier
    after: str | None = None  # those that follow this claim in the order
    known: str | None = None  # recorded by then, as `journal.stamp` writes it
    least: float = (
        0.0  # the score from which claims are shown; what people accepted or corrected is shown anyway
    )
    include_denied: bool = True
    include_rejected: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of a question or of a claim, as keys after merges and splits."""

    subject: int | None
    object: int | None
    speaker: int | None
    others: frozenset[int] | None = None

    @classmethod
    def of(cls, connection: Connection, who: Identities, asked: Asked) -> Parties:
        """Raises: UnknownActor."""
        subject, other, speaker = (
            None if name is None else who.root(actor_key(connection, name, asked.known))
            for name in (asked.actor, asked.other, asked.said_by)
        )
        others = None
        if asked.others is not None:
            others = frozenset(who.root(key) for key in actor_keys(connection, asked.others).values())
        return cls(subject, other, speaker, others)

    def fit(self, claim: Parties) -> bool:
        """Whether a claim with these parties answers a question about those, either way round."""
        pair = (claim.subject, claim.object)
        if self.subject is not None and self.subject not in pair:
            return False
        if self.object is not None and pair not in ((self.subject, self.object), (self.object, self.subject)):
            return False
        if self.others is not None and not self._is_among(claim):
            return False
        return self.speaker is None or self.speaker == claim.speaker

    def _is_among(self, claim: Parties) -> bool:
        """Whether the other party, or both where no actor is asked for, are among the others."""
        others = self.others or frozenset()
        if self.subject is None:
            return claim.subject in others and claim.object in others
        return (claim.subject == self.subject and claim.object in others) or (
            claim.object == self.subject and claim.subject in others
        )


def keys(
    connection: Connection, asked: Asked, parties: Parties, made: Decided, after: Order | None = None
) -> Iterator[Order]:
    """Claims that fit as they were written, in order; `after` leaves out those up to it.

    Raises: UsageError for an unknown document or run.
    """
    return rows(connection, asked, parties, made, after=after)


def rows(
    connection: Connection,
    asked: Asked,
    parties: Parties,
    made: Decided,
    columns: Collection[str] = (),
    *,
    after: Order | None = None,
    undecided: bool = False,
) -> Iterator[Any]:
    """The same with further columns of the claim; `undecided` leaves out what people corrected or rejected."""
    where = [*_scope(asked, made), *_filters(asked, made)]
    if undecided and (made.corrected or made.rejected):
        where.append("claim.id NOT IN (SELECT value FROM json_each(:decided))")
    values = _values(connection, asked, made)
    if after is not None:
        where.append("(order_day, published_day, key) > (:after_day, :after_published, :after_key)")
        values |= zip(("after_day", "after_published", "after_key"), after, strict=True)
    ranges = _ranges(asked, parties, made.who)
    if ranges is None:
        found = _selected(None, [*where, *_of_parties(parties, made.who)], columns) + _SORTED
    else:
        found = " UNION ALL ".join(_selected(index, [*where, *fitting], columns) for index, fitting in ranges)
        found += " ORDER BY 1, 2, 3"
    last: Any = None
    for row in sqlite_connection(connection).execute(found, values):
        if row != last:  # a claim of an actor about itself is in two ranges
            yield row
        last = row


def active(
    connection: Connection, asked: Asked, made: Decided, start: int, end: int
) -> Iterator[tuple[int, int | None, int]]:
    """Subject, object and document of the undecided claims that were valid on a day of this span."""
    where = [*_scope(asked, made), *_filters(asked, made), "valid_end > :start AND valid_start < :end"]
    if made.corrected or made.rejected:
        where.append("claim.id NOT IN (SELECT value FROM json_each(:decided))")
    values = _values(connection, asked, made) | {"start": start, "end": end}
    document = "document_key" if made.who.parted else "0"
    found = f"SELECT DISTINCT subject_key, object_key, {document} FROM claim INDEXED BY ix_claim_as_of"
    return sqlite_connection(connection).execute(f"{found} WHERE {' AND '.join(where)}", values)


def corrected_keys(connection: Connection, asked: Asked, made: Decided) -> list[Order]:
    """Claims that were corrected, as far as no correction changes whether they fit: document, id, reading."""
    ids = made.corrected if asked.ids is None else made.corrected.intersection(asked.ids)
    if not ids:
        return []
    where = [*_scope(asked, made), "claim.id IN (SELECT value FROM json_each(:corrected))"]
    values = _values(connection, asked, made) | {"corrected": json.dumps(sorted(ids))}
    return list(sqlite_connection(connection).execute(_selected(None, where), values))


def still_fits(asked: Asked, claim: Claim, filed: int) -> bool:
    """The same test as `_filters`, parties apart, over a corrected claim; `filed` is its order_day."""
    return (
        (asked.relation is None or claim.relation == asked.relation)
        and (asked.relations is None or claim.relation in asked.relations)
        and (asked.include_denied or claim.polarity is not Polarity.DENIED)
        and (asked.as_of is None or (claim.valid is not None and asked.as_of in claim.valid))
        and (asked.since is None or filed >= asked.since.toordinal())
        and (asked.until is None or filed <= asked.until.toordinal())
    )


def _selected(index: str | None, where: Collection[str], columns: Collection[str] = ()) -> str:
    named = "" if index is None else f" INDEXED BY ix_claim_{index}order_day_published_day"
    conditions = f" WHERE {' AND '.join(where)}" if where else ""
    selected = ", ".join(("order_day", "published_day", "key", *columns))
    return f"SELECT {selected} FROM claim{named}{conditions}"


def _scope(asked: Asked, made: Decided) -> Iterator[str]:
    """What no correction changes: the document, the id, the reading, when it was recorded."""
    if asked.run is None:
        present = _PRESENT if asked.known is None else _PRESENT_THEN
        yield f"({present} OR claim.key IN (SELECT value FROM json_each(:kept)))" if made.kept else present
    else:
        yield "claim.log_key IN (SELECT key FROM log WHERE run_key = :run)"
    if (
        asked.run is None and made.added
    ):  # of a claim that an extractor has found too, the one by hand is shown
        yield f"(claim.extractor = '{HAND}' OR claim.id NOT IN (SELECT value FROM json_each(:added)))"
    if asked.document is not None:
        yield "claim.document_key = :document"
    if asked.ids is not None:
        yield "claim.id IN (SELECT value FROM json_each(:ids))"
    if asked.known is not None:
        yield _RECORDED_THEN


def _filters(asked: Asked, made: Decided) -> Iterator[str]:
    """The rest of the question, parties apart."""
    if asked.relation is not None:
        yield "relation = :relation"
    if asked.relations is not None:
        yield "relation IN (SELECT value FROM json_each(:relations))"
    if not asked.include_denied:
        yield f"polarity <> '{Polarity.DENIED.value}'"
    if asked.as_of is not None:
        yield "valid_start <= :as_of AND valid_end > :as_of"
    if asked.since is not None:
        yield "order_day >= :since"
    if asked.until is not None:
        yield "order_day <= :until"
    if asked.least > 0:
        sure = " OR claim.id IN (SELECT value FROM json_each(:sure))" if made.sure else ""
        yield f"(claim.score >= :least{sure})"


def _values(connection: Connection, asked: Asked, made: Decided) -> dict[str, Any]:
    """Raises: UsageError for an unknown document or run."""
    days = {name: day.toordinal() for name in ("as_of", "since", "until") if (day := getattr(asked, name))}
    return {
        **days,
        "run": None if asked.run is None else run_key(connection, asked.run),
        "document": None if asked.document is None else document_key(connection, asked.document, asked.known),
        "ids": None if asked.ids is None else json.dumps(list(asked.ids)),
        "added": json.dumps(sorted(made.added)) if made.added else None,
        "kept": json.dumps(sorted(made.kept)) if made.kept else None,
        "known": asked.known,
        "least": asked.least,
        "relation": asked.relation,
        "relations": None if asked.relations is None else json.dumps(sorted(asked.relations)),
        "sure": json.dumps(sorted(made.sure)),
        "decided": json.dumps(sorted(made.corrected | made.rejected)),
    }


def _ranges(asked: Asked, parties: Parties, who: Identities) -> list[tuple[str, list[str]]] | None:
    """Index and condition of each range that may hold claims that fit; None where what is found must be sorted."""
    if asked.ids is not None or asked.document is not None:
        return None
    speaking = [f"speaker_key IN ({_listed(who, parties.speaker)})"] if parties.speaker is not None else []
    if parties.others is not None:
        found = list(_among(parties, who, speaking))
    elif parties.subject is not None and parties.object is not None:
        ones, others = who.candidates(parties.subject), who.candidates(parties.object)
        pairs = dict.fromkeys((*product(ones, others), *product(others, ones)))
        found = [
            ("subject_key_object_key_", [f"subject_key = {one} AND object_key = {other}", *speaking])
            for one, other in pairs
        ]
    elif parties.subject is not None:
        ones = who.candidates(parties.subject)
        found = [(f"{side}_", [f"{side} = {one}", *speaking]) for side in _SIDES for one in sorted(ones)]
    elif asked.run is not None:
        return None
    elif parties.speaker is not None:
        found = [
            ("speaker_key_", [f"speaker_key = {one}"]) for one in sorted(who.candidates(parties.speaker))
        ]
    else:
        found = [("relation_" if asked.relation is not None else "", [])]
    return found if len(found) <= _MOST_RANGES else None


def _among(parties: Parties, who: Identities, speaking: list[str]) -> Iterator[tuple[str, list[str]]]:
    others = frozenset().union(*map(who.candidates, parties.others or ()))
    listed = ", ".join(map(str, sorted(others)))
    ones = listed if parties.subject is None else _listed(who, parties.subject)
    yield (
        "subject_key_object_key_",
        [f"subject_key IN ({ones})", f"object_key IN ({listed})", *speaking],
    )
    if parties.subject is not None:
        yield (
            "subject_key_object_key_",
            [f"subject_key IN ({listed})", f"object_key IN ({ones})", *speaking],
        )


def _of_parties(parties: Parties, who: Identities) -> Iterator[str]:
    """The parties as a condition on each claim."""
    if parties.subject is not None:
        ones = _listed(who, parties.subject)
        if parties.object is None:
            yield f"(subject_key IN ({ones}) OR object_key IN ({ones}))"
        else:
            others = _listed(who, parties.object)
            yield (
                f"((subject_key IN ({ones}) AND object_key IN ({others})) OR "
                f"(subject_key IN ({others}) AND object_key IN ({ones})))"
            )
    if parties.speaker is not None:
        yield f"speaker_key IN ({_listed(who, parties.speaker)})"


def _listed(who: Identities, actor: int) -> str:
    """The keys under which claims about an actor may have been written, for SQL."""
    return ", ".join(map(str, sorted(who.candidates(actor))))
