"""Forms of a name inside one document: surname for person, initials for organization, demonym for country."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from allegiance.language.words import words

_APOSTROPHES = re.compile(r"['’`ʻʼ‘]")
_POSSESSIVE = re.compile(r"['’]s\b")
_ARTICLE = re.compile(r"^(?:al|el|ul|ar|as|ash|ad|an|az|at)-(?=\w)")
_OTHER = re.compile(r"[^\w\s-]+")
_SMALL = frozenset("of the and for in on de la del los las y e da do al el et des du".split())
_LEADING = frozenset("the a an its his her their this that these those".split())


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The form in which two spellings of one name are equal: no case, accents, apostrophes, leading article."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    tokens = _OTHER.sub(" ", _APOSTROPHES.sub("", plain)).split()
    while len(tokens) > 1 and tokens[0] in _LEADING:
        tokens = tokens[1:]
    return " ".join(tokens)


@lru_cache(maxsize=50_000)
def name_tokens(text: str) -> tuple[str, ...]:
    """Folded tokens of a name without titles and without the Arabic article: → ali sistani."""
    titles = words("person_words", "titles")
    tokens = [_ARTICLE.sub("", token) for token in fold(text).split()]
    kept = [token for token in tokens if token.rstrip(".") not in titles and token not in ("al", "el")]
    return tuple(kept or tokens)


def is_short_for(short: str, full: str) -> bool:
    """Whether a person's short form stands for the fuller one: 'Sadr' or 'Muqtada' for 'Muqtada al-Sadr'."""
    few, many = name_tokens(short), name_tokens(full)
    if not few or len(few) >= len(many):
        return False
    return few in (many[-len(few) :], many[: len(few)]) or (
        len(few) > 1 and few[0] == many[0] and few[-1] == many[-1]
    )


def is_acronym_of(short: str, full: str) -> bool:
    """Whether the initials of the full name give the short one: 'PMF' for 'Popular Mobilization Forces'.

    Small words may be skipped or kept ('UPOEG', 'CJNG'), and a hyphen starts a new word.
    """
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    if not 2 <= len(letters) <= 8 or short == short.lower() or " " in short.strip():
        return False
    parts = [part for part in re.split(r"[\s-]+", fold(full)) if part]
    if len(parts) < 2:
        return False
    large = "".join(part[0] for part in parts if part not in _SMALL)
    return letters in (large, "".join(part[0] for part in parts))


def initials(full: str) -> tuple[str, ...]:
    """What a name may be shortened to, marked with '=' so that no word is taken for it: ('=pmf',)."""
    parts = [part for part in re.split(r"[\s-]+", fold(full)) if part]
    if len(parts) < 2:
        return ()
    large = "".join(part[0] for part in parts if part not in _SMALL)
    return tuple(dict.fromkeys((f"={large}", "=" + "".join(part[0] for part in parts))))


def is_part_of(short: str, full: str) -> bool:
    """Whether the fuller name only adds what kind of group it is: 'Knights Templar' and 'Knights Templar cartel'."""
    few, many = fold(short).split(), fold(full).split()
    if not few or len(few) >= len(many) or all(word in _SMALL for word in few):
        return False
    for i in range(len(many) - len(few) + 1):
        if many[i : i + len(few)] == few:
            added = [*many[:i], *many[i + len(few) :]]
            return all(
                word in _SMALL or word.rstrip("s") in words("person_words", "groups") for word in added
            )
    return False


def is_misspelt(one: str, other: str) -> bool:
    """Whether two longer names differ by a letter or two: 'Javier Sicilia', 'Javier Sicila'."""
    a, b = fold(one), fold(other)
    numbers = re.findall(r"\d+", a) == re.findall(r"\d+", b)
    return min(len(a), len(b)) >= _LONG and a[0] == b[0] and numbers and fuzz.ratio(a, b) >= _NEARLY


_LONG, _NEARLY = 10, 92  # letters; per cent of letters in common
