"""Groups: the table is sound, a form names a group only where it can be told, and its names are one actor of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.coreference import corefer
from allegiance.language.countries import lookup
from allegiance.language.groups import Group, GroupName, group, groups, is_abbreviation, known_group
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.language.naming import fold
from allegiance.language.trained import _form, _kind
from reading_world import Grammar

FORMS = [(entry, form) for entry in groups().values() for form in entry.forms]
form_of_table = st.sampled_from(FORMS)


@given(form_of_table)
def test_every_form_of_the_table_finds_its_row(entry: tuple[Group, str]) -> None:
    known, form = entry
    assert group(form) == GroupName(known.name, form in known.unclear)


@given(form_of_table)
def test_article_possessive_and_apostrophe_change_nothing(entry: tuple[Group, str]) -> None:
    form = entry[1]
    assert group(f"the {form}") == group(form)
    assert group(form.replace("'", "’")) == group(form)
    assert group(f"{form}’s") == group(form)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = group(text)
    assert found is None or found.group in groups()


def test_no_form_belongs_to_two_groups_and_none_stands_twice() -> None:
    owners: dict[str, list[str]] = {}
    for known, form in FORMS:
        bare = form if is_abbreviation(form) else fold(form)
        owners.setdefault(bare.replace("-", " "), []).append(known.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
    # Forms that differ in an article only would find one row, too.
    assert [form for known, form in FORMS if known_group(form) not in (None, known.name)] == []


def test_every_group_has_several_names_and_one_that_cannot_be_mistaken() -> None:
    assert [known.name for known in groups().values() if len(known.forms) < 2] == []
    assert [known.name for known in groups().values() if known.unclear.issuperset(known.forms)] == []


def test_groups_are_no_countries_and_no_people() -> None:
    assert [form for _, form in FORMS if (country := lookup(form)) and not country.ambiguous] == []
    assert {known.kind for known in groups().values()} <= {
        ActorKind.ORGANIZATION,
        ActorKind.ARMED_GROUP,
        ActorKind.MOVEMENT,
    }


def test_the_table_is_in_the_order_of_the_alphabet() -> None:
    names = list(groups())
    assert names == sorted(names)
    assert len(names) >= 150


ONE = [
    ("FARC", "Revolutionary Armed Forces of Colombia"),
    ("Farc", "Fuerzas Armadas Revolucionarias de Colombia"),
    ("Asa'ib Ahl al-Haq", "League of the Righteous"),
    ("Asaib Ahl Al-Haq", "عصائب أهل الحق"),
    ("ISIS", "ISIL"),
    ("the Islamic State’s", "Da’esh"),
    ("DAESH", "داعش"),
    ("First Capital Command", "Primeiro Comando da Capital"),
    ("Red Command", "Comando Vermelho"),
    ("MS-13", "MS13"),
    ("MS‑13", "Mara Salvatrucha"),
    ("Popular Mobilization Forces", "al-Hashd al-Sha’bi"),
    ("Popular Mobilisation units", "Hashd Shaabi"),
    ("NATO", "Nato"),
    ("the U.N.", "United Nations"),
    ("M-19", "19th of April Movement"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_names_of_one_group(one: str, other: str) -> None:
    assert known_group(one) is not None
    assert known_group(one) == known_group(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taliban", "Pakistani Taliban"),
        ("Mahdi Army", "Saraya al-Salam"),
        ("al-Qaeda in Iraq", "Islamic State"),
        ("Jabhat al-Nusra", "Hay'at Tahrir al-Sham"),
        ("Islamic State", "Islamic State West Africa Province"),
        ("Hezbollah", "Kata'ib Hezbollah"),
        ("Communist Party of India (Maoist)", "CPI (M)"),
    ],
)
def test_branches_and_successors_are_groups_of_their_own(one: str, other: str) -> None:
    assert known_group(one) is not None
    assert known_group(other) is not None
    assert known_group(one) != known_group(other)


@pytest.mark.parametrize("form", ["IS", "PCC", "AAH", "PMF", "SDF", "FSA", "ELN", "AUC", "Knights Templar"])
def test_what_may_mean_others_is_marked(form: str) -> None:
    assert (found := group(form)) is not None
    assert found.ambiguous
    assert known_group(form) is None


@pytest.mark.parametrize(
    "text", ["is", "Is", "isis", "farc", "an Islamic state", "red command", "the red command", "un", "", "?"]
)
def test_other_words_name_no_group(text: str) -> None:
    assert group(text) is None


def chains(grammar: Grammar, text: str, *names: tuple[str, ActorKind]) -> list[Chain]:
    """The chains of a text whose mentions are these names, each where it stands in it."""
    sentences, place, mentions = grammar.read(text).sentences, 0, []
    for words, kind in names:
        place = text.index(words, place)
        mentions.append(Mention(place, place + len(words), words, Form.NAMED, kind, place))
        place += len(words)
    return list(corefer(sentences, mentions))


GANG, PARTY, PERSON, COUNTRY = (
    ActorKind.ARMED_GROUP,
    ActorKind.ORGANIZATION,
    ActorKind.PERSON,
    ActorKind.COUNTRY,
)
TOGETHER = [
    ("{} left Norway. Sweden fought {}.", "Daesh", "ISIL"),
    ("Sweden fought the {}. Norway met the {}.", "FARC", "Revolutionary Armed Forces of Colombia"),
    ("Norway blames {}. Sweden blames the {}.", "Comando Vermelho", "Red Command"),
    ("Norway blames the {}. Sweden blames the {}.", "First Capital Command", "PCC"),
    ("Sweden fought {}. Norway fought {}.", "IS", "ISIS"),  # the unclear name comes first
    ("Sweden met {}. Norway met the {}.", "AAH", "League of the Righteous"),
]


@pytest.mark.parametrize(("text", "one", "other"), TOGETHER)
def test_names_of_one_group_are_one_actor(grammar: Grammar, text: str, one: str, other: str) -> None:
    (chain,) = chains(grammar, text.format(one, other), (one, GANG), (other, PARTY))
    assert [m.text for m in chain.mentions] == [one, other]
    assert sorted(chain.reasons) == ["first mention", "same group under another name"]


APART = [
    ("Norway blames the PCC. Sweden blames the Red Command.", ("PCC", GANG), ("Red Command", GANG)),
    ("Sweden fought IS. Norway fought al-Qaeda.", ("IS", GANG), ("al-Qaeda", GANG)),
    ("Sweden met Daesh. Norway met Isil.", ("Daesh", GANG), ("Isil", PERSON)),
    ("Sweden met Daesh. Norway met the Islamic State.", ("Daesh", GANG), ("Islamic State", COUNTRY)),
    ("Sweden met Wagner. Norway met PMC Wagner.", ("Wagner", PERSON), ("PMC Wagner", GANG)),
    ("Sweden met the Taliban. Norway met the TTP.", ("Taliban", GANG), ("TTP", GANG)),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_others_stay_apart(
    grammar: Grammar, text: str, one: tuple[str, ActorKind], other: tuple[str, ActorKind]
) -> None:
    assert len(chains(grammar, text, one, other)) == 2


def test_what_stands_in_brackets_says_more_than_the_table(grammar: Grammar) -> None:
    text = "Norway blames the First Capital Command. The Popular Centre Council (PCC) met Sweden."
    found = chains(
        grammar, text, ("First Capital Command", GANG), ("Popular Centre Council", PARTY), ("PCC", PARTY)
    )
    assert [[m.text for m in chain.mentions] for chain in found] == [
        ["First Capital Command"],
        ["Popular Centre Council", "PCC"],
    ]


@pytest.mark.parametrize(
    ("words", "marked", "kind"),
    [
        ("Primeiro Comando da Capital", PERSON, GANG),
        ("Islamic State", COUNTRY, GANG),
        ("Hamas", PARTY, PARTY),  # groups of all sorts are told apart differently
        ("EU", COUNTRY, COUNTRY),
        ("Hamas", PERSON, PERSON),  # one word may be a surname
        ("Idris Marran", PERSON, PERSON),
    ],
)
def test_a_known_group_is_read_as_no_person_and_an_armed_one_as_no_country(
    words: str, marked: ActorKind, kind: ActorKind
) -> None:
    assert _kind(words, 0, words, marked) is kind


def test_a_known_group_is_named_though_it_looks_like_a_verb(grammar: Grammar) -> None:
    tokens = [t for t in grammar.sentence("Sweden says IS has left.").span if t.text in ("IS", "has")]
    assert _form("IS", tokens[:1]) is Form.NAMED
    assert _form("has", tokens[1:]) is Form.NOMINAL
