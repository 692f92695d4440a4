"""Kept: answers that take seconds, kept until anything is recorded anew; the first to ask has them worked out.

ask ──same question, same last act──► at once
    ──else──► worked out, once, while others with the same question wait for it
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from allegiance.casefile import Casefile

T = TypeVar("T")
_MOST = 24  # answers that are kept


@dataclass(slots=True)
class Kept:
    """The answers of one workbench."""

    _answers: dict[Hashable, tuple[int, object]] = field(default_factory=dict)
    _turns: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, casefile: Casefile, question: Hashable, work_out: Callable[[], T]) -> T:
        """The answer as of the last act of the casefile; `question` with the level of the casefile names it."""
        key = (casefile.least, question)
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:  # of this question alone: others go on
            act = last_act(casefile)
            kept = self._answers.get(key)
            if kept is None or kept[0] != act:
                kept = (act, work_out())
                self._keep(key, kept)
            return cast("T", kept[1])

    def _keep(self, key: Hashable, answer: tuple[int, object]) -> None:
        with self._lock:
            self._answers.pop(key, None)
            while len(self._answers) >= _MOST:
                oldest = next(iter(self._answers))
                del self._answers[oldest]
                self._turns.pop(oldest, None)
            self._answers[key] = answer


def last_act(casefile: Casefile) -> int:
    """The number of the last act of recording; 0 where there is none."""
    last = casefile.changes(limit=1)
    return last[0].act if last else 0
