"""Turns: 'the alliance turned into a rivalry' ends one relation of two actors and begins another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from allegiance.claims.claim import Phase
from allegiance.claims.grammar.finding import Finding
from allegiance.claims.grammar.patterns import Shape, noun_patterns
from allegiance.claims.grammar.roles import prepositional
from allegiance.claims.relations import RelationGroup, relation
from allegiance.language.inflection import form_table

_TURNING = form_table(
    "turn become evolve morph develop deteriorate descend degenerate transform give".split(), verbs=True
)
_INTO = ("into", "to")


def with_turns(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each tie that a verb turns into another one ended, and the other one begun."""
    for finding in found:
        into = _what_it_becomes(finding.trigger)
        if into is None or relation(finding.relation).group is not RelationGroup.TIE:
            yield finding
            continue
        yield replace(finding, phase=Phase.ENDS)
        for name in _relations_of(into):
            if name != finding.relation:
                yield replace(
                    finding,
                    relation=name,
                    phase=Phase.BEGINS,
                    trigger=into,
                    rule=f"turn from '{finding.trigger.text}' to '{into.text}'",
                )


def _what_it_becomes(noun: Token) -> Token | None:
    """'rivalry' for the 'alliance' of 'the alliance … turned into a rivalry'."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj") or verb.lower_ not in _TURNING:
        return None
    into = prepositional(verb, _INTO) + [c for c in verb.children if c.dep_ == "attr"]
    return next((t for t in into if t.lower_ in noun_patterns()), None)


def _relations_of(noun: Token) -> list[str]:
    shapes = (Shape.EVENT, Shape.JOINT)
    names = (p.relation for p in noun_patterns()[noun.lower_] if p.shape in shapes)
    return list(dict.fromkeys(n for n in names if relation(n).group is RelationGroup.TIE))
