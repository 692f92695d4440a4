"""An overview agrees with what the claims themselves say, whatever people decided."""

from __future__ import annotations

from collections import Counter
from datetime import date

from casefile_world import EXTRACTOR, HALE, NORTH, SOUTH, harbour, numbered, valley

from allegiance.casefile import Casefile, JudgementKind, State
from allegiance.claims.claim import Certainty
from allegiance.language.mention import ActorKind


def agrees(casefile: Casefile) -> None:
    """Hold the counts to the claims, one by one."""
    overview, records = casefile.overview(), list(casefile.claims())
    assert overview.claims == len(records)
    assert overview.by_certainty == dict.fromkeys(Certainty, 0) | Counter(r.claim.certainty for r in records)
    states = Counter(record.state for record in casefile.claims(include_rejected=True))
    assert (overview.accepted, overview.corrected) == (states[State.ACCEPTED], states[State.CORRECTED])
    assert casefile.least or overview.rejected == states[State.REJECTED]
    assert overview.waiting == sum(record.state is State.OPEN for record in records)
    assert overview.documents == len(casefile.documents())


def test_an_empty_casefile(casefile: Casefile) -> None:
    agrees(casefile)
    assert casefile.overview().act == 0
    assert casefile.overview().published_first is None
    assert casefile.publishers() == casefile.changes() == casefile.actor_page().rows == ()


def test_counts_and_spans(filled: Casefile) -> None:
    agrees(filled)
    overview = filled.overview()
    assert (overview.actors, overview.publishers, overview.runs) == (3, 1, 1)
    assert (overview.published_first, overview.published_last) == (date(2019, 5, 4), date(2020, 1, 31))
    assert (overview.filed_first, overview.filed_last) == (date(2014, 1, 1), date(2019, 5, 4))


def test_decisions_count(filled: Casefile) -> None:
    one, two = valley().claims
    filled.judge(JudgementKind.REJECT, one.id, by="Ines")
    agrees(filled)
    filled.judge(JudgementKind.CORRECT, two.id, field="certainty", value="alleged", by="Ines")
    filled.judge(JudgementKind.ACCEPT, harbour().claims[0].id, by="Ines")
    agrees(filled)
    filled.least = 0.95  # what people accepted or corrected is shown at every level
    agrees(filled)
    assert filled.overview().by_certainty[Certainty.ALLEGED] == 1


def test_a_second_reading_takes_the_first_ones_place(filled: Casefile) -> None:
    filled.judge(JudgementKind.ACCEPT, valley().claims[0].id, by="Ines")
    shorter = valley()
    run = filled.begin_run("other/1")
    filled.add(type(shorter)(shorter.document, shorter.chains, shorter.actors, shorter.identity_reasons), run)
    agrees(filled)
    assert (filled.overview().documents, filled.overview().accepted) == (2, 1)  # what was accepted stays


def test_what_came_last(filled: Casefile) -> None:
    seen = filled.overview().act
    assert [change.kind for change in filled.changes()] == [
        "reading",
        "document",
        "reading",
        "document",
        "run",
    ]
    assert filled.changes(seen) == ()
    filled.judge(JudgementKind.ACCEPT, harbour().claims[0].id, by="Ines")
    filled.add(numbered(1), filled.begin_run("later/1"))
    reading, document, run, judgement = filled.changes(seen)
    assert (reading.name, reading.claims, document.kind, run.name) == ("note-1", 1, "document", "later/1")
    assert (judgement.kind, judgement.name, judgement.by) == ("judgement", "accept", "Ines")
    assert len(filled.changes(limit=2)) == 2


def test_actors_row_by_row(filled: Casefile) -> None:
    page = filled.actor_page()
    assert [(row.id, row.uses, row.claims, row.documents) for row in page.rows] == [
        (NORTH.id, 3, 3, 2),
        (SOUTH.id, 3, 3, 2),
        (HALE.id, 1, 0, 1),
    ]
    assert page.total == 3
    north = page.rows[0]
    assert (north.first, north.last, north.publishers) == (date(2019, 5, 4), date(2020, 1, 31), 1)
    assert [row.id for row in filled.actor_page(limit=1, offset=1).rows] == [SOUTH.id]
    assert filled.actor_page(kind=ActorKind.PERSON).total == 1
    assert filled.actor_page(kind=ActorKind.COUNTRY).rows == ()


def test_typing_a_name(filled: Casefile) -> None:
    assert [row.id for row in filled.actor_page("r").rows] == [NORTH.id, SOUTH.id, HALE.id]
    assert [row.id for row in filled.actor_page("front").rows] == [SOUTH.id]
    assert filled.actor_page("MÁRA h").rows[0].id == HALE.id
    assert filled.actor_page("nobody").total == 0
    assert filled.actor_page("north_rn%").total == 0


def test_merged_actors_are_one_row(filled: Casefile) -> None:
    filled.judge(JudgementKind.MERGE, HALE.id, other=SOUTH.id, by="Ines")
    page = filled.actor_page()
    assert [(row.id, row.uses) for row in page.rows] == [(SOUTH.id, 4), (NORTH.id, 3)]
    assert page.total == 2
    assert page.rows[0].names == ("Southern Front", "Mara Hale")
    assert [row.id for row in filled.actor_page("mara").rows] == [SOUTH.id]


def test_a_split_actor_is_two_rows(filled: Casefile) -> None:
    split = filled.judge(JudgementKind.SPLIT, NORTH.id, value=f'["{harbour().document.id}"]', by="Ines")
    rows = {row.id: row for row in filled.actor_page("north").rows}
    assert (rows[NORTH.id].uses, rows[NORTH.id].documents) == (2, 1)
    other = rows[split.other or ""]
    assert (other.uses, other.documents, other.claims, other.publishers) == (1, 1, 1, 1)


def test_publishers_and_what_each_alone_carries(filled: Casefile) -> None:
    from dataclasses import replace

    other = numbered(7)
    document = replace(other.document, publisher=None)
    again = replace(harbour().claims[0], document=document.id, evidence=other.claims[0].evidence)
    filled.add(replace(other, document=document, claims=[*other.claims, again]), filled.begin_run(EXTRACTOR))
    post, unnamed = filled.publishers()
    assert (post.name, post.documents, post.claims, post.alone) == ("The Valley Post", 2, 3, 2)
    assert (unnamed.name, unnamed.documents, unnamed.claims, unnamed.alone) == (None, 1, 2, 1)
    alone = filled.carried_alone("The Valley Post")
    assert {record.claim.relation for record in alone} == {"allied_with", "sponsors"}
    assert [record.claim.relation for record in filled.carried_alone(None)] == ["opposes"]
