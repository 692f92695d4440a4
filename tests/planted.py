"""A planted world: a made-up country in six short reports, where the right answers are known.

2003  Idris Marran founds the River Guard; Ostrava trains it, says the Ostravan press; Ostrava denies it
2006  Marran becomes minister of water in Velland, until 2008
2008  the alliance of Marran and Ostrava ends; they are rivals
2014  the River Guard is renamed Hands of Peace
2020  they are allied again
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from allegiance.actors.actor import Actor
from allegiance.casefile import Casefile, DocumentSummary, Entry, Record
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention

EXTRACTOR = "planted/1"
MARRAN = Actor("a-marran", "Idris Marran", ActorKind.PERSON, ("Idris Marran", "Marran"))
OSTRAVA = Actor("a-ostrava", "Ostrava", ActorKind.COUNTRY, ("Ostrava",))
VELLAND = Actor("a-velland", "Velland", ActorKind.COUNTRY, ("Velland",))
GUARD = Actor("a-guard", "River Guard", ActorKind.ARMED_GROUP, ("River Guard",))
HANDS = Actor("a-hands", "Hands of Peace", ActorKind.ARMED_GROUP, ("Hands of Peace",))
STRIKERS = Actor("a-strikers", "the strikers", ActorKind.POPULATION, ("the strikers",))
ONE_TELL = Actor("a-tell1", "Anna Tell", ActorKind.PERSON, ("Anna Tell", "Tell"))
OTHER_TELL = Actor("a-tell2", "Bruno Tell", ActorKind.PERSON, ("Bruno Tell", "Tell"))
EVERYBODY = (MARRAN, OSTRAVA, VELLAND, GUARD, HANDS, STRIKERS, ONE_TELL, OTHER_TELL)
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31mred\u202egnirts"  # steers a terminal that prints it


@dataclass(frozen=True)
class Said:
    """One sentence of a report and what it claims."""

    words: str
    subject: Actor
    relation: str
    object: Actor | None = None
    value: str | None = None
    phase: Phase = Phase.HOLDS
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.STATED
    by: Actor | str | None = None
    valid: str | None = None

    def claim(self, document: Document) -> Claim:
        """The claim, at its place in the document."""
        start = document.text.index(self.words)
        said_by = None
        if self.by is not None:
            said_by = (
                Attribution(None, self.by) if isinstance(self.by, str) else Attribution(self.by, self.by.name)
            )
        return Claim(
            document=document.id,
            subject=self.subject,
            relation=self.relation,
            object=self.object,
            value=self.value,
            phase=self.phase,
            polarity=self.polarity,
            certainty=self.certainty,
            said_by=said_by,
            valid=Interval.parse(self.valid) if self.valid else None,
            place=None,
            evidence=(Passage.of(document.text, start, start + len(self.words)),),
            score=0.75,
            extractor=EXTRACTOR,
            reasons=("planted",),
        )


@dataclass(frozen=True)
class Report:
    """One document: who published it when, and its sentences."""

    name: str
    publisher: str | None
    published: str | None
    said: tuple[Said, ...]
    title: str | None = None
    also: str = ""  # words without claims
    document: Document = field(init=False)

    def __post_init__(self) -> None:
        lines = dict.fromkeys(said.words for said in self.said)
        text = "\n\n".join((*lines, self.also) if self.also else lines)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document(
            id="d" + digest[:15],
            name=self.name,
            text=text,
            content_hash=digest,
            reader="text/1",
            language="en",
            title=self.title,
            publisher=self.publisher,
            published=Interval.parse(self.published) if self.published else None,
            passages=tuple(_paragraphs(text)),
        )
        object.__setattr__(self, "document", document)

    def entry(self) -> Entry:
        """What a reading of it puts into a casefile."""
        here = [(actor, chain) for actor in EVERYBODY if (chain := _chain(self.document.text, actor))]
        return Entry(
            document=self.document,
            chains=[chain for _, chain in here],
            actors=[actor for actor, _ in here],
            identity_reasons=["planted"] * len(here),
            claims=[said.claim(self.document) for said in self.said],
        )


def records(reports: Iterable[Report]) -> list[Record]:
    """The claims as a casefile would give them back, in the order of the reports."""
    recorded = datetime(2020, 2, 1, tzinfo=UTC)
    found = []
    for report in reports:
        d = report.document
        summary = DocumentSummary(d.id, d.name, d.title, d.publisher, d.published, d.url)
        for said in report.said:
            claim = said.claim(d)
            found.append(Record(claim.id, claim, summary, recorded))
    return found


def plant(path: Path, reports: Iterable[Report] | None = None) -> Path:
    """Make a casefile of these reports; the same input gives the same bytes of every export."""
    hours = count()
    clock = lambda: datetime(2020, 2, 1 + next(hours) // 24 % 28, tzinfo=UTC)  # noqa: E731
    with Casefile.open(path, create=True, clock=clock) as casefile:
        run = casefile.begin_run(EXTRACTOR)
        for report in WORLD if reports is None else reports:
            casefile.add(report.entry(), run)
    return path


def _paragraphs(text: str) -> Iterable[Passage]:
    at = 0
    for part in text.split("\n\n"):
        yield Passage.of(text, at, at + len(part))
        at += len(part) + 2


def _chain(text: str, actor: Actor) -> Chain | None:
    """A chain of every place where the text has one of the actor's names, the fullest name first."""
    mentions: list[Mention] = []
    for name in actor.names:
        at = text.find(name)
        while at >= 0:
            if not any(m.start <= at < m.end for m in mentions):
                mentions.append(Mention(at, at + len(name), name, Form.NAMED, actor.kind, at))
            at = text.find(name, at + 1)
    full = [m for m in mentions if m.text == actor.name]
    if not full:
        return None
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    return Chain(actor.name, actor.kind, ordered, ("planted",) * len(ordered))


WORLD = (
    Report(
        "2003-05-02-agency",
        "Plain Wire",
        "2003-05-02",
        (
            Said("In 2003 Idris Marran founded the River Guard.", MARRAN, "founded", GUARD, valid="2003"),
            Said("Idris Marran leads the River Guard.", MARRAN, "leads", GUARD),
            Said("Since 2003 Marran and Ostrava have been allies.", MARRAN, "allied_with", OSTRAVA, valid="2003/.."),
        ),
        title="A guard for the river",
    ),
    Report(
        "2004-01-10-state-paper",
        "Ostrava Herald",
        "2004-01-10",
        (
            Said(
                "Velland says that Ostrava trains the River Guard.",
                OSTRAVA, "sponsors", GUARD, certainty=Certainty.ALLEGED, by=VELLAND,
            ),
            Said(
                "Ostrava denies that it trains the River Guard.",
                OSTRAVA, "sponsors", GUARD, polarity=Polarity.DENIED, by=OSTRAVA,
            ),
        ),
    ),
    Report(
        "2008-12-15-analyst",
        "Hill Institute",
        "2008-12-15",
        (
            Said(
                "Idris Marran was minister of water of Velland from 2006 to 2008.",
                MARRAN, "holds_office", VELLAND, value="minister of water", valid="2006/2008",
            ),
            Said(
                "In 2008 the alliance of Marran with Ostrava turned into a rivalry.",
                MARRAN, "allied_with", OSTRAVA, phase=Phase.ENDS, valid="2008",
            ),
            Said(
                "In 2008 the alliance of Marran with Ostrava turned into a rivalry.",
                OSTRAVA, "rivals", MARRAN, phase=Phase.BEGINS, valid="2008",
            ),
            Said("Idris Marran presents himself as a reformer.", MARRAN, "described_as", value="reformer", by=MARRAN),
        ),
    ),
    Report(
        "2014-07-01-agency",
        "Plain Wire",
        "2014-07-01",
        (
            Said(
                "In June 2014 the River Guard took the name Hands of Peace.",
                GUARD, "renamed_as", HANDS, valid="2014-06",
            ),
            Said("Ostrava and Marran remained rivals in 2014.", MARRAN, "rivals", OSTRAVA, valid="2014"),
        ),
    ),
    Report(
        "2020-02-10-opposition",
        "The Kiln",
        "2020-02-10",
        (
            Said(
                "In January 2020 Idris Marran allied himself with Ostrava again.",
                MARRAN, "allied_with", OSTRAVA, phase=Phase.BEGINS, valid="2020-01",
            ),
            Said("On 3 January 2020 Marran met envoys of Ostrava.", MARRAN, "negotiated_with", OSTRAVA,
                 valid="2020-01-03"),
            Said("Hands of Peace attacked the strikers.", HANDS, "attacked", STRIKERS),
            Said("Anna Tell and Bruno Tell support the strikers.", ONE_TELL, "supports", STRIKERS),
        ),
        also="The strikers did not answer.",
    ),
    Report(
        "2020-02-11-hostile",
        f"Evil{HOSTILE}Press",
        "2020-02-11",
        (Said(f"Ostrava {HOSTILE} supports Velland.", OSTRAVA, "supports", VELLAND, by=f"a {HOSTILE} man"),),
        title=f"Title {HOSTILE}",
    ),
)  # fmt: skip
