"""PDF: a dossier on paper through typst, with real footnotes. Words go in as data, never as part of a template."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from importlib.resources import files

from allegiance.pictures.colours import Theme
from allegiance.pictures.picture import Picture
from allegiance.pictures.printing import fonts_here, missing_scripts, no_font
from allegiance.reports.as_html import published, whence
from allegiance.reports.dossier import Dossier, Section

_LONGEST_QUOTE = 700  # characters of a quote below a page; its address opens the rest
_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Faces for scripts that the first one lacks, where they are installed.
_FACES = (
    "Libertinus Serif",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Amiri",
    "Noto Serif CJK SC",
    "Noto Sans",
    "DejaVu Sans",
)


def pdf(dossier: Dossier) -> bytes:
    """The dossier as a tagged PDF (PDF/UA-1); the same bytes each time with the same fonts.

    Warns (UserWarning) where no font for a script in it is installed: typst would leave its letters out in silence.
    """
    import typst

    data = json.dumps(_data(dossier), ensure_ascii=False)
    if missing := missing_scripts(data):
        warnings.warn(no_font(missing), UserWarning, stacklevel=2)
    source = (files("allegiance.reports") / "templates" / "dossier.typ").read_bytes()
    return typst.compile(source, format="pdf", sys_inputs={"data": data}, timestamp=0, pdf_standards="ua-1")


def _data(dossier: Dossier) -> dict[str, object]:
    seen: set[int] = set()
    here = fonts_here()
    known = [f"As known on {dossier.as_known}."] if dossier.as_known else []
    data = {
        "title": dossier.title,
        "kind": dossier.kind,
        "facts": [*dossier.facts, *known],
        "fonts": [face for face in _FACES if face in here],
        "pictures": [_picture(picture) for picture in dossier.pictures],
        "sections": [_section(section, seen) for section in dossier.sections],
        "notes": list(_notes(dossier)),
        "documents": [
            {
                "published": published(document),
                "publisher": document.publisher or "publisher not named",
                "title": document.title or document.name,
                "name": document.name,
            }
            for document in dossier.documents
        ],
    }
    return {key: _visible(value) for key, value in data.items()}


def _picture(picture: Picture) -> dict[str, object]:
    return {
        "svg": picture.themed(Theme.LIGHT),
        "title": picture.title,
        "description": picture.description,
        "width": picture.width,
        "height": picture.height,
    }


def _section(section: Section, seen: set[int]) -> dict[str, object]:
    """A section; a note is printed where it is met first, later only its number."""
    sentences = []
    for sentence in section.sentences:
        references = [{"number": number, "first": number not in seen} for number in sentence.notes]
        seen.update(sentence.notes)
        sentences.append(
            {
                "words": sentence.words,
                "when": sentence.when,
                "marks": list(sentence.marks),
                "notes": references,
            }
        )
    return {
        "heading": section.heading,
        "remark": section.remark,
        "sentences": sentences,
        "parts": [_section(part, seen) for part in section.parts],
    }


def _notes(dossier: Dossier) -> Iterator[dict[str, str]]:
    for note in dossier.notes:
        words = " ".join(note.words.split())
        short = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rstrip() + " …"
        yield {"words": short, "whence": whence(note), "place": f"{note.document}, {note.start}–{note.end}"}


def _visible(value: object) -> object:
    """All texts in it without characters that steer."""
    if isinstance(value, str):
        return _STEERING.sub("\ufffd", value)
    if isinstance(value, list):
        return [_visible(part) for part in value]
    if isinstance(value, dict):
        return {key: _visible(part) for key, part in value.items()}
    return value
