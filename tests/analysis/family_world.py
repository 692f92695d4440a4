"""Made-up records of groups: any lineage, well-formed or not, by several publishers."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.casefile import DocumentSummary, Record
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

GROUPS = tuple(Actor(f"g{n}", f"Group {n}", ActorKind.ARMED_GROUP, (f"Group {n}",)) for n in range(5))
PEOPLE = tuple(Actor(f"p{n}", f"Person {n}", ActorKind.PERSON, (f"Person {n}",)) for n in range(3))
LINEAGE = (
    "founded",
    "split_from",
    "merged_with",
    "renamed_as",
    "succeeded",
    "member_of",
    "withdrew_from",
    "leads",
)
OFFICE = ("holds_office", "leads", "appointed", "removed", "succeeded", "attacked", "supports", "allied_with")
TIMES = ("2003", "2003/..", "2006/2008", "2008-03", "2014-06-10", "../2014", "199X", "2020~")
PUBLISHED = ("2003-05-02", "2008-12-15", "2020-02-10")


def record(
    subject: Actor,
    relation: str,
    object: Actor | None = None,
    valid: str | None = None,
    *,
    value: str | None = None,
    phase: Phase = Phase.HOLDS,
    polarity: Polarity = Polarity.AFFIRMED,
    certainty: Certainty = Certainty.STATED,
    by: Actor | str | None = None,
    publisher: str | None = "Plain Wire",
    published: str | None = "2020-02-10",
    words: str = "abc",
    place: int = 0,
    score: float = 0.5,
) -> Record:
    """One record; its document is told by publisher, publication and words."""
    said_by = None
    if by is not None:
        said_by = Attribution(None, by) if isinstance(by, str) else Attribution(by, by.name)
    document = DocumentSummary(
        f"d-{publisher}-{published}",
        "made-up",
        None,
        publisher,
        Interval.parse(published) if published else None,
        None,
    )
    claim = Claim(
        document=document.id,
        subject=subject,
        relation=relation,
        object=object,
        value=value,
        phase=phase,
        polarity=polarity,
        certainty=certainty,
        said_by=said_by,
        valid=Interval.parse(valid) if valid else None,
        place=None,
        evidence=(Passage(place, place + len(words), words),),
        score=score,
        extractor="made-up/1",
    )
    return Record(claim.id, claim, document, datetime(2020, 2, 11, tzinfo=UTC))


@st.composite
def made_up(draw: st.DrawFn, relations: tuple[str, ...] = LINEAGE, people: bool = True) -> Record:
    """Any record between groups and persons."""
    actors = GROUPS + PEOPLE if people else GROUPS
    subject = draw(st.sampled_from(actors))
    return record(
        subject,
        draw(st.sampled_from(relations)),
        draw(st.sampled_from([a for a in actors if a.id != subject.id])),
        draw(st.none() | st.sampled_from(TIMES)),
        value=draw(
            st.none() | st.sampled_from(("prime minister", "former PM", "acting president of Velland"))
        ),
        phase=draw(st.sampled_from(Phase)),
        polarity=draw(st.sampled_from(Polarity)),
        certainty=draw(st.sampled_from(Certainty)),
        by=draw(st.none() | st.sampled_from(("a witness", "a minister"))),
        publisher=draw(st.none() | st.sampled_from(("Plain Wire", "The Kiln"))),
        published=draw(st.none() | st.sampled_from(PUBLISHED)),
        words=draw(st.sampled_from(("abc", "was killed", "resigned"))),
        place=draw(st.integers(0, 10**6)),
        score=draw(st.sampled_from((0.2, 0.5, 0.9))),
    )


some_lineage = st.lists(made_up(), max_size=10, unique_by=lambda r: r.id)
some_offices = st.lists(made_up(OFFICE), max_size=10, unique_by=lambda r: r.id)
