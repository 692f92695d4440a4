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

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
_ASIDE = frozenset({"relcl", "ccomp"})
_REACH = 4  # steps in the tree between a trigger and its time


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


def only_time(sentence: Sentence, trigger: Token, times: Sequence[TimeExpression]) -> Interval | None:
    """The time of a sentence that gives just one, unless it stands in a clause about something else."""
    given = [t for t in times if t.interval is not None and sentence.start <= t.start < sentence.end]
    token = sentence.token_at(given[0].start) if given else None
    if token is None or len({t.interval for t in given}) > 1:
        return None
    while token.head.i != token.i:
        if token.dep_ in _ASIDE and trigger not in token.subtree:
            return None
        token = token.head
    return given[0].interval


def time_beside(sentence: Sentence, offset: int, times: Sequence[TimeExpression]) -> Interval | None:
    """The years in brackets after a name: 'Haider al-Abadi (2014-18)'. `offset` is that of the name's last word."""
    name = sentence.token_at(offset)
    if name is None:
        return None
    end = offset + len(name)
    beside = (t for t in times if end < t.start <= end + 3 and sentence.text[end : t.start].strip() == "(")
    return next((t.interval for t in beside if t.interval is not None), None)


def time_around(
    sentence: Sentence, sentences: Sequence[Sentence], times: Sequence[TimeExpression]
) -> Interval | None:
    """The one month that the neighbouring sentences of the paragraph name, as a rough date; None where several do.

    For turns only ('re-established their relationship'), which are told together with what occasioned them.
    """
    near = [
        s
        for s in sentences[max(sentence.index - 1, 0) : sentence.index + 2]
        if s.passage is sentence.passage and s.index != sentence.index
    ]
    months = {
        found.start.strftime("%Y-%m")
        for t in times
        if any(s.start <= t.start < s.end for s in near)
        and (found := t.interval) is not None
        and found.start is not None
        and found.end is not None
        and (found.end - found.start).days <= 31
    }
    return Interval.parse(f"{months.pop()}~") if len(months) == 1 else None


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
        steps += 3 if token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ == "VERB") else 1
        token = token.head
        path[token.i] = steps
    return path
