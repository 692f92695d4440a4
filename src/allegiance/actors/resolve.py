"""Resolve: which actor of the casefile each chain of a document is. Precision first; each answer has its reason.

    chain ──country?──► the country
          ──named?────► a known actor of one of its names (same words, spelling, initials), if just one fits
          ──surname──► the only known person of this surname
          ──else─────► a new actor, whose id comes from this place in this document

Noun phrases ('the protesters') stay actors of their document: the same words elsewhere may mean others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from allegiance.actors.actor import Actor
from allegiance.actors.names import AUTOMATIC, blocks, match
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Chain, Form
from allegiance.language.naming import fold, name_tokens

_GROUPS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.POPULATION})


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the casefile with the forms that name it, noun phrases and pronouns left out."""

    actor: Actor
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor that a chain was found to be, and why."""

    actor: Actor
    reason: str


@dataclass(slots=True)
class Register:
    """Known actors, to be asked one document after the other; what is new is remembered for the next."""

    _by_block: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> Register:
        """A register of these actors."""
        register = cls()
        for entry in known:
            register._remember(entry)
        return register

    def resolve(self, document: str, chains: Sequence[Chain]) -> tuple[Resolution, ...]:
        """One resolution for each chain; two chains of a document never become one actor by spelling alone."""
        taken: set[str] = set()
        found: list[Resolution] = []
        for chain in chains:
            resolution = self._resolve(document, chain, taken)
            taken.add(resolution.actor.id)
            found.append(resolution)
        for chain, resolution in zip(chains, found, strict=True):
            self._remember(Known(resolution.actor, _named(chain)))
        return tuple(found)

    def _resolve(self, document: str, chain: Chain, taken: set[str]) -> Resolution:
        country = lookup(chain.name) if chain.kind is ActorKind.COUNTRY else None
        if country is not None:
            return Resolution(_country(country.country, chain), "country of this name")
        named = _named(chain)
        for known, reason in self._candidates(named, chain.kind, taken):
            return Resolution(_grown(known.actor, chain), reason)
        return Resolution(_new(document, chain), "first read here")

    def _candidates(
        self, named: Sequence[str], kind: ActorKind | None, taken: set[str]
    ) -> list[tuple[Known, str]]:
        ids = dict.fromkeys(
            i for name in named for block in sorted(blocks(name)) for i in self._by_block.get(block, ())
        )
        fits: list[tuple[float, Known, str]] = []
        for i in ids:
            known = self._known[i]
            if i not in taken and _kinds_agree(kind, known.actor.kind):
                score, reason = _best(named, known.named, kind)
                if score >= AUTOMATIC:
                    fits.append((score, known, reason))
        if not fits and kind is ActorKind.PERSON:
            return self._by_surname(named, ids, taken)
        fits.sort(key=lambda fit: (-fit[0], fit[1].actor.id))
        return [(known, reason) for _, known, reason in fits]

    def _by_surname(
        self, named: Sequence[str], ids: Iterable[str], taken: set[str]
    ) -> list[tuple[Known, str]]:
        """A document that only says 'Sadr' means the one person of that surname, if there is just one."""
        if any(len(name_tokens(name)) > 1 for name in named):
            return []
        surnames = {name_tokens(name)[-1] for name in named if name_tokens(name)}
        fits = [
            self._known[i]
            for i in ids
            if self._known[i].actor.kind is ActorKind.PERSON
            and any(name_tokens(n)[-1:] and name_tokens(n)[-1] in surnames for n in self._known[i].named)
        ]
        if len(fits) == 1 and fits[0].actor.id not in taken:
            return [(fits[0], "only known person of this surname")]
        return []

    def _remember(self, known: Known) -> None:
        earlier = self._known.get(known.actor.id)
        named = tuple(dict.fromkeys((*(earlier.named if earlier else ()), *known.named)))
        self._known[known.actor.id] = Known(known.actor, named)
        for name in known.named:
            for block in blocks(name):
                ids = self._by_block.setdefault(block, [])
                if known.actor.id not in ids:
                    ids.append(known.actor.id)


def _named(chain: Chain) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.text for m in chain.mentions if m.form is Form.NAMED))


def _kinds_agree(a: ActorKind | None, b: ActorKind | None) -> bool:
    return a is None or b is None or a is b or (a in _GROUPS and b in _GROUPS)


def _best(named: Sequence[str], known: Sequence[str], kind: ActorKind | None) -> tuple[float, str]:
    best = (0.0, "")
    for name in named:
        for other in known:
            if fold(name) == fold(other):
                score, reason = (1.0, f"same name {other!r}") if _telling(name, kind) else (0.0, "")
            else:
                found = match(name, other, kind)
                score, reason = found.score, f"{other!r}: {found.reason}"
            best = max(best, (score, reason))
    return best


def _telling(name: str, kind: ActorKind | None) -> bool:
    """Whether the words alone say who is meant: a person needs more than a surname."""
    return kind is not ActorKind.PERSON or len(name_tokens(name)) > 1


def _country(name: str, chain: Chain) -> Actor:
    return Actor(_id("country", name), name, ActorKind.COUNTRY, tuple(dict.fromkeys((name, *chain.names))))


def _new(document: str, chain: Chain) -> Actor:
    first = chain.mentions[0]
    return Actor(_id(document, str(first.start), first.text), chain.name, chain.kind, chain.names)


def _grown(actor: Actor, chain: Chain) -> Actor:
    """The known actor with the names that this document adds."""
    return Actor(
        actor.id, actor.name, actor.kind or chain.kind, tuple(dict.fromkeys((*actor.names, *chain.names)))
    )


def _id(*parts: str) -> str:
    return "a" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
