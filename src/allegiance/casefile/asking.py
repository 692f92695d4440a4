"""Asking for claims: what a caller wants, as SQL over the rows and as a test over corrected claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from allegiance.casefile import schema
from allegiance.casefile.decisions import Identities
from allegiance.casefile.find_actors import actor_key
from allegiance.casefile.find_documents import SUMMARY, document_key, is_present, run_key
from allegiance.claims.claim import Claim, Polarity

_claim, _document, _log = schema.claim, schema.document, schema.log
_CHRONOLOGICAL = (
    sa.select(_claim, _log.c.recorded, *SUMMARY)
    .join(_document, _document.c.key == _claim.c.document_key)
    .join(_log, _log.c.key == _claim.c.log_key)
    .order_by(
        _claim.c.order_day,
        sa.func.coalesce(_document.c.published_start, schema.UNDATED),
        _document.c.id,
        _claim.c.start,
        _claim.c.id,
    )
)

_PRESENT = is_present(_claim.c.log_key)
_BY_ID = _CHRONOLOGICAL.where(_PRESENT, _claim.c.id.in_(sa.bindparam("claims", expanding=True)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller of `Casefile.claims` wants; None means any."""

    actor: str | None = None  # subject or object
    other: str | None = None  # the other of the two
    said_by: str | None = None
    relation: str | None = None
    document: str | None = None
    ids: Collection[str] | None = None
    run: str | None = None  # read in this run, whether a later reading replaces it or not
    as_of: date | None = None  # a day of the valid interval
    since: date | None = None  # filed under this day or later
    until: date | None = None  # filed under this day or earlier
    known: str | None = None  # recorded by then, as `journal.stamp` writes it
    include_denied: bool = True
    include_rejected: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of a question or of a claim, as keys after merges and splits."""

    subject: int | None
    object: int | None
    speaker: int | None

    @classmethod
    def of(cls, connection: Connection, who: Identities, asked: Asked) -> Parties:
        """Raises: UnknownActor."""
        names = (asked.actor, asked.other, asked.said_by)
        return cls(*(None if name is None else who.root(actor_key(connection, name)) for name in names))

    def fit(self, claim: Parties) -> bool:
        """Whether a claim with these parties answers a question about those, either way round."""
        pair = (claim.subject, claim.object)
        if self.subject is not None and self.subject not in pair:
            return False
        if self.object is not None and pair not in ((self.subject, self.object), (self.object, self.subject)):
            return False
        return self.speaker is None or self.speaker == claim.speaker


def scope(connection: Connection, asked: Asked, kept: Collection[int] = ()) -> sa.ColumnElement[bool]:
    """What no correction changes: the document, the id, the reading, when it was recorded.

    `kept`: keys of claims that count although a later reading has replaced theirs.
    """
    if asked.run is None:
        present = _PRESENT if asked.known is None else is_present(_claim.c.log_key, asked.known)
        where = [present | _claim.c.key.in_(kept) if kept else present]
    else:
        where = [_log.c.run_key == run_key(connection, asked.run)]
    if asked.document is not None:
        where.append(_claim.c.document_key == document_key(connection, asked.document))
    if asked.ids is not None:
        where.append(_claim.c.id.in_(asked.ids))
    if asked.known is not None:
        where.append(_log.c.recorded <= asked.known)
    return sa.and_(*where)


def filters(asked: Asked, who: Identities, parties: Parties) -> sa.ColumnElement[bool]:
    """The rest of the question, over claims as they were written."""
    where: list[sa.ColumnElement[bool]] = [sa.true()]
    if parties.subject is not None:
        where.append(_between(who, parties.subject, parties.object, sa.and_(sa.true(), *_filed(asked))))
    if parties.speaker is not None:
        where.append(_claim.c.speaker_key.in_(who.candidates(parties.speaker)))
    if asked.relation is not None:
        where.append(_claim.c.relation == asked.relation)
    if not asked.include_denied:
        where.append(_claim.c.polarity != Polarity.DENIED)
    if asked.as_of is not None:
        day = asked.as_of.toordinal()
        where += [_claim.c.valid_start <= day, _claim.c.valid_end > day]
    return sa.and_(*where, *_filed(asked))


def _filed(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    """The stretch of the chronology that is asked for."""
    if asked.since is not None:
        yield _claim.c.order_day >= asked.since.toordinal()
    if asked.until is not None:
        yield _claim.c.order_day <= asked.until.toordinal()


def still_fits(asked: Asked, claim: Claim, filed: int) -> bool:
    """The same test as `filters`, parties apart, over a corrected claim; `filed` is its order_day."""
    return (
        (asked.relation is None or claim.relation == asked.relation)
        and (asked.include_denied or claim.polarity is not Polarity.DENIED)
        and (asked.as_of is None or (claim.valid is not None and asked.as_of in claim.valid))
        and (asked.since is None or filed >= asked.since.toordinal())
        and (asked.until is None or filed <= asked.until.toordinal())
    )


def by_id(asked: Asked) -> tuple[sa.Select[Any], dict[str, Any]] | None:
    """The statement and its values where ids are all that is asked for; made once, since that is asked most."""
    if asked.ids is None or asked != Asked(ids=asked.ids, include_rejected=asked.include_rejected):
        return None
    return _BY_ID, {"claims": list(asked.ids)}


def chronological(where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Rows of claims, with document and time of recording, in order of time and then of place."""
    return _CHRONOLOGICAL.where(where)


def _between(
    who: Identities, actor: int, other: int | None, filed: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Claims of an actor, or of a pair either way round, by key: a union of two index ranges.

    An OR over both columns would let SQLite scan the order instead.
    """
    ones = who.candidates(actor)
    either: tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]
    if other is None:
        either = (_claim.c.subject_key.in_(ones), _claim.c.object_key.in_(ones))
    else:
        others = who.candidates(other)
        either = (
            _claim.c.subject_key.in_(ones) & _claim.c.object_key.in_(others),
            _claim.c.subject_key.in_(others) & _claim.c.object_key.in_(ones),
        )
    keys = sa.union(
        *(sa.select(_claim.c.key).where(side, filed).correlate(None) for side in either)
    ).subquery()
    return _claim.c.key.in_(sa.select(keys.c.key))
