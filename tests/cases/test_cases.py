"""Every case through the grammar; those that fail today are in `known_failures.toml`, and only those may fail."""

from __future__ import annotations

from typing import Any

import pytest
from case_matching import all_cases, faults, known_failures

from reading_world import Grammar

CASES = all_cases()
KNOWN = known_failures("grammar")
RECORD = "python tests/cases/record.py"
LEAST_PASSED = 0.40  # of all cases but irony; 0.44 on the day this was set


def found_faults(case: dict[str, Any], grammar: Grammar) -> list[str]:
    asked = case["text"], case.get("published")
    return faults(case, grammar.claims(*asked), grammar.actors(*asked))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], grammar: Grammar) -> None:
    found = found_faults(case, grammar)
    if "xfail" in case:
        if found:
            pytest.xfail(case["xfail"])
        return
    if case["id"] in KNOWN:
        assert found, f"{case['id']} passes: remove it from the list ({RECORD})"
        pytest.xfail("known failure")
    assert not found, f"{case['text']}\n" + "\n".join(found)


def test_known_failures_are_cases() -> None:
    assert {case["id"] for case in CASES if "xfail" not in case} >= KNOWN


def test_enough_cases_pass(grammar: Grammar) -> None:
    counted = [case for case in CASES if "xfail" not in case]
    passed = sum(not found_faults(case, grammar) for case in counted)
    assert passed >= LEAST_PASSED * len(counted)
