"""Casefile: the record of who stands with whom, in one file.

    with Casefile.open("iraq.casefile", create=True) as casefile:
        run = casefile.begin_run("local/1", {})
        casefile.add(entry, run)
        for record in casefile.claims(actor="a1", as_of=date(2020, 1, 1)):
            ...

A thin door: each method opens one view of the file, asks a small module, and closes it again. What can be asked
stands in `questions.py`, what adds to the record stands here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine

from allegiance.casefile import backup, decisions, folder, journal, migrate, schema, sqlite, writing
from allegiance.casefile.by_hand import CLAIM, MENTION, HandMention, written
from allegiance.casefile.entry import Entry, check_entry
from allegiance.casefile.judgement import Judgement, JudgementKind
from allegiance.casefile.known_door import KnownDoor
from allegiance.casefile.lock import WriteLock
from allegiance.casefile.questions import Questions
from allegiance.casefile.stamp import stamp
from allegiance.casefile.verify import Verification
from allegiance.claims.claim import Claim

if TYPE_CHECKING:
    from allegiance.casefile.intake import Outcome

_PATIENCE = 120.0  # seconds to wait for another writer
_TOGETHER = 2_000  # documents written in one transaction by add_all


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Casefile(Questions, KnownDoor):
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
        least: float = 0.0,
    ) -> Self:
        """Open a casefile; `create` makes one where there is none. An older one is migrated.

        `clock` tells the moments to record; `patience` is how many seconds to wait for another writer; `least` is
        the score from which claims are shown (`claims/levels.py` has names for three).
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
        opened = cls(path, clock, patience)
        opened.least = least
        return opened

    @classmethod
    def import_folder(cls, folder_path: Path | str, path: Path | str) -> Verification:
        """Make a casefile of what `export_folder` wrote; it has the same acts and the same head.

        Raises: UsageError where there is a file already; CasefileError where the folder was changed since.
        """
        path = Path(path)
        with WriteLock(path, _PATIENCE).held(last=True):
            return folder.make(Path(folder_path), path)

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
            writer = journal.Writer(connection, stamp(self._clock()))
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
        """Store many, up to 2,000 in one transaction; returns how many were new."""
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
        apart                    target: an actor; other: another one, which it is not
        split                    target: an actor; value: JSON array of documents where it is somebody else;
                                 other: who that is (None: a new actor)
        add                      see `add_claim` and `add_mention`
        Raises: UsageError where it names what the casefile does not hold.
        """
        judgement = Judgement("", kind, target, by, why, self._clock(), field, value, other)
        return self._decide(judgement)

    def add_claim(self, claim: Claim, *, by: str, why: str = "") -> Judgement:
        """Add a claim that a person has read in the words; undoing the judgement takes it back.

        Its extractor and score are those of claims by hand. Actors are those of the casefile, or come from
        `by_hand.new_actor`. The judgement's target is the id of the claim. Raises: UsageError where the words are
        not in the text, an actor or relation is unknown, the relation lacks its object or value, or it is there.
        """
        return self.judge(JudgementKind.ADD, claim.id, by=by, why=why, field=CLAIM, value=written(claim))

    def add_mention(self, mention: HandMention, *, by: str, why: str = "") -> Judgement:
        """Add that these words mean this actor; undoing the judgement takes it back. Raises: UsageError."""
        return self.judge(
            JudgementKind.ADD, mention.id, by=by, why=why, field=MENTION, value=written(mention)
        )

    def undo(self, judgement: str, *, by: str, why: str = "") -> Judgement:
        """Void a judgement by its id; undoing the undo restores it."""
        return self._decide(Judgement("", JudgementKind.UNDO, "", by, why, self._clock(), undoes=judgement))

    def _decide(self, judgement: Judgement) -> Judgement:
        with self._writing(fully=True) as connection:
            return decisions.write_judgement(connection, stamp(judgement.recorded), judgement)

    def backup(self, target: Path | str) -> Path:
        """Copy the casefile as it is now, while others may write; returns the copy's path.

        Raises: UsageError where something is there already; CasefileError where it cannot be written.
        """
        with self._reading() as connection:
            return backup.backup(connection, self.path, Path(target))

    def export_folder(self, target: Path | str) -> Verification:
        """Write everything as plain files, one a table and one a text, into a new folder.

        Raises: UsageError where it is there already; CasefileError where the casefile is not sound.
        """
        with self._reading() as connection:
            return folder.export(connection, Path(target))

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
