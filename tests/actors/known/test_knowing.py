"""Who is whom by lists of known actors: laws first, then a table of what joins and what is left apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_world import Listed, chain, entry, office

from allegiance.actors.known.knowing import Context, Knowing
from allegiance.actors.known.known_actor import KnownActor
from allegiance.actors.known.name_keys import bare, is_generic, is_institution, sound_keys, words_key
from allegiance.actors.names import AUTOMATIC, match
from allegiance.actors.resolve import Register, Resolution
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind, Chain

PERSON, GROUP, COUNTRY = ActorKind.PERSON, ActorKind.ARMED_GROUP, ActorKind.COUNTRY
PARTY = ActorKind.ORGANIZATION

LEAGUE = entry(
    "Asa'ib al-Nahr", "AAN", "League of the River", "~the League", "Harranis", kind=GROUP, countries=["Iraq"]
)
HARRAN = entry("Sadiq al-Harran", "صادق الحران", "Abu Salim al-Basri", countries=["Iraq"])
IRAQ, NORWAY = chain("Iraq", kind=COUNTRY, at=900), chain("Norwegian", kind=COUNTRY, at=950)


def resolve(
    listed: list[KnownActor], *documents: list[Chain], published: str | None = None
) -> list[tuple[Resolution, ...]]:
    register = Register(Knowing(Listed(*listed)))
    time = Interval.parse(published) if published else None
    return [register.resolve(f"d{number}", chains, time) for number, chains in enumerate(documents)]


def known(listed: list[KnownActor], *chains: Chain, published: str | None = None) -> str | None:
    """The entry that the first chain of a document is found to be."""
    return resolve(listed, list(chains), published=published)[0][0].known


def test_all_names_of_an_entry_are_one_actor() -> None:
    documents = [
        [chain("League of the River", kind=GROUP), IRAQ],
        [chain("AAN", kind=PARTY)],
        [chain("Asaib Al Nahr fighters", kind=None)],
        [chain("the Asa’ib al-Nahr", kind=ActorKind.MOVEMENT)],
    ]
    found = [document[0] for document in resolve([LEAGUE], *documents)]
    assert len({resolution.actor.id for resolution in found}) == 1
    assert {resolution.actor.kind for resolution in found} == {GROUP}
    assert found[-1].actor.name == "Asa'ib al-Nahr"
    assert {"League of the River", "AAN"} <= set(found[-1].actor.names)
    assert not {"Harranis", "the League"} & set(found[-1].actor.names)  # no document uses them


def test_two_names_of_an_entry_in_one_document_are_one_actor() -> None:
    ((one, other, iraq),) = resolve(
        [LEAGUE], [chain("League of the River", kind=GROUP), chain("AAN", kind=GROUP, at=50), IRAQ]
    )
    assert one.actor.id == other.actor.id != iraq.actor.id


def test_two_chains_of_the_same_words_stay_two() -> None:
    ((one, other),) = resolve([HARRAN], [chain("Sadiq al-Harran"), chain("Sadiq al-Harran", at=50)])
    assert one.known == HARRAN.id
    assert other.known is None
    assert one.actor.id != other.actor.id


JOINS = [
    ("other script", HARRAN, chain("صادق الحران")),
    ("title and article", HARRAN, chain("President Sadiq Harran"), IRAQ),
    ("other spelling, the country agrees", HARRAN, chain("Sadeq al-Haran"), IRAQ),
    ("no country is spoken of", HARRAN, chain("Sadiq al-Harran")),
    ("a group of a telling name, wherever", LEAGUE, chain("League of the River", kind=GROUP), NORWAY),
    ("a single word that is the group's name", entry("Nahrawis", kind=GROUP), chain("Nahrawis", kind=GROUP)),
    ("an acronym of its own name", LEAGUE, chain("AAN", kind=GROUP), IRAQ),
    ("a person that the reader took for an organization", HARRAN, chain("Sadiq al-Harran", kind=PARTY), IRAQ),
    (
        "generic, the country agrees",
        entry("Communist Party", kind=PARTY, countries=["Norway"]),
        chain("Communist Party", kind=PARTY),
        NORWAY,
    ),
    ("generic, of no country", entry("Islamic State", kind=GROUP), chain("Islamic State", kind=GROUP)),
    ("of no kind", LEAGUE, chain("League of the River", kind=None)),
]


@pytest.mark.parametrize(
    ("why", "listed", "chains"),
    [(w, e, c) for w, e, *c in JOINS],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_joins(why: str, listed: KnownActor, chains: list[Chain]) -> None:
    assert known([listed], *chains) == listed.id, why


APART = [
    ("weak name", LEAGUE, chain("the League", kind=GROUP)),
    ("a single word that is only an alias", LEAGUE, chain("Harranis", kind=GROUP)),
    ("a surname", HARRAN, chain("Harran")),
    ("a given name", HARRAN, chain("Sadiq")),
    ("another country only", HARRAN, chain("Sadiq al-Harran"), NORWAY),
    ("an acronym in another country", LEAGUE, chain("AAN", kind=GROUP), NORWAY),
    (
        "an acronym beside another full name",
        LEAGUE,
        chain("Airlines Association of Norrland", "AAN", kind=PARTY),
    ),
    ("other spelling, no country", HARRAN, chain("Sadeq al-Haran")),
    ("another given name", HARRAN, chain("Karim al-Harran"), IRAQ),
    ("another kind", HARRAN, chain("Sadiq al-Harran", kind=GROUP), IRAQ),
    ("another kind, no country", HARRAN, chain("Sadiq al-Harran", kind=PARTY)),
    (
        "generic",
        entry("Supreme Court", kind=PARTY, countries=["Iraq"]),
        chain("Supreme Court", kind=PARTY),
        IRAQ,
    ),
    (
        "generic",
        entry("National Army", kind=GROUP, countries=["Iraq"]),
        chain("the National Army", kind=GROUP),
        IRAQ,
    ),
    (
        "an office",
        entry("President of Iraq", kind=None, countries=["Iraq"]),
        chain("the Iraq", kind=None),
        IRAQ,
    ),
    ("a country", entry("Baghdad", kind=None, countries=["Iraq"]), chain("Baghdad", kind=PARTY), IRAQ),
    ("initials that no list gives", entry("River Guard of Harran", kind=GROUP), chain("RGH", kind=GROUP)),
]


@pytest.mark.parametrize(
    ("why", "listed", "chains"),
    [(w, e, c) for w, e, *c in APART],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_is_left_apart(why: str, listed: KnownActor, chains: list[Chain]) -> None:
    assert known([listed], *chains) is None, why


def marran(country: str, **more: object) -> KnownActor:
    return entry("Idris Marran", countries=[country], own_id=country, **more)


ONE = marran("Norway", offices=(office("President", "2001/2009"),))
OTHER = marran("Sweden", offices=(office("Bishop of Uppsala", "2001/2009"),))


def test_two_of_one_name_are_kept_apart_and_told() -> None:
    documents = resolve([ONE, OTHER], [chain("Idris Marran")], [chain("Idris Marran")])
    found = [document[0] for document in documents]
    assert all(resolution.ambiguous and resolution.known is None for resolution in found)
    assert found[0].actor.id != found[1].actor.id
    assert "2 known actors bear this name" in found[0].reason
    assert "Norway" in found[0].reason and "Sweden" in found[0].reason


DECIDED = [
    ("country", [ONE, OTHER], [chain("Idris Marran"), NORWAY], None),
    ("office", [OTHER, ONE], [chain("Idris Marran", "the president")], "2005"),
    ("kind", [ONE, entry("Idris Marran", kind=None, own_id="ship")], [chain("Idris Marran")], None),
    (
        "time of the name",
        [
            entry("New Valley", "Valley Pact|2005/..", kind=PARTY, own_id="b"),
            entry("River Front", "Valley Pact|../2004", kind=PARTY, own_id="a"),
        ],
        [chain("Valley Pact", kind=PARTY)],
        "2003-06",
    ),
    (
        "not there yet",
        [ONE, marran("Denmark", existed=Interval.parse("2012/.."))],
        [chain("Idris Marran")],
        "2005-03-01",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "listed", "chains", "published"), DECIDED, ids=lambda v: v if isinstance(v, str) else ""
)
def test_two_of_one_name_are_told_apart_by(
    by: str, listed: list[KnownActor], chains: list[Chain], published: str | None
) -> None:
    expected = {"time of the name": "River Front"}.get(by, "Idris Marran")
    found = known(listed, *chains, published=published)
    (meant,) = (actor for actor in listed if actor.id == found)
    assert meant.name == expected
    assert meant.countries in (("Norway",), ()), by


def test_an_office_of_another_time_decides_nothing() -> None:
    assert known([ONE, OTHER], chain("Idris Marran", "the president"), published="2015") is None


def test_two_lists_that_have_the_same_actor_agree() -> None:
    elsewhere = entry("Sadiq al-Harran", countries=["Iraq", "Norway"], scope="another list")
    (resolution,) = resolve([HARRAN, elsewhere], [chain("Sadiq al-Harran")])[0]
    assert resolution.known in (HARRAN.id, elsewhere.id)
    stranger = entry("Sadiq al-Harran", countries=["Peru"], scope="another list")
    (resolution,) = resolve([HARRAN, stranger], [chain("Sadiq al-Harran")])[0]
    assert resolution.ambiguous


def test_a_group_that_a_list_has_twice_is_one() -> None:
    twice = [entry("River Guard", kind=GROUP, countries=["Norway"], own_id=own_id) for own_id in ("a", "b")]
    assert known(twice, chain("River Guard", kind=GROUP)) in {actor.id for actor in twice}


def test_who_is_refused_is_not_joined_by_name_either() -> None:
    documents = resolve([HARRAN], [chain("Sadiq al-Harran"), IRAQ], [chain("Sadiq al-Harran"), NORWAY])
    assert documents[0][0].actor.id != documents[1][0].actor.id


def test_ties_hold_in_the_next_session() -> None:
    first = Register(Knowing(Listed(LEAGUE)))
    (one, _) = first.resolve("d1", [chain("League of the River", kind=GROUP), IRAQ])
    later = Register(Knowing(Listed(LEAGUE)), dict(first.ties))
    (other, _) = later.resolve("d2", [chain("AAN", kind=GROUP), IRAQ])
    assert one.actor.id == other.actor.id


NAMES = st.sampled_from(
    "Idris Marran|Sadiq al-Harran|Sadeq Haran|AAN|League of the River|Supreme Court|Norway|the rebels|Harran|!".split(
        "|"
    )
)
CHAINS = st.builds(
    lambda n, k, at: chain(n, kind=k, at=at), NAMES, st.sampled_from(ActorKind), st.integers(0, 99)
)
DOCUMENTS = st.lists(st.lists(CHAINS, max_size=5, unique_by=lambda c: c.mentions[0].start), max_size=4)


@given(DOCUMENTS, st.permutations([LEAGUE, HARRAN, ONE, OTHER]))
@settings(max_examples=60)
def test_the_order_of_lists_makes_no_difference(
    documents: list[list[Chain]], listed: list[KnownActor]
) -> None:
    found = resolve(listed, *documents)
    assert [[r.known for r in rs] for rs in found] == [
        [r.known for r in rs] for rs in resolve([LEAGUE, HARRAN, ONE, OTHER], *documents)
    ]


@given(DOCUMENTS)
@settings(max_examples=60)
def test_lists_that_name_nobody_change_nothing(documents: list[list[Chain]]) -> None:
    listed = [entry("Somebody Else Entirely", countries=["Peru"])]
    register = Register()
    assert resolve(listed, *documents) == [
        register.resolve(f"d{n}", chains) for n, chains in enumerate(documents)
    ]


@given(DOCUMENTS)
@settings(max_examples=60)
def test_a_chain_keeps_its_names_and_an_actor_of_a_list_its_kind(documents: list[list[Chain]]) -> None:
    listed = {actor.id: actor for actor in (LEAGUE, HARRAN, ONE, OTHER)}
    for chains, resolutions in zip(documents, resolve(list(listed.values()), *documents), strict=True):
        for one, resolution in zip(chains, resolutions, strict=True):
            assert set(one.names) <= set(resolution.actor.names)
            if resolution.known:
                assert resolution.actor.kind is listed[resolution.known].kind


SPELLINGS = st.sampled_from(
    [("Sadiq al-Harran", "Sadeq Haran"), ("Nouri al-Maliki", "Nuri al-Malki"), ("Qais Khazali", "قيس الخزعلي"),
     ("Mahdi Army", "Army of the Mahdi"), ("Muqtada al-Sadr", "Moqtada Sadr")]
)  # fmt: skip


@given(SPELLINGS)
def test_spellings_of_one_name_share_a_key(pair: tuple[str, str]) -> None:
    one, other = pair
    assert match(one, other).score >= AUTOMATIC
    assert sound_keys(one) & sound_keys(other) or words_key(one) == words_key(other)


def test_words_that_tell_nothing() -> None:
    bodies = (
        "the Police",
        "National Guard",
        "Supreme Court",
        "Ministry of Interior",
        "Congress",
        "National Army",
        "Authorities",
        "The Rebels",
    )
    assert all(is_institution(name) for name in bodies)
    own = (
        "Islamic State",
        "United Nations",
        "National Liberation Army",
        "Communist Party",
        "Norwegian Army",
        "Workers' Party",
        "Contras",
        "M23",
    )
    assert not any(is_institution(name) for name in own)
    assert all(
        is_generic(name) for name in ("the army", "National Guard", "Ministry of Interior", "People's Party")
    )
    assert not any(is_generic(name) for name in ("River Guard", "17 November", "Badr Organization"))
    assert bare("River Guard fighters") == "River Guard"
    assert bare("fighters") == "fighters"


def test_a_document_speaks_of_a_country_inside_a_name() -> None:
    context = Context.of([chain("Norwegian Prime Minister Idris Marran")])
    assert context.countries == {"Norway"}
