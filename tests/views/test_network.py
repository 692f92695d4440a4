"""Networks of a planted casefile: sides, triads, brokers, what two actors share; each stroke has its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.actors.actor import Actor
from allegiance.analysis.sides import Kind, Network, Sides, blocs, brokers, followed, network, shared, triads
from allegiance.casefile import Casefile
from allegiance.cli import main
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.views import network as views
from allegiance.views import plain
from planted import Report, Said, plant, records

NAMES = ("Aven", "Borlo", "Cadra", "Dunmore", "Elsin", "Farrow", "Gallit")
AVEN, BORLO, CADRA, DUNMORE, ELSIN, FARROW, GALLIT = (
    Actor(f"a-{name.casefold()}", name, ActorKind.ORGANIZATION, (name,)) for name in NAMES
)
DAY = date(2019, 6, 30)


def said(one: Actor, relation: str, other: Actor, valid: str = "2019-05") -> Said:
    return Said(f"{one.name} {relation} {other.name} in {valid}.", one, relation, other, valid=valid)


def of(*claims: Said) -> Network:
    return network(records([Report("r", "Plain Wire", "2019-06-01", claims)]), DAY)


# Aven and Borlo against Cadra and Dunmore; Elsin is friends with one of each
TWO_CAMPS = (
    said(AVEN, "allied_with", BORLO),
    said(CADRA, "allied_with", DUNMORE),
    said(AVEN, "attacked", CADRA),
    said(BORLO, "opposes", DUNMORE),
    said(ELSIN, "supports", AVEN),
    said(ELSIN, "aided", CADRA),
)


def test_camps_have_their_names_and_what_goes_against_them() -> None:
    found = blocs(of(*TWO_CAMPS))
    assert [{m.name for m in bloc.members} for bloc in found.blocs] in (
        [{"Aven", "Borlo", "Elsin"}, {"Cadra", "Dunmore"}],
        [{"Cadra", "Dunmore", "Elsin"}, {"Aven", "Borlo"}],
    )
    (against,) = found.against
    assert ELSIN.id in (against.a.id, against.b.id)
    assert found.is_exact
    assert found.frustration == pytest.approx(abs(against.weight)) == found.bound


def test_a_side_keeps_its_id_while_its_best_known_member_is_on_it() -> None:
    known = {AVEN.id: 9, DUNMORE.id: 7}
    ids = {bloc.id for bloc in blocs(of(*TWO_CAMPS), known=known).blocs}
    assert ids == {f"side-{AVEN.id}", f"side-{DUNMORE.id}"}


def test_sides_are_followed_from_day_to_day() -> None:
    first = blocs(of(*TWO_CAMPS), known={AVEN.id: 9, CADRA.id: 8})
    later = blocs(of(*TWO_CAMPS[:4], said(FARROW, "supports", BORLO)), known={FARROW.id: 20, DUNMORE.id: 9})
    _, same = followed([first, later])
    assert {bloc.id: BORLO in bloc.members for bloc in same.blocs} == {
        f"side-{AVEN.id}": True,
        f"side-{CADRA.id}": False,
    }


def test_a_common_enemy_joins_only_by_the_rule_of_two() -> None:
    enemies = of(said(AVEN, "attacked", CADRA), said(BORLO, "attacked", CADRA))
    two, many = (blocs(enemies, rule=rule) for rule in Sides)
    assert sorted(len(bloc.members) for bloc in two.blocs) == [1, 2]
    assert not two.blocs[0].by_friendship
    assert [len(bloc.members) for bloc in many.blocs] == [1, 1, 1]


def test_three_enemies_are_three_sides() -> None:
    found = blocs(of(said(AVEN, "rivals", BORLO), said(BORLO, "rivals", CADRA), said(AVEN, "rivals", CADRA)))
    assert (len(found.blocs), found.frustration) == (3, 0)
    assert found.two > 0


def test_triads_say_who_is_torn() -> None:
    found = of(
        said(ELSIN, "supports", AVEN),
        said(ELSIN, "allied_with", CADRA),
        said(AVEN, "attacked", CADRA),
        said(AVEN, "allied_with", BORLO),
        said(BORLO, "opposes", CADRA),
    )
    torn, two = triads(found)
    assert (torn.kind, torn.actors[0], torn.is_balanced) == (Kind.TORN, ELSIN, False)
    assert (two.kind, two.actors[0], two.is_balanced) == (Kind.TWO_AGAINST_ONE, CADRA, True)
    assert all(bond.agreeing for bond in (*torn.bonds, *two.bonds))


@given(st.permutations(TWO_CAMPS))
def test_the_order_of_claims_does_not_matter(claims: list[Said]) -> None:
    known = of(*TWO_CAMPS)
    found = of(*claims)
    assert [(b.a.id, b.b.id, b.weight) for b in found.bonds] == [
        (b.a.id, b.b.id, b.weight) for b in known.bonds
    ]
    assert [b.members for b in blocs(found).blocs] == [b.members for b in blocs(known).blocs]


def test_a_broker_has_friends_on_both_sides() -> None:
    found = {broker.actor: broker for broker in brokers(blocs(of(*TWO_CAMPS)))}
    assert AVEN not in found or found[AVEN].weight <= found[ELSIN].weight
    broker = found[ELSIN]
    assert {AVEN, CADRA} in [set(pair) for pair in broker.pairs]
    assert 0 < broker.spread <= 0.5
    assert broker.betweenness > 0


def test_two_share_enemies_and_friends() -> None:
    found = shared(of(*TWO_CAMPS, said(BORLO, "opposes", CADRA)), AVEN.id, BORLO.id)
    assert found.direct is not None
    assert found.direct.sign == 1
    assert ([t.actor for t in found.enemies], found.friends, found.balance) == ([CADRA], (), 1.0)


def test_what_comes_later_or_is_for_and_against_is_no_tie() -> None:
    found = of(said(AVEN, "attacked", BORLO, "2019-09"), said(AVEN, "allied_with", CADRA))
    assert [(b.a, b.b) for b in found.bonds] == [(AVEN, CADRA)]
    both = of(said(AVEN, "supports", BORLO), said(AVEN, "opposes", BORLO))
    assert (both.bonds, len(both.undecided)) == ((), 1)
    assert len(both.undecided[0].records) == 2


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    some = (*TWO_CAMPS, said(BORLO, "opposes", CADRA))
    reports = [
        Report("one", "Plain Wire", "2019-06-01", some),
        Report("two", "Hill Post", "2019-06-02", some[:3]),
    ]
    return plant(tmp_path_factory.mktemp("network") / "network.casefile", reports)


def test_each_tie_of_the_view_opens_at_its_words(world: Path) -> None:
    with Casefile.open(world) as casefile:
        view = views.sides(casefile, as_of=Interval.parse("2019-06"))
        for tie in view.ties:
            for cited in tie.passages:
                assert casefile.passage(cited.passage).passage.quote == cited.words
            assert tie.passages
    assert {node.side for node in view.nodes} == {side.id for side in view.sides}
    assert sum(node.degree for node in view.nodes) == 2 * len(view.ties)
    assert view.as_of == "2019-06-30"
    assert plain(view)


def test_around_an_actor_only_its_partners_are_shown(world: Path) -> None:
    with Casefile.open(world) as casefile:
        view = views.sides(casefile, ELSIN)
        assert {node.name for node in view.nodes} == {"Elsin", "Aven", "Cadra"}
        assert views.triads(casefile, ELSIN).unbalanced == 1
        few = views.sides(casefile, most=2)
        assert (len(few.nodes), few.left_out) == (2, 3)
        with pytest.raises(UsageError, match="make no network"):
            views.sides(casefile, most=1)


def test_of_a_large_casefile_the_most_mentioned_actors_are_read(
    planted_casefile: Casefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = Interval.parse("2020-03")
    whole = views.sides(planted_casefile, as_of=then)
    assert len(whole.nodes) > 2
    monkeypatch.setattr(views, "_LARGE", 0)
    assert views.sides(planted_casefile, as_of=then) == whole
    assert len(views.sides(planted_casefile, as_of=then, most=2).nodes) <= 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sides"], "against these sides"),
        (["sides", "--focus", "Elsin"], "stands between Aven and Cadra"),
        (["triads"], "Elsin is with Aven and with Cadra, but these two are against each other"),
        (["common", "Aven", "Borlo"], "both against: Cadra"),
        (["sides", "--rule", "many", "--as-of", "2019"], "Sides as of 31 December 2019"),
    ],
)
def test_on_the_command_line(
    world: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--casefile", str(world)]) == 0
    assert words in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", ["sides", "triads"])
def test_silence_is_said(command: str, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--as-of", "1990", "--casefile", str(world)]) == 0
    assert "neither peace nor neutrality" in " ".join(capsys.readouterr().err.split())
    assert main(["common", "Aven", "Aven", "--casefile", str(world)]) == 2
