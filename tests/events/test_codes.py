"""The table of codes: complete, and consistent with itself and with the relations."""

from __future__ import annotations

import pytest

from allegiance.claims.relations import relation
from allegiance.events import Code, Scheme, cameo, codes, typed

_PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
)
EACH = pytest.mark.parametrize("code", codes().values(), ids=lambda code: f"{code.scheme} {code.code}")


@EACH
def test_each_line_fits_its_relation(code: Code) -> None:
    assert code.lost
    assert code.quad in (None, 1, 2, 3, 4)
    assert code.plover is None or code.plover in _PLOVER.split()
    assert code.kind in ("act", "words")
    if code.relation is None:
        assert code.sign == 0
        return
    ends = code.phase.value == "ends"
    assert code.sign == (-relation(code.relation).sign if ends else relation(code.relation).sign)
    if code.plover is not None and code.sign:
        assert (code.quad or 0) > 2 or code.sign > 0
        assert (code.quad or 4) < 3 or code.sign < 0


def test_every_root_and_every_type_is_there() -> None:
    assert {f"{root:02d}" for root in range(1, 21)} <= {
        c.code for c in codes().values() if c.scheme is Scheme.CAMEO
    }
    assert set(_PLOVER.split()) <= {c.code for c in codes().values() if c.scheme is Scheme.PLOVER}


@pytest.mark.parametrize(
    ("code", "name", "read"),
    [
        ("173", "", "173"),
        ("1734", "", "173"),  # unknown below a known one
        ("46", "Engage in negotiation", "046"),
        ("46", "", "046"),
        ("", "Use conventional military force", "190"),
        ("19", "", "19"),
    ],
)
def test_codes_are_found(code: str, name: str, read: str) -> None:
    found = cameo(code, name)
    assert found is not None
    assert found.code == read


def test_what_is_no_code_is_none() -> None:
    assert cameo("XX") is None
    assert cameo("99") is None
    assert cameo("", "Do nothing") is None
    assert typed(Scheme.PLOVER, "DANCE") is None


def test_a_mode_without_a_line_of_its_own_is_read_as_its_type() -> None:
    found = typed(Scheme.PLOVER, "ASSAULT", "firearms")
    assert found is not None
    assert found.code == "ASSAULT"
