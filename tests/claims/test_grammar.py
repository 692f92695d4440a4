"""Findings by grammar: one example or more for each shape of the pattern table, then what must not be found."""

from __future__ import annotations

import pytest

from reading_world import Grammar

# sentence, then its findings as 'subject relation object =value phase'
VERBS = [
    ("Norway attacked Sweden.", {"Norway attacked Sweden"}),
    ("Norway betrayed Sweden.", {"Norway betrayed Sweden"}),
    ("Norway sided with Sweden.", {"Norway allied_with Sweden", "Norway supports Sweden"}),
    ("The River Guard split from the Harbour Front.", {"Guard split_from Front"}),
    ("Norway accused Sweden of piracy.", {"Norway accused Sweden =piracy"}),
    ("Idris Marran joined the River Guard.", {"Marran member_of Guard begins"}),
    ("Norway urged Sweden to attack Denmark.", {"Norway demanded_of Sweden", "Sweden attacked Denmark"}),
    ("Norway seized Bergen.", {"Norway controls =Bergen begins"}),
    ("Norway lost Bergen.", {"Norway controls =Bergen ends"}),
]
JOINT = [
    ("Norway and Sweden met.", {"Norway negotiated_with Sweden"}),
    ("Norway attacked Finland but not Sweden.", {"Norway attacked Finland"}),
    ("The River Guard and the Harbour Front merged.", {"Guard merged_with Front"}),
    ("The alliance between Norway and Sweden held.", {"Norway allied_with Sweden"}),
    ("Norway and Sweden formed an alliance.", {"Norway allied_with Sweden"}),
    (
        "The feud between Norway, Sweden and Denmark goes on.",
        {"Norway rivals Sweden", "Norway rivals Denmark", "Sweden rivals Denmark"},
    ),
]
NOUNS = [
    ("Idris Marran, the leader of the River Guard, left.", {"Marran leads Guard"}),
    ("River Guard leader Idris Marran left.", {"Marran leads Guard"}),
    ("The former leader of the River Guard, Idris Marran, left.", {"Marran leads Guard ends"}),
    ("Norway and Sweden are allies.", {"Norway allied_with Sweden"}),
    ("Idris Marran, the brother of Adem Haddad, left.", {"Marran relative_of Haddad =brother"}),
    ("President Idris Marran left.", {"Marran holds_office =President"}),
    ("Norway's supporters left.", {"supporters supports Norway"}),
    ("The Marran critics left.", {"critics opposes Marran"}),
    ("The allies of Norway left.", {"allies allied_with Norway", "allies supports Norway"}),
    ("Norway's members left.", set()),
    ("Norway's proxy, the Harbour Front, left.", {"Norway sponsors Front"}),
    ("Norway's support for Sweden continued.", {"Norway supports Sweden"}),
    ("Norway's attack on Sweden failed.", {"Norway attacked Sweden"}),
    ("Norway has the support of Sweden.", {"Sweden supports Norway"}),
    ("Norway launched an attack on Sweden.", {"Norway attacked Sweden"}),
]
COMPOUNDS = [
    ("Iran-backed militias left.", {"Iran sponsors militias"}),
    ("Pro-Iran militias left.", {"militias supports Iran"}),
    ("Anti-Iran militias left.", {"militias opposes Iran"}),
    ("The Norwegian-led coalition left.", {"Norwegian leads coalition"}),
    ("Rebels loyal to Norway left.", {"Rebels supports Norway"}),
    ("Norway is hostile to Sweden.", {"Norway opposes Sweden"}),
]
TURNS = [
    (
        "The alliance between Norway and Sweden turned into a rivalry.",
        {"Norway allied_with Sweden ends", "Norway rivals Sweden begins"},
    ),
    (
        "Norway's alliance with Sweden became a feud.",
        {"Norway allied_with Sweden ends", "Norway rivals Sweden begins"},
    ),
    (
        "The rivalry between Norway and Sweden gave way to a partnership.",
        {"Norway rivals Sweden ends", "Norway allied_with Sweden begins"},
    ),
]
NAMES = [
    ("The River Guard re-emerged as the River Union.", {"Guard renamed_as Union"}),
    (
        "Idris Marran fought under the River Guard and re-emerged as the River Union.",
        {"Guard renamed_as Union"},
    ),
]
PORTRAYALS = [
    ("Norway describes Sweden as a bully.", {"Sweden described_as =bully by Norway"}),
    ("Norway called Sweden a terrorist.", {"Sweden described_as =terrorist by Norway"}),
    ("Idris Marran was portrayed as a traitor.", {"Marran described_as =traitor"}),
    (
        "Idris Marran presented himself as a reformer, nationalist and friend of the poor.",
        {
            "Marran described_as =reformer by Marran",
            "Marran described_as =nationalist by Marran",
            "Marran described_as =friend of the poor by Marran",
        },
    ),
    (
        "Idris Marran ensured that he was portrayed as a reformer.",
        {"he described_as =reformer by Marran"},
    ),
]
EXAMPLES = [*VERBS, *JOINT, *NOUNS, *COMPOUNDS, *TURNS, *NAMES, *PORTRAYALS]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_what_is_said_is_found(grammar: Grammar, text: str, expected: set[str]) -> None:
    found = grammar.findings(text)
    assert expected <= found, found - expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sweden was attacked by Norway.", "Sweden attacked Norway"),
        ("Norway urged Sweden to attack Denmark.", "Norway attacked Denmark"),
        ("Norway and Sweden attacked Denmark.", "Norway attacked Sweden"),
        ("Norway's alliance with Sweden became a feud.", "Norway allied_with Sweden"),
        ("Iran-backed militias left.", "militias sponsors Iran"),
        ("The United States imposed sanctions on Norway and Sweden.", "Norway coerced Sweden"),
        ("Norway describes Sweden as a bully.", "Norway described_as =bully"),
        ("Norway and Sweden met Denmark.", "Norway negotiated_with Sweden"),
    ],
)
def test_what_is_not_said_is_not_found(grammar: Grammar, text: str, wrong: str) -> None:
    assert wrong not in grammar.findings(text)


@pytest.mark.parametrize(
    "text", ["Norway and Sweden lie in the north.", "It rained in Norway.", "Norway, Sweden."]
)
def test_standing_together_is_no_relation(grammar: Grammar, text: str) -> None:
    assert grammar.findings(text) == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Norway has the support of Sweden.", "Norway supports Sweden", id="received support"),
        pytest.param(
            "Denmark condemned Norway for attacking Sweden.", "Denmark attacked Sweden", id="for attacking"
        ),
        pytest.param(
            "Idris Marran is the former leader of the River Guard.",
            "Marran leads former ends",
            id="former",
            marks=pytest.mark.xfail(reason="the role itself is taken for a body", strict=True),
        ),
    ],
)
def test_what_the_words_do_not_say(grammar: Grammar, text: str, wrong: str) -> None:
    assert wrong not in grammar.findings(text)


def test_a_new_name_without_as(grammar: Grammar) -> None:
    assert "Guard renamed_as Union" in grammar.findings("The River Guard was renamed the River Union.")
