"""Outlines: the questions that count and choose claims before any of them is opened."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from allegiance.casefile import decisions, find_actors, find_least_sure, find_outline, find_overview
from allegiance.casefile.asking import Asked
from allegiance.casefile.find_outline import Outline
from allegiance.casefile.record import Record
from allegiance.casefile.stamp import stamp


class Outlines(ABC):
    """The part of `Questions` that opens no claim, or only those of one page; see there for what the fields mean."""

    path: Path
    least: float = 0.0
    valid: date | None = None
    known: datetime | None = None

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A view of the file that stays as it is while it is open."""

    @property
    def _then(self) -> str | None:
        return None if self.known is None else stamp(self.known)

    def _who(self, connection: Connection) -> decisions.Identities:
        return decisions.decided(connection, self._then).who

    def outline(
        self,
        actor: str | None = None,
        other: str | None = None,
        *,
        relations: Collection[str] | None = None,
        until: date | None = None,
    ) -> tuple[Outline, ...]:
        """The claims that `claims` gives, without their words: for counting, in a tenth of the time."""
        with self._reading() as connection:
            return find_outline.outline(connection, self._asked(actor, other, relations, until))

    def claim_window(
        self,
        actor: str | None = None,
        other: str | None = None,
        *,
        until: date | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[Record, ...]:
        """Some of the claims that `claims` gives, as fast wherever they stand in it. Raises: UnknownActor."""
        with self._reading() as connection:
            return find_outline.window(connection, self._asked(actor, other, None, until), offset, limit)

    def _asked(
        self, actor: str | None, other: str | None, relations: Collection[str] | None, until: date | None
    ) -> Asked:
        return Asked(
            actor=actor,
            other=other,
            relations=relations,
            until=until,
            as_of=self.valid,
            known=self._then,
            least=self.least,
        )

    def publishers_of(self, documents: Collection[int]) -> dict[int, str]:
        """Who published each of these documents (numbers of an outline); its own id where nobody is named."""
        with self._reading() as connection:
            return find_outline.publishers(connection, documents)

    def partners(
        self, actor: str, *, relations: Collection[str] | None = None, until: date | None = None
    ) -> dict[str, int]:
        """With whom an actor (by id) shares claims, by id, and how many. Raises: UnknownActor."""
        rows = self.outline(actor, relations=relations, until=until)
        with self._reading() as connection:
            who = self._who(connection)
            me = find_actors.actor(connection, who, actor, self._then).id
        both = ((row.subject, row.object) for row in rows if row.object is not None)
        others = (other if one == me else one for one, other in both if one != other)
        return dict(Counter(other for other in others if other is not None))

    def least_sure(self, actor: str | None = None, *, limit: int = 3_000) -> tuple[str, ...]:
        """Ids of claims (of this actor, by id) whose reading is least sure and of which few say the same."""
        with self._reading() as connection:
            return find_least_sure.least_sure(connection, actor, self.least, limit)

    def amount(self, *actors: str) -> int:
        """About how many claims there are (about these actors, by id), however sure and however judged; at once."""
        with self._reading() as connection:
            return find_overview.amount(connection, self._who(connection), actors)

    def amount_between(self, one: str, other: str) -> int:
        """About how many claims there are about two actors (by id), however sure; at once. Raises: UnknownActor."""
        with self._reading() as connection:
            return find_overview.amount_between(connection, self._who(connection), one, other)
