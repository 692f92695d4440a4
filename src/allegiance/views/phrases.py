"""Phrases: a claim or a tie as a sentence, phase included: 'Iran begins to sponsor the militia'."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Claim, Phase
from allegiance.claims.relations import relation
from allegiance.language.mention import ActorKind

_VERB = re.compile(r"(?<=^\{subject\} )((?:no longer )?)(\w+)")
_PLURALS = {"is": "are", "was": "were", "has": "have", "does": "do", "loses": "lose", "saw": "saw"}
_CROWDS = frozenset({ActorKind.POPULATION, ActorKind.MOVEMENT})


def phrase(claim: Claim) -> str:
    """The claim as a sentence, without polarity and certainty, which stand beside it as marks."""
    return sentence(claim.relation, claim.subject, claim.object, claim.value, claim.phase)


def sentence(
    name: str, subject: Actor, other: Actor | None, value: str | None, phase: Phase = Phase.HOLDS
) -> str:
    """Subject, relation and object in words; what is not given is left out of the sentence."""
    template, tells_phase = _template(name, other is not None, bool(value), phase)
    if _is_plural(subject):
        template = _VERB.sub(_plural, template)
    words = {
        "subject": subject.name,
        "object": other.name if other else "somebody",
        "value": value or "something",
    }
    filled = template.format_map(words)
    filled = filled[:1].upper() + filled[1:]
    return filled if tells_phase else f"{filled} ({phase.value})"


def _template(name: str, has_object: bool, has_value: bool, phase: Phase) -> tuple[str, bool]:
    """The template that suits what is given, and whether it tells the phase (or need not)."""
    row = _phrases().get(name, {})
    full = relation(name).says
    missing = ("value", "object") if not has_object and "{object}" in full else ()
    if not missing and not has_value and "{value}" in full:
        missing = ("object", "value")
    bare: dict[str, str] = row.get("bare", {}) if missing else {}
    given = missing[0] if missing else ""
    told = bare.get(f"{phase.value}_{given}") or row.get(phase.value)
    if told and phase is not Phase.HOLDS:
        return told, True
    return bare.get(given, full), phase is Phase.HOLDS


def _is_plural(actor: Actor) -> bool:
    """Whether the name wants a plural verb: 'the protesters', 'Blue Hats' as a movement; not 'United States'."""
    words = re.split(r" (?:of|in|from|at|on|for|who|that|with|close)\b", actor.name, maxsplit=1)[0].split()
    if not words or not words[-1].endswith("s") or words[-1].endswith("ss"):
        return False
    return words[-1].islower() or actor.kind in _CROWDS


def _plural(found: re.Match[str]) -> str:
    verb = found[2]
    return found[1] + _PLURALS.get(verb, verb.removesuffix("s"))


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("allegiance.views") / "phrases.toml").read_text(encoding="utf-8"))
