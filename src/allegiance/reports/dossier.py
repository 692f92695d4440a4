"""Dossier: what a casefile holds about an actor, a pair or a theme, as something to print: sentences with footnotes.

    views ──► Dossier (sections of sentences, each with its notes; pictures) ──► as_html.py, as_pdf.py

A `Sentence` without a note cannot be made: what no words carry is no statement of a dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from allegiance.errors import AllegianceError
from allegiance.pictures.picture import Picture
from allegiance.reports.notes import Note, NoteBook
from allegiance.views.entry import ClaimEntry, DocumentRef
from allegiance.views.ties import TieView

MOST_CLAIMS = 1_000  # in one chronology; the rest is counted and stays in the casefile
_SMALL = frozenset(
    "a an the his her its their some many several others sources activists witnesses residents".split()
)
NOTE_LINK = "#n-{passage}"  # where marks of a picture lead within a dossier


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement: when, what, what must be read with it, and the numbers of its notes.

    Raises: AllegianceError where it has no note.
    """

    words: str
    notes: tuple[int, ...]
    when: str = ""
    marks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.notes:
            raise AllegianceError(
                f"no words carry {self.words!r}; a dossier states nothing without a passage"
            )


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its heading. `remark` speaks about the record, not about the actors, and has no notes."""

    heading: str
    sentences: tuple[Sentence, ...] = ()
    remark: str = ""
    parts: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.sentences or self.remark or self.parts)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it. `facts` stand under the title: years, counts, as of when."""

    title: str
    kind: str  # 'Actor', 'Pair', 'Theme'
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[Note, ...]
    documents: tuple[DocumentRef, ...]
    as_known: str | None = None


def finished(
    *,
    title: str,
    kind: str,
    facts: Sequence[str],
    sections: Sequence[Section],
    book: NoteBook,
    pictures: Sequence[Picture] = (),
    as_known: str | None = None,
) -> Dossier:
    """The dossier, its notes numbered in the order in which a reader meets them."""
    met = dict.fromkeys(number for section in sections for number in _met(section))
    renumbered = {old: new for new, old in enumerate(met, 1)}
    notes = sorted(
        (replace(note, number=renumbered[note.number]) for note in book.notes if note.number in renumbered),
        key=lambda note: note.number,
    )
    return Dossier(
        title=title,
        kind=kind,
        facts=tuple(facts),
        sections=tuple(_renumbered(section, renumbered) for section in sections),
        pictures=tuple(pictures),
        notes=tuple(notes),
        documents=book.documents_of(notes),
        as_known=as_known,
    )


def _met(section: Section) -> Iterator[int]:
    for sentence in section.sentences:
        yield from sentence.notes
    for part in section.parts:
        yield from _met(part)


def _renumbered(section: Section, numbers: Mapping[int, int]) -> Section:
    sentences = tuple(
        replace(sentence, notes=tuple(sorted(numbers[number] for number in sentence.notes)))
        for sentence in section.sentences
    )
    parts = tuple(_renumbered(part, numbers) for part in section.parts)
    return replace(section, sentences=sentences, parts=parts)


def claim_sentence(claim: ClaimEntry, book: NoteBook) -> Sentence:
    """A claim as a sentence with its notes; the speaker is named in it, not only in the note."""
    said = f", according to {_within(claim.speaker)}" if claim.speaker else ""
    return Sentence(f"{claim.sentence}{said}", book.of_claim(claim), claim.time, claim.marks)


def _within(speaker: str) -> str:
    """A speaker as written, within a sentence: 'His aides' is 'his aides' there."""
    first, space, rest = speaker.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _SMALL else speaker


def tie_sentences(
    ties: Iterable[TieView], claims: Callable[[str], ClaimEntry | None], book: NoteBook
) -> Iterator[Sentence]:
    """Ties with their history; a tie whose claims are not at hand is left out, since nothing could be opened."""
    for tie in ties:
        known = [claim for name in tie.claims if (claim := claims(name)) is not None]
        notes = tuple(dict.fromkeys(number for claim in known for number in book.of_claim(claim)))
        if notes:
            yield Sentence(f"{tie.sentence} ({tie.history})", notes, "", tie.marks)


def chronology(claims: Sequence[ClaimEntry], book: NoteBook) -> tuple[Section, ...]:
    """The claims by year; what words repeat is told once, with all their notes."""
    parts = []
    for year, group in groupby(claims[:MOST_CLAIMS], key=lambda claim: claim.year):
        sentences = tuple(merged(claim_sentence(claim, book) for claim in group))
        parts.append(Section(str(year) if year else "Without any date", sentences))
    return tuple(parts)


def merged(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Sentences of the same words, time and marks as one, with the notes of all."""
    found: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for sentence in sentences:
        key = (sentence.words, sentence.when, sentence.marks)
        found.setdefault(key, []).extend(sentence.notes)
    for (words, when, marks), notes in found.items():
        yield Sentence(words, tuple(dict.fromkeys(notes)), when, marks)


def left_out(claims: Sequence[ClaimEntry]) -> str:
    """A remark about claims beyond those that a dossier prints."""
    more = len(claims) - MOST_CLAIMS
    return f"{more:,} further claims are in the casefile and left out here." if more > 0 else ""


def with_content(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Only those that say something."""
    return tuple(section for section in sections if not section.is_empty)


def counts(documents: int, publishers: int, independent: int) -> str:
    """'12 documents, 4 publishers, 5 independent voices'."""
    return ", ".join(
        f"{number:,} {one if number == 1 else one + 's'}"
        for number, one in (
            (documents, "document"),
            (publishers, "publisher"),
            (independent, "independent voice"),
        )
    )
