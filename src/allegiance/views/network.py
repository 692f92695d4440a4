"""Network of a casefile as of a day: sides, triads, what two actors share, as the views of `sides.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import filed, last_day, moment
from allegiance.analysis.sides import Bloc, Blocs, Bond, Broker, Network, Sides, Third, Triad, blocs
from allegiance.analysis.sides import brokers as brokers_of
from allegiance.analysis.sides import network as network_of
from allegiance.analysis.sides import shared as shared_by
from allegiance.analysis.sides import triads as triads_of
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.views import network_words as words
from allegiance.views.cited import cited
from allegiance.views.reprinted import reprints_of
from allegiance.views.sides import (
    BrokerView,
    CommonView,
    NetworkView,
    Node,
    Side,
    ThirdView,
    TieEdge,
    TriadsView,
    TriadView,
)

MOST = 150  # actors that are divided; those with the most claims. Larger networks cannot be read
_LARGE = 50_000  # claims; of more, only those of the most mentioned actors are read
_FEW = 5_000  # claims of two actors that are all read to see what they share
_THIRDS = 200  # of more, the actors with whom both share most claims
_LAST = 50  # claims that tell up to which day something is on record
_PASSAGES = 20  # of a tie, the latest; a picture needs no more


@dataclass(frozen=True, slots=True)
class _Found:
    network: Network
    left_out: int


def sides(
    casefile: Questions,
    focus: Actor | None = None,
    *,
    as_of: Interval | None = None,
    rule: str | None = None,
    most: int = MOST,
) -> NetworkView:
    """Who stood with whom and which sides that makes; with `focus` an actor, its partners and the ties among them.

    `as_of` None: on the last day on record. `rule`: 'two' (a common enemy joins), 'many' (only friendship does), or
    None, whichever explains more. Raises: UsageError where nothing is dated, or the rule is unknown.
    """
    if rule is not None and rule not in list(Sides):
        raise UsageError(f"sides {rule!r} is none of {', '.join(Sides)}")
    found = _network(casefile, focus, as_of, most)
    known = casefile.mentions([actor.id for actor in found.network.actors])
    divided = blocs(found.network, rule=Sides(rule) if rule else None, known=known)
    edges = _edges(found.network, divided.against)
    return NetworkView(
        as_of=found.network.day.isoformat(),
        nodes=tuple(_node(actor, divided) for actor in found.network.actors),
        ties=tuple(edges.values()),
        sides=tuple(_side(bloc) for bloc in divided.blocs),
        frustration=divided.frustration,
        bound=divided.bound,
        note=words.division(divided, found.left_out),
        brokers=tuple(_broker(broker, divided, edges) for broker in brokers_of(divided)),
        focus=focus.id if focus else None,
        left_out=found.left_out,
    )


def triads(
    casefile: Questions,
    focus: Actor | None = None,
    *,
    as_of: Interval | None = None,
    limit: int = 20,
    most: int = MOST,
) -> TriadsView:
    """Triads as of a day, the unbalanced ones first; with `focus` those of one actor. Raises: UsageError as `sides`."""
    found = _network(casefile, focus, as_of, most)
    every = [
        t for t in triads_of(found.network) if focus is None or focus.id in {actor.id for actor in t.actors}
    ]
    balanced = sum(t.is_balanced for t in every)
    kinds = Counter(t.kind.value for t in every)
    return TriadsView(
        as_of=found.network.day.isoformat(),
        balanced=balanced,
        unbalanced=len(every) - balanced,
        triads=tuple(_triad(t) for t in every[:limit]),
        note=words.counted_triads(balanced, len(every), found.left_out),
        kinds=tuple(sorted(kinds.items())),
    )


def common(casefile: Questions, one: Actor, other: Actor, *, as_of: Interval | None = None) -> CommonView:
    """Whom two actors are both with or against, and over whom they are divided. Raises: UsageError as `sides`."""
    if one.id == other.id:
        raise UsageError(f"both names mean {one.name}; name two different actors")
    records = tuple({r.id: r for r in _about(casefile, one, other)}.values())
    network = network_of(records, _day(records, as_of), reprints=reprints_of(casefile, records))
    found = shared_by(network, one.id, other.id)
    return CommonView(
        as_of=network.day.isoformat(),
        a=one.id,
        b=other.id,
        names=(one.name, other.name),
        direct=edge(found.direct) if found.direct else None,
        friends=tuple(map(_third, found.friends)),
        enemies=tuple(map(_third, found.enemies)),
        divide=tuple(map(_third, found.divided)),
        sentence=words.shared(one, other, found),
        note=words.NOT_SHOWN,
    )


def _about(casefile: Questions, one: Actor, other: Actor) -> Iterator[Record]:
    """All claims of the two; of many, those with the actors with whom both share most, and the last ones."""
    if casefile.amount(one.id, other.id) <= _FEW:
        for actor in (one, other):
            yield from casefile.claims(actor=actor.id)
        return
    first, second = (casefile.partners(actor.id) for actor in (one, other))
    shared = sorted(first.keys() & second.keys(), key=lambda key: (-min(first[key], second[key]), key))
    for actor, counts in ((one, first), (other, second)):
        yield from casefile.claims(actor=actor.id, others=(one.id, other.id, *shared[:_THIRDS]))
        yield from casefile.claim_window(actor.id, offset=max(0, sum(counts.values()) - _LAST), limit=_LAST)


def edge(bond: Bond, strains: bool = False) -> TieEdge:
    """A bond, ready to draw."""
    return TieEdge(
        a=bond.a.id,
        b=bond.b.id,
        sign=bond.sign,
        label=words.relations(bond),
        last_confirmed=str(bond.last) if bond.last else None,
        independent=bond.independent,
        passages=cited(bond.records[:_PASSAGES]),
        weight=abs(bond.weight),
        mixed=bool(bond.agreeing and bond.contrary),
        strains=strains,
    )


def _network(casefile: Questions, focus: Actor | None, as_of: Interval | None, most: int) -> _Found:
    if most < 2:
        raise UsageError(f"{most} actors make no network; give 2 or more")
    until = last_day(as_of) if as_of else None
    if focus is None:
        records, beyond = _of_all(casefile, until, most), 0
    else:
        records, beyond = _around(casefile, focus, until, most)
    day = _day(records, as_of)
    kept, left_out = _busiest(records, most, focus)
    return _Found(network_of(kept, day, reprints=reprints_of(casefile, kept)), left_out + beyond)


def _of_all(casefile: Questions, until: date | None, most: int) -> list[Record]:
    """Claims of pairs; in a large casefile only those between the actors that documents mention most often."""
    if casefile.overview().claims <= _LARGE:
        return [r for r in casefile.claims(until=until) if _is_pair(r)]
    named = {row.id for row in casefile.actor_page(limit=most).rows}
    return _among(casefile, named, until)


def _among(casefile: Questions, actors: Collection[str], until: date | None) -> list[Record]:
    """Claims between these actors (by id), each once."""
    return [r for r in casefile.claims(others=actors, until=until) if _is_pair(r)]


def _around(casefile: Questions, focus: Actor, until: date | None, most: int) -> tuple[list[Record], int]:
    """Claims among the actor and its partners, and how many partners are left out.

    If there are many partners, those with the most claims with the actor are kept.
    """
    counts = casefile.partners(focus.id, until=until)
    near = sorted(counts, key=lambda partner: (-counts[partner], partner))[: most - 1]
    return _among(casefile, {focus.id, *near}, until), len(counts) - len(near)


def _busiest(records: Sequence[Record], most: int, focus: Actor | None) -> tuple[list[Record], int]:
    """Claims among the actors with the most claims, and how many actors are left out."""
    counts = Counter(actor.id for r in records for actor in _actors(r))
    ranked = sorted(counts, key=lambda key: (focus is None or key != focus.id, -counts[key], key))
    kept = frozenset(ranked[:most])
    return [r for r in records if all(actor.id in kept for actor in _actors(r))], max(len(ranked) - most, 0)


def _day(records: Iterable[Record], as_of: Interval | None) -> date:
    """The last day asked for; else the last that records speak of, but none after they were entered."""
    if as_of is not None:
        return last_day(as_of)
    days = [
        min(last_day(time), r.recorded.date()) for r in records if (time := moment(r) or filed(r)) is not None
    ]
    if not days:
        raise UsageError(
            "nothing on record is dated, so there is no day to draw a network for; read documents with dates"
        )
    return max(days)


def _is_pair(record: Record) -> bool:
    other = record.claim.object
    return other is not None and other.id != record.claim.subject.id


def _actors(record: Record) -> tuple[Actor, ...]:
    other = record.claim.object
    return (record.claim.subject, other) if other else (record.claim.subject,)


def _edges(network: Network, against: Iterable[Bond]) -> dict[tuple[str, str], TieEdge]:
    strained = {(bond.a.id, bond.b.id) for bond in against}
    return {(b.a.id, b.b.id): edge(b, (b.a.id, b.b.id) in strained) for b in network.bonds}


def _node(actor: Actor, divided: Blocs) -> Node:
    bloc = divided.of(actor.id)
    degree = len(divided.network.of(actor.id))
    kind = actor.kind.value if actor.kind else None
    return Node(actor.id, actor.name, kind, bloc.id if bloc else None, degree, divided.slack.get(actor.id))


def _side(bloc: Bloc) -> Side:
    joined_by = "friendship" if bloc.by_friendship else "friendship or a common enemy"
    return Side(bloc.id, words.side(bloc), tuple(member.id for member in bloc.members), joined_by)


def _broker(broker: Broker, divided: Blocs, edges: dict[tuple[str, str], TieEdge]) -> BrokerView:
    bloc = divided.of(broker.actor.id)
    return BrokerView(
        id=broker.actor.id,
        name=broker.actor.name,
        side=bloc.id if bloc else None,
        measure=round(broker.spread, 4),
        betweenness=round(broker.betweenness, 4),
        ties=tuple(edges[bond.a.id, bond.b.id] for bond in broker.bonds),
        sentence=words.broker(broker),
        pairs=len(broker.pairs),
    )


def _triad(triad: Triad) -> TriadView:
    first, second, third = triad.actors
    one, two, three = (edge(bond) for bond in triad.bonds)
    return TriadView(
        actors=(first.id, second.id, third.id),
        names=(first.name, second.name, third.name),
        balanced=triad.is_balanced,
        sentence=words.triad(triad),
        ties=(one, two, three),
    )


def _third(third: Third) -> ThirdView:
    kind = third.actor.kind.value if third.actor.kind else None
    return ThirdView(third.actor.id, third.actor.name, kind, edge(third.first), edge(third.second))
