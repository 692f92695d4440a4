"""Make scores mean something: fit slope and offset of each head on held-out documents, report the error left.

held-out documents + reader with plain scores ──► meta.json with `scale` and the best span threshold
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from corpus import (
    ACTOR,
    CERTAINTIES,
    CLASSES,
    KINDS,
    NAMED,
    PHASES,
    POLARITIES,
    RELATIONS,
    SPAN_LABELS,
    SYMMETRIC,
    Example,
)
from loss import Cut, candidate_pairs
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from allegiance.language.neural import NeuralReader, SpanScore
from allegiance.language.neural.windows import Window

Array = NDArray[np.float64]
Cutter = Callable[[Example], list[tuple[int, int]]]
FEWEST = 15  # right spans of a label, for a calibration of its own
THRESHOLDS = (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def expected_error(score: Array, right: Array, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    which = np.minimum((score * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(score[which == b].mean() - right[which == b].mean()) * (which == b).mean()
            for b in range(bins)
            if (which == b).any()
        )
    )


def logit(score: Array) -> Array:
    clipped = np.clip(score, 1e-6, 1 - 1e-6)
    return np.log(clipped / (1 - clipped))


def fit(score: Array, right: Array) -> tuple[float, float]:
    """Slope and offset on logits (Platt)."""
    model = LogisticRegression(C=100.0).fit(logit(score)[:, None], right)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def apply(score: Array, scale: tuple[float, float]) -> Array:
    return 1 / (1 + np.exp(-(logit(score) * scale[0] + scale[1])))


def gold_spans(example: Example) -> list[SpanScore]:
    words = example.words
    return [
        SpanScore(
            words.starts[s.first],
            words.ends[s.last],
            KINDS[s.kind] if s.label == ACTOR else SPAN_LABELS[s.label],
            1.0,
        )
        for s in example.spans
    ]


def calibrate(reader: NeuralReader, examples: list[Example], sentences: Cutter, weights: Path) -> dict:
    """Fit all heads of a reader not yet calibrated; writes meta.json, returns the errors before and after."""
    meta = json.loads((weights / "meta.json").read_text("utf8"))
    report: dict = {}
    encoded = [reader.encode(e.text, sentences(e)) for e in examples]
    table, active = span_rows(encoded, examples)
    for number, label in enumerate(SPAN_LABELS[:NAMED]):
        score, right = table[table[:, 0] == number, 1], table[table[:, 0] == number, 2]
        if right.sum() >= FEWEST:
            _binary(label, score, right, meta, report)
        total = sum(s.label == number for e in examples for s in e.spans)
        meta["span_threshold"][number] = best_threshold(apply(score, meta["scale"][label]), right, total)
    _binary("active", *active, meta, report)
    _binary("link", *link_rows(encoded, examples), meta, report)
    probability, goal, pairs = pair_rows(encoded, examples)
    meta["scale"]["pair"] = _fit_classes(probability, goal)
    report["pair"] = {
        "before": expected_error(1 - probability[:, 0], (goal > 0).astype(float)),
        "after": expected_error(
            1 - _rescaled(probability, meta["scale"]["pair"])[:, 0], (goal > 0).astype(float)
        ),
    }
    _qualifiers(encoded, pairs, meta, report)
    (weights / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf8")
    return report


def _binary(name: str, score: Array, right: Array, meta: dict, report: dict) -> None:
    meta["scale"][name] = fit(score, right)
    report[name] = {
        "before": expected_error(score, right),
        "after": expected_error(apply(score, meta["scale"][name]), right),
        "rows": len(score),
    }


def span_rows(encoded: list, examples: list[Example]) -> tuple[Array, tuple[Array, Array]]:
    """Label, score and rightness of the spans that survive; scores of 'active' on the right ones."""
    rows, active = [], []
    for e, one in zip(examples, encoded, strict=True):
        words = e.words
        gold = {(words.starts[s.first], words.ends[s.last], s.label): s.active for s in e.spans}
        for s in one.spans(0.03):
            label = ACTOR if s.label in KINDS else SPAN_LABELS.index(s.label)
            key = (s.start, s.end, label)
            rows.append((label, s.score, key in gold))
            if key in gold:
                active.append((s.active, gold[key]))
    other = np.asarray(active, dtype=float)
    return np.asarray(rows, dtype=float), (other[:, 0], other[:, 1])


def best_threshold(score: Array, right: Array, total: int) -> float:
    """The threshold with the best F2 on exact spans, `total` of which are annotated.

    A span too many costs little, because the scores of claims count its own; one too few takes its claims with it.
    """

    def f2(limit: float) -> float:
        return float(5 * right[score >= limit].sum() / max(1, (score >= limit).sum() + 4 * total))

    return max(THRESHOLDS, key=f2)


def link_rows(encoded: list, examples: list[Example]) -> tuple[Array, Array]:
    rows = []
    for e, one in zip(examples, encoded, strict=True):
        actors = [s for s in e.spans if s.label == ACTOR]
        links = one.link_scores([s for s in gold_spans(e) if s.label in KINDS])
        for a, b, s in zip(links.early, links.late, links.score, strict=True):
            rows.append((s, actors[a].cluster == actors[b].cluster))
    table = np.asarray(rows, dtype=float)
    return table[:, 0], table[:, 1]


def pair_rows(encoded: list, examples: list[Example]) -> tuple[Array, NDArray[np.int64], list]:
    """Class probabilities and goals of candidate pairs, and the pairs that carry a claim."""
    tables, goals, positive = [], [], []
    directed = [RELATIONS.index(name) for name in RELATIONS if name not in SYMMETRIC]
    for number, (e, one) in enumerate(zip(examples, encoded, strict=True)):
        whole = Cut(
            e,
            Window(0, len(e.words.starts), 0),
            e.spans,
            list(range(len(e.spans))),
            torch.tensor(e.words.sentence),
        )
        spans, pairs = gold_spans(e), candidate_pairs(whole, random.Random(number))
        scores = one.relations([(spans[a], spans[b]) for a, b, _ in pairs])
        reached = scores.any > 0
        table = np.concatenate([1 - scores.any[:, None], scores.relation, scores.back[:, directed]], axis=1)
        tables.append(table[reached])
        goals.append(np.asarray([labels[0].relation if labels else 0 for _, _, labels in pairs])[reached])
        positive += [
            (number, spans[a], spans[b], label)
            for (a, b, labels), r in zip(pairs, reached, strict=True)
            if r
            for label in labels[:1]
        ]
    return np.concatenate(tables).astype(float), np.concatenate(goals), positive


def _rescaled(probability: Array, scale: tuple[float, float]) -> Array:
    logits = np.log(np.clip(probability, 1e-9, 1)) * scale[0]
    logits[:, 0] += scale[1]
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def _fit_classes(probability: Array, goal: NDArray[np.int64]) -> tuple[float, float]:
    def cost(scale: tuple[float, float]) -> float:
        return float(-np.log(_rescaled(probability, scale)[np.arange(len(goal)), goal] + 1e-9).mean())

    grid = [(slope, offset) for slope in np.arange(0.5, 1.5, 0.1) for offset in np.arange(-2.0, 3.1, 0.25)]
    slope, offset = min(grid, key=cost)
    return float(slope), float(offset)


def _qualifiers(encoded: list, pairs: list, meta: dict, report: dict) -> None:
    """Slopes of the qualifiers on the pairs that carry a claim."""
    parts: dict[str, list] = {name: [] for name in ("phase", "polarity", "certainty", "attributed")}
    for number, early, late, label in pairs:
        name = CLASSES[label.relation]
        pair = (late, early) if name.endswith("<") else (early, late)
        scores = encoded[number].qualifiers([pair], [name.rstrip("<")])
        for part in ("phase", "polarity", "certainty"):
            parts[part].append((getattr(scores, part)[0], getattr(label, part)))
        parts["attributed"].append((scores.attributed[0], label.attributed))
    for part, names in (("phase", PHASES), ("polarity", POLARITIES), ("certainty", CERTAINTIES)):
        table, goal = (
            np.stack([p for p, _ in parts[part]]).astype(float),
            np.asarray([g for _, g in parts[part]]),
        )
        cost = lambda slope: -np.log(_sharpened(table, slope)[np.arange(len(goal)), goal]).mean()  # noqa: B023, E731
        slope = float(min(np.arange(0.4, 1.6, 0.1), key=cost))
        meta["scale"][part] = (slope, 0.0)
        top = _sharpened(table, slope)
        report[part] = {
            "right": float((table.argmax(1) == goal).mean()),
            "most common": float(np.bincount(goal, minlength=len(names)).max() / len(goal)),
            "after": expected_error(top.max(1), (top.argmax(1) == goal).astype(float)),
        }
    score = np.asarray([s for s, _ in parts["attributed"]], dtype=float)
    _binary("attributed", score, np.asarray([g for _, g in parts["attributed"]], dtype=float), meta, report)
    said = float(np.mean([g for _, g in parts["attributed"]]))
    report["attributed"]["most common"] = max(said, 1 - said)
    report["attributed"]["right"] = float(
        ((score > 0.5) == np.asarray([g for _, g in parts["attributed"]])).mean()
    )


def _sharpened(table: Array, slope: float) -> Array:
    powered = np.clip(table, 1e-9, 1) ** slope
    return powered / powered.sum(axis=1, keepdims=True)
