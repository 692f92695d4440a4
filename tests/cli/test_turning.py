"""The commands about turning: alignment and shifts, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allegiance.casefile import Casefile
from allegiance.cli import main
from allegiance.views.shifts import actor_shifts
from planted import MARRAN, OSTRAVA


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_alignment_shows_values_silence_and_words(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "alignment", "Marran", "Ostrava", "--casefile", str(planted))
    assert code == 0
    assert "Idris Marran and Ostrava" in out
    assert "2008" in out
    assert "“" in out
    assert "a gap is silence" in out.replace("\n", " ")


def test_alignment_as_data(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(
        capsys, "alignment", "Marran", "Ostrava", "--by", "month", "--json", "--casefile", str(planted)
    )
    view = json.loads(out)
    assert view["a"]["id"] == MARRAN.id
    assert view["b"]["id"] == OSTRAVA.id
    assert view["step"] == "month"
    told = [point for point in view["points"] if point["value"] is not None]
    assert told
    assert all(-1 <= point["low"] <= point["value"] <= point["high"] <= 1 for point in told)
    ids = {claim for point in view["points"] for claim in point["claims"]}
    assert ids == {dot["claim"] for dot in view["evidence"]}
    assert all(dot["passages"] for dot in view["evidence"])


def test_later_claims_are_left_out_as_of_a_time(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(
        capsys, "alignment", "Marran", "Ostrava", "--as-of", "2007", "--json", "--casefile", str(planted)
    )
    assert all(dot["day_from"] < "2008" for dot in json.loads(out)["evidence"])


def test_shifts_of_a_pair_open_on_their_words(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(
        capsys, "shifts", "Marran", "Ostrava", "--least", "0.05", "--json", "--casefile", str(planted)
    )
    found = json.loads(out)
    assert found
    for shift in found:
        assert shift["when_from"] <= shift["when"] <= shift["when_until"]
        assert 0.05 <= shift["certainty"] <= 1
        assert all(line["passages"] for line in (*shift["last_of_old"], *shift["first_of_new"]))
    _, page, _ = _run(capsys, "shifts", "Marran", "Ostrava", "--least", "0.05", "--casefile", str(planted))
    assert "Last words of the old side" in page
    assert "probable, by what is on record" in page


def test_shifts_of_one_actor_are_among_those_of_all(planted: Path) -> None:
    with Casefile.open(planted) as casefile:
        from allegiance.analysis.shifts import Search

        everything = actor_shifts(casefile, search=Search(least=0.05))
        of_one = actor_shifts(casefile, MARRAN, search=Search(least=0.05))
    assert of_one
    assert all(view.a.id == MARRAN.id for view in of_one)
    pairs = {frozenset((view.a.id, view.b.id)) for view in everything}
    assert {frozenset((view.a.id, view.b.id)) for view in of_one} <= pairs
    sure = [view.certainty * abs(view.after - view.before) for view in everything]
    assert sure == sorted(sure, reverse=True)


def test_a_pair_without_claims_says_so(planted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "alignment", "Hands of Peace", "Ostrava", "--casefile", str(planted))
    assert (code, out) == (0, "")
    assert "no statement about them" in err
    code, _, err = _run(capsys, "shifts", "Hands of Peace", "Ostrava", "--casefile", str(planted))
    assert code == 0
    assert "no turn is found" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("shifts", "Marran"), "name two actors, or one with --actor"),
        (("shifts", "Marran", "Ostrava", "--actor", "Marran"), "not both"),
        (("shifts", "--least", "7"), "--least 7.0 is no probability"),
        (("shifts", "--limit", "0"), "--limit 0 shows nothing"),
        (("shifts", "--as-of", "2008"), "is for two actors"),
        (("alignment", "Marran", "Marran"), "are the same actor"),
    ],
)
def test_asked_wrongly(
    planted: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    code, _, err = _run(capsys, *arguments, "--casefile", str(planted))
    assert code == 2
    assert says in err
