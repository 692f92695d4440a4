"""Event tables: told apart by their first line, read line by line, bad lines named."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_world import (
    ACLED_HEADER,
    ICEWS_HEADER,
    POLECAT_COLUMNS,
    UCDP_HEADER,
    gdelt,
    icews,
    polecat,
    write,
)
from hypothesis import given
from hypothesis import strategies as st

from allegiance.claims.claim import Certainty, Phase
from allegiance.errors import NotReadable, NotText, UsageError
from allegiance.events import Event, Table, TableKind, kind_named
from allegiance.events.lines import MAX_LINE, lines
from allegiance.language.mention import ActorKind


def _only(path: Path, kind: TableKind | None = None) -> Event:
    events = list(Table(path, kind))
    assert len(events) == 1
    return events[0]


def test_icews(tmp_path: Path) -> None:
    event = _only(write(tmp_path / "e.tab", ICEWS_HEADER, icews()))
    assert (event.subject.name, event.code.relation, event.object.name) == (
        "Idris Marran",
        "coerced",
        "Students (Velland)",
    )
    assert (event.day, event.when) == (17683, "2018-06-01")
    assert event.publisher == "Ostrava Herald"
    assert event.place == "Port Ves, Coast, Velland"
    assert event.line.number == 2
    assert event.line.text == icews()


def test_a_code_that_lost_its_zero_is_told_by_its_name(tmp_path: Path) -> None:
    event = _only(
        write(
            tmp_path / "e.tab",
            ICEWS_HEADER,
            icews(code="10", name="Make statement").replace("statement", "a visit"),
        )
    )
    assert event.code.code == "042"


@pytest.mark.parametrize(("version", "kind"), [(1, TableKind.GDELT1), (2, TableKind.GDELT2)])
def test_gdelt(tmp_path: Path, version: int, kind: TableKind) -> None:
    table = Table(write(tmp_path / "e.csv", gdelt(version=version)))
    event = next(iter(table))
    assert table.kind is kind
    assert (event.subject.name, event.subject.kind) == ("Iran", ActorKind.COUNTRY)
    assert (event.object.name, event.object.kind) == ("Police (VEL)", ActorKind.ARMED_GROUP)
    assert (event.publisher, event.place) == ("herald.example", "Port Ves, Velland")
    assert (event.code.relation, event.when) == ("attacked", "2014-03-01")


def test_polecat(tmp_path: Path) -> None:
    header = "\t".join(POLECAT_COLUMNS)
    event = _only(write(tmp_path / "e.txt", header, polecat()))
    assert (event.code.code, event.code.relation) == ("RETREAT/release", "aided")
    assert event.object.kind is ActorKind.ARMED_GROUP
    assert (
        _only(write(tmp_path / "h.txt", header, polecat(contexts="hypothetical"))).code.certainty
        is Certainty.POSSIBLE
    )
    assert list(Table(write(tmp_path / "n.txt", header, polecat(recipient="None")))) == []


def test_ucdp_keeps_its_stretch_of_days_and_records_over_several_lines(tmp_path: Path) -> None:
    row = '7,1,Government of Iran,"River ""Guard""\nof Velland",Herald;Post,1,2014-01-03 00:00:00.000,2014-01-05,Iran'
    table = Table(write(tmp_path / "ged.csv", UCDP_HEADER, row, "8,2,A,B,,5,2014-01-01,2014-12-31,Iran"))
    first, second = table
    assert (first.subject.name, first.subject.kind) == ("Iran", ActorKind.COUNTRY)
    assert first.object.name == 'River "Guard" of Velland'
    assert (first.when, first.publisher, first.line.number) == ("2014-01-03/2014-01-05", "Herald", 2)
    assert first.line.text == row
    assert (second.when, second.line.number) == ("2014-01-01~/2014-12-31~", 4)


def test_acled(tmp_path: Path) -> None:
    rows = (
        "V1,01 January 2020,1,Battles,Armed clash,River Guard,2,State Forces of Velland,1,Velland,Port Ves,Herald,x",
        "V2,2020-02-03,3,Protests,Excessive force against protesters,Protesters (Velland),6,Police Forces,1,,Ves,,x",
        "V3,2020-02-03,1,Protests,Peaceful protest,Protesters (Velland),6,,0,Velland,Ves,Post,x",
    )
    table = Table(write(tmp_path / "acled.csv", ACLED_HEADER, *rows))
    battle, force = table
    assert (battle.when, battle.subject.kind, battle.code.relation) == (
        "2020-01-01",
        ActorKind.ARMED_GROUP,
        "attacked",
    )
    assert (force.subject.name, force.object.name, force.when) == (
        "Police Forces",
        "Protesters (Velland)",
        "2020-02",
    )
    assert table.neutral == 1
    semicolons = [line.replace(",", ";") for line in (ACLED_HEADER, rows[0])]
    assert _only(write(tmp_path / "semicolons.csv", *semicolons)).object.name == "State Forces of Velland"


def test_quadruples(tmp_path: Path) -> None:
    event = _only(
        write(
            tmp_path / "q.tsv",
            "date\tsubject\trelation\tobject",
            "2014-01-02\tIran\tProvide humanitarian aid\tVelland",
        )
    )
    assert (event.code.code, event.code.relation, event.publisher) == ("073", "aided", None)


def test_bad_lines_are_named_and_left_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "e.tab",
        ICEWS_HEADER,
        icews(day="2018-13-01"),
        "three\tcolumns\tonly",
        icews(code="999", name="Do nothing"),
        icews(source="zero\0byte"),
        icews(),
        icews(target="Idris Marran"),
        icews(code="010", name="Make statement"),
    )
    table = Table(path)
    assert len(list(table)) == 1
    assert (table.taken, table.bad, table.lonely, table.neutral) == (1, 4, 1, 1)
    told = [str(problem) for problem in table.problems]
    assert [line.split(":")[1] for line in told] == ["2", "3", "4", "5"]
    assert "'2018-13-01' is no day" in told[0]
    assert "3 columns where the table has 20" in told[1]
    assert "999" in told[2]
    assert "zero bytes" in told[3]
    assert len(list(table)) == 1  # reading again counts from the beginning
    assert table.bad == 4


def test_only_the_first_problems_are_told_one_by_one(tmp_path: Path) -> None:
    table = Table(write(tmp_path / "e.tab", ICEWS_HEADER, *["broken"] * 100))
    assert list(table) == []
    assert len(table.problems) == 21
    assert "80 more lines" in str(table.problems[-1])


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "e.tab", ICEWS_HEADER, "x" * (3 * MAX_LINE), icews())
    table = Table(path)
    assert [event.line.number for event in table] == [3]
    assert "longer than" in str(table.problems[0])


def test_a_quote_that_is_never_closed_does_not_swallow_the_table(tmp_path: Path) -> None:
    good = "8,2,A,B,,1,2014-01-01,2014-01-01,Iran"
    path = write(tmp_path / "ged.csv", UCDP_HEADER, '7,1,"A', *[good] * 1200)
    table = Table(path)
    assert len(list(table)) > 600
    assert "never closed" in str(table.problems[0])


def test_what_is_no_event_table_says_what_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotText, match="icews: columns event date"):
        Table(write(tmp_path / "a.txt", "dear reader", "there is nothing here"))
    with pytest.raises(NotText, match="no gdelt2 table"):
        Table(write(tmp_path / "e.tab", ICEWS_HEADER, icews()), TableKind.GDELT2)
    with pytest.raises(NotReadable, match="cannot be read"):
        Table(tmp_path / "missing.tab")
    with pytest.raises(NotReadable, match="no ordinary file"):
        Table(tmp_path)
    with pytest.raises(UsageError, match=r"'sheet'.*icews"):
        kind_named("sheet")


def test_old_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "e.tab"
    path.write_bytes(f"{ICEWS_HEADER}\r\n{icews(source='José')}\r\n".encode("cp1252"))
    assert _only(path).subject.name == "José"


@given(content=st.binary(max_size=400), quoted=st.booleans())
def test_any_bytes_can_be_read_as_lines(
    content: bytes, quoted: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(content)
    found = list(lines(path, quoted=quoted))
    assert [line.number for line in found] == sorted(line.number for line in found)
    assert all("\0" not in line.text for line in found)


@given(cells=st.lists(st.text(max_size=20), min_size=20, max_size=20))
def test_any_row_is_an_event_or_is_counted(
    cells: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "e.tab"
    path.write_bytes(f"{ICEWS_HEADER}\n".encode() + "\t".join(cells).encode("utf-8", "surrogatepass"))
    table = Table(path)
    events = list(table)
    assert len(events) == table.taken
    assert all(event.line.text and event.subject.name != event.object.name for event in events)


def test_ends_count_as_ends() -> None:
    from allegiance.events import cameo

    found = cameo("0872")
    assert found is not None
    assert (found.relation, found.phase, found.sign) == ("coerced", Phase.ENDS, 1)
