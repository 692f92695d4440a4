"""States in names: 'the Syrian government' is Syria, 'Pakistani Supreme Court' is the Supreme Court of Pakistan."""

from __future__ import annotations

import re
from functools import lru_cache

from allegiance.language.countries import CountryRole, lookup

_GOVERNMENT = re.compile(
    r"(?:the\s+|The\s+)?(?P<country>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}?)(?:['’]s)?\s+"
    r"(?:federal\s+|central\s+|national\s+)?(?:government|govt\.?|authorities|state|regime)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?P<country>.{2,40}?)['’]s\s+(?P<own>[A-Z].*)")
_OF = re.compile(r"(?P<own>[A-Z].*?)\s+of\s+(?:the\s+)?(?P<country>[A-Z].*)")
_BODIES = re.compile(
    r"\b(?:court|ministry|department|police|army|navy|parliament|congress|senate|guard|patrol|office|commission|"
    r"assembly|council|bank|agency|service|services|force|forces|military|treasury|embassy|prosecutors?|constitution)\b",
    re.IGNORECASE,
)
_LONGEST = 3  # words of a country's name before a body: 'South Korean', 'United Arab Emirates'


@lru_cache(maxsize=4096)
def governed(text: str) -> str | None:
    """The country whose government a phrase names.

    >>> governed("the Costa Rican government"), governed("Nicaragua Govt"), governed("Islamic State")
    ('Costa Rica', 'Nicaragua', None)
    """
    found = _GOVERNMENT.fullmatch(text)
    country = lookup(found["country"]) if found else None
    return country.country if country and country.role is not CountryRole.METONYM else None


def is_body(name: str) -> bool:
    """Whether a name is one of a state's bodies: a court, a ministry, the police."""
    return _BODIES.search(name) is not None


@lru_cache(maxsize=4096)
def without_state(name: str) -> tuple[str, str | None]:
    """A name without the country that it belongs to, and the country.

    What is 'of' a country or called after its people may be a branch ('Pakistani Taliban'), so that only bodies of a
    state lose it; with a possessive anybody does.

    >>> without_state("Supreme Court of Pakistan"), without_state("Mexico's Zetas"), without_state("Pakistani Taliban")
    (('Supreme Court', 'Pakistan'), ('Zetas', 'Mexico'), ('Pakistani Taliban', None))
    """
    owned = _OWNED.fullmatch(name)
    if owned and (country := lookup(owned["country"])):
        return owned["own"], country.country
    if not is_body(name):
        return name, None
    behind = _OF.fullmatch(name)
    if behind and (country := lookup(behind["country"])):
        return behind["own"], country.country
    words = name.split()
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if country := lookup(" ".join(words[:length])):
            return " ".join(words[length:]), country.country
    return name, None
