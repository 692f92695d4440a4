"""Measure weights: spans, relations with the actors given, and claims from raw text.

    python training/evaluate.py --gold DIR --data DIR --scorer score.py --weights DIR --out FILE [--heldout 40]
                                [--calibrate] [--measure DIR]

Calibration and thresholds are set on held-out documents of GOLD only; MEASURE (for example another folder of
annotated documents) is looked at and nothing else.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from auxiliary import read_re3d
from calibration import calibrate
from corpus import ACTOR, KINDS, NAMED, SPAN_LABELS, Example, read_gold
from decode import Limits, read_claims
from setting import RE3D_REPORTED, heldout_names, load_tokenizer, parse_sentences
from stance import stance_figures

from allegiance.language.neural import NeuralReader, SpanScore

PAIR_LIMITS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
GIVEN: tuple[dict, ...] = ({},)
RAW: tuple[dict, ...] = ({}, {"span": 0.2}, {"span": 0.4}, {"trust": 1.0}, {"link": 0.4}, {"apart": 2})


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("--gold", "--data", "--scorer", "--weights", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--heldout", type=int, default=40)
    parser.add_argument("--calibrate", action="store_true")
    return parser.parse_args()


def sentence_spans(example: Example) -> list[tuple[int, int]]:
    words = example.words
    return [
        (words.starts[members[0]], words.ends[members[-1]])
        for _, group in itertools.groupby(range(len(words.starts)), key=words.sentence.__getitem__)
        for members in [list(group)]
    ]


def points(example: Example, label: int) -> list[tuple[int, int]]:
    words = example.words
    return [(words.starts[s.first], words.ends[s.last]) for s in example.spans if s.label == label]


def span_figures(found: list[list[tuple[int, int]]], right: list[list[tuple[int, int]]]) -> dict[str, float]:
    """Exact and overlapping F1 over documents."""
    n_found, n_right = sum(map(len, found)), sum(map(len, right))
    exact = sum(len(set(f) & set(r)) for f, r in zip(found, right, strict=True))
    over_p = sum(any(a < d and c < b for c, d in r) for f, r in zip(found, right, strict=True) for a, b in f)
    over_r = sum(any(a < d and c < b for c, d in f) for f, r in zip(found, right, strict=True) for a, b in r)
    f1 = lambda p, r: round(2 * p * r / (p + r), 3) if p + r else 0.0  # noqa: E731
    share = lambda a, b: a / b if b else 0.0  # noqa: E731
    return {
        "exact": f1(share(exact, n_found), share(exact, n_right)),
        "overlap": f1(share(over_p, n_found), share(over_r, n_right)),
        "exact_p": round(share(exact, n_found), 3),
        "exact_r": round(share(exact, n_right), 3),
        "found": n_found,
        "gold": n_right,
    }


def spans_of(reader: NeuralReader, examples: list[Example]) -> dict[str, dict[str, float]]:
    found = [reader.encode(e.text, sentence_spans(e)).spans() for e in examples]
    figures = {}
    for label in range(NAMED):
        names = KINDS if label == ACTOR else (SPAN_LABELS[label],)
        figures[SPAN_LABELS[label]] = span_figures(
            [[(s.start, s.end) for s in spans if s.label in names] for spans in found],
            [points(e, label) for e in examples],
        )
    kinds = [
        (s.label, KINDS[g.kind])
        for e, spans in zip(examples, found, strict=True)
        for s in spans
        for g in e.spans
        if g.label == ACTOR
        and (e.words.starts[g.first], e.words.ends[g.last]) == (s.start, s.end)
        and s.label in KINDS
    ]
    figures["kind right on exact spans"] = round(sum(a == b for a, b in kinds) / max(1, len(kinds)), 3)
    return figures


def re3d_spans(reader: NeuralReader, examples: list[Example]) -> dict[str, dict[str, float]]:
    right = [points(e, NAMED) for e in examples]
    encoded = [reader.encode(e.text, sentence_spans(e)) for e in examples]
    return {
        "names()": span_figures([[(s.start, s.end) for s in e.names()] for e in encoded], right),
        "spans()": span_figures(
            [[(s.start, s.end) for s in e.spans() if s.label in KINDS] for e in encoded], right
        ),
    }


def gold_actors(example: Example) -> tuple[list[SpanScore], list[int]]:
    actors = [s for s in example.spans if s.label == ACTOR]
    numbers = {cluster: n for n, cluster in enumerate(dict.fromkeys(s.cluster for s in actors))}
    spans = [
        SpanScore(example.words.starts[s.first], example.words.ends[s.last], KINDS[s.kind], 1.0)
        for s in actors
    ]
    return spans, [numbers[s.cluster] for s in actors]


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_claims(scorer: ModuleType, gold: Path, names: set[str], claims: list[dict]) -> dict:
    """The official scorer on some documents of a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "gold"
        folder.mkdir()
        for name in names:
            (folder / f"{name}.json").write_bytes((gold / f"{name}.json").read_bytes())
        lines = Path(scratch) / "claims.jsonl"
        lines.write_text("".join(json.dumps(c) + "\n" for c in claims), "utf8")
        return scorer.score(str(folder), str(lines))[0]


def claims_of(reader: NeuralReader, examples: list[Example], limits: Limits, given: bool) -> list[dict]:
    return [
        c
        for e in examples
        for c in read_claims(
            reader, e.name, e.text, sentence_spans(e), limits, gold_actors(e) if given else None
        )
    ]


def tuned(
    reader: NeuralReader, scorer: ModuleType, gold: Path, examples: list[Example], given: bool
) -> Limits:
    """Limits with the best sum of pair and typed F1."""
    names = {e.name for e in examples}
    best, chosen = -1.0, Limits()
    for limits in [Limits(value=0.15, pair=0.1, **change) for change in (GIVEN if given else RAW)]:
        loose = claims_of(reader, examples, limits, given)
        for pair in PAIR_LIMITS:
            figures = score_claims(scorer, gold, names, [c for c in loose if c["score"] >= pair])
            total = figures["pair"]["f1"] + figures["typed"]["f1"]
            if total > best:
                best, chosen = total, replace(limits, pair=pair, value=max(0.15, pair))
    return chosen


def measure(reader, scorer, folder, examples, limits) -> dict:
    names = {e.name for e in examples}
    return {"documents": len(examples), "spans": spans_of(reader, examples)} | {
        kind: score_claims(
            scorer, folder, names, claims_of(reader, examples, limits[kind], kind == "actors given")
        )
        for kind in ("actors given", "raw text")
    }


def report(
    weights: Path, gold: Path, data: Path, scorer_path: Path, heldout: int, measured: Path | None, fit: bool
) -> dict:
    """All figures of a folder of weights; with `fit` the calibration is set first."""
    tokenizer, sentences = load_tokenizer(), parse_sentences()
    scorer = load_scorer(scorer_path)
    names = heldout_names(sorted(p.stem for p in gold.glob("*.json")), heldout)
    held = read_gold(gold, tokenizer, sentences, names)
    reader = NeuralReader.load(weights)
    found: dict = {"version": reader.version}
    if fit:
        found["calibration"] = calibrate(reader, held, sentence_spans, weights)
        reader = NeuralReader.load(weights)
    limits = {
        "actors given": tuned(reader, scorer, gold, held, True),
        "raw text": tuned(reader, scorer, gold, held, False),
    }
    found["limits"] = {kind: asdict(value) for kind, value in limits.items()}
    found["held out"] = measure(reader, scorer, gold, held, limits)
    if measured:
        examples = read_gold(measured, tokenizer, sentences)
        found["measured"] = measure(reader, scorer, measured, examples, limits)
    reported = [e for e in read_re3d(data / "re3d", tokenizer, sentences) if e.name in RE3D_REPORTED]
    found["re3d"] = re3d_spans(reader, reported)
    return found


def main() -> None:
    options = arguments()
    found = report(
        options.weights,
        options.gold,
        options.data,
        options.scorer,
        options.heldout,
        options.measure,
        options.calibrate,
    )
    found["stance"] = stance_figures(options.weights, options.data / "dse")
    options.out.write_text(json.dumps(found, indent=1) + "\n", "utf8")
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
