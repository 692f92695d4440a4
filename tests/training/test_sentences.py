"""Sentences of DSE: each once, under the number of its first line; what is annotated names each of them once."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

TRAINING = Path(__file__).parents[2] / "training"
ANNOTATIONS = TRAINING / "annotations"


def _sentences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sentences", TRAINING / "sentences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_sentence_is_told_once_under_the_number_of_its_first_line() -> None:
    pairs = "".join(json.dumps({"text": text, "p": text[0]}) + "\n" for text in ("A.", "B.", "A.", "C."))
    assert _sentences().first_rows(pairs) == [
        {"id": "dse-0", "text": "A."},
        {"id": "dse-1", "text": "B."},
        {"id": "dse-3", "text": "C."},
    ]


def test_every_sentence_left_aside_is_annotated_and_none_twice() -> None:
    lines = (ANNOTATIONS / "sentences.jsonl").read_text("utf8").splitlines()
    names = [json.loads(line)["doc"] for line in lines]
    assert len(names) == len(set(names))
    assert set((ANNOTATIONS / "sentences-heldout.txt").read_text("utf8").split()) < set(names)
