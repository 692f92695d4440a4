"""The library as a user's type checker sees it; checked by mypy, never run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import assert_type

import allegiance
from allegiance import Casefile, Interval, Outcome, PairView, ProfileView, Record
from allegiance.casefile import ActorRow, PublisherRow, Questions


def reading(path: Path) -> None:
    with Casefile.open(path, create=True) as casefile:
        assert_type(casefile, Casefile)
        assert_type(casefile.read("report.txt", path), tuple[Outcome, ...])
        assert_type(allegiance.read(casefile, ["report.txt", path]), tuple[Outcome, ...])


def asking(casefile: Casefile) -> None:
    view = allegiance.pair(casefile, "Sadr", "Iran", as_of="2014-06")
    assert_type(view, PairView)
    assert_type(view.standing.summary, str)
    assert_type([quote.words for claim in view.claims for quote in claim.quotes], list[str])
    assert_type(allegiance.profile(casefile, "Sadr", as_of=date(2014, 6, 1)), ProfileView)
    allegiance.pair(casefile, casefile.actors()[0], "Iran", as_of=Interval.parse("2014"))
    for record in casefile.claims(as_of=date(2014, 6, 1)):
        assert_type(record, Record)
        assert_type(record.claim, allegiance.Claim)
        assert_type(record.claim.phase, allegiance.Phase)
        assert_type(record.claim.valid, Interval | None)
        assert_type(record.claim.evidence, tuple[allegiance.Passage, ...])
        assert_type(record.claim.said_by, allegiance.Attribution | None)
    assert_type(allegiance.relations(), dict[str, allegiance.Relation])
    assert_type(allegiance.__version__, str)


def the_past(casefile: Casefile) -> None:
    then = casefile.as_of(date(2020, 1, 1), datetime(2020, 2, 1, tzinfo=UTC))
    assert_type(then, Questions)
    assert_type(allegiance.pair(then, "Sadr", "Iran"), PairView)
    assert_type(casefile.overview().by_certainty, Mapping[allegiance.Certainty, int])
    assert_type(casefile.actor_page("sad", limit=20).rows, tuple[ActorRow, ...])
    assert_type(casefile.publishers(), tuple[PublisherRow, ...])


def failing(casefile: Casefile) -> allegiance.Problem | None:
    try:
        allegiance.profile(casefile, "nobody")
    except allegiance.AllegianceError as fault:
        return allegiance.Problem(str(casefile.path), str(fault))
    allegiance.pair(casefile, 1, "Iran")  # type: ignore[arg-type]
    return None
