"""The part of a casefile's door that deals with known actors: import, removal, what they say of an actor."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from allegiance.actors.known.known_actor import KnownActor
from allegiance.actors.known.reading import KnownFile
from allegiance.casefile import decisions, find_company, find_known, known_ties, known_writing
from allegiance.casefile.find_company import Company
from allegiance.casefile.find_known import Background, KnownList, KnownLookup
from allegiance.casefile.known_writing import Written
from allegiance.casefile.stamp import stamp

_TOGETHER = 1_000  # known actors written in one transaction


class KnownDoor(ABC):
    """Known actors of a casefile."""

    _clock: Callable[[], datetime]

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A view of the file that stays as it is while it is open."""

    @abstractmethod
    def _writing(self, *, fully: bool = False) -> AbstractContextManager[Connection]:
        """A transaction."""

    def add_known(self, file: KnownFile, actors: Iterable[KnownActor]) -> Written:
        """Store known actors of a list, 1,000 in one transaction; what is there already is passed over.

        Stopped at any time, it leaves whole batches; the same call again goes on.
        Raises: CasefileError where the casefile cannot be written.
        """
        actors = iter(actors)
        written = Written()
        while some := list(islice(actors, _TOGETHER)):
            with self._writing() as connection:
                written += known_writing.write_known(connection, stamp(self._clock()), file, some)
        return written

    def remove_known(self, target: str) -> int:
        """Take a data set out, or one known actor by id; what documents were read to say stays.

        Raises: UsageError where nothing is called so.
        """
        with self._writing() as connection:
            return known_writing.remove_known(connection, stamp(self._clock()), target)

    def tie_known(self) -> int:
        """Find out which actors of the casefile the lists mean, as far as that can be told; returns how many more.

        What is read later is tied while it is read.
        """
        with self._reading() as connection:
            ties = known_ties.find_ties(connection, KnownLookup(self))
        if not ties:
            return 0
        with self._writing() as connection:
            return known_writing.write_ties(connection, stamp(self._clock()), "known", ties)

    def known_lists(self) -> tuple[KnownList, ...]:
        """The data sets of known actors."""
        with self._reading() as connection:
            return find_known.lists(connection)

    def known_actors(self, words: str, limit: int = 20) -> tuple[Background, ...]:
        """Known actors of this name, or with a name that begins so."""
        with self._reading() as connection:
            return find_known.matching(connection, words, limit)

    def known_ties(self) -> dict[str, str]:
        """Which actor of the casefile (by id) each known actor is."""
        with self._reading() as connection:
            return find_known.tied_actors(connection, decisions.identities(connection))

    def known_actors_of(self) -> dict[str, tuple[str, ...]]:
        """The actors of the casefile (by id) that each entry of a list was found to be: more than one may be."""
        with self._reading() as connection:
            return find_known.actors_by_entry(connection, decisions.identities(connection))

    def company(self, actors: Collection[str]) -> dict[str, Company]:
        """The documents that name these actors (by id), and the countries that these speak of."""
        with self._reading() as connection:
            return find_company.company(connection, decisions.identities(connection), actors)

    def has_known(self) -> bool:
        """Whether any list of known actors was imported."""
        with self._reading() as connection:
            return find_known.has_known(connection)
