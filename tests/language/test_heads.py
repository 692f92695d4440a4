"""Heads of state: the table is sound, and a name leads to the countries that it may have led."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.countries import countries
from allegiance.language.heads import heads, presided

ENTRIES = [(country, name) for country, names in heads().items() for name in names]


def test_rows_are_countries_in_the_order_of_the_alphabet_and_no_entry_stands_twice() -> None:
    assert set(heads()) <= set(countries())
    assert list(heads()) == sorted(heads())
    assert len(ENTRIES) == len({(country, name) for country, name in ENTRIES})


@given(st.sampled_from(ENTRIES))
def test_every_entry_finds_its_country(entry: tuple[str, str]) -> None:
    country, name = entry
    assert country in presided([name])
    assert country in presided([name.upper()])


@pytest.mark.parametrize(
    ("names", "led"),
    [
        (["Felipe Calderon"], {"Mexico"}),
        (["President Obama", "Obama"], {"United States"}),
        (["George H.W. Bush", "Bush"], {"United States"}),
        (["Castro"], {"Cuba", "Honduras"}),
        (["Castro", "Xiomara Castro"], {"Honduras"}),
        (["Calderon", "Ana Calderon"], set()),
        (["Al"], set()),
        ([""], set()),
        ([], set()),
    ],
)
def test_names_lead_to_countries(names: list[str], led: set[str]) -> None:
    assert presided(names) == led


@given(st.lists(st.text(max_size=40), max_size=3))
def test_any_names_are_answered(names: list[str]) -> None:
    assert presided(names) <= set(heads())
