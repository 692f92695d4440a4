"""Pages about known actors: the lists that were imported, their entries, and what they say of an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from allegiance.casefile.find_known import KnownList
from allegiance.cli.drawing import bullet, count, heading, joined, space, text, trimmed
from allegiance.cli.screen import Line
from allegiance.views.background import BackgroundView, DatedView
from allegiance.views.same import SameView

_NAMES = 12  # other names of an entry that are shown; all are in --json
_NAME = 60  # characters of a name


def lists_page(lists: Sequence[KnownList]) -> Iterator[Line]:
    """The data sets with their size, their files and how many of their actors documents speak of."""
    width = max(len(f"{found.actors:,}") for found in lists)
    for found in lists:
        files = ", ".join(trimmed(name, _NAME) for name in found.files)
        facts = (
            found.format,
            files,
            f"{found.tied:,} met in documents",
            f"{found.recorded:%Y-%m-%d %H:%M} UTC",
        )
        number, name = Text(f"{found.actors:>{width},}  ", "dim"), text(found.data_set, "bold")
        yield Line(joined(number, name, Text("  "), text(" · ".join(facts))), hang=width + 2)


def entries_page(entries: Sequence[BackgroundView]) -> Iterator[Line]:
    """Entries of lists, one after the other."""
    for number, entry in enumerate(entries):
        if number:
            yield space()
        yield Line(joined(text(entry.name, "bold"), Text("  "), text(_facts(entry), "dim")), hang=2)
        yield from _lines(entry)


def background_lines(entries: Sequence[BackgroundView]) -> Iterator[Line]:
    """What lists say of an actor, each line marked with where it comes from."""
    if entries:
        yield from heading("On lists made elsewhere (background, not from a document)")
    for entry in entries:
        yield bullet(joined(text(entry.name, "bold"), Text("  "), text(_facts(entry), "dim")))
        for line in _lines(entry):
            yield Line(line.words, line.indent + 2, line.hang)


def _facts(entry: BackgroundView) -> str:
    kind = (entry.kind or "").replace("_", " ")
    existed = entry.existed.time if entry.existed else ""
    facts = (kind, ", ".join(entry.countries), existed, entry.known, f"from {entry.origin}")
    return " · ".join(fact for fact in facts if fact)


def _lines(entry: BackgroundView) -> Iterator[Line]:
    for office in entry.offices:
        yield Line(_dated("office: ", office), 4, hang=2)
    for name in entry.former_names:
        yield Line(_dated("formerly ", name), 4, hang=2)
    if entry.names:
        shown = "; ".join(trimmed(name.words, _NAME) for name in entry.names[:_NAMES])
        more = f"; and {count(len(entry.names) - _NAMES, 'name')} more" if len(entry.names) > _NAMES else ""
        yield Line(text(f"also {shown}{more}"), 4, hang=2)
    if entry.url:
        yield Line(text(entry.url, "dim"), 4, hang=2)
    if entry.reason:
        yield Line(text(f"taken for this actor: {entry.reason}", "dim"), 4, hang=2)


def _dated(label: str, found: DatedView) -> Text:
    time = text(f", {found.time}") if found.time else Text()
    return joined(Text(label, "dim"), text(found.words), time)


def same_page(found: Sequence[SameView], limit: int) -> Iterator[Line]:
    """Pairs of actors that may be one, each with its reasons and what to type."""
    for number, pair in enumerate(found[:limit]):
        if number:
            yield space()
        names = (text(pair.one.name, "bold"), Text("  =?  ", "dim"), text(pair.other.name, "bold"))
        yield Line(joined(Text(f"{pair.score:.2f}  ", "cyan"), *names), hang=6)
        for reason in pair.reasons:
            yield Line(text(reason), 6, hang=2)
        counts = " and ".join(count(documents, "document") for documents in pair.documents)
        yield Line(Text(f"in {counts}", "dim"), 6)
        decide = f"allegiance merge {pair.one.id} {pair.other.id}   or   allegiance apart {pair.one.id} {pair.other.id}"
        yield Line(text(decide, "dim"), 6, hang=2)
    if len(found) > limit:
        yield Line(Text(f"{len(found) - limit:,} more: --limit {len(found)}", "dim"))
