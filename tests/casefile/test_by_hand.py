"""Claims and mentions by hand: recorded as judgements, found like all others, taken back, kept by every reading."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from casefile_world import (
    EXTRACTOR,
    HALE,
    NORTH,
    SOUTH,
    harbour,
    make_claim,
    make_document,
    make_entry,
    valley,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.analysis.difference import difference
from allegiance.casefile import Casefile, HandMention, Judgement, JudgementKind, Record, State, new_actor
from allegiance.casefile.by_hand import HAND, claim_read, written
from allegiance.casefile.judgement import in_force
from allegiance.claims.claim import Attribution, Certainty, Claim, Polarity
from allegiance.claims.relations import relations
from allegiance.documents.document import Document, Passage
from allegiance.errors import AllegianceError, UsageError
from allegiance.language.mention import ActorKind, Form

WORDS = "Nobody claimed victory"


def by_hand(relation: str = "rivals", **changed: object) -> Claim:
    """What a person reads in the second report."""
    claim = make_claim(harbour().document, SOUTH, relation, NORTH, WORDS, valid="2017")
    return replace(claim, **changed)  # type: ignore[arg-type]


def at(document: Document, words: str) -> Passage:
    start = document.text.index(words)
    return Passage.of(document.text, start, start + len(words))


def those(casefile: Casefile, **asked: object) -> list[str]:
    return [record.claim.relation for record in casefile.claims(**asked)]  # type: ignore[arg-type]


def one(casefile: Casefile, claim: str) -> Record:
    (record,) = casefile.claims(ids=[claim], include_rejected=True)
    return record


def test_it_is_found_wherever_claims_are_and_says_who_added_it(filled: Casefile) -> None:
    added = filled.add_claim(by_hand(), by="Ines", why="read between the lines")
    record = one(filled, added.target)
    assert (record.claim.extractor, record.claim.score, record.state) == (HAND, 1.0, State.OPEN)
    assert [(j.kind, j.by, j.why) for j in record.judgements] == [
        (JudgementKind.ADD, "Ines", "read between the lines")
    ]
    assert record.recorded == added.recorded
    assert record.claim.evidence[0].quote == WORDS
    for asked in (
        {"actor": NORTH.id},
        {"actor": NORTH.id, "other": SOUTH.id},
        {"relation": "rivals"},
        {"document": "harbour"},
        {"as_of": date(2017, 5, 5)},
        {"since": date(2017, 1, 1), "until": date(2017, 12, 31)},
    ):
        assert "rivals" in those(filled, **asked), asked
    assert [tie.relation for tie in filled.ties(date(2017, 5, 5)) if tie.subject == SOUTH.id] == ["rivals"]
    assert filled.overview().claims == 4
    assert [hit.passage.quote for hit in filled.search("victory", relation="rivals")] == [
        "Nobody claimed victory."
    ]
    assert filled.actor_page().rows[0].claims == 4
    assert filled.verify().is_sound


def test_undo_takes_it_back_and_undoing_the_undo_restores_it(filled: Casefile) -> None:
    overview = filled.overview()
    added = filled.add_claim(by_hand(), by="Ines")
    undo = filled.undo(added.id, by="Omar", why="it does not say so")
    assert "rivals" not in those(filled)
    assert list(filled.claims(ids=[added.target], include_rejected=True)) == []
    assert replace(filled.overview(), act=overview.act) == overview
    assert filled.search("victory", relation="rivals") == ()
    again = filled.undo(undo.id, by="Ines")
    assert those(filled).count("rivals") == 1
    filled.undo(again.id, by="Omar")
    assert "rivals" not in those(filled)
    fresh = filled.add_claim(by_hand(), by="Nora")  # whoever reads it again adds it again
    assert [j.by for j in one(filled, fresh.target).judgements] == ["Nora"]
    assert len(filled.judgements(fresh.target)) == 5
    assert filled.verify().is_sound


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 30), max_size=12))
def test_it_is_there_as_long_as_its_addition_is_in_force(filled: Casefile, steps: list[int]) -> None:
    """Whatever is undone and added in whatever order: the record shows what the judgements say."""
    claim = by_hand(place=f"place {len(filled.judgements())}")  # the id does not depend on the place
    for step in steps:
        made = filled.judgements(claim.id)
        if step and made:
            filled.undo(made[step % len(made)].id, by="Omar")
        elif not _stands(made):
            filled.add_claim(claim, by="Ines")
        else:
            with pytest.raises(UsageError, match="already"):
                filled.add_claim(claim, by="Ines")
        assert those(filled).count("rivals") == int(_stands(filled.judgements(claim.id)))
        assert filled.overview().claims == 3 + int(_stands(filled.judgements(claim.id)))
    assert filled.verify().is_sound


def _stands(made: tuple[Judgement, ...]) -> bool:
    return any(j.kind is JudgementKind.ADD for j in in_force(made))


def test_a_new_reading_keeps_it_and_no_difference_tells_of_it(filled: Casefile) -> None:
    filled.add_claim(by_hand(), by="Ines")
    before = filled.runs()[-1].id
    run = filled.begin_run("test/2")
    better = make_entry(harbour().document, replace(harbour().claims[0], certainty=Certainty.ALLEGED))
    assert filled.add(better, run)
    assert filled.add(replace(valley(), claims=()), run)
    assert sorted(those(filled)) == ["attacked", "rivals"]
    sides = [list(filled.claims(run=name, document="harbour")) for name in (before, run)]
    assert [len(side) for side in sides] == [1, 1]
    found = difference(*sides)
    assert (len(found.changed), found.gone, found.new, found.judged) == (1, (), (), ())
    assert filled.verify().is_sound
    third = filled.begin_run("test/3")
    assert filled.add(harbour(), third)
    assert sorted(those(filled, document="harbour")) == ["attacked", "rivals"]


def test_what_an_extractor_finds_too_is_shown_once(filled: Casefile) -> None:
    added = filled.add_claim(by_hand(), by="Ines")
    entry = make_entry(harbour().document, *harbour().claims, replace(by_hand(), score=0.5))
    filled.add(entry, run := filled.begin_run("test/2"))
    assert those(filled).count("rivals") == 1
    assert one(filled, added.target).claim.extractor == HAND
    assert filled.overview().claims == 4
    assert sum(tie.claims for tie in filled.ties(date(2017, 5, 5)) if tie.relation == "rivals") == 1
    assert sorted(r.claim.relation for r in filled.claims(run=run)) == ["attacked", "rivals"]
    filled.undo(added.id, by="Ines")  # now the extractor's stands alone
    assert one(filled, added.target).claim.extractor == EXTRACTOR
    assert filled.overview().claims == 4


def test_what_is_there_is_accepted_not_added(filled: Casefile) -> None:
    with pytest.raises(UsageError, match="already; accept it"):
        filled.add_claim(harbour().claims[0], by="Ines")
    filled.add_claim(by_hand(), by="Ines")
    with pytest.raises(UsageError, match="already"):
        filled.add_claim(by_hand(), by="Omar")


def test_it_is_judged_like_any_other(filled: Casefile) -> None:
    added = filled.add_claim(by_hand(), by="Ines")
    filled.judge(JudgementKind.CORRECT, added.target, by="Omar", field="certainty", value="alleged")
    record = one(filled, added.target)
    assert (record.state, record.claim.certainty) == (State.CORRECTED, Certainty.ALLEGED)
    accepted = filled.judge(JudgementKind.ACCEPT, added.target, by="Omar")
    filled.undo(added.id, by="Ines")
    assert "rivals" not in those(filled)  # what was taken back does not stay because somebody had accepted it
    filled.undo(accepted.id, by="Omar")
    filled.add_claim(by_hand(), by="Nora")
    rejected = filled.judge(JudgementKind.REJECT, added.target, by="Omar")
    assert "rivals" not in those(filled)
    filled.undo(rejected.id, by="Omar")
    assert "rivals" in those(filled)


def test_the_past_does_not_know_it(filled: Casefile) -> None:
    first = filled.overview()
    added = filled.add_claim(by_hand(), by="Ines")
    undone = filled.undo(added.id, by="Ines")
    restored = filled.undo(undone.id, by="Ines")
    for moment, there in (
        (datetime(2020, 2, 1, 3, tzinfo=UTC), False),
        (added.recorded, True),
        (undone.recorded, False),
        (restored.recorded, True),
    ):
        past = filled.as_of(known=moment)
        assert ("rivals" in those(past)) is there  # type: ignore[arg-type]
        assert past.overview().claims == first.claims + int(there)
        assert any(t.relation == "rivals" for t in past.as_of(date(2017, 5, 5)).ties()) is there
    assert "rivals" not in those(filled.as_of(date(2015, 1, 1)))  # type: ignore[arg-type]


def test_a_folder_makes_the_same_casefile_of_it(filled: Casefile, tmp_path: Path) -> None:
    document = harbour().document
    crowd = new_actor("the harbour workers", ActorKind.POPULATION, document.id, at(document, "Nobody"))
    filled.undo(filled.add_claim(by_hand(), by="Ines").id, by="Ines")
    filled.add_claim(by_hand("opposes", object=crowd), by="Ines")
    filled.add_mention(HandMention(document.id, crowd, at(document, "Nobody")), by="Ines")
    made = filled.export_folder(tmp_path / "folder")
    assert Casefile.import_folder(tmp_path / "folder", tmp_path / "again.casefile") == made
    with Casefile.open(tmp_path / "again.casefile") as again:
        assert again.verify().is_sound
        assert list(again.claims()) == list(filled.claims())
        assert again.judgements() == filled.judgements()
        assert again.mentions_in("harbour") == filled.mentions_in("harbour")
        assert again.overview() == filled.overview()


def test_a_changed_addition_shows(filled: Casefile, path: Path) -> None:
    filled.add_claim(by_hand(), by="Ines")
    filled.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        triggers = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'judgement'"
        )
        for (name,) in triggers.fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE judgement SET value = replace(value, 'rivals', 'supports')")
    with Casefile.open(path) as changed:
        assert not changed.verify().is_sound


def test_a_new_actor_is_met_by_its_name_from_then_on(filled: Casefile) -> None:
    document = valley().document
    words = at(document, "the Southern Front's militiamen")
    militia = new_actor("  Southern   Front militia ", ActorKind.ARMED_GROUP, document.id, words)
    assert militia.name == "Southern Front militia"
    claim = replace(
        make_claim(document, SOUTH, "leads", None, words.quote), object=militia, evidence=(words,)
    )
    added = filled.add_claim(claim, by="Ines")
    assert militia.id in {actor.id for actor in filled.actors("militia")}
    (row,) = filled.actor_page("southern front mil").rows
    assert (row.name, row.kind, row.claims) == ("Southern Front militia", ActorKind.ARMED_GROUP, 1)
    assert those(filled, actor=militia.id) == ["leads"]
    filled.undo(added.id, by="Ines")
    assert filled.actor_page("southern front mil").rows == ()
    assert filled.verify().is_sound
    other = new_actor("Southern Front militia", ActorKind.ARMED_GROUP, document.id, words)
    assert other == militia  # the same place, name and kind are the same actor


def test_an_existing_actor_keeps_its_name_and_kind(filled: Casefile) -> None:
    stale = Actor(SOUTH.id, "Another Name", ActorKind.PERSON)
    filled.add_claim(by_hand(subject=stale), by="Ines")
    now = filled.actor(SOUTH.id)
    assert (now.name, now.kind) == (SOUTH.name, SOUTH.kind)
    assert "Another Name" not in now.names


def test_a_mention_by_hand_is_counted_searched_and_taken_back(filled: Casefile) -> None:
    document = harbour().document
    before = filled.mentions([SOUTH.id])[SOUTH.id]
    mention = HandMention(document.id, SOUTH, at(document, "Nobody"))
    added = filled.add_mention(mention, by="Ines", why="the report means the Front")
    assert added.target == mention.id
    found = [m for m in filled.mentions_in("harbour") if m.by_hand]
    assert [(m.actor.id, document.text[m.start : m.end], m.form) for m in found] == [
        (SOUTH.id, "Nobody", Form.NAMED)
    ]
    assert "Ines" in found[0].reason
    assert filled.mentions([SOUTH.id])[SOUTH.id] == before + 1
    assert "Nobody" in filled.forms_in("harbour")[SOUTH.id]
    assert len(filled.search("victory", actor=SOUTH.id)) == 1
    filled.add(make_entry(document, *harbour().claims), filled.begin_run("test/2"))
    assert [m.start for m in filled.mentions_in("harbour") if m.by_hand] == [mention.words.start]
    filled.undo(added.id, by="Ines")
    assert not any(m.by_hand for m in filled.mentions_in("harbour"))
    assert filled.mentions([SOUTH.id])[SOUTH.id] == before
    assert filled.search("victory", actor=SOUTH.id) == ()
    assert filled.verify().is_sound


def test_mentions_follow_merges_and_the_past(filled: Casefile) -> None:
    assert {m.actor.id for m in filled.mentions_in("valley")} == {NORTH.id, SOUTH.id, HALE.id}
    merge = filled.judge(JudgementKind.MERGE, HALE.id, other=NORTH.id, by="Ines")
    assert {m.actor.id for m in filled.mentions_in("valley")} == {NORTH.id, SOUTH.id}
    filled.undo(merge.id, by="Ines")
    filled.judge(
        JudgementKind.SPLIT, SOUTH.id, other=HALE.id, value=json.dumps([valley().document.id]), by="Ines"
    )
    assert {m.actor.id for m in filled.mentions_in("valley")} == {NORTH.id, HALE.id}
    past = filled.as_of(known=datetime(2020, 2, 1, 3, tzinfo=UTC))
    assert {m.actor.id for m in past.mentions_in("valley")} == {NORTH.id, SOUTH.id, HALE.id}
    starts = [(m.start, -m.end) for m in filled.mentions_in("valley")]
    assert starts == sorted(starts)


def test_a_split_actor_counts_what_was_added_in_that_document(filled: Casefile) -> None:
    filled.add_claim(by_hand(), by="Ines")
    filled.judge(JudgementKind.SPLIT, SOUTH.id, value=json.dumps([harbour().document.id]), by="Ines")
    rows = {(row.id == SOUTH.id): row for row in filled.actor_page("southern").rows}
    assert (rows[True].claims, rows[False].claims) == (2, 2)


def _nobody() -> Actor:
    return Actor("a-nobody", "Nobody", ActorKind.PERSON)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"document": "dnone"}, "no document"),
        ({"relation": "loves"}, "no relation"),
        ({"subject": _nobody()}, "a-nobody"),
        ({"object": _nobody()}, "a-nobody"),
        ({"object": SOUTH}, "itself"),
        ({"object": None}, "needs an object"),
        ({"value": "a raid"}, "takes no value"),
        ({"relation": "described_as", "object": None}, "needs a value"),
        ({"relation": "described_as", "value": "rough"}, "takes no object"),
        ({"relation": "holds_office", "object": None}, "needs a value"),
        ({"relation": "holds_office", "object": None, "value": "x" * 301}, "too long"),
        ({"relation": "holds_office", "object": None, "value": "two\nlines"}, "line break"),
        ({"relation": "holds_office", "object": None, "value": "…"}, "no letter"),
        ({"place": "x" * 301}, "too long"),
        ({"evidence": ()}, "words"),
        ({"evidence": (Passage(0, 6, "Nobody"),)}, "do not stand at 0-6"),
        ({"evidence": (Passage(90, 120, "x" * 30),)}, "do not stand"),
        ({"evidence": (Passage(-3, 2, "In"),)}, "do not stand"),
        ({"said_by": Attribution(None, "")}, "words"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    filled: Casefile, changed: dict[str, object], told: str
) -> None:
    head = filled.verify().head
    with pytest.raises(AllegianceError, match=told):
        filled.add_claim(by_hand(**{"relation": "rivals", **changed}), by="Ines")  # type: ignore[arg-type]
    assert filled.judgements() == ()
    assert filled.verify().head == head


@pytest.mark.parametrize(
    "value",
    ["", "[]", "{", "null", '{"document": "harbour"}', "[" * 100_000, '{"document": "harbour", "words": 3}'],
)
def test_a_judgement_that_adds_nonsense_is_refused(filled: Casefile, value: str) -> None:
    with pytest.raises(UsageError):
        filled.judge(JudgementKind.ADD, "c0", by="Ines", field="claim", value=value)
    with pytest.raises(UsageError):
        filled.judge(JudgementKind.ADD, "c0", by="Ines", field="actor", value=written(by_hand()))
    with pytest.raises(UsageError, match="the addition is"):
        filled.judge(JudgementKind.ADD, "c0", by="Ines", field="claim", value=written(by_hand()))
    assert filled.judgements() == ()


@pytest.mark.parametrize("name", sorted(relations()))
def test_every_relation_can_be_added(filled: Casefile, name: str) -> None:
    takes = "{value}" in relations()[name].says
    value = "minister" if takes else None
    bare = name == "described_as"
    claim = by_hand(name, value=value, object=None if bare else NORTH, polarity=Polarity.DENIED)
    added = filled.add_claim(claim, by="Ines")
    assert one(filled, added.target).claim.relation == name
    if name in ("holds_office", "controls"):
        filled.add_claim(replace(claim, object=None), by="Ines")


_words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: any(letter.isalnum() for letter in text)
)


@given(value=_words, place=_words | st.none(), name=_words, speaker=_words, cue=st.text(max_size=10))
def test_what_is_written_is_read_again(
    value: str, place: str | None, name: str, speaker: str, cue: str
) -> None:
    document = harbour().document
    claim = by_hand(
        "holds_office",
        object=Actor("a-x", name, ActorKind.COUNTRY, (name,)),
        subject=Actor("a-south", "Southern Front", ActorKind.ARMED_GROUP, ("Southern Front",)),
        value=value,
        place=place,
        said_by=Attribution(None, speaker, cue),
        score=1.0,
        extractor=HAND,
        reasons=("added by hand",),
    )
    assert claim_read(written(claim), document) == claim
    assert claim_read(written(claim), document).id == claim.id


def test_words_of_several_paragraphs_and_of_other_scripts(filled: Casefile) -> None:
    text = "𝔘 أهل 😀 said:\nthe League left."
    document = make_document("odd", text)
    filled.add(make_entry(document), filled.begin_run(EXTRACTOR))
    words = Passage.of(text, 2, len(text) - 1)
    claim = replace(by_hand("opposes"), document=document.id, evidence=(words,))
    added = filled.add_claim(claim, by="Ines")
    assert one(filled, added.target).claim.evidence[0].quote == words.quote
    mention = HandMention(document.id, NORTH, at(document, "أهل"))
    filled.add_mention(mention, by="Ines")
    (found,) = (m for m in filled.mentions_in("odd") if m.by_hand)
    assert (found.form, text[found.start : found.end]) == (Form.NAMED, "أهل")


def test_pronouns_become_no_name(filled: Casefile) -> None:
    text = "They said so."
    document = make_document("they", text)
    filled.add(make_entry(document), filled.begin_run(EXTRACTOR))
    filled.add_mention(HandMention(document.id, NORTH, at(document, "They")), by="Ines")
    assert "They" not in filled.actor(NORTH.id).names
    (found,) = filled.mentions_in("they")
    assert (found.actor.id, found.form) == (NORTH.id, Form.PRONOMINAL)
