"""Records of two made-up actors, for the laws of alignment and shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.casefile.record import DocumentSummary, Record
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

OTTER = Actor("a-otter", "Otter League", ActorKind.ORGANIZATION, ("Otter League", "Otters"))
HERON = Actor("a-heron", "Heron Front", ActorKind.ARMED_GROUP, ("Heron Front", "Herons"))
CROWN = Actor("a-crown", "Crown of Velland", ActorKind.COUNTRY, ("Crown of Velland",))
RECORDED = datetime(2021, 1, 1, tzinfo=UTC)
CYCLE = 146_097  # days of 400 years, after which the calendar is the same again
SIGNED = (
    "allied_with",
    "supports",
    "opposes",
    "attacked",
    "accused",
    "negotiated_with",
    "betrayed",
    "sponsors",
)


def record(
    relation: str,
    time: str | None,
    *,
    subject: Actor = OTTER,
    object_: Actor = HERON,
    published: str | None = "2020-06-01",
    publisher: str | None = "The Kiln",
    phase: Phase = Phase.HOLDS,
    polarity: Polarity = Polarity.AFFIRMED,
    certainty: Certainty = Certainty.STATED,
    by: Actor | str | None = None,
    score: float = 0.8,
    number: int = 0,
    words: str | None = None,
) -> Record:
    """One record; `number` sets its id and its document apart."""
    said = None if by is None else Attribution(by if isinstance(by, Actor) else None, str(by), "said")
    day = Interval.parse(published) if published else None
    document = DocumentSummary(f"d{number}", f"d{number}", None, publisher, day, None)
    quote = words or f"{subject.name} {relation} {object_.name}."
    claim = Claim(
        document.id, subject, relation, object_, None, phase, polarity, certainty, said,
        Interval.parse(time) if time else None, None, (Passage(0, len(quote), quote),), score, "made-up/1",
    )  # fmt: skip
    return Record(f"r{number:04d}", claim, document, RECORDED)


@st.composite
def of_the_pair(draw: st.DrawFn) -> list[Record]:
    """Up to eight records of the two, of any kind that takes a side."""
    found = []
    for number in range(draw(st.integers(1, 8))):
        subject, object_ = draw(st.permutations((OTTER, HERON)))
        found.append(
            record(
                draw(st.sampled_from(SIGNED)),
                draw(st.none() | times()),
                subject=subject,
                object_=object_,
                published=draw(days()),
                publisher=draw(st.sampled_from(("The Kiln", "Plain Wire", "Harbour Post", None))),
                phase=draw(st.sampled_from(Phase)),
                polarity=draw(st.sampled_from((Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.DENIED))),
                certainty=draw(st.sampled_from(Certainty)),
                by=draw(st.none() | st.sampled_from((OTTER, HERON, "a witness"))),
                score=draw(st.sampled_from((0.3, 0.6, 0.9))),
                number=number,
            )
        )
    return found


def days() -> st.SearchStrategy[str]:
    """Any day of twenty years, as EDTF."""
    return st.dates(date(2000, 1, 1), date(2019, 12, 31)).map(date.isoformat)


def times() -> st.SearchStrategy[str]:
    """A day, month, year, 'since' or a span."""
    years = st.integers(2000, 2018)
    return st.one_of(
        days(),
        days().map(lambda day: day[:7]),
        years.map(str),
        years.map(lambda year: f"{year}/.."),
        years.map(lambda year: f"{year}/{year + 1}"),
        years.map(lambda year: f"../{year}"),
    )


def later(one: Record, by: int) -> Record:
    """The same record, everything in it so many days later."""
    document = replace(one.document, published=_moved(one.document.published, by))
    claim = replace(one.claim, valid=_moved(one.claim.valid, by))
    return replace(one, claim=claim, document=document, recorded=one.recorded + timedelta(days=by))


def _moved(interval: Interval | None, by: int) -> Interval | None:
    if interval is None:
        return None
    ends = [None if end is None else end + timedelta(days=by) for end in (interval.start, interval.end)]
    slash = "/" if "/" in interval.edtf else ""
    return Interval(ends[0], ends[1], interval.rough, f"moved{slash}")


def again(one: Record, *, publisher: str, tag: str) -> Record:
    """The same claim in a document of another publisher."""
    document = replace(one.document, id=f"{one.document.id}{tag}", publisher=publisher)
    claim = replace(one.claim, document=document.id)
    return replace(one, id=f"{one.id}{tag}", claim=claim, document=document)
