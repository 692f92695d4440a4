"""Whose office it is: the person that the syntax joins it to, and nobody where it joins nobody."""

from __future__ import annotations

import pytest

from allegiance.actors.actor import Actor
from allegiance.claims.holders import belongs, hangs_on, head_of, holder, led_by
from allegiance.claims.titles import plain_office, spelled_out
from allegiance.claims.who import Who
from allegiance.language.mention import ActorKind
from allegiance.language.neural import SpanScore
from reading_world import Grammar


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("Adem Haddad met Idris Marran, head of the River Guard.", "head of the River Guard", "Idris Marran"),
        ("Adem Haddad met General Idris Marran.", "General", "Idris Marran"),
        (
            "Idris Marran is the president of Norway, said Adem Haddad.",
            "the president of Norway",
            "Idris Marran",
        ),
        ("The president of Norway said that Adem Haddad left.", "The president of Norway", None),
    ],
)
def test_the_syntax_names_the_holder(grammar: Grammar, text: str, office: str, name: str | None) -> None:
    reading = grammar.read(text)
    start = text.index(office)
    span = SpanScore(start, start + len(office), "office", 0.9)
    found = holder(grammar.sentence(text), Who(reading, grammar.actors(text)), span)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        ("Adem Haddad met Idris Marran, head of the River Guard.", "River Guard", "Idris Marran"),
        ("Adem Haddad met Idris Marran, the leader of Norway's River Guard.", "River Guard", "Idris Marran"),
        ("Adem Haddad met the head of the River Guard.", "River Guard", None),
        ("Adem Haddad and Idris Marran attacked the River Guard.", "River Guard", None),
    ],
)
def test_the_words_around_a_body_name_its_leader(
    grammar: Grammar, text: str, body: str, name: str | None
) -> None:
    who = Who(grammar.read(text), grammar.actors(text))
    mention = min((p.mention for p in who.placed if body in p.mention.text), key=lambda m: len(m.text))
    found = head_of(grammar.sentence(text), who, mention)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "one_of_many"),
    [
        ("The River Guard agent Idris Marran left.", True),
        ("Idris Marran, an officer of the River Guard, left.", True),
        ("Idris Marran (River Guard) left.", True),
        ("The River Guard leader Idris Marran left.", False),
        ("Idris Marran, the commander of the River Guard, left.", False),
        ("Idris Marran said (of the River Guard) that it left.", False),
    ],
)
def test_some_words_make_a_person_one_of_many(grammar: Grammar, text: str, one_of_many: bool) -> None:
    who = Who(grammar.read(text), grammar.actors(text))
    person = next(p for p in who.placed if "Marran" in p.mention.text)
    body = min((p for p in who.placed if "River Guard" in p.mention.text), key=lambda p: len(p.mention.text))
    assert belongs(grammar.sentence(text), who, person, body) is one_of_many


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("February President", "President"),
        ("Sen.", "Senator"),
        ("May", "May"),
        ("president", "president"),
    ],
)
def test_a_title_stands_alone(words: str, office: str) -> None:
    assert spelled_out(words) == office


@pytest.mark.parametrize(
    ("text", "body", "office", "joined"),
    [
        ("Norway's defence minister Idris Marran left.", "Norway", "minister", True),
        ("Idris Marran is the minister of the government of Norway.", "Norway", "minister", True),
        ("The minister met Idris Marran in Norway.", "Norway", "minister", False),
        ("Sweden praised the minister Idris Marran.", "Sweden", "minister", False),
    ],
)
def test_a_body_is_joined_to_an_office_by_the_syntax_alone(
    grammar: Grammar, text: str, body: str, office: str, joined: bool
) -> None:
    start = text.index(office)
    span = SpanScore(start, start + len(office), "office", 0.9)
    assert hangs_on(grammar.sentence(text), text.index(body), (span,)) is joined


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Norway met Sweden, led by Prime Minister Idris Marran.", "Sweden"),
        ("Norway, represented by Idris Marran, left.", "Norway"),
        ("Norway was attacked by Idris Marran.", None),
        ("Idris Marran led Norway.", None),
    ],
)
def test_who_leads_a_body_is_told_right_behind_it(grammar: Grammar, text: str, body: str | None) -> None:
    who = Who(grammar.read(text), grammar.actors(text))
    leader = next(p.mention for p in who.placed if "Idris Marran" in p.mention.text)
    found = led_by(grammar.sentence(text), who, leader)
    assert (found and found.name) == body


NORWAY = Actor("a1", "Norway", ActorKind.COUNTRY, ("Norway", "Norwegian"))
SENATE = Actor("a2", "the Senate", ActorKind.ORGANIZATION, ("the Senate",))
MARRAN = Actor("a3", "Idris Marran", ActorKind.PERSON, ("Idris Marran",))
CABINET = Actor("a4", "the cabinet", ActorKind.ORGANIZATION, ("the cabinet",))


@pytest.mark.parametrize(
    ("office", "holder", "body", "plain"),
    [
        ("Norwegian Prime Minister", MARRAN, NORWAY, "Prime Minister"),
        ("Norwegian Prime Minister", MARRAN, SENATE, "Norwegian Prime Minister"),
        ("Swedish Ambassador", MARRAN, NORWAY, "Swedish Ambassador"),
        ("Norway", MARRAN, NORWAY, "Norway"),
        ("Senate Majority Leader", MARRAN, SENATE, "Majority Leader"),
        ("Senators", MARRAN, SENATE, "Senator"),
        ("ministers", CABINET, NORWAY, "ministers"),
        ("President", MARRAN, None, "President"),
    ],
)
def test_an_office_is_listed_without_its_body(
    office: str, holder: Actor, body: Actor | None, plain: str
) -> None:
    assert plain_office(office, holder, body) == plain
