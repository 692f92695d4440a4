"""Tables: CSV with a header row; columns in any order, separated by commas, semicolons, tabs or bars.

    name,aliases,kind,country,offices,from,until,id,url
    Idris al-Marran,I. Marran;Abu Salim,person,Norway,Minister of Ports (2004/2008); Envoy,,,m1,https://example.org/m1

Several values of a cell stand apart by semicolons. A time in brackets belongs to the name or office before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from allegiance.actors.known.known_actor import KnownActor, merged
from allegiance.actors.known.lines import numbered
from allegiance.actors.known.rows import Row, actor_of, headings_with_name, meaning_of
from allegiance.errors import UsageError
from allegiance.problem import Problem

MOST_ACTORS = 1_000_000  # of one table; they are held until it is read, since an actor may have several rows
_DELIMITERS = ",;\t|"
_SHOWN = 80


def read(path: Path, encoding: str, scope: str) -> Iterator[KnownActor | Problem]:
    """The actors of a table; rows of one id, or of one name and country, are one actor.

    Raises: UsageError where no column holds names.
    """
    actors: dict[str, KnownActor] = {}
    for row in _rows(path, encoding):
        if isinstance(row, Problem):
            yield row
            continue
        actor, problems = actor_of(row, scope, path.name)
        yield from problems
        if actor is None:
            continue
        earlier = actors.get(actor.id)
        if earlier is None and len(actors) >= MOST_ACTORS:
            yield Problem(f"{path.name} {row.place}", f"more than {MOST_ACTORS:,} actors; divide the file")
            break
        actors[actor.id] = merged(earlier, actor) if earlier else actor
    yield from actors.values()


def headings(line: str) -> list[str]:
    """The headings of a header row, separated by whatever gives most columns that are known."""
    split = [next(csv.reader([line], delimiter=delimiter), []) for delimiter in _DELIMITERS]
    return max(split, key=lambda cells: sum(meaning_of(cell) is not None for cell in cells))


def _rows(path: Path, encoding: str) -> Iterator[Row | Problem]:
    lines = _Lines(path, encoding)
    first = next(lines, "")
    columns = headings(first)
    if not headings_with_name(columns):
        shown = ", ".join(columns)[:_SHOWN]
        raise UsageError(f"{path} line 1: no column is headed 'name' (there are: {shown}); name one so")
    delimiter = next((d for d in _DELIMITERS if next(csv.reader([first], delimiter=d), []) == columns), ",")
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            yield Problem(f"{path.name} line {begins}", f"no row of a table ({fault}); left out")
            continue
        yield from lines.problems
        lines.problems.clear()
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _row(columns, cells, begins)


def _row(columns: list[str], cells: list[str], number: int) -> Row:
    row = Row(f"line {number}")
    for place, text in enumerate(cells[: len(columns)]):
        row.put(columns[place].strip(), text)
    return row


class _Lines:
    """The lines of a file for `csv`, which counts no lines of its own where one is left out."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._lines = numbered(path, encoding)
        self.number = 0
        self.problems: list[Problem] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.number += 1
            if isinstance(line, Problem):
                self.problems.append(line)
                continue
            return line[1]
        raise StopIteration
