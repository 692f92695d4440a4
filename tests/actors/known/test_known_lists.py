"""Lists of known actors: what each format gives, how it is recognised, and that no line can stop the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_world import BINDINGS, CSV, ENTITIES, FTM, PETRARCH, read, written

from allegiance.actors.known.known_actor import LONGEST_NAME, KnownActor, NameUse, merged
from allegiance.actors.known.reading import Format, KnownFile
from allegiance.errors import AllegianceError, EmptyDocument, NotReadable, UsageError
from allegiance.language.mention import ActorKind

FILES = [
    ("list.csv", CSV, Format.CSV),
    ("export.json", FTM, Format.FTM),
    ("query.json", BINDINGS, Format.WIKIDATA),
    ("entities.json", ENTITIES, Format.WIKIDATA),
    ("dictionary.txt", PETRARCH, Format.PETRARCH),
]


def names(actor: KnownActor, use: NameUse) -> set[str]:
    return {name.name for name in actor.names if name.use is use}


def offices(actor: KnownActor) -> list[tuple[str, str | None]]:
    return [(office.title, office.held and str(office.held)) for office in actor.offices]


@pytest.mark.parametrize(("name", "content", "format_"), FILES)
def test_a_file_is_recognised_by_its_content_and_has_the_same_person(
    tmp_path: Path, name: str, content: object, format_: Format
) -> None:
    path = written(tmp_path, name, content)
    assert KnownFile.of(path).format is format_
    actors, problems = read(path)
    assert not problems
    (person,) = (actor for actor in actors if actor.kind is ActorKind.PERSON)
    assert person.name.casefold() == "sadiq al-harran"
    assert person.countries == ("Iraq",)
    assert any(title.startswith(("Minister", "government")) for title, _ in offices(person))
    assert all(held is None or held >= "2004" for _, held in offices(person))


@pytest.mark.parametrize(("name", "content", "format_"), FILES)
def test_a_file_gives_the_same_again(tmp_path: Path, name: str, content: object, format_: Format) -> None:
    path = written(tmp_path, name, content)
    one, other = read(path)[0], read(path, format_)[0]
    assert [(actor.id, actor.digest) for actor in one] == [(actor.id, actor.digest) for actor in other]
    assert len({actor.id for actor in one}) == len(one)


def test_a_table_has_columns_in_any_order_and_rows_of_one_id_are_one(tmp_path: Path) -> None:
    (person, group), problems = read(written(tmp_path, "list.csv", CSV))
    assert not problems
    assert (person.own_id, person.place, person.url) == ("m1", "line 2", "https://example.org/m1")
    assert names(person, NameUse.ALIAS) == {"صادق الحران", "S. Harran"}
    assert offices(person) == [
        ("Minister of Ports", "2004/2008"),
        ("Envoy", None),
        ("Speaker", "2010-05-01/2014"),
    ]
    assert person.notes == (("remark", "seen in Basra"),)
    assert (group.kind, group.countries) == (ActorKind.ARMED_GROUP, ("Iraq",))
    (former,) = (name for name in group.names if name.use is NameUse.FORMER)
    assert (former.name, str(former.held)) == ("Upper River League", "2003/2006")
    assert str(group.existed) == "2003/.."


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("name;aliases\nRiver Guard;RG|Guards\n", {"RG", "Guards"}),
        ("Name\tAlso known as\nRiver Guard\tRG; Guards\n", {"RG", "Guards"}),
        ('﻿itemLabel,itemAltLabel\nRiver Guard,"RG, Guards"\n', {"RG", "Guards"}),
        ('name,aliases\n"River\nGuard",RG;Guards\n', {"RG", "Guards"}),
    ],
)
def test_a_table_is_read_whatever_separates_its_columns(
    tmp_path: Path, content: str, columns: set[str]
) -> None:
    ((group,), problems) = read(written(tmp_path, "list.csv", content))
    assert not problems
    assert (group.name, names(group, NameUse.ALIAS)) == ("River Guard", columns)


def test_a_table_from_an_old_office_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name;country\nÅsa Möller;Österreich\n".encode("cp1252"))
    (person,), (problem,) = read(path)
    assert person.name == "Åsa Möller"
    assert str(problem).startswith("list.csv line 2, column country: 'Österreich' is no country")


def test_faults_of_a_table_name_line_and_column_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = ["name,kind,country,from,until", "River Guard,militia,Norway,2003,2006", ",person,Norway,,"]
    lines += ["Idris Marran,oracle,Atlantis,2006-13,", "Adem Marran,person,Norway,2009,2001", "Last,,,,"]
    actors, problems = read(written(tmp_path, "list.csv", "\n".join(lines)))
    assert [actor.name for actor in actors] == ["River Guard", "Idris Marran", "Adem Marran", "Last"]
    said = [str(problem) for problem in problems]
    assert said[0] == "list.csv line 3, column name: no name; the actor is left out"
    assert {line.split(":")[0] for line in said[1:]} == {
        "list.csv line 4, column country",
        "list.csv line 4, column kind",
        "list.csv line 4, column from",
        "list.csv line 5, column until",
    }


def test_follow_the_money_gives_offices_wherever_they_stand_in_the_file(tmp_path: Path) -> None:
    for order in (FTM, FTM[::-1]):
        actors, problems = read(written(tmp_path, "export.json", order))
        assert not problems
        by_id = {actor.own_id: actor for actor in actors}
        assert set(by_id) == {"ft-1", "ft-2", "ft-3"}
        person = by_id["ft-1"]
        assert set(offices(person)) == {
            ("Minister of Ports", "2004-05-01/2008"),
            ("Chair", "2010/.."),
            ("Deputy", None),
        }
        assert {office.body for office in person.offices} == {None, "Ports Authority"}
        assert (person.same_as, str(person.existed)) == ("Q990001", "1961-02/..")
        assert names(person, NameUse.WEAK) == {"Sadiq"}
        assert names(person, NameUse.FORMER) == {"Sadiq Dahr"}
        assert ("datasets", "made_up_peps") in person.notes
        assert (by_id["ft-2"].kind, by_id["ft-2"].countries) == (ActorKind.ARMED_GROUP, ("Norway",))
        assert by_id["ft-3"].kind is ActorKind.ORGANIZATION


def test_follow_the_money_with_entities_inside_one_another(tmp_path: Path) -> None:
    role = {"schema": "Occupancy", "properties": {"post": [FTM[2]], "startDate": ["2004"]}}
    nested = [
        {"id": "x", "schema": "Person", "properties": {"name": ["A. Dahr"], "positionOccupancies": [role]}}
    ]
    ((person,), problems) = read(written(tmp_path, "nested.json", nested))
    assert not problems
    assert offices(person) == [("Minister of Ports", "2004/..")]


def test_rows_of_a_query_of_one_item_are_one_actor(tmp_path: Path) -> None:
    flat = [{k: v["value"] for k, v in row.items()} for row in BINDINGS["results"]["bindings"]]  # type: ignore[index]
    for content in (BINDINGS, json.dumps(flat)):
        ((person,), problems) = read(written(tmp_path, "query.json", content))
        assert not problems
        assert (person.own_id, person.scope, person.same_as) == ("Q990001", "wikidata", "Q990001")
        assert names(person, NameUse.ALIAS) == {"S. Harran", "Abu Salim"}
        assert offices(person) == [
            ("Minister of Ports", "2004-05-01/2008-01-01"),
            ("Speaker", "2010-01-01/2014-01-01"),
        ]


def test_entities_name_positions_that_the_file_holds(tmp_path: Path) -> None:
    dump = "[\n" + ",\n".join(json.dumps(entity) for entity in ENTITIES["entities"].values()) + "\n]\n"
    for content in (ENTITIES, dump):
        ((person,), problems) = read(written(tmp_path, "entities.json", content))
        assert not problems
        assert offices(person) == [("Minister of Ports", "2004-05-01/2008")]
        assert names(person, NameUse.ALIAS) == {"صادق الحران", "Abu Salim"}


def test_a_dictionary_gives_dated_roles(tmp_path: Path) -> None:
    actors, problems = read(written(tmp_path, "dictionary.txt", PETRARCH))
    assert not problems
    by_name = {actor.name: actor for actor in actors}
    assert set(by_name) == {"Sadiq al-Harran", "River Guard", "Norway", "River Faith"}
    assert offices(by_name["Sadiq al-Harran"]) == [
        ("government (Iraq)", "2004-05-01/2008-01-31"),
        ("legislature (Iraq)", "2010-05-01/.."),
    ]
    guard = by_name["River Guard"]
    assert by_name["River Faith"].countries == ()
    assert (guard.kind, guard.countries) == (ActorKind.ARMED_GROUP, ("Norway",))
    assert names(guard, NameUse.ALIAS) == {"RG", "Guards of the River"}
    assert names(by_name["Norway"], NameUse.WEAK) == {"Oslo"}


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("IRQGOV <970101", "../1997-01-01"),
        ("IRQGOV >20070101", "2007-01-01/.."),
        ("IRQGOV 9701-0012", "1997-01/2000-12"),
        ("IRQGOV 2004-2006", "2004/2006"),
        ("IRQGOV 970231-061231", "1997-02/2006-12-31"),
        ("IRQGOV 300101-310101", None),
        ("IRQGOV 20080101-20070101", None),
        ("IRQGOV tomorrow", None),
    ],
)
def test_codes_of_a_dictionary(tmp_path: Path, code: str, held: str | None) -> None:
    (actor,), problems = read(written(tmp_path, "d.txt", f"SADIQ_HARRAN_\n\t[{code}]\n\t[IRQELI]\n"))
    assert [str(office.held) for office in actor.offices] == ([held] if held else [])
    assert bool(problems) == (held is None)
    assert all(str(problem).startswith("d.txt line 2: ") for problem in problems)


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        ("", EmptyDocument, "is empty"),
        ("once upon a time\nthere was", UsageError, "--as"),
        ('{"a": 1}', UsageError, "--as"),
    ],
)
def test_what_is_no_list_is_refused(
    tmp_path: Path, content: str, error: type[AllegianceError], says: str
) -> None:
    path = written(tmp_path, "x", content)
    with pytest.raises(error, match=says) as caught:
        KnownFile.of(path)
    assert str(path) in str(caught.value)


def test_what_cannot_be_opened_and_tables_without_names_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv"):
        with pytest.raises(NotReadable, match=path.name):
            KnownFile.of(path)
    with pytest.raises(UsageError, match="line 1: no column is headed 'name'"):
        list(KnownFile.of(written(tmp_path, "x.csv", "who,why\na,b\n"), "csv").actors())


BAD = [
    ("export.json", '{"id": "a", "schema": "Person", "properties": {"name": ["A. Dahr"]}}', Format.FTM),
    ("query.json", '{"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "A. Dahr"}', Format.WIKIDATA),
]


@pytest.mark.parametrize(("name", "good", "format_"), BAD)
@pytest.mark.parametrize(
    "bad", ["{", "[1, 2]", "null", '{"id": 1}', '{"id": "x"', "[" * 100_000, '{"n": ' + "9" * 9_999 + "}"]
)
def test_a_bad_line_is_named_and_the_next_follow(
    tmp_path: Path, name: str, good: str, format_: Format, bad: str
) -> None:
    path = written(
        tmp_path, name, f"{good}\n{bad}\n{good.replace('A. Dahr', 'B. Dahr').replace('Q1', 'Q2')}\n"
    )
    actors, problems = read(path, format_)
    assert {"A. Dahr", "B. Dahr"} <= {n.name for actor in actors for n in actor.names}
    assert all(str(problem).startswith(name) for problem in problems)
    assert problems or bad in ("[1, 2]", "null") or format_ is Format.WIKIDATA


def test_endless_lines_and_names_are_bounded(tmp_path: Path) -> None:
    long = "x" * 5_000_000
    (actor,), problems = read(written(tmp_path, "a.csv", f"name,aliases\nRiver Guard,RG\n{long},b\n"))
    assert actor.name == "River Guard"
    assert "longer than" in str(problems[0])
    (actor,), _ = read(
        written(tmp_path, "b.csv", f"name,aliases\n{'River ' * 100},{'; '.join(map(str, range(999)))}\n")
    )
    assert len(actor.name) <= LONGEST_NAME
    assert len(actor.names) <= 200


def test_control_characters_and_halves_of_pairs_go(tmp_path: Path) -> None:
    bad = '{"id": "a", "schema": "Person", "properties": {"name": ["Idris\\u0000 \\ud800Mar\\u202eran\\n"]}}'
    ((actor,), _) = read(written(tmp_path, "x.json", bad))
    assert actor.name == "Idris Mar ran"


@given(st.binary(max_size=400), st.sampled_from(list(Format)))
@settings(max_examples=150)
def test_no_bytes_do_more_than_give_problems(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, as_: Format
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes"
    path.write_bytes(content)
    try:
        actors, _ = read(path, as_)
    except UsageError:
        return
    for actor in actors:
        assert actor.name.strip()
        actor.digest.encode()
        actor.name.encode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["name", "alias", "post", "holder", "country", "startDate", "topics"]), VALUES
    )
)
@settings(max_examples=80)
def test_properties_may_be_anything(
    tmp_path_factory: pytest.TempPathFactory, properties: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.json"
    kinds = ("Person", "Occupancy", "Position", "Membership", "Organization")
    written(path.parent, path.name, [{"id": k, "schema": k, "properties": properties} for k in kinds])
    actors, _ = read(path, "ftm")
    assert len(actors) <= 2  # the person and the organization; the others tell of posts


@given(VALUES, VALUES)
@settings(max_examples=80)
def test_claims_may_be_anything(
    tmp_path_factory: pytest.TempPathFactory, claim: object, labels: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.json"
    claims = dict.fromkeys(("P31", "P39", "P569", "P1448", "P27"), claim)
    entity = {"id": "Q1", "labels": labels, "aliases": claim, "claims": claims}
    written(path.parent, path.name, {"entities": {"Q1": entity}})
    actors, _ = read(path, "wikidata")
    assert len(actors) <= 1


@given(st.permutations(range(3)))
def test_merging_keeps_the_first_name_and_loses_none(order: list[int]) -> None:
    lines = CSV.splitlines()[1:]
    text = "\n".join((CSV.splitlines()[0], *(lines[i] for i in order)))
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        actors, _ = read(written(Path(folder), "a.csv", text))
    person = next(actor for actor in actors if actor.own_id == "m1")
    assert person.name == "Sadiq al-Harran"
    assert len(person.offices) == 3
    assert merged(person, person) == person
