"""Who stood with whom on 1 January 2020 as known on 1 February 2020: what came later is invisible, whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from casefile_world import (
    EXTRACTOR,
    HALE,
    NORTH,
    SOUTH,
    harbour,
    make_chain,
    make_claim,
    make_document,
    valley,
)

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Entry, JudgementKind
from allegiance.casefile.questions import Questions
from allegiance.errors import UnknownActor, UsageError
from allegiance.views import actor_list, pair, profile

DAY = date(2020, 1, 1)
MOMENT = datetime(2020, 2, 1, 23, 59, tzinfo=UTC)
EAST = Actor("a-east", "Eastern Council", NORTH.kind, ("Eastern Council",))


def later_report() -> Entry:
    """Recorded later, about earlier days, with an actor that nobody knew and a new name for another."""
    text = "The Eastern Council had joined the Northern League in 2019, when it met the Southern Front."
    document = make_document("ledger", text, "2019-12-31")
    leaguers = replace(NORTH, name="The Leaguers", names=("The Leaguers",))
    return Entry(
        document=document,
        chains=[make_chain(document, EAST), make_chain(document, SOUTH), make_chain(document, NORTH)],
        actors=[EAST, SOUTH, leaguers],
        identity_reasons=["first of this name"] * 3,
        claims=[
            make_claim(
                document, EAST, "allied_with", leaguers, "had joined the Northern League", valid="2019/.."
            ),
            make_claim(document, SOUTH, "opposes", leaguers, "the Southern Front", valid="2019/.."),
        ],
    )


def answers(casefile: Questions) -> dict[str, object]:
    """Every question there is, asked of this casefile."""
    every = tuple(casefile.claims(include_rejected=True))
    found: dict[str, object] = {
        "overview": casefile.overview(),
        "changes": casefile.changes(),
        "actors": casefile.actors(),
        "actor page": casefile.actor_page(),
        "typed": casefile.actor_page("l"),
        "publishers": casefile.publishers(),
        "alone": casefile.carried_alone("The Valley Post"),
        "documents": casefile.documents(),
        "runs": casefile.runs(),
        "problems": casefile.problems(),
        "names": tuple(casefile.actor_names()),
        "claims": every,
        "reprints": casefile.reprints(),
        "judgements": casefile.judgements(),
        "ties": casefile.ties(DAY),
        "by relation": casefile.search("league OR front", relation="opposes"),
        "by actor": casefile.search("league OR front", actor=SOUTH.id),
        "by both": casefile.search("league OR front", actor=SOUTH.id, relation="opposes"),
        "words": casefile.search("league OR front"),
        "list": actor_list(casefile, "front"),
    }
    for actor in casefile.actors():
        found[f"of {actor.id}"] = tuple(casefile.claims(actor.id)), profile(casefile, actor)
    for document in casefile.documents():
        found[document.id] = casefile.document(document.id), casefile.forms_in(document.id)
    if casefile.documents():
        found["pair"] = pair(casefile, NORTH.id, SOUTH.id)
    return found


ADDITIONS: dict[str, Callable[[Casefile], object]] = {
    "a report": lambda casefile: casefile.add(later_report(), casefile.begin_run("later/1")),
    "another reading": lambda casefile: casefile.add(
        replace(valley(), claims=valley().claims[:1]), casefile.begin_run("later/2")
    ),
    "an acceptance": lambda casefile: casefile.judge(JudgementKind.ACCEPT, harbour().claims[0].id, by="Ines"),
    "a rejection": lambda casefile: casefile.judge(JudgementKind.REJECT, valley().claims[0].id, by="Ines"),
    "a correction": lambda casefile: casefile.judge(
        JudgementKind.CORRECT, harbour().claims[0].id, field="valid", value="2020", by="Ines"
    ),
    "a merge": lambda casefile: casefile.judge(JudgementKind.MERGE, HALE.id, other=SOUTH.id, by="Ines"),
    "a split": lambda casefile: casefile.judge(
        JudgementKind.SPLIT, NORTH.id, value=json.dumps([harbour().document.id]), by="Ines"
    ),
    "an undo": lambda casefile: casefile.undo(casefile.judgements()[0].id, by="Ines"),
}


@pytest.fixture
def known_then(filled: Casefile, clock: object) -> Iterator[tuple[Casefile, dict[str, object]]]:
    """A casefile with a decision, what it answered on 1 February, and a clock that has gone on by a month."""
    filled.judge(JudgementKind.REJECT, valley().claims[1].id, by="Ines")
    before = answers(filled.as_of(known=MOMENT))
    clock.moment += timedelta(days=30)  # type: ignore[attr-defined]
    yield filled, before


@pytest.mark.parametrize("addition", ADDITIONS)
def test_what_came_later_is_invisible(known_then: tuple[Casefile, dict[str, object]], addition: str) -> None:
    casefile, before = known_then
    ADDITIONS[addition](casefile)
    assert answers(casefile) != before
    after = answers(casefile.as_of(known=MOMENT))
    for question, answer in before.items():
        assert after[question] == answer, question
    assert after.keys() == before.keys()


def test_all_of_it_together(known_then: tuple[Casefile, dict[str, object]]) -> None:
    casefile, before = known_then
    for addition in ADDITIONS.values():
        addition(casefile)
    assert answers(casefile.as_of(known=MOMENT)) == before


def test_the_present_counts_as_its_tallies_do(filled: Casefile) -> None:
    """What is counted anew for the past and what is kept for the present are the same thing."""
    filled.add(later_report(), filled.begin_run("later/1"))
    filled.judge(JudgementKind.REJECT, valley().claims[1].id, by="Ines")
    now = filled.as_of(known=datetime(2100, 1, 1, tzinfo=UTC))
    assert now.overview() == filled.overview()
    assert [row.uses for row in now.actor_page().rows] == [row.uses for row in filled.actor_page().rows]
    assert now.actor_page("e").total == filled.actor_page("e").total


def test_who_stood_with_whom_on_a_day_as_known_on_another(known_then: tuple[Casefile, object]) -> None:
    casefile, _ = known_then
    casefile.add(later_report(), casefile.begin_run("later/1"))
    then = casefile.as_of(DAY, MOMENT)
    assert {(tie.subject, tie.relation, tie.object) for tie in then.ties()} == {
        (NORTH.id, "allied_with", SOUTH.id)
    }
    assert [record.claim.relation for record in then.claims()] == ["allied_with"]
    assert {actor.id for actor in then.actors()} == {NORTH.id, SOUTH.id}
    assert {tie.relation for tie in casefile.as_of(DAY).ties()} == {"allied_with", "opposes"}
    assert {document.name for document in then.documents()} == {"valley", "harbour"}
    assert {document.name for document in casefile.as_of(date(2019, 12, 1)).documents()} == {"valley"}
    with pytest.raises(UnknownActor):
        then.actor(EAST.id)
    with pytest.raises(UsageError, match="no document"):
        then.document("ledger")


def test_ties_need_a_day(filled: Casefile) -> None:
    with pytest.raises(UsageError, match="name one"):
        filled.ties()


def test_a_past_is_narrowed_further(filled: Casefile) -> None:
    assert tuple(filled.as_of(known=MOMENT).as_of(DAY).claims()) == tuple(
        filled.claims(as_of=DAY, known=MOMENT)
    )


def test_the_first_page_and_the_next(casefile: Casefile) -> None:
    from casefile_world import numbered

    run = casefile.begin_run(EXTRACTOR)
    casefile.add_all(map(numbered, range(40)), run)
    every = [record.id for record in casefile.claims()]
    first = casefile.judge(JudgementKind.CORRECT, every[3], field="valid", value="1999", by="Ines").target
    every = [record.id for record in casefile.claims()]
    assert every.index(first) > 3
    for actor in (None, NORTH.id, SOUTH.id):
        paged: list[str] = []
        while page := list(islice(casefile.claims(actor, after=paged[-1] if paged else None), 7)):
            paged += [record.id for record in page]
        assert paged == every
    with pytest.raises(UsageError, match="no claim 'c0'"):
        list(casefile.claims(after="c0"))
