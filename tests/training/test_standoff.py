"""Annotations as places in a text: nothing is lost on the way there and back."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Front North split from the Council in 2012. The Council called Front North 'traitors'; Adan Roble led it."


def _standoff() -> ModuleType:
    path = Path(__file__).parents[2] / "training" / "standoff.py"
    spec = importlib.util.spec_from_file_location("standoff", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


standoff = _standoff()
pieces = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)).map(lambda p: TEXT[p[0] : p[0] + p[1]])
words = pieces | st.text(max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, object]:
    actors = [
        {"id": f"a{n}", "name": draw(words), "kind": "person", "mentions": draw(st.lists(pieces, max_size=3))}
        for n in range(draw(st.integers(1, 3)))
    ]
    claims = [
        {
            "id": f"c{n}",
            "subject": "a0",
            "relation": "opposes",
            "object": draw(st.sampled_from(["a0", None])),
            "value": draw(st.none() | words.filter(bool)),
            "phase": "holds",
            "polarity": "affirmed",
            "certainty": "stated",
            "said_by": draw(st.none() | st.just("a0")),
            "when": draw(st.none() | st.just("2012")),
            "where": draw(st.none() | words.filter(bool)),
            "evidence": draw(st.lists(pieces, min_size=1, max_size=2)),
        }
        for n in range(draw(st.integers(0, 3)))
    ]
    return {"doc": "d", "published": None, "actors": actors, "claims": claims}


@given(documents())
def test_there_and_back(document: dict[str, object]) -> None:
    row = json.loads(json.dumps(standoff.without_text(document, TEXT)))
    assert standoff.with_text(row, TEXT) == document


def test_words_of_the_text_are_not_kept() -> None:
    claim = {"evidence": ["split from the Council"], "value": None, "where": None}
    actor = {"id": "a", "name": "Front North", "mentions": ["Front North"]}
    row = standoff.without_text({"actors": [actor], "claims": [claim]}, TEXT)
    assert "Front" not in json.dumps(row) and "Council" not in json.dumps(row)


def test_another_text_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold"
    (gold / "texts").mkdir(parents=True)
    (gold / "d.json").write_text(json.dumps({"doc": "d", "actors": [], "claims": []}))
    (gold / "texts" / "d.txt").write_text(TEXT)
    standoff._write({"d": TEXT}, gold, tmp_path / "rows.jsonl")
    standoff._read({"d": TEXT + " More."}, tmp_path / "rows.jsonl", tmp_path / "back")
    assert not list((tmp_path / "back").glob("*.json"))
    assert "1 documents left out" in capsys.readouterr().err


@given(start=st.integers(0, 40), length=st.integers(10, 60))
def test_a_part_of_a_text_comes_back_as_that_part(
    start: int, length: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("part")
    part = TEXT[start : start + length]
    (folder / "texts").mkdir()
    actor = {"id": "a", "name": part[:5], "kind": "person", "mentions": []}
    (folder / "d1b.json").write_text(json.dumps({"doc": "d1b", "actors": [actor], "claims": []}))
    (folder / "texts" / "d1b.txt").write_text(part)
    standoff._write({"d1": TEXT}, folder, folder / "rows.jsonl")
    standoff._read({"d1": TEXT}, folder / "rows.jsonl", folder / "back")
    assert (folder / "back" / "texts" / "d1b.txt").read_text() == part
    assert json.loads((folder / "back" / "d1b.json").read_text())["actors"] == [actor]


def test_a_text_that_is_no_part_of_its_source_is_named(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "d.json").write_text(json.dumps({"doc": "d", "actors": [], "claims": []}))
    (tmp_path / "texts" / "d.txt").write_text("Something else.")
    with pytest.raises(SystemExit, match=r"d\.json: its text is no part"):
        standoff._write({"d": TEXT}, tmp_path, tmp_path / "rows.jsonl")
