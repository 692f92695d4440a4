"""Falls: how people lost what they held: killed, died, removed, resigned; told by claims or by the words of a quote.

    attacked, with 'killed' in its words ──► killed            'X, who resigned in May' ──► resigned
    removed                              ──► removed           'X died in August 2009'  ──► died

Words in a quote count for the person whose name stands nearest before them. Where the claim gives no day, the time
that stands nearest in the quote is taken, read as the document's date allows.
What this does not show: a death that is told without the name in the same quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from allegiance.actors.actor import Actor
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty, Polarity
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.language.time import find_times

_QUOTE = 2_000  # characters of a quote that are looked through


class FallKind(StrEnum):
    KILLED = "killed"
    DIED = "died"
    REMOVED = "removed"
    RESIGNED = "resigned"


_KILLING = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|assassinat\w+|slain|slay\w*|execut(?:ed|es|ing)|shot dead|beheaded"
    r"|martyr\w*|stabbed to death)\b",
    re.IGNORECASE,
)
_TOLD = (
    (
        FallKind.KILLED,
        re.compile(
            r"\b(?:was|were|is|been|being) (?:\w+ly )?"
            r"(?:killed|murdered|assassinated|slain|executed|shot dead|beheaded|stabbed to death)\b",
            re.IGNORECASE,
        ),
    ),
    (FallKind.DIED, re.compile(r"\b(?:died|passed away)\b", re.IGNORECASE)),
    (
        FallKind.REMOVED,
        re.compile(
            r"\b(?:was|were|been) (?:ousted|removed|dismissed|sacked|fired|deposed|toppled|overthrown|impeached)\b",
            re.IGNORECASE,
        ),
    ),
    (
        FallKind.RESIGNED,
        re.compile(r"\b(?:resigned|resigns|stepped (?:down|aside)|stood down)\b", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Fall:
    """One telling of how a person fell. `post`: words of the office, where the claim gives them."""

    person: Actor
    kind: FallKind
    when: Interval | None
    record: Record
    by: Actor | None = None
    post: str | None = None


def falls(records: Iterable[Record]) -> tuple[Fall, ...]:
    """Every telling of a fall among these records; denials and mere possibilities are no tellings."""
    records = tuple(r for r in records if _is_told(r))
    people = _people(records)
    found = [fall for record in records for fall in (*_by_claim(record), *_by_words(record, people))]
    once = {(f.person.id, f.kind, f.record.id, str(f.when)): f for f in found}
    return tuple(once[key] for key in sorted(once))


def _is_told(record: Record) -> bool:
    claim = record.claim
    return claim.polarity is Polarity.AFFIRMED and claim.certainty is not Certainty.POSSIBLE


def _by_claim(record: Record) -> Iterator[Fall]:
    claim = record.claim
    person = claim.object
    if person is None or person.kind is not ActorKind.PERSON:
        return
    if claim.relation == "removed":
        yield Fall(person, FallKind.REMOVED, claim.valid, record, claim.subject, claim.value)
    elif claim.relation == "attacked":
        for passage in claim.evidence:
            said = _KILLING.search(passage.quote[:_QUOTE])
            if said and _is_named_beside(person, passage.quote[:_QUOTE], said):
                stated = (
                    claim.certainty is Certainty.STATED
                )  # else a time before the words may be that of the allegation
                when = claim.valid or _time_near(
                    passage.quote[:_QUOTE], said.end(), record, also_before=stated
                )
                yield Fall(person, FallKind.KILLED, when, record, claim.subject)
                return


def _is_named_beside(person: Actor, quote: str, said: re.Match[str]) -> bool:
    """Whether the sentence of the killing has the last word of one of the person's names."""
    start, end = quote.rfind(". ", 0, said.start()) + 1, quote.find(". ", said.end())
    sentence = quote[start : end if end >= 0 else None]
    return any(form.split()[-1] in sentence for form in (person.name, *person.names) if form.split())


def _people(records: Iterable[Record]) -> dict[str, dict[str, Actor | None]]:
    """By document: the last words of the names of its persons; None where two share one."""
    found: dict[str, dict[str, Actor | None]] = {}
    for record in records:
        said_by = record.claim.said_by
        for actor in (record.claim.subject, record.claim.object, said_by.speaker if said_by else None):
            if actor is None or actor.kind is not ActorKind.PERSON:
                continue
            names = found.setdefault(record.document.id, {})
            for form in {actor.name, *actor.names}:
                last = form.split()[-1] if form.split() else ""
                for name in {form, last}:
                    if len(name) > 2 and name[:1].isupper():
                        other = names.get(name, actor)
                        names[name] = actor if other is not None and other.id == actor.id else None
    return found


def _by_words(record: Record, people: dict[str, dict[str, Actor | None]]) -> Iterator[Fall]:
    claim = record.claim
    involved = {actor.id for actor in (claim.subject, claim.object) if actor is not None}
    names = people.get(record.document.id, {})
    for passage in claim.evidence:
        quote = passage.quote[:_QUOTE]
        for kind, pattern in _TOLD:
            said = pattern.search(quote)
            person = _nearest_before(quote, said.start(), names) if said else None
            if said and person is not None and person.id in involved:
                yield Fall(person, kind, _time_near(quote, said.end(), record), record)


def _nearest_before(quote: str, end: int, names: dict[str, Actor | None]) -> Actor | None:
    """The person whose name ends last before this place in its sentence; of those that end there, the longest name."""
    start = max(quote.rfind(mark, 0, end) for mark in (". ", "? ", "! ")) + 1
    ends = [(at + len(name), len(name), name) for name in names if (at := quote.rfind(name, start, end)) >= 0]
    return names[max(ends)[2]] if ends else None


def _time_near(quote: str, offset: int, record: Record, *, also_before: bool = True) -> Interval | None:
    """The time that follows the words in their sentence, else the one before them."""
    found = find_times(quote, record.document.published)
    times = [t for t in found if t.interval is not None and t.interval.start and t.interval.end]  # no 'since'
    after = [time for time in times if time.start >= offset and ". " not in quote[offset : time.start]]
    before = [time for time in times if time.end <= offset and ". " not in quote[time.end : offset]]
    nearest = (*after[:1], *(before[-1:] if also_before else ()))
    return nearest[0].interval if nearest else None
