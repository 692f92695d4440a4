"""Countries as they are named: 'Iran', 'the U.S.', 'Salvadorean', 'the Kremlin' → a country and the role.

The table is `gazetteer/countries.tsv`, which people can read and extend. A lookup is about a whole surface
form, not about its context: words with another common reading ('Georgia', 'Jordan', 'Washington') are found,
but marked `ambiguous`; words that cannot be told ('Korea', 'Brussels') are not in the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

_LONGEST = 64  # code points; no name of a country is longer
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´ʹ", "'"))
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_POSSESSIVE = re.compile(r"'[sS]?$")
_SEPARATORS = re.compile(r"[\s\-‐‑–]+")
_SHORT = re.compile(r"[A-Z]{2,5}|[A-Z]&[A-Z]|BiH")
_SINGULAR = ("iss", "ois")  # 'Swiss', 'Seychellois'
# In lower case these are other words: 'turkey and china on the table', 'to polish'.
_OTHER_WORDS = frozenset(
    re.findall(
        r"\w+",
        "turkey china chad guinea jordan polish pole poles finn finns swede swedes dane brit scot scots"
        " kiwi kiwis lima colombo dutch male sucre salisbury",
    )
)


class CountryRole(StrEnum):
    """What kind of word stands for the country."""

    NAME = "name"
    DEMONYM = "demonym"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Country:
    """One row of the table; every form as it is written in news."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    unclear: frozenset[str]  # the forms that often mean something else too


@dataclass(frozen=True, slots=True)
class CountryName:
    """What a surface form says: the country's canonical name, and how it is named."""

    country: str
    role: CountryRole
    ambiguous: bool = False


@cache
def countries() -> Mapping[str, Country]:
    """All countries by canonical name, in the order of the table."""
    text = (files("allegiance.language") / "gazetteer" / "countries.tsv").read_text(encoding="utf-8")
    rows = (_country(line) for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({country.name: country for country in rows})


def lookup(text: str) -> CountryName | None:
    """The country that this whole text names, or None.

    'the', a possessive ending, dots, accents, hyphens make no difference; abbreviations keep their case.

    >>> lookup("the U.S.").country, lookup("Salvadorean").country, lookup("us")
    ('United States', 'El Salvador', None)
    """
    return _looked_up(text) if 1 < len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _looked_up(text: str) -> CountryName | None:
    bare = _bare(text)
    short = _SEPARATORS.sub("", bare.replace(".", ""))
    if found := _abbreviations().get(short):
        return found
    key = _key(bare)
    return None if key in _OTHER_WORDS and bare[:1].islower() else _words().get(key)


def speaks_of_people(text: str, before: str) -> bool:
    """Whether a plural means people and not their state; `before` is the text in front of it.

    'three Colombians' are people, 'talks with the Russians' may well be with their state.

    >>> speaks_of_people("Colombians", "led by three "), speaks_of_people("Russians", "talks with the ")
    (True, False)
    """
    found = lookup(text)
    plural = text.endswith("s") and not text.endswith(_SINGULAR)
    articled = _ARTICLE.match(text) or before.lower().endswith("the ")
    return found is not None and found.role is CountryRole.DEMONYM and plural and not articled


def _country(line: str) -> Country:
    name, *columns = (column.strip() for column in line.split("\t"))
    entries = [[entry.strip() for entry in column.split(";") if entry.strip()] for column in columns]
    unclear = frozenset(
        e.rstrip("?") for e in (name, *(e for column in entries for e in column)) if e.endswith("?")
    )
    names, demonyms, metonyms = (tuple(e.rstrip("?") for e in column) for column in entries)
    return Country(name.rstrip("?"), names, demonyms, metonyms, unclear)


def _forms(country: Country) -> Iterator[tuple[str, CountryName]]:
    by_role = {
        CountryRole.NAME: (country.name, *country.names),
        CountryRole.DEMONYM: country.demonyms,
        CountryRole.METONYM: country.metonyms,
    }
    for role, forms in by_role.items():
        for form in forms:
            yield form, CountryName(country.name, role, form in country.unclear)


@cache
def _abbreviations() -> Mapping[str, CountryName]:
    forms = (pair for country in countries().values() for pair in _forms(country))
    return MappingProxyType({form: found for form, found in forms if _SHORT.fullmatch(form)})


@cache
def _words() -> Mapping[str, CountryName]:
    forms = (pair for country in countries().values() for pair in _forms(country))
    return MappingProxyType({_key(_bare(form)): found for form, found in forms if not _SHORT.fullmatch(form)})


def _bare(text: str) -> str:
    """Without the article before it and the possessive behind it, apostrophes all of one kind."""
    text = text.translate(_APOSTROPHES).strip()
    article = _ARTICLE.match(text)
    return _POSSESSIVE.sub("", text[article.end() :] if article else text)


def _key(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in ".,'")
    return _SEPARATORS.sub(" ", plain).strip().casefold()
