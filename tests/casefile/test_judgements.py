"""Decisions are rows, state is derived, undo comes free, and a re-read loses none of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from casefile_world import EXTRACTOR, NORTH, SOUTH, harbour, make_claim, make_document, make_entry, valley
from hypothesis import given
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, Judgement, JudgementKind, State
from allegiance.casefile.judgement import corrections, in_force, state_of
from allegiance.errors import AllegianceError, UsageError

ACCEPT, REJECT, CORRECT, COMMENT = (
    JudgementKind.ACCEPT,
    JudgementKind.REJECT,
    JudgementKind.CORRECT,
    JudgementKind.COMMENT,
)
MERGE, SPLIT = JudgementKind.MERGE, JudgementKind.SPLIT
WHEN = datetime(2020, 1, 1, tzinfo=UTC)


def the_attack(casefile: Casefile, **asked: object) -> list[State]:
    wanted = harbour().claims[0].id
    return [record.state for record in casefile.claims(ids=[wanted], **asked)]  # type: ignore[arg-type]


def test_a_rejected_claim_is_left_out_until_asked_for(filled: Casefile) -> None:
    wanted = harbour().claims[0].id
    judgement = filled.judge(REJECT, wanted, by="Ines", why="misread")
    assert the_attack(filled) == []
    assert the_attack(filled, include_rejected=True) == [State.REJECTED]
    assert filled.judgements(wanted) == (judgement,)
    assert (judgement.by, judgement.why, judgement.recorded) == (
        "Ines",
        "misread",
        datetime(2020, 2, 1, 4, tzinfo=UTC),
    )


def test_undo_and_undo_of_undo(filled: Casefile) -> None:
    wanted = harbour().claims[0].id
    rejection = filled.judge(REJECT, wanted, by="Ines")
    undo = filled.undo(rejection.id, by="Omar", why="it was right")
    assert the_attack(filled) == [State.OPEN]
    filled.undo(undo.id, by="Ines")
    assert the_attack(filled) == []
    assert len(filled.judgements(wanted)) == 3


def test_known_leaves_later_judgements_out(filled: Casefile) -> None:
    filled.judge(REJECT, harbour().claims[0].id, by="Ines")
    assert the_attack(filled, known=datetime(2020, 2, 1, 3, tzinfo=UTC)) == [State.OPEN]
    assert the_attack(filled, known=datetime(2020, 2, 1, 4, tzinfo=UTC)) == []


def test_a_comment_stands_with_the_record(filled: Casefile) -> None:
    wanted = harbour().claims[0].id
    comment = filled.judge(COMMENT, wanted, by="Ines", why="compare with the first report")
    (record,) = filled.claims(ids=[wanted])
    assert (record.state, record.judgements) == (State.OPEN, (comment,))


def test_judgements_survive_a_new_reading(filled: Casefile) -> None:
    filled.judge(REJECT, harbour().claims[0].id, by="Ines")
    filled.add(harbour(), filled.begin_run("test/2"))
    assert the_attack(filled) == []
    assert the_attack(filled, include_rejected=True) == [State.REJECTED]


def test_what_people_confirmed_stays_though_a_new_reading_does_not_find_it(filled: Casefile) -> None:
    allied, sponsors = (claim.id for claim in valley().claims)
    before = datetime(2020, 2, 1, 3, tzinfo=UTC)
    filled.judge(CORRECT, allied, by="Ines", field="valid", value="2013/..")
    rejected = filled.judge(REJECT, sponsors, by="Ines")
    filled.add(replace(valley(), claims=()), filled.begin_run("test/2"))
    assert [record.id for record in filled.claims(document="valley")] == [allied]
    assert [record.id for record in filled.claims(ids=[allied, sponsors])] == [allied]
    assert [tie.relation for tie in filled.ties(date(2013, 5, 5))] == ["allied_with"]
    assert len(list(filled.claims(document="valley", known=before))) == 2
    filled.undo(rejected.id, by="Ines")
    accepted = filled.judge(ACCEPT, sponsors, by="Ines")
    assert {record.id for record in filled.claims(document="valley")} == {allied, sponsors}
    filled.undo(accepted.id, by="Ines")
    filled.add(valley(), filled.begin_run("test/3"))  # found again: once, not twice
    assert sorted(record.id for record in filled.claims(document="valley")) == sorted([allied, sponsors])


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("relation", "coerced", "coerced"),
        ("phase", "ends", "ends"),
        ("polarity", "denied", "denied"),
        ("certainty", "alleged", "alleged"),
        ("valid", "2017-03", "2017-03"),
        ("valid", None, "None"),
        ("value", "a raid", "a raid"),
        ("place", "the harbour", "the harbour"),
    ],
)
def test_a_correction_is_applied_and_the_address_stays(
    filled: Casefile, field: str, value: str | None, shown: str
) -> None:
    wanted = harbour().claims[0].id
    filled.judge(CORRECT, wanted, by="Ines", field=field, value=value)
    (record,) = filled.claims(ids=[wanted])
    assert (record.id, record.state) == (wanted, State.CORRECTED)
    assert str(getattr(record.claim, field)) == shown


def test_questions_see_the_correction(filled: Casefile) -> None:
    wanted = harbour().claims[0].id
    filled.judge(CORRECT, wanted, by="Ines", field="relation", value="coerced")
    filled.judge(CORRECT, wanted, by="Ines", field="valid", value="2012")
    filled.judge(CORRECT, wanted, by="Ines", field="object", value="a-hale")
    assert list(filled.claims(relation="attacked")) == []
    assert [record.id for record in filled.claims(relation="coerced")] == [wanted]
    assert [record.id for record in filled.claims(actor="a-hale")] == [wanted]
    assert wanted not in {record.id for record in filled.claims(actor="a-north")}
    assert [record.id for record in filled.claims(as_of=date(2012, 5, 5))] == [wanted]
    assert next(filled.claims()).id == wanted  # 2012 comes before 2014


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("relation", "loves", "loves"),
        ("phase", "starts", "starts"),
        ("valid", "one day", "one day"),
        ("valid", "2019-13", "2019-13"),
        ("score", "1", "no field 'score'"),
        (None, "1", "no field"),
        ("relation", None, "cannot be left empty"),
        ("object", "a-nobody", "a-nobody"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    filled: Casefile, field: str | None, value: str | None, says: str
) -> None:
    with pytest.raises(AllegianceError, match=says):
        filled.judge(CORRECT, harbour().claims[0].id, by="Ines", field=field, value=value)
    assert filled.judgements() == ()


def test_what_is_not_there_cannot_be_judged(filled: Casefile) -> None:
    for kind, target in ((ACCEPT, "c-none"), (MERGE, "a-none"), (SPLIT, "a-none")):
        with pytest.raises(UsageError, match="not in this casefile"):
            filled.judge(kind, target, by="Ines", other="a-north")
    with pytest.raises(UsageError, match="no judgement 'j-none'"):
        filled.undo("j-none", by="Ines")


def test_merged_actors_are_one(filled: Casefile) -> None:
    double = Actor("a-league", "The League", NORTH.kind, ("The League",))
    document = make_document("league", "The League opposes the Southern Front.")
    claim = make_claim(document, double, "opposes", SOUTH, "opposes")
    filled.add(make_entry(document, claim, actors=(double, SOUTH)), filled.begin_run(EXTRACTOR))
    merge = filled.judge(MERGE, "a-league", other="a-north", by="Ines", why="same statute")
    (record,) = filled.claims(document="league")
    assert record.claim.subject == Actor(
        "a-north", "Northern League", NORTH.kind, ("Northern League", "The League")
    )
    assert record in list(filled.claims(actor="a-north", other="a-south"))
    assert filled.actor("a-league") == record.claim.subject
    assert len(filled.actors()) == 3
    assert [actor.id for actor in filled.actors("the league")] == ["a-north"]
    filled.undo(merge.id, by="Ines")
    assert next(filled.claims(document="league")).claim.subject == double
    assert record.id not in {other.id for other in filled.claims(actor="a-north")}


def test_merging_in_a_circle_is_one_actor(filled: Casefile) -> None:
    for target, other in (("a-north", "a-south"), ("a-south", "a-hale"), ("a-hale", "a-north")):
        filled.judge(MERGE, target, other=other, by="Ines")
    assert [actor.id for actor in filled.actors()] == ["a-hale"]
    assert len(list(filled.claims(actor="a-north"))) == 3


def test_a_split_parts_an_actor_by_document(filled: Casefile) -> None:
    documents = json.dumps([harbour().document.id])
    split = filled.judge(SPLIT, "a-north", value=documents, by="Ines", why="another league of that name")
    assert split.other is not None
    (record,) = filled.claims(document="harbour")
    assert (record.claim.object or NORTH).id == split.other
    assert [found.id for found in filled.claims(actor=split.other)] == [record.id]
    assert record.id not in {found.id for found in filled.claims(actor="a-north")}
    assert len(list(filled.claims(actor="a-north", other="a-south"))) == 2
    filled.undo(split.id, by="Ines")
    assert list(filled.claims(actor=split.other)) == []
    assert len(list(filled.claims(actor="a-north", other="a-south"))) == 3


def test_a_merged_actor_can_be_split_again(filled: Casefile) -> None:
    filled.judge(MERGE, "a-hale", other="a-north", by="Ines")
    split = filled.judge(SPLIT, "a-north", value=json.dumps([valley().document.id]), by="Ines")
    (record,) = filled.claims(document="valley", relation="sponsors")
    assert record.claim.subject.id == split.other
    assert record.claim.said_by is not None
    assert record.claim.said_by.speaker is not None
    assert record.claim.said_by.speaker.id == split.other


def judgement(number: int, kind: JudgementKind, undoes: str | None = None) -> Judgement:
    return Judgement(
        f"j{number}", kind, "c1", "Ines", "", WHEN, field="place", value=str(number), undoes=undoes
    )


decided = st.lists(st.sampled_from([ACCEPT, REJECT, CORRECT, COMMENT]), max_size=6).map(
    lambda kinds: [judgement(number, kind) for number, kind in enumerate(kinds)]
)


@given(decided, st.data())
def test_undoing_is_as_if_it_had_not_been(made: list[Judgement], data: st.DataObject) -> None:
    if made:
        undone = data.draw(st.sampled_from(made))
        with_undo = [*made, judgement(90, JudgementKind.UNDO, undone.id)]
        without = [one for one in made if one is not undone]
        assert in_force(with_undo) == in_force(without)
        assert in_force([*with_undo, judgement(91, JudgementKind.UNDO, "j90")]) == in_force(made)


@given(decided)
def test_the_last_decision_counts(made: list[Judgement]) -> None:
    deciding = [one.kind for one in made if one.kind is not COMMENT]
    expected = {ACCEPT: State.ACCEPTED, REJECT: State.REJECTED, CORRECT: State.CORRECTED}
    assert state_of(made) is (expected[deciding[-1]] if deciding else State.OPEN)
    places = [one.value for one in made if one.kind is CORRECT]
    assert corrections(made) == ({"place": places[-1]} if places else {})


def test_a_judgement_is_frozen() -> None:
    with pytest.raises(AttributeError):
        judgement(1, ACCEPT).by = "Omar"  # type: ignore[misc]
    assert replace(judgement(1, ACCEPT), by="Omar").by == "Omar"
