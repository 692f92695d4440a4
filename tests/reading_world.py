"""Reading by grammar alone, for tests: a text of one paragraph becomes findings, chains and claims.

The trained reader stays out of it: its weights change, what grammar finds does not.
"""

from __future__ import annotations

from hashlib import sha256

from allegiance.actors.actor import Actor
from allegiance.actors.resolve import Register
from allegiance.claims.claim import Claim
from allegiance.claims.extract import extract
from allegiance.claims.grammar import Finding, findings
from allegiance.documents import Document
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.parse import Sentence
from allegiance.language.reading import Reader, Reading


def paragraph(text: str, published: str | None = None) -> Document:
    """A document in English that is one paragraph; an empty text has none."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d{digest[:16]}",
        name="paragraph",
        text=text,
        content_hash=digest,
        reader="text/1",
        language="en",
        published=Interval.parse(published) if published else None,
        passages=(Passage.of(text, 0, len(text)),) if text else (),
    )


class Grammar:
    """Reads by grammar; what was read once is kept, since many tests ask for the same sentence."""

    def __init__(self) -> None:
        self.reader = Reader()
        self._kept: dict[tuple[str, str | None], tuple[Reading, tuple[Actor, ...]]] = {}

    def read(self, text: str, published: str | None = None) -> Reading:
        return self._read(text, published)[0]

    def actors(self, text: str, published: str | None = None) -> tuple[Actor, ...]:
        """The actor of each chain, as a new casefile would have it."""
        return self._read(text, published)[1]

    def sentence(self, text: str) -> Sentence:
        """The only sentence of a text."""
        (sentence,) = self.read(text).sentences
        return sentence

    def claims(self, text: str, published: str | None = None) -> tuple[Claim, ...]:
        """All that grammar claims, however low its fitted score is: the weights of the score change, too."""
        return extract(*self._read(text, published), least=0.0)

    def findings(self, text: str) -> set[str]:
        """Findings of a sentence, as 'subject relation object' with 'phase' and '=value' where they have one."""
        sentence = self.sentence(text)
        return {_in_words(sentence, finding) for finding in findings(sentence)}

    def _read(self, text: str, published: str | None) -> tuple[Reading, tuple[Actor, ...]]:
        key = text, published
        if key not in self._kept:
            reading = self.reader.read(paragraph(text, published))
            resolved = Register().resolve(reading.document.id, reading.chains)
            self._kept[key] = reading, tuple(resolution.actor for resolution in resolved)
        return self._kept[key]


def _in_words(sentence: Sentence, finding: Finding) -> str:
    parts = [_word(sentence, finding.subject), finding.relation, _word(sentence, finding.object)]
    parts += [f"={finding.value}"] if finding.value else []
    parts += [finding.phase.value] if finding.phase.value != "holds" else []
    parts += [f"by {_word(sentence, finding.portrayer)}"] if finding.portrayer else []
    return " ".join(part for part in parts if part)


def _word(sentence: Sentence, offsets: tuple[int, ...]) -> str:
    """The head word at the first offset, or the rest of it where the offset lies inside a compound."""
    token = sentence.token_at(offsets[0]) if offsets else None
    return "" if token is None else token.text[offsets[0] - sentence.at(token) :]
