"""Who stood with whom on a day: the fast count equals counting the records one by one."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from casefile_world import harbour, valley

from allegiance.casefile import Casefile, JudgementKind

DAYS = [date(2013, 1, 1), date(2014, 6, 1), date(2016, 6, 1), date(2019, 6, 1)]


def counted(casefile: Casefile, day: date) -> Counter[tuple[str, str, str, str]]:
    claims = (record.claim for record in casefile.claims(as_of=day))
    return Counter((c.subject.id, c.relation, c.object.id, c.polarity) for c in claims if c.object)


def agrees(casefile: Casefile, day: date) -> bool:
    fast = Counter[tuple[str, str, str, str]]()
    for tie in casefile.ties(day):
        fast[tie.subject, tie.relation, tie.object, tie.polarity] += tie.claims
    return fast == counted(casefile, day)


def test_the_ties_of_a_day(filled: Casefile) -> None:
    (attacked,) = (tie for tie in filled.ties(date(2016, 6, 1)) if tie.relation == "attacked")
    assert (attacked.subject, attacked.object, attacked.claims, attacked.score) == (
        "a-south",
        "a-north",
        1,
        0.875,
    )
    assert filled.ties(date(2013, 1, 1)) == ()
    assert filled.ties(date(2016, 6, 1), known=datetime(2020, 2, 1, 1, tzinfo=UTC)) == ()


@pytest.mark.parametrize("day", DAYS)
def test_counting_fast_is_counting(filled: Casefile, day: date) -> None:
    assert agrees(filled, day)
    attack = harbour().claims[0].id
    corrected = filled.judge(JudgementKind.CORRECT, attack, by="Ines", field="valid", value="2013")
    assert agrees(filled, day)
    filled.judge(JudgementKind.MERGE, "a-hale", other="a-north", by="Ines")
    filled.judge(JudgementKind.SPLIT, "a-north", value=json.dumps([valley().document.id]), by="Ines")
    assert agrees(filled, day)
    filled.undo(corrected.id, by="Ines")
    filled.judge(JudgementKind.REJECT, attack, by="Ines")
    assert agrees(filled, day)
