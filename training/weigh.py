"""Fit the weights that make one calibrated score of grammar and network.

    python training/weigh.py --gold GOLD/train [FURTHER …] --scorer GOLD/score.py --documents NAMES.txt
                             [--also NAMES.txt WEIGHTS]… [--grammar]

NAMES.txt lists annotated documents that the network was NOT trained on, one stem a line, each in one of the folders.
Documents that it was trained on can help all the same, read with the weights of an earlier release that was not
(cross-fitting): they are fitted on, never measured on. So should our own texts be ('own-…') and single sentences
('dse-…'): they hold what is rare in the others, and are right more often, which a coefficient for each of the two kinds
takes up that is not kept.
Writes src/allegiance/claims/weights.json: coefficients, thresholds of the three levels with their measured precision
and recall (by cross-validation over documents), and the calibration error. Deterministic.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import PCA
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import allegiance.claims
from allegiance.actors.actor import Actor
from allegiance.actors.resolve import Register
from allegiance.claims.extract import proposals
from allegiance.claims.groups import Group, features, groups, vector
from allegiance.claims.who import Who
from allegiance.documents import read_document
from allegiance.language.neural import NeuralReader
from allegiance.language.reading import Reader, TrainedReader

TARGET = Path(allegiance.claims.__file__).parent / "weights.json"
STRICT_RECALL = 0.15  # of the strict level, as near as may be
PART = 256  # numbers of a vector for the pair, its subject and its object each
DIRECTIONS = (64, 32, 32)  # of each part, those in which the vectors differ most
WEAKER = 0.1  # how much less one of them counts than a feature before anything is fitted

KINDS = {"own-": "our own text", "dse-": "a single sentence"}  # by name; their coefficients are not kept

Found = tuple[dict[str, float], Any]  # features of a group, and its vector or None


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--gold", type=Path, nargs="+", required=True)
    options.add_argument("--scorer", type=Path, required=True)
    options.add_argument("--documents", type=Path, required=True)
    options.add_argument("--grammar", action="store_true", help="fit for grammar alone")
    options.add_argument("--strength", type=float, default=0.15, help="inverse of the regularisation")
    options.add_argument(
        "--also",
        nargs=2,
        type=Path,
        action="append",
        default=[],
        metavar=("NAMES", "WEIGHTS"),
        help="documents to read with these weights, fitted on only",
    )
    given = options.parse_args()
    reader = Reader() if given.grammar else Reader.best()
    examples = Examples()
    examples.add(given.documents, reader, given, measured=True)
    for names, weights in given.also:
        examples.add(names, TrainedReader(NeuralReader.load(weights)), given, measured=False)
    _report(examples, given.strength, reader)


class Examples:
    """Groups of claims found in annotated documents, each right or wrong."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.right: list[bool] = []
        self.document: list[int] = []
        self.measured: list[bool] = []
        self.gold = 0  # claims annotated in the measured documents
        self._documents = 0

    def add(self, names: Path, reader: Reader, given: argparse.Namespace, measured: bool) -> None:
        """Read the documents that a file names, and ask the scorer about what is found in them."""
        scorer = _module(given.scorer)
        for name in names.read_text(encoding="utf-8").split():
            folder = _folder(name, given.gold)
            mark = {kind: 1.0 for start, kind in KINDS.items() if name.startswith(start)}
            truth = scorer.Gold(folder / f"{name}.json")
            by_key = scorer.by_key(truth.claims)
            self.gold += len(truth.claims) if measured else 0
            self._documents += 1
            for (found, made), row in _groups(folder / "texts" / f"{name}.txt", reader):
                self.found.append((found | mark, made))
                self.right.append(bool(scorer.matches(scorer.resolved([row], truth)[0], by_key)))
                self.document.append(self._documents)
                self.measured.append(measured)


def _folder(name: str, folders: list[Path]) -> Path:
    found = next((folder for folder in folders if (folder / f"{name}.json").exists()), None)
    if found is None:
        raise SystemExit(f"{name}.json lies in none of {', '.join(map(str, folders))}")
    return found


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _groups(path: Path, reader: Reader) -> Iterator[tuple[Found, dict[str, Any]]]:
    reading = reader.read(read_document(path))
    actors = [r.actor for r in Register().resolve(reading.document.id, reading.chains)]
    forms = {actor.id: list(chain.names) for actor, chain in zip(actors, reading.chains, strict=True)}
    who = Who(reading, actors)
    for group in groups(proposals(reading, who)):
        yield (features(group), vector(group)), _row(group, forms)


def _row(group: Group, forms: dict[str, list[str]]) -> dict[str, Any]:
    draft = group.drafts[0]
    side = lambda actor: {"name": actor.name, "mentions": forms.get(actor.id, [])}  # noqa: E731
    other: Actor | None = draft.object
    return {
        "subject": side(draft.subject),
        "relation": draft.relation,
        "object": side(other) if other else None,
        "value": draft.value,
    }


class _Vectors:
    """Vectors of pairs as numbers in a few directions, and coefficients of these as ones of the vector itself."""

    def __init__(self, vectors: list[np.ndarray | None]) -> None:
        self.known = np.array([v is not None for v in vectors])
        made = np.array([v for v in vectors if v is not None], dtype=np.float64)
        self.mean, self.spread = made.mean(0), made.std(0) + 1e-6
        made = (made - self.mean) / self.spread
        self.directions = np.zeros((sum(DIRECTIONS), made.shape[1]))
        row = 0
        for part, count in enumerate(DIRECTIONS):
            block = slice(part * PART, (part + 1) * PART)
            fitted = PCA(count, random_state=0).fit(made[:, block])
            self.directions[row : row + count, block] = fitted.components_
            row += count
        self.columns = np.zeros((len(vectors), row))
        self.columns[self.known] = WEAKER * made @ self.directions.T

    def weights(self, coefficients: np.ndarray) -> dict[str, Any]:
        """Of the vector (768,) as the network gives it, and what is added where there is one."""
        weights = WEAKER * (coefficients @ self.directions) / self.spread
        return {"weights": weights.round(5).tolist(), "offset": round(float(-weights @ self.mean), 4)}


def _report(examples: Examples, strength: float, reader: Reader) -> None:
    table = DictVectorizer()
    x = table.fit_transform([found for found, _ in examples.found])
    vectors = None if reader.uses_entities else _Vectors([made for _, made in examples.found])
    if vectors is not None:
        x = hstack([x, csr_matrix(vectors.columns)]).tocsr()
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    p, labels = _cross_validated(model, x, examples)
    gold = examples.gold
    order = np.argsort(-p)
    right = np.cumsum(labels[order])
    precision, recall = right / np.arange(1, len(order) + 1), right / gold
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax())
    strict = min(int(np.searchsorted(recall, STRICT_RECALL)), len(order) - 1)
    levels = {
        "strict": _level(p, order, precision, recall, strict),
        "balanced": _level(p, order, precision, recall, best),
        "everything": {"least": 0.05, **_at(p, labels, gold, 0.05)},
    }
    model.fit(x, examples.right)
    names = table.get_feature_names_out()
    weights = dict(zip(names, model.coef_[0][: len(names)].round(4).tolist(), strict=True))
    for kind in KINDS.values():
        weights.pop(kind, None)
    report = {
        "reader": reader.extractor,
        "candidates": len(labels),
        "right": int(labels.sum()),
        "gold": gold,
        "f1": round(float(f1[best]), 3),
        "expected calibration error": round(_calibration_error(p, labels), 4),
        "levels": levels,
        "weights": weights,
    }
    if vectors is not None:
        report["vector"] = vectors.weights(model.coef_[0][len(names) :])
    tables = json.loads(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else {}
    tables["grammar" if reader.uses_entities else "network"] = report
    TARGET.write_text(json.dumps(tables, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print({k: v for k, v in report.items() if k not in ("weights", "vector")})  # noqa: T201


def _cross_validated(
    model: LogisticRegression, x: csr_matrix, examples: Examples
) -> tuple[np.ndarray, np.ndarray]:
    """Scores of the measured groups, each by a model that has not seen its document, and which are right."""
    right, document = np.asarray(examples.right), np.asarray(examples.document)
    measured = np.flatnonzero(examples.measured)
    others = np.flatnonzero(~np.asarray(examples.measured))
    p = np.zeros(len(right))
    for fitted, asked in GroupKFold(8).split(measured, groups=document[measured]):
        rows = np.concatenate([measured[fitted], others])
        model.fit(x[rows], right[rows])
        p[measured[asked]] = model.predict_proba(x[measured[asked]])[:, 1]
    return p[measured], right[measured]


def _level(
    p: np.ndarray, order: np.ndarray, precision: np.ndarray, recall: np.ndarray, at: int
) -> dict[str, float]:
    return {
        "least": round(float(p[order[at]]), 3),
        "precision": round(float(precision[at]), 3),
        "recall": round(float(recall[at]), 3),
    }


def _at(p: np.ndarray, labels: np.ndarray, gold: int, least: float) -> dict[str, float]:
    kept = labels[p >= least]
    return {"precision": round(float(kept.mean()), 3), "recall": round(float(kept.sum() / gold), 3)}


def _calibration_error(p: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal bins (Guo et al., 2017)."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[place == b].mean() - labels[place == b].mean()) * (place == b).mean()
            for b in range(bins)
            if (place == b).any()
        )
    )


if __name__ == "__main__":
    main()
