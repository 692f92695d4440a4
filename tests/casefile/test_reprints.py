"""Reprints: one story in two papers is found, other texts about the same things are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casefile_world import EXTRACTOR, make_document, make_entry
from hypothesis import given
from hypothesis import strategies as st

from allegiance.analysis.sources import sources
from allegiance.casefile import Casefile
from allegiance.casefile.near_copies import THRESHOLD, near_copies
from allegiance.documents import read_document
from planted import GUARD, MARRAN, OSTRAVA, VELLAND, Report, Said, records

SAMPLE = Path(__file__).parents[2] / "examples" / "iraq"
STORY = (
    "The council of the upper valley met on Monday and chose a new envoy to the harbour towns, "
    "whose merchants had asked for an end of the night tolls since the spring."
)
EDITED = STORY.replace("on Monday ", "").replace("since the spring", "since spring")
OTHER = (
    "On Monday the upper valley's council elected an envoy. The merchants of the harbour towns want the tolls "
    "at night to end, a demand that they first made in the spring of this year."
)


def test_an_edited_story_is_the_same_and_another_report_is_not() -> None:
    assert near_copies([STORY, OTHER, EDITED, STORY]) == [0, 1, 0, 0]


def test_a_changed_number_makes_another_story() -> None:
    daily = (
        "On 9 January the coalition flew 26 strikes against positions near the river and near the old fort."
    )
    assert near_copies([daily, daily.replace("9", "10").replace("26", "23")]) == [0, 1]
    assert near_copies([daily, daily + " All returned."]) == [0, 0]


def test_formulas_are_nobodys_story() -> None:
    assert near_copies(["He did not answer a request for comment."] * 2) == [0, 1]
    assert near_copies(["", ""]) == [0, 1]
    assert near_copies([]) == []


words = st.sampled_from("league front council envoy harbour truce border valley 12 أهل".split())
texts = st.lists(st.lists(words, max_size=40).map(" ".join), max_size=12)


@given(texts)
def test_the_fast_way_finds_what_comparing_all_finds(texts: list[str]) -> None:
    """The prefixes lose no pair: the same groups as from comparing every text with every other."""
    groups = list(range(len(texts)))
    runs = [runs_of(text) for text in texts]
    for b in range(len(texts)):
        for a in range(b):
            one, other = runs[a], runs[b]
            same = min(len(one), len(other)) >= 8 and len(one & other) >= THRESHOLD * len(one | other)
            if same:  # 12 is the only number here, so none is changed
                groups = [groups[a] if group == groups[b] else group for group in groups]
    found = near_copies(texts)
    pairs = [(a, b) for b in range(len(texts)) for a in range(b)]
    assert [found[a] == found[b] for a, b in pairs] == [groups[a] == groups[b] for a, b in pairs]


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    parts = text.split()
    return frozenset(tuple(parts[at : at + 4]) for at in range(len(parts) - 3))


def test_the_reprint_of_the_sample_corpus_is_found_and_nothing_else(casefile: Casefile) -> None:
    run = casefile.begin_run(EXTRACTOR)
    for path in sorted(SAMPLE.iterdir()):
        casefile.add(make_entry(read_document(path), actors=()), run)
    found = casefile.reprints()
    names = {document.id: document.name for document in casefile.documents()}
    assert sorted(names[document] for document in found.spans) == [
        "2006-11-30-wire-sadr-bloc-boycott",
        "2006-12-01-opposition-sadr-bloc-reprint",
    ]
    first, second = sorted(found.spans.values(), key=lambda spans: spans[0][0])
    assert [address for *_, address in first] == [address for *_, address in second]
    assert len(first) == 5  # all paragraphs; the headlines differ


def test_the_first_publication_gives_the_story_its_address(casefile: Casefile) -> None:
    run = casefile.begin_run(EXTRACTOR)
    late = make_document("late", f"Reprinted by permission.\n{EDITED}", "2019-05-05")
    early = make_document("early", f"{STORY}\nAnd more.", "2019-05-04")
    for document in (late, early, make_document("other", OTHER)):
        casefile.add(make_entry(document, actors=()), run)
    found = casefile.reprints()
    address = f"{early.id}:0-{len(STORY)}"
    assert found.story(late.id, 30) == found.story(early.id, 0) == address
    assert found.story(late.id, 0) is None
    assert found.story(early.id, len(STORY) + 2) is None
    assert casefile.passage(address).passage.quote == STORY
    assert casefile.reprints([late.id]).spans == {}


def test_sources_are_counted_after_reprints(casefile: Casefile) -> None:
    said = Said(STORY, MARRAN, "supports", OSTRAVA)
    own = Said("Marran supports Ostrava, our reporter saw it.", MARRAN, "supports", OSTRAVA)
    quoted = Said("Velland says that Marran supports Ostrava.", MARRAN, "supports", OSTRAVA, by=VELLAND)
    reports = [
        Report("wire", "Wire", "2001", (said,)),
        Report("paper", "Paper", "2002", (replace(said, words=EDITED),)),
        Report("third", "Third", "2003", (own,)),
        Report("fourth", "Fourth", "2004", (quoted,)),
        Report("fifth", "Fifth", "2005", (replace(quoted, words="Velland has said so.", object=GUARD),)),
    ]
    run = casefile.begin_run(EXTRACTOR)
    for report in reports:
        casefile.add(replace(report.entry(), chains=(), actors=(), identity_reasons=()), run)
    every = records(reports)
    plain, counted = sources(every), sources(every, casefile.reprints())
    assert (plain.publishers, plain.independent) == (5, 4)  # the two that quote Velland are one voice
    assert (counted.documents, counted.publishers, counted.independent) == (5, 4, 3)
