"""What a document says cannot steer the terminal."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.cli.safe import escaped, json_text, shown, shown_part
from planted import HOSTILE

_ANY = st.text(st.characters(exclude_categories=()), max_size=60)
_OVERRIDES = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _is_safe(text: str) -> bool:
    return not _OVERRIDES.search(text) and not any(
        unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text
    )


@given(_ANY)
def test_shown_text_is_one_safe_line(text: str) -> None:
    assert _is_safe(shown(text))
    assert shown(shown(text)) == shown(text)
    assert shown_part(text).strip() == shown(text)


@given(st.text(st.characters(categories=("L", "N", "P", "M")), max_size=60))
def test_words_of_all_scripts_stay(text: str) -> None:
    assert shown(text) == text


@given(_ANY)
def test_json_is_safe_and_reads_back_the_same(text: str) -> None:
    written = json_text({"words": text}, indent=None)
    assert _is_safe(written)
    assert json.loads(written) == {"words": text}


@pytest.mark.parametrize("steering", ["\x1b[2J", "\x9b31m", "\u202e", "\x07", "\x7f", "\ufeff"])
def test_each_way_of_steering_is_stopped(steering: str) -> None:
    assert steering not in shown(f"a{steering}b")
    assert shown(f"a{steering}b").startswith("a")


def test_the_joiners_of_persian_stay() -> None:
    assert shown("می\u200cخواهم") == "می\u200cخواهم"


def test_line_breaks_of_json_stay() -> None:
    assert escaped('{\n  "a": "\x9b"\n}') == '{\n  "a": "\\u009b"\n}'
    assert HOSTILE not in json_text([HOSTILE])
