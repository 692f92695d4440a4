"""Forms of names: laws of folding and shortening, then the forms as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegiance.language.naming import fold, is_acronym_of, is_part_of, is_short_for, name_tokens

WORDS = "Muqtada al-Sadr The of O'Brien Müller ’s José ayatollah AL- القدس Knights Templar Ibn M23 St. — the a".split()
NAMES = st.text(max_size=30) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
SHORT = (is_short_for, is_part_of)


@given(NAMES)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_case_and_space_around_make_no_difference(name: str) -> None:
    assert fold(f"  {name} ") == fold(name)
    if name.isascii():
        assert fold(name.upper()) == fold(name.lower())


@given(NAMES, NAMES)
def test_nothing_is_short_for_itself_nor_both_ways(one: str, other: str) -> None:
    for shortens in SHORT:
        assert not shortens(one, one)
        assert not (shortens(one, other) and shortens(other, one))


@given(NAMES)
def test_tokens_hold_no_space(name: str) -> None:
    assert all(token and not any(c.isspace() for c in token) for token in name_tokens(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Müller", "jose muller"),
        ("the River Guard", "River Guard"),
        ("River Guard's", "River Guard"),
        ("Asa’ib", "Asa'ib"),
        ("PFK.", "PFK"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_article_alone_is_kept() -> None:
    assert fold("The") == "the"


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Grand Ayatollah Idris al-Marran", ("grand", "idris", "marran")),
        ("President Idris Marran", ("idris", "marran")),
        ("Prime Minister", ("prime", "minister")),  # a title alone is all there is
        ("al-Marran", ("marran",)),
    ],
)
def test_titles_and_articles_are_no_part_of_a_name(name: str, tokens: tuple[str, ...]) -> None:
    assert name_tokens(name) == tokens


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Marran", "Idris al-Marran", True),
        ("Idris", "Idris al-Marran", True),
        ("Idris Marran", "Idris Adem Marran", True),
        ("Adem", "Idris Adem Marran", False),  # a middle name alone
        ("Marran", "Marran Idris Adem", True),
        ("Adem Marran", "Idris Marran", False),
        ("Idris Marran", "Marran", False),
    ],
)
def test_short_forms_of_a_person(short: str, full: str, expected: bool) -> None:
    assert is_short_for(short, full) is expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("PFK", "Popular Front for Kivu", True),
        ("PFfK", "Popular Front for Kivu", True),
        ("RG", "River Guard", True),
        ("rg", "River Guard", False),
        ("RGU", "River Guard", False),
        ("R", "River", False),
        ("JN", "Jamaat-Noor", True),
    ],
)
def test_initials_of_a_group(short: str, full: str, expected: bool) -> None:
    assert is_acronym_of(short, full) is expected


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Knights Templar", "Knights Templar cartel", True),
        ("River Guard", "River Guard Brigades", True),
        ("Guard River", "River Guard Brigades", False),
        ("of the", "Union of the North", False),
        ("Guard", "Guardians of the River", False),
        ("Front", "Popular Front for Kivu", False),  # many are called so
    ],
)
def test_parts_of_the_name_of_a_group(short: str, full: str, expected: bool) -> None:
    assert is_part_of(short, full) is expected
