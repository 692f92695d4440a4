"""Lineage, offices, gaps, portrayal and thin spots put into words: every statement opens on its passages."""

from __future__ import annotations

from datetime import date

from allegiance.casefile import Casefile
from allegiance.casefile.record import Reprints
from allegiance.views import plain
from allegiance.views.family import lineage, lineage_view
from allegiance.views.portrayal import portrayal, portrayal_view
from allegiance.views.posts import gaps, gaps_view, offices
from allegiance.views.thin import thin_of, thin_view
from planted import GUARD, MARRAN, OSTRAVA, STRIKERS, VELLAND, WORLD, Report, Said, records

KILLED = Report(
    "2021-03-01",
    "Plain Wire",
    "2021-03-01",
    (
        Said(
            "On 2 February 2021 Ostrava killed Idris Marran.", OSTRAVA, "attacked", MARRAN, valid="2021-02-02"
        ),
        Said("Velland appointed nobody for Idris Marran.", VELLAND, "negotiated_with", STRIKERS),
    ),
)


def test_lineage_of_a_renamed_group(planted_casefile: Casefile) -> None:
    view = lineage(planted_casefile, "Hands of Peace")
    (lane,) = view.lanes
    assert [(label.name, label.since, label.until) for label in lane.labels] == [
        ("River Guard", None, "2014-06"),
        ("Hands of Peace", "2014-06", None),
    ]
    assert (lane.begins, lane.begin_kind) == ("2003", "founded")
    assert lane.passages
    assert all(stroke.passages for stroke in view.strokes)
    assert {stroke.kind for stroke in view.strokes} == {"found", "rename"}
    assert view.tree == (
        "Hands of Peace (founded 2003 by Idris Marran; earlier River Guard until June 2014; "
        "last mentioned for 10 February 2020)",
    )
    assert (view.first, view.last) == ("2003-01-01", "2020-02-10")


def test_identity_on_a_day_is_told_with_its_words(planted_casefile: Casefile) -> None:
    view = lineage(planted_casefile, "Hands of Peace", as_of=date(2008, 5, 1))
    assert view.then == "On 1 May 2008 the group that is asked for as Hands of Peace was called River Guard."
    assert [p.words for p in view.then_passages] == [
        "In June 2014 the River Guard took the name Hands of Peace."
    ]
    assert [lane.name for lane in view.lanes] == ["River Guard"]
    after = lineage(planted_casefile, "River Guard", as_of=date(2016, 5, 1))
    assert "was called Hands of Peace" in after.then


def test_lineage_of_a_person_is_that_of_its_groups(planted_casefile: Casefile) -> None:
    assert [lane.name for lane in lineage(planted_casefile, "Idris Marran").lanes] == ["Hands of Peace"]


def test_silence_about_origins_is_said() -> None:
    view = lineage_view((), None)
    assert view.lanes == ()
    assert "says nothing about it" in view.note


def test_offices_by_post_and_by_actor(planted_casefile: Casefile) -> None:
    (post,) = offices(planted_casefile, "minister of water").posts
    assert post.title == "minister of water of Velland"
    (term,) = post.terms
    assert (term.holder.id, term.since, term.until) == (MARRAN.id, "2006", "2008")
    assert term.passages
    by_actor = offices(planted_casefile, "Velland")
    assert [p.id for p in by_actor.posts] == [post.id]
    assert offices(planted_casefile).posts


def test_a_gap_in_words() -> None:
    from allegiance.analysis.offices import gaps as found

    words = [r for r in records((*WORLD, KILLED)) if r.claim.relation in ("leads", "attacked")]
    view = gaps_view(found(words), "Gaps")
    (gap,) = view.gaps
    assert (gap.title, gap.how, gap.opened) == ("leader of River Guard", "killed by Ostrava", "2021-02-02")
    assert gap.words == "not told who filled it"
    assert gap.opening[0].words == "On 2 February 2021 Ostrava killed Idris Marran."


def test_no_gap_is_no_statement(planted_casefile: Casefile) -> None:
    view = gaps(planted_casefile)
    assert view.gaps == ()
    assert "says nothing" in view.note


def test_portrayal_in_words(planted_casefile: Casefile) -> None:
    view = portrayal(planted_casefile, "Marran")
    (line,) = view.own
    assert (line.description, line.by_itself, line.finding) == ("reformer", True, "nothing recorded")
    assert line.passages
    assert view.others == ()
    struck = Said("In 2009 the River Guard attacked the strikers.", GUARD, "attacked", STRIKERS, valid="2009")
    more = Report("2009-05-01", "Plain Wire", "2009-05-01", (struck,))
    (line,) = portrayal_view(records((*WORLD, more)), MARRAN).own
    assert line.finding == "contradicts"
    assert [c.sentence for c in line.conduct] == ["River Guard attacked the strikers"]
    assert all(c.passages for c in line.conduct)


def test_thin_in_words(planted_casefile: Casefile) -> None:
    view = thin_view(planted_casefile, "Ostrava")
    assert sum(share.claims for share in view.shares) == sum(
        1 for _ in planted_casefile.claims(actor=OSTRAVA.id)
    )
    assert [(d.contest, [len(s.claims) for s in d.sides]) for d in view.disputed] == [("denied", [1, 1])]
    assert view.silences
    assert all(silence.before and silence.after for silence in view.silences)
    assert thin_of((), None, Reprints()).note == "Nothing is on record; that says nothing."


def test_one_sentence_read_both_ways_is_no_dispute() -> None:
    from allegiance.claims.claim import Polarity

    words = "Ostrava denies that it backs the River Guard."
    both = tuple(Said(words, OSTRAVA, "supports", GUARD, polarity=p, by=OSTRAVA) for p in Polarity)
    view = thin_of(records((Report("x", "Plain Wire", "2010", both),)), None, Reprints())
    assert view.disputed == ()


def test_everything_can_be_written_as_json(planted_casefile: Casefile) -> None:
    for view in (
        lineage(planted_casefile, as_of="2016"),
        offices(planted_casefile),
        gaps(planted_casefile),
        portrayal(planted_casefile, "Marran"),
        thin_view(planted_casefile),
    ):
        assert isinstance(plain(view), dict)
