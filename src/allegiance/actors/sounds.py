"""Tokens of names as sounds, so that spellings and scripts can be compared.

    'Khazali', 'Ghazaly', 'خزعلي', 'Хазали'  ──sounds──►  one code a sound  ──distance──►  how far apart

Consonants weigh most; vowels, which Arabic leaves out and romanisations vary, weigh little. One code a sound:
    b p f v m n l r t d s z   as in English      k q       J  j, dj, zh, ج      S  sh, ش      C  ch, č, چ
    T  th, ث     D  dh, ذ     X  kh, خ     G  gh, غ     g  g, گ     h  h, ه     H  ح
    a e I U      vowels: I for i, y, ee, ي; U for u, o, ou, w, و     A  alef at the start: any vowel     E  ع
    @ Y O        a, i, u at the end, where they tell 'Naim' from 'Naima' and 'Mansour' from 'Mansouri'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# fmt: off
ARABIC: Mapping[str, str] = MappingProxyType(
    dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىپچژگڤکی", "abtTJHXdDrzsSsdtDEGfkklmnhUIaapCJgvkI", strict=True))
    | dict(zip("أإآٱؤئۀ", "aaaaUIa", strict=True)) | {"ء": ""}
)
_CYRILLIC: Mapping[str, str] = MappingProxyType(
    dict(zip("абвгдежзийклмнопрстуфхцчшщыэєґіўјњљћђџ", "abvgdeJzIIklmnUprstUfXsCSSIeegIUInlCJJ", strict=True))
    | {"ё": "IU", "ю": "IU", "я": "Ia", "ї": "I", "ь": "", "ъ": ""}
)
# Latin letters that lose their sound when their marks are stripped.
_MARKED = str.maketrans(
    dict.fromkeys("şšșś", "sh") | dict.fromkeys("çčć", "ch") | dict.fromkeys("žżź", "zh") | dict.fromkeys("ğġ", "gh")
    | dict.fromkeys("ḫẖ", "kh") | dict.fromkeys("ḏð", "dh") | dict.fromkeys("ṯþ", "th") | dict.fromkeys("æœ", "e")
    | {"ḥ": "h", "ǧ": "j", "ñ": "n", "ł": "l", "ı": "i", "ø": "o", "đ": "d", "ə": "a", "ß": "ss", "ţ": "ts"}
)
_LATIN = (
    ("tsch", "C"), ("cch", "k"), ("tth", "T"), ("dzh", "J"), ("sch", "S"), ("tch", "C"), ("chr", "kr"), ("dge", "J"),
    ("dgi", "JI"), ("sh", "S"), ("ch", "C"), ("cz", "C"), ("sz", "S"), ("kh", "X"), ("gh", "G"), ("th", "T"),
    ("dh", "D"), ("ph", "f"), ("zh", "J"), ("dj", "J"), ("dt", "t"), ("ck", "k"), ("ou", "U"),
    ("oo", "U"), ("ee", "I"), ("ie", "I"), ("ea", "I"), ("eu", "U"), ("oe", "U"), ("ue", "U"),
    ("iy", "I"), ("ij", "I"), ("xx", "ks"), ("x", "ks"), ("j", "J"), ("q", "k"), ("y", "I"), ("i", "I"), ("o", "U"),
    ("u", "U"), ("w", "U"),
)
# fmt: on
_LATIN_SOUND = dict(_LATIN) | {"c": "k", "gu": "g", "qu": "k", "cc": "C", "jh": "J", "rh": "r"}
# 'Ferruccio', but 'Bocchi'; 'Quiroga', but 'Qusay'.
_LATIN_PARTS = re.compile(
    "cc(?=[ei])|qu(?=[aeio])|^[jr]h|" + "|".join(part for part, _ in _LATIN) + "|gu(?=[eiy])|c"
)
_DOUBLED = re.compile(r"(.)\1+")
VOWELS = frozenset("aeIUAE@YO")
_FINAL = MappingProxyType({"a": "@", "I": "Y", "U": "O"})


@lru_cache(maxsize=65_536)
def sounds(token: str) -> str:
    """The codes of one lower-case token, marks and all; letters of other scripts stand for themselves."""
    first = token[:1]
    if "\u0600" <= first <= "\u06ff":
        codes = _arabic(token)
    elif "\u0400" <= first <= "\u052f":
        codes = "".join(_CYRILLIC.get(letter, letter) for letter in token)
    else:
        codes = _LATIN_PARTS.sub(_latin_part, _plain(token))
    codes = _DOUBLED.sub(r"\1", codes)
    if len(codes) > 2 and codes[-1] == "h" and codes[-2] in VOWELS:
        codes = codes[:-1]
    return codes[:-1] + _FINAL.get(codes[-1], codes[-1]) if len(codes) > 2 else codes


def _plain(token: str) -> str:
    """Latin letters without marks; those whose mark changes the sound are spelled out first."""
    if token.isascii():
        return token
    spelled = unicodedata.normalize("NFC", token).translate(_MARKED)
    return "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))


def _latin_part(match: re.Match[str]) -> str:
    part = match[0]
    if part == "c" and match.string[match.end() : match.end() + 1] in ("e", "i", "y"):
        return "s"
    return _LATIN_SOUND[part]


def _arabic(token: str) -> str:
    codes = "".join(ARABIC.get(letter, letter) for letter in token)
    codes = codes.replace("tS", "C").replace("dJ", "J")
    return "A" + codes[1:] if codes[:1] == "a" else codes


# Sounds that stand for each other, with what it costs to take one for the other (1 is a different consonant).
# fmt: off
_NEAR = {
    "kX": 0.4, "kG": 0.5, "kg": 0.35, "gG": 0.15, "gJ": 0.2, "XG": 0.6, "Xh": 0.45, "XH": 0.4, "hH": 0.05,
    "kC": 0.3, "gh": 0.7, "kH": 0.6, "CS": 0.15, "CX": 0.4, "CJ": 0.5, "JS": 0.7, "Cs": 0.5, "CT": 0.5, "tC": 0.6,
    "JI": 0.35, "gI": 0.7, "sz": 0.35, "sS": 0.4, "zD": 0.15, "zJ": 0.45, "zd": 0.45, "dD": 0.15, "Tt": 0.15,
    "Ts": 0.25, "Tz": 0.4, "TS": 0.6, "TD": 0.3, "ks": 0.6, "dt": 0.55, "bp": 0.6, "pf": 0.5, "vf": 0.15, "vb": 0.5,
    "vU": 0.25, "mn": 0.6,
    "ae": 0.12, "eI": 0.15, "aI": 0.67, "aU": 0.5, "eU": 0.4, "IU": 0.55,
    "@a": 0.0, "@e": 0.15, "@I": 0.45, "@U": 0.45, "@A": 0.0, "@E": 0.05, "@Y": 0.6, "@O": 0.55, "@h": 0.3, "@t": 0.5,
    "YI": 0.0, "Ye": 0.15, "Ya": 0.45, "YU": 0.6, "YA": 0.05, "YE": 0.2, "YO": 0.7, "YJ": 0.4,
    "OU": 0.0, "Oe": 0.45, "Oa": 0.4, "OI": 0.6, "OA": 0.05, "OE": 0.2, "Ov": 0.3,
    "Aa": 0.0, "Ae": 0.02, "AI": 0.05, "AU": 0.05, "AE": 0.1, "Ea": 0.02, "Ee": 0.05, "EI": 0.15, "EU": 0.15,
}
# Across scripts Arabic has one letter for several Latin ones, and writes no short vowels.
_NEAR_ACROSS = _NEAR | {
    "XG": 0.4, "Xh": 0.45, "JS": 0.5, "dt": 0.45, "vb": 0.35, "bp": 0.02, "vf": 0.02, "gG": 0.05, "gJ": 0.1, "kg": 0.25,
    "CS": 0.1, "JI": 0.2, "Tt": 0.1, "Ts": 0.15, "sz": 0.2, "vU": 0.15, "aI": 0.3, "aU": 0.25, "eI": 0.02, "eU": 0.3,
    "ae": 0.05,
}
# What a sound costs that one side does not have; a final vowel tells more than one inside. Consonants cost 1.
_DROPPED = {
    "a": 0.2, "e": 0.15, "I": 0.47, "U": 0.47, "h": 0.4, "A": 0.15, "E": 0.05, "H": 0.8, "@": 0.72, "Y": 0.88,
    "O": 0.6,
}
_DROPPED_LATIN = {"a": 0.03, "e": 0.06, "I": 0.14, "U": 0.14, "h": 0.35, "@": 0.5, "Y": 0.6, "O": 0.5}  # beside Arabic
_DROPPED_ARABIC = {
    "a": 0.08, "I": 0.45, "U": 0.45, "h": 0.35, "A": 0.12, "E": 0.04, "H": 0.8, "@": 0.45, "Y": 0.6, "O": 0.6,
}
# fmt: on

Costs = Mapping[str, Mapping[str, float]]


def _table(near: Mapping[str, float]) -> Costs:
    table: dict[str, dict[str, float]] = {}
    for pair, cost in near.items():
        table.setdefault(pair[0], {})[pair[1]] = cost
        table.setdefault(pair[1], {})[pair[0]] = cost
    return MappingProxyType(table)


_SAME_SCRIPT, _ACROSS = _table(_NEAR), _table(_NEAR_ACROSS)
_NONE: Mapping[str, float] = MappingProxyType({})


_COARSE = str.maketrans("XGgqJCSzTDpv", "kkkkkksstdbf", "aeIUAE@YOhH")


def skeleton(token: str) -> str:
    """The consonants of one token, near ones taken together: 'Khazali', 'Ghazaly' and 'خزعلي' are all 'ksl'."""
    return coarse(sounds(token.casefold()))


def coarse(codes: str) -> str:
    """The skeleton of a run of codes; of a word without consonants, its codes."""
    return codes.translate(_COARSE) or codes


def is_abjad(token: str) -> bool:
    """Whether the token is written in Arabic letters, which leave short vowels out."""
    return "\u0600" <= token[:1] <= "\u06ff"


def distance(one: str, other: str, across: bool) -> float:
    """The least cost of turning one run of codes into the other; `across`: from Latin or Cyrillic to Arabic."""
    near = _ACROSS if across else _SAME_SCRIPT
    drop_one, drop_other = (_DROPPED_LATIN, _DROPPED_ARABIC) if across else (_DROPPED, _DROPPED)
    drops = [drop_other.get(code, 1.0) for code in other]
    row = [0.0]
    for drop in drops:
        row.append(row[-1] + drop)
    for code in one:
        drop_code, costs = drop_one.get(code, 1.0), near.get(code, _NONE)
        left = row[0] + drop_code
        new = [left]
        for place, wanted in enumerate(other):
            step = row[place] if wanted == code else row[place] + costs.get(wanted, 1.0)
            up = row[place + 1] + drop_code
            left += drops[place]
            if up < left:
                left = up
            if step < left:
                left = step
            new.append(left)
        row = new
    return row[-1]


def weight(codes: str) -> float:
    """How much sound there is in a token: a consonant counts one, a vowel a third."""
    return sum(0.35 if code in VOWELS else 1.0 for code in codes)
