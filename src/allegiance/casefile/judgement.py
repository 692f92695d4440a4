"""Judgements: what people decide. Decisions are rows, state is derived, and undo comes free.

open ──accept──► accepted        an undo voids one earlier judgement; undoing the undo restores it
     ──reject──► rejected        the last judgement that is not void decides
     ──correct─► corrected       a claim that a person added is there while its 'add' is not void
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JudgementKind(StrEnum):
    """What a person may decide about a claim (the first four) or an actor, or add."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    COMMENT = "comment"
    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    ADD = "add"  # a claim or a mention by hand
    UNDO = "undo"


class State(StrEnum):
    """How a claim stands after all judgements."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: by whom, when, why. Which of the last four fields are filled depends on the kind."""

    id: str
    kind: JudgementKind
    target: str  # id of a claim, an actor or a mention by hand
    by: str
    why: str
    recorded: datetime
    field: str | None = None  # correct: the field of the claim; add: 'claim' or 'mention'
    value: str | None = (
        None  # correct: its new value; split: the documents, a JSON array of ids; add: see `by_hand`
    )
    other: str | None = None  # merge: who remains; split: the actor that leaves; apart: who it is not
    undoes: str | None = None  # undo: the judgement that it voids


_STATES = {
    JudgementKind.ACCEPT: State.ACCEPTED,
    JudgementKind.REJECT: State.REJECTED,
    JudgementKind.CORRECT: State.CORRECTED,
    JudgementKind.ADD: State.OPEN,  # whatever an earlier reading of these words was judged to be
}


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no later one voids, without the undos themselves, in the order given."""
    return tuple(j for j in not_void(judgements) if j.kind is not JudgementKind.UNDO)


def not_void(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The same with the undos that no later one voids."""
    void: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.undoes and judgement.id not in void:
            void.add(judgement.undoes)
    return tuple(j for j in judgements if j.id not in void)


def state_of(judgements: Iterable[Judgement]) -> State:
    """The state after judgements that are in force."""
    state = State.OPEN
    for judgement in judgements:
        state = _STATES.get(judgement.kind, state)
    return state


def corrections(judgements: Iterable[Judgement]) -> dict[str, str | None]:
    """Field and new value, the last correction of each field."""
    return {j.field: j.value for j in judgements if j.kind is JudgementKind.CORRECT and j.field}
