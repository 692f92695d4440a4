"""Terms: an office or a leadership is over where the words before it say so, and not for the network's guess alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.draft import Draft, Witness
from allegiance.claims.qualifiers import Qualifiers
from allegiance.claims.second_look import LEFT, Look, phase_of
from allegiance.claims.terms import term
from allegiance.claims.who import Who
from allegiance.language.neural import SpanScore
from reading_world import Grammar

HELD = Qualifiers(Phase.HOLDS, Polarity.AFFIRMED, Certainty.STATED, None, "", ())


def draft(grammar: Grammar, text: str, relation: str, words: str) -> Draft:
    """What the network would propose of the first actor and these words: an office, or a body."""
    sentence = grammar.sentence(text)
    actor: Actor = grammar.actors(text)[0]
    start = text.index(words)
    placed = [
        p.mention for p in Who(grammar.read(text), grammar.actors(text)).placed if words in p.mention.text
    ]
    body = min(placed, key=lambda m: len(m.text)) if relation == "leads" else None
    span = body or SpanScore(start, start + len(words), "office", 0.9)
    return Draft(
        actor, relation, None, words, sentence, sentence, sentence.span.root, 0, Phase.HOLDS, Witness.NETWORK,
        0.5, "test", pair=(span, span),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "phase"),
    [
        ("Idris Marran met the former Norwegian foreign minister.", "minister", Phase.ENDS),
        ("Idris Marran, an ex-governor of Norway, fled.", "ex-governor", Phase.ENDS),
        ("Idris Marran met the newly-elected Norwegian president.", "president", Phase.BEGINS),
        ("Idris Marran met the new Norwegian foreign minister.", "minister", None),
        ("President Idris Marran took office on Monday.", "President", Phase.BEGINS),
        ("President Idris Marran took the train on Monday.", "President", Phase.HOLDS),
        ("Idris Marran met the Norwegian foreign minister.", "minister", Phase.HOLDS),
        ("The former rebel Idris Marran met a minister.", "minister", Phase.HOLDS),
        ("Idris Marran spoke of his time as governor of Norway.", "governor", Phase.ENDS),
        ("Idris Marran spoke as governor of Norway.", "governor", Phase.HOLDS),
        ("Idris Marran met the minister at that time.", "minister", Phase.ENDS),
        ("Idris Marran met the minister at that table.", "minister", Phase.HOLDS),
        ("Idris Marran met the previous government's minister.", "minister", Phase.ENDS),
        ("Idris Marran met the government's minister.", "minister", Phase.HOLDS),
    ],
)
@pytest.mark.parametrize("witness", list(Witness))
def test_words_around_an_office_say_whether_it_is_over_or_begun(
    grammar: Grammar, text: str, words: str, phase: Phase | None, witness: Witness
) -> None:
    assert term(replace(draft(grammar, text, "holds_office", words), witness=witness)) is phase


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Idris Marran, the former leader of the River Guard, fled.", Phase.ENDS),
        ("Idris Marran, the leader of the River Guard, fled.", Phase.HOLDS),
        ("Idris Marran attacked the River Guard.", None),
    ],
)
def test_former_before_a_leader_says_that_it_is_over(
    grammar: Grammar, text: str, phase: Phase | None
) -> None:
    assert term(draft(grammar, text, "leads", "River Guard")) is phase


@pytest.mark.parametrize(
    ("ends", "said", "phase"),
    [
        (0.0, Phase.ENDS, Phase.ENDS),
        (0.6, None, Phase.ENDS),
        (0.6, Phase.HOLDS, Phase.HOLDS),
        (LEFT, Phase.HOLDS, Phase.ENDS),
    ],
)
def test_a_role_without_former_ends_only_if_the_network_is_sure(
    ends: float, said: Phase | None, phase: Phase
) -> None:
    look = Look({Phase.BEGINS: 0.0, Phase.HOLDS: 1.0 - ends, Phase.ENDS: ends}, {}, {}, 0.0, None)
    assert phase_of(HELD, look, said) is phase


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("The Norwegian army took control of Bergen.", Phase.BEGINS),
        ("The Norwegian army had seized full control of Bergen.", Phase.BEGINS),
        ("The Norwegian army lost control of Bergen.", Phase.ENDS),
        ("The Norwegian army has control of Bergen.", None),
        ("In Bergen the Norwegian army took control of the port.", None),
        ("The Norwegian army controls Bergen.", None),
    ],
)
def test_the_verb_of_control_says_whether_it_begins(grammar: Grammar, text: str, phase: Phase | None) -> None:
    assert term(draft(grammar, text, "controls", "Bergen")) is phase
