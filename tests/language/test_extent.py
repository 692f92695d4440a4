"""Extent: which words of a phrase are the name."""

from __future__ import annotations

import pytest

from allegiance.language.extent import bare_name, without_clause, without_dateline
from allegiance.language.parse import syntax

NAMES = [
    ("former President Idris Marran", "Idris Marran"),
    ("Norway's Prime Minister Idris al-Marran", "Idris al-Marran"),
    ("Lt. Gen. Stephen J. Marran", "Stephen J. Marran"),
    ("Norwegian businessman Idris Marran", "Idris Marran"),
    ("Idris Marran", "Idris Marran"),
    ("former Captain Marran", "Captain Marran"),  # so does a surname alone
    ("the Norwegian president Marran", "Marran"),
    ("King Harald", "King Harald"),  # a first name alone keeps what it is known by
    ("Martin King", "Martin King"),
    ("Maria de la Cruz", "Maria de la Cruz"),
]


def said(tokens: object) -> str:
    span = list(tokens)  # type: ignore[call-overload]
    return str(span[0].doc[span[0].i : span[-1].i + 1].text)


@pytest.mark.parametrize(("phrase", "name"), NAMES)
def test_a_person_is_called_without_titles(phrase: str, name: str) -> None:
    assert said(bare_name(list(syntax(names=False)(phrase)))) == name


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("BAGHDAD - Thirty lawmakers", "Thirty lawmakers"),
        ("Thirty lawmakers", "Thirty lawmakers"),
        ("KDP - Iraq", "Iraq"),
        ("Anti-War Movement", "Anti-War Movement"),
    ],
)
def test_a_dateline_is_no_part_of_an_actor(phrase: str, kept: str) -> None:
    assert said(without_dateline(list(syntax(names=False)(phrase)))) == kept


def test_a_clause_behind_a_group_is_cut() -> None:
    tokens = list(syntax(names=False)("Police arrested suspects who had resisted arrest."))
    assert said(without_clause(tokens[2:7])) == "suspects"
