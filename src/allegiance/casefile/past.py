"""The past: a casefile as it stood on a day, as it was known at a moment; it answers the same questions."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import Connection

from allegiance.casefile.questions import Questions


class Past(Questions):
    """What `Questions.as_of` returns. It reads the file of the casefile, which must stay open."""

    def __init__(self, casefile: Questions, valid: date | None, known: datetime | None) -> None:
        self.path = casefile.path
        self.least = casefile.least
        self.valid = valid
        self.known = known
        self._casefile = casefile

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._casefile._reading()
