"""Thin: shares, pairs of one publisher, silences; laws that hold for any records."""

from __future__ import annotations

import pytest
from family_world import GROUPS, record, some_lineage
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.analysis.thin import thin
from allegiance.casefile import Record
from allegiance.casefile.record import Reprints

A, B, C, *_ = GROUPS


@settings(max_examples=40)
@given(some_lineage, st.randoms(use_true_random=False))
def test_shares_are_whole_and_order_does_not_matter(some: list[Record], shuffler: object) -> None:
    other = list(some)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    found = thin(some)
    assert found == thin(other)
    assert sum(len(share.records) for share in found.shares) == len(some)
    assert sum(share.share for share in found.shares) == pytest.approx(1 if some else 0)
    for silence in found.silences:
        assert silence.first <= silence.last
        assert silence.months >= 6
        assert silence.before
        assert silence.after


def test_a_pair_of_one_publisher_is_told_and_one_with_two_is_not() -> None:
    alone = [record(A, "split_from", B, f"200{n}", place=n) for n in range(3)]
    (single,) = thin(alone).singles
    assert {actor.id for actor in single.actors} == {A.id, B.id}
    assert thin([*alone, record(B, "merged_with", A, publisher="The Kiln")]).singles == ()
    assert thin(alone[:2]).singles == ()


def test_a_reprint_counts_for_who_printed_it_first() -> None:
    first = record(A, "split_from", B, published="2008-01-01")
    again = record(A, "split_from", B, published="2008-01-02", publisher="The Kiln")
    spans = {r.document.id: ((0, 10, "story"),) for r in (first, again)}
    (share,) = thin([first, again], Reprints(spans)).shares
    assert (share.publisher, share.also, share.share) == ("Plain Wire", ("The Kiln",), 1.0)


def test_months_of_silence_lie_between_months_with_words() -> None:
    words = [record(A, "split_from", B, "2008-01"), record(A, "split_from", C, "2009-03", place=9)]
    (silence,) = thin(words).silences
    assert (silence.first.isoformat(), silence.last.isoformat(), silence.months) == (
        "2008-02-01",
        "2009-02-01",
        13,
    )
    assert thin(words, silent=14).silences == ()


def test_months_run_from_the_first_to_the_last_without_holes() -> None:
    words = [record(A, "split_from", B, "2008-11"), record(A, "split_from", C, "2009-02", place=9)]
    days = [m.day.isoformat() for m in thin(words).months if m.claims]
    assert days == ["2008-11-01", "2009-02-01"]
    assert [m.claims for m in thin(words).months[:4]] == [1, 0, 0, 1]
