"""Reading dropped files: one batch after the other, in a process of its own, so that pages stay quick meanwhile.

    browser ──files──► folder of this batch ──► process: take_in ──► casefile
                                                   │ one message a file
    pages   ◄── Batch: what became of each file ◄──┘        stop: after the present file; again: at once

Models of language are loaded in that process alone, and their memory is given back when it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allegiance.casefile.intake import Outcome

SUFFIXES = (".htm", ".html", ".markdown", ".md", ".text", ".txt", ".xhtml")
_KEPT = 20  # batches that are remembered
_PATIENCE = 5.0  # seconds for the process to end by itself


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of a batch: what became of it."""

    name: str
    status: str = "waiting"  # read, known, left out, stopped
    document: str | None = None
    claims: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were dropped together. `state`: waiting, preparing, reading, done, stopped, failed."""

    number: int
    files: tuple[FileRead, ...]
    state: str = "waiting"
    fault: str | None = None

    @property
    def done(self) -> int:
        """How many files are dealt with."""
        return sum(file.status != "waiting" for file in self.files)

    @property
    def claims(self) -> int:
        return sum(file.claims for file in self.files)

    @property
    def active(self) -> bool:
        return self.state in ("waiting", "preparing", "reading")


@dataclass(slots=True)
class _Job:
    number: int
    folder: Path
    paths: Sequence[Path]


@dataclass(slots=True)
class Readings:
    """The batches of one workbench. Many threads may ask; one thread at a time has files read."""

    casefile: Path
    _batches: dict[int, Batch] = field(default_factory=dict)
    _jobs: deque[_Job] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None
    _process: BaseProcess | None = None
    _pipe: Connection | None = None
    _stopping: int = 0  # 1 after the present file, 2 at once

    def batches(self) -> tuple[Batch, ...]:
        """The newest first."""
        with self._lock:
            return tuple(reversed(self._batches.values()))

    def batch(self) -> Batch | None:
        """The newest."""
        return next(iter(self.batches()), None)

    def folder(self) -> Path:
        """A new folder for files that are being dropped."""
        return Path(tempfile.mkdtemp(prefix="allegiance-"))

    def start(self, folder: Path, paths: Sequence[Path]) -> Batch:
        """Read these files, which lie in `folder` and are removed with it, as soon as it is their turn."""
        with self._lock:
            number = max(self._batches, default=0) + 1
            batch = Batch(number, tuple(FileRead(path.name) for path in paths))
            self._batches[number] = batch
            while len(self._batches) > _KEPT:
                del self._batches[min(self._batches)]
            self._jobs.append(_Job(number, folder, paths))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
                self._thread.start()
            return batch

    def stop(self) -> None:
        """Stop after the present file; asked again, at once. What was read is kept."""
        with self._lock:
            self._stopping += 1
            jobs, self._jobs = self._jobs, deque()
            for job in jobs:
                self._change(job.number, state="stopped")
                shutil.rmtree(job.folder, ignore_errors=True)
            if self._pipe is not None:
                with suppress(OSError):
                    self._pipe.send("stop")
            if self._stopping > 1 and self._process is not None:
                self._process.terminate()

    def close(self) -> None:
        """Stop at once and wait for the end."""
        self.stop()
        self.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    return
                job = self._jobs.popleft()
                self._stopping = 0
                process, pipe = self._begin(job)
            try:
                self._follow(job, process, pipe)
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _begin(self, job: _Job) -> tuple[BaseProcess, Connection]:
        # 'spawn', since a fork would share locks and the open casefile with its threads.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(self.casefile, job.paths, theirs), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        self._change(job.number, state="preparing")
        return process, ours

    def _follow(self, job: _Job, process: BaseProcess, pipe: Connection) -> None:
        fault = None
        with suppress(EOFError, OSError):
            while (message := pipe.recv()) is not None:
                with self._lock:
                    if isinstance(message, str):
                        fault = message
                    else:
                        self._enter(job.number, *message)
        process.join()
        with self._lock:
            pipe.close()
            self._process = self._pipe = None
            self._end(job.number, fault, process.exitcode or 0)

    def _enter(self, number: int, at: int, read: FileRead | None) -> None:
        batch = self._batches[number]
        files = batch.files if read is None else (*batch.files[:at], read, *batch.files[at + 1 :])
        self._change(number, state="reading", files=files)

    def _end(self, number: int, fault: str | None, code: int) -> None:
        batch = self._batches[number]
        if batch.done == len(batch.files):
            self._change(number, state="done")
        elif self._stopping:
            self._change(number, state="stopped")
        else:
            told = fault or f"the reading process ended by itself (exit code {code}); drop the files again"
            self._change(number, state="failed", fault=told)

    def _change(self, number: int, **changed: object) -> None:
        if number in self._batches:
            self._batches[number] = replace(self._batches[number], **changed)  # type: ignore[arg-type]


def _work(casefile: Path, paths: Sequence[Path], pipe: Connection) -> None:
    """In the process of its own: read file after file and tell about each; any word from outside ends it."""
    from allegiance.errors import AllegianceError

    with suppress(OSError, AttributeError):  # Windows has no os.nice
        os.nice(5)  # pages go first
    try:
        _read_all(casefile, paths, pipe)
        pipe.send(None)
    except AllegianceError as fault:
        pipe.send(str(fault))
        pipe.send(None)
    except (BrokenPipeError, KeyboardInterrupt):
        return  # the workbench has ended


def _read_all(casefile: Path, paths: Sequence[Path], pipe: Connection) -> None:
    from allegiance.casefile import Casefile
    from allegiance.casefile.intake import take_in

    with Casefile.open(casefile) as opened:
        pipe.send((0, None))
        for at, outcome in enumerate(take_in(opened, paths)):
            pipe.send((at, _told(outcome)))
            if pipe.poll():
                return


def _told(outcome: Outcome) -> FileRead:
    problems = tuple(
        str(problem).replace(f"{outcome.path.parent}{os.sep}", "") for problem in outcome.problems
    )
    return FileRead(outcome.path.name, outcome.status.value, outcome.document, outcome.claims, problems)
