"""Who: which actor somebody means by what they type ('Sadr', 'moqtada al sadr', an id).

id ──► that actor
name ─► ranked by how well it fits ──one best──────────────────────► that actor, the others beside it
                                   ──several, one far more used────► that one, the others beside it
                                   ──several──────────────────────► an error that lists them with their ids
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process

from allegiance.actors.actor import Actor
from allegiance.actors.finding import Found, find
from allegiance.casefile.fold import fold
from allegiance.casefile.questions import Questions
from allegiance.errors import UnknownActor, UsageError

_FAR_MORE = 2  # times as many mentions as the next make an actor the one that is meant
_AS_WELL = 0.02  # scores are 0 to 1; this much less fits as well
_NEARLY = 0.15  # this much less may be meant too, and is told
_THE_SAME = 0.99  # the very words of a name
_LISTED = 6
_LONGEST = 300  # characters of a name that a person types
_NEAR = 60.0  # 0–100: below this a name is no suggestion


@dataclass(frozen=True, slots=True)
class Who:
    """The actor that is meant, and others that the words may mean, the likeliest first."""

    actor: Actor
    others: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    actor: Actor
    score: float
    uses: int


def find_actor(casefile: Questions, words: str) -> Who:
    """The actor of this name or id.

    Raises: UnknownActor, with near names; UsageError where several fit as well, with their ids.
    """
    candidates = _candidates(casefile, words)
    if not candidates:
        raise UnknownActor(_unknown(casefile, words))
    best = [c for c in candidates if c.score >= candidates[0].score - _AS_WELL]
    best.sort(key=lambda c: -c.uses)
    if len(best) > 1 and best[0].uses < _FAR_MORE * best[1].uses:
        raise UsageError(_ambiguous(words, best))
    others = (c.actor for c in candidates if c is not best[0] and c.score >= best[0].score - _NEARLY)
    return Who(best[0].actor, tuple(others)[:_LISTED])


def ranked(casefile: Questions, words: str) -> tuple[Actor, ...]:
    """All actors that the words may mean, the likeliest first; none where nobody is called so."""
    return tuple(candidate.actor for candidate in _candidates(casefile, words))


def _candidates(casefile: Questions, words: str) -> list[_Candidate]:
    """By fit, then by use. Merged actors stand under the one that remains."""
    if len(words) > _LONGEST:
        raise UsageError(f"a name of {len(words)} characters is too long; use at most {_LONGEST}")
    try:
        return [_Candidate(casefile.actor(words), 1.0, 0)]
    except UnknownActor:
        pass  # not an id, so a name
    fits = _fits(casefile, words)
    actors, uses = (
        casefile.actors_by_id([fit.actor for fit in fits]),
        casefile.mentions([fit.actor for fit in fits]),
    )
    found: dict[str, _Candidate] = {}
    for fit in fits:
        actor = actors[fit.actor]
        earlier = found.get(actor.id)
        score = max(fit.score, earlier.score) if earlier else fit.score
        found[actor.id] = _Candidate(actor, score, uses[fit.actor] + (earlier.uses if earlier else 0))
    return sorted(found.values(), key=lambda c: (-c.score, -c.uses, c.actor.id))


def _fits(casefile: Questions, words: str) -> list[Found]:
    """What `find` makes of the words. It takes its time, so names that hold them as they stand are tried first."""
    parts, listed = fold(words).split(), casefile.known_forms()
    if parts:
        known = (name for name in listed if all(part in name.folded for part in parts))
        fits = find(words, ((name.actor, name.name) for name in (*casefile.actor_names(parts), *known)))
        if fits and fits[0].score >= _THE_SAME:
            return fits
    return find(words, (*casefile.called(), *((name.actor, name.name) for name in listed)))


def _ambiguous(words: str, best: Sequence[_Candidate]) -> str:
    listed = "; ".join(f"{c.actor.name} ({c.actor.id}, {c.uses} mentions)" for c in best[:_LISTED])
    more = f"; and {len(best) - _LISTED} more" if len(best) > _LISTED else ""
    return f"{words!r} may be {len(best)} actors; give a fuller name or the id: {listed}{more}"


def _unknown(casefile: Questions, words: str) -> str:
    names = {name for _, name in casefile.called()}
    if not names:
        return f"no actor is called {words!r}: the casefile {casefile.path} names nobody yet; read documents into it"
    near = process.extract(words, sorted(names), limit=3, score_cutoff=_NEAR)
    meant = (
        f"did you mean {' or '.join(repr(name) for name, *_ in near)}?"
        if near
        else "see them all: allegiance actors"
    )
    return f"no actor in {casefile.path} is called {words!r}; {meant}"
