"""The language cases are data; here only the data are checked, not what an extractor makes of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import relations
from allegiance.interval import Interval

HERE = Path(__file__).parent
CASE_FIELDS = {"id", "text", "published", "expect", "absent", "xfail", "note"}
IN_TEXT = ("subject", "object", "value", "said_by", "where")
ALLOWED = {
    "phase": {str(p) for p in Phase},
    "polarity": {str(p) for p in Polarity},
    "certainty": {str(c) for c in Certainty},
}
CLAIM_FIELDS = {*IN_TEXT, *ALLOWED, "relation", "when"}
MAY_LACK_OBJECT = {"controls", "described_as", "holds_office", "protested_against"}
LEAST_CASES = 250


def cases_by_file() -> dict[str, list[dict[str, Any]]]:
    """The cases of every file, by the stem of its name."""
    files = [f for f in sorted(HERE.glob("*.toml")) if f.stem != "known_failures"]
    return {f.stem: tomllib.loads(f.read_text("utf-8"))["case"] for f in files}


def claims(case: dict[str, Any]) -> list[dict[str, str]]:
    return [*case.get("expect", []), *case.get("absent", [])]


FILES = cases_by_file()
CASES = [case for cases in FILES.values() for case in cases]
each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST_CASES


def test_ids_and_texts_are_unique() -> None:
    for field in ("id", "text"):
        counts = Counter(case[field] for case in CASES)
        assert [value for value, n in counts.items() if n > 1] == []


def test_ids_are_the_name_of_the_file_and_a_number() -> None:
    for stem, cases in FILES.items():
        assert [case["id"] for case in cases if not re.fullmatch(rf"{stem}-\d\d", case["id"])] == []


def test_every_relation_is_expected_somewhere() -> None:
    expected = {claim["relation"] for case in CASES for claim in case.get("expect", [])}
    assert set(relations()) - expected == set()


@each_case
def test_case_is_well_formed(case: dict[str, Any]) -> None:
    assert set(case) <= CASE_FIELDS
    assert claims(case), "a case that expects nothing and forbids nothing cannot fail"
    assert 8 <= len(case["text"].split()) <= 60
    if "published" in case:
        date.fromisoformat(case["published"])


@each_case
def test_claims_use_the_words_of_the_project(case: dict[str, Any]) -> None:
    for claim in claims(case):
        assert set(claim) <= CLAIM_FIELDS
        assert claim["relation"] in relations()
        assert "object" in claim or claim["relation"] in MAY_LACK_OBJECT
        for field, allowed in ALLOWED.items():
            assert claim.get(field, min(allowed)) in allowed
        if claim.get("when"):
            Interval.parse(claim["when"])


@each_case
def test_actors_and_values_stand_in_the_text(case: dict[str, Any]) -> None:
    for claim in claims(case):
        for field in IN_TEXT:
            words = claim.get(field, "")
            assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", case["text"]), f"{field}: {words!r}"


@each_case
def test_nothing_is_both_expected_and_forbidden(case: dict[str, Any]) -> None:
    for forbidden in case.get("absent", []):
        for expected in case.get("expect", []):
            assert not any(would_match(forbidden, claim) for claim in readings(expected)), forbidden


def readings(claim: dict[str, str]) -> list[dict[str, str]]:
    """The claim, and for a symmetric relation the same with its ends swapped."""
    if not relations()[claim["relation"]].symmetric or "object" not in claim:
        return [claim]
    return [claim, {**claim, "subject": claim["object"], "object": claim["subject"]}]


def would_match(forbidden: dict[str, str], claim: dict[str, str]) -> bool:
    """Whether a claim as expected could be the forbidden one: no field that both give differs."""
    return all(claim.get(field, value) == value for field, value in forbidden.items())
