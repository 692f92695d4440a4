"""The word table: what it says does not contradict itself, and its nouns are found by their forms."""

from __future__ import annotations

import pytest

from allegiance.language.mention import ActorKind
from allegiance.language.words import actor_kind, is_actor_noun, noun_table, words

APART = [
    (("saying", "denying"), ("saying", "alleging")),
    (("phase", "begins_verbs"), ("phase", "ends_verbs")),
    (("phase", "begins_words"), ("phase", "ends_words")),
    (("certainty", "alleged_words"), ("certainty", "possible_words")),
    (("certainty", "alleged_verbs"), ("certainty", "possible_verbs")),
    (("person_words", "female"), ("person_words", "male")),
]


@pytest.mark.parametrize(("one", "other"), APART, ids=lambda pair: "/".join(pair))
def test_lists_that_exclude_each_other_share_no_word(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert words(*one) & words(*other) == frozenset()
    assert words(*one)


def test_words_are_in_lower_case_and_underscores_are_spaces() -> None:
    assert "police force" in words("actors", "organization")
    assert all(word == word.lower() and "_" not in word for word in words("actors", "organization"))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("militias", ActorKind.ARMED_GROUP),
        ("parties", ActorKind.ORGANIZATION),
        ("governments", ActorKind.COUNTRY),
        ("clerics", ActorKind.PERSON),
        ("uprising", ActorKind.MOVEMENT),
        ("residents", ActorKind.POPULATION),
        ("gunmen", ActorKind.ARMED_GROUP),
        ("factions", None),  # a group of any kind
    ],
)
def test_nouns_of_actors_are_known_by_their_forms(form: str, kind: ActorKind | None) -> None:
    lemma = noun_table()[form]
    assert actor_kind(lemma) is kind
    assert is_actor_noun(lemma)


def test_other_nouns_refer_to_no_actor() -> None:
    assert not is_actor_noun("bridge")
    assert "bridge" not in noun_table()
