"""Around a pair: groups of either side, and who broke away from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegiance.casefile import Casefile
from allegiance.casefile.intake import take_in
from allegiance.language.reading import Reader
from allegiance.views import pair

TEXT = (
    "Idris Marran leads the River Guard. The Harbour Front broke away from the River Guard in 2007. "
    "Norway funds the Harbour Front. Sweden attacked the River Guard in 2009. "
    "Idris Marran met Norway's envoys. Norway opposes Idris Marran."
)


@pytest.fixture
def casefile(tmp_path: Path) -> Casefile:
    text = tmp_path / "report.txt"
    text.write_text(TEXT, encoding="utf-8")
    opened = Casefile.open(tmp_path / "a.casefile", create=True)
    list(take_in(opened, [text], Reader()))
    return opened


def told(casefile: Casefile, one: str, other: str) -> set[tuple[str, str, str]]:
    view = pair(casefile, one, other)
    return {(c.subject.name, c.relation, c.object.name) for c in view.around if c.object}


def test_a_break_away_group_that_the_other_funds_is_told(casefile: Casefile) -> None:
    found = told(casefile, "Idris Marran", "Norway")
    assert ("Harbour Front", "split_from", "River Guard") in found
    assert ("Norway", "sponsors", "Harbour Front") in found


def test_what_is_done_to_the_group_is_told_beside_its_leader(casefile: Casefile) -> None:
    assert told(casefile, "Idris Marran", "Sweden") == {("Sweden", "attacked", "River Guard")}


def test_a_claim_about_the_group_is_none_about_its_leader(casefile: Casefile) -> None:
    assert pair(casefile, "Idris Marran", "Sweden").claims == ()


def test_nothing_is_told_around_strangers(casefile: Casefile) -> None:
    assert told(casefile, "Sweden", "Norway") == set()
