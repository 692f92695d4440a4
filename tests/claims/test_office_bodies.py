"""Offices: which of them are held in a state, and which never are."""

from __future__ import annotations

import pytest

from allegiance.claims.offices import is_local, of_state
from reading_world import Grammar


@pytest.mark.parametrize(
    ("office", "of_a_state", "local"),
    [
        ("President", True, False),
        ("former interior minister", True, False),
        ("Attorney General", True, False),
        ("defense attorney", False, False),
        ("Mayor", False, True),
        ("former governor of the north", False, True),
        ("deputy director", False, False),
    ],
)
def test_an_office_tells_whether_it_is_of_a_state_or_a_town(
    office: str, of_a_state: bool, local: bool
) -> None:
    assert of_state(office) is of_a_state
    assert is_local(office) is local


@pytest.mark.parametrize(
    ("text", "holder", "state"),
    [
        (
            "The United States welcomed the plan. The United States and Mexico met on Monday. "
            "President Obama called President Felipe Calderon on Tuesday.",
            "Felipe Calderon",
            "Mexico",
        ),
        (
            "The United States welcomed the plan. The United States agreed. "
            "President Obama called President Felipe Calderon on Tuesday.",
            "Felipe Calderon",
            None,
        ),
        (
            "Mexico and the United States talked. Mexico agreed. "
            "President Ricardo Mendes said that Mexico would pay.",
            "Ricardo Mendes",
            "Mexico",
        ),
        (
            "Venezuela and Colombia talked. Venezuela agreed. President Santos said that Colombia would pay.",
            "Santos",
            "Colombia",
        ),
        (
            "Attorney General Ricardo Mendes said that he had not met anyone from Mexico.",
            "Ricardo Mendes",
            None,
        ),
    ],
    ids=["known, and named", "known, not named", "the text's own", "two leaders' word", "named but once"],
)
def test_a_president_leads_the_state_that_he_is_known_for(
    grammar: Grammar, text: str, holder: str, state: str | None
) -> None:
    held = [
        claim.object.name if claim.object else None
        for claim in grammar.claims(text)
        if claim.relation == "holds_office" and claim.subject.name == holder
    ]
    assert held == [state]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Vermont Sen. Idris Marran left.", "Vermont"),
        ("Florida Gov. Idris Marran left.", "Florida"),
        ("Sen. Idris Marran of Texas left.", "Texas"),
        ("Sen. Idris Marran left for Texas.", None),
        ("Mexico City Mayor Idris Marran left.", None),
        ("Florida Gov. Adem Haddad met the voters and Sen. Idris Marran.", None),
    ],
)
def test_an_office_is_of_the_place_right_beside_it(grammar: Grammar, text: str, place: str | None) -> None:
    held = [
        claim.object.name if claim.object else None
        for claim in grammar.claims(text)
        if claim.relation == "holds_office" and "Marran" in claim.subject.name
    ]
    assert held == [place]
