"""Edges of what the network marks: whole words, people and their state, one name inside another."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from allegiance.language.coreference import corefer
from allegiance.language.countries import speaks_of_people
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.names import kind_of_country
from allegiance.language.neural import SpanScore
from allegiance.language.trained import _is_pair, _is_whole, _mention, _whole_words
from reading_world import Grammar


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("Leaders of the KDP-OIR met.", "OIR", "KDP-OIR"),
        ("Leaders of the KDP-OIR met.", "KDP", "KDP-OIR"),
        ("Marran-Haddad Group won.", "Haddad Group", "Marran-Haddad Group"),
        ("The Marran-Haddad pact held. Haddad signed.", "Marran", "Marran"),  # two people
        ("The Norway-led force and US-Norway talks", "Norway", "Norway"),
        ("US-Norway talks", "US", "US"),
        ("anti-Marran protests", "Marran", "Marran"),
        ("the River-side camp", "River", "River"),
        ("Kata'ib Marran won.", "Kata", "Kata'ib"),
        ("(KDP-OIR)", "OIR", "KDP-OIR"),
    ],
)
def test_a_span_ends_where_its_word_ends(text: str, marked: str, whole: str) -> None:
    start = text.index(marked)
    span = _whole_words(text, SpanScore(start, start + len(marked), "organization", 0.9))
    assert text[span.start : span.end] == whole


@pytest.mark.parametrize(
    ("words", "before", "people"),
    [
        ("Colombians", "three ", True),
        ("Colombians", "The ", False),  # may well be their state
        ("the Colombians", "with ", False),
        ("Colombian", "a ", False),
        ("Colombia", "in ", False),
        ("Swiss", "", False),
        ("Turks", "young ", True),
        ("Netherlands", "", False),
        ("rivers", "", False),
    ],
)
def test_a_plural_without_an_article_is_people(words: str, before: str, people: bool) -> None:
    assert speaks_of_people(words, before) is people
    kind = kind_of_country(f"{before}{words}", len(before), words)
    assert kind is (ActorKind.POPULATION if people else ActorKind.COUNTRY)


@pytest.mark.parametrize(
    ("words", "two"),
    [("US-Iran", True), ("Iran", False), ("Guinea-Bissau", False), ("pro-Iran", False), ("CJ-Norway", False)],
)
def test_two_countries_in_one_word_are_no_actor(words: str, two: bool) -> None:
    assert _is_pair(words) is two


@pytest.mark.parametrize(
    ("words", "score", "whole"),
    [
        ('Idris "The Fox" Marran', 0.3, True),
        ("Fuerzas de la Selva", 0.3, True),
        ('Idris "The Fox" Marran', 0.2, False),
        ("Idris Marran, Adem Haddad", 0.9, False),
        ("said the Norwegian", 0.9, False),
    ],
)
def test_a_name_needs_no_syntax_to_hold_it_together(
    grammar: Grammar, words: str, score: float, whole: bool
) -> None:
    # Each token hangs on a word outside, as where the parser loses its way
    read = [token for sentence in grammar.read(f"They met {words}.").sentences for token in sentence.span]
    tokens = [_Loose(token) for token in read[2:-1]]
    assert _is_whole(tokens, score) is whole  # type: ignore[arg-type]


class _Loose:
    """A token without its place in the tree."""

    def __init__(self, token: Token) -> None:
        self.text, self.lower_, self.pos_, self.tag_ = token.text, token.lower_, token.pos_, token.tag_
        self.is_quote, self.is_punct, self.i, self.children = token.is_quote, token.is_punct, token.i, ()
        self.dep_ = "dep"

    @property
    def head(self) -> _Loose:
        return self


def _named(text: str, words: str, kind: ActorKind, head: str) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, Form.NAMED, kind, text.index(head, start))


def test_a_name_inside_a_name_is_one_actor_where_both_have_one_head(grammar: Grammar) -> None:
    text = (
        "Norway's River Cartel fought South Norway. The Front in Sweden and the Supreme Court of Sweden met."
    )
    sentences = grammar.read(text).sentences
    mentions = [
        _named(text, "Norway's River Cartel", ActorKind.ARMED_GROUP, "Cartel"),
        _named(text, "River Cartel", ActorKind.ARMED_GROUP, "Cartel"),
        _named(text, "South Norway", ActorKind.ORGANIZATION, "Norway."),
        Mention(35, 41, "Norway", Form.NAMED, ActorKind.COUNTRY, 35),
        _named(text, "Front in Sweden", ActorKind.ARMED_GROUP, "Front"),
        _named(text, "Front", ActorKind.ARMED_GROUP, "Front"),
        _named(text, "Supreme Court of Sweden", ActorKind.ORGANIZATION, "Court"),
        _named(text, "Supreme Court", ActorKind.ORGANIZATION, "Court"),
    ]
    chains = {frozenset(m.text for m in chain.mentions) for chain in corefer(sentences, mentions)}
    assert chains == {
        frozenset({"Norway's River Cartel", "River Cartel"}),
        frozenset({"South Norway"}),
        frozenset({"Norway"}),
        frozenset({"Front in Sweden"}),  # a branch may be another's
        frozenset({"Front"}),
        frozenset({"Supreme Court of Sweden", "Supreme Court"}),
    }


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The cleric", ActorKind.PERSON),
        ("the prime minister", ActorKind.PERSON),
        ("the ministers", ActorKind.ORGANIZATION),  # several: what the network says
        ("the council", ActorKind.ORGANIZATION),
        ("Ayatollah Group", ActorKind.ORGANIZATION),  # a name
    ],
)
def test_a_noun_for_one_person_is_a_person_whatever_the_network_says(
    grammar: Grammar, words: str, kind: ActorKind
) -> None:
    text = f"{words} left Norway."
    sentence = grammar.sentence(text)
    tokens = [t for t in sentence.span if sentence.at(t) < len(words)]
    assert _mention(text, tokens, sentence, SpanScore(0, len(words), "organization", 0.9)).kind is kind
