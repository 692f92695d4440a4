"""Examples: 'various break ups … A noticeable example is X': what is said of the break ups is said of X too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from allegiance.claims.grammar import Finding
from allegiance.language.parse import Sentence

_EXAMPLE = frozenset({"example", "examples", "instance", "case"})


@dataclass(frozen=True, slots=True)
class Example:
    """A named member of a group that the sentence before speaks of; offsets are code points of the document."""

    member: int
    group: int
    words: str  # of the group


def example_in(sentence: Sentence, before: Sentence | None) -> Example | None:
    """The example that a sentence gives of the last plural subject before it."""
    if before is None or before.passage is not sentence.passage:
        return None
    member = _member(sentence)
    groups = [t for t in before.span if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in ("NNS", "NNPS")]
    if member is None or not groups:
        return None
    return Example(sentence.at(member), before.at(groups[-1]), groups[-1].text)


def _member(sentence: Sentence) -> Token | None:
    for token in sentence.span:
        if token.lower_ in _EXAMPLE and token.dep_ == "nsubj":
            named = (c for c in token.head.children if c.dep_ == "attr" and c.text[:1].isupper())
            return next(named, None)
    return None


def of_member(found: Finding, example: Example) -> Finding | None:
    """The finding with the member in the group's place; None where the group is no part of it."""
    rule = f"{found.rule}, example of '{example.words}'"
    if found.subject[:1] == (example.group,):
        return replace(found, subject=(example.member,), rule=rule)
    if found.object[:1] == (example.group,):
        return replace(found, object=(example.member,), rule=rule)
    return None


def with_example(found: Sequence[Finding], example: Example | None) -> list[Finding]:
    """The findings of the member, where there is one."""
    if example is None:
        return []
    return [other for finding in found if (other := of_member(finding, example)) is not None]
