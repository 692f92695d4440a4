"""Counting: answers that take seconds, worked out in processes of their own, so that pages stay quick meanwhile.

    page ──question──► kept since the last act? ──yes──────────────► answer
                         └─ no: little to look through? ──here──────► answer, kept
                                  └─ no: process of its own ──soon──► answer, kept
                                                            └─ not soon: NotYet, and the page says so

What is asked last is worked out first: it is what somebody looks at. A process that has nothing to do for a while ends.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from allegiance.errors import AllegianceError
from allegiance.web.kept import Kept, Version, last_act

if TYPE_CHECKING:
    from allegiance.casefile import Casefile

T = TypeVar("T")
Work = Callable[..., T]  # a function of a module: of the casefile and of parts that can be compared and sent
_PROCESSES = 2
_MOST = 8  # questions that wait; of more, the one asked first is given up
_IDLE = 300.0  # seconds after which a process without work ends


class NotYet(Exception):
    """The answer is being worked out."""


@dataclass(slots=True)
class _Job:
    key: Hashable
    version: int
    question: tuple[float, Version, Work[Any], tuple[Any, ...]]
    done: threading.Event = field(default_factory=threading.Event)
    answer: object = None
    fault: AllegianceError | None = None
    given_up: bool = False


@dataclass(slots=True)
class Counting:
    """The questions of one workbench that are being worked out."""

    casefile: Path
    kept: Kept
    _waiting: list[_Job] = field(default_factory=list)
    _jobs: dict[Hashable, _Job] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _threads: list[threading.Thread] = field(default_factory=list)
    _idle: int = 0
    _closed: bool = False

    def answer(
        self,
        casefile: Casefile,
        work: Work[T],
        *parts: Hashable,
        patience: float,
        version: Version = last_act,
    ) -> T:
        """What `work` makes of casefile and parts. Raises: NotYet after `patience` seconds; what `work` raises."""
        key, now = (casefile.least, work, parts), version(casefile)
        if (there := self.kept.there(key, now)) is not None:
            return cast("T", there[0])
        job = self._job(key, now, (casefile.least, version, work, parts))
        if not job.done.wait(patience) or job.given_up:
            raise NotYet
        if job.fault is not None:
            raise job.fault
        return cast("T", job.answer)

    def close(self) -> None:
        """Leave everything; the processes end."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            for job in list(self._jobs.values()):
                self._give_up(job)
            self._changed.notify_all()

    def _job(self, key: Hashable, version: int, question: tuple[Any, ...]) -> _Job:
        with self._changed:
            job = self._jobs.get(key)
            if job is None or job.version != version:
                job = self._jobs[key] = _Job(key, version, cast("Any", question))
                self._waiting.append(job)
                if len(self._waiting) > _MOST:
                    self._give_up(self._waiting.pop(0))
            elif job in self._waiting:  # asked again: it goes first
                self._waiting.remove(job)
                self._waiting.append(job)
            if not self._idle and len(self._threads) < _PROCESSES:
                thread = threading.Thread(target=self._follow, name="counting", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
            return job

    def _give_up(self, job: _Job) -> None:
        self._jobs.pop(job.key, None)
        job.given_up = True
        job.done.set()

    def _next(self) -> _Job | None:
        """The job asked last; None where there was none for a while."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._waiting or self._closed, _IDLE)
            self._idle -= 1
            if self._waiting and not self._closed:
                return self._waiting.pop()
            self._threads.remove(threading.current_thread())
            return None

    def _follow(self) -> None:
        """One process: give it one job after the other."""
        # 'spawn', since a fork would share locks and the open casefile with its threads.
        context = multiprocessing.get_context("spawn")
        process, ours = None, None
        while (job := self._next()) is not None:
            if process is None or ours is None or not process.is_alive():
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(self.casefile, theirs), daemon=True)
                process.start()
                theirs.close()
            try:
                ours.send(job.question)
                self._end(job, *ours.recv())
            except (EOFError, OSError):
                fault = AllegianceError("this could not be worked out: the process for it ended; ask again")
                self._end(job, None, None, fault)
        if process is not None:
            process.terminate()
            process.join()

    def _end(
        self, job: _Job, version: int | None, answer: object, fault: AllegianceError | None = None
    ) -> None:
        with self._changed:
            if self._jobs.get(job.key) is job:
                del self._jobs[job.key]
        if version is not None and fault is None:
            self.kept.keep(job.key, version, answer)
        job.answer, job.fault = answer, fault
        job.done.set()


def _work(path: Path, pipe: Connection) -> None:
    """In the process of its own: answer one question after the other, until nobody asks any more."""
    from allegiance.casefile import Casefile

    with suppress(OSError, AttributeError):  # Windows has no os.nice
        os.nice(10)  # pages go first
    opened: dict[float, Casefile] = {}
    with suppress(EOFError, OSError, KeyboardInterrupt):  # the workbench has ended
        while True:
            least, version, work, parts = pipe.recv()
            if least not in opened:
                opened[least] = Casefile.open(path, least=least)
            pipe.send(_answered(opened[least], version, work, parts))


def _answered(
    casefile: Casefile, version: Version, work: Work[Any], parts: tuple[Any, ...]
) -> tuple[int | None, object, AllegianceError | None]:
    """As of which act, the answer, and the fault if there is one."""
    try:
        return version(casefile), work(casefile, *parts), None
    except AllegianceError as fault:
        return None, None, fault
