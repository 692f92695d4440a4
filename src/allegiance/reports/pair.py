"""The dossier of a pair: how it stood, how it turned, what is contested, and every word in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from allegiance.pictures.picture import Picture
from allegiance.reports.dossier import (
    Dossier,
    Section,
    Sentence,
    chronology,
    claim_sentence,
    counts,
    finished,
    left_out,
    tie_sentences,
    with_content,
)
from allegiance.reports.notes import NoteBook
from allegiance.views.contested import ContestedView
from allegiance.views.pair import PairView
from allegiance.views.shifts import SheetLine, ShiftView

_SHEET = (
    ("told", "Said outright"),
    ("last_of_old", "Last words of the old side"),
    ("first_of_new", "First words of the new"),
    ("just_before", "Just before"),
    ("shared", "What they now have in common"),
    ("rival_readings", "How else it could be read"),
)


def pair_dossier(
    view: PairView,
    *,
    pictures: Sequence[Picture] = (),
    shifts: Sequence[ShiftView] = (),
    contested: Sequence[ContestedView] = (),
    as_known: str | None = None,
) -> Dossier:
    """All that is recorded between two actors, each sentence with its notes."""
    book = NoteBook()
    book.know(claim.document for claim in (*view.claims, *view.around))
    by_id = {claim.id: claim for claim in view.claims}
    standing = view.standing
    sections = with_content(
        (
            Section(
                standing.when,
                tuple(tie_sentences(standing.ties, by_id.get, book)),
                remark=_sentence("; ".join(standing.remarks)),
            ),
            Section("Where it turned", parts=tuple(_turn(shift, book) for shift in shifts)),
            Section("Contested", parts=tuple(_contested(matter, book) for matter in contested)),
            Section("In order of time", remark=left_out(view.claims), parts=chronology(view.claims, book)),
            Section("Around the two", tuple(claim_sentence(claim, book) for claim in view.around)),
        )
    )
    one, other = view.actors
    return finished(
        title=f"{one.name} and {other.name}",
        kind="Pair",
        facts=tuple(f for f in (view.years, counts(view.documents, view.publishers, view.independent)) if f),
        sections=sections,
        pictures=tuple(pictures),
        book=book,
        as_known=as_known,
    )


def _turn(shift: ShiftView, book: NoteBook) -> Section:
    """A turn as an evidence sheet."""
    parts = []
    for name, heading in _SHEET:
        lines: tuple[SheetLine, ...] = getattr(shift, name)
        parts.append(_lines(heading, lines, book))
    return Section(shift.headline, parts=with_content(parts))


def _lines(heading: str, lines: Sequence[SheetLine], book: NoteBook) -> Section:
    """Lines with passages as sentences; lines about the record itself, such as a doubt, as a remark."""
    sentences = tuple(
        Sentence(line.words, book.of_passages(line.passages), line.when, line.marks)
        for line in lines
        if line.passages
    )
    remarks = (line.words for line in lines if not line.passages)
    return Section(heading, sentences, remark=" ".join(remarks))


def _contested(matter: ContestedView, book: NoteBook) -> Section:
    sides = tuple(
        Section(_capital(side.words), tuple(claim_sentence(claim, book) for claim in side.claims))
        for side in matter.sides
    )
    return Section(matter.sentence, parts=with_content(sides))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    return f"{_capital(words)}." if words else ""
