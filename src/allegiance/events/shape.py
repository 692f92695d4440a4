"""Shape: how the tables of each kind are laid out, and how one is recognised by its first line.

icews       tab, header: Event ID, Event Date, Source Name, … CAMEO Code … (Boschee et al. 2015)
quadruples  tab, header: date, subject, relation, object; relations are ICEWS' names of CAMEO codes
gdelt1      tab, no header, 57 or 58 columns (GDELT 1.0 event codebook 2.0)
gdelt2      tab, no header, 61 columns (GDELT 2.0 event codebook 2.0)
polecat     tab, header: Event ID, Event Date, Event Type, Event Mode … Actor Name … (POLECAT, PLOVER)
ucdp        comma, header: … type_of_violence … side_a … side_b … date_start, date_end (UCDP GED)
acled       comma or semicolon, header: … event_date … event_type, sub_event_type, actor1 … (ACLED)
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from allegiance.errors import NotText, UsageError
from allegiance.events.lines import first_line

MAX_COLUMNS = 300


class TableKind(StrEnum):
    """Whose event table it is."""

    ICEWS = "icews"
    QUADRUPLES = "quadruples"
    GDELT1 = "gdelt1"
    GDELT2 = "gdelt2"
    POLECAT = "polecat"
    UCDP = "ucdp"
    ACLED = "acled"


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns a reader needs, by name; of those in `optional`, whichever are there."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    fixed: Mapping[int, Mapping[str, int]] | None = None  # number of columns → column → place: no header


_GDELT = {
    "SQLDATE": 1,
    "Actor1Code": 5,
    "Actor1Name": 6,
    "Actor1CountryCode": 7,
    "Actor1Type1Code": 12,
    "Actor2Code": 15,
    "Actor2Name": 16,
    "Actor2CountryCode": 17,
    "Actor2Type1Code": 22,
    "EventCode": 26,
}
SHAPES: Mapping[TableKind, Shape] = MappingProxyType(
    {
        TableKind.ICEWS: Shape(
            ("event date", "source name", "cameo code", "target name"),
            (
                "source sectors",
                "source country",
                "event text",
                "target sectors",
                "target country",
                "publisher",
                "city",
                "province",
                "country",
            ),
        ),
        TableKind.POLECAT: Shape(
            ("event date", "event type", "event mode", "actor name", "recipient name"),
            (
                "contexts",
                "actor country",
                "primary actor sector",
                "recipient country",
                "primary recipient sector",
                "placename",
                "source",
                "publication date",
            ),
        ),
        TableKind.UCDP: Shape(
            ("type_of_violence", "side_a", "side_b", "date_start", "date_end"),
            ("date_prec", "source_office", "where_coordinates", "country"),
        ),
        TableKind.ACLED: Shape(
            ("event_date", "event_type", "sub_event_type", "actor1", "actor2"),
            ("time_precision", "inter1", "inter2", "source", "location", "country"),
        ),
        TableKind.QUADRUPLES: Shape(("date", "subject", "relation", "object")),
        TableKind.GDELT1: Shape(
            (),
            fixed={57: {**_GDELT, "place": 50}, 58: {**_GDELT, "place": 50, "SOURCEURL": 57}},
        ),
        TableKind.GDELT2: Shape((), fixed={61: {**_GDELT, "place": 52, "SOURCEURL": 60}}),
    }
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is laid out: what separates its columns, and where those that are read stand."""

    kind: TableKind
    separator: str
    header: str | None  # the first line, where it names the columns
    columns: Mapping[str, int]
    width: int  # columns of the first line

    @property
    def is_quoted(self) -> bool:
        """Whether double quotes may hold separators and line breaks. Tables with tabs have none, or loose ones."""
        return self.separator != "\t"


def layout_of(path: Path, kind: TableKind | None = None) -> Layout:
    """How the table is laid out, by its first line; `kind` is what somebody says it is.

    Raises: NotReadable; NotText where it is none of the tables we know, or not the one it is said to be.
    """
    first = first_line(path)
    found = [layout for each in ([kind] if kind else TableKind) if (layout := _fits(first, each))]
    if not found:
        what = f"no {kind} table" if kind else "none of the event tables that can be read"
        needs = "; ".join(f"{each}: {_needs(each)}" for each in ([kind] if kind else TableKind))
        raise NotText(f"{path}: by its first line it is {what} ({needs})")
    return found[0]


def kind_named(name: str) -> TableKind:
    """The kind of this name. Raises: UsageError, with those that there are."""
    try:
        return TableKind(name.casefold())
    except ValueError:
        raise UsageError(f"no event table is called {name!r}; there are: {', '.join(TableKind)}") from None


def fields(text: str, separator: str) -> list[str] | None:
    """The fields of a record; None where its quotes make no sense."""
    if '"' not in text or separator == "\t":
        return text.split(separator)
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _fits(first: str, kind: TableKind) -> Layout | None:
    shape = SHAPES[kind]
    for separator in "\t,;":
        names = fields(first, separator)
        if names is None or not 3 < len(names) <= MAX_COLUMNS:
            continue
        if shape.fixed is not None:
            if (
                separator == "\t"
                and len(names) in shape.fixed
                and names[1].isdecimal()
                and len(names[1]) == 8
            ):
                return Layout(kind, separator, None, shape.fixed[len(names)], len(names))
            continue
        places = _places(names)
        if all(name in places for name in shape.required):
            wanted = {name: places[name] for name in (*shape.required, *shape.optional) if name in places}
            return Layout(kind, separator, first, wanted, len(names))
    return None


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where each column stands; of two with one name the first."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        places.setdefault(name.strip().strip('"').casefold(), place)
    return places


def _needs(kind: TableKind) -> str:
    shape = SHAPES[kind]
    if shape.fixed is not None:
        return f"{' or '.join(map(str, shape.fixed))} columns apart by tabs, no header"
    return "columns " + ", ".join(shape.required)
