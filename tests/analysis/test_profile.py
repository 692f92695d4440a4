"""The profile of the planted actor, each entry with its records."""

from __future__ import annotations

from allegiance.actors.actor import Actor
from allegiance.analysis import Profile, profile
from allegiance.analysis.family import later_names
from allegiance.interval import Interval
from planted import GUARD, HANDS, MARRAN, OSTRAVA, WORLD, records


def _profile(actor: Actor, on: str | None = None) -> Profile:
    every = records(WORLD)
    own = [r for r in every if actor.id in (r.claim.subject.id, r.claim.object.id if r.claim.object else "")]
    around = [r for r in every if r.claim.relation == "renamed_as"]
    return profile(actor, own, on=Interval.parse(on) if on else None, around=around)


def test_offices_have_their_years() -> None:
    (office,) = _profile(MARRAN).offices
    assert (office.value, [str(time) for time in office.times]) == ("minister of water", ["2006/2008"])


def test_a_group_that_is_led_keeps_its_later_names() -> None:
    found = _profile(MARRAN)
    assert [tie.object for tie in found.leads] == [GUARD]
    assert found.later_names[GUARD.id] == (HANDS,)


def test_both_ways_of_leading_are_told_apart() -> None:
    assert not _profile(GUARD).leads
    assert [tie.subject for tie in _profile(GUARD).led_by] == [MARRAN]


def test_partners_are_those_with_ties_that_take_sides() -> None:
    (partner,) = _profile(MARRAN).partners
    assert partner.actor == OSTRAVA
    assert {tie.relation for tie in partner.ties} == {"allied_with", "rivals"}


def test_portrayals_keep_their_speaker() -> None:
    (portrayal,) = _profile(MARRAN).portrayals
    assert portrayal.claim.value == "reformer"
    assert portrayal.claim.said_by and portrayal.claim.said_by.speaker == MARRAN


def test_what_came_later_is_not_in_the_profile() -> None:
    assert not _profile(MARRAN, "2005").offices
    assert len(_profile(MARRAN, "2005").chronology) == 3


def test_names_that_lead_in_a_circle_end() -> None:
    (there,) = [r for r in records(WORLD) if r.claim.relation == "renamed_as"]
    back = type(there)(
        "c-back",
        type(there.claim)(
            **{
                **{f: getattr(there.claim, f) for f in there.claim.__slots__},
                "subject": HANDS,
                "object": GUARD,
            }
        ),
        there.document,
        there.recorded,
    )
    assert later_names([there, back]) == {GUARD.id: (HANDS,), HANDS.id: (GUARD,)}
