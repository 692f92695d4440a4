"""The trained reader: scores for spans, links, relations and qualifiers from one pass of a small encoder."""

from allegiance.language.neural.reader import Encoded, NeuralReader
from allegiance.language.neural.scores import (
    LinkScores,
    QualifierScores,
    RelationScores,
    Scores,
    Spanned,
    SpanScore,
)
from allegiance.language.neural.weights import Weights, WeightsMissing

__all__ = [
    "Encoded",
    "LinkScores",
    "NeuralReader",
    "QualifierScores",
    "RelationScores",
    "Scores",
    "SpanScore",
    "Spanned",
    "Weights",
    "WeightsMissing",
]
