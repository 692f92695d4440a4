"""Offices: which of them are held in a state, and which never are."""

from __future__ import annotations

import pytest

from allegiance.claims.offices import is_local, of_state


@pytest.mark.parametrize(
    ("office", "of_a_state", "local"),
    [
        ("President", True, False),
        ("former interior minister", True, False),
        ("Attorney General", True, False),
        ("defense attorney", False, False),
        ("Mayor", False, True),
        ("former governor of the north", False, True),
        ("deputy director", False, False),
    ],
)
def test_an_office_tells_whether_it_is_of_a_state_or_a_town(
    office: str, of_a_state: bool, local: bool
) -> None:
    assert of_state(office) is of_a_state
    assert is_local(office) is local
