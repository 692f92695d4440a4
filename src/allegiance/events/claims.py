"""Claims: events become documents and claims, each claim with its line of the table as its words.

    events ──by publisher and month──► Document: the header and those lines, as they stand
                                  └──► Claim: quote = the line; reasons: where the line stands, code, what is lost

A document has one publisher and a rough time of publication, as a document of words has, so that independent voices
are counted the same way. The month stands for the time of publication: tables date the event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Claim, Polarity
from allegiance.documents.document import Document, Passage, PassageKind
from allegiance.events.event import Event, Table
from allegiance.events.party import Party
from allegiance.events.shape import TableKind
from allegiance.interval import Interval
from allegiance.language.mention import Chain, Form, Mention

TOGETHER = 100_000  # rows sorted into documents at a time: 60 MB of lines

# How often such a row says what happened, 0 … 1: judged from what is published, not measured by us. Protests of ICEWS
# proved real in some four of five cases, those of GDELT far more seldom (Wang, Kennedy, Lazer and Ramakrishnan, Growing
# pains for global monitoring of societal events, Science 353, 2016). UCDP and ACLED are coded by people and checked.
SCORES: Mapping[TableKind, float] = MappingProxyType(
    {
        TableKind.ICEWS: 0.75,
        TableKind.QUADRUPLES: 0.75,
        TableKind.POLECAT: 0.75,
        TableKind.GDELT1: 0.4,
        TableKind.GDELT2: 0.4,
        TableKind.UCDP: 0.95,
        TableKind.ACLED: 0.95,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """One document of lines with its claims; `actors` has one actor for each chain."""

    document: Document
    chains: tuple[Chain, ...]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]


def extractor(kind: TableKind) -> str:
    """What stands in the claims as their extractor."""
    return f"events/1 {kind.value}"


def told(table: Table, events: Iterable[Event], known: Mapping[str, Actor] | None = None) -> Iterator[Told]:
    """Events of one table as documents with claims, in bounded memory.

    `known` has actors of a casefile by the name that means them and nobody else.
    """
    known = known or {}
    rest = iter(events)
    while some := list(islice(rest, TOGETHER)):
        together: dict[tuple[str, str], list[Event]] = {}
        for event in some:
            together.setdefault((event.publisher or "", event.when[:7]), []).append(event)
        for (publisher, month), theirs in together.items():
            yield _told(table, theirs, publisher or None, month, known)


def line_hash(text: str) -> str:
    """SHA-256 of a line, the first 16 digits: enough to see that it was changed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _told(
    table: Table, events: Sequence[Event], publisher: str | None, month: str, known: Mapping[str, Actor]
) -> Told:
    document, passages = _document(table, events, publisher, month)
    sides: dict[Party, tuple[Actor, Chain]] = {}
    claims = []
    for event in events:
        passage = passages[event.line.number]
        for side in (event.subject, event.object):
            if side not in sides:
                sides[side] = _side(side, passage, known)
        subject, other = sides[event.subject][0], sides[event.object][0]
        claims.append(_claim(table, event, document.id, subject, other, passage))
    return Told(
        document,
        chains=tuple(chain for _, chain in sides.values()),
        actors=tuple(actor for actor, _ in sides.values()),
        claims=tuple(claims),
    )


def _document(
    table: Table, events: Sequence[Event], publisher: str | None, month: str
) -> tuple[Document, dict[int, Passage]]:
    """The document of these lines, and the passage of each line by its number in the table."""
    header = table.layout.header
    parts = [header] if header else []
    at = len(header) + 1 if header else 0
    passages: dict[int, Passage] = {}
    for event in events:
        number, text = event.line.number, event.line.text
        if number not in passages:
            passages[number] = Passage(at, at + len(text), text)
            parts.append(text)
            at += len(text) + 1
    text = "\n".join(parts)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    furniture = (Passage.of(text, 0, len(header), PassageKind.FURNITURE),) if header else ()
    name = table.path.stem
    document = Document(
        id=f"d{digest[:16]}",
        name=name,
        text=text,
        content_hash=digest,
        reader=extractor(table.kind),
        language="en",
        title=f"{name}, {publisher or 'no publisher named'}, {month}",
        publisher=publisher,
        published=Interval.parse(month),
        passages=(*furniture, *passages.values()),
    )
    return document, passages


def _side(side: Party, passage: Passage, known: Mapping[str, Actor]) -> tuple[Actor, Chain]:
    actor = known.get(side.name) or side.actor()
    start = passage.start + max(passage.quote.find(side.written), 0)
    words = side.written if side.written in passage.quote else passage.quote
    mention = Mention(
        start, start + len(words), words, Form.NAMED, side.kind, start, 1.0, "column of the table"
    )
    return actor, Chain(side.name, side.kind, (mention,), ("column of the table",))


def _claim(
    table: Table, event: Event, document: str, subject: Actor, other: Actor, passage: Passage
) -> Claim:
    code = event.code
    coded = f"{code.scheme} {code.code} {code.name}" + (f", PLOVER {code.plover}" if code.plover else "")
    return Claim(
        document=document,
        subject=subject,
        relation=code.relation or "",
        object=other,
        value=None,
        phase=code.phase,
        polarity=Polarity.AFFIRMED,
        certainty=code.certainty,
        said_by=None,
        valid=Interval.parse(event.when),
        place=event.place,
        evidence=(passage,),
        score=SCORES[table.kind],
        extractor=extractor(table.kind),
        reasons=(_origin(table.path, event), coded, f"lost: {code.lost}"),
    )


def _origin(path: Path, event: Event) -> str:
    return f"{path.name} line {event.line.number}, SHA-256 {line_hash(event.line.text)}"
