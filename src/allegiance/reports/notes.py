"""Notes: the numbered footnotes of a dossier: exact words, who says them, who published them, where they stand.

A passage that carries several sentences is one note with one number, as in a book.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegiance.interval import Interval
from allegiance.views.cited import Cited
from allegiance.views.dates import in_words
from allegiance.views.entry import ClaimEntry, DocumentRef


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote. `start` and `end` are code points of the document's text, half-open."""

    number: int
    words: str
    speaker: str | None  # None: the author of the document
    publisher: str | None
    published: str  # in words
    document: str  # its name in the casefile
    title: str | None
    passage: str
    start: int
    end: int
    url: str | None


class NoteBook:
    """Collects notes while a dossier is written and gives each its number."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str | None], Note] = {}
        self._documents: dict[str, DocumentRef] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All so far, by number."""
        return tuple(self._notes.values())

    def documents_of(self, notes: Iterable[Note]) -> tuple[DocumentRef, ...]:
        """The documents behind these notes, in order of publication and then of name."""
        named = {note.passage.rpartition(":")[0] for note in notes}
        return tuple(sorted((self._documents[name] for name in named), key=_by_publication))

    def know(self, documents: Iterable[DocumentRef]) -> None:
        """Documents whose names notes may need; those of claims are known by themselves."""
        self._documents.update((document.id, document) for document in documents)

    def of_claim(self, claim: ClaimEntry) -> tuple[int, ...]:
        """The numbers of the notes for a claim."""
        self._documents[claim.document.id] = claim.document
        return tuple(
            self._number(quote.passage, quote.words, claim.speaker, claim.document) for quote in claim.quotes
        )

    def of_passages(self, passages: Iterable[Cited]) -> tuple[int, ...]:
        """The numbers of the notes for the passages of a drawn or written line."""
        return tuple(dict.fromkeys(self._of_cited(cited) for cited in passages))

    def of_words(self, passage: str, words: str, document: DocumentRef) -> int:
        """The number of the note for a passage that stands for itself."""
        self._documents[document.id] = document
        return self._number(passage, words, None, document)

    def _of_cited(self, cited: Cited) -> int:
        published = Interval.parse(cited.published) if cited.published else None
        name = cited.title or cited.document
        known = DocumentRef(cited.document, name, cited.title, cited.publisher, published, None)
        document = self._documents.setdefault(cited.document, known)
        return self._number(cited.passage, cited.words, cited.speaker, document)

    def _number(self, passage: str, words: str, speaker: str | None, document: DocumentRef) -> int:
        found = self._notes.get((passage, speaker))
        if found is None:
            start, end = offsets(passage)
            found = Note(
                number=len(self._notes) + 1,
                words=words,
                speaker=speaker,
                publisher=document.publisher,
                published=in_words(document.published) if document.published else "no date of publication",
                document=document.name,
                title=document.title,
                passage=passage,
                start=start,
                end=end,
                url=document.url,
            )
            self._notes[passage, speaker] = found
        return found.number


def offsets(passage: str) -> tuple[int, int]:
    """Start and end from an address such as 'd1f2e3:120-180'."""
    start, _, end = passage.rpartition(":")[2].partition("-")
    return int(start), int(end)


def _by_publication(document: DocumentRef) -> tuple[str, str]:
    published = document.published
    return (published.start.isoformat() if published and published.start else "9999", document.name)
