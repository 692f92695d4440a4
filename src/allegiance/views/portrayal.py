"""Portrayal and conduct: how an actor is described, beside what it is recorded doing. Ready to draw.

Agreement, contradiction or nothing recorded; no verdict beyond that. Every line carries its passages.
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef


@dataclass(frozen=True, slots=True)
class ConductLine:
    """One recorded act or tie beside a description. `speaks`: 'for', 'against'."""

    sentence: str
    when: str
    speaks: str
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PortrayalLine:
    """One description and what is recorded beside it.

    `by`: 'itself', 'its own people', or the name of the speaker or publisher. `finding`: 'agrees', 'contradicts',
    'both', 'nothing recorded' or 'nothing to compare'; `compared`: what was looked for, in words.
    """

    description: str
    by: str
    by_itself: bool
    speakers: tuple[str, ...]
    when: str
    stance: str | None
    targets: tuple[ActorRef, ...]
    finding: str
    compared: str
    marks: tuple[str, ...]
    passages: tuple[Cited, ...]
    conduct: tuple[ConductLine, ...]


@dataclass(frozen=True, slots=True)
class PortrayalView:
    """All descriptions of an actor, its own first."""

    actor: ActorRef
    own: tuple[PortrayalLine, ...]
    others: tuple[PortrayalLine, ...]
    summary: str
    note: str
