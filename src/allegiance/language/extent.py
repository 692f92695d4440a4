"""Extent: which words of a phrase are the name of the actor, and which say something about it.

'former President Alan Garcia' ──► 'Alan Garcia'
'suspects who resisted arrest' ──► 'suspects'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from allegiance.language.countries import lookup
from allegiance.language.words import words

_PARTICLES = frozenset(
    "de la del al el bin ibn abu van von der den di da dos du y e ben ter le ahl ahlul ul ud ur".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv v".split())
# Said of a first name alone, these are part of how the person is called: 'Pope Francis', 'King Carol'
_KEPT = frozenset(
    "pope king queen prince princess emperor empress sheikh sheik ayatollah imam mullah saint sultan emir".split()
)
_ARTICLED = re.compile(r"(?:al|el|ul|as|ash|ad|an|ar|az|at)-[A-Z]")  # 'al-Sadr'
_DASHES = frozenset("-–—")
_CLAUSES = frozenset({"relcl", "appos"})


def without_dateline(tokens: Sequence[Token]) -> Sequence[Token]:
    """A phrase without the place in capitals that opens a report: 'BAGHDAD - Thirty lawmakers'."""
    for place, token in enumerate(tokens[:-1]):
        if token.text in _DASHES and place and tokens[place - 1].whitespace_:
            return tokens[place + 1 :]
        if not token.text.isupper():
            break
    return tokens


def bare_name(tokens: Sequence[Token]) -> Sequence[Token]:
    """The name of a person at the end of a phrase, without titles, origin and what else stands before it."""
    if len(tokens) == 1 or not (tokens[-1].pos_ == "PROPN" or _ARTICLED.match(tokens[-1].text)):
        return tokens
    first = len(tokens)
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if _is_name(token) and not (_is_title(token) and _names_someone(tokens[first:])):
            first = place
        elif not _goes_on(token):
            break
    if 0 < first < len(tokens) and len(tokens) - first == 1 and _is_called(tokens[first - 1]):
        first -= 1
    return tokens[first:] if first < len(tokens) else tokens


def without_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """A phrase without the clause or apposition that follows its head."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if head is None or head.pos_ == "PROPN":
        return tokens
    ends = [c.left_edge.i for c in head.children if c.i > head.i and c.i in inside and c.dep_ in _CLAUSES]
    kept = [t for t in tokens if not ends or t.i < min(ends)]
    while len(kept) > 1 and kept[-1].i > head.i and (kept[-1].is_punct and kept[-1].text in ",:;-–—("):
        kept.pop()
    return kept or tokens


def _is_name(token: Token) -> bool:
    """A capitalised word that is no adjective of a country; taggers take rare first names for any part of speech."""
    if _ARTICLED.match(token.text):
        return True
    if not token.text[:1].isupper() or token.pos_ in ("DET", "ADP", "PRON"):
        return False
    country = lookup(token.text)
    return country is None or country.role != "demonym"


def _is_called(token: Token) -> bool:
    """Whether a title belongs to a single name behind it: 'Captain Ojok', 'Pope Francis'."""
    return token.text[:1].isupper() and (_is_title(token) or token.lower_.rstrip(".") in _KEPT)


def _is_title(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return word in words("person_words", "titles") or word in words("actors", "person")


def _names_someone(tokens: Sequence[Token]) -> bool:
    """Whether there is a name already: 'Jr.' alone is none."""
    return any(t.text[:1].isupper() and t.lower_.rstrip(".") not in _SUFFIXES for t in tokens)


def _goes_on(token: Token) -> bool:
    return token.lower_ in _PARTICLES or token.text in ("-", "–", "'", "’", '"', "“", "”", ".", "(", ")")
