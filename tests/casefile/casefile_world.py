"""A small made-up world: two reports about the Northern League, the Southern Front and Mara Hale."""

from __future__ import annotations

import hashlib

from allegiance.actors.actor import Actor
from allegiance.casefile import Entry
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Document, Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain, Form, Mention

NORTH = Actor("a-north", "Northern League", ActorKind.ORGANIZATION, ("Northern League",))
SOUTH = Actor("a-south", "Southern Front", ActorKind.ARMED_GROUP, ("Southern Front",))
HALE = Actor("a-hale", "Mara Hale", ActorKind.PERSON, ("Mara Hale",))
EXTRACTOR = "test/1"


def make_document(name: str, text: str, published: str | None = "2019-05-04") -> Document:
    """A document whose passages are the paragraphs of the text."""
    passages, at = [], 0
    for line in text.split("\n"):
        if line:
            passages.append(Passage.of(text, at, at + len(line)))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id="d" + digest[:15],
        name=name,
        text=text,
        content_hash=digest,
        reader="text/1",
        language="en",
        title=name.title(),
        publisher="The Valley Post",
        published=Interval.parse(published) if published else None,
        passages=tuple(passages),
    )


def make_claim(
    document: Document,
    subject: Actor,
    relation: str,
    other: Actor | None,
    quote: str,
    *,
    valid: str | None = None,
    polarity: Polarity = Polarity.AFFIRMED,
    said_by: Attribution | None = None,
    value: str | None = None,
) -> Claim:
    start = document.text.index(quote)
    return Claim(
        document=document.id,
        subject=subject,
        relation=relation,
        object=other,
        value=value,
        phase=Phase.HOLDS,
        polarity=polarity,
        certainty=Certainty.STATED,
        said_by=said_by,
        valid=Interval.parse(valid) if valid else None,
        place=None,
        evidence=(Passage.of(document.text, start, start + len(quote)),),
        score=0.875,
        extractor=EXTRACTOR,
        reasons=("rule:test",),
    )


def make_chain(document: Document, actor: Actor) -> Chain:
    """One chain with every place where the text has the actor's name."""
    mentions, at = [], document.text.find(actor.name)
    while at >= 0:
        mentions.append(Mention(at, at + len(actor.name), actor.name, Form.NAMED, actor.kind, at))
        at = document.text.find(actor.name, at + 1)
    return Chain(actor.name, actor.kind, tuple(mentions), ("same name",) * len(mentions))


def make_entry(document: Document, *claims: Claim, actors: tuple[Actor, ...] = (NORTH, SOUTH, HALE)) -> Entry:
    here = [actor for actor in actors if actor.name in document.text]
    return Entry(
        document=document,
        chains=[make_chain(document, actor) for actor in here],
        actors=here,
        identity_reasons=["first of this name"] * len(here),
        claims=claims,
    )


def valley() -> Entry:
    """Two paragraphs: an alliance since 2014, and a denial by Mara Hale."""
    document = make_document(
        "valley",
        "The Northern League has been allied with the Southern Front since 2014.\n"
        "Mara Hale denied that the Northern League sponsors the Southern Front's militiamen.\n",
    )
    return make_entry(
        document,
        make_claim(document, NORTH, "allied_with", SOUTH, "allied with the Southern Front", valid="2014/.."),
        make_claim(
            document,
            NORTH,
            "sponsors",
            SOUTH,
            "the Northern League sponsors the Southern Front's militiamen",
            polarity=Polarity.DENIED,
            said_by=Attribution(HALE, "Mara Hale", "denied"),
        ),
    )


def harbour() -> Entry:
    """A later report by which the two fight each other."""
    document = make_document(
        "harbour",
        "In 2016 the Southern Front attacked the Northern League at the harbour.\nNobody claimed victory.",
        "2020-01",
    )
    return make_entry(
        document,
        make_claim(
            document,
            SOUTH,
            "attacked",
            NORTH,
            "the Southern Front attacked the Northern League",
            valid="2016",
        ),
    )


def numbered(number: int) -> Entry:
    """One of any number of different documents."""
    document = make_document(
        f"note-{number}", f"Note {number}: the Northern League opposes the Southern Front.", "2018"
    )
    return make_entry(
        document, make_claim(document, NORTH, "opposes", SOUTH, "opposes", valid=f"{1900 + number % 100}")
    )
