"""The table of patterns: its relations exist, no word means both one thing and its opposite, every word can be met."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib.resources import files

from allegiance.claims.claim import Phase
from allegiance.claims.grammar.patterns import (
    Pattern,
    Shape,
    adjective_patterns,
    compound_patterns,
    noun_patterns,
    verb_patterns,
)
from allegiance.claims.relations import relation, relations
from allegiance.language.parse import syntax

LOOK_UPS = (verb_patterns(), noun_patterns(), adjective_patterns(), compound_patterns())
PATTERNS = {pattern for look_up in LOOK_UPS for found in look_up.values() for pattern in found}
TABLE = (files("allegiance.claims.grammar") / "patterns.toml").read_text("utf-8")
# The header of the table lists the keys: '#   verbs        …'
KEYS = {"begins", "ends", *re.findall(r"^#   ([a-z_]+) ", TABLE, re.MULTILINE)} - {"phase"}
# A faction is a part of a group as long as nobody says that it broke away; the table has both.
CONTRADICTORY = {"faction"}
# The parser cuts these at their hyphens, so that no word of a text is ever looked up as one of them.
NEVER_MET = {
    "break-up", "brother-in-law", "chief-of-staff", "double-cross", "ex-member", "father-in-law", "join-force",
    "open-fire", "president-elect", "prime-minister", "son-in-law", "splinter-group", "take-over", "vice-president",
}  # fmt: skip


def test_every_relation_exists_and_every_key_is_explained() -> None:
    table = tomllib.loads(TABLE)
    assert set(table) <= set(relations())
    assert {key for entry in table.values() for key in entry} <= KEYS
    for entry in table.values():
        assert {key for phase in ("begins", "ends") for key in entry.get(phase, {})} <= KEYS - {
            "begins",
            "ends",
        }


def test_every_relation_has_a_word() -> None:
    assert {pattern.relation for pattern in PATTERNS} == set(relations())


def _meanings() -> dict[tuple[Shape, str, str], set[Pattern]]:
    """What a word means in each shape with each preposition."""
    found: dict[tuple[Shape, str, str], set[Pattern]] = defaultdict(set)
    for pattern in PATTERNS:
        for preposition in pattern.prepositions or {""}:
            found[pattern.shape, pattern.lemma, preposition].add(pattern)
    return found


def test_no_word_is_both_for_and_against() -> None:
    signs = {key: {relation(p.relation).sign for p in found} for key, found in _meanings().items()}
    assert {lemma for (_, lemma, _), found in signs.items() if {1, -1} <= found} == CONTRADICTORY


def test_no_word_both_begins_and_ends_one_relation() -> None:
    for key, found in _meanings().items():
        phases: dict[str, set[Phase]] = defaultdict(set)
        for pattern in found:
            phases[pattern.relation].add(pattern.phase)
        assert not any(len(of_one) > 1 for of_one in phases.values()), key


def test_words_are_in_lower_case_and_prepositions_are_words() -> None:
    for pattern in PATTERNS:
        assert pattern.lemma == pattern.lemma.lower()
        assert all(p.isalpha() and p.islower() for p in pattern.prepositions)


def test_every_word_can_be_met_in_a_text() -> None:
    tokenizer = syntax(names=True).tokenizer
    cut = {p.lemma for p in PATTERNS if len(tokenizer(p.lemma)) > 1 and len(tokenizer(p.lemma.title())) > 1}
    assert cut == NEVER_MET


def test_forms_lead_to_their_patterns() -> None:
    assert {p.relation for p in verb_patterns()["betrayed"]} == {"betrayed"}
    assert "allied_with" in {p.relation for p in noun_patterns()["allies"]}
    assert {p.relation for p in compound_patterns()["pro"]} == {"supports"}
    assert {p.relation for p in adjective_patterns()["loyal"]} == {"supports"}
