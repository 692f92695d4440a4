"""HTML: a dossier as one file: no script, nothing fetched, every text escaped; it prints well."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from allegiance.pictures.colours import PALETTE
from allegiance.pictures.picture import Picture
from allegiance.reports.dossier import Dossier
from allegiance.reports.notes import Note
from allegiance.views.dates import in_words
from allegiance.views.entry import DocumentRef

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def html(dossier: Dossier) -> str:
    """The whole page."""
    first = {note.passage: note.number for note in reversed(dossier.notes)}
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            dossier=dossier,
            anchors={number: passage for passage, number in first.items()},
            light=_variables(0),
            dark=_variables(1),
        )
    )


def _variables(column: int) -> Markup:
    return Markup(";".join(f"--picture-{role}:{values[column]}" for role, values in PALETTE.items()))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("allegiance.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    environment.filters.update(drawn=_drawn, web=_web, whence=whence, published=published)
    return environment


def _visible(value: object) -> object:
    """Text without characters that steer; markup of pictures has been cleaned where it was made."""
    if type(value) is str:
        return _STEERING.sub("\ufffd", value)
    return "" if value is None else value


def _drawn(picture: Picture) -> Markup:
    return Markup(picture.inline)


def _web(address: str | None) -> str | None:
    """The address where it is one of the web; anything else is never made a link."""
    return address if address and _WEB.fullmatch(address) else None


def whence(note: Note) -> str:
    """Who says it, who published it, when."""
    said = f"{note.speaker}, quoted in " if note.speaker else ""
    title = f", “{note.title}”" if note.title else ""
    return f"{said}{note.publisher or 'publisher not named'}{title}, {note.published}"


def published(document: DocumentRef) -> str:
    """Its day of publication in words."""
    return in_words(document.published) if document.published else "no date of publication"
