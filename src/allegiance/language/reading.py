"""Reading: everything that the language stage finds in one document.

    Document ──► sentences ──► mentions ──► chains
                     └───────► times, sayings
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.documents.document import Document
from allegiance.language.coreference import corefer
from allegiance.language.mention import Chain
from allegiance.language.mentions import grammar_mentions
from allegiance.language.parse import Sentence, parse
from allegiance.language.time import TimeExpression, find_times


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, understood: sentences with syntax, chains of mentions, expressions of time."""

    document: Document
    sentences: tuple[Sentence, ...]
    chains: tuple[Chain, ...]
    times: tuple[TimeExpression, ...]


def understand(document: Document) -> Reading:
    """Read a document with grammar alone. A document in a language that is not read gives an empty reading."""
    if document.language not in (None, "en"):
        return Reading(document, (), (), ())
    sentences = parse(document, names=True)
    chains = corefer(sentences, grammar_mentions(sentences))
    return Reading(document, sentences, chains, find_times(document.text, document.published))
