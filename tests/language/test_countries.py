"""Countries: the table is sound, and a word names a country only where it can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.countries import Country, CountryRole, countries, lookup

FORMS = [
    (country, role, form)
    for country in countries().values()
    for role, forms in (
        (CountryRole.NAME, (country.name, *country.names)),
        (CountryRole.DEMONYM, country.demonyms),
        (CountryRole.METONYM, country.metonyms),
    )
    for form in forms
]
form_of_table = st.sampled_from(FORMS)


@given(form_of_table)
def test_every_form_of_the_table_finds_its_row(entry: tuple[Country, CountryRole, str]) -> None:
    country, role, form = entry
    found = lookup(form)
    assert found is not None
    assert (found.country, found.role) == (country.name, role)
    assert found.ambiguous == (form in country.unclear)


@given(form_of_table)
def test_article_and_possessive_change_nothing(entry: tuple[Country, CountryRole, str]) -> None:
    form = entry[2]
    assert lookup(f"the {form}") == lookup(form)
    if not form.endswith("'s"):
        assert lookup(f"{form}’s") == lookup(form)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = lookup(text)
    assert found is None or found.country in countries()


def test_no_form_belongs_to_two_countries() -> None:
    owners: dict[str, set[str]] = {}
    for country, _, form in FORMS:
        owners.setdefault(form.casefold(), set()).add(country.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_the_table_is_in_the_order_of_the_alphabet() -> None:
    names = list(countries())
    assert names == sorted(names)
    assert len(names) >= 210


@pytest.mark.parametrize(
    ("text", "country", "role"),
    [
        ("US", "United States", "name"),
        ("the U.S.", "United States", "name"),
        ("U. S.", "United States", "name"),
        ("the United States’", "United States", "name"),
        ("IRAN", "Iran", "name"),
        ("iran", "Iran", "name"),
        ("Iranians", "Iran", "demonym"),
        ("the Saudis", "Saudi Arabia", "demonym"),
        ("Salvadorean", "El Salvador", "demonym"),
        ("Emirati", "United Arab Emirates", "demonym"),
        ("Bosnian", "Bosnia and Herzegovina", "demonym"),
        ("Nigerien", "Niger", "demonym"),
        ("Nigerian", "Nigeria", "demonym"),
        ("the Kremlin", "Russia", "metonym"),
        ("The White House", "United States", "metonym"),
        ("Downing Street", "United Kingdom", "metonym"),
        ("Planalto", "Brazil", "metonym"),
        ("Baghdad", "Iraq", "metonym"),
        ("Burma", "Myanmar", "name"),
        ("Côte d’Ivoire", "Ivory Coast", "name"),
        ("Cote d'Ivoire", "Ivory Coast", "name"),
        ("Turkiye", "Turkey", "name"),
        ("Turkey", "Turkey", "name"),
        ("DR Congo", "Democratic Republic of the Congo", "name"),
        ("Republic of Congo", "Republic of the Congo", "name"),
        ("Republic of China", "Taiwan", "name"),
        ("Guinea-Bissau", "Guinea-Bissau", "name"),
        ("Guinea Bissau", "Guinea-Bissau", "name"),
        ("Kurdistan Region of Iraq", "Kurdistan Region", "name"),
        ("Soviets", "Soviet Union", "demonym"),
    ],
)
def test_names_in_news(text: str, country: str, role: str) -> None:
    found = lookup(text)
    assert found is not None
    assert (found.country, found.role, found.ambiguous) == (country, role, False)


@pytest.mark.parametrize(
    "text", ["Georgia", "Jordan", "Chad", "Congo", "Congolese", "Washington", "Dominican", "Serbs"]
)
def test_words_with_another_reading_say_so(text: str) -> None:
    found = lookup(text)
    assert found is not None
    assert found.ambiguous


@pytest.mark.parametrize("text", ["us", "Us", "turkey", "china", "polish", "uk"])
def test_lower_case_words_are_other_words(text: str) -> None:
    assert lookup(text) is None


@pytest.mark.parametrize(
    "text", ["Korea", "Korean", "Brussels", "The Hague", "Islamic Republic", "European Union"]
)
def test_words_that_cannot_be_told_are_left_out(text: str) -> None:
    assert lookup(text) is None


@pytest.mark.parametrize("text", ["Iranian-backed", "Iran and Iraq", "the", "", "’s", "I", "a" * 100_000])
def test_words_that_name_no_country(text: str) -> None:
    assert lookup(text) is None
