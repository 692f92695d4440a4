"""Cited: the exact words that a stroke, a dot or a line rests on, with who published them when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegiance.casefile.entry import passage_id
from allegiance.casefile.record import Record
from allegiance.views.entry import ClaimEntry, speaker


@dataclass(frozen=True, slots=True)
class Cited:
    """One passage as evidence. `start` and `end` are code points of the document, half-open; `published` is EDTF."""

    passage: str  # its address: 'document:start-end'
    document: str
    start: int
    end: int
    words: str
    speaker: str | None  # whom the text credits; None: the author
    publisher: str | None
    published: str | None
    title: str | None
    claim: str  # id of the claim that it carries


def cited(records: Iterable[Record]) -> tuple[Cited, ...]:
    """Every passage behind these records, in their order."""
    return tuple(one for record in records for one in _of(record))


def readings(claims: Iterable[ClaimEntry]) -> list[tuple[ClaimEntry, tuple[ClaimEntry, ...]]]:
    """Each claim once, with those that say the same in the same words, as somebody else's or less surely."""
    found: dict[tuple[object, ...], list[ClaimEntry]] = {}
    for claim in claims:
        same = (
            claim.year,
            claim.time,
            claim.sentence,
            claim.polarity,
            tuple(q.passage for q in claim.quotes),
        )
        found.setdefault(same, []).append(claim)
    return [(lot[0], tuple(lot[1:])) for lot in found.values()]


def together(passages: Iterable[Cited]) -> list[tuple[Cited, tuple[str | None, ...]]]:
    """Each passage once, in order, with everybody whom claims credit it to; None: the author."""
    found: dict[str, list[Cited]] = {}
    for one in passages:
        found.setdefault(one.passage, []).append(one)
    return [(same[0], tuple(dict.fromkeys(one.speaker for one in same))) for same in found.values()]


def _of(record: Record) -> Iterable[Cited]:
    document = record.document
    for passage in record.claim.evidence:
        yield Cited(
            passage=passage_id(document.id, passage.start, passage.end),
            document=document.id,
            start=passage.start,
            end=passage.end,
            words=passage.quote,
            speaker=speaker(record),
            publisher=document.publisher,
            published=str(document.published) if document.published else None,
            title=document.title,
            claim=record.id,
        )
