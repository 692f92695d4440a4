"""Relations and qualifiers of ordered pairs of spans.

The network sees a pair in text order; whoever asks gives subject and object. Pairs are scored
window by window.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from allegiance.language.neural.scores import TELLING, QualifierScores, RelationScores, Scores, Spanned
from allegiance.language.neural.vectors import Feed, Place, Vectors, sigmoid, softmax

BATCH = 2_000  # pairs scored at once
Pairs = Sequence[tuple[Spanned, Spanned]]
QUALIFIERS = (("phase", 0, 3), ("polarity", 3, 5), ("certainty", 5, 8))  # columns of the qualifiers' logits
ATTRIBUTED = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of one window."""

    rows: list[int]  # numbers of the pairs
    turned: list[bool]  # whether the subject stands after the object
    probability: Scores  # (P, C) of the classes
    hidden: Scores  # (P, 256) vectors of the pairs
    feed: Feed  # what the qualifiers need of the window
    column: dict[int, int]  # of the further spans that lie in the window


def relation_scores(vectors: Vectors, pairs: Pairs) -> RelationScores:
    """Relations of ordered pairs; zeros where no window holds both spans."""
    meta = vectors.weights.meta
    names = [name for name in meta.classes[1:] if not name.endswith("<")]
    forward = [meta.classes.index(name) for name in names]
    backward = [meta.classes.index(name if name in meta.symmetric else f"{name}<") for name in names]
    relation, back = (np.zeros((len(pairs), len(names)), np.float32) for _ in range(2))
    either = np.zeros(len(pairs), np.float32)
    kept: dict[int, Scores] = {}
    for batch in _batches(vectors, pairs, ()):
        one, two = batch.probability[:, forward], batch.probability[:, backward]
        turned = np.asarray(batch.turned)[:, None]
        relation[batch.rows] = np.where(turned, two, one)
        back[batch.rows] = np.where(turned, one, two)
        some = 1.0 - batch.probability[:, 0]
        either[batch.rows] = some
        kept |= {batch.rows[at]: _vector(batch, at) for at in np.flatnonzero(some >= TELLING).tolist()}
    return RelationScores(relation, back, either, kept)


def _vector(batch: Batch, at: int) -> Scores:
    """Vectors of a pair, its subject and its object, one behind the other (768,)."""
    ends = (batch.feed["early"][at], batch.feed["late"][at])
    subject, other = reversed(ends) if batch.turned[at] else ends
    spans = batch.feed["vectors"]
    return np.concatenate([batch.hidden[at], spans[subject], spans[other]]).astype(np.float32)


def qualifier_scores(
    vectors: Vectors, pairs: Pairs, relation: Sequence[str], speakers: Sequence[Spanned]
) -> QualifierScores:
    """Qualifiers of each pair as (subject, object) of the relation named."""
    meta = vectors.weights.meta
    found = {name: np.zeros((len(pairs), high - low), np.float32) for name, low, high in QUALIFIERS}
    attributed = np.zeros(len(pairs), np.float32)
    speaker = np.zeros((len(pairs), len(speakers)), np.float32)
    for batch in _batches(vectors, pairs, speakers):
        classes = [
            meta.classes.index(
                f"{relation[row]}<" if turned and relation[row] not in meta.symmetric else relation[row]
            )
            for row, turned in zip(batch.rows, batch.turned, strict=True)
        ]
        more: Feed = {"pairs": batch.hidden, "relation": np.asarray(classes, dtype=np.int64)}
        logits, answers = vectors.run("qualifiers", {**batch.feed, **more})
        for name, low, high in QUALIFIERS:
            found[name][batch.rows] = softmax(logits[:, low:high] * meta.scale[name][0])
        attributed[batch.rows] = sigmoid(logits[:, ATTRIBUTED], meta.scale["attributed"])
        share = softmax(answers * meta.scale["speaker"][0])
        for candidate, column in batch.column.items():
            speaker[batch.rows, candidate] = share[:, 1 + column]
    return QualifierScores(found["phase"], found["polarity"], found["certainty"], attributed, speaker)


def _batches(vectors: Vectors, pairs: Pairs, more: Sequence[Spanned]) -> Iterator[Batch]:
    groups: dict[int, list[tuple[int, Place, Place]]] = defaultdict(list)
    for row, (one, two) in enumerate(pairs):
        subject, other = vectors.place(one), vectors.place(two)
        number = vectors.window_of(subject, other) if subject and other and subject != other else None
        if number is not None and subject and other:
            groups[number].append((row, subject, other))
    further = [(number, place) for number, span in enumerate(more) if (place := vectors.place(span))]
    for number, rows in sorted(groups.items()):
        window = vectors.windows[number]
        inside = [(n, place) for n, place in further if window.first <= place[0] and place[1] < window.last]
        for base in range(0, len(rows), BATCH):
            yield _batch(
                vectors, number, rows[base : base + BATCH], pairs, [(n, p, more[n]) for n, p in inside]
            )


def _batch(
    vectors: Vectors,
    number: int,
    rows: list[tuple[int, Place, Place]],
    pairs: Pairs,
    inside: list[tuple[int, Place, Spanned]],
) -> Batch:
    subjects = [(one, vectors.label(pairs[row][0])) for row, one, _ in rows]
    objects = [(two, vectors.label(pairs[row][1])) for row, _, two in rows]
    speakers = [(place, vectors.label(span)) for _, place, span in inside]
    found = vectors.of_spans(number, [*subjects, *objects, *speakers])
    ends = np.asarray([[found.row[one], found.row[two]] for one, two in zip(subjects, objects, strict=True)])
    turned = [one > two for _, one, two in rows]
    ends[turned] = ends[turned][:, ::-1]
    feed: Feed = {
        "vectors": found.vectors,
        "sentence": vectors.sentences(number),
        "first": found.first,
        "early": np.ascontiguousarray(ends[:, 0], dtype=np.int64),
        "late": np.ascontiguousarray(ends[:, 1], dtype=np.int64),
    }
    more: Feed = {"words": vectors.of_window(number), "last": found.last, "kind": found.kind}
    hidden, logits = vectors.run("pairs", {**feed, **more})
    slope, nothing = vectors.weights.meta.scale["pair"]
    logits = logits * slope
    logits[:, 0] += nothing
    column = {n: found.row[place, vectors.label(span)] for n, place, span in inside}
    return Batch([row for row, _, _ in rows], turned, softmax(logits), hidden, feed, column)
