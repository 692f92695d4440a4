"""Dating: which time a claim gets, and that it gets none where the text gives none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allegiance.claims.dating import time_around
from reading_world import Grammar


def dated(grammar: Grammar, text: str, published: str | None = None) -> dict[str, str | None]:
    """Relation of each claim, with its time."""
    return {c.relation: str(c.valid) if c.valid else None for c in grammar.claims(text, published)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway attacked Sweden.", {"attacked": None}),
        ("Norway attacked Sweden in 2003.", {"attacked": "2003"}),
        ("Norway has supported Sweden since 2003.", {"supports": "2003/.."}),
        (
            "In May 2003 Norway attacked Sweden and in 2007 Norway met Denmark.",
            {"attacked": "2003-05", "negotiated_with": "2007"},
        ),
        (  # a time in another clause says nothing of this one
            "Norway attacked Sweden, which met Denmark in 2009.",
            {"attacked": None, "negotiated_with": "2009"},
        ),
        ("Norway attacked Sweden. Denmark fell in 2009.", {"attacked": None}),
        (  # the years in brackets are those of the name
            "Adem Haddad (2014-18), leader of the River Guard, left.",
            {"leads": "2014/2018"},
        ),
        (
            "The partnership of Norway and Sweden deteriorated into conflict in 2014.",
            {"allied_with": "2014", "rivals": "2014"},
        ),
    ],
)
def test_a_claim_is_dated_by_its_own_clause(
    grammar: Grammar, text: str, expected: dict[str, str | None]
) -> None:
    assert dated(grammar, text) == expected


@pytest.mark.parametrize(("published", "valid"), [("2020-02-13", "2020-02-12"), ("2020", None), (None, None)])
def test_a_relative_time_needs_the_day_of_publication(
    grammar: Grammar, published: str | None, valid: str | None
) -> None:
    assert dated(grammar, "Norway attacked Sweden yesterday.", published) == {"attacked": valid}


TURN = "Norway and Sweden re-established their alliance."


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (f"Denmark fell in March 2011. {TURN}", "2011-03~"),
        (f"{TURN} Denmark fell in March 2011.", "2011-03~"),
        (f"Denmark fell in March 2011. {TURN} Finland fell in May 2012.", None),  # two months: neither
        (f"Denmark fell in March 2011. Iceland watched. {TURN}", None),  # no neighbour
        (f"Denmark fell in 2011. {TURN}", None),  # a year is no occasion
        (f"{TURN}", None),
    ],
)
def test_a_turn_takes_the_rough_month_of_its_neighbours(
    grammar: Grammar, text: str, valid: str | None
) -> None:
    turns = [c for c in grammar.claims(text) if c.relation == "allied_with"]
    assert [str(c.valid) if c.valid else None for c in turns] == [valid]


def test_what_holds_takes_no_month_of_its_neighbours(grammar: Grammar) -> None:
    assert dated(grammar, "Denmark fell in March 2011. Norway supports Sweden.") == {"supports": None}


def test_neighbours_in_another_paragraph_do_not_date(grammar: Grammar) -> None:
    first, turn = grammar.read(f"Denmark fell in March 2011. {TURN}").sentences
    times = grammar.read(f"Denmark fell in March 2011. {TURN}").times
    elsewhere = replace(first, passage=replace(first.passage, start=0))
    assert time_around(turn, (first, turn), times) is not None
    assert time_around(turn, (elsewhere, turn), times) is None
