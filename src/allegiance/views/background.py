"""Background: what lists that were made elsewhere say of an actor, with where it comes from. No claim rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allegiance.actors.known.known_actor import KnownName, KnownOffice, NameUse
from allegiance.casefile.find_known import Background
from allegiance.interval import Interval
from allegiance.views.dates import in_words


@dataclass(frozen=True, slots=True)
class DatedView:
    """A name or an office on a list; `time` in words, empty where the list gives none."""

    words: str
    held: Interval | None
    time: str


@dataclass(frozen=True, slots=True)
class BackgroundView:
    """One entry of a list, ready to draw; `origin` says in words where it stands."""

    known: str
    name: str
    kind: str | None
    countries: tuple[str, ...]
    names: tuple[DatedView, ...]  # other names, those that are too loose to tell who is meant left out
    former_names: tuple[DatedView, ...]
    offices: tuple[DatedView, ...]
    existed: DatedView | None
    url: str | None
    notes: tuple[tuple[str, str], ...]
    origin: str  # 'actors.csv, line 3, imported 2026-11-22'
    data_set: str
    reason: str  # why it is taken for this actor


def background_view(found: Background, until: date | None = None) -> BackgroundView:
    """One entry, put into words; `until` leaves out names and offices of a later time."""
    known = found.known
    later = [name for name in known.names[1:] if _begun(name.held, until)]
    return BackgroundView(
        known=known.id,
        name=known.name,
        kind=known.kind.value if known.kind else None,
        countries=known.countries,
        names=_names(later, NameUse.ALIAS),
        former_names=_names(later, NameUse.FORMER),
        offices=tuple(_office(office) for office in known.offices if _begun(office.held, until)),
        existed=_dated("", known.existed) if known.existed else None,
        url=known.url,
        notes=known.notes,
        origin=f"{found.file}, {known.place}, imported {found.recorded:%Y-%m-%d}",
        data_set=found.data_set,
        reason=found.reason,
    )


def _names(names: Iterable[KnownName], use: NameUse) -> tuple[DatedView, ...]:
    return tuple(_dated(name.name, name.held) for name in names if name.use is use)


def _office(office: KnownOffice) -> DatedView:
    body = f", {office.body}" if office.body and office.body not in office.title else ""
    return _dated(office.title + body, office.held)


def _dated(words: str, held: Interval | None) -> DatedView:
    return DatedView(words, held, in_words(held) if held else "")


def _begun(held: Interval | None, until: date | None) -> bool:
    return held is None or until is None or held.start is None or held.start <= until
