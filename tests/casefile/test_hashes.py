"""The bytes that are hashed are what their description says, whatever wrote them."""

from __future__ import annotations

import hashlib
import struct
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from allegiance.casefile.hashes import act_hash, encoded, payload_hash


def described(value: object) -> bytes:
    """The description in `hashes.py`, word by word."""
    if value is None:
        return b"N"
    if isinstance(value, str):
        content = value.encode("utf-8", "surrogatepass")
        return b"u" + struct.pack("<i", len(content)) + content
    if isinstance(value, int):
        if -(2**31) <= value < 2**31:
            return b"i" + struct.pack("<i", value)
        digits, rest = [], abs(value)
        while rest:
            digits.append(rest & 0x7FFF)
            rest >>= 15
        count = len(digits) if value > 0 else -len(digits)
        return b"l" + struct.pack("<i", count) + b"".join(struct.pack("<H", digit) for digit in digits)
    if isinstance(value, float):
        return b"g" + struct.pack("<d", value)
    assert isinstance(value, list | tuple)
    letter = b"(" if isinstance(value, tuple) else b"["
    return letter + struct.pack("<i", len(value)) + b"".join(described(item) for item in value)


values = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(max_size=20)
rows = st.lists(st.lists(values, max_size=6).map(tuple), max_size=4)


@given(st.lists(st.tuples(st.text(max_size=8), rows), max_size=4))
def test_what_is_hashed_is_what_is_described(tables: list[tuple[str, list[tuple[object, ...]]]]) -> None:
    assert encoded(tables) == described(tables)


class Kind(StrEnum):
    ONE = "one"


def test_a_text_of_another_class_is_that_text() -> None:
    assert encoded([(Kind.ONE, 1)]) == described([("one", 1)])


def test_the_hashes_stay_what_they_are() -> None:
    """A casefile of today must verify with every later version."""
    rows = [("claim", [(1, 7, "c1", None, 0.5, 2**40, "أهل")]), ("run", [])]
    assert payload_hash(rows) == hashlib.sha256(described(rows[:1])).hexdigest()
    assert payload_hash(rows) == "da8e84e7dbba99da27ba19d8ca42302b21e15abb8d51c69960f1bd7b752dda34"
    assert (
        act_hash("run", "r1", None, "2020-02-01T00:00:00.000000Z", "p", "")
        == "a78f52591ac9643db2d0de79ae896ad0804ea6f1ce53a11ec6ac3113bfae6824"
    )
