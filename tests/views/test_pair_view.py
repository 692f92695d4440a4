"""Pairs and profiles of the planted world, in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from allegiance.casefile import Casefile
from allegiance.errors import BadInterval, UnknownActor, UsageError
from allegiance.interval import Interval
from allegiance.views import PairView, pair, plain, profile
from allegiance.views.pair import years
from allegiance.views.time import as_of_interval
from planted import GUARD, MARRAN, OSTRAVA, VELLAND, WORLD, records


def _ties(view: PairView) -> dict[str, str]:
    return {tie.sentence: tie.history for tie in view.standing.ties}


def test_the_pair_tells_its_story(planted_casefile: Casefile) -> None:
    view = pair(planted_casefile, "Marran", "Ostrava")
    told = [(claim.time, claim.sentence) for claim in view.claims]
    assert set(told[1:3]) == {
        ("2008", "Idris Marran is no longer allied with Ostrava"),
        ("2008", "Ostrava becomes a rival of Idris Marran"),
    }
    assert told[:1] + told[3:] == [
        ("since 2003", "Idris Marran is allied with Ostrava"),
        ("2014", "Idris Marran is a rival of Ostrava"),
        ("January 2020", "Idris Marran becomes an ally of Ostrava"),
        ("3 January 2020", "Idris Marran negotiated with Ostrava"),
    ]
    assert (view.documents, view.publishers, view.years) == (4, 3, "2003–20")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2005", {"Idris Marran is allied with Ostrava": "since 2003; last confirmed 2 May 2003"}),
        (
            "2014",
            {
                "Idris Marran is a rival of Ostrava": "begins 2008; last confirmed 2014",
                "Idris Marran is no longer allied with Ostrava": "since 2003; last confirmed 2 May 2003; ended 2008",
            },
        ),
        (
            date(2020, 1, 27),
            {
                "Idris Marran is allied with Ostrava": "begins January 2020; an earlier end 2008",
                "Idris Marran is a rival of Ostrava": "begins 2008; last confirmed 2014",
            },
        ),
    ],
)
def test_how_it_stood_when(planted_casefile: Casefile, as_of: str | date, expected: dict[str, str]) -> None:
    view = pair(planted_casefile, MARRAN, OSTRAVA, as_of=as_of)
    assert _ties(view) == expected
    assert view.standing.summary.startswith("As of ")
    assert all(sentence in view.standing.summary for sentence in expected)


def test_who_asks_first_does_not_matter(planted_casefile: Casefile) -> None:
    one, other = pair(planted_casefile, MARRAN, OSTRAVA), pair(planted_casefile, OSTRAVA, MARRAN)
    assert one.claims == other.claims
    assert [tie.history for tie in one.standing.ties] == [tie.history for tie in other.standing.ties]
    assert {tie.sentence for tie in other.standing.ties} == {
        "Ostrava is allied with Idris Marran",
        "Ostrava is a rival of Idris Marran",
    }


def test_both_the_allegation_and_the_denial_are_shown(planted_casefile: Casefile) -> None:
    view = pair(planted_casefile, OSTRAVA, GUARD)
    assert [(claim.marks, claim.speaker) for claim in view.claims] == [
        (("alleged",), "Velland"),
        (("denied",), "Ostrava"),
    ]
    (tie,) = view.standing.ties
    assert tie.marks == ("alleged", "contested")
    assert tie.history == "no date; reported 10 January 2004; denied by Ostrava"


def test_silence_is_called_silence(planted_casefile: Casefile) -> None:
    view = pair(planted_casefile, MARRAN, VELLAND, as_of="2001")
    assert not view.claims
    assert "nothing recorded" in view.standing.summary
    assert "left out" in view.standing.summary


def test_until_is_no_beginning_of_time() -> None:
    (one, *_), (*_, other) = records(WORLD), records(WORLD)
    until = replace(one, claim=replace(one.claim, valid=Interval.parse("../2010-05")))
    assert years([until]) == "2010"
    assert years([one, until, other]) == "2003–20"


def test_every_quote_opens_on_its_words(planted_casefile: Casefile) -> None:
    for claim in pair(planted_casefile, MARRAN, OSTRAVA).claims:
        for quote in claim.quotes:
            assert planted_casefile.passage(quote.passage).passage.quote == quote.words


def test_acts_are_counted_by_sign(planted_casefile: Casefile) -> None:
    view = pair(planted_casefile, MARRAN, OSTRAVA)
    assert "acts in the 3 years before: 1 together" in view.standing.remarks
    assert not pair(planted_casefile, MARRAN, OSTRAVA, as_of="2019").standing.acts


def test_one_actor_is_no_pair(planted_casefile: Casefile) -> None:
    with pytest.raises(UsageError, match="the same actor"):
        pair(planted_casefile, "Marran", MARRAN.id)


def test_a_time_that_runs_on_is_no_time_to_ask_for(planted_casefile: Casefile) -> None:
    with pytest.raises(BadInterval, match="open on one side"):
        pair(planted_casefile, MARRAN, OSTRAVA, as_of="2003/..")
    assert as_of_interval(Interval.parse("2014")) == as_of_interval("2014")


def test_the_profile_in_words(planted_casefile: Casefile) -> None:
    view = profile(planted_casefile, "marran")
    assert [(name.name, str(name.first_used)) for name in view.names] == [
        ("Idris Marran", "2003-05-02"),
        ("Marran", "2003-05-02"),
    ]
    assert [tie.history for tie in view.offices] == ["2006–08"]
    assert [actor.name for actor in view.later_names[GUARD.id]] == ["Hands of Peace"]
    assert [(claim.value, claim.speaker) for claim in view.portrayals] == [("reformer", "Idris Marran")]
    with pytest.raises(UnknownActor):
        profile(planted_casefile, "Zzyzx")


def test_a_view_is_plain_data(planted_casefile: Casefile) -> None:
    for view in (pair(planted_casefile, MARRAN, OSTRAVA, as_of="2020"), profile(planted_casefile, MARRAN)):
        data = plain(view)
        assert json.loads(json.dumps(data)) == data
    with pytest.raises(TypeError):
        plain(object())
