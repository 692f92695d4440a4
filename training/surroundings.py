"""Fit what the surroundings of a relation tell of its speaker and certainty.

    python training/surroundings.py --gold GOLD/train

Reads every annotated claim at its first quote and writes src/allegiance/claims/surroundings.json: coefficients of three
logistic regressions with their figures, cross-validated over documents. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from spacy.tokens import Token

import allegiance.claims
from allegiance.claims.by_network import _governor
from allegiance.claims.surroundings import Surroundings, features
from allegiance.documents import read_document
from allegiance.language.attribution import sayings
from allegiance.language.parse import Sentence, parse

TARGET = Path(allegiance.claims.__file__).parent / "surroundings.json"
QUESTIONS = ("attributed", "alleged", "possible")
MOST_FALSE = 0.07  # share of all claims that may be given a speaker wrongly


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--strength", type=float, default=0.2, help="inverse of the regularisation")
    given = options.parse_args()
    rows: list[dict[str, float]] = []
    answers: list[tuple[bool, bool, bool]] = []
    document: list[int] = []
    for number, path in enumerate(sorted(given.gold.glob("*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for row, claim in _examples(given.gold / "texts" / f"{path.stem}.txt", gold):
            rows.append(row)
            kind = claim["certainty"]
            answers.append((bool(claim["said_by"]), kind == "alleged", kind == "possible"))
            document.append(number)
    _fit(rows, np.asarray(answers), np.asarray(document), given.strength)


def _examples(path: Path, gold: dict[str, Any]) -> Iterator[tuple[dict[str, float], dict[str, Any]]]:
    text_document = read_document(path)
    sentences = list(parse(text_document, names=False))
    said = [sayings(s) for s in sentences]
    forms = {a["id"]: [a["name"], *a["mentions"]] for a in gold["actors"]}
    for claim in gold["claims"]:
        quote = claim["evidence"][0]
        at = text_document.text.find(quote)
        place = next(
            (i for i, s in enumerate(sentences) if s.start <= at + len(quote) // 2 < s.end and at >= 0), None
        )
        if place is None:
            continue
        sentence = sentences[place]
        heads = [h for side in ("subject", "object") if (h := _head(sentence, forms.get(claim[side], [])))]
        trigger = _governor(sentence, [sentence.at(h) for h in heads])
        before = sentences[place - 1] if place else None
        around = Surroundings(sentence, before, said[place], said[place - 1] if place else (), trigger, heads)
        yield features(around, claim["relation"]), claim


def _head(sentence: Sentence, forms: list[str]) -> Token | None:
    """The last word of the longest form of an actor in the sentence."""
    for form in sorted(forms, key=len, reverse=True):
        found = sentence.text.find(form, sentence.start, sentence.end) if form else -1
        if found >= 0:
            return sentence.token_at(found + len(form) - 1)
    return None


def _fit(rows: list[dict[str, float]], answers: np.ndarray, document: np.ndarray, strength: float) -> None:
    table = DictVectorizer()
    x = table.fit_transform(rows)
    names = table.get_feature_names_out()
    weights, chance, figures = {}, {}, {"claims": len(rows)}
    for number, question in enumerate(QUESTIONS):
        y = answers[:, number]
        model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
        chance[question] = cross_val_predict(
            model, x, y, groups=document, cv=GroupKFold(8), method="predict_proba"
        )[:, 1]
        model.fit(x, y)
        weights[question] = {
            n: w for n, w in zip(names, model.coef_[0].round(3).tolist(), strict=True) if abs(w) >= 0.02
        }
    y, p = answers[:, 0], chance["attributed"]
    order = np.argsort(-p)
    false = np.cumsum(~y[order]) / len(y)
    at = int(np.searchsorted(false, MOST_FALSE))
    figures["attributed"] = {
        "least": round(float(p[order[at]]), 3),
        "recall": round(float(y[order[:at]].sum() / y.sum()), 3),
        "false of all": MOST_FALSE,
    }
    guess = np.where(
        (chance["alleged"] >= 0.5) & (chance["alleged"] >= chance["possible"]), 1,
        np.where(chance["possible"] >= 0.5, 2, 0),
    )  # fmt: skip
    right = np.where(answers[:, 1], 1, np.where(answers[:, 2], 2, 0))
    figures["certainty"] = {
        "accuracy": round(float((guess == right).mean()), 3),
        "always stated": round(float((right == 0).mean()), 3),
    }
    TARGET.write_text(
        json.dumps({"figures": figures, "weights": weights}, indent=1, sort_keys=True) + "\n", "utf-8"
    )
    print(figures)  # noqa: T201


if __name__ == "__main__":
    main()
