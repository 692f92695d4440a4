"""Folding: the form under which a name or a word is looked up, whatever its accents or case.

    Muqtadā al-Ṣadr → muqtada al sadr        أهل الحقّ → اهل حق

In Arabic script harakat and tatweel fall away, the forms of alef, ya and ta marbuta become one, and the
article is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:[\u064B-\u065F\u0670]+\w*)*")
_ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC]")
_APOSTROPHES = re.compile(r"['’‘`´ʿʾʼ]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None}
)
_ARTICLE = "ال"


def fold(name: str) -> str:
    """Lower case, without marks, apostrophes and punctuation; words apart by single spaces."""
    plain = _strip_marks(_APOSTROPHES.sub("", name)).casefold()
    return " ".join(_fold_word(word) for word in re.findall(r"\w+", plain))


def has_arabic(text: str) -> bool:
    """Whether any letter is of the Arabic script."""
    return not text.isascii() and _ARABIC.search(text) is not None


def arabic_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and folded form of each word in Arabic script, in order."""
    if not has_arabic(text):
        return
    for found in _WORD.finditer(text):
        if has_arabic(found[0]):
            folded = fold(found[0]).replace(" ", "")
            if folded:
                yield found.start(), found.end(), folded


def _strip_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text).translate(_LETTERS)  # ligatures first come apart into letters
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _fold_word(word: str) -> str:
    """One word without the Arabic article, as long as two letters remain."""
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        return word[len(_ARTICLE) :]
    return word
