"""Laws of lettering, packing and the axis: what is measured, cut and placed keeps to its room."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.pictures.axis import TimeScale
from allegiance.pictures.lettering import Face, clean, is_right_to_left, isolated, shorten, width, wrap
from allegiance.pictures.packing import Box, first_free, rows
from allegiance.pictures.rough import rough
from allegiance.pictures.svg import element, number, words

texts = st.text(max_size=80)
faces = st.sampled_from(Face)


@given(texts, texts, faces)
def test_width_adds_up(one: str, other: str, face: Face) -> None:
    assert width(one + other, 12, face) == pytest.approx(width(one, 12, face) + width(other, 12, face))


def test_widths_are_those_of_the_face_with_slack() -> None:
    assert width("a", 1000, Face.SANS) == pytest.approx(556 * 1.06)
    assert width("W", 1000, Face.TITLE) == pytest.approx(1000 * 1.06)
    assert width("\u0301", 12) == 0
    assert width("中", 12) > width("m", 12) * 0.99


@given(st.text(min_size=1, max_size=80), st.floats(60, 400), faces)
def test_a_shortened_text_fits(text: str, room: float, face: Face) -> None:
    short = shorten(text, room, 12, face)
    assert width(short, 12, face) <= room
    assert short == text or short.endswith("…")


@given(st.lists(st.text("abc أب", min_size=1, max_size=12), max_size=20), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_silently(parts: list[str], lines: int) -> None:
    text = clean(" ".join(parts))
    made = wrap(text, 120, 12, lines=lines)
    assert len(made) <= lines
    assert all(width(line, 12) <= 120 for line in made)
    assert " ".join(made) == text or made[-1].endswith("…") or any("…" in line for line in made)


@given(texts)
def test_clean_text_steers_nothing(text: str) -> None:
    cleaned = clean(text + "\u202e\x1b[2J\x00\u2066")
    assert not any(ord(letter) < 32 or letter in "\u202e\u2066\u2068\u2069\u200f" for letter in cleaned)
    assert cleaned == clean(cleaned)


@given(texts, texts)
def test_any_words_make_well_formed_xml(content: str, value: str) -> None:
    made = element("text", words(content), id=value)
    assert ET.fromstring(made).tag == "text"
    assert made.count("<") == made.count(">") == (2 if "</" in made else 1)


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-0.04, "0"), (10.25, "10.2"), (-3.5, "-3.5"), (100, "100")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_right_to_left_names_are_isolated() -> None:
    assert is_right_to_left("حركة")
    assert isolated("حركة") == "\u2068حركة\u2069"
    assert isolated("Front") == "Front"


spans = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 20)).map(lambda s: (s[0], s[0] + s[1] + 0.1)), max_size=40
)


@given(spans)
def test_rows_part_what_would_overlap(found: list[tuple[float, float]]) -> None:
    placed = rows(found, 1.0)
    for i, (left, right) in enumerate(found):
        for j, (start, end) in enumerate(found[:i]):
            if placed[i] == placed[j]:
                assert right + 1.0 <= start or end + 1.0 <= left


def test_first_free_takes_what_is_free_and_on_the_page() -> None:
    page, taken = Box(0, 0, 100, 100), [Box(0, 0, 50, 50)]
    boxes = [Box(-5, 60, 10, 70), Box(40, 40, 60, 60), Box(60, 60, 90, 80)]
    assert first_free(boxes, taken, page) == boxes[2]
    assert first_free(boxes[:2], taken, page) is None


days = st.integers(date(1000, 1, 1).toordinal(), date(2400, 1, 1).toordinal())


@given(st.lists(days, max_size=8), days)
def test_ticks_stand_apart_and_in_order(found: list[int], extra: int) -> None:
    scale = TimeScale.over([*found, extra], 100, 856)
    ticks = scale.ticks()
    assert ticks
    for one, other in pairwise(ticks):
        assert scale.x(other.day) - scale.x(one.day) > width(one.label, 12)
    assert all(100 <= scale.x(day) <= 856 for day in [*found, extra])


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2003-01-01", "2020-12-31", {"2004", "2020"}),
        ("2019-10-01", "2020-11-30", {"Jan", "Oct"}),
        ("1200-01-01", "2020-01-01", {"1300", "2000"}),
        ("2020-01-01", "2020-01-20", {"Jan"}),
    ],
)
def test_ticks_suit_the_stretch(first: str, last: str, labels: set[str]) -> None:
    stretch = [date.fromisoformat(day).toordinal() for day in (first, last)]
    found = {tick.label.split(" ")[-1] for tick in TimeScale.over(stretch, 100, 856).ticks()}
    assert labels <= found


def test_rough_days() -> None:
    year = rough("2004")
    assert year is not None
    assert date.fromordinal(int(year.middle)) in (date(2004, 7, 1), date(2004, 7, 2))
    assert rough("2004/..") == year
    assert rough("../2004", end=True) == year
    assert rough("2004/2006", end=True) == rough("2006")
    assert rough(None) is None
