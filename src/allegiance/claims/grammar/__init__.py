"""Claims by grammar: words of the pattern table, with their roles, become findings between two words.

    trigger word ──pattern──► relation
        └──roles──► X, Y     'X attacks Y', "Y's leader X", 'X-backed Y', 'the alliance between X and Y'

A finding joins words; `claims/extract.py` turns words into actors and adds the qualifiers. The table is
`patterns.toml`; start reading there. What passes from one actor to another, and older and later names, have modules of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from allegiance.claims.grammar.compounds import compound_findings, tag_findings
from allegiance.claims.grammar.finding import Finding
from allegiance.claims.grammar.namings import naming_findings
from allegiance.claims.grammar.nouns import noun_findings
from allegiance.claims.grammar.transfers import transfer_findings
from allegiance.claims.grammar.turns import with_turns
from allegiance.claims.grammar.verbs import verb_findings
from allegiance.language.parse import Sentence

__all__ = ["Finding", "findings"]


def findings(sentence: Sentence) -> Iterator[Finding]:
    """Everything that the pattern table finds in a sentence."""
    yield from with_turns(_plain(sentence))


def _plain(sentence: Sentence) -> Iterator[Finding]:
    yield from tag_findings(sentence)
    for token in sentence.span:
        yield from verb_findings(sentence, token)
        yield from noun_findings(sentence, token)
        yield from transfer_findings(sentence, token)
        yield from naming_findings(sentence, token)
        yield from compound_findings(sentence, token)
