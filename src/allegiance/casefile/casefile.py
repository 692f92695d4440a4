"""Casefile: the record of who stands with whom, in one file.

    with Casefile.open("iraq.casefile", create=True) as casefile:
        run = casefile.begin_run("local/1", {})
        casefile.add(entry, run)
        for record in casefile.claims(actor="a1", as_of=date(2020, 1, 1)):
            ...

A thin door: each method opens one view of the file, asks a small module, and closes it again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine

from allegiance.actors.actor import Actor
from allegiance.casefile import (
    decisions,
    find_actors,
    find_claims,
    find_documents,
    find_ties,
    find_words,
    migrate,
    schema,
    sqlite,
    verify,
    writing,
)
from allegiance.casefile.asking import Asked
from allegiance.casefile.entry import Entry, check_entry
from allegiance.casefile.journal import stamp
from allegiance.casefile.judgement import Judgement, JudgementKind
from allegiance.casefile.lock import WriteLock
from allegiance.casefile.record import ActorName, DocumentSummary, Hit, OpenedPassage, Record, Run, Tie
from allegiance.casefile.verify import Verification
from allegiance.documents.document import Document
from allegiance.problem import Problem

if TYPE_CHECKING:
    from allegiance.casefile.intake import Outcome

_PATIENCE = 30.0  # seconds to wait for another writer
_TOGETHER = 200  # documents written in one transaction by add_all


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Casefile:
    """One open casefile. Many threads may read; writing takes turns, with other processes too."""

    def __init__(self, path: Path, clock: Callable[[], datetime], patience: float) -> None:
        self.path = path
        self._clock = clock
        self._lock = WriteLock(path, patience)
        self._turn = threading.Lock()
        self._readers = sqlite.reader_engine(path)
        self._writer: Engine | None = None

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        clock: Callable[[], datetime] = utc_now,
        patience: float = _PATIENCE,
    ) -> Self:
        """Open a casefile; `create` makes one where there is none. An older one is migrated.

        `clock` tells the moments to record; `patience` is how many seconds to wait for another writer.
        Raises: NotReadable, NotACasefile, NewerCasefile, CasefileBusy.
        """
        path = Path(path)
        lock = WriteLock(path, patience)
        if create and not path.exists():
            with lock.held(last=True):
                if not path.exists():
                    migrate.create(path)
        if sqlite.check_is_casefile(path) < schema.SCHEMA_VERSION:
            with lock.held(last=True):
                migrate.migrate(path)
        return cls(path, clock, patience)

    def close(self) -> None:
        """Let go of the file; nothing can be asked afterwards."""
        with self._turn:
            self._readers.dispose()
            if self._writer is not None:
                with self._lock.held(last=True):
                    self._writer.dispose()
                self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, *paths: Path | str) -> tuple[Outcome, ...]:
        """Read files into the casefile; one outcome for each. What it knows already is passed over.

        Raises: CasefileError where the casefile cannot be written; a file that cannot be read is an outcome.
        """
        from allegiance.casefile.intake import read  # it needs this class, and loads the models of language

        return read(self, paths)

    def begin_run(self, extractor: str, settings: Mapping[str, str] | None = None) -> str:
        """Enter a run of an extractor, such as 'local/1'; returns its id."""
        with self._writing() as connection:
            writer = writing.Writer(connection, stamp(self._clock()))
            run = writing.write_run(writer, extractor, settings or {})
            writer.flush()
        return run

    def add(self, entry: Entry, run: str) -> bool:
        """Store one document as it was read, whole or not at all.

        Returns False, and adds nothing, where this extractor's reading of this document is there already.
        Raises: CasefileError where a quote is not in the text, or the document is kept with another text.
        """
        return self.add_all([entry], run) == 1

    def add_all(self, entries: Iterable[Entry], run: str) -> int:
        """Store many, some hundreds in one transaction; returns how many were new."""
        entries = iter(entries)
        added = 0
        while some := list(islice(entries, _TOGETHER)):
            for entry in some:
                check_entry(entry)
            with self._writing() as connection:
                added += sum(writing.write_entries(connection, stamp(self._clock()), some, run))
        return added

    def judge(
        self,
        kind: JudgementKind,
        target: str,
        *,
        by: str,
        why: str = "",
        field: str | None = None,
        value: str | None = None,
        other: str | None = None,
    ) -> Judgement:
        """Record a decision; it is on disk, power cut or not, when this returns.

        accept, reject, comment  target: a claim
        correct                  target: a claim; field and value: what it should say (None: nothing)
        merge                    target: the actor that goes; other: the actor that remains
        split                    target: an actor; value: JSON array of documents where it is somebody else;
                                 other: who that is (None: a new actor)
        Raises: UsageError where it names what the casefile does not hold.
        """
        judgement = Judgement("", kind, target, by, why, self._clock(), field, value, other)
        return self._decide(judgement)

    def undo(self, judgement: str, *, by: str, why: str = "") -> Judgement:
        """Void a judgement by its id; undoing the undo restores it."""
        return self._decide(Judgement("", JudgementKind.UNDO, "", by, why, self._clock(), undoes=judgement))

    def _decide(self, judgement: Judgement) -> Judgement:
        with self._writing(fully=True) as connection:
            return decisions.write_judgement(connection, stamp(judgement.recorded), judgement)

    def holds(self, document: str, extractor: str) -> bool:
        """Whether this extractor's reading of this document (by id) is here already."""
        with self._reading() as connection:
            return find_documents.holds(connection, document, extractor)

    def documents(self) -> tuple[DocumentSummary, ...]:
        """All documents without their text, in the order in which they were recorded."""
        with self._reading() as connection:
            return tuple(find_documents.summaries(connection))

    def document(self, id_or_name: str) -> Document:
        """A document with text and passages. Raises: UsageError where none or several go by the name."""
        with self._reading() as connection:
            return find_documents.document(connection, id_or_name)

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with self._reading() as connection:
            return find_documents.runs(connection)

    def problems(self, document: str | None = None) -> tuple[Problem, ...]:
        """What could not be understood, in one document or in all."""
        with self._reading() as connection:
            return find_documents.problems(connection, document)

    def actors(self, matching: str | None = None) -> tuple[Actor, ...]:
        """Actors, the most mentioned first; `matching` keeps those with a name that holds these letters."""
        with self._reading() as connection:
            return find_actors.actors(connection, decisions.identities(connection), matching)

    def actor(self, actor: str) -> Actor:
        """The actor of this id, or the one that it was merged into. Raises: UnknownActor."""
        with self._reading() as connection:
            return find_actors.actor(connection, decisions.identities(connection), actor)

    def actor_names(self) -> Iterator[ActorName]:
        """Every surface form of every actor, for matching names; merges are not applied."""
        with self._reading() as connection:
            yield from find_actors.actor_names(connection)

    def forms_in(self, document: str) -> dict[str, tuple[str, ...]]:
        """The surface forms that one document uses, by id of the actor; merges are not applied."""
        with self._reading() as connection:
            return find_actors.forms_in(connection, find_documents.document_key(connection, document))

    def claims(
        self,
        actor: str | None = None,
        other: str | None = None,
        relation: str | None = None,
        document: str | None = None,
        *,
        said_by: str | None = None,
        ids: Collection[str] | None = None,
        as_of: date | None = None,
        since: date | None = None,
        until: date | None = None,
        known: datetime | None = None,
        include_denied: bool = True,
        include_rejected: bool = False,
    ) -> Iterator[Record]:
        """Claims in chronological order, each with its document and how it stands; actors are given by id.

        `as_of` keeps those whose valid time holds that day: what has no valid time falls away. `since` and
        `until` go by the day under which a claim is filed: its first valid day, else the day of publication.
        `known` shows the casefile as it was at that moment, judgements too.
        """
        asked = Asked(
            actor=actor,
            other=other,
            said_by=said_by,
            relation=relation,
            document=document,
            ids=ids,
            as_of=as_of,
            since=since,
            until=until,
            known=None if known is None else stamp(known),
            include_denied=include_denied,
            include_rejected=include_rejected,
        )
        with self._reading() as connection:
            yield from find_claims.claims(connection, asked)

    def ties(self, day: date, *, known: datetime | None = None) -> tuple[Tie, ...]:
        """Who stood with whom on a day: the claims whose valid time holds it, counted per pair and relation."""
        with self._reading() as connection:
            return find_ties.ties(connection, day, None if known is None else stamp(known))

    def passage(self, address: str) -> OpenedPassage:
        """The words at 'document:start-end', in their paragraph. Raises: UsageError for no such place."""
        with self._reading() as connection:
            return find_documents.open_passage(connection, address)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Passages with these words, best first; "a phrase", a beginning*, OR and NOT are understood."""
        with self._reading() as connection:
            return find_words.search(connection, words, limit)

    def judgements(self, target: str | None = None) -> tuple[Judgement, ...]:
        """Every decision on a claim or an actor (None: on all), undone ones too, oldest first."""
        with self._reading() as connection:
            return tuple(decisions.judgements(connection, None if target is None else [target]))

    def verify(self) -> Verification:
        """Compute every hash again: finds any later change of a text, quote, claim or judgement."""
        with self._reading() as connection:
            return verify.verify(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.translated(self.path), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, *, fully: bool = False) -> Iterator[Connection]:
        with self._turn, self._lock.held(), sqlite.translated(self.path):
            if self._writer is None:
                self._writer = sqlite.writer_engine(self.path)
            with self._writer.connect() as connection:
                sqlite.sync(connection, fully=fully)
                with connection.begin():
                    yield connection
