"""Reading: everything that the language stage finds in one document.

    Document ──► sentences ──► mentions ──► chains
                     └───────► times, scores of the trained reader

Two ways lead there. The trained reader finds mentions and links with a small network that runs on any laptop; grammar
alone does without its weights, finds less, and names itself in every claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from allegiance.documents.document import Document
from allegiance.language.coreference import Links, Span, corefer
from allegiance.language.mention import Chain, Mention
from allegiance.language.mentions import grammar_mentions
from allegiance.language.neural import Encoded, NeuralReader, SpanScore, WeightsMissing
from allegiance.language.parse import Sentence, parse
from allegiance.language.time import TimeExpression, find_times
from allegiance.language.trained import trained_mentions


@dataclass(frozen=True, slots=True)
class Begun:
    """One document, parsed: what `Reader.finish` needs. `ahead` is the encoder at work on another thread."""

    document: Document
    sentences: tuple[Sentence, ...]
    encoded: Encoded | None = None
    ahead: Future[None] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, understood: sentences with syntax, chains of mentions, expressions of time.

    `values` are spans that may be the value of a claim, `encoded` answers further questions about the text; both are
    empty where grammar read alone.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    chains: tuple[Chain, ...]
    times: tuple[TimeExpression, ...]
    extractor: str
    values: tuple[SpanScore, ...] = ()
    encoded: Encoded | None = None


class Reader:
    """Reading by grammar alone; `extractor` names the way of reading in every claim that comes of it."""

    languages: ClassVar[frozenset[str | None]] = frozenset({None, "en"})
    uses_entities: ClassVar[bool] = True
    extractor: str = "grammar/1"
    notice: str | None = "the trained reader is not installed: grammar reads alone and finds less"

    @classmethod
    def best(cls) -> Reader:
        """The best way of reading that is installed."""
        try:
            return TrainedReader(NeuralReader.load())
        except WeightsMissing:
            return Reader()

    def read(self, document: Document) -> Reading:
        """Understand a document; one in a language that is not read gives an empty reading."""
        return self.finish(self.begin(document))

    def begin(self, document: Document, worker: Executor | None = None) -> Begun:
        """Parse a document. The encoder, which needs no Python, runs on the `worker` while others are finished."""
        del worker  # grammar has nothing to encode
        known = document.language in self.languages
        return Begun(document, parse(document, names=self.uses_entities) if known else ())

    def finish(self, begun: Begun) -> Reading:
        """Understand a document that was begun."""
        if not begun.sentences:
            return Reading(begun.document, (), (), (), self.extractor)
        times = find_times(begun.document.text, begun.document.published)
        return self._understand(begun, times)

    def _understand(self, begun: Begun, times: tuple[TimeExpression, ...]) -> Reading:
        chains = corefer(begun.sentences, grammar_mentions(begun.sentences))
        return Reading(begun.document, begun.sentences, chains, times, self.extractor)


class TrainedReader(Reader):
    """Reading with the trained network, grammar beside it."""

    uses_entities: ClassVar[bool] = False
    notice: str | None = None

    def __init__(self, network: NeuralReader) -> None:
        self.network = network

    @cached_property
    def extractor(self) -> str:  # type: ignore[override]
        """Names the weights too: other weights are another reading."""
        return f"local/1 {self.network.version}"

    def begin(self, document: Document, worker: Executor | None = None) -> Begun:
        """Parse a document and have it encoded, by the `worker` if there is one."""
        begun = super().begin(document)
        if not begun.sentences:
            return begun
        encoded = self.network.encode(document.text, [(s.start, s.end) for s in begun.sentences])
        ahead = worker.submit(encoded.prepare) if worker is not None else None
        return replace(begun, encoded=encoded, ahead=ahead)

    def _understand(self, begun: Begun, times: tuple[TimeExpression, ...]) -> Reading:
        document, sentences, encoded = begun.document, begun.sentences, begun.encoded
        assert encoded is not None, "begun by another reader"
        encoded.prepare()  # what the other thread has not come to yet
        if begun.ahead is not None:
            begun.ahead.result()
        mentions, values = trained_mentions(document.text, sentences, encoded)
        chains = corefer(sentences, mentions, _links(encoded, mentions))
        return Reading(document, sentences, chains, times, self.extractor, values, encoded)


def _links(encoded: Encoded, mentions: Sequence[Mention]) -> Links:
    scores = encoded.link_scores(mentions)
    links: dict[Span, list[tuple[Span, float]]] = defaultdict(list)
    for early, late, score in zip(
        scores.early.tolist(), scores.late.tolist(), scores.score.tolist(), strict=True
    ):
        before, after = mentions[early], mentions[late]
        links[after.start, after.end].append(((before.start, before.end), score))
    return links
