"""Drafts by the trained reader: for every two actors mentioned near each other, the relations that its scores carry.

mention, mention ──scores by relation and direction──► the strongest sign, and in it the strongest relation
mention, value   ──score──► holds_office, described_as, controls
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.holders import belongs, head_of, holder
from allegiance.claims.kinship import as_told
from allegiance.claims.offices import bodies_beside
from allegiance.claims.relations import relation
from allegiance.claims.titles import spelled_out
from allegiance.claims.who import Placed, Who
from allegiance.language.inflection import verb_forms
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.neural import Encoded, Spanned, SpanScore
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reading

LEAST = 0.02  # scores below this are not looked at
_APART = 1  # sentences between two mentions of one claim
_BACK = 30  # mentions that one looks back at: bounds the work in long lists of names
_TRUST = 0.5  # how far the scores of two spans count in that of their pair
_VALUED = frozenset({"holds_office", "described_as", "controls"})
_ROLES = frozenset({"leads", "member_of"})
_VALUE_OF = {"office": "holds_office", "description": "described_as", "place": "controls"}

_WHEREABOUTS = frozenset(
    form for lemma in "live reside dwell stay study travel arrive".split() for form in verb_forms(lemma)
)

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of the scores: names of the relations, which columns have which sign.

    A column beyond the names is the relation with the later mention as subject; a symmetric one has none.
    """

    names: tuple[str, ...]
    of_sign: tuple[NDArray[np.intp], ...]  # together, against, neither


def network_drafts(reading: Reading, who: Who) -> Iterator[Draft]:
    """Drafts of all pairs, ties in the text each for itself; empty where grammar reads alone."""
    if reading.encoded is None:
        return
    table = _table(reading.encoded)
    yield from _between(reading, reading.encoded, who, table)
    yield from _valued(reading, reading.encoded, who, table)


def _table(encoded: Encoded) -> _Table:
    names = encoded.relation_names
    known = [relation(name) for name in names]
    symmetric = np.asarray([r.symmetric for r in known])
    signs = np.asarray([r.sign for r in known] * 2)
    usable = np.concatenate([np.ones(len(names), bool), ~symmetric])
    return _Table(names, tuple(np.flatnonzero((signs == sign) & usable) for sign in (1, -1, 0)))


def _between(reading: Reading, encoded: Encoded, who: Who, table: _Table) -> Iterator[Draft]:
    pairs = list(_pairs(who.placed))
    if not pairs:
        return
    scores = encoded.relations([(a.mention, b.mention) for a, b in pairs])
    both = np.concatenate([scores.relation, scores.back], axis=1)
    totals = np.stack([both[:, columns].sum(axis=1) for columns in table.of_sign], axis=1)
    for row in np.flatnonzero(scores.any >= LEAST).tolist():
        early, late = pairs[row]
        trust = (early.mention.score * late.mention.score) ** _TRUST
        for name, score, own, turned in _likely(both[row], totals[row], table):
            if name in _VALUED:
                continue  # said of a value: an office, a place, a portrayal
            one, two = (late, early) if turned else (early, late)
            if name == "leads" and belongs(reading.sentences[two.sentence], who, one, two):
                name = "member_of"
            if name not in _ROLES or not _told_of_another(reading, who, one, two):
                kin = as_told(reading, who, early, late) if name == "relative_of" else None
                one, two, value = kin or (one, two, None)
                draft = _draft(reading, one, two, name, score * trust, own * trust)
                if not _merely_there(draft):
                    yield replace(draft, value=value, vector=scores.vectors.get(row))


def _merely_there(draft: Draft) -> bool:
    """Whether the words only say where somebody is: 'Sadr has lived in Iran' tells nothing of the two."""
    if draft.trigger.lower_ not in _WHEREABOUTS:
        return False
    mentions = [span for span in draft.pair or () if isinstance(span, Mention)]
    words = [draft.last.token_at(mention.head) for mention in mentions]
    return any(w is not None and w.dep_ == "pobj" and w.head.head.i == draft.trigger.i for w in words)


def _told_of_another(reading: Reading, who: Who, person: Placed, body: Placed) -> bool:
    """Whether the words say of somebody else that they lead the body or belong to it."""
    if person.actor.kind is not ActorKind.PERSON or body.actor.kind is ActorKind.PERSON:
        return False
    told = head_of(reading.sentences[body.sentence], who, body.mention)
    return told is not None and told != person.actor


def _pairs(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    for index, late in enumerate(placed):
        for early in placed[max(0, index - _BACK) : index]:
            apart = late.sentence - early.sentence
            pronouns = Form.PRONOMINAL in (early.mention.form, late.mention.form)
            if apart <= (0 if pronouns else _APART) and early.actor != late.actor:
                yield early, late


def _likely(both: Scores, totals: Scores, table: _Table) -> Iterator[tuple[str, float, float, bool]]:
    """Relations worth a look: name, score of all of its sign, own score, whether the later mention is the subject.

    That the two stand together or against each other is often clear where the relation is not: the strongest of a
    sign speaks for all of it, others for themselves. `both` (2 R,) holds the scores of the earlier mention as subject,
    then of the later one, `totals` (3,) their sums by sign.
    """
    for columns, total in zip(table.of_sign, totals.tolist(), strict=True):
        if total < LEAST:
            continue
        scores = both[columns]
        ranked = columns[np.argsort(-scores, kind="stable")][: max(1, int((scores >= LEAST).sum()))]
        for place, column in enumerate(ranked.tolist()):
            turned, name = divmod(column, len(table.names))
            own = float(both[column])
            yield table.names[name], own if place else total, own, bool(turned)


def _draft(reading: Reading, subject: Placed, other: Placed, name: str, score: float, own: float) -> Draft:
    low, high = sorted((subject.sentence, other.sentence))
    last = reading.sentences[high]
    inside = [p.mention for p in (subject, other) if p.sentence == high]
    return Draft(
        subject=subject.actor,
        relation=name,
        object=other.actor,
        value=None,
        first=reading.sentences[low],
        last=last,
        trigger=_governor(last, [m.head for m in inside]),
        subject_at=subject.mention.head,
        phase=Phase.HOLDS,
        witness=Witness.NETWORK,
        score=score,
        own=own,
        reason=f"network: '{subject.mention.text}' and '{other.mention.text}', {score:.2f}",
        pair=(subject.mention, other.mention),
    )


def _valued(reading: Reading, encoded: Encoded, who: Who, table: _Table) -> Iterator[Draft]:
    pairs = list(_value_pairs(reading, who))
    if not pairs:
        return
    scores = encoded.relations([(placed.mention, value) for placed, value, _ in pairs])
    likely = []
    made = {}
    for row, (placed, value, sentence) in enumerate(pairs):
        score = float(scores.relation[row, table.names.index(_VALUE_OF[value.label])])
        if score >= LEAST:
            likely.append((placed, value, sentence, score))
            made[placed.mention.start, placed.mention.end, value] = scores.vectors.get(row)
    likely = best_of_overlapping(likely)
    bodies = bodies_beside(reading, encoded, who, [row[:3] for row in likely])
    for (placed, value, sentence, score), body in zip(likely, bodies, strict=True):
        draft = _value_draft(reading, placed, value, sentence, _VALUE_OF[value.label], score)
        draft = replace(draft, vector=made[placed.mention.start, placed.mention.end, value])
        yield draft if body is None else replace(draft, object=body[0], own=score * body[1])


def best_of_overlapping(
    found: Sequence[tuple[Placed, SpanScore, int, float]],
) -> list[tuple[Placed, SpanScore, int, float]]:
    """The best of overlapping values of one actor: 'notorious drug lord' or 'notorious', not both."""
    kept: list[tuple[Placed, SpanScore, int, float]] = []
    for placed, value, sentence, score in sorted(found, key=lambda row: -row[3]):
        rivals = (v for p, v, _, _ in kept if p.actor == placed.actor and v.label == value.label)
        if not any(v.start < value.end and value.start < v.end and v is not value for v in rivals):
            kept.append((placed, value, sentence, score))
    return sorted(kept, key=lambda row: (row[0].mention.start, row[1].start))


def _value_pairs(reading: Reading, who: Who) -> Iterator[tuple[Placed, SpanScore, int]]:
    for value in reading.values:
        if value.label not in _VALUE_OF:
            continue
        here = next((s.index for s in reading.sentences if s.start <= value.start < s.end), None)
        if here is None:
            continue
        held_by = holder(reading.sentences[here], who, value) if value.label == "office" else None
        for placed in who.placed:
            itself = (placed.mention.start, placed.mention.end) == (value.start, value.end)
            if placed.sentence == here and not itself and held_by in (None, placed.actor):
                yield placed, value, here


def _value_draft(
    reading: Reading, placed: Placed, value: SpanScore, sentence: int, name: str, score: float
) -> Draft:
    here = reading.sentences[sentence]
    words = reading.document.text[value.start : value.end]
    span: Spanned = value
    return Draft(
        subject=placed.actor,
        relation=name,
        object=None,
        value=spelled_out(words) if name == "holds_office" else words,
        first=here,
        last=here,
        trigger=_governor(here, [value.end - 1]),
        subject_at=placed.mention.head,
        phase=Phase.HOLDS,
        witness=Witness.NETWORK,
        score=score,
        own=score,
        reason=f"network: '{placed.mention.text}' and '{words}', {score:.2f}",
        pair=(placed.mention, span),
    )


def _governor(sentence: Sentence, offsets: Sequence[int]) -> Token:
    """The word that governs all of these places: the lowest common ancestor in the tree."""
    tokens = [t for offset in offsets if (t := sentence.token_at(offset)) is not None]
    if not tokens:
        return sentence.span.root
    common = tokens[0]
    for token in tokens[1:]:
        above = {common.i, *(a.i for a in common.ancestors)}
        while token.i not in above and token.head.i != token.i:
            token = token.head
        common = token
    return common if len(tokens) > 1 or common.head.i == common.i else common.head
