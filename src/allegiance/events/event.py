"""Event: one row of an event table, read; and Table, which reads them one after the other.

    line ──fields──► day, two parties, code ──► Event     what takes no side or names nobody is counted and passed over
                                           └──► Problem   what cannot be read is named and left out; the next follows

Memory does not grow with the table, only with the actors in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from allegiance.events.codes import Code
from allegiance.events.lines import Line, lines
from allegiance.events.party import Party
from allegiance.events.rowreader import ROW_READERS, Fault, RowReader
from allegiance.events.shape import Layout, TableKind, fields, layout_of
from allegiance.problem import Problem

_NAMED = 20  # problems of one table that are told one by one


class Event(NamedTuple):
    """Who did what to whom, and in which line of the table that stands.

    Subject and object are turned where the code says that the target acts.
    """

    line: Line
    day: int  # days since 1970-01-01, the first of its time
    when: str  # EDTF
    subject: Party
    object: Party
    code: Code
    publisher: str | None
    place: str | None


class Table:
    """One event table. Iterate to read it; the counts are those of the last time.

    `taken` rows became events, `neutral` ones take no side, `lonely` ones name nobody on one side, `bad` ones could not
    be read: `problems` names the first of those.
    """

    def __init__(self, path: Path, kind: TableKind | None = None) -> None:
        """Raises: NotReadable; NotText where the file is none of the tables that can be read."""
        self.path = path
        self.layout: Layout = layout_of(path, kind)
        self.taken = self.neutral = self.lonely = self.bad = 0
        self._problems: list[Problem] = []

    @property
    def kind(self) -> TableKind:
        """Whose table it is."""
        return self.layout.kind

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The first bad lines, one by one, and how many more there are."""
        rest = self.bad - len(self._problems)
        if rest <= 0:
            return tuple(self._problems)
        return (*self._problems, Problem(str(self.path), f"{rest:,} more lines could not be read"))

    def __iter__(self) -> Iterator[Event]:
        self.taken = self.neutral = self.lonely = self.bad = 0
        self._problems = []
        layout, reader = self.layout, ROW_READERS[self.kind](self.layout.columns)
        separator, last = layout.separator, max(layout.columns.values())
        records = lines(self.path, quoted=layout.is_quoted)
        for number, line in enumerate(records):
            if number == 0 and layout.header is not None:
                continue
            values = None if line.fault else fields(line.text, separator)
            if values is None or not last < len(values) <= layout.width + _SPARE:
                self._leave_out(line, line.fault or _miscounted(values, layout))
                continue
            if (event := self._event(reader, line, values)) is not None:
                self.taken += 1
                yield event

    def _event(self, reader: RowReader, line: Line, values: list[str]) -> Event | None:
        code = reader.code(values)
        day = reader.day(values)
        if isinstance(code, Fault) or isinstance(day, Fault):
            self._leave_out(line, str(code if isinstance(code, Fault) else day))
            return None
        if code.relation is None:
            self.neutral += 1
            return None
        subject, other = reader.subject(values), reader.object(values)
        if subject is None or other is None or subject.name == other.name:
            self.lonely += 1
            return None
        if code.is_turned:
            subject, other = other, subject
        return Event(line, *day, subject, other, code, reader.publisher(values), reader.place(values))

    def _leave_out(self, line: Line, why: str) -> None:
        self.bad += 1
        if len(self._problems) < _NAMED:
            self._problems.append(Problem(f"{self.path}:{line.number}", f"{why}; the line is left out"))


_SPARE = 8  # empty columns that some programs leave at the end of lines


def _miscounted(values: list[str] | None, layout: Layout) -> str:
    if values is None:
        return "its quotes make no sense"
    return f"{len(values)} columns where the table has {layout.width}"


def counts(table: Table) -> Counter[str]:
    """What became of the rows of a table that was read."""
    return Counter(taken=table.taken, neutral=table.neutral, lonely=table.lonely, bad=table.bad)
