"""American parties under their other words, and the tag behind a name."""

from __future__ import annotations

import pytest

from allegiance.language.parties import full_name, party, party_tags
from reading_world import Grammar


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("R-CA", "republican"),
        ("D-N.Y.", "democrat"),
        ("R-Calif.", "republican"),
        ("R-Texas", "republican"),
        ("GOP", "republican"),
        ("the Republican Party", "republican"),
        ("Democrats", "democrat"),
        ("R-1", None),
        ("R-CALIF", None),
        ("Republican Sinn Féin", None),
    ],
)
def test_a_party_under_its_other_words(name: str, known: str | None) -> None:
    assert party(name) == known


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["R-CA"], "Republican Party"),
        (["Democrats", "D-N.Y."], "Democratic Party"),
        (["GOP", "Republicans"], "Republican Party"),
        (["Republicans"], None),  # of Ireland, of Spain
        ([], None),
    ],
)
def test_a_party_is_called_in_full_where_its_words_are_american(names: list[str], called: str | None) -> None:
    assert full_name(names) == called


def test_a_tag_stands_behind_a_name(grammar: Grammar) -> None:
    text = "Ada Quill (R-Va.) and Ben Marsh, D-NY, left; the D-Day veterans and flight R-CAX stayed."
    assert [tag.text for tag in party_tags(grammar.sentence(text))] == ["R-Va.", "D-NY"]


def test_tags_and_words_of_one_party_are_one_actor(grammar: Grammar) -> None:
    text = "Senators Ada Quill (R-Va.) and Ben Marsh (R-Texas) quit, and Cole Dunn, R-IA, thanked the Republicans."
    (parties,) = [chain for chain in grammar.read(text).chains if "Republicans" in chain.names]
    assert parties.name == "Republican Party"
    assert {"R-Va.", "R-Texas", "R-IA"} <= set(parties.names)
