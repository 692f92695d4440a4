"""Sources: how many independent voices stand behind some records, after reprints.

    record ──► voice: the speaker, else the publisher, else the document
    voices that print one story but for small edits are one

A wire story that two papers carry is one publisher and one voice; two papers that quote one speaker are one voice too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from allegiance.analysis.ties import voice
from allegiance.casefile.record import Record, Reprints

NONE = Reprints()


@dataclass(frozen=True, slots=True)
class Sources:
    """What stands behind some records. `publishers` and `independent` count a story and its reprints once."""

    records: int
    documents: int
    publishers: int
    independent: int  # voices: speakers, and publishers that speak themselves


def sources(records: Iterable[Record], reprints: Reprints = NONE) -> Sources:
    """Count documents, publishers and voices; `reprints` comes from the casefile, for the documents of the records."""
    records = tuple(records)
    return Sources(
        records=len(records),
        documents=len({record.document.id for record in records}),
        publishers=_groups(records, reprints, _publisher),
        independent=_groups(records, reprints, voice),
    )


def _publisher(record: Record) -> str:
    return record.document.publisher or record.document.id


def _groups(records: Iterable[Record], reprints: Reprints, who: Callable[[Record], str]) -> int:
    """How many are left when those who print one story are put together."""
    leads: dict[str, str] = {}
    teller: dict[str, str] = {}  # story → who tells it
    for record in records:
        name = _lead(leads, who(record))
        for passage in record.claim.evidence:
            story = reprints.story(record.document.id, passage.start)
            if story is not None:
                other = _lead(leads, teller.setdefault(story, name))
                leads[max(name, other)] = name = min(name, other)
    return len({_lead(leads, name) for name in leads})


def _lead(leads: dict[str, str], name: str) -> str:
    while leads.setdefault(name, name) != name:
        name = leads[name]
    return name
