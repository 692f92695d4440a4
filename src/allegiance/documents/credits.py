"""Captions and credits: what a picture shows may carry a claim; who took it does not.

'The governor opens the bridge in Sarn, 4 May 2011.'      caption
'A. Person/Reuters. All rights reserved.'                 credit: furniture
"""

from __future__ import annotations

import re
from functools import cache

from allegiance.documents.table import any_of, words

_MOST_WORDS = 20
_MOST_CAPTION = 500  # characters
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SENTENCE = re.compile(r"[.!?؟](?=[\s(])")


def is_credit(block: str) -> bool:
    """Whether a line only names who made or sells a picture.

    Either it starts with a sign ('Photo:') and goes on in names, or it is nothing but names, one of them a
    picture agency, joined by a bar, 'via' or a notice of rights.
    """
    if len(block) > 200:
        return False
    core = block.strip("()[]*_ \t")
    said = _WORD.findall(core)
    if not said or len(said) > _MOST_WORDS:
        return False
    sign = _sign().match(core)
    if sign:
        return bool(core[sign.end() :].strip()) and _is_names(core[sign.end() :])
    joined = "/" in core or re.search(
        r"\b(via|images?|photos?|reserved|commons|credit)\b", core, re.IGNORECASE
    )
    return bool(joined) and _is_names(core) and bool(_agency().search(core))


def credit_start(block: str) -> int | None:
    """Where the credit at the end of a caption begins; None when the block ends in none."""
    if len(block) > _MOST_CAPTION:
        return None
    starts = [found.end() for found in _SENTENCE.finditer(block)]
    starts += [found.start() for found in re.finditer(r"[(\[]", block)]
    for start in sorted(set(starts)):
        tail = block[start:]
        if tail.strip() and is_credit(tail):
            return start + len(tail) - len(tail.lstrip())
    return None


def is_caption(block: str) -> bool:
    """Whether a block says itself that it stands under a picture: 'FILE PHOTO: …'."""
    return bool(_caption().match(block)) and len(block) <= _MOST_CAPTION


def _is_names(text: str) -> bool:
    """Whether every word is a name or one of the small words between names."""
    small = words("credit", "small")
    said = _WORD.findall(text)
    return bool(said) and all(not word[0].islower() or word.casefold().strip(".") in small for word in said)


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(any_of(words("credit", "signs")), re.IGNORECASE)


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words('credit', 'agencies'))})(?!\w)", re.IGNORECASE)


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(any_of(words("credit", "captions")), re.IGNORECASE)
