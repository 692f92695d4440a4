"""Resolving: chains of documents become actors; laws of ids first, then who is whom as a table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.actors.resolve import Known, Register, Resolution
from allegiance.language.mention import ActorKind, Chain, Form, Mention

PERSON, GROUP, COUNTRY = ActorKind.PERSON, ActorKind.ARMED_GROUP, ActorKind.COUNTRY
PARTY, PEOPLE = ActorKind.ORGANIZATION, ActorKind.POPULATION


def chain(*forms: str, kind: ActorKind | None = PERSON, at: int = 0) -> Chain:
    """A chain named by these forms, the fullest first; those without a capital are noun phrases."""
    mentions = []
    for words in forms:
        form = Form.NAMED if words != words.lower() else Form.NOMINAL
        mentions.append(Mention(at, at + len(words), words, form, kind, at))
        at += len(words) + 1
    return Chain(forms[0], kind, tuple(mentions), ("test",) * len(forms))


def resolve(*documents: list[Chain]) -> list[tuple[Resolution, ...]]:
    """Resolve documents one after the other with one register."""
    register = Register()
    return [register.resolve(f"d{number}", chains) for number, chains in enumerate(documents)]


NAMES = st.sampled_from(
    [
        "Idris al-Marran",
        "Marran",
        "Idris Marran",
        "River Guard",
        "RG",
        "Norway",
        "Norwegian",
        "the rebels",
        "القدس",
        "!",
    ]
)
CHAINS = st.builds(
    lambda name, kind, at: chain(name, kind=kind, at=at),
    NAMES,
    st.sampled_from(ActorKind),
    st.integers(0, 99),
)
DOCUMENTS = st.lists(st.lists(CHAINS, max_size=5, unique_by=lambda c: c.mentions[0].start), max_size=4)


@given(DOCUMENTS)
@settings(max_examples=60)
def test_each_chain_gets_one_actor_and_a_reason_and_the_same_again(documents: list[list[Chain]]) -> None:
    found = resolve(*documents)
    assert found == resolve(*documents)
    for chains, resolutions in zip(documents, found, strict=True):
        assert len(resolutions) == len(chains)
        for one, resolution in zip(chains, resolutions, strict=True):
            assert resolution.reason
            assert set(one.names) <= set(resolution.actor.names)
            assert resolution.actor.name in resolution.actor.names


@given(DOCUMENTS)
@settings(max_examples=60)
def test_two_chains_of_a_document_are_two_actors_unless_one_country(documents: list[list[Chain]]) -> None:
    for resolutions in resolve(*documents):
        ids = [r.actor.id for r in resolutions if r.reason != "country of this name"]
        assert len(set(ids)) == len(ids)


@given(DOCUMENTS)
@settings(max_examples=40)
def test_an_actor_keeps_its_name_and_never_loses_one(documents: list[list[Chain]]) -> None:
    seen: dict[str, Actor] = {}
    for resolutions in resolve(*documents):
        for actor in (r.actor for r in resolutions if r.actor.kind is not COUNTRY):
            earlier = seen.setdefault(actor.id, actor)
            assert actor.name == earlier.name
            assert earlier.names[0] in actor.names


SAME = [
    (chain("Idris al-Marran"), chain("Idris al-Marran")),
    (chain("Idris al-Marran"), chain("Idris Marran")),
    (chain("Idris al-Marran"), chain("Marran")),  # the only one of that surname
    (chain("Marran"), chain("Marran")),
    (chain("Idris Marran", kind=PERSON), chain("Idris Marran", kind=GROUP)),  # one of them was misread
    (chain("River Guard", kind=GROUP), chain("the River Guard", "River Guard", kind=PARTY)),
    (chain("Norway", kind=COUNTRY), chain("Norwegian", kind=COUNTRY)),
    (chain("Valley Salvation Front", kind=GROUP), chain("Valley Salvation Front", kind=None)),
    (chain("Islamic State", kind=GROUP), chain("Daesh", kind=PARTY)),
    (chain("Red Command", kind=GROUP), chain("Comando Vermelho", kind=GROUP)),
    (chain("First Capital Command", "PCC", kind=GROUP), chain("Primeiro Comando da Capital", kind=GROUP)),
]


@pytest.mark.parametrize(("first", "later"), SAME, ids=lambda c: c.name)
def test_one_actor(first: Chain, later: Chain) -> None:
    ((one,), (other,)) = resolve([first], [later])
    assert other.actor.id == one.actor.id
    assert other.reason != "first read here"


APART = [
    (chain("Idris Marran"), chain("Adem Marran")),
    (chain("Harbour Front", kind=GROUP), chain("Valley Front", kind=GROUP)),
    (chain("the protesters", kind=PEOPLE), chain("the protesters", kind=PEOPLE)),
    (chain("Marran", kind=PERSON), chain("Marran", kind=GROUP)),
    (chain("Norway", kind=COUNTRY), chain("Sweden", kind=COUNTRY)),
    (chain("the Police", kind=GROUP), chain("the Police", kind=GROUP)),
    (chain("Supreme Court", kind=PARTY), chain("Supreme Court", kind=PARTY)),
    (chain("1st Division", kind=GROUP), chain("2nd Division", kind=GROUP)),
    (chain("PCC", kind=PARTY), chain("Primeiro Comando da Capital", kind=GROUP)),
    (chain("Jabhat al-Nusra", kind=GROUP), chain("Hay'at Tahrir al-Sham", kind=GROUP)),
]


@pytest.mark.parametrize(("first", "later"), APART, ids=lambda c: c.name)
def test_two_actors(first: Chain, later: Chain) -> None:
    ((one,), (other,)) = resolve([first], [later])
    assert other.actor.id != one.actor.id


def test_a_surname_that_two_known_persons_share_names_neither() -> None:
    documents = resolve([chain("Idris Marran"), chain("Adem Marran", at=20)], [chain("Marran")])
    known = {r.actor.id for r in documents[0]}
    assert documents[1][0].actor.id not in known


def test_a_later_document_adds_its_names() -> None:
    ((_,), (other,)) = resolve([chain("Idris al-Marran")], [chain("Idris Marran", "the cleric")])
    assert {"Idris al-Marran", "Idris Marran"} <= set(other.actor.names)
    assert other.actor.name == "Idris al-Marran"


def test_a_country_is_the_same_without_having_been_read_before() -> None:
    (one,), (other,) = (Register().resolve(d, [chain("Norway", kind=COUNTRY)]) for d in ("d1", "d2"))
    assert one.actor.id == other.actor.id
    assert one.reason == "country of this name"


def test_a_register_knows_the_actors_of_a_casefile() -> None:
    actor = Actor("a1", "Idris Marran", PERSON, ("Idris Marran", "the cleric"))
    register = Register.of([Known(actor, ("Idris Marran",))])
    (found,) = register.resolve("d1", [chain("Idris Marran")])
    assert found.actor.id == "a1"
    assert "Idris Marran" in found.reason


def test_a_group_is_called_by_its_own_name_unless_others_have_one_too() -> None:
    (own,), (shared,) = resolve(
        [chain("Norway's River Cartel", "River Cartel", kind=GROUP)],
        [chain("Norway's National Police", "National Police", kind=GROUP)],
    )
    assert own.actor.name == "River Cartel"
    assert shared.actor.name == "Norway's National Police"


def test_ids_come_from_the_place_in_the_document() -> None:
    (one,), (again,), (elsewhere,) = (
        Register().resolve(d, [chain("Idris Marran", at=at)]) for d, at in (("d1", 0), ("d1", 0), ("d2", 0))
    )
    assert one.actor.id == again.actor.id != elsewhere.actor.id
