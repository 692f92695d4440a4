"""Which actors may be one: laws of the proposals, then what speaks for and against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.actors.same import Facts, candidates, proposals, propose, tells
from allegiance.language.mention import ActorKind

PERSON, GROUP = ActorKind.PERSON, ActorKind.ARMED_GROUP


def facts(actor: str, *named: str, kind: ActorKind | None = PERSON, **more: object) -> Facts:
    return Facts(actor, named[0], kind, named, **more)  # type: ignore[arg-type]


NAMES = st.sampled_from(
    [
        "Idris Marran",
        "Marran",
        "Idris al-Marran",
        "ادريس مران",
        "River Guard",
        "RG",
        "the Police",
        "Iraqi forces",
        "!",
    ]
)
SOME = st.frozensets(st.sampled_from(["Iraq", "Norway", "Peru"]), max_size=2)
FACTS = st.builds(
    lambda name, kind, countries, documents, years: Facts(
        "", name, kind, (name,), documents, countries, years=(min(years), max(years))
    ),
    NAMES,
    st.sampled_from(ActorKind),
    SOME,
    SOME,
    st.tuples(st.integers(1900, 2020), st.integers(1900, 2020)),
)


@given(FACTS, FACTS)
def test_the_order_of_two_makes_no_difference_and_each_has_its_reason(one: Facts, other: Facts) -> None:
    found, again = propose(one, other), propose(other, one)
    assert (found is None) == (again is None)
    if found and again:
        assert found.score == again.score
        assert 0.0 < found.score < 1.0
        assert all(found.reasons)


@given(FACTS, FACTS)
def test_beside_one_another_is_less_likely_one(one: Facts, other: Facts) -> None:
    alone = propose(replace(one, documents=frozenset("x")), replace(other, documents=frozenset("y")))
    beside = propose(replace(one, documents=frozenset("x")), replace(other, documents=frozenset("x")))
    if alone and beside:
        assert beside.score < alone.score
        assert any("side by side" in reason for reason in beside.reasons)


MORE = [
    ("country", {"countries": frozenset({"Iraq"})}, "documents of both speak of Iraq"),
    ("neighbours", {"neighbours": {"n": "Norway"}}, "both have ties to Norway"),
    ("office", {"roles": frozenset({"mayor of basra"})}, "office of both: mayor of basra"),
]


@pytest.mark.parametrize(("what", "shared", "words"), MORE, ids=[row[0] for row in MORE])
def test_what_both_have_speaks_for_it(what: str, shared: dict[str, object], words: str) -> None:
    bare = propose(facts("a", "Sadiq Harran"), facts("b", "Sadeq al-Haran"))
    found = propose(facts("a", "Sadiq Harran", **shared), facts("b", "Sadeq al-Haran", **shared))
    assert bare and found and found.score > bare.score, what
    assert words in found.reasons


def test_other_countries_and_generations_speak_against_it() -> None:
    one = facts("a", "Sadiq Harran", countries=frozenset({"Iraq"}), years=(1920, 1931))
    other = facts("b", "Sadiq Harran", countries=frozenset({"Norway"}), years=(2001, 2004))
    found, bare = propose(one, other), propose(facts("a", "Sadiq Harran"), facts("b", "Sadiq Harran"))
    assert found and bare and found.score < bare.score - 0.1
    assert "70 years lie between them" in found.reasons


def test_a_list_that_has_both_as_one_decides_most() -> None:
    one = facts("a", "League of the River", kind=GROUP, known={"k1": "Asa'ib al-Nahr"})
    other = facts("b", "AAN", kind=GROUP, known={"k1": "Asa'ib al-Nahr"})
    found = propose(one, other)
    assert found and found.score > 0.9
    assert found.reasons[0] == """both are "Asa'ib al-Nahr" on a list of known actors"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts("a", "Idris Marran"), facts("b", "Adem Marran")),
        (facts("a", "Idris Marran"), facts("b", "Idris Marrin", kind=GROUP)),
        (facts("a", "the Police", kind=GROUP), facts("b", "the Police", kind=GROUP)),
        (facts("a", "Iraqi forces", kind=GROUP), facts("b", "Iraqi forces", kind=GROUP)),
    ],
)
def test_is_not_proposed(one: Facts, other: Facts) -> None:
    assert propose(one, other) is None


def test_pairs_come_from_names_and_the_likeliest_are_first() -> None:
    every = [
        facts("a", "Idris Marran"),
        facts("b", "Idris al-Marran"),
        facts("c", "Marran"),
        facts("d", "Adem Dahr"),
    ]
    pairs = candidates((one.id, one.named) for one in every)
    assert pairs == {("a", "b"), ("a", "c"), ("b", "c")}
    found = proposals({one.id: one for one in every}, pairs, 0.5)
    assert (found[0].one, found[0].other) == ("a", "b")
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_two_names_of_one_known_group_are_proposed() -> None:
    one, other = facts("a", "Islamic State", kind=GROUP), facts("b", "Daesh", kind=GROUP)
    assert candidates((each.id, each.named) for each in (one, other)) == {("a", "b")}
    found = propose(one, other)
    assert found and found.score > 0.9
    assert found.reasons == ("'Islamic State' and 'Daesh': both name Islamic State",)


def test_forms_that_tell() -> None:
    assert tells("River Guard")
    assert not any(tells(form) for form in ("Iraqi forces", "Iraq's police", "Supreme Court"))
