"""The parts of a name: what is left when articles, titles and small words are taken away.

'Grand Ayatollah Ali al-Sistani'   ali · sistani
'Abd al-Rahman', 'Abdulrahman'     abdrahman
'Popular Mobilization Forces'      popular* · mobilization · forces*     initials pmf     * words many groups share
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from allegiance.actors.readings import sounds_abroad, sounds_across
from allegiance.actors.sounds import coarse, is_abjad, sounds

_LONGEST = 200  # code points of a name that are looked at
_MOST = 12  # parts of a name that are looked at
_APOSTROPHES = re.compile(r"['’‘ʼʻʽʾʿ`´ʹ′ء]")
_MARKS = re.compile(
    r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
_ARABIC = str.maketrans("أإآٱىةکیؤئۀ", "اااايهكيويه")
_WORD = re.compile(r"[^\W_]+")
_ABD = re.compile(r"(abd|3abd|عبد)(?:(?:e|o|ou|u|a)?[lrnsdzt])?(.{3,})")
_ABD_ALONE = re.compile(r"abd(?:(?:e|o|ou|u|a)[lrnsdzt])?|عبد")
_PARTY_OF_GOD = frozenset(("hizb", "hezb", "حزب"))  # before 'allah': one word, 'Hezbollah'
_KUNYA = frozenset(("abu", "abou", "abo", "umm", "ابو", "ام"))
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
# One token: 'MS-13', 'MS 13' and 'MS13', 'M-23', '17-N'; in small letters only with a hyphen: not 'the 5', 'de 12'.
_SHORT_AND_DIGITS = re.compile(
    r"\b(?!(?i:al|el)-)([^\W\d_]{1,3})[-\u2010-\u2015](?=\d+\b)"
    r"|\b([A-Z]{1,3}) (?=\d+\b)"
    r"|\b(\d+)[-\u2010-\u2015](?=[^\W\d_]{1,2}\b)"
)
# Two tokens: 'Unit61398', 'Barrio18'.
_LONG_AND_DIGITS = re.compile(r"\b([^\W\d_]{4,})(?=\d+\b)")
_ORDINALS: Mapping[str, str] = MappingProxyType(
    {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
    | {"sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10"}
)


Word = tuple[str, str]  # folded, and as written in lower case


@dataclass(frozen=True)
class Part:
    """One part of a name: its folded letters, and its sounds, which are only worked out when they are asked for."""

    text: str
    word: str  # as written, in lower case
    shared: str = ""  # what it means, where many groups share the word: 'party'

    @cached_property
    def abjad(self) -> bool:
        """Whether it is written in Arabic letters."""
        return is_abjad(self.word)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Its sounds; further readings, as where an article may be attached: 'alsadr' and الصدر."""
        attached = (
            len(self.word) > 3 and self.word.startswith("ال")
            if self.abjad
            else len(self.text) > 5 and self.text[:2] in ("al", "el") and self.text[2] not in "aeiouy"
        )
        without = (sounds(self.word[2:]),) if attached else ()
        return (sounds(self.word), *without, *sounds_abroad(self.word))

    @cached_property
    def further(self) -> tuple[str, ...]:
        """All readings, with those that are heard only beside the other script."""
        return (*self.codes, *sounds_across(self.word))

    @cached_property
    def skeletons(self) -> tuple[str, ...]:
        """The consonants of each reading."""
        return tuple(dict.fromkeys(coarse(codes) for codes in self.further))


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart."""

    folded: str
    parts: tuple[Part, ...]
    numbers: tuple[str, ...]  # '18', 'm23', 'jr', sorted
    acronym: str  # the letters, where the whole name may be one: 'aah'
    initials: frozenset[str]  # of the parts, with and without small words


@dataclass(frozen=True)
class _Words:
    titles: frozenset[str]
    titles_or_names: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    assimilated: frozenset[str]
    suffixes: frozenset[str]
    generic: Mapping[str, str]

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that initials skip."""
        return self.particles | self.articles | self.assimilated


@cache
def _words() -> _Words:
    text = (files("allegiance.actors") / "name_words.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    generic = {word: meaning for meaning, words in table.pop("generic").items() for word in words.split()}
    return _Words(**{key: frozenset(words.split()) for key, words in table.items()}, generic=generic)


def fold(text: str) -> str:
    """The form in which spellings of one name are equal: no case, accents, apostrophes, hyphens, leading article.

    >>> fold("The Asa’ib Ahl al-Ḥaqq")
    'asaib ahl al haqq'
    """
    if not text.isascii():
        text = _without_marks(text)
    words = _WORD.findall(_APOSTROPHES.sub("", text.casefold()))
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFKD", _unpointed(text).translate(_ARABIC))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _unpointed(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def parts_of(name: str) -> Parts:
    """Take a name apart; only its first 200 characters and twelve parts are looked at."""
    return _taken_apart(name[:_LONGEST])


@lru_cache(maxsize=32_768)
def _taken_apart(name: str) -> Parts:
    marked = _APOSTROPHES.sub("", _with_digits(name if name.isascii() else _unpointed(name)).casefold())
    found = _WORD.findall(marked)[: 2 * _MOST]
    words = [(word if word.isascii() else _without_marks(word), word) for word in found]
    table = _words()
    counted = [(pair, _number(pair[0], table)) for pair in words if pair[0]]
    kept = _untitled([pair for pair, number in counted if not number], table)
    bare = list(_joined(_without_articles(kept, table)))[:_MOST]
    return Parts(
        folded=fold(name),
        parts=tuple(Part(plain, word, table.generic.get(plain, "")) for plain, word in bare),
        numbers=tuple(sorted(number for _, number in counted if number)),
        acronym=_acronym(name),
        initials=_initials([plain for plain, _ in words if plain], table),
    )


def _with_digits(name: str) -> str:
    """With letters and digits as one token where the letters are few, as two where they are a word.

    >>> _with_digits("MS-13"), _with_digits("Unit61398"), _with_digits("Brigade-5")
    ('MS13', 'Unit 61398', 'Brigade-5')
    """
    if not any(map(str.isdigit, name)):
        return name
    return _LONG_AND_DIGITS.sub(r"\1 ", _SHORT_AND_DIGITS.sub(r"\1\2\3", name))


def _number(plain: str, table: _Words) -> str:
    if plain in table.suffixes:
        return {"junior": "jr", "senior": "sr"}.get(plain, plain)
    if plain.isalpha():
        return _ORDINALS.get(plain, "")
    ordinal = _ORDINAL.fullmatch(plain)
    if ordinal:
        return ordinal[1]
    return plain if any(c.isdigit() for c in plain) else ""


def _untitled(words: list[Word], table: _Words) -> list[Word]:
    while len(words) > 1:
        title = words[0][0]
        names_left = sum(word not in table.particles and word not in table.articles for word, _ in words[1:])
        if title in table.titles_or_names and names_left < 2:
            break
        if title not in table.titles and title not in table.titles_or_names:
            break
        if not names_left:
            break
        words = words[1:]
    return words


def _without_articles(words: list[Word], table: _Words) -> list[Word]:
    """Without articles and particles; a name that is nothing else is left as it is."""
    kept: list[Word] = []
    for place, (plain, word) in enumerate(words):
        following = words[place + 1][0] if place + 1 < len(words) else ""
        article = plain in table.articles or (plain in table.assimilated and following[:1] == plain[1:2])
        given = plain == "ben" and place == 0
        if not ((following and article) or (plain in table.particles and not given)):
            kept.append((plain, word))
    return kept or words


def _joined(words: list[Word]) -> Iterator[Word]:
    """'abd' and 'abu' belong to the part that follows: 'Abd al-Rahman' is one name."""
    place = 0
    while place < len(words):
        plain, word = words[place]
        following = words[place + 1] if place + 1 < len(words) else None
        if following and _ABD_ALONE.fullmatch(plain):
            rest = _bare_god(following[0])
            yield plain[:3] + rest, plain[:3] + rest
            place += 2
            continue
        if following and plain in _PARTY_OF_GOD and _bare_god(following[0]) == "lah":
            yield plain + "lah", plain + "lah"
            place += 2
            continue
        if following and plain in _KUNYA:
            yield plain + following[0], word + following[1]
            place += 2
            continue
        attached = _ABD.fullmatch(plain)
        yield (attached[1] + _bare_god(attached[2]),) * 2 if attached else (plain, word)
        place += 1


def _bare_god(plain: str) -> str:
    """The rest of 'Abdullah', 'Abd Allah', عبد الله: without the article, so that all are alike."""
    if plain in ("allah", "ullah", "llah", "lah", "الله"):
        return "lah"
    return plain.removeprefix("ال") if plain.startswith("ال") and len(plain) > 3 else plain


def _acronym(name: str) -> str:
    letters = name.strip().replace(".", "").replace("-", "")
    plain = letters.isascii() and letters.isalpha() and 2 <= len(letters) <= 8
    return letters.lower() if plain and sum(c.isupper() for c in letters) * 2 > len(letters) else ""


def _initials(words: list[str], table: _Words) -> frozenset[str]:
    large = [word for word in words if word not in table.small]
    return frozenset("".join(word[0] for word in some) for some in (large, words) if 2 <= len(some) <= 8)
