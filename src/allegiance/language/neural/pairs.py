"""What two mentions have in common on the surface: the features that link scores see beside the vectors.

words of the earlier mention, words of the later one ──► (FEATURES,) numbers between 0 and 1
"""

from __future__ import annotations

from dataclasses import dataclass

ARTICLES = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "some")
)
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), 0),
    **dict.fromkeys(("she", "her", "hers", "herself"), 1),
    **dict.fromkeys(("it", "its", "itself"), 2),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), 3),
    **dict.fromkeys(("who", "whom", "whose", "which", "that"), 4),
    **dict.fromkeys(("i", "me", "my", "we", "us", "our", "you", "your", "myself", "ourselves"), 5),
    **dict.fromkeys(("this", "these", "those", "one", "some", "others", "both", "all"), 6),
}
FEATURES = 20


@dataclass(frozen=True, slots=True)
class Surface:
    """The words of a mention, prepared once for every comparison."""

    folded: tuple[str, ...]  # lower case, without articles and signs
    initials: str
    named: bool
    pronoun: int | None
    definite: bool


def surface(words: list[str]) -> Surface:
    """Prepare the words of one mention."""
    content = [word for word in words if word[0].isalnum() and word.lower() not in ("s",)]
    kept = [word for word in content if word.lower() not in ARTICLES] or content
    return Surface(
        folded=tuple(word.lower() for word in kept),
        initials="".join(word[0].lower() for word in kept if word[0].isupper()),
        named=any(word[0].isupper() for word in kept),
        pronoun=PRONOUNS.get(words[0].lower()) if len(words) == 1 else None,
        definite=bool(words) and words[0].lower() in ("the", "this", "that", "these", "those"),
    )


def compare(early: Surface, late: Surface, sentences_apart: int, words_apart: int) -> list[float]:
    """Features of an earlier and a later mention, FEATURES numbers."""
    left, right = set(early.folded), set(late.folded)
    common = len(left & right)
    smaller = min(len(left), len(right)) or 1
    found = [0.0] * FEATURES
    found[0] = float(early.folded == late.folded)
    found[1] = float(bool(left) and bool(right) and early.folded[-1] == late.folded[-1])
    found[2] = common / smaller
    found[3] = common / (max(len(left), len(right)) or 1)
    found[4] = float(_acronym(early, late) or _acronym(late, early))
    found[5] = float(early.named)
    found[6] = float(late.named)
    found[7] = float(late.definite)
    if late.pronoun is not None:
        found[8 + late.pronoun] = 1.0
    found[15] = float(early.pronoun is not None)
    found[16] = float(early.pronoun is not None and early.pronoun == late.pronoun)
    found[17] = float(sentences_apart == 0)
    found[18] = float(sentences_apart == 1)
    found[19] = 1.0 / (1.0 + words_apart / 10.0)
    return found


def _acronym(short: Surface, full: Surface) -> bool:
    letters = "".join(short.folded)
    return len(letters) > 1 and len(full.folded) > 1 and letters == full.initials
