"""What is put into a casefile comes out again, in order, with its words."""

from __future__ import annotations

import gc
import shutil
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
    numbered,
    valley,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.casefile import Casefile, Entry, passage_id
from allegiance.claims.claim import Polarity
from allegiance.documents.document import Document, Passage
from allegiance.errors import CasefileError, UnknownActor, UsageError
from allegiance.problem import Problem


def relations(casefile: Casefile, **asked: object) -> list[str]:
    return [record.claim.relation for record in casefile.claims(**asked)]  # type: ignore[arg-type]


def test_a_document_comes_back_whole(filled: Casefile) -> None:
    assert filled.document("valley") == valley().document
    assert filled.document(valley().document.id) == valley().document


def test_claims_come_back_as_they_were_given(filled: Casefile) -> None:
    given_claims = {claim.id: claim for entry in (valley(), harbour()) for claim in entry.claims}
    assert {record.id: record.claim for record in filled.claims()} == given_claims


def test_claims_stand_in_chronological_order(filled: Casefile) -> None:
    # 2014, 2016, then the one without a time, filed under its publication in 2019
    assert relations(filled) == ["allied_with", "attacked", "sponsors"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"actor": "a-hale"}, []),
        ({"said_by": "a-hale"}, ["sponsors"]),
        ({"actor": "a-north", "other": "a-south"}, ["allied_with", "attacked", "sponsors"]),
        ({"actor": "a-south", "other": "a-north"}, ["allied_with", "attacked", "sponsors"]),
        ({"actor": "a-north", "other": "a-hale"}, []),
        ({"relation": "attacked"}, ["attacked"]),
        ({"document": "valley"}, ["allied_with", "sponsors"]),
        ({"include_denied": False}, ["allied_with", "attacked"]),
        ({"as_of": date(2013, 12, 31)}, []),
        ({"as_of": date(2014, 1, 1)}, ["allied_with"]),
        ({"as_of": date(2016, 12, 31)}, ["allied_with", "attacked"]),
        ({"as_of": date(2017, 1, 1)}, ["allied_with"]),
        ({"since": date(2016, 1, 1)}, ["attacked", "sponsors"]),
        ({"until": date(2016, 1, 1)}, ["allied_with", "attacked"]),
    ],
)
def test_claims_can_be_asked_for(filled: Casefile, asked: dict[str, object], expected: list[str]) -> None:
    assert relations(filled, **asked) == expected


def test_a_claim_is_found_by_its_id(filled: Casefile) -> None:
    wanted = harbour().claims[0].id
    assert [record.id for record in filled.claims(ids=[wanted])] == [wanted]


def test_a_record_says_where_and_when(filled: Casefile) -> None:
    record = next(filled.claims(relation="attacked"))
    assert record.document.name == "harbour"
    assert record.document.publisher == "The Valley Post"
    assert str(record.document.published) == "2020-01"
    assert record.recorded == datetime(2020, 2, 1, 3, tzinfo=UTC)


def test_known_shows_the_casefile_as_it_was(filled: Casefile) -> None:
    assert relations(filled, known=datetime(2020, 2, 1, 1, tzinfo=UTC)) == []
    assert relations(filled, known=datetime(2020, 2, 1, 2, tzinfo=UTC)) == ["allied_with", "sponsors"]
    assert relations(filled, known=datetime(2020, 2, 1, 3, tzinfo=UTC)) == [
        "allied_with",
        "attacked",
        "sponsors",
    ]


def test_a_moment_without_time_zone_is_refused(filled: Casefile) -> None:
    with pytest.raises(ValueError, match="names no time zone"):
        relations(filled, known=datetime(2020, 2, 1))  # noqa: DTZ001


def test_adding_twice_adds_nothing(filled: Casefile) -> None:
    before = list(filled.claims()), filled.documents(), filled.verify().acts
    run = filled.begin_run(EXTRACTOR)
    assert not filled.add(valley(), run)
    assert filled.add_all([valley(), harbour(), harbour()], run) == 0
    assert (list(filled.claims()), filled.documents()) == before[:2]
    assert filled.verify().acts == before[2] + 1  # the run alone


@pytest.mark.parametrize("collects", [True, False])
def test_writing_leaves_the_search_for_cycles_as_it_was(filled: Casefile, collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        run = filled.begin_run("local/2")
        filled.add(harbour(), run)
        assert gc.isenabled() is collects
        entry = harbour()
        other = replace(entry.document, text=entry.document.text + " More.")
        with pytest.raises(CasefileError, match="another text"):
            filled.add(replace(entry, document=other), filled.begin_run("local/3"))
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_one_document_twice_in_a_batch_is_one(casefile: Casefile) -> None:
    assert casefile.add_all([valley(), valley()], casefile.begin_run(EXTRACTOR)) == 1
    assert len(casefile.documents()) == 1


def test_holds_tells_whether_reading_can_be_skipped(filled: Casefile) -> None:
    assert filled.holds(valley().document.id, EXTRACTOR)
    assert not filled.holds(valley().document.id, "test/2")
    assert not filled.holds("d-unknown", EXTRACTOR)


def test_a_better_extractor_replaces_what_is_shown_and_loses_nothing(filled: Casefile) -> None:
    entry = valley()
    better = replace(entry, claims=entry.claims[1:], problems=[Problem("valley:0-10", "not understood")])
    run = filled.begin_run("test/2")
    assert filled.add(better, run)
    assert relations(filled) == ["attacked", "sponsors"]
    assert filled.problems("valley") == (Problem("valley:0-10", "not understood"),)
    before = datetime(2020, 2, 1, 3, tzinfo=UTC)
    assert relations(filled, known=before) == ["allied_with", "attacked", "sponsors"]
    assert [name.uses for name in filled.actor_names() if name.actor == "a-north"] == [3]


def test_two_claims_of_one_content_are_one(casefile: Casefile) -> None:
    entry = harbour()
    casefile.add(replace(entry, claims=[*entry.claims, *entry.claims]), casefile.begin_run(EXTRACTOR))
    assert relations(casefile) == ["attacked"]


def test_runs_are_kept(filled: Casefile) -> None:
    (run,) = filled.runs()
    assert (run.extractor, run.settings) == (EXTRACTOR, (("threshold", "0.5"),))
    assert run.recorded == datetime(2020, 2, 1, 1, tzinfo=UTC)


def test_an_unknown_run_is_refused(casefile: Casefile) -> None:
    with pytest.raises(CasefileError, match="no run 'r1'"):
        casefile.add(valley(), "r1")


def test_actors_most_mentioned_first(filled: Casefile) -> None:
    assert filled.actors() == (NORTH, SOUTH, HALE)
    assert filled.actor("a-hale") == HALE


@pytest.mark.parametrize(
    ("matching", "expected"),
    [
        ("mara hale", ["Mara Hale"]),
        ("MARA", ["Mara Hale"]),
        ("outher", ["Southern Front"]),
        ("ro", ["Southern Front"]),
        ("%", []),
        ("", []),
        ("'--", []),
    ],
)
def test_actors_are_found_by_letters(filled: Casefile, matching: str, expected: list[str]) -> None:
    assert [actor.name for actor in filled.actors(matching)] == expected


def test_an_unknown_actor_is_named(filled: Casefile) -> None:
    with pytest.raises(UnknownActor, match="'a-nobody'"):
        filled.actor("a-nobody")
    with pytest.raises(UnknownActor, match="'a-nobody'"):
        relations(filled, actor="a-nobody")


def test_the_last_naming_of_an_actor_counts(filled: Casefile) -> None:
    fuller = replace(HALE, name="Mara Louisa Hale", names=("Mara Louisa Hale", "Hale"))
    document = make_document("speech", "Mara Louisa Hale spoke.")
    filled.add(make_entry(document, actors=(fuller,)), filled.begin_run(EXTRACTOR))
    assert filled.actor("a-hale").name == "Mara Louisa Hale"
    assert set(filled.actor("a-hale").names) == {"Mara Hale", "Mara Louisa Hale", "Hale"}
    assert [actor.id for actor in filled.actors("louisa")] == ["a-hale"]


def test_forms_in_a_document(filled: Casefile) -> None:
    assert filled.forms_in("harbour") == {"a-north": ("Northern League",), "a-south": ("Southern Front",)}


def test_a_passage_opens_in_its_paragraph(filled: Casefile) -> None:
    record = next(filled.claims(relation="sponsors"))
    (quote,) = record.claim.evidence
    opened = filled.passage(passage_id(record.document.id, quote.start, quote.end))
    assert opened.passage.quote == quote.quote
    assert opened.paragraph.quote.startswith("Mara Hale denied")
    assert opened.document.name == "valley"


def test_a_span_over_two_paragraphs_opens_both(filled: Casefile) -> None:
    text = valley().document.text
    opened = filled.passage(f"{valley().document.id}:60-80")
    assert opened.passage.quote == text[60:80]
    assert opened.paragraph.quote == text.rstrip("\n")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "valley:",
        "valley:1",
        "valley:5-5",
        "valley:9-3",
        "valley:0-99999",
        "valley:-1-5",
        "nothing:0-5",
        "valley:٣-٥0",
        "valley:0-" + "9" * 100,
    ],
)
def test_no_passage_is_one_clear_error(filled: Casefile, address: str) -> None:
    with pytest.raises(UsageError, match=r"passage|document"):
        filled.passage(address)


def test_documents_of_one_name_are_told_apart(filled: Casefile) -> None:
    filled.add(make_entry(make_document("valley", "Another text.")), filled.begin_run(EXTRACTOR))
    with pytest.raises(UsageError, match="several documents"):
        filled.document("valley")


def test_an_unknown_document_is_named(filled: Casefile) -> None:
    with pytest.raises(UsageError, match="no document 'hill'"):
        filled.document("hill")


def with_wrong(what: str) -> Entry:
    entry = valley()
    wrong = Passage(0, 8, "Southern")
    if what == "passage":
        return replace(entry, document=replace(entry.document, passages=(wrong,)))
    if what == "evidence":
        return replace(entry, claims=[replace(entry.claims[0], evidence=(wrong,))])
    chain = entry.chains[0]
    mention = replace(chain.mentions[0], text="Southern League")
    return replace(entry, chains=[replace(chain, mentions=(mention, *chain.mentions[1:])), *entry.chains[1:]])


@pytest.mark.parametrize("what", ["passage", "evidence", "mention"])
def test_words_that_are_not_in_the_text_are_refused(casefile: Casefile, what: str) -> None:
    run = casefile.begin_run(EXTRACTOR)
    with pytest.raises(CasefileError, match=rf"passage {valley().document.id}:\d+-\d+ should read 'Southern"):
        casefile.add(with_wrong(what), run)
    assert casefile.documents() == ()


def test_a_batch_with_a_fault_leaves_nothing_half_written(casefile: Casefile) -> None:
    run = casefile.begin_run(EXTRACTOR)
    with pytest.raises(CasefileError):
        casefile.add_all([harbour(), with_wrong("evidence")], run)
    assert casefile.documents() == ()
    assert casefile.add(harbour(), run)


def test_a_document_cannot_come_with_another_text(filled: Casefile) -> None:
    entry = valley()
    document = replace(entry.document, text=entry.document.text + " ", reader="text/2")
    with pytest.raises(CasefileError, match=r"reader text/1, now text/2"):
        filled.add(replace(entry, document=document), filled.begin_run("test/2"))


@pytest.mark.parametrize(
    "change",
    [
        {"claims": [replace(valley().claims[0], evidence=())]},
        {"claims": [replace(valley().claims[0], score=1.5)]},
        {"claims": [replace(valley().claims[0], score=float("nan"))]},
        {"claims": harbour().claims},
        {"identity_reasons": []},
    ],
)
def test_what_does_not_fit_together_is_refused(casefile: Casefile, change: dict[str, object]) -> None:
    with pytest.raises(CasefileError, match=valley().document.id):
        casefile.add(replace(valley(), **change), casefile.begin_run(EXTRACTOR))  # type: ignore[arg-type]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@settings(max_examples=20, deadline=None)
@given(text=texts, data=st.data())
def test_any_text_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = make_document("any", text)
    quote = Passage.of(text, start, end)
    claim = replace(make_claim(document, NORTH, "opposes", SOUTH, text[0]), evidence=(quote,))
    with Casefile.open(shutil.copy(empty, tmp_path_factory.mktemp("any") / "any.casefile")) as casefile:
        casefile.add(Entry(document=document, claims=[claim]), casefile.begin_run(EXTRACTOR))
        assert casefile.document(document.id) == document
        assert [record.claim.evidence for record in casefile.claims()] == [(quote,)]
        assert casefile.passage(passage_id(document.id, start, end)).passage.quote == quote.quote
        assert casefile.verify().is_sound


def export(casefile: Casefile) -> list[object]:
    return [(record.id, record.claim, record.document) for record in casefile.claims()]


@settings(max_examples=6, deadline=None)
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_the_order_and_the_batches_of_adding_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, order: list[int], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    entries = [numbered(number) for number in order]
    with Casefile.open(shutil.copy(empty, folder / "a.casefile")) as straight:
        straight.add_all([numbered(number) for number in range(6)], straight.begin_run(EXTRACTOR))
        expected = export(straight)
    with Casefile.open(shutil.copy(empty, folder / "b.casefile")) as shuffled:
        shuffled.add_all(entries[:cut], shuffled.begin_run(EXTRACTOR))
        run = shuffled.begin_run(EXTRACTOR)
        for entry in entries:
            shuffled.add(entry, run)
        assert export(shuffled) == expected


def test_what_was_written_is_there_after_closing(path: Path) -> None:
    with Casefile.open(path, create=True) as casefile:
        casefile.add(valley(), casefile.begin_run(EXTRACTOR))
    assert [file.name for file in path.parent.iterdir()] == [path.name]  # one file, nothing beside it
    with Casefile.open(path) as casefile:
        assert relations(casefile) == ["allied_with", "sponsors"]
        assert next(casefile.claims(relation="sponsors")).claim.polarity is Polarity.DENIED


def test_documents_are_listed_in_order_of_recording(filled: Casefile) -> None:
    assert [document.name for document in filled.documents()] == ["valley", "harbour"]


def test_many_claims_come_in_batches_without_a_gap(casefile: Casefile) -> None:
    text = " ".join(f"w{number}" for number in range(1200))
    document: Document = make_document("long", text)
    claims = [make_claim(document, NORTH, "opposes", SOUTH, f"w{number}") for number in range(1000, 1200)]
    claims += [make_claim(document, SOUTH, "opposes", NORTH, f"w{number}") for number in range(200, 1000)]
    casefile.add(Entry(document=document, claims=claims), casefile.begin_run(EXTRACTOR))
    starts = [record.claim.evidence[0].start for record in casefile.claims()]
    assert len(starts) == 1000
    assert starts == sorted(starts)
