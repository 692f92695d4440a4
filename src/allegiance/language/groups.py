"""Groups that news call by several names: 'ISIS', 'Daesh' and 'Islamic State' → one group.

The table is `gazetteer/groups.tsv`, which people can read and extend. A lookup is about a whole name, not about its
context: a form that may be another's too ('PCC', 'Knights Templar') is found, but marked `ambiguous`, and counts only
beside a form that cannot be mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from allegiance.language.mention import ActorKind
from allegiance.language.naming import fold

_LONGEST = 120  # code points; no name of a group is longer
_DASHES = re.compile(r"[\s\-‐‑–—/]+")
_MARKS = re.compile(r"[.ʾʿ´ʹ′״״]")  # dots of abbreviations, and apostrophes that `fold` takes for letters
_ARTICLES = frozenset("al el ul ad as ash an ar at az".split())  # of Arabic names; each spelling has another
_ARABIC = str.maketrans("ىیک", "ييك")  # Persian letters and a final one that look alike
_AROUND = re.compile(r"^(?:the|The|THE)\s+|['’]s?$")
_SHORT = re.compile(r"(?=(?:.*[^\W\d_a-z]){2})[A-Za-z0-9ÇÖÜ+]{2,10}")
_GAPS = re.compile(r"[\s.\-‐‑–—/()]+")


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the table; every form as it is written in news, the name first."""

    name: str
    kind: ActorKind
    forms: tuple[str, ...]
    unclear: frozenset[str]  # the forms that may mean somebody else too


@dataclass(frozen=True, slots=True)
class GroupName:
    """What a surface form says: the group's canonical name, and whether it may be another's too."""

    group: str
    ambiguous: bool = False


@cache
def groups() -> Mapping[str, Group]:
    """All groups by canonical name, in the order of the table."""
    text = (files("allegiance.language") / "gazetteer" / "groups.tsv").read_text(encoding="utf-8")
    rows = (_group(line) for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({group.name: group for group in rows})


def group(name: str) -> GroupName | None:
    """The group that this whole name is a name of, or None.

    Accents, articles, apostrophes, hyphens and the dots of abbreviations make no difference; abbreviations are found
    in capitals only, and names of two words only where both are written as names.

    >>> group("Da’esh").group, group("the Red Command").group, group("PCC").ambiguous
    ('Islamic State', 'Comando Vermelho', True)
    >>> group("is"), group("an Islamic state")
    (None, None)
    """
    return _looked_up(name) if 1 < len(name) <= _LONGEST else None


def known_group(name: str) -> str | None:
    """The group that this name means wherever it stands.

    >>> known_group("Comando Vermelho"), known_group("PCC")
    ('Comando Vermelho', None)
    """
    found = group(name)
    return None if found is None or found.ambiguous else found.group


@lru_cache(maxsize=16_384)
def _looked_up(name: str) -> GroupName | None:
    if found := _abbreviations().get(_short(name)):
        return found
    form, found = _words().get(_key(name), ("", None))
    return found if found is not None and _is_written(name, form) else None


def _is_written(name: str, form: str) -> bool:
    """Whether a text has the capitals of a name: 'red command' and 'an Islamic state' may be any."""
    words, own = name.split(), form.split()
    if len(own) == 2 and own[-1][0].isupper() and words[-1][0].islower():
        return False
    return form == form.lower() or name != name.lower()


def _group(line: str) -> Group:
    name, kind, column = (entry.strip() for entry in line.split("\t"))
    entries = (name, *(entry.strip() for entry in column.split(";") if entry.strip()))
    forms = tuple(entry.rstrip("?") for entry in entries)
    return Group(
        forms[0], ActorKind(kind), forms, frozenset(e.rstrip("?") for e in entries if e.endswith("?"))
    )


def _forms() -> Iterator[tuple[str, GroupName]]:
    for entry in groups().values():
        for form in entry.forms:
            yield form, GroupName(entry.name, form in entry.unclear)


def is_abbreviation(form: str) -> bool:
    """Whether a form of the table is one that is found in its own capitals only: 'MS-13', 'AfD', not 'Nato'."""
    return " " not in form and _SHORT.fullmatch(_short(form)) is not None


@cache
def _abbreviations() -> Mapping[str, GroupName]:
    return MappingProxyType({_short(form): found for form, found in _forms() if is_abbreviation(form)})


@cache
def _words() -> Mapping[str, tuple[str, GroupName]]:
    return MappingProxyType(
        {_key(form): (form, found) for form, found in _forms() if not is_abbreviation(form)}
    )


def _short(name: str) -> str:
    """An abbreviation without article, dots, hyphens, gaps: 'MS-13' → 'MS13'."""
    return _GAPS.sub("", _AROUND.sub("", name.strip()))


def _key(name: str) -> str:
    """The words of a name, equal for spellings that differ in article, accents, apostrophes, hyphens and case."""
    words = _DASHES.sub(" ", fold(_MARKS.sub("", name)).translate(_ARABIC)).split()
    return " ".join([word for word in words if word not in _ARTICLES] or words)
