"""Intervals: laws of days and of their notation, with the `edtf` package as oracle, then forms as a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from allegiance.errors import BadInterval
from allegiance.interval import Interval

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))


def _written(day: date, how: str) -> str:
    year, month = f"{day.year:04}", f"{day.month:02}"
    forms = {
        "year": year,
        "month": f"{year}-{month}",
        "day": day.isoformat(),
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
        "some month": f"{year}-XX",
        "some day": f"{year}-{month}-XX",
    }
    return forms[how]


PRECISE = st.builds(_written, DAYS, st.sampled_from(["year", "month", "day"]))
UNSPECIFIED = st.builds(
    _written, DAYS, st.sampled_from(["some month", "some day"])
)  # not always read by the oracle
# Decades and centuries before the year 10 and 100 hold the year 0, which no calendar has.
COARSE = st.builds(
    _written, st.dates(date(100, 1, 1), date(9899, 12, 31)), st.sampled_from(["decade", "century"])
)
POINTS = PRECISE | COARSE
ROUGH = st.builds("{}{}".format, PRECISE, st.sampled_from("~?%"))  # rough decades the oracle does not read
# The oracle takes winter for December alone; the other seasons it knows as we do.
SEASONS = st.builds("{:04}-{}".format, st.integers(1, 9998), st.sampled_from([21, 22, 23]))


def _bounds(text: str) -> tuple[date, date]:
    interval = Interval.parse(text)
    assert interval.start is not None
    assert interval.end is not None
    return interval.start, interval.end


def _in_order(one: str, other: str) -> str:
    first, last = sorted((one, other), key=lambda text: Interval.parse(text).sort_key)
    return f"{first}/{last}"


STRETCHES = st.builds(_in_order, PRECISE | ROUGH, PRECISE | ROUGH)
WIDE = st.builds(_in_order, COARSE, POINTS)
HALF_OPEN = POINTS.map("{}/..".format) | POINTS.map("../{}".format) | POINTS.map("{}/".format)
INTERVALS = (POINTS | UNSPECIFIED | ROUGH | SEASONS | STRETCHES | WIDE | HALF_OPEN).map(Interval.parse)


@given(INTERVALS)
def test_writing_gives_back_what_was_read(interval: Interval) -> None:
    assert Interval.parse(str(interval)) == interval
    assert Interval.parse(f" {interval}\n") == interval


@given(POINTS | ROUGH | SEASONS | STRETCHES)
@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
def test_bounds_are_those_of_the_oracle(text: str) -> None:
    oracle = parse_edtf(text)
    first, last = date(*oracle.lower_strict()[:3]), date(*oracle.upper_strict()[:3])
    assert _bounds(text) == (first, last + timedelta(days=1))


@given(UNSPECIFIED)
def test_an_unspecified_part_leaves_the_whole_of_what_is_above_it(text: str) -> None:
    assert _bounds(text) == _bounds(text.removesuffix("-XX"))


@given(POINTS)
def test_open_ends_keep_the_bound_that_is_given(text: str) -> None:
    start, end = _bounds(text)
    since, until = Interval.parse(f"{text}/.."), Interval.parse(f"../{text}")
    assert (since.start, since.end, since.is_open) == (start, None, True)
    assert (until.start, until.end, until.is_open) == (None, end, False)


@given(INTERVALS)
def test_the_first_day_is_inside_and_the_end_is_not(interval: Interval) -> None:
    assert interval.start is None or interval.start in interval
    assert interval.end is None or interval.end not in interval
    assert interval.end is None or interval.end - timedelta(days=1) in interval


@given(INTERVALS, INTERVALS)
def test_intervals_overlap_where_they_share_a_day(one: Interval, other: Interval) -> None:
    start = max(one.start or date.min, other.start or date.min)
    end = min(one.end or date.max, other.end or date.max)
    assert one.overlaps(other) == other.overlaps(one) == (start < end)


@given(INTERVALS)
def test_an_interval_overlaps_itself(interval: Interval) -> None:
    assert interval.overlaps(interval)


@given(DAYS, DAYS)
def test_a_day_is_an_interval_of_that_day_alone(day: date, other: date) -> None:
    interval = Interval.of_day(day)
    assert (other in interval) == (other == day)
    assert Interval.parse(str(interval)) == interval


@given(DAYS, st.integers(1, 9997))
def test_neighbours_share_no_day(day: date, year: int) -> None:
    next_day = Interval.of_day(day + timedelta(days=1))
    assert not Interval.of_day(day).overlaps(next_day)
    assert not next_day.overlaps(Interval.of_day(day))
    assert not Interval.parse(f"../{year:04}").overlaps(Interval.parse(f"{year + 1:04}/.."))


@given(st.lists(INTERVALS, max_size=8))
def test_order_is_by_first_day_then_by_last(intervals: list[Interval]) -> None:
    ordered = sorted(intervals, key=lambda i: i.sort_key)
    starts = [i.start or date.min for i in ordered]
    assert starts == sorted(starts)


@given(PRECISE, PRECISE)
def test_what_ends_before_it_starts_is_refused(one: str, other: str) -> None:
    (first, _), (_, end) = _bounds(one), _bounds(other)
    if first >= end:
        with pytest.raises(BadInterval, match="ends before it starts"):
            Interval.parse(f"{one}/{other}")
    else:
        assert _bounds(f"{one}/{other}") == (first, end)


@given(st.text(max_size=20) | st.text("0123456789X-/.~?%", max_size=14))
def test_any_text_is_an_interval_or_named_in_the_error(text: str) -> None:
    try:
        interval = Interval.parse(text)
    except BadInterval as fault:
        assert repr(text.strip()) in str(fault)
    else:
        assert str(interval) == text.strip()
        assert interval.start is None or interval.end is None or interval.start < interval.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2006", date(2006, 1, 1), date(2007, 1, 1)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 3, 1)),
        ("2019-12", date(2019, 12, 1), date(2020, 1, 1)),
        ("2014-24", date(2014, 12, 1), date(2015, 3, 1)),  # winter runs into the next year
        ("199X", date(1990, 1, 1), date(2000, 1, 1)),
        ("2006/2008", date(2006, 1, 1), date(2009, 1, 1)),
        ("2003/..", date(2003, 1, 1), None),
        ("/2014-06", None, date(2014, 7, 1)),
    ],
)
def test_forms(text: str, start: date | None, end: date | None) -> None:
    interval = Interval.parse(text)
    assert (interval.start, interval.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "rough"), [("2005", False), ("2005~", True), ("2005?/2006", True), ("2005/2006%", True)]
)
def test_roughness_of_either_end_is_that_of_the_interval(text: str, rough: bool) -> None:
    assert Interval.parse(text).rough is rough


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "soon",
        "06",
        "2006-13",
        "2019-02-29",
        "0000",
        "2008/2006",
        "1/2/2003",
        "2006-1",
    ],
)
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(BadInterval):
        Interval.parse(text)


@pytest.mark.xfail(
    reason="digits of other scripts, a day in a season, a month in a decade are taken", strict=True
)
@pytest.mark.parametrize("text", ["٢٠٠٦", "2006-21-05", "199X-05", "2006-XX-05"])
def test_what_only_looks_like_edtf_is_refused(text: str) -> None:
    with pytest.raises(BadInterval):
        Interval.parse(text)
