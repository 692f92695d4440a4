"""Offices and gaps: who held what when, and what happened where a post or a role fell open. Ready to draw.

Days are EDTF, as rough as the words. Every line carries its passages.
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef


@dataclass(frozen=True, slots=True)
class TermView:
    """One person in one post. `since` and `until` None: no words say so."""

    holder: ActorRef
    since: str | None
    until: str | None
    words: str  # 'since 20 May 2006; still in office 16 August 2014'
    acting: bool
    designate: bool
    began: str  # how: 'appointed by …', 'took office', '' where it is not told
    ended: str  # how: 'removed by …', 'killed', 'resigned', 'followed by …'
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]
    shown: tuple[str, ...] = ()  # days (EDTF) at which words show the holder in office


@dataclass(frozen=True, slots=True)
class PostView:
    """One post: its title as the table of offices calls it, the state or body, all who held it in order of time."""

    id: str
    title: str  # 'prime minister of Iraq'
    office: str
    body: ActorRef | None
    as_written: tuple[str, ...]
    terms: tuple[TermView, ...]
    faults: tuple[FaultLine, ...]


@dataclass(frozen=True, slots=True)
class FaultLine:
    """Tellings that do not fit each other: two holders at once, two dates."""

    words: str
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class OfficesView:
    """All posts that were asked for."""

    title: str
    posts: tuple[PostView, ...]
    first: str  # ISO days between which there is something to draw; '' where nothing is dated
    last: str
    note: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Who filled a gap or claimed the post; and where their ties come from."""

    actor: ActorRef
    role: str  # 'filled', 'acting', 'named', 'claimed'
    when: str | None
    words: str
    passages: tuple[Cited, ...]
    backing: tuple[BackingView, ...]


@dataclass(frozen=True, slots=True)
class BackingView:
    """Who supported, sponsored or appointed a candidate, or stood against."""

    actor: ActorRef
    sign: int  # +1 for, -1 against
    words: str
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class HeirView:
    """Whose ties to the partners of the one who fell grew afterwards."""

    actor: ActorRef
    words: str
    before: int  # partners of the fallen with whom ties were recorded before
    after: int  # and after
    partners: tuple[ActorRef, ...]
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """A post or role that fell open. `days_least` and `days_most`: how long, as rough as the dates; None: not told."""

    title: str
    post: str | None  # id of the post; None for a role without an office
    who: ActorRef | None  # who left it
    how: str  # 'killed', 'removed', 'resigned', 'died', 'term ended'
    opened: str | None
    closed: str | None
    days_least: int | None
    days_most: int | None
    words: str
    opening: tuple[Cited, ...]
    candidates: tuple[CandidateView, ...]
    heirs: tuple[HeirView, ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    """All gaps, oldest first."""

    title: str
    gaps: tuple[GapView, ...]
    note: str
