"""Our own texts become documents as annotators make them; every one in the repository holds together."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from allegiance.claims.relations import relations

TRAINING = Path(__file__).parents[2] / "training"
LINES = (TRAINING / "annotations" / "written.jsonl").read_text("utf8").splitlines()


def _written() -> ModuleType:
    spec = importlib.util.spec_from_file_location("written", TRAINING / "written.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WRITTEN = _written()


def test_a_claim_has_the_whole_text_for_its_words_and_what_is_usual_unless_told() -> None:
    item = {
        "text": "Orsk-backed rebels left.",
        "actors": {"o": ["country", "Orsk"], "r": ["armed_group", "Orsk-backed rebels"]},
        "claims": [["o", "sponsors", "r"]],
    }
    made = WRITTEN.document("own-0001", item)
    (claim,) = made["claims"]
    assert claim["evidence"] == ["Orsk-backed rebels left."]
    assert (claim["phase"], claim["polarity"], claim["certainty"], claim["said_by"]) == (
        "holds", "affirmed", "stated", None,
    )  # fmt: skip
    assert made["actors"][1] == {
        "id": "r", "kind": "armed_group", "name": "Orsk-backed rebels", "mentions": ["Orsk-backed rebels"],
    }  # fmt: skip


def test_what_is_told_of_a_claim_is_kept() -> None:
    item = {
        "text": "A. He denies that he paid B.",
        "actors": {"a": ["person", "A"], "b": ["person", "B"]},
        "claims": [["a", "sponsors", "b", {"polarity": "denied", "by": "a", "quote": "he paid B"}]],
    }
    (claim,) = WRITTEN.document("own-0001", item)["claims"]
    assert (claim["polarity"], claim["said_by"], claim["evidence"]) == ("denied", "a", ["he paid B"])


def test_all_words_stand_in_their_texts() -> None:
    assert [
        fault for number, line in enumerate(LINES, start=1) for fault in _faults(number, json.loads(line))
    ] == []


def _faults(number: int, item: dict[str, Any]) -> Iterator[str]:
    made = WRITTEN.document(f"own-{number:04}", item)
    ids = {actor["id"] for actor in made["actors"]}
    yield from (
        f"line {number}: {form!r}"
        for a in made["actors"]
        for form in a["mentions"]
        if form not in item["text"]
    )
    for claim in made["claims"]:
        sides = {claim["subject"], claim["object"]} - {None}
        quotes = [quote for quote in claim["evidence"] if quote in item["text"]]
        if (
            claim["relation"] not in relations()
            or not sides <= ids
            or quotes != claim["evidence"]
            or not quotes
        ):
            yield f"line {number}: {claim}"
