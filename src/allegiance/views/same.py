"""Same: actors of the casefile that may be one, ready to be looked through: score, reasons, where each is named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.actors.parts import fold
from allegiance.actors.same import Facts, Proposal, candidates, proposals
from allegiance.analysis.moment import filed
from allegiance.casefile import JudgementKind
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.find_company import Company
from allegiance.casefile.judgement import in_force
from allegiance.language.mention import ActorKind
from allegiance.views.entry import ActorRef, actor_ref

LEAST = 0.5  # below this most pairs are two actors


@dataclass(frozen=True, slots=True)
class SameView:
    """Two actors that may be one."""

    one: ActorRef
    other: ActorRef
    score: float
    reasons: tuple[str, ...]
    names: tuple[tuple[str, ...], tuple[str, ...]]
    documents: tuple[int, int]


def same(casefile: Casefile, actor: Actor | None = None, least: float = LEAST) -> tuple[SameView, ...]:
    """Pairs that may be one actor, the likeliest first; `actor` keeps those with this one.

    Pairs that were merged, or of which somebody decided that they are two, are left out.
    """
    actors = {a.id: a for a in casefile.actors() if a.kind is not ActorKind.COUNTRY}
    named = {a.id: tuple(name for name in (a.name, *a.names) if _names(name)) for a in actors.values()}
    pairs = candidates(named.items()) | _listed_twice(casefile)
    decided = _apart(casefile)
    kept = {p for p in pairs if frozenset(p) not in decided and (actor is None or actor.id in p)}
    kept = {(one, other) for one, other in kept if one in actors and other in actors}
    wanted = sorted({i for pair in kept for i in pair})
    company = casefile.company(wanted)
    facts = {i: _facts(casefile, actors[i], named[i], company[i]) for i in wanted}
    return tuple(_view(proposal, facts, actors) for proposal in proposals(facts, kept, least))


def _names(form: str) -> bool:
    """Whether a form names somebody: forms without a capital are noun phrases."""
    return form != form.lower() or not form.isascii()


def _listed_twice(casefile: Casefile) -> frozenset[tuple[str, str]]:
    """Pairs of actors that are one entry of a list of known actors."""
    found: set[tuple[str, str]] = set()
    for actors in casefile.known_actors_of().values():
        found |= {(one, other) for one in actors for other in actors if one < other}
    return frozenset(found)


def _apart(casefile: Casefile) -> frozenset[frozenset[str]]:
    """Pairs of which somebody decided that they are two."""
    standing = in_force(casefile.judgements())
    return frozenset(frozenset((j.target, j.other or "")) for j in standing if j.kind is JudgementKind.APART)


def _facts(casefile: Casefile, actor: Actor, named: Collection[str], company: Company) -> Facts:
    neighbours: dict[str, str] = {}
    roles, years = set(), []
    for record in casefile.claims(actor=actor.id):
        claim = record.claim
        other = claim.object if claim.subject.id == actor.id else claim.subject
        if other is not None:
            neighbours[other.id] = other.name
        if claim.relation == "holds_office" and claim.value and claim.subject.id == actor.id:
            roles.add(fold(claim.value))
        time = filed(record)
        if time is not None and (day := time.start or time.end):
            years.append(day.year)
    return Facts(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        named=tuple(dict.fromkeys(named)),
        documents=company.documents,
        countries=company.countries,
        neighbours=neighbours,
        roles=frozenset(roles),
        years=(min(years), max(years)) if years else None,
        known={entry.known.id: entry.known.name for entry in casefile.background(actor.id)},
    )


def _view(proposal: Proposal, facts: dict[str, Facts], actors: dict[str, Actor]) -> SameView:
    """The actor of more documents stands second: it is the one to remain."""
    one, other = sorted((facts[proposal.one], facts[proposal.other]), key=lambda f: (len(f.documents), f.id))
    return SameView(
        actor_ref(actors[one.id]),
        actor_ref(actors[other.id]),
        proposal.score,
        proposal.reasons,
        (one.named, other.named),
        (len(one.documents), len(other.documents)),
    )
