"""A plain way from scores to claims, for measuring the network by itself; the product has its own, richer one.

spans ──strings and links──► clusters ──best pair of mentions──► claims with their sentence as quote
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from corpus import CERTAINTIES, KINDS, PHASES, POLARITIES, occurrences, sign

from allegiance.language.neural import Encoded, NeuralReader, SpanScore

SURE = 0.5  # of a span that names its other occurrences
VALUES = {"office": "holds_office", "description": "described_as", "place": "controls"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds, set on held-out training documents."""

    link: float = 0.6
    pair: float = 0.4
    value: float = 0.3
    apart: int = 1  # sentences
    span: float = 0.3  # of an actor
    trust: float = 0.5  # how far the scores of two spans count in that of their pair


def fold(name: str) -> str:
    name = re.sub(r"(’s|'s)$", "", name.lower().strip())
    return re.sub(r"^(the|a|an|its|his|her|their) ", "", re.sub(r"[^\w ]+", " ", name)).strip()


def with_repeats(text: str, actors: list[SpanScore]) -> list[SpanScore]:
    """A name that is an actor somewhere is one wherever it stands free."""
    best: dict[str, SpanScore] = {}
    for s in actors:
        form = text[s.start : s.end]
        if s.score >= SURE and any(c.isupper() for c in form) and len(form) > 1:
            best[form] = max(s, best.get(form, s), key=lambda one: one.score)
    taken = [(s.start, s.end) for s in actors]
    for form, s in sorted(best.items(), key=lambda item: -len(item[0])):
        for start, end in occurrences(form, text):
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                actors = [*actors, SpanScore(start, end, s.label, s.score * 0.8, s.active)]
    return sorted(actors, key=lambda s: (s.start, s.end))


def clusters(encoded: Encoded, text: str, spans: list[SpanScore], limits: Limits) -> list[int]:
    """Cluster number of each span: same strings, last names of persons, then links above the limit."""
    parent = list(range(len(spans)))

    def root(p: int) -> int:
        while parent[p] != p:
            p = parent[p]
        return p

    names = [fold(text[s.start : s.end]) for s in spans]
    first: dict[str, int] = {}
    for p, name in enumerate(names):
        parent[root(p)] = root(first.setdefault(name, p))
    full: dict[str, set[str]] = defaultdict(set)
    for span, name in zip(spans, names, strict=True):
        if span.label == "person" and " " in name:
            full[name.split()[-1]].add(name)
    for span, name in zip(spans, names, strict=True):
        wholes = full.get(name, set())
        if span.label == "person" and len({w.split()[-2] for w in wholes}) == 1:
            for whole in wholes:
                parent[root(first[name])] = root(first[whole])
    links = encoded.link_scores(spans)
    for row in np.argsort(-links.score):
        if links.score[row] < limits.link:
            break
        parent[root(int(links.late[row]))] = root(int(links.early[row]))
    return [root(p) for p in range(len(spans))]


@dataclass(frozen=True, slots=True)
class Carried:
    """A relation carried by one pair of mentions, positions of subject and object in the list of spans."""

    relation: str
    subject: int
    object: int
    score: float


def best_relations(
    reader: NeuralReader,
    encoded: Encoded,
    spans: list[SpanScore],
    group: list[int],
    sentence: list[int],
    limits: Limits,
) -> list[Carried]:
    """For each pair of near mentions of two actors: the strongest sign, and in it the strongest relation."""
    pairs = [
        (a, b)
        for b in range(len(spans))
        for a in range(max(0, b - 60), b)
        if group[a] != group[b] and 0 <= sentence[b] - sentence[a] <= limits.apart
    ]
    scores = encoded.relations([(spans[a], spans[b]) for a, b in pairs])
    signs = np.asarray([sign(name) for name in reader.relations])
    symmetric = np.asarray([name in reader.weights.meta.symmetric for name in reader.relations])
    found = []
    for row, (a, b) in enumerate(pairs):
        forward, back = scores.relation[row], np.where(symmetric, 0.0, scores.back[row])
        sums = {s: float(forward[signs == s].sum() + back[signs == s].sum()) for s in (1, -1, 0)}
        trust = (spans[a].score * spans[b].score) ** limits.trust
        for s, plain in sums.items():
            total = plain * trust
            if total < 0.05:
                continue
            one, two = np.where(signs == s, forward, -1), np.where(signs == s, back, -1)
            if one.max() >= two.max():
                found.append(Carried(reader.relations[int(one.argmax())], a, b, total))
            else:
                found.append(Carried(reader.relations[int(two.argmax())], b, a, total))
    return found


def read_claims(
    reader: NeuralReader,
    name: str,
    text: str,
    sentences: list[tuple[int, int]],
    limits: Limits,
    given: tuple[list[SpanScore], list[int]] | None = None,
) -> list[dict]:
    """Claims of one text in the exchange format; `given` are spans of actors with their clusters."""
    encoded = reader.encode(text, sentences)
    spans = encoded.spans()
    if given:
        actors, group = given
    else:
        actors = with_repeats(text, [s for s in encoded.spans(limits.span) if s.label in KINDS])
        group = clusters(encoded, text, actors, limits)
    values = [s for s in spans if s.label in VALUES]
    starts = np.asarray([a for a, _ in sentences])
    where = lambda span: int(np.searchsorted(starts, span.start, side="right")) - 1  # noqa: E731
    sentence = [where(s) for s in actors]
    carried = best_relations(reader, encoded, actors, group, sentence, limits)
    owner = _values(encoded, reader, actors, values, sentence, [where(v) for v in values])
    claims = _select(carried, group, limits)
    valued = _valued(claims, owner, values, group, limits)
    people = {g: _actor(text, actors, group, g) for g in set(group)}
    return _rows(name, text, encoded, sentences, actors, group, people, valued, where)


def _select(carried: list[Carried], group: list[int], limits: Limits) -> list[Carried]:
    """The best pair of mentions for each two actors and sign."""
    best: dict[tuple, Carried] = {}
    for c in carried:
        key = (frozenset((group[c.subject], group[c.object])), sign(c.relation) or c.relation)
        if c.score >= limits.pair and (key not in best or c.score > best[key].score):
            best[key] = c
    return list(best.values())


def _values(
    encoded: Encoded,
    reader: NeuralReader,
    actors: list[SpanScore],
    values: list[SpanScore],
    sentence: list[int],
    value_sentence: list[int],
) -> dict[tuple[int, int], float]:
    """Score that a value belongs to an actor near it."""
    pairs = [
        (a, v)
        for v in range(len(values))
        for a in range(len(actors))
        if abs(sentence[a] - value_sentence[v]) <= 1
        and not (actors[a].start == values[v].start and actors[a].end == values[v].end)
    ]
    scores = encoded.relations([(actors[a], values[v]) for a, v in pairs]).relation
    return {
        (a, v): float(scores[row, reader.relations.index(VALUES[values[v].label])])
        for row, (a, v) in enumerate(pairs)
    }


Valued = tuple[Carried, SpanScore | None]


def _valued(
    claims: list[Carried],
    owner: dict[tuple[int, int], float],
    values: list[SpanScore],
    group: list[int],
    limits: Limits,
) -> list[Valued]:
    """Claims with their value; values without an object become claims of their own."""
    found: list[Valued] = []
    taken: set[int] = set()
    for c in claims:
        value = None
        if c.relation in ("holds_office", "appointed"):
            person = c.subject if c.relation == "holds_office" else c.object
            fits = [
                (s, v)
                for (a, v), s in owner.items()
                if group[a] == group[person] and values[v].label == "office" and s > 0.1
            ]
            if fits:
                value = values[max(fits)[1]]
                taken |= {v for _, v in fits if fold_near(values[v], value)}
        found.append((c, value))
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (a, v), s in owner.items():
        if v not in taken and s >= limits.value and s > best.get((group[a], v), (0.0, 0, 0))[0]:
            best[group[a], v] = (s, a, v)
    for s, a, v in best.values():
        found.append((Carried(VALUES[values[v].label], a, -1, s), values[v]))
    return found


def fold_near(one: SpanScore, other: SpanScore) -> bool:
    return abs(one.start - other.start) < 400


def _actor(text: str, actors: list[SpanScore], group: list[int], which: int) -> dict:
    forms = [text[s.start : s.end] for s, g in zip(actors, group, strict=True) if g == which]
    kind = Counter(s.label for s, g in zip(actors, group, strict=True) if g == which).most_common(1)[0][0]
    return {"name": max(forms, key=len), "kind": kind, "mentions": sorted(set(forms))}


def _rows(name, text, encoded, sentences, actors, group, people, valued, where) -> list[dict]:
    rows = []
    if not valued:
        return rows
    pairs = [(actors[c.subject], actors[c.object] if c.object >= 0 else v) for c, v in valued]
    quality = encoded.qualifiers(pairs, [c.relation for c, _ in valued], actors)
    for row, ((c, value), (one, two)) in enumerate(zip(valued, pairs, strict=True)):
        low, high = sorted((where(one), where(two)))
        span = (sentences[low][0], sentences[high][1])
        speaker = None
        if quality.attributed[row] > 0.5:
            best = int(quality.speaker[row].argmax()) if len(actors) else 0
            speaker = people[group[best]] if quality.speaker[row].sum() > 0 else "unnamed"
        rows.append(
            {
                "doc": name,
                "subject": people[group[c.subject]],
                "relation": c.relation,
                "object": people[group[c.object]] if c.object >= 0 else None,
                "value": text[value.start : value.end] if value else None,
                "phase": PHASES[int(quality.phase[row].argmax())],
                "polarity": POLARITIES[int(quality.polarity[row].argmax())],
                "certainty": CERTAINTIES[int(quality.certainty[row].argmax())],
                "said_by": speaker,
                "when": None,
                "evidence": [text[span[0] : span[1]]],
                "spans": [list(span)],
                "score": c.score,
            }
        )
    return rows
