"""Commands for event tables: into a casefile, into Parquet, and from there to series and turns of all pairs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.options import CasefileOption, JsonOption
from allegiance.cli.screen import note, print_json
from allegiance.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from allegiance.events import Table

events = App(
    name="events",
    help="Event tables (ICEWS, GDELT, POLECAT, UCDP GED, ACLED): read, convert, count at scale.",
    help_format="plaintext",
)

Files = Annotated[Sequence[Path], Parameter(required=True)]
AsOption = Annotated[
    str | None,
    Parameter(
        name="--as",
        help="icews, quadruples, gdelt1, gdelt2, polecat, ucdp or acled; told by the file if left out.",
    ),
]


@events.command
def add(
    files: Files,
    /,
    *,
    as_: AsOption = None,
    actor: Annotated[
        str | None, Parameter(name="--actor", help="Only rows in which a side has these letters in its name.")
    ] = None,
    limit: Annotated[int | None, Parameter(name="--limit", help="How many rows of a table at most.")] = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Bring rows of event tables into a casefile, each as a claim with its line as its words.

    Parameters
    ----------
    files
        Event tables. What the casefile has already is passed over.
    """
    from allegiance.casefile import Casefile
    from allegiance.casefile.event_tables import MOST, add_table

    most = _positive("--limit", MOST if limit is None else limit)
    tables, left_out = _tables(files, as_)
    told = []
    with _progress("rows stored") as progress, Casefile.open(the_casefile(casefile), create=True) as opened:
        for table in tables:
            found = add_table(opened, table, most=most, actor=actor, progress=progress)
            told.append({**_summary(table), "claims": found.claims, "documents": found.documents})
            if found.is_cut:
                note(
                    f"{table.path}: stopped at {most:,} rows; take --actor, a larger --limit, or events convert for all"
                )
    _tell(told, left_out, json, lambda row: f"{row['claims']:,} new claims in {row['documents']:,} documents")
    return 0 if told else 1


@events.command
def convert(
    files: Files,
    /,
    *,
    output: Annotated[Path, Parameter(name="--output", help="The Parquet file to write; it must be new.")],
    as_: AsOption = None,
    json: JsonOption = False,
) -> int:
    """Write event tables as one Parquet file, for tens of millions of rows. Needs the extra [scale].

    Parameters
    ----------
    files
        Event tables, of one kind or of several.
    """
    from allegiance.events.parquet import convert as write

    tables, left_out = _tables(files, as_)
    if tables:
        with _progress("rows written") as progress:
            write(tables, output, progress)
    _tell([_summary(table) for table in tables], left_out, json, lambda row: f"{row['taken']:,} rows")
    return 0 if tables else 1


@events.command
def series(
    files: Files,
    /,
    *,
    output: Annotated[
        Path, Parameter(name="--output", help="The file to write: .parquet or .csv; it must be new.")
    ],
    turns: Annotated[
        Path | None, Parameter(name="--turns", help="Another one for the turns: .parquet or .csv.")
    ] = None,
    until: Annotated[str | None, Parameter(name="--until", help="The last month, such as 2014-06.")] = None,
    json: JsonOption = False,
) -> int:
    """Write how far all pairs stand together at the end of each month, and when they turned. Needs the extra [scale].

    Parameters
    ----------
    files
        Parquet files that `events convert` wrote, or others with day, subject, object and sign.
    """
    from allegiance.exchange.all_pairs import write_all_pairs

    last = _month(until)
    with _progress("rows read") as progress:
        found = write_all_pairs(files, output, turns, until=last, progress=progress)
    if json:
        print_json(found)
    else:
        sys.stdout.write(
            f"{found['rows']:,} rows, {found['pairs']:,} pairs, {found['months']:,} months, {found['turns']:,} turns\n"
        )
    return 0 if found["rows"] else 1


def _tables(files: Sequence[Path], named: str | None) -> tuple[list[Table], list[str]]:
    """The tables that can be read, and what was said of the others."""
    from allegiance.events import Table, kind_named

    kind = None if named is None else kind_named(named)
    tables, left_out = [], []
    for path in files:
        try:
            tables.append(Table(path, kind))
        except DocumentError as fault:
            left_out.append(str(fault))
            note(str(fault))
    return tables, left_out


def _summary(table: Table) -> dict[str, Any]:
    for problem in table.problems:
        note(str(problem))
    return {
        "file": str(table.path),
        "kind": table.kind.value,
        "taken": table.taken,
        "neutral": table.neutral,
        "lonely": table.lonely,
        "bad": table.bad,
    }


def _tell(
    told: Sequence[dict[str, Any]],
    left_out: Sequence[str],
    as_json: bool,
    did: Callable[[dict[str, Any]], str],
) -> None:
    """What became of each table: on standard output, in one line each or as JSON."""
    if as_json:
        print_json({"tables": list(told), "left_out": list(left_out)})
        return
    for row in told:
        sys.stdout.write(
            f"{row['file']} ({row['kind']}): {did(row)}; {row['neutral']:,} take no side, {row['lonely']:,} name only "
            f"one side, {row['bad']:,} cannot be read\n"
        )


def _month(text: str | None) -> int | None:
    """The last month of a time. Raises: UsageError where it is none, or has no end."""
    from allegiance.interval import Interval

    if text is None:
        return None
    end = Interval.parse(text).end
    if end is None:
        raise UsageError(f"--until {text} has no end; give a month or a year, such as 2014-06")
    return end.year * 12 + end.month - (2 if end.day == 1 else 1)


def _positive(option: str, number: int) -> int:
    if number < 1:
        raise UsageError(f"{option} {number} takes nothing; give 1 or more")
    return number


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A running count on the terminal; nothing where standard error is none."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda rows: progress.update(task, advance=rows)
