"""Pictures and dossiers from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegiance.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["pair", "Marran", "Ostrava"], "Idris Marran and Ostrava"),
        (["lineage"], "Lineage"),
        (["lineage", "River Guard"], "River Guard"),
        (["network"], "Who stood with whom"),
        (["network", "Marran", "--as-of", "2004"], "Who stood with whom"),
        (["bloc", "Ostrava"], "Who stood with Ostrava, who against"),
    ],
)
def test_a_picture(
    here: Path, planted: Path, capsys: pytest.CaptureFixture[str], words: list[str], title: str
) -> None:
    assert main(["picture", *words, "-o", "drawn.svg", "--casefile", str(planted)]) == 0
    assert capsys.readouterr().out == "drawn.svg\n"
    svg = (here / "drawn.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert title in svg


def test_pictures_for_print_and_for_the_dark(here: Path, planted: Path) -> None:
    for name, start in (("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.svg", b"<svg")):
        asked = ["picture", "pair", "Marran", "Ostrava", "-o", name, "--theme", "dark"]
        assert main([*asked, "--casefile", str(planted)]) == 0
        assert (here / name).read_bytes().startswith(start)
    assert "#15171a" in (here / "a.svg").read_text()


def test_marks_lead_where_they_are_told(here: Path, planted: Path) -> None:
    links = "https://desk.example/passages/{passage}"
    asked = ["picture", "pair", "Marran", "Ostrava", "-o", "a.svg", "--links", links]
    assert main([*asked, "--casefile", str(planted)]) == 0
    assert 'href="https://desk.example/passages/d' in (here / "a.svg").read_text()


def test_without_a_name_the_file_is_named_after_what_is_drawn(
    here: Path, planted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", "pair", "Marran", "Ostrava", "--casefile", str(planted)]) == 0
    assert main(["dossier", "actor", "../Ostrava", "--casefile", str(planted)]) in (0, 2)
    assert main(["dossier", "search", "River Guard", "--casefile", str(planted)]) == 0
    assert capsys.readouterr().out.split()[0] == "pair-marran-ostrava.svg"
    assert (here / "pair-marran-ostrava.svg").exists()
    assert (here / "river-guard.html").exists()


@pytest.mark.parametrize(
    "words", [["pair", "Marran", "Ostrava"], ["actor", "Marran"], ["search", "River", "Guard"]]
)
def test_a_dossier(here: Path, planted: Path, words: list[str]) -> None:
    for name, start in (("a.html", b"<!DOCTYPE html>"), ("a.pdf", b"%PDF")):
        assert main(["dossier", *words, "-o", name, "--casefile", str(planted)]) == 0
        assert (here / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["picture", "pair", "Marran"], "pair needs two actors, and 1 are named"),
        (["picture", "bloc"], "bloc needs one actor, and 0 are named"),
        (
            ["picture", "pair", "Marran", "Ostrava", "-o", "a.jpg"],
            "let the name end in one of: .svg, .png, .pdf",
        ),
        (
            ["picture", "pair", "Marran", "Ostrava", "--links", "javascript:{claim}"],
            "is no pattern for links",
        ),
        (["dossier", "pair", "Marran", "Ostrava", "-o", "a.docx"], "let the name end in one of: .html, .pdf"),
        (["dossier", "search", "Guard", "--as-of", "2004"], "--as-of goes with pair and actor"),
        (["dossier", "search", "zeppelin"], "no passage has 'zeppelin'"),
    ],
)
def test_what_is_asked_wrongly(
    here: Path, planted: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert main([*words, "--casefile", str(planted)]) == 2
    assert says in capsys.readouterr().err
    assert not [path for path in here.iterdir() if path.suffix != ".casefile"]


@pytest.mark.usefixtures("here")
def test_a_folder_that_is_not_there(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["picture", "lineage", "-o", "no/a.svg"],
        ["dossier", "actor", "Marran", "-o", "no/a.html"],
    ):
        assert main([*words, "--casefile", str(planted)]) == 1
        assert "cannot be written" in capsys.readouterr().err
