"""Reading: everything that the language stage finds in one document.

Document ──► sentences ──► mentions ──► chains
                 └───────► times, sayings
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
    extractor: str


class Reader:
    """A way of reading documents; `extractor` names it in every claim that comes of it."""

    languages: ClassVar[frozenset[str | None]] = frozenset({None, "en"})
    extractor = "grammar/1"

    @classmethod
    def best(cls) -> Reader:
        """The best way of reading that is installed."""
        return cls()

    def read(self, document: Document) -> Reading:
        """Understand a document; one in a language that is not read gives an empty reading."""
        if document.language not in self.languages:
            return Reading(document, (), (), (), self.extractor)
        sentences = parse(document, names=True)
        chains = corefer(sentences, grammar_mentions(sentences))
        times = find_times(document.text, document.published)
        return Reading(document, sentences, chains, times, self.extractor)
