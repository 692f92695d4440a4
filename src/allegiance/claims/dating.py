"""Dating: which time expression of a sentence a finding belongs to.

The nearest one in the tree wins: a time in the clause of the trigger, then one in a clause above it. A time inside
another clause says nothing about this one.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from allegiance.interval import Interval
from allegiance.language.parse import Sentence
from allegiance.language.time import TimeExpression

_REACH = 5  # steps in the tree between a trigger and its time


def time_of(sentence: Sentence, trigger: Token, times: Sequence[TimeExpression]) -> Interval | None:
    """The interval that dates the clause of the trigger; None where the sentence gives no time for it."""
    best: tuple[int, int] | None = None
    chosen: Interval | None = None
    for time in times:
        if time.interval is None or not sentence.start <= time.start < sentence.end:
            continue
        token = sentence.token_at(time.start)
        if token is None:
            continue
        steps = _distance(token, trigger)
        rank = (steps, abs(token.i - trigger.i))
        if steps <= _REACH and (best is None or rank < best):
            best, chosen = rank, time.interval
    return chosen


def _distance(a: Token, b: Token) -> int:
    """Steps between two words in the dependency tree; subordinate clauses on the way count double."""
    above_a, above_b = _path(a), _path(b)
    common = next((i for i in above_a if i in above_b), None)
    if common is None:
        return _REACH + 1
    return above_a[common] + above_b[common]


def _path(token: Token) -> dict[int, int]:
    path, steps = {token.i: 0}, 0
    while token.head.i != token.i:
        steps += 2 if token.dep_ in ("ccomp", "advcl", "relcl", "parataxis") else 1
        token = token.head
        path[token.i] = steps
    return path
