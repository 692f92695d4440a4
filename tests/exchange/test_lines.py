"""The exchange line: its fields, exact quotes, the same bytes for the same input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from allegiance.casefile import Casefile
from allegiance.casefile.intake import take_in
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import relations
from allegiance.documents import read_document
from allegiance.exchange.lines import lines
from allegiance.interval import Interval
from reading_world import Grammar

FIELDS = (
    "doc subject relation object value phase polarity certainty said_by when where published publisher evidence spans"
    " score extractor"
).split()
ACTOR = ["id", "name", "kind", "mentions"]
REPORTS = {
    "harbour.txt": (
        "The Harbour Wire, 2 May 2003\n\nNorway attacked Sweden in 2001. Denmark said that Sweden attacked Norway. "
        "Idris Marran leads the River Guard.\n\nMarran was described as a “reformer”. 𝔘mlaut: Norway met Sweden.\n"
    ),
    "valley.md": "# Norway leaves\n\nNorway did not support Sweden. Witnesses said that Norway attacked Denmark.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def export(folder: Path, path: Path, grammar: Grammar) -> str:
    with Casefile.open(path, create=True) as casefile:
        outcomes = list(take_in(casefile, sorted(folder.iterdir()), grammar.reader))
        assert all(outcome.document for outcome in outcomes)
        return "\n".join(lines(casefile))


@pytest.fixture(scope="module")
def exported(folder: Path, tmp_path_factory: pytest.TempPathFactory, grammar: Grammar) -> str:
    return export(folder, tmp_path_factory.mktemp("exchange") / "x.casefile", grammar)


@pytest.fixture(scope="module")
def rows(exported: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in exported.splitlines()]


def test_every_line_has_the_fixed_fields_in_their_order(rows: list[dict[str, Any]]) -> None:
    assert len(rows) >= 5
    for row in rows:
        assert list(row)[: len(FIELDS)] == FIELDS


def test_no_line_has_another_field(rows: list[dict[str, Any]]) -> None:
    assert all(list(row) == FIELDS for row in rows)


def test_actors_have_their_fields_and_surface_forms(rows: list[dict[str, Any]], folder: Path) -> None:
    texts = {path.stem: read_document(path).text for path in folder.iterdir()}
    for row in rows:
        speaker = row["said_by"]
        for actor in (row["subject"], row["object"], None if isinstance(speaker, str) else speaker):
            if actor is not None:
                assert list(actor) == ACTOR
                assert actor["mentions"]
                assert all(form in texts[row["doc"]] for form in actor["mentions"])


def test_quotes_are_exact_and_spans_match(rows: list[dict[str, Any]], folder: Path) -> None:
    texts = {path.stem: read_document(path).text for path in folder.iterdir()}
    for row in rows:
        assert row["evidence"]
        quoted = [texts[row["doc"]][start:end] for start, end in row["spans"]]
        assert quoted == row["evidence"]


def test_values_are_those_of_the_closed_lists(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["relation"] in relations()
        assert row["phase"] in set(Phase)
        assert row["polarity"] in set(Polarity)
        assert row["certainty"] in set(Certainty)
        assert 0.0 <= row["score"] <= 1.0
        assert row["object"] is not None or row["value"]
        for edtf in (row["when"], row["published"]):
            assert edtf is None or str(Interval.parse(edtf)) == edtf


def test_what_the_reports_say_is_there(rows: list[dict[str, Any]]) -> None:
    said = {
        (r["subject"]["name"], r["relation"], (r["object"] or {}).get("name"), r["when"], r["polarity"])
        for r in rows
    }
    assert ("Norway", "attacked", "Sweden", "2001", "affirmed") in said
    assert ("Norway", "supports", "Sweden", None, "denied") in said
    assert {r["published"] for r in rows if r["doc"] == "harbour"} == {"2003-05-02"}
    assert {r["said_by"]["name"] for r in rows if isinstance(r["said_by"], dict)} >= {"Denmark"}


def test_the_same_input_gives_the_same_bytes(
    folder: Path, exported: str, tmp_path: Path, grammar: Grammar
) -> None:
    assert export(folder, tmp_path / "again.casefile", grammar).encode() == exported.encode()


def test_lines_are_one_line_each_and_read_as_they_were_written(exported: str) -> None:
    for row in exported.split("\n"):
        assert json.dumps(json.loads(row), ensure_ascii=False) == row


def test_claims_can_be_asked_for_by_time(folder: Path, tmp_path: Path, grammar: Grammar) -> None:
    export(folder, tmp_path / "x.casefile", grammar)
    with Casefile.open(tmp_path / "x.casefile") as casefile:
        then = [json.loads(row) for row in lines(casefile, during=Interval.parse("2001"))]
    assert "2001" in {row["when"] for row in then}
