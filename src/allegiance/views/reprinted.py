"""Reprinted: stories that several documents print, and who printed them first. Ready to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegiance.casefile.questions import Questions
from allegiance.casefile.record import DocumentSummary, Record, Reprints
from allegiance.views.entry import DocumentRef, document_ref

_MANY = (
    300  # documents; of more, only passages with words of the claims are compared: seconds instead of minutes
)


@dataclass(frozen=True, slots=True)
class Story:
    """Passages of `first` that the documents of `again` print too, but for small edits.

    `passages` are the addresses of the passages in `first`. Which came first is told by the days of publication; of
    one day, or without any, by the order in which the documents were read.
    """

    first: DocumentRef
    again: tuple[DocumentRef, ...]
    passages: tuple[str, ...]


def reprints_of(casefile: Questions, records: Iterable[Record]) -> Reprints:
    """Which of these records stand in reprints of one another's documents."""
    records = tuple(records)
    documents = {record.document.id for record in records}
    if len(documents) <= _MANY:
        return casefile.reprints(documents)
    places = {(record.document.id, words.start) for record in records for words in record.claim.evidence}
    return casefile.reprints(places=places)


def stories(reprints: Reprints, documents: Iterable[DocumentSummary]) -> tuple[Story, ...]:
    """One story for every first document and those that print from it; the longest first."""
    known = {document.id: document for document in documents}
    printed: dict[str, set[str]] = {}
    for document, spans in reprints.spans.items():
        for _, _, address in spans:
            printed.setdefault(address, set()).add(document)
    told: dict[tuple[str, frozenset[str]], list[str]] = {}
    for address, where in sorted(printed.items(), key=lambda item: _place(item[0])):
        first = address.rpartition(":")[0]
        if others := frozenset(where & known.keys()) - {first}:
            told.setdefault((first, others), []).append(address)
    found = [
        Story(
            document_ref(known[first]),
            tuple(document_ref(known[other]) for other in sorted(others)),
            tuple(addresses),
        )
        for (first, others), addresses in told.items()
        if first in known
    ]
    return tuple(sorted(found, key=lambda story: (-len(story.passages), story.first.id)))


def _place(address: str) -> tuple[str, int]:
    document, _, span = address.rpartition(":")
    return document, int(span.partition("-")[0])
