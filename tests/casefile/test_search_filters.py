"""A search can be narrowed to an actor, a publisher, a relation, a certainty, a time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from casefile_world import (
    EXTRACTOR,
    NORTH,
    SOUTH,
    harbour,
    make_claim,
    make_document,
    make_entry,
    valley,
)

from allegiance.casefile import Casefile, JudgementKind
from allegiance.claims.claim import Certainty
from allegiance.errors import UnknownActor, UsageError


def starts(casefile: Casefile, words: str = "southern front", **wanted: object) -> list[str]:
    """The first words of each hit."""
    hits = casefile.search(words, **wanted)  # type: ignore[arg-type]
    return sorted(hit.passage.quote.split(" ", 2)[0] + " " + hit.passage.quote.split()[1] for hit in hits)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["In 2016", "Mara Hale", "The Northern"]),
        ({"actor": "a-hale"}, ["Mara Hale"]),
        ({"actor": "a-north"}, ["In 2016", "Mara Hale", "The Northern"]),
        ({"relation": "attacked"}, ["In 2016"]),
        ({"relation": "sponsors", "actor": "a-hale"}, ["Mara Hale"]),  # she speaks
        ({"relation": "attacked", "actor": "a-hale"}, []),
        ({"certainty": Certainty.STATED}, ["In 2016", "Mara Hale", "The Northern"]),
        ({"certainty": Certainty.ALLEGED}, []),
        ({"publisher": "valley"}, ["In 2016", "Mara Hale", "The Northern"]),
        ({"publisher": "%"}, []),
        ({"since": date(2020, 1, 31)}, ["In 2016"]),
        ({"since": date(2020, 2, 1)}, []),
        ({"until": date(2020, 1, 1)}, ["In 2016", "Mara Hale", "The Northern"]),
        ({"until": date(2019, 12, 31)}, ["Mara Hale", "The Northern"]),
        ({"until": date(2019, 12, 31), "relation": "attacked"}, []),
    ],
)
def test_a_search_is_narrowed(filled: Casefile, wanted: dict[str, object], expected: list[str]) -> None:
    assert starts(filled, **wanted) == expected


def test_merges_splits_and_rejections_count(filled: Casefile) -> None:
    filled.judge(JudgementKind.MERGE, "a-hale", other="a-south", by="Ines")
    assert starts(filled, actor="a-hale") == ["In 2016", "Mara Hale", "The Northern"]
    split = filled.judge(JudgementKind.SPLIT, "a-north", value=json.dumps([harbour().document.id]), by="Ines")
    assert starts(filled, actor="a-north") == ["Mara Hale", "The Northern"]
    assert starts(filled, actor=split.other) == ["In 2016"]
    filled.judge(JudgementKind.REJECT, harbour().claims[0].id, by="Ines")
    assert starts(filled, relation="attacked") == []


def test_an_older_reading_does_not_count(filled: Casefile) -> None:
    from dataclasses import replace

    filled.add(
        replace(valley(), claims=(), chains=(), actors=(), identity_reasons=()), filled.begin_run("test/2")
    )
    assert starts(filled, relation="allied_with") == []
    assert starts(filled, actor="a-north") == ["In 2016"]


def test_what_is_not_there_is_an_error(filled: Casefile) -> None:
    with pytest.raises(UnknownActor):
        filled.search("front", actor="a-none")
    with pytest.raises(UsageError, match="loves"):
        filled.search("front", relation="loves")


def test_a_common_word_does_not_hide_what_is_wanted(casefile: Casefile) -> None:
    """The ranking is capped, but only among those that are wanted."""
    text = "\n".join(f"Common words number {number}." for number in range(6_000))
    last = make_document("last", "Common words about the Northern League.")
    run = casefile.begin_run(EXTRACTOR)
    casefile.add(make_entry(make_document("long", text), actors=()), run)
    casefile.add(make_entry(last, make_claim(last, NORTH, "opposes", SOUTH, "words"), actors=(NORTH,)), run)
    for wanted in ({"actor": "a-north"}, {"relation": "opposes"}):
        assert [hit.document.name for hit in casefile.search("common words", **wanted)] == ["last"]  # type: ignore[arg-type]
