"""Offices: the body in which an office is held, where the words beside it do not name it.

'President Juan Santos said …' ──same office elsewhere──► 'Colombian President Juan Santos'
                               ──a known president──────► the country that he is known to have led
                               ──office of a state──────► the country that the document is about
'Senator Cruz said …'          ──a chamber is named─────► 'the Senate'

Annotators do the same: of 727 offices in the training documents 658 name a body, and of those without one in the quote
six in ten are held in the country that the document mentions most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from allegiance.actors.actor import Actor
from allegiance.claims.draft import Draft
from allegiance.claims.holders import hangs_on, led_by
from allegiance.claims.titles import plain_office, spelled_out
from allegiance.claims.who import Placed, Who
from allegiance.language.countries import lookup
from allegiance.language.heads import presided
from allegiance.language.mention import ActorKind
from allegiance.language.naming import fold, name_tokens
from allegiance.language.neural import Encoded, SpanScore
from allegiance.language.reading import Reading
from allegiance.language.words import lists, words

HELD = 0.15  # score from which a body in the same sentence is the office's
HELD_APART = 0.7  # likewise where the syntax does not join it to the office or its holder
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.COUNTRY, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT})
_BETTER = 1.2  # how much oftener than the next a country must be mentioned to be the document's own
_LEAST = 2  # mentions of it
_LONG = 3  # words of an office between its place and its holder


def bodies_beside(
    reading: Reading, encoded: Encoded, who: Who, pairs: Sequence[tuple[Placed, SpanScore, int]]
) -> list[tuple[Actor, float] | None]:
    """For each holder and office in a sentence, the body that the trained reader reads beside them, with its score."""
    column = encoded.relation_names.index("holds_office")
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
        if not (is_local(reading.document.text[value.start : value.end]) and _is_state(body.actor))
    ]
    found = [_led_body(reading, who, placed, value) for placed, value, _ in pairs]
    if not asked:
        return found
    of_office = encoded.relations([(pairs[row][1], body.mention) for row, body in asked])
    of_holder = encoded.relations([(pairs[row][0].mention, body.mention) for row, body in asked])
    for place, (row, body) in enumerate(asked):
        score = max(
            float(of_office.relation[place, column]),
            float(of_office.back[place, column]),
            float(of_holder.relation[place, column]),
        )
        before = found[row]
        if score < HELD or (before is not None and score <= before[1]):
            continue
        sentence, spans = reading.sentences[body.sentence], (pairs[row][0].mention, pairs[row][1])
        if score >= HELD_APART or hangs_on(sentence, body.mention.head, spans):
            found[row] = (body.actor, score)
    return found


def _led_body(reading: Reading, who: Who, placed: Placed, value: SpanScore) -> tuple[Actor, float] | None:
    """The body of an office whose holder the words say leads it."""
    body = (
        led_by(reading.sentences[placed.sentence], who, placed.mention) if value.label == "office" else None
    )
    return (body, 1.0) if body is not None and body.kind in _BODIES and body != placed.actor else None


def with_bodies(drafts: Iterable[Draft], who: Who) -> Iterator[Draft]:
    """The drafts, those of an office without a body given the one that the document tells elsewhere."""
    states = _states(who)
    kept = [_kept_own(_kept_local(draft), states) for draft in drafts]
    known, own = _known(kept), main_country(who)
    chambers = _chambers(who)
    for draft in kept:
        value = draft.value
        if draft.relation != "holds_office" or value is None:
            yield draft
            continue
        title = _title(value)
        if draft.object is None:
            draft = replace(draft, object=_place_beside(draft, who, title))
        body = _seat(chambers, title, draft.object)
        if body is None and draft.object is None:
            body = known.get((draft.subject.id, title))
            if body is None and of_state(value):
                body = _led_state(draft.subject, states, own)
        if body not in (None, draft.subject):
            draft = replace(draft, object=body, inferred=True)
        yield replace(draft, value=plain_office(value, draft.subject, draft.object))


def _kept_local(draft: Draft) -> Draft:
    """The draft without a state as the body of a local office: 'Mexico City Mayor' is no office of Mexico."""
    if draft.relation != "holds_office" or draft.value is None or draft.object is None:
        return draft
    return replace(draft, object=None) if is_local(draft.value) and _is_state(draft.object) else draft


def _kept_own(draft: Draft, states: Mapping[str, Actor]) -> Draft:
    """The draft without another state than the one that its president is known to have led.

    'Obama met President Felipe Calderón' is told of no state, however near the United States stand.
    """
    if draft.relation != "holds_office" or draft.value is None or draft.object is None:
        return draft
    led = presided(draft.subject.names) if _title(draft.value) in words("offices", "heads") else ()
    told = lookup(draft.object.name)
    if told is None or not led or told.country in led:
        return draft
    sure = _in_full(draft.subject) or any(country in states for country in led)
    return replace(draft, object=None) if sure else draft


def _led_state(holder: Actor, states: Mapping[str, Actor], own: Actor | None) -> Actor | None:
    """The state of a president whom the words give none: the one known to be theirs, else the document's own.

    None where the holder's full name is known and the document speaks of another state only.
    """
    led = presided(holder.names)
    named = [states[country] for country in sorted(led) if country in states]
    if own in named or not led:
        return own
    if named:
        return named[0] if len(named) == 1 else None
    return None if _in_full(holder) else own


def _in_full(holder: Actor) -> bool:
    """Whether the document has more than one word of a person's name."""
    return any(len(name_tokens(name)) > 1 for name in holder.names)


def _place_beside(draft: Draft, who: Who, title: str) -> Actor | None:
    """The part of a state that the words give an office: 'Vermont Sen. Sanders', 'Sen. Ted Cruz of Texas'."""
    sentence = draft.last
    near = [p for p in who.placed if p.sentence == sentence.index]
    holders = [p.mention for p in near if p.actor == draft.subject]
    text = sentence.text
    for place in (p for p in near if p.actor.kind is ActorKind.COUNTRY and not _is_state(p.actor)):
        start, end = place.mention.start, place.mention.end
        for holder in holders:
            between = text[end : holder.start].split() if end < holder.start else []
            if 0 < len(between) <= _LONG and _title(spelled_out(" ".join(between))) == title:
                return place.actor
            if holder.end < start and text[holder.end : start] == " of ":
                return place.actor
    return None


def _states(who: Who) -> dict[str, Actor]:
    """The states that a document names, by their canonical names."""
    placed = (p.actor for p in who.placed if p.actor.kind is ActorKind.COUNTRY)
    return {found.country: actor for actor in placed if (found := lookup(actor.name))}


def main_country(who: Who) -> Actor | None:
    """The state that a document mentions most, where it stands out; a town or province has no ministers."""
    placed = [p.actor for p in who.placed if p.actor.kind is ActorKind.COUNTRY and lookup(p.actor.name)]
    counted = Counter(actor.id for actor in placed)
    first, *others = [*counted.most_common(2), ("", 0)]
    if first[1] < _LEAST or first[1] < _BETTER * others[0][1]:
        return None
    return next(actor for actor in placed if actor.id == first[0])


def _chambers(who: Who) -> dict[str, Actor]:
    """The one chamber of each kind that a document names, by the word in its name."""
    named: dict[str, dict[str, Actor]] = defaultdict(dict)
    for placed in who.placed:
        if placed.actor.kind is ActorKind.ORGANIZATION:
            for word in set(fold(placed.actor.name).split()) & set(lists("chambers")):
                named[word][placed.actor.id] = placed.actor
    return {word: next(iter(found.values())) for word, found in named.items() if len(found) == 1}


def _seat(chambers: dict[str, Actor], title: str, body: Actor | None) -> Actor | None:
    """The chamber that a member sits in, unless the words name a body that is no state: 'Texas Senator Cruz'."""
    if body is not None and not _is_state(body):
        return None
    return next(
        (chambers[c] for c in lists("chambers") if c in chambers and title in words("chambers", c)), None
    )


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
    """Whether the words name an office of a state: 'attorney general' is one, 'defense attorney' none."""
    said = fold(value).split()
    both = [f"{one} {two}" for one, two in pairwise(said)]
    return any(word in words("offices", "state") for word in (*said, *both))


def is_local(value: str) -> bool:
    """Whether the words name an office of a town or province: 'mayor', 'governor'."""
    return _title(value) in words("offices", "local")


def _is_state(actor: Actor) -> bool:
    """Whether an actor is a state and nothing else: Georgia has governors too."""
    found = lookup(actor.name)
    return found is not None and not found.ambiguous
