"""Holders: whose office it is where the grammar says so.

'Ali al-Adeeb met Hadi al-Amiri, head of the Badr Organization' ──apposition──► the office is Amiri's and nobody else's
'General Qassem Soleimani'                                       ──before a name──► Soleimani's
'Barham Salih is the president'                                  ──is──► Salih's
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from allegiance.actors.actor import Actor
from allegiance.claims.who import Placed, Who
from allegiance.language.mention import ActorKind, Mention
from allegiance.language.neural import Spanned, SpanScore
from allegiance.language.parse import Sentence
from allegiance.language.words import is_person_noun, noun_table, words

_BEFORE_NAME = frozenset({"compound", "nmod", "amod"})
_UNDER_NOUN = frozenset({"pobj", "prep", "poss", "compound", "nmod", "amod"})
_STEPS = 4  # words between a body and the noun for its leader: 'head' of 'head of Iraq's Badr Organization'
_CLAUSE = frozenset({"VERB", "AUX"})  # words that begin another part of the sentence
_TITLE = 2  # words of a role between a body and a name: 'special agent'
_FAR = 8  # words between a body and the office that it belongs to
_LEADING = frozenset("led headed represented chaired governed commanded".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def holder(sentence: Sentence, who: Who, office: SpanScore) -> Actor | None:
    """The person whom the syntax joins to an office; None where it joins nobody."""
    tokens = [t for t in sentence.span if office.start <= sentence.at(t) < office.end]
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if head is None:
        return None
    joined = (who.at(sentence.at(token)) for token in _joined(head, inside))
    return next((a for a in joined if a is not None and a.kind is ActorKind.PERSON), None)


def head_of(sentence: Sentence, who: Who, body: Mention) -> Actor | None:
    """The person whom the words around a body make its leader or member.

    In 'Ali al-Adeeb met Hadi al-Amiri, head of the Badr Organization' that is Amiri. None where they make it nobody.
    """
    role = role_around(sentence, body)
    if role is None:
        return None
    joined = (who.at(sentence.at(word)) for word in _joined(role, {role.i}))
    return next((a for a in joined if a is not None and a.kind is ActorKind.PERSON), None)


def role_around(sentence: Sentence, body: Mention) -> Token | None:
    """The noun for a person that a body hangs on: 'head' of 'head of Iraq's Badr Organization'."""
    token = sentence.token_at(body.head)
    for _ in range(_STEPS):
        if token is None or token.dep_ not in _UNDER_NOUN or token.head.i == token.i:
            return None
        token = token.head
        if _is_role(token):
            return token
    return None


def belongs(sentence: Sentence, who: Who, person: Placed, body: Placed) -> bool:
    """Whether the words make a person one of many in a body, not its leader.

    'DEA agent Hector Berrellez', 'Carlos Estevez, an officer of the Coast Guard', 'Sergio Massa (Renewal Front)'.
    """
    role = role_around(sentence, body.mention)
    if role is not None and _is_one_of_many(role):
        return head_of(sentence, who, body.mention) == person.actor
    if body.mention.start > person.mention.end:
        return _in_brackets(sentence, person.mention, body.mention)
    between = [t for t in sentence.span if body.mention.end <= sentence.at(t) < person.mention.start]
    return 0 < len(between) <= _TITLE and _is_one_of_many(between[-1])


def _is_one_of_many(noun: Token) -> bool:
    return noun_table().get(noun.lower_, noun.lower_) in words("roles", "belonging")


def _in_brackets(sentence: Sentence, person: Mention, body: Mention) -> bool:
    """Whether a body stands alone in brackets right behind a person."""
    around = [t for t in sentence.span if person.end <= sentence.at(t) <= body.end]
    around = [t for t in around if not body.start <= sentence.at(t) < body.end]
    return [t.text for t in around[:2]] == ["(", ")"]


def hangs_on(sentence: Sentence, offset: int, spans: Sequence[Spanned]) -> bool:
    """Whether the word at an offset hangs on one of the spans: 'Peru' of 'minister of Peru', not of 'met in Peru'."""
    token = sentence.token_at(offset)
    for _ in range(_FAR):
        if token is None or token.pos_ in _CLAUSE:
            return False
        place = sentence.at(token)
        if any(span.start <= place < span.end for span in spans):
            return True
        token = token.head
    return False


def led_by(sentence: Sentence, who: Who, leader: Mention) -> Actor | None:
    """The body that the words give a leader: 'the Rally, led by Prime Minister Zenda'.

    The name right before the verb counts, whatever noun the parser hangs the verb on.
    """
    token = sentence.token_at(leader.head)
    if token is None or token.dep_ != "pobj" or token.head.lower_ != "by":
        return None
    verb = token.head.head
    if verb.lower_ not in _LEADING or verb.i <= sentence.span.start:
        return None
    before = verb.nbor(-1)
    if before.text == "," and before.i > sentence.span.start:
        before = before.nbor(-1)
    return who.ending_at(sentence.at(before) + len(before))


def _is_role(token: Token) -> bool:
    return token.lower_ == "head" or is_person_noun(token.lower_) or _is_one_of_many(token)


def _joined(head: Token, inside: set[int]) -> Iterator[Token]:
    """Words that may name the holder, by how they hang together with the head of the office."""
    if head.dep_ == "appos" or (head.dep_ in _BEFORE_NAME and head.head.pos_ == "PROPN"):
        yield head.head
    yield from (child for child in head.children if child.dep_ == "appos" and child.i not in inside)
    if head.dep_ == "attr":
        yield from (child for child in head.head.children if child.dep_ in _SUBJECTS)
