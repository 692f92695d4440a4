"""What a reader makes of a case: which claims it misses, which it should not have found (see README.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Claim
from allegiance.claims.relations import relation
from allegiance.interval import Interval
from allegiance.language.naming import fold

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.toml"
_PREPOSITION = re.compile(r" (?:of|in|from|to|on|for|by|near|with|at|loyal) ")
Wanted = dict[str, str]


def all_cases() -> list[dict[str, Any]]:
    """The cases of every file, in the order of their ids."""
    files = sorted(HERE.glob("*.toml"))
    return [c for f in files if f != KNOWN_FAILURES for c in tomllib.loads(f.read_text("utf-8"))["case"]]


def known_failures(reader: str) -> frozenset[str]:
    """Ids of the cases that this reader is known to fail."""
    table = tomllib.loads(KNOWN_FAILURES.read_text("utf-8"))
    return frozenset(table[reader]["ids"])


def faults(case: dict[str, Any], claims: Sequence[Claim], actors: Sequence[Actor]) -> list[str]:
    """What is wrong with the claims of a case, in words; empty where it passes."""
    missed = [f"missed {w}" for w in case.get("expect", []) if not any_fits(w, claims, actors)]
    found = [f"found {w}" for w in case.get("absent", []) if any_fits(w, claims, actors)]
    return missed + found


def any_fits(wanted: Wanted, claims: Iterable[Claim], actors: Sequence[Actor]) -> bool:
    """Whether some claim agrees with all the fields that are given."""
    return any(_fits(wanted, claim, actors) for claim in claims)


def _fits(wanted: Wanted, claim: Claim, actors: Sequence[Actor]) -> bool:
    return (
        claim.relation == wanted["relation"]
        and _ends_fit(wanted, claim, actors)
        and all(
            str(getattr(claim, f)) == wanted[f] for f in ("phase", "polarity", "certainty") if f in wanted
        )
        and ("value" not in wanted or _within(wanted["value"], claim.value or ""))
        and ("where" not in wanted or _within(wanted["where"], claim.place or ""))
        and ("when" not in wanted or _time_fits(wanted["when"], claim.valid))
        and ("said_by" not in wanted or _speaker_fits(wanted["said_by"], claim, actors))
    )


def _ends_fit(wanted: Wanted, claim: Claim, actors: Sequence[Actor]) -> bool:
    ends = [(claim.subject, claim.object)]
    if relation(claim.relation).symmetric:
        ends.append((claim.object, claim.subject))  # type: ignore[arg-type]
    return any(
        _is_called(wanted.get("subject"), one, actors) and _is_called(wanted.get("object"), other, actors)
        for one, other in ends
    )


def _is_called(words: str | None, actor: Actor | None, actors: Sequence[Actor]) -> bool:
    """Whether the words name the actor. 'River Guard' is no chief of the River Guard where the Guard is there too."""
    if words is None:
        return True
    if actor is None:
        return words == ""
    exactly = {a.id for a in actors if fold(words) in map(fold, a.names)}
    if exactly:
        return actor.id in exactly
    return any(_holds(n, words) or (_holds(words, n) and _holds(n, _head(words))) for n in actor.names)


def _head(words: str) -> str:
    """'officers' of 'four officers of the border guard', so that a shorter phrase for the same still counts."""
    return _PREPOSITION.split(fold(words))[0].split()[-1]


def _holds(name: str, words: str) -> bool:
    return f" {fold(words)} " in f" {fold(name)} "


def _within(words: str, value: str) -> bool:
    """Whether one contains the other; an empty wish wants nothing there."""
    if not words or not value:
        return words == value
    return _holds(value, words) or _holds(words, value)


def _time_fits(edtf: str, valid: Interval | None) -> bool:
    if not edtf or valid is None:
        return not edtf and valid is None
    wanted = Interval.parse(edtf)
    return (wanted.start, wanted.end, wanted.rough) == (valid.start, valid.end, valid.rough)


def _speaker_fits(words: str, claim: Claim, actors: Sequence[Actor]) -> bool:
    if claim.said_by is None or not words:
        return claim.said_by is None and not words
    speaker = claim.said_by.speaker
    return _is_called(words, speaker, actors) if speaker else _within(words, claim.said_by.words)
