"""Mentions by grammar: exact spans in any text, then names, noun phrases and pronouns as tables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.language.mention import ActorKind, Form
from allegiance.language.mentions import grammar_mentions
from reading_world import Grammar

PIECES = st.sampled_from(
    (
        "Norway|al-Marran|Idris|the militia's|Iran-backed|rebels|of|who|his|,|and|attacked|President|“El Toro”|"
        "the cleric|U.S.|Pro-|-|(PFK)|Popular Front|its|protesters|Al-|’s|.|\n|القدس|𝔘nion|Ünion"
    ).split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=16).map(" ".join)


@given(text=TEXTS)
@settings(max_examples=60)
def test_every_mention_stands_in_the_text_word_for_word(grammar: Grammar, text: str) -> None:
    mentions = grammar_mentions(grammar.read(text).sentences)
    assert [(m.start, -m.end) for m in mentions] == sorted({(m.start, -m.end) for m in mentions})
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start <= mention.head < mention.end
        assert 0.0 < mention.score <= 1.0
        assert mention.reason


def mentions(grammar: Grammar, text: str, form: Form) -> list[str]:
    return [m.text for m in grammar_mentions(grammar.read(text).sentences) if m.form is form]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway attacked Sweden.", ["Norway", "Sweden"]),
        ("Prime Minister Idris al-Marran met Adem Haddad.", ["Idris al-Marran", "Adem Haddad"]),
        ("The River Guard attacked Sweden.", ["River Guard", "Sweden"]),
        ("US-led forces met Iran-backed militias.", ["US", "Iran"]),
        ("French and Turkish officials met.", ["French", "Turkish"]),
        ('Joaquin "El Toro" Marran met Sweden.', ['Joaquin "El Toro" Marran', "Sweden"]),
        ("Idris Marran lives in Bergen.", ["Idris Marran"]),  # a place where something happens
        ("However, Norway attacked Sweden.", ["Norway", "Sweden"]),
        ("Bombs fell on Monday.", []),
    ],
)
def test_names(grammar: Grammar, text: str, names: list[str]) -> None:
    assert mentions(grammar, text, Form.NAMED) == names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway attacked Sweden.", "Norway", ActorKind.COUNTRY),
        ("President Idris Marran met Sweden.", "Idris Marran", ActorKind.PERSON),
        ("Sweden attacked the Harbour Brigades.", "Harbour Brigades", ActorKind.ARMED_GROUP),
        ("Sweden met the Harbour Party.", "Harbour Party", ActorKind.ORGANIZATION),
    ],
)
def test_kinds_of_names(grammar: Grammar, text: str, name: str, kind: ActorKind) -> None:
    found = grammar_mentions(grammar.read(text).sentences)
    assert [m.kind for m in found if m.text == name] == [kind]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Norway attacked the militia.", "militia"),
        ("Iran-backed militias attacked Sweden.", "Iran-backed militias"),
        ("Norway arrested two hundred protesters.", "two hundred protesters"),
        ("Fighters loyal to Marran attacked Sweden.", "Fighters loyal to Marran"),
        ("Norway met former leaders of the River Guard.", "former leaders of the River Guard"),
        ("The attack killed nine worshippers.", "nine worshippers"),
    ],
)
def test_noun_phrases(grammar: Grammar, text: str, phrase: str) -> None:
    assert phrase in mentions(grammar, text, Form.NOMINAL)


@pytest.mark.parametrize(
    "text",
    [
        "Norway rebuilt the bridge.",
        "Norway has a government.",
        "Norway needs any party.",
        "Norway moved quarters.",
    ],
)
def test_what_means_nobody_in_particular_is_no_mention(grammar: Grammar, text: str) -> None:
    assert mentions(grammar, text, Form.NOMINAL) == []


def test_pronouns_are_those_of_the_third_person(grammar: Grammar) -> None:
    text = "I told you that she, who leads us, lost its party and their vote."
    assert mentions(grammar, text, Form.PRONOMINAL) == ["she", "who", "its", "their"]
