"""Resolve: which actor of the casefile each chain of a document is. Precision first; each answer has its reason.

    chain ──country?──► the country
          ──on a list?► the actor that a list of known actors means (`known/knowing.py`); two of one name: kept apart
          ──named?────► a known actor of one of its names (same words, spelling, initials, a known group's other name)
          ──surname──► the only known person of this surname
          ──else─────► a new actor, whose id comes from this place in this document

Noun phrases ('the protesters') stay actors of their document: the same words elsewhere may mean others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from allegiance.actors.actor import Actor
from allegiance.actors.known.knowing import Context, Decision, Knowing, kinds_agree, named_forms
from allegiance.actors.known.known_actor import KnownActor
from allegiance.actors.known.name_keys import is_institution, words_key
from allegiance.actors.names import AUTOMATIC, blocks, match
from allegiance.interval import Interval
from allegiance.language.countries import lookup
from allegiance.language.groups import known_group
from allegiance.language.mention import ActorKind, Chain, Form
from allegiance.language.naming import fold, name_tokens


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
    known: str | None = None  # id of the entry in a list of known actors that the actor is
    ambiguous: bool = False  # several entries bear the name, so the chain was kept apart


@dataclass(slots=True)
class Register:
    """Known actors, to be asked one document after the other; what is new is remembered for the next.

    `knowing` asks lists that were made elsewhere, where there are any; `ties` says which actor (by id) an entry of
    them is, and grows.
    """

    knowing: Knowing | None = None
    ties: dict[str, str] = field(default_factory=dict)
    _by_block: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(
        cls, known: Iterable[Known], knowing: Knowing | None = None, ties: Mapping[str, str] | None = None
    ) -> Register:
        """A register of these actors."""
        register = cls(knowing, dict(ties or {}))
        for entry in known:
            register._remember(entry)
        return register

    def resolve(
        self, document: str, chains: Sequence[Chain], published: Interval | None = None
    ) -> tuple[Resolution, ...]:
        """One resolution for each chain; two chains of a document never become one actor by spelling alone.

        `published` is when the document was, which tells apart actors that bore one name one after the other.
        """
        context = self._context(chains, published)
        here: dict[str, Known] = {}
        found: list[Resolution] = []
        for chain in chains:
            resolution = self._resolve(document, chain, here, context)
            earlier = here.get(resolution.actor.id)
            named = (*(earlier.named if earlier else ()), *_named(chain))
            here[resolution.actor.id] = Known(resolution.actor, named)
            found.append(resolution)
        for chain, resolution in zip(chains, found, strict=True):
            self._remember(Known(here[resolution.actor.id].actor, _named(chain)))
        return tuple(found)

    def _context(self, chains: Sequence[Chain], published: Interval | None) -> Context | None:
        """What the document says of countries and time; the lists are asked for all its names at once."""
        if self.knowing is None:
            return None
        self.knowing.look_up(dict.fromkeys(name for chain in chains for name in named_forms(chain)))
        return Context.of(chains, published)

    def _resolve(
        self, document: str, chain: Chain, here: Mapping[str, Known], context: Context | None
    ) -> Resolution:
        country = lookup(chain.name) if chain.kind is ActorKind.COUNTRY else None
        if country is not None:
            return Resolution(_country(country.country, chain), "country of this name")
        named, taken = _named(chain), set(here)
        if self.knowing is not None and context is not None:
            decision = self.knowing.decide(chain, context)
            if decision.apart:
                return Resolution(_new(document, chain), decision.reason, ambiguous=True)
            if decision.known and (tied := self._tied(decision, chain, here)):
                return tied
            taken |= {self.ties[known] for known in decision.refused if known in self.ties}
        for known, reason in self._candidates(named, chain.kind, taken):
            return Resolution(_grown(known.actor, chain), reason)
        return Resolution(_new(document, chain), "first read here")

    def _tied(self, decision: Decision, chain: Chain, here: Mapping[str, Known]) -> Resolution | None:
        """The actor that an entry of a list is; None where this document has it already under these words."""
        assert self.knowing is not None
        entry = self.knowing.names.known_actor(decision.known[0])
        actor_id = next((self.ties[known] for known in decision.known if known in self.ties), None)
        actor_id = actor_id or _id("known", entry.id)
        known = here.get(actor_id) or self._known.get(actor_id)
        if actor_id in here and _share_words(here[actor_id].named, _named(chain)):
            return None
        actor = known.actor if known else Actor(actor_id, *_called(entry, chain))
        self.ties |= {of_list: actor_id for of_list in decision.known if of_list not in self.ties}
        grown = replace(_grown(actor, chain), kind=entry.kind or actor.kind or chain.kind)
        return Resolution(grown, decision.reason, entry.id)

    def _candidates(
        self, named: Sequence[str], kind: ActorKind | None, taken: set[str]
    ) -> list[tuple[Known, str]]:
        ids = dict.fromkeys(
            i for name in named for block in sorted(blocks(name)) for i in self._by_block.get(block, ())
        )
        fits: list[tuple[float, Known, str]] = []
        for i in ids:
            known = self._known[i]
            if i in taken:
                continue
            if kinds_agree(kind, known.actor.kind):
                score, reason = _best(named, known.named, kind)
            else:
                score, reason = _same_full_name(named, known.named)
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


def _best(named: Sequence[str], known: Sequence[str], kind: ActorKind | None) -> tuple[float, str]:
    best = (0.0, "")
    for name in named:
        if kind is not ActorKind.PERSON and is_institution(name) and known_group(name) is None:
            continue  # 'the Police' are others in another document
        for other in known:
            if fold(name) == fold(other):
                score, reason = (1.0, f"same name {other!r}") if _telling(name, kind) else (0.0, "")
            else:
                found = match(name, other, kind)
                score, reason = found.score, f"{other!r}: {found.reason}"
            best = max(best, (score, reason))
    return best


def _same_full_name(named: Sequence[str], known: Sequence[str]) -> tuple[float, str]:
    """A name of several words is the same actor though one of the two was read as another kind."""
    folded = {fold(name): name for name in known if len(name_tokens(name)) > 1}
    same = next((folded[fold(name)] for name in named if fold(name) in folded), None)
    return (AUTOMATIC, f"same name {same!r}, read as another kind") if same else (0.0, "")


def _telling(name: str, kind: ActorKind | None) -> bool:
    """Whether the words alone say who is meant: a person needs more than a surname."""
    return kind is not ActorKind.PERSON or len(name_tokens(name)) > 1


def _share_words(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two chains of a document have a name in common, so that whoever joined mentions kept them apart."""
    return not {words_key(name) for name in some}.isdisjoint(words_key(name) for name in others)


def _called(entry: KnownActor, chain: Chain) -> tuple[str, ActorKind | None, tuple[str, ...]]:
    """Name, kind and names of an actor of a list: as the document has it, where that is its main name."""
    alike = words_key(chain.name) == words_key(entry.name) and chain.name in chain.names
    name = chain.name if alike else entry.name
    return name, entry.kind, (name,)


def _country(name: str, chain: Chain) -> Actor:
    return Actor(_id("country", name), name, ActorKind.COUNTRY, tuple(dict.fromkeys((name, *chain.names))))


def _new(document: str, chain: Chain) -> Actor:
    first = chain.mentions[0]
    return Actor(_id(document, str(first.start), first.text), _own_name(chain), chain.kind, chain.names)


def _own_name(chain: Chain) -> str:
    """'Sinaloa Cartel' for "Mexico's Sinaloa Cartel", but "Peru's National Police": others have one too."""
    owner, _, own = re.sub("’s ", "'s ", chain.name).partition("'s ")
    free = own in chain.names and lookup(owner) is not None and not is_institution(own)
    return own if free else chain.name


def _grown(actor: Actor, chain: Chain) -> Actor:
    """The known actor with the names that this document adds."""
    return Actor(
        actor.id, actor.name, actor.kind or chain.kind, tuple(dict.fromkeys((*actor.names, *chain.names)))
    )


def _id(*parts: str) -> str:
    return "a" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
