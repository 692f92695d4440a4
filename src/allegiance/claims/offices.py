"""Offices: the body in which an office is held, where the words beside it do not name it.

'President Juan Santos said …' ──same office elsewhere──► 'Colombian President Juan Santos'
                               ──office of a state──────► the country that the document is about

Annotators do the same: of 727 offices in the training documents 658 name a body, and of those without one in the quote
six in ten are held in the country that the document mentions most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allegiance.actors.actor import Actor
from allegiance.claims.draft import Draft
from allegiance.claims.who import Placed, Who
from allegiance.language.mention import ActorKind
from allegiance.language.naming import fold
from allegiance.language.neural import Encoded, SpanScore
from allegiance.language.words import words

HELD = 0.15  # score from which a body in the same sentence is the office's
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.COUNTRY, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT})
_BETTER = 1.2  # how much oftener than the next a country must be mentioned to be the document's own


def bodies_beside(
    encoded: Encoded, who: Who, pairs: Sequence[tuple[Placed, SpanScore, int]], column: int
) -> list[tuple[Actor, float] | None]:
    """For each holder and office in a sentence, the body that the trained reader reads beside them, with its score.

    `column` is that of `holds_office` in the scores.
    """
    by_sentence: dict[int, list[Placed]] = defaultdict(list)
    for placed in who.placed:
        if placed.actor.kind in _BODIES:
            by_sentence[placed.sentence].append(placed)
    asked = [
        (row, body)
        for row, (holder, value, sentence) in enumerate(pairs)
        if value.label == "office"
        for body in by_sentence[sentence]
        if body.actor != holder.actor and (body.mention.start, body.mention.end) != (value.start, value.end)
    ]
    if not asked:
        return [None] * len(pairs)
    of_office = encoded.relations([(pairs[row][1], body.mention) for row, body in asked])
    of_holder = encoded.relations([(pairs[row][0].mention, body.mention) for row, body in asked])
    found: list[tuple[Actor, float] | None] = [None] * len(pairs)
    for place, (row, body) in enumerate(asked):
        score = max(
            float(of_office.relation[place, column]),
            float(of_office.back[place, column]),
            float(of_holder.relation[place, column]),
        )
        before = found[row]
        if score >= HELD and (before is None or score > before[1]):
            found[row] = (body.actor, score)
    return found


def with_bodies(drafts: Iterable[Draft], who: Who) -> Iterator[Draft]:
    """The drafts, those of an office without a body given the one that the document tells elsewhere."""
    kept = list(drafts)
    known, own = _known(kept), main_country(who)
    for draft in kept:
        if draft.relation != "holds_office" or draft.object is not None or draft.value is None:
            yield draft
            continue
        body = known.get((draft.subject.id, _title(draft.value)))
        if body is None and of_state(draft.value):
            body = own
        yield draft if body in (None, draft.subject) else replace(draft, object=body, inferred=True)


def main_country(who: Who) -> Actor | None:
    """The country that a document mentions most, where it stands out."""
    counted = Counter(placed.actor.id for placed in who.placed if placed.actor.kind is ActorKind.COUNTRY)
    first, *others = [*counted.most_common(2), ("", 0)]
    if not first[1] or first[1] < _BETTER * others[0][1]:
        return None
    return next(placed.actor for placed in who.placed if placed.actor.id == first[0])


def _known(drafts: Sequence[Draft]) -> dict[tuple[str, str], Actor]:
    """The body of each holder's office where the words name it, the first one."""
    known: dict[tuple[str, str], Actor] = {}
    for draft in drafts:
        if draft.relation == "holds_office" and draft.object is not None and draft.value:
            known.setdefault((draft.subject.id, _title(draft.value)), draft.object)
    return known


def _title(value: str) -> str:
    """The last word of an office before 'of': 'former Vice President' and 'president of Peru' are 'president'."""
    head = fold(value).partition(" of ")[0].split()
    return head[-1] if head else ""


def of_state(value: str) -> bool:
    """Whether the words name an office of a state."""
    said = fold(value).split()
    return any(word in words("offices", "state") for word in said)
