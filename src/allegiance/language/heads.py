"""Heads of state and government by name: 'President Funes' in a text about Washington is El Salvador's.

The table is `gazetteer/heads.tsv`, which people can read and extend. It settles of which state somebody is president
where a text does not say it; who holds an office, and when, comes from the text alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from allegiance.language.naming import name_tokens

_SHORTEST = 3  # letters of a single word that can name a head of state


def presided(names: Iterable[str]) -> frozenset[str]:
    """The countries that somebody of these names may have led: the same country as often as the names allow.

    Names of two or more words go before single ones, which may be several leaders'.

    >>> presided(["President Felipe Calderon"]), sorted(presided(["Castro"])), presided(["Calderon", "Ana Calderon"])
    (frozenset({'Mexico'}), ['Cuba', 'Honduras'], frozenset())
    """
    told = [tokens for name in names if (tokens := frozenset(name_tokens(name)))]
    full = [tokens for tokens in told if len(tokens) > 1]
    if full:
        return frozenset(country for tokens in full for country in _with_all(tokens))
    single = (word for tokens in told for word in tokens if len(word) >= _SHORTEST)
    return frozenset(country for word in single for country in _by_word().get(word, {}))


def _with_all(tokens: frozenset[str]) -> Iterable[str]:
    """Countries that have an entry with all these words."""
    first = next(iter(tokens))
    for country, entries in _by_word().get(first, {}).items():
        if any(tokens <= entry for entry in entries):
            yield country


@cache
def heads() -> Mapping[str, tuple[str, ...]]:
    """Who led each country, in the order of the table."""
    text = (files("allegiance.language") / "gazetteer" / "heads.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({country: tuple(names.split("; ")) for country, names in rows})


@cache
def _by_word() -> Mapping[str, Mapping[str, tuple[frozenset[str], ...]]]:
    """Entries by each of their words and by country."""
    found: dict[str, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    for country, names in heads().items():
        for name in names:
            entry = frozenset(name_tokens(name))
            for word in entry:
                found[word][country].append(entry)
    return MappingProxyType(
        {word: {c: tuple(entries) for c, entries in by.items()} for word, by in found.items()}
    )
