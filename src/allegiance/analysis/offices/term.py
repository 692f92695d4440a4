"""Term and Post: one person in a post, once; and an office in a state or body with all who held it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import first_day
from allegiance.analysis.offices.pieces import PostKey
from allegiance.analysis.telling import Telling
from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record
from allegiance.interval import Interval

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a term: its day, how it came, the records. Not `told`: taken from whoever came before or after."""

    when: Interval | None
    how: str
    records: tuple[Record, ...]
    by: Actor | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one post, once. `seen`: times at which words show the person in it."""

    holder: Actor
    since: Bound | None
    until: Bound | None
    seen: tuple[Interval, ...]
    records: tuple[Record, ...]
    acting: bool = False
    designate: bool = False
    doubtful: bool = False  # one voice against more voices for somebody else
    disputed: tuple[Telling, ...] = ()  # other days that are told for its ends

    @property
    def voices(self) -> int:
        """How many speakers or publishers stand behind it."""
        return len({voice(record) for record in self.records})

    @property
    def order(self) -> date:
        """The first day that is known of it."""
        known = [b.when.start for b in (self.since,) if b and b.when and b.when.start]
        known = known or [first_day(when) for when in self.seen if when.start]
        ends = [(b.when.start or b.when.end) for b in (self.until,) if b and b.when]
        return min(known or [day - _DAY for day in ends if day and day > date.min], default=date.max)


@dataclass(frozen=True, slots=True)
class Post:
    """One office in one state or body, with all who held it, in order of time."""

    key: PostKey
    body: Actor | None
    written: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        """The same in every answer about the same records."""
        return f"{self.key.office}|{self.key.body}"
