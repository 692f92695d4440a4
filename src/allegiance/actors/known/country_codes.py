"""Countries by the codes and names that lists use: 'iq', 'IRQ', 'Q796', 'Iraqi' → 'Iraq'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from allegiance.language.countries import CountryRole, lookup

_LARGE_CODES = 2  # column of the table


def country_of(text: str) -> str | None:
    """The country's name in the gazetteer, by name, demonym, ISO or CAMEO code, or Wikidata item; else None."""
    text = text.strip()
    if code := _codes().get(text.rpartition("/")[2].casefold()):
        return code
    found = lookup(text)
    return found.country if found and found.role is not CountryRole.METONYM else None


def country_of_cameo(code: str) -> str | None:
    """The country of a three-letter code in capitals; other codes of that length are roles."""
    return _cameo().get(code)


def countries_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The countries that these name, each once."""
    return tuple(dict.fromkeys(country for text in texts if (country := country_of(text))))


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType({code.casefold(): row[0] for row in _rows() for code in _entries(row, 1, 2, 3)})


@cache
def _cameo() -> Mapping[str, str]:
    return MappingProxyType({code: row[0] for row in _rows() for code in _entries(row, _LARGE_CODES)})


def _rows() -> list[list[str]]:
    text = (files("allegiance.actors.known") / "country_codes.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _entries(row: list[str], *columns: int) -> list[str]:
    return [code for column in columns for code in row[column].split()]
