"""Dates as people write them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.interval import Interval
from allegiance.views.dates import between, in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2006", "2006"),
        ("2020-01", "January 2020"),
        ("2020-01-03", "3 January 2020"),
        ("2014-22", "summer 2014"),
        ("199X", "the 1990s"),
        ("19XX", "1900s"),
        ("2005~", "about 2005"),
        ("2019-10?", "about October 2019"),
        ("2020-XX-XX", "2020"),
        ("2003/..", "since 2003"),
        ("2003/", "since 2003"),
        ("../2014-06", "until June 2014"),
        ("2006/2008", "2006–08"),
        ("1998/2003", "1998 to 2003"),
        ("2020-01/2020-03", "January–March 2020"),
        ("2020-01-03/2020-01-05", "3–5 January 2020"),
        ("2019-10-28/2019-11-03", "28 October–3 November 2019"),
        ("2019-12-30/2020-01-02", "30 December 2019 to 2 January 2020"),
        ("2020/2020-01-10", "2020 to 10 January 2020"),
        ("2020-01~/2020-03", "about January 2020 to March 2020"),
        ("2005~/2008", "about 2005 to 2008"),
    ],
)
def test_in_words(edtf: str, words: str) -> None:
    assert in_words(Interval.parse(edtf)) == words


def test_an_interval_that_was_computed_reads_like_one_that_was_written() -> None:
    assert in_words(Interval(date(2020, 1, 3), date(2020, 1, 4))) == "3 January 2020"
    assert in_words(Interval(date(2020, 1, 3), None)) == "since 3 January 2020"


_points = st.dates(date(1900, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from((f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"))
)


@given(_points, _points)
def test_no_year_is_lost_and_none_is_made_up(one: str, other: str) -> None:
    first, last = sorted((one, other))
    if Interval.parse(first).start == Interval.parse(last).start:
        return
    try:
        interval = Interval.parse(f"{first}/{last}")
    except ValueError:
        return
    words = in_words(interval)
    written = {int(year) % 100 for year in re.findall(r"\d{4}|(?<=\d{4}–)\d\d(?!\d)", words)}
    assert written == {int(first[:4]) % 100, int(last[:4]) % 100}


@given(_points, _points)
def test_between_names_both_years(one: str, other: str) -> None:
    first, last = sorted((one, other))
    words = between(Interval.parse(first), Interval.parse(last))
    assert words.startswith(first[:4])
    assert words.endswith(last[2:4])
