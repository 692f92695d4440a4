"""Merging: an office told again in fewer words is quoted with the one that it can only mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from allegiance.claims.claim import Claim, Phase
from allegiance.claims.merging import merge
from allegiance.interval import Interval
from reading_world import Grammar


@pytest.fixture(scope="module")
def office(grammar: Grammar) -> Claim:
    (claim,) = grammar.claims("Norway attacked Sweden.")
    return replace(claim, relation="holds_office", object=None, value="interior minister", score=0.4)


def told(office: Claim, value: str, start: int, **change: Any) -> Claim:
    """The same office, in these words, that many characters further on."""
    place = office.evidence[0]
    moved = replace(place, start=place.start + start, end=place.end + start)
    return replace(office, value=value, evidence=(moved,), **change)


@pytest.mark.parametrize("order", [1, -1])
def test_an_office_in_fewer_words_is_quoted_with_the_fuller_one(office: Claim, order: int) -> None:
    (claim,) = merge([office, told(office, "Minister", 50, score=0.6)][::order])
    assert claim.value == "interior minister"
    assert [p.start for p in claim.evidence] == [0, 50]
    assert claim.score == 0.6


@pytest.mark.parametrize(
    "other", ["vice president", "president of Peru", "president", "deputy interior minister"]
)
def test_another_office_stays_apart(office: Claim, other: str) -> None:
    assert len(merge([office, told(office, other, 50)])) == 2


def test_a_rank_makes_another_office(office: Claim) -> None:
    claims = [told(office, "president", 0), told(office, "vice president", 50)]
    assert {c.value for c in merge(claims)} == {"president", "vice president"}


def test_fewer_words_that_could_mean_two_offices_stay_apart(office: Claim) -> None:
    claims = [office, told(office, "minister of justice", 50), told(office, "minister", 90)]
    assert len(merge(claims)) == 3


def test_three_lengths_of_one_office_are_one_claim(office: Claim) -> None:
    claims = [office, told(office, "minister", 50), told(office, "acting federal interior minister", 90)]
    assert len(merge(claims)) == 2  # whoever acts as minister holds another office
    claims[2] = told(office, "federal interior minister", 90)
    (claim,) = merge(claims)
    assert (claim.value, len(claim.evidence)) == ("federal interior minister", 3)


@pytest.mark.parametrize(
    "change",
    [{"phase": Phase.ENDS}, {"valid": Interval.parse("2012")}, {"relation": "described_as"}],
    ids=str,
)
def test_what_else_differs_keeps_them_apart(office: Claim, change: dict[str, Any]) -> None:
    assert len(merge([office, replace(told(office, "minister", 50), **change)])) == 2


def test_a_dated_office_takes_in_one_without_a_date(office: Claim) -> None:
    dated = replace(office, valid=Interval.parse("2012"))
    (claim,) = merge([dated, told(office, "minister", 50)])
    assert str(claim.valid) == "2012"
