"""Surroundings: what stands around a relation and tells whether somebody says so, and how firmly.

    clause, sentence, sentence before ──features──► logistic regressions ──► attributed? alleged? possible?

Attribution often reaches further than the clause: a quotation runs on over the next sentence, 'reported El Tiempo' ends
the paragraph. The coefficients are `surroundings.json`, made by `training/surroundings.py` from annotated claims.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from allegiance.documents.document import PassageKind
from allegiance.language.attribution import Saying, governing
from allegiance.language.factuality import factuality
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_OPENING = frozenset('“"„«')
_CLOSING = frozenset('”"»')
_QUOTED_BACK = 600  # characters looked back for an opening quotation mark


class Surroundings:
    """One place of a relation: its sentence, the one before it, and the attributions in both."""

    def __init__(
        self,
        sentence: Sentence,
        before: Sentence | None,
        said: Sequence[Saying],
        said_before: Sequence[Saying],
        trigger: Token,
        heads: Sequence[Token],
    ) -> None:
        self.sentence, self.before = sentence, before
        self.said, self.said_before = tuple(said), tuple(said_before)
        self.trigger = trigger
        held = [*governing(tuple(said), trigger)]
        if heads:
            held += [s for s in said if s not in held and all(h.i in s.content for h in heads)]
        self.over = tuple(held)
        self.beside = tuple(s for s in said if s not in held)
        self.quoted = _is_quoted(sentence, heads[0] if heads else trigger)


def _is_quoted(sentence: Sentence, token: Token) -> bool:
    """Whether a quotation opened before this word in its passage is still open."""
    at = sentence.at(token)
    text = sentence.text[max(sentence.passage.start, at - _QUOTED_BACK) : at]
    curly = text.rfind("“") > text.rfind("”")
    return curly or text.count('"') % 2 == 1


def features(around: Surroundings, relation_name: str) -> dict[str, float]:
    """Features by name, 0 or 1."""
    found = {"bias": 1.0, f"relation {relation_name}": 1.0}
    for saying in around.over[-1:]:
        found["governed"] = 1.0
        found[f"governed {saying.lemma}"] = 1.0
        found[f"governed, {relation_name}"] = 1.0
    for saying in around.beside:
        found["beside"] = 1.0
        found[f"beside {saying.lemma}"] = 1.0
    if around.quoted:
        found["quoted"] = 1.0
        found["quoted, governed" if around.over else "quoted, nobody"] = 1.0
    if around.said_before:
        found["before"] = 1.0
        if around.quoted:
            found["before, quoted"] = 1.0
    if around.sentence.passage.kind in (PassageKind.TITLE, PassageKind.HEADING):
        found["title"] = 1.0
    return {**found, **_hedges(around)}


def _hedges(around: Surroundings) -> dict[str, float]:
    found: dict[str, float] = {}
    read = factuality(around.trigger)
    found[f"commitment {read.commitment.value}"] = 1.0
    for reason in read.reasons:
        found[f"word {reason.lower()}"] = 1.0
    for token in around.sentence.span:
        low = token.lower_
        if low in words("certainty", "alleged_words"):
            found["alleged word"] = found[f"sentence {low}"] = 1.0
        elif low in words("certainty", "possible_words"):
            found["possible word"] = found[f"sentence {low}"] = 1.0
        elif low in words("certainty", "possible_modals"):
            found["modal"] = found[f"sentence {low}"] = 1.0
        elif low in words("certainty", "conditions"):
            found["condition"] = 1.0
    if any(s.alleges for s in (*around.over, *around.beside)):
        found["alleging"] = 1.0
    return found


def probability(found: Mapping[str, float], question: str) -> float:
    """How likely a question is answered yes: 'attributed', 'alleged' or 'possible'."""
    weights = _weights()[question]
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = (files("allegiance.claims") / "surroundings.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, float]] = json.loads(text)["weights"]
    return loaded
