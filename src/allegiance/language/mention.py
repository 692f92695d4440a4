"""Mention and Chain: where a text refers to an actor, and which mentions are one actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a mention refers (ACE): by name, by a noun phrase, by a pronoun."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOMINAL = "pronominal"


class ActorKind(StrEnum):
    """Who can take sides."""

    PERSON = "person"
    ORGANIZATION = "organization"  # party, company, court, agency, parliament, media outlet, NGO
    ARMED_GROUP = "armed_group"  # militia, cartel, gang, guerrilla, army, police
    COUNTRY = "country"  # a state or its government, sub-national governments too
    MOVEMENT = "movement"
    POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Mention:
    """A half-open span `[start, end)` in code points of a document that refers to an actor."""

    start: int
    end: int
    text: str
    form: Form
    kind: ActorKind | None
    head: int  # offset of the head word, inside the span
    score: float = 1.0
    reason: str = ""  # the rule or model head that found it


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one document that refer to the same actor, in text order, each with the reason of its link."""

    name: str  # the fullest form in the text
    kind: ActorKind | None
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...]  # one per mention: why it belongs here

    @property
    def names(self) -> tuple[str, ...]:
        """The different surface forms, pronouns left out: the name first where the text has it as it is."""
        forms = dict.fromkeys(m.text for m in self.mentions if m.form is not Form.PRONOMINAL)
        first = (self.name,) if self.name in forms or not forms else ()
        return tuple(dict.fromkeys((*first, *forms)))
