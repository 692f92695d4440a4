"""Portrayal and conduct: the table of stances, then what stands beside a description."""

from __future__ import annotations

import pytest
from family_world import GROUPS, PEOPLE, record
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.analysis.portrayal import Finding, portrayals
from allegiance.analysis.stances import by_name, named_actors, stances
from allegiance.casefile import Record
from allegiance.claims.claim import Polarity
from allegiance.claims.relations import relations
from allegiance.language.mention import ActorKind

CLERIC, AIDE, _ = PEOPLE
GUARD, *_ = GROUPS
IRAN = Actor("iran", "Iran", ActorKind.COUNTRY, ("Iran",))
STATES = Actor("us", "United States", ActorKind.COUNTRY, ("United States",))
SUNNIS = Actor("sunnis", "Sunni civilians", ActorKind.POPULATION, ("Sunni civilians",))


@pytest.mark.parametrize(
    ("written", "stance", "named"),
    [
        ("anti-Iran cleric", "against somebody", ["Iran"]),
        ("anti-American", "against somebody", ["United States"]),
        ("pro-Iranian militia", "with somebody", ["Iran"]),
        ("Iran-backed", "with somebody", ["Iran"]),
        ("loyal to Iran", "with somebody", ["Iran"]),
        (
            "reformer who opposes American and Iranian influence",
            "against somebody",
            ["Iran", "United States"],
        ),
        ("an independent figure", "independent of others", []),
        ("cross-sectarian", "across communities", []),
    ],
)
def test_stances_and_whom_they_name(written: str, stance: str, named: list[str]) -> None:
    found = {n.stance.name: n for n in stances(written)}
    assert stance in found
    actors = named_actors(found[stance].words, by_name((IRAN, STATES)))
    assert sorted(actor.name for actor in actors) == named


def test_what_is_no_stance() -> None:
    for written in ("dependent", "the antique dealer", "provincial", "popular", "Iranian influence"):
        assert stances(written) == ()


def test_every_relation_of_the_table_is_one() -> None:
    known = set(relations())
    for written in (
        "anti-Iran",
        "pro-Iran",
        "independent",
        "reformer",
        "cross-sectarian",
        "moderate",
        "terrorist",
    ):
        for named in stances(written):
            stance = named.stance
            assert stance.does_for | stance.back_for | stance.does_against | stance.back_against <= known


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_words_may_be_a_description(description: str, quote: str) -> None:
    for named in stances(description, quote):
        assert named.stance.name


def described(value: str, when: str = "2018-06", **more: object) -> Record:
    return record(CLERIC, "described_as", None, when, value=value, place=900, **more)  # type: ignore[arg-type]


def test_conduct_for_and_against_stands_beside_the_words() -> None:
    words = described("anti-Iran", by=CLERIC)
    accused = record(CLERIC, "accused", IRAN, "2018-01")
    allied = record(CLERIC, "allied_with", IRAN, "2019-12", place=9)
    (found,) = portrayals([words, accused, allied], CLERIC)
    assert (found.own, found.finding) == (True, Finding.BOTH)
    assert found.speaks_for == (accused,)
    assert found.speaks_against == (allied,)
    assert [actor.name for actor in found.targets] == ["Iran"]
    assert portrayals([words, accused], CLERIC)[0].finding is Finding.AGREES
    assert portrayals([words, allied], CLERIC)[0].finding is Finding.CONTRADICTS


def test_another_time_another_target_a_denial_and_the_same_words_are_no_conduct() -> None:
    words = described("anti-Iran")
    beside = [
        record(CLERIC, "allied_with", IRAN, "2003"),
        record(CLERIC, "allied_with", STATES, "2018-01", place=9),
        record(CLERIC, "allied_with", IRAN, "2018-01", place=19, polarity=Polarity.DENIED),
        record(CLERIC, "opposes", IRAN, "2018-06", place=901),
    ]
    (found,) = portrayals([words, *beside], CLERIC)
    assert found.finding is Finding.NOTHING


def test_conduct_of_the_groups_it_leads_counts() -> None:
    words = [
        described("cross-sectarian"),
        record(CLERIC, "leads", GUARD, "2018", place=9),
        record(GUARD, "attacked", SUNNIS, "2018-03", place=19),
    ]
    (found,) = portrayals(words, CLERIC)
    assert (found.finding, found.targets) == (Finding.CONTRADICTS, (SUNNIS,))


def test_own_words_are_kept_apart_from_those_of_others() -> None:
    words = [
        described("reformer", by=CLERIC),
        record(
            CLERIC,
            "described_as",
            None,
            "2018-06",
            value="reformer",
            words="He presents himself as a reformer.",
        ),
        record(CLERIC, "described_as", None, "2018-06", value="reformer", by="his aides", place=50),
        record(CLERIC, "described_as", None, "2018-06", value="warlord", by=IRAN, place=99),
    ]
    assert {(p.description, p.own) for p in portrayals(words, CLERIC)} == {
        ("reformer", True),
        ("warlord", False),
    }


def test_words_outside_the_table_are_listed_with_nothing_to_compare() -> None:
    (found,) = portrayals([described("popular")], CLERIC)
    assert (found.finding, found.stance) == (Finding.INCOMPARABLE, None)


def test_independent_is_compared_with_other_countries_but_not_its_own() -> None:
    words = [
        described("independent"),
        record(CLERIC, "holds_office", STATES, "2018", value="senator", place=9),
        record(STATES, "sponsors", CLERIC, "2018", place=19),
    ]
    assert portrayals(words, CLERIC)[0].finding is Finding.NOTHING
    assert portrayals([*words, record(IRAN, "sponsors", CLERIC, "2018", place=29)], CLERIC)[0].finding is (
        Finding.CONTRADICTS
    )


_VALUES = ("anti-Iran", "popular", "independent", "reformer", "pro-American reformer")


@settings(max_examples=40)
@given(st.permutations(_VALUES), st.randoms(use_true_random=False))
def test_order_of_records_does_not_matter_and_no_description_is_lost(
    values: list[str], shuffler: object
) -> None:
    some = [described(value, publisher=str(n % 2), words=f"w{n}") for n, value in enumerate(values)]
    some += [
        record(CLERIC, "allied_with", IRAN, "2018", place=9),
        record(IRAN, "sponsors", CLERIC, "2018", place=19),
    ]
    other = list(some)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    found = portrayals(some, CLERIC)
    assert found == portrayals(other, CLERIC)
    assert {r.id for p in found for r in p.records} == {
        r.id for r in some if r.claim.relation == "described_as"
    }
