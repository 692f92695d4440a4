"""Sides: who stood with whom as of a day: the network, its sides, triads, brokers, what a pair has in common.

Plain data ready to draw; every tie carries the passages that it rests on. `network.py` makes them of a casefile.
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the network. `side`: id of a `Side`, None where no tie places it; `degree`: how many partners.

    `hold`: how much weight holds it on its side; 0 where it could as well stand on another.
    """

    id: str
    name: str
    kind: str | None
    side: str | None
    degree: int
    hold: float | None = None


@dataclass(frozen=True, slots=True)
class TieEdge:
    """How two actors stand, all relations between them taken together.

    `sign` +1 with, -1 against; `weight` 0-1 how firmly (certainty and independent voices); `strains`: whether it
    goes against the sides: with the other side, or against its own.
    """

    a: str
    b: str
    sign: int
    label: str  # 'allied with', 'opposes; attacked': the relations in words
    last_confirmed: str | None  # ISO date or EDTF
    independent: int
    passages: tuple[Cited, ...]
    weight: float = 1.0
    mixed: bool = False  # some words show them with, others against each other
    strains: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side. `label`: its two or three best connected members; `id` stays from date to date."""

    id: str
    label: str
    members: tuple[str, ...]  # ids of actors, the best connected first
    joined_by: str = "friendship"  # or 'friendship or a common enemy'


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network as of a day.

    `frustration`: weight of the ties that go against the sides; `bound`: no division into sides has less. Where both
    are equal the division is the best there is; else the gap is what is not known.
    """

    as_of: str | None
    nodes: tuple[Node, ...]
    ties: tuple[TieEdge, ...]
    sides: tuple[Side, ...]
    frustration: float
    bound: float
    note: str
    brokers: tuple[BrokerView, ...] = ()
    focus: str | None = None  # id of the actor around whom it is drawn
    left_out: int = 0  # actors with fewer claims that are not shown


@dataclass(frozen=True, slots=True)
class TriadView:
    """Three actors that all stand to each other. `balanced`: an even number of its ties is against."""

    actors: tuple[str, str, str]  # ids
    names: tuple[str, str, str]
    balanced: bool
    sentence: str  # 'A is with B and with C, but B is against C'
    ties: tuple[TieEdge, TieEdge, TieEdge]


@dataclass(frozen=True, slots=True)
class TriadsView:
    """All triads, counted by kind, and those that are shown; the unbalanced ones with the firmest ties first."""

    as_of: str | None
    balanced: int
    unbalanced: int
    triads: tuple[TriadView, ...]
    note: str
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ThirdView:
    """A third actor beside a pair, and how each of the two stands to it."""

    id: str
    name: str
    kind: str | None
    first: TieEdge
    second: TieEdge


@dataclass(frozen=True, slots=True)
class CommonView:
    """What two actors have in common; `direct` is the tie between them, None where none is recorded."""

    as_of: str | None
    a: str
    b: str
    names: tuple[str, str]
    direct: TieEdge | None
    friends: tuple[ThirdView, ...]
    enemies: tuple[ThirdView, ...]
    divide: tuple[ThirdView, ...]  # one of the two is with it, the other against it
    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class BrokerView:
    """An actor with friends on several sides that meet only through it.

    `pairs`: such friends, two by two (Gould & Fernandez); `measure` 0-1: how evenly its friendly ties are spread over
    sides; `betweenness` 0-1: the share of shortest ways along friendly ties that pass through it.
    """

    id: str
    name: str
    side: str | None
    measure: float
    betweenness: float
    ties: tuple[TieEdge, ...]
    sentence: str
    pairs: int = 0
