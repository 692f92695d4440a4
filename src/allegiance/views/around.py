"""Around a pair: what is recorded between one actor and the groups of the other, and who broke away from those groups.

    A ──leads──► group ◄──split from── T        group and B, T and B: shown beside A and B, never as claims about A

A claim about a group is not silently one about its leader; but who asks about the two wants to see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allegiance.actors.actor import Actor
from allegiance.casefile.questions import Questions
from allegiance.casefile.record import Record
from allegiance.claims.claim import Polarity

_MOST = 12  # groups looked at on each side


def around(casefile: Questions, one: Actor, other: Actor) -> tuple[Record, ...]:
    """Claims between either actor and the groups of the other, with those by which a third party left such a group."""
    found: dict[str, Record] = {}
    for leader, partner in ((one, other), (other, one)):
        groups = _led_by(casefile, leader)
        leavers = _left(casefile, groups)
        for group in groups:
            _keep(found, casefile.claims(actor=group.id, other=partner.id))
        for leaver, splits in leavers:
            with_partner = tuple(casefile.claims(actor=leaver.id, other=partner.id))
            if with_partner:
                _keep(found, (*splits, *with_partner))
    return tuple(found.values())


def _keep(found: dict[str, Record], records: Iterable[Record]) -> None:
    for record in records:
        found.setdefault(record.id, record)


def _led_by(casefile: Questions, leader: Actor) -> list[Actor]:
    """Groups that the actor leads or led, in order of time."""
    groups: dict[str, Actor] = {}
    for record in casefile.claims(actor=leader.id, relation="leads", include_denied=False):
        claim = record.claim
        if claim.subject.id == leader.id and claim.object is not None:
            groups.setdefault(claim.object.id, claim.object)
    return list(groups.values())[:_MOST]


def _left(casefile: Questions, groups: Sequence[Actor]) -> list[tuple[Actor, list[Record]]]:
    """Who broke away from the groups, with the claims that say so."""
    leavers: dict[str, tuple[Actor, list[Record]]] = {}
    for group in groups:
        for record in casefile.claims(actor=group.id, relation="split_from"):
            claim = record.claim
            if (
                claim.object is not None
                and claim.object.id == group.id
                and claim.polarity is Polarity.AFFIRMED
            ):
                leavers.setdefault(claim.subject.id, (claim.subject, []))[1].append(record)
    return list(leavers.values())[:_MOST]
