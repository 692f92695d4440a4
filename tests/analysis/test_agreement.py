"""How far readers agree, and what claims weigh: laws and planted worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.analysis.agreement import agreements
from allegiance.analysis.contested import Contest, contested
from allegiance.analysis.difference import difference
from allegiance.analysis.weight import by_weight, uncertainty
from allegiance.casefile import Judgement, JudgementKind
from allegiance.claims.claim import Certainty, Phase, Polarity
from planted import GUARD, MARRAN, OSTRAVA, WORLD, Report, Said, records

A, R, C = JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT
WHEN = datetime(2020, 1, 1, tzinfo=UTC)
kinds = st.lists(st.sampled_from([A, R, C]), min_size=1, max_size=20)


def made(by: str, decided: Sequence[JudgementKind]) -> list[Judgement]:
    return [Judgement(f"j{by}{n}", kind, f"c{n}", by, "", WHEN) for n, kind in enumerate(decided)]


def test_kappa_of_a_worked_example() -> None:
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: observed 0.70, expected 0.50
    ones = [A] * 25 + [R] * 25
    others = [A] * 20 + [R] * 5 + [A] * 10 + [R] * 15
    (pair,) = agreements([*made("Ines", ones), *made("Omar", others)])
    assert (pair.claims, pair.observed, pair.kappa) == (50, pytest.approx(0.7), pytest.approx(0.4))
    assert len(pair.disagreements) == 15


@given(kinds)
def test_who_decides_alike_agrees_fully(decided: list[JudgementKind]) -> None:
    (pair,) = agreements([*made("Ines", decided), *made("Omar", decided)])
    assert pair.observed == 1
    assert pair.kappa == (pytest.approx(1) if len(set(decided)) > 1 else None)


@given(kinds, kinds)
def test_agreement_is_symmetric(ones: list[JudgementKind], others: list[JudgementKind]) -> None:
    (pair,) = agreements([*made("Ines", ones), *made("Omar", others)])
    (turned,) = agreements([*made("Omar", ones), *made("Ines", others)])
    assert pair.observed == turned.observed
    assert pair.kappa == (None if turned.kappa is None else pytest.approx(turned.kappa))
    assert pair.kappa is None or -1 <= pair.kappa <= 1


def test_what_was_undone_is_no_decision() -> None:
    undo = Judgement("j9", JudgementKind.UNDO, "c0", "Omar", "", WHEN, undoes="jOmar0")
    assert agreements([*made("Ines", [A]), *made("Omar", [A]), undo]) == ()


def test_the_only_words_for_a_tie_weigh_most() -> None:
    one = Said("Ostrava sponsors the River Guard.", OSTRAVA, "sponsors", GUARD)
    twice = Said("Idris Marran leads the River Guard.", MARRAN, "leads", GUARD)
    reports = [
        Report("a", "A", "2001", (one, twice)),
        Report("b", "B", "2001", (twice,)),
    ]
    first = by_weight(records(reports))[0]
    assert first.record.claim.relation == "sponsors"
    assert len(by_weight(records(WORLD))) == len(records(WORLD))


@given(st.floats(0, 1))
def test_uncertainty_is_greatest_at_one_half(score: float) -> None:
    assert 0 <= uncertainty(score) <= uncertainty(0.5) == 1
    assert uncertainty(score) == pytest.approx(uncertainty(1 - score))


def test_a_denial_for_another_time_contests_nothing() -> None:
    yes = Said("They were allies in 2003.", MARRAN, "allied_with", OSTRAVA, valid="2003")
    no = Said(
        "They were no allies in 2010.", OSTRAVA, "allied_with", MARRAN, polarity=Polarity.DENIED, valid="2010"
    )
    two = [Report("a", "A", "2011", (yes,)), Report("b", "B", "2011", (no,))]
    assert contested(records(two)) == ()
    same = replace(no, valid="2003-05")
    (found,) = contested(records([two[0], Report("b", "B", "2011", (same,))]))
    assert (found.contest, len(found.one), len(found.other)) == (Contest.DENIED, 1, 1)


def test_two_readings_of_one_breath_contest_nothing() -> None:
    """A sentence that was read both ways is a doubt about the reading, not a dispute between voices."""
    yes = Said("They blame Ostrava for the raid.", OSTRAVA, "attacked", GUARD)
    no = replace(yes, polarity=Polarity.DENIED)
    assert contested(records([Report("a", "A", "2011", (yes, no))])) == ()
    (found,) = contested(records([Report("a", "A", "2011", (yes, replace(no, by=GUARD)))]))
    assert found.contest is Contest.DENIED


def test_ties_both_ways_at_one_time_by_two_voices() -> None:
    with_each_other = Said("In 2010 they were allies.", MARRAN, "allied_with", OSTRAVA, valid="2010")
    against = Said("In 2010 they were rivals.", OSTRAVA, "rivals", MARRAN, valid="2010")
    two = records([Report("a", "A", "2011", (with_each_other,)), Report("b", "B", "2011", (against,))])
    (found,) = contested(two)
    assert found.contest is Contest.OPPOSED
    assert contested(records([Report("a", "A", "2011", (with_each_other, against))])) == ()
    ends = replace(with_each_other, phase=Phase.ENDS)
    assert contested(records([Report("a", "A", "2011", (ends,)), Report("b", "B", "2011", (against,))])) == ()


def test_an_open_tie_is_shown_up_to_its_publication_only() -> None:
    since = Said("Allies since 2003.", MARRAN, "allied_with", OSTRAVA, valid="2003/..")
    later = Said("Rivals in 2014.", MARRAN, "rivals", OSTRAVA, valid="2014")
    assert contested(records([Report("a", "A", "2005", (since,)), Report("b", "B", "2014", (later,))])) == ()
    found = contested(records([Report("a", "A", "2014-06", (since,)), Report("b", "B", "2014", (later,))]))
    assert [c.contest for c in found] == [Contest.OPPOSED]


def test_an_allegation_stands_beside_its_later_confirmation() -> None:
    alleged = Said(
        "Ostrava may sponsor the River Guard.", OSTRAVA, "sponsors", GUARD, certainty=Certainty.ALLEGED
    )
    stated = Said("Ostrava sponsors the River Guard.", OSTRAVA, "sponsors", GUARD)
    (found,) = contested(records([Report("a", "A", "2001", (alleged,)), Report("b", "B", "2002", (stated,))]))
    assert (found.contest, found.one[0].document.name) == (Contest.CONFIRMED, "a")
    assert (
        contested(records([Report("a", "A", "2003", (alleged,)), Report("b", "B", "2002", (stated,))])) == ()
    )


def test_a_reading_does_not_differ_from_itself() -> None:
    found = difference(records(WORLD), records(WORLD))
    assert (found.same, found.changed, found.gone, found.new) == (len(records(WORLD)), (), (), ())


@given(st.data())
def test_every_claim_is_in_one_part_of_a_difference(data: st.DataObject) -> None:
    every = records(WORLD)
    before = data.draw(st.lists(st.sampled_from(every), unique_by=lambda r: r.id))
    after = data.draw(st.lists(st.sampled_from(every), unique_by=lambda r: r.id))
    found = difference(before, after)
    assert found.same + len(found.changed) + len(found.gone) == len(before)
    assert found.same + len(found.changed) + len(found.new) == len(after)
