"""Row readers: the fields of one record, as day, code, parties, publisher and place; one reader for each kind of table.

What tables say again and again (a day, a code, an actor) is worked out once and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar, cast

from allegiance.claims.claim import Certainty
from allegiance.events.codes import Code, Scheme, cameo, typed
from allegiance.events.party import Party, gdelt_party, party
from allegiance.events.shape import TableKind
from allegiance.interval import Interval

_EPOCH = date(1970, 1, 1).toordinal()
_REMEMBERED = 1 << 20  # actors, codes, days each; beyond that they are worked out again
_DOMAIN = re.compile(r"^[a-z]+://(?:www\.)?([^/:?#\s]{1,253})", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_WORDY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_NOTHING = frozenset({"", "na", "none", "null"})

_NEW = object()
Value = TypeVar("Value")
Day = tuple[int, str]  # days since 1970-01-01, EDTF


class Fault(str):
    """Why a row cannot be read."""


class RowReader:
    """Reads the fields of records. `columns`: where each column stands."""

    code_columns: tuple[str, ...] = ()
    day_columns: tuple[str, ...] = ()
    subject_columns: tuple[str, ...] = ()
    object_columns: tuple[str, ...] = ()
    publisher_column = ""
    place_columns: tuple[str, ...] = ()

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.code = _remembered(self._places(columns, self.code_columns), self.read_code)
        self.day = _remembered(self._places(columns, self.day_columns), self.read_day)
        sides: dict[object, object] = {}  # who acts here is acted upon there
        self.subject = _remembered(self._places(columns, self.subject_columns), self.read_party, sides)
        self.object = _remembered(self._places(columns, self.object_columns), self.read_party, sides)
        self.publisher = _remembered(self._places(columns, (self.publisher_column,)), self.read_publisher)
        self.place = _remembered(self._places(columns, self.place_columns or ("",)), self.read_place)

    def read_code(self, *given: str) -> Code | Fault:
        raise NotImplementedError

    def read_day(self, *given: str) -> Day | Fault:
        return _day(given[0])

    def read_party(self, *given: str) -> Party | None:
        return party(*given)

    def read_place(self, *given: str) -> str | None:
        """Where it happened, the narrowest name first."""
        named = dict.fromkeys(name.strip() for name in given)
        return ", ".join(name for name in named if name.casefold() not in _NOTHING)[:200] or None

    def read_publisher(self, given: str) -> str | None:
        """Who put the report out; of several the first, the others stand in the line."""
        first = re.split(r"\s*[;|]\s*", given.strip(), maxsplit=1)[0][:200]
        return None if first.casefold() in _NOTHING else first

    @staticmethod
    def _places(columns: Mapping[str, int], names: tuple[str, ...]) -> tuple[int, ...]:
        """Where these columns stand; -1 for one that the table lacks."""
        return tuple(columns.get(name, -1) for name in names)


class _Icews(RowReader):
    code_columns = ("cameo code", "event text")
    day_columns = ("event date",)
    subject_columns = ("source name", "source country", "source sectors")
    object_columns = ("target name", "target country", "target sectors")
    publisher_column = "publisher"
    place_columns = ("city", "province", "country")

    def read_code(self, *given: str) -> Code | Fault:
        number, name = given
        return cameo(number.strip(), name.strip()) or Fault(f"no CAMEO code is {number[:20]!r}")


class _Quadruples(RowReader):
    code_columns = ("relation",)
    day_columns = ("date",)
    subject_columns = ("subject",)
    object_columns = ("object",)

    def read_code(self, *given: str) -> Code | Fault:
        return cameo("", given[0].strip()) or Fault(f"no CAMEO code has the name {given[0][:60]!r}")


class _Gdelt(RowReader):
    code_columns = ("EventCode",)
    day_columns = ("SQLDATE",)
    subject_columns = ("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code")
    object_columns = ("Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2Type1Code")
    publisher_column = "SOURCEURL"
    place_columns = ("place",)

    def read_code(self, *given: str) -> Code | Fault:
        return cameo(given[0].strip()) or Fault(f"no CAMEO code is {given[0][:20]!r}")

    def read_party(self, *given: str) -> Party | None:
        return gdelt_party(*given)

    def read_publisher(self, given: str) -> str | None:
        """The address of a report tells who published it; without an address the name stands as it is."""
        found = _DOMAIN.match(given)
        return found[1].casefold() if found else super().read_publisher(given)


class _Polecat(RowReader):
    code_columns = ("event type", "event mode", "contexts")
    day_columns = ("event date",)
    subject_columns = ("actor name", "actor country", "primary actor sector")
    object_columns = ("recipient name", "recipient country", "primary recipient sector")
    publisher_column = "source"
    place_columns = ("placename",)

    def read_code(self, *given: str) -> Code | Fault:
        event, mode, contexts = given
        found = typed(Scheme.PLOVER, event.strip().upper(), mode.strip().casefold())
        if found is None:
            return Fault(f"no PLOVER type is {event[:20]!r}")
        is_open = any(word in contexts.casefold() for word in ("hypothetical", "future"))
        return replace(found, certainty=Certainty.POSSIBLE) if is_open else found


class _Ucdp(RowReader):
    code_columns = ("type_of_violence",)
    day_columns = ("date_start", "date_end", "date_prec")
    subject_columns = ("side_a",)
    object_columns = ("side_b",)
    publisher_column = "source_office"
    place_columns = ("where_coordinates", "country")

    def read_code(self, *given: str) -> Code | Fault:
        return typed(Scheme.UCDP, given[0].strip()) or Fault(f"no type of violence is {given[0][:20]!r}")

    def read_day(self, *given: str) -> Day | Fault:
        first, last = _day(given[0]), _day(given[1])
        if isinstance(first, Fault) or isinstance(last, Fault):
            return first if isinstance(first, Fault) else last
        if last[0] < first[0]:
            return Fault(f"it ends on {last[1]} before it begins on {first[1]}")
        rough = "~" if given[2].strip() in ("4", "5", "6") else ""
        return first[0], first[1] + rough if first[0] == last[0] else f"{first[1]}{rough}/{last[1]}{rough}"

    def read_party(self, *given: str) -> Party | None:
        name = given[0]
        role = (
            "Civilians" if name == "Civilians" else "" if name.startswith("Government of ") else "Rebel group"
        )
        return party(name, "", role)


class _Acled(RowReader):
    code_columns = ("event_type", "sub_event_type")
    day_columns = ("event_date", "time_precision")
    subject_columns = ("actor1", "country", "inter1")
    object_columns = ("actor2", "country", "inter2")
    publisher_column = "source"
    place_columns = ("location", "country")

    def read_code(self, *given: str) -> Code | Fault:
        return typed(Scheme.ACLED, given[0].strip(), given[1].strip()) or Fault(
            f"no event type is {given[0][:40]!r}"
        )

    def read_day(self, *given: str) -> Day | Fault:
        found = _day(given[0])
        if isinstance(found, Fault):
            return found
        if given[1].strip() == "3":
            return found[0], found[1][:7]
        return found[0], found[1] + ("~" if given[1].strip() == "2" else "")


ROW_READERS: Mapping[TableKind, Callable[[Mapping[str, int]], RowReader]] = MappingProxyType(
    {
        TableKind.ICEWS: _Icews,
        TableKind.QUADRUPLES: _Quadruples,
        TableKind.GDELT1: _Gdelt,
        TableKind.GDELT2: _Gdelt,
        TableKind.POLECAT: _Polecat,
        TableKind.UCDP: _Ucdp,
        TableKind.ACLED: _Acled,
    }
)


def _remembered(
    places: tuple[int, ...], read: Callable[..., Value], memory: dict[object, object] | None = None
) -> Callable[[list[str]], Value]:
    """`read` for the values at these places, with a memory of what was asked before."""
    memory = {} if memory is None else memory
    only = places[0] if len(places) == 1 and places[0] >= 0 else -1
    whole = all(place >= 0 for place in places)
    several = itemgetter(*places) if whole and only < 0 else None

    def reading(values: list[str]) -> Value:
        if several is not None:
            key: object = several(values)
        else:
            key = values[only] if only >= 0 else tuple(values[at] if at >= 0 else "" for at in places)
        found = memory.get(key, _NEW)
        if found is _NEW:
            found = read(*(key if isinstance(key, tuple) else (key,)))
            if len(memory) < _REMEMBERED:
                memory[key] = found
        return cast(Value, found)

    return reading


def _day(text: str) -> Day | Fault:
    """The day of '2018-06-01', '20180601', '2018-06-01 00:00:00', '1 June 2018'.

    >>> _day("20140301")
    (16130, '2014-03-01')
    """
    bare = text.strip()
    try:
        if wordy := _WORDY.fullmatch(bare):
            month = next((n for name, n in _MONTHS.items() if name.startswith(wordy[2].casefold())), 0)
            day = date(int(wordy[3]), month, int(wordy[1]))
        else:
            day = date.fromisoformat(bare[:8] if bare[:8].isdecimal() else bare[:10])
        Interval.of_day(day)
    except (ValueError, OverflowError):
        return Fault(f"{text[:30]!r} is no day; it should look like 2018-06-01")
    return day.toordinal() - _EPOCH, day.isoformat()
