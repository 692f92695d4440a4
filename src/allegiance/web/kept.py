"""Kept: answers that take a while, kept until anything is recorded anew; the first to ask has them worked out.

ask ──same question, same last act──► at once
    ──else──► worked out, once, while others with the same question wait for it
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from allegiance.casefile import Questions

T = TypeVar("T")
Version = Callable[[Questions], int]  # a number that is another one when what was answered may have changed
_MOST = 48  # answers that are kept


@dataclass(slots=True)
class Kept:
    """The answers of one workbench."""

    _answers: dict[Hashable, tuple[int, object]] = field(default_factory=dict)
    _turns: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, casefile: Questions, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer as of the last act of the casefile; `question` with the level of the casefile names it."""
        key = (casefile.least, question)
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:  # of this question alone: others go on
            act = last_act(casefile)
            there = self.there(key, act)
            if there is None:
                there = (work_out(),)
                self.keep(key, act, there[0])
            return cast("T", there[0])

    def there(self, key: Hashable, version: int) -> tuple[object] | None:
        """The answer in a tuple of one, if it is kept and of this version."""
        with self._lock:
            kept = self._answers.get(key)
        return (kept[1],) if kept is not None and kept[0] == version else None

    def keep(self, key: Hashable, version: int, answer: object) -> None:
        """Keep an answer; the oldest goes where there are too many."""
        with self._lock:
            self._answers.pop(key, None)
            while len(self._answers) >= _MOST:
                oldest = next(iter(self._answers))
                del self._answers[oldest]
                self._turns.pop(oldest, None)
            self._answers[key] = (version, answer)


def last_act(casefile: Questions) -> int:
    """The number of the last act of recording; 0 where there is none."""
    last = casefile.changes(limit=1)
    return last[0].act if last else 0


def last_run(casefile: Questions) -> int:
    """How many runs there were: for what changes only when more is read."""
    return len(casefile.runs())
