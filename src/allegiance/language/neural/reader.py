"""The trained reader: one pass of the encoder over each window, then scores for what is asked.

    text + sentences ──► windows ──► word vectors ──► spans · links · relations · qualifiers

Single-threaded and deterministic; memory does not grow with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegiance.language.neural.linking import link_scores
from allegiance.language.neural.relating import qualifier_scores, relation_scores
from allegiance.language.neural.scores import (
    LinkScores,
    QualifierScores,
    RelationScores,
    Spanned,
    SpanScore,
)
from allegiance.language.neural.spans import Candidate, candidates, without_crossings
from allegiance.language.neural.vectors import ACTOR, Vectors, sigmoid
from allegiance.language.neural.weights import FOLDER, Weights, open_weights

NAMED = "named"  # label of `Encoded.names`


@dataclass(frozen=True, slots=True)
class NeuralReader:
    """The trained reader, opened once and used for any number of texts."""

    weights: Weights

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 1) -> NeuralReader:
        """Open the weights of the package. Raises `WeightsMissing` where they are absent."""
        return cls(open_weights(folder, threads))

    @property
    def version(self) -> str:
        """Name of the weights, for the record of who extracted what."""
        return self.weights.meta.version

    @property
    def relations(self) -> tuple[str, ...]:
        """Names of the R relations in the order of the columns of `RelationScores`."""
        return tuple(name for name in self.weights.meta.classes[1:] if not name.endswith("<"))

    def encode(self, text: str, sentences: Sequence[tuple[int, int]]) -> Encoded:
        """Prepare a text; `sentences` are half-open spans in text order. The encoder runs when asked."""
        return Encoded(Vectors(self.weights, text, sentences))


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text, ready for questions."""

    vectors: Vectors

    @property
    def relation_names(self) -> tuple[str, ...]:
        """Names of the R relations in the order of the columns of `RelationScores`."""
        return tuple(name for name in self.vectors.weights.meta.classes[1:] if not name.endswith("<"))

    def prepare(self) -> None:
        """Run the encoder now. Several threads may call it and share the work; nothing else may be asked meanwhile."""
        self.vectors.prepare()

    def spans(self, threshold: float | None = None) -> tuple[SpanScore, ...]:
        """Mentions of actors and values of claims, in text order, with a score of at least `threshold`.

        Without it each label has its own threshold, the one that served best on held-out documents.
        """
        meta = self.vectors.weights.meta
        labels = range(meta.span_labels.index(NAMED))
        limits = meta.span_threshold if threshold is None else [threshold] * len(meta.span_labels)
        return tuple(self._spans(limits, labels))

    def names(self, threshold: float = 0.5) -> tuple[SpanScore, ...]:
        """Every organization, person and nationality, also those that take no side; label 'named'."""
        labels = self.vectors.weights.meta.span_labels
        return tuple(self._spans([threshold] * len(labels), range(labels.index(NAMED), len(labels))))

    def link_scores(self, spans: Sequence[Spanned]) -> LinkScores:
        """How likely two of the spans are one actor, for every two that one window holds."""
        return link_scores(self.vectors, spans)

    def relations(self, pairs: Sequence[tuple[Spanned, Spanned]]) -> RelationScores:
        """Relations of ordered pairs, the first span as subject; see `RelationScores`."""
        return relation_scores(self.vectors, pairs)

    def qualifiers(
        self,
        pairs: Sequence[tuple[Spanned, Spanned]],
        relation: Sequence[str],
        speakers: Sequence[Spanned] = (),
    ) -> QualifierScores:
        """Qualifiers of each pair as (subject, object) of its relation; `speakers` are the candidates."""
        return qualifier_scores(self.vectors, pairs, relation, speakers)

    def _spans(self, limits: Sequence[float], labels: range) -> Iterator[SpanScore]:
        vectors, meta = self.vectors, self.vectors.weights.meta
        scales = [meta.scale[meta.span_labels[label]] for label in labels]
        for number, window in enumerate(vectors.windows):
            logits = vectors.run("scores", {"words": vectors.of_window(number)})[0]
            sentence = vectors.words.sentence[window.first : window.last]
            surfaces = vectors.surface(window.first, window.last - 1)
            shown = logits[labels.start : labels.stop]
            found = candidates(shown, sentence, [limits[label] for label in labels], scales)
            fresh = [
                Candidate(c.first + window.first, c.last + window.first, c.label + labels.start, c.score)
                for c in without_crossings(found, surfaces)
                if c.first + window.first >= window.home
            ]
            if fresh:
                yield from self._labelled(number, fresh)

    def _labelled(self, number: int, found: list[Candidate]) -> Iterator[SpanScore]:
        vectors, meta = self.vectors, self.vectors.weights.meta
        known = vectors.of_spans(number, [((c.first, c.last), c.label) for c in found])
        active = sigmoid(known.active, meta.scale["active"])
        for c in found:
            row = known.row[(c.first, c.last), c.label]
            kind = meta.kinds[int(known.kind[row].argmax())]
            yield SpanScore(
                start=vectors.words.starts[c.first],
                end=vectors.words.ends[c.last],
                label=kind if c.label == ACTOR else meta.span_labels[c.label],
                score=c.score,
                active=float(active[row]),
            )
