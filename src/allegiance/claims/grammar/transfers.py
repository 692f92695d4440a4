"""Findings at transfers: 'X gave Y money', 'X provided Y with rifles', 'Y took money from X', 'with funding from X'.

The thing that passes from one to the other tells the relation: money and arms sponsor, food and shelter aid. The table
is `transfers.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar import roles
from allegiance.claims.grammar.finding import Finding, found
from allegiance.claims.grammar.patterns import Pattern, Shape
from allegiance.language.inflection import form_table, noun_forms
from allegiance.language.parse import Sentence

_PAYROLLS = frozenset({"payroll", "payrolls"})
_QUANTITY = ("of", "in", "worth")  # '$5 million in cash', 'crates of rifles'


class _Table(NamedTuple):
    give: frozenset[str]
    receive: frozenset[str]
    equip: frozenset[str]
    things: Mapping[str, str]  # form of a noun → relation


def transfer_findings(sentence: Sentence, token: Token) -> Iterator[Finding]:
    """What passes from one actor to another at one verb, or at the 'with' of 'with money from X'."""
    table = _table()
    if token.lower_ == "with" and token.dep_ == "prep":
        yield from _with_help(sentence, token)
    elif token.lower_ in _PAYROLLS and token.dep_ == "pobj":
        yield from _employed(sentence, token)
    elif token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBG", "VBD"):
        if token.lower_ in table.give:
            yield from _given(sentence, token)
        if token.lower_ in table.equip:
            yield from _equipped(sentence, token)
        if token.lower_ in table.receive:
            yield from _received(sentence, token)


def _given(sentence: Sentence, verb: Token) -> Iterator[Finding]:
    """'X gave Y money', 'X gave money to Y', 'Y was given money by X', 'money was given to Y by X'."""
    things = [c for c in verb.children if c.dep_ in ("dobj", "oprd")]
    receivers = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    receivers += roles.prepositional(verb, ("to", "for"))
    receivers += [r for thing in roles.spread(things) for r in roles.prepositional(thing, ("to", "for"))]
    if roles.is_passive(verb):
        subjects = roles.patients(verb)
        things, receivers = (things, receivers or subjects) if things else (subjects, receivers)
    yield from _passed(sentence, verb, roles.agents(verb), things, roles.spread(receivers))


def _equipped(sentence: Sentence, verb: Token) -> Iterator[Finding]:
    """'X provided Y with rifles'."""
    things = roles.prepositional(verb, ("with",))
    yield from _passed(sentence, verb, roles.agents(verb), things, roles.patients(verb))


def _received(sentence: Sentence, verb: Token) -> Iterator[Finding]:
    """'Y received money from X', "Y took X's money", 'Y takes Iranian money'."""
    if roles.is_passive(verb):
        return
    things = [c for c in verb.children if c.dep_ == "dobj"]
    givers = roles.prepositional(verb, ("from",))
    for thing in things:
        yield from _passed(sentence, verb, givers or roles.possessors(thing), [thing], roles.agents(verb))


def _with_help(sentence: Sentence, preposition: Token) -> Iterator[Finding]:
    """'Y opened an office with funding from X', "with X's help"."""
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX") or verb.lower_ in _table().equip:
        return
    for thing in (c for c in preposition.children if c.dep_ == "pobj"):
        givers = roles.possessors(thing) or roles.prepositional(thing, ("of",))
        doers = roles.patients(verb) if roles.is_passive(verb) else roles.agents(verb)
        yield from _passed(sentence, thing, givers, [thing], doers)


def _employed(sentence: Sentence, payroll: Token) -> Iterator[Finding]:
    """'officers on the payroll of X', "he was on X's payroll"."""
    place = payroll.head.head
    paid = roles.agents(place) if place.pos_ in ("VERB", "AUX") else roles.spread([place])
    givers = roles.prepositional(payroll, ("of",)) or roles.possessors(payroll)
    takers = list(paid)
    for giver in givers:
        for taker in takers:
            yield found(sentence, _pattern("sponsors"), giver, taker, payroll)


def _passed(
    sentence: Sentence,
    trigger: Token,
    givers: Iterable[Token],
    things: Iterable[Token],
    receivers: Iterable[Token],
) -> Iterator[Finding]:
    name = next((name for thing in things if (name := _relation_of(thing))), None)
    if name is None:
        return
    pattern = _pattern(name)
    takers = list(receivers)
    for giver in givers:
        for receiver in takers:
            if giver.i != receiver.i and giver.lower_ not in _table().things:
                yield found(sentence, pattern, giver, receiver, trigger)


def _relation_of(thing: Token) -> str | None:
    """What a thing makes of its giver and its receiver; '$5 million' and 'crates of rifles' too."""
    table = _table().things
    if thing.lower_ in table:
        return table[thing.lower_]
    if thing.ent_type_ == "MONEY" or thing.text == "$" or any(c.text == "$" for c in thing.children):
        return "sponsors"
    inner = roles.prepositional(thing, _QUANTITY)
    inner += [c for c in thing.children if c.dep_ in ("conj", "compound")]
    return next((table[t.lower_] for t in inner if t.lower_ in table), None)


def _pattern(name: str) -> Pattern:
    return Pattern(name, Shape.TRANSFER, "", frozenset(), Phase.HOLDS)


@cache
def _table() -> _Table:
    text = (files("allegiance.claims.grammar") / "transfers.toml").read_text(encoding="utf-8")
    loaded = tomllib.loads(text)
    verbs = {
        name: frozenset(form_table(lemmas.split(), verbs=True)) for name, lemmas in loaded["verbs"].items()
    }
    things: dict[str, str] = {}
    for relation, nouns in loaded["things"].items():
        for noun in nouns.split():
            for form in noun_forms(noun):
                things.setdefault(form, relation)
    return _Table(verbs["give"], verbs["receive"], verbs["equip"], things)
