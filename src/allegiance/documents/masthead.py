"""Masthead: what stands above the running text of a page that was copied or saved as text.

    Middle East                          section label     furniture
    Two rivals share the river           headline          title
    The vote splits the old camp.        standfirst        paragraph
    Dana Ode                             byline            furniture, author
    4 March 2019, 10.30am                date line         furniture, published

A bare name is a byline only beside a date line. Nothing is guessed: what the text does not show stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from allegiance.documents.credits import is_caption, is_credit
from allegiance.documents.dates import find_date
from allegiance.documents.document import PassageKind
from allegiance.documents.furniture import is_furniture, is_label
from allegiance.documents.layer import Metadata
from allegiance.documents.table import any_of, table, words
from allegiance.interval import Interval

_MOST_BLOCKS = 12  # a masthead is no longer
_MOST_WORDS = 30  # words of a block in it; a longer one is running text
_MOST_TITLE = 25
_CLOCK = re.compile(
    r"\d{1,2}[.:]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE
)
_CONNECTORS = re.compile(r"\s*(?:[|·•–—,;/()]|\s-\s|\band\b|&)\s*")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Sir|Lt|Gen|Col)\.?\s+)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s+(?:(?:al|el|bin|ibn|abu|de|da|di|del|van|von|der|la|le)\s+)*(?:al-|el-|as-|ad-|d[’'])?[^\W\d_a-z][\w'’.-]*){1,4}"
)
_DATELINE = re.compile(
    r"""(?P<place>[A-Z][A-Z .'’-]{2,30}(?:,\s[A-Z][\w. ]{1,20}?)?)   # BASRA, Iraq
        (?:,?\s+(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?))?
        \s*(?:\((?P<agency>[\w ]{2,20})\))?\s*(?:[–—-]{1,2})\s""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the top of a document says, and what its blocks are: index → kind."""

    metadata: Metadata
    kinds: dict[int, PassageKind]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that may be a byline, a date line or both."""

    author: str | None
    published: Interval | None
    dated: bool  # holds a date, even one that is no date of publication ('Updated …')


def read_masthead(blocks: Sequence[str], known: Metadata) -> Masthead:
    """Read the top of a document. `known`: what header lines or the format told already."""
    top = _top(blocks)
    kinds = {i: PassageKind.FURNITURE for i in range(top) if _is_aside(blocks[i])}
    dated = {i: line for i in range(top) if i not in kinds and (line := _date_line(blocks[i]))}
    kinds |= dict.fromkeys(dated, PassageKind.FURNITURE)
    names = _bylines(blocks[:top], kinds, dated.keys(), known.author)
    kinds |= dict.fromkeys(names, PassageKind.FURNITURE)
    place = _title_at(blocks, top, kinds, known.title)
    if place is not None:
        kinds[place] = PassageKind.TITLE
    authors = [line.author for line in dated.values() if line.author]
    metadata = Metadata(
        title=_bare(blocks[place]) if place is not None else None,
        author=next(iter((*authors, *names.values())), None),
        published=next((line.published for line in dated.values() if line.published), None),
    )
    opening = next((block for i, block in enumerate(blocks[: top + 1]) if i not in kinds), "")
    return Masthead(metadata.or_else(_dateline(opening)), kinds)


def _bylines(
    blocks: Sequence[str], kinds: Mapping[int, PassageKind], dated: Set[int], author: str | None
) -> dict[int, str]:
    """The bylines among these blocks, with the names in them. A bare name in the first is a title."""
    found: dict[int, str] = {}
    first = next((i for i in range(len(blocks)) if i not in kinds), 0)
    for i in range(first, len(blocks)):
        if i in kinds:
            continue
        beside_date = i > first and bool({i - 1, i + 1} & dated)
        name = _byline(blocks[i], beside_date=beside_date)
        if not name and author and _folded(blocks[i]) == _folded(author):
            name = author
        if name:
            found[i] = name
    return found


def headline_end(text: str) -> int | None:
    """Where the headline ends that opens a document in one line: 'Rebels Take The Bridge. Rebels took …'.

    It is one when its words are written large, as English headlines are, and the rest is not.
    """
    stop = re.search(r"(?<=[\w’'\")][.?!]) (?=[\"“‘']?[A-Z])", text[:250])
    if not stop:
        return None
    head, rest = text[: stop.start()].split(), text[stop.end() :].split()[:40]
    if not 4 <= len(head) <= _MOST_TITLE or len(rest) < 15:
        return None
    return stop.start() if _large(head) >= 0.8 and _large(rest) < 0.5 else None


def _large(said: Sequence[str]) -> float:
    """Share of the longer words that start with a capital; one that starts with a figure does not count."""
    longer = [word for word in (w.lstrip("\"'“‘(") for w in said) if len(word) > 4 and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) / len(longer) if len(longer) >= 2 else 0.0


def _top(blocks: Sequence[str]) -> int:
    """How many blocks stand above the running text."""
    for i, block in enumerate(blocks[:_MOST_BLOCKS]):
        if len(block) > 400 or len(block.split()) > _MOST_WORDS or _DATELINE.match(block):
            return i
    return min(len(blocks), _MOST_BLOCKS)


def _is_aside(block: str) -> bool:
    return is_label(block) or is_furniture(block) or is_credit(block)


def _title_at(
    blocks: Sequence[str], top: int, kinds: dict[int, PassageKind], title: str | None
) -> int | None:
    """Index of the title: the block that is the known title, else the first that could be one."""
    if title:
        known = _folded(title)
        return next((i for i in range(top) if _folded(blocks[i]) == known), None)
    first = next((i for i in range(top) if i not in kinds), None)
    if first is None or first + 1 >= len(blocks) or is_caption(blocks[first]):
        return None
    said = blocks[first].split()
    longer = any(len(block.split()) > len(said) for block in blocks[first + 1 : first + _MOST_BLOCKS])
    fits = len(said) <= _MOST_TITLE and blocks[first][-1] not in ",:" and longer
    return first if fits and not blocks[first].lstrip().startswith(("- ", "* ", "> ", "•")) else None


def _bare(block: str) -> str:
    """A title without Markdown's marks and the full stop that some archives add."""
    line = " ".join(block.lstrip("# ").split())
    return (
        line[:-1]
        if line.endswith(".") and not line.endswith("..") and not re.search(r"\.\w\.$", line)
        else line
    )


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _date_line(block: str) -> _Line | None:
    """Reads a line of nothing but date, time, place and names; None for any other."""
    if len(block) > 160:
        return None
    hit = find_date(block)
    if not hit:
        return None
    published, start, end = hit
    marker = _marker().match(block)
    line = _Line(None, None if marker and marker["updated"] else published, dated=True)
    rest = _CLOCK.sub(" ", f"{block[:start]} | {_without_dates(block[end:])}")
    pieces = [piece for piece in _CONNECTORS.split(_marker().sub(" ", rest)) if piece.strip(" .:")]
    return _with_names(line, [piece.strip(" .:") for piece in pieces])


def _with_names(line: _Line, pieces: Sequence[str]) -> _Line | None:
    """The line with the author that its other pieces name; None when one of them is anything else."""
    for piece in pieces:
        said = piece.casefold().split()
        if all(
            word.strip(".") in words("masthead", "beside") or word.strip(".:") in _markers() for word in said
        ):
            continue
        by = _by().match(piece)
        name = piece[by.end() :].strip() if by else piece
        if _NAME.fullmatch(name):
            line = replace(line, author=f"{line.author}, {name}" if line.author else name)
        elif (
            not re.fullmatch(r"[^\W\d_a-z][\w'’-]+", piece)
            and not is_furniture(piece)
            and not is_label(piece)
        ):
            return None
    return line


def _without_dates(text: str) -> str:
    """The text with further dates ('… Updated 5 March 2019') taken out."""
    for _ in range(3):
        hit = find_date(text)
        if not hit:
            break
        text = f"{text[: hit[1]]} | {text[hit[2] :]}"
    return text


def _byline(block: str, *, beside_date: bool) -> str | None:
    """The names in a byline; a bare name is one only beside a date line."""
    if len(block) > 160:
        return None
    by = _by().match(block)
    if not by and not beside_date:
        return None
    names = [
        piece.strip(" .") for piece in _CONNECTORS.split(block[by.end() if by else 0 :]) if piece.strip(" .")
    ]
    if not names or not _NAME.fullmatch(names[0]):
        return None
    # What follows the name may be a post: 'By Dana Ode, Staff Writer'.
    if len(names) > 4 or any(len(name.split()) > 5 for name in names):
        return None
    people = [name for name in names if _NAME.fullmatch(name) and not _POST.search(name)]
    return ", ".join(people) or None


_POST = re.compile(
    r"\b(writer|correspondent|editor|reporter|staff|press|agency|bureau|news)\b", re.IGNORECASE
)


def _dateline(opening: str) -> Metadata:
    """What 'BASRA, Iraq, Jan. 3, 2020 (Reuters) —' says: the agency, and the day if it has a year."""
    found = _DATELINE.match(opening)
    if not found:
        return Metadata()
    hit = find_date(found["day"] or "")
    return Metadata(publisher=table()["agencies"].get(found["agency"]), published=hit[0] if hit else None)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('masthead', 'by'))})\s*:?\s*", re.IGNORECASE)


@cache
def _markers() -> frozenset[str]:
    listed = words("masthead", "published") | words("masthead", "updated")
    return frozenset(word for phrase in listed for word in phrase.split())


@cache
def _marker() -> re.Pattern[str]:
    published, updated = (any_of(words("masthead", key)) for key in ("published", "updated"))
    return re.compile(rf"\b(?:(?P<updated>{updated})|(?P<published>{published}))\s*:?", re.IGNORECASE)
