"""What the trained reader proposes is tidied before it is weighed; no weights are needed for that."""

from __future__ import annotations

import pytest

from allegiance.actors.actor import Actor
from allegiance.claims.by_network import _draft, _merely_there, best_of_overlapping
from allegiance.claims.who import Placed
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.neural import SpanScore
from reading_world import Grammar

MARRAN, HADDAD = (Actor(f"a{n}", n, ActorKind.PERSON, (n,)) for n in ("Idris Marran", "Adem Haddad"))


def placed(actor: Actor, start: int) -> Placed:
    end = start + len(actor.name)
    return Placed(Mention(start, end, actor.name, Form.NAMED, actor.kind, end - 6), actor, 0)


def value(start: int, end: int, label: str = "description") -> SpanScore:
    return SpanScore(start, end, label, 0.9)


def test_of_overlapping_values_of_one_actor_the_best_is_kept() -> None:
    """'notorious drug lord' and 'notorious' are one portrayal."""
    marran, again, haddad = placed(MARRAN, 40), placed(MARRAN, 90), placed(HADDAD, 60)
    whole, part, apart = value(10, 29), value(10, 19), value(70, 80)
    found = [
        (marran, part, 0, 0.4),
        (marran, whole, 0, 0.8),
        (again, part, 0, 0.5),
        (haddad, part, 0, 0.3),  # of somebody else
        (marran, apart, 0, 0.2),  # other words
        (marran, value(10, 19, "office"), 0, 0.1),  # something else than a portrayal
        (again, whole, 0, 0.6),  # the same once more: a further place, no rival
    ]
    assert sorted(best_of_overlapping(found), key=lambda row: -row[3]) == [
        (marran, whole, 0, 0.8),
        (again, whole, 0, 0.6),
        (haddad, part, 0, 0.3),
        (marran, apart, 0, 0.2),
        (marran, value(10, 19, "office"), 0, 0.1),
    ]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Idris Marran has lived with Adem Haddad since 2007.", True),
        ("Idris Marran travelled to Adem Haddad on Monday.", True),
        ("Idris Marran spoke to Adem Haddad on Monday.", False),
        ("Idris Marran lives near the village that Adem Haddad attacked.", False),
    ],
)
def test_where_somebody_lives_tells_nothing_of_two(grammar: Grammar, text: str, there: bool) -> None:
    one, two = (placed(actor, text.index(actor.name)) for actor in (MARRAN, HADDAD))
    draft = _draft(grammar.read(text), one, two, "coerced", 0.9, 0.9)
    assert _merely_there(draft) is there
