"""Drawing: the pieces that every page is made of: title, heading, list, a claim with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.text import Text

from allegiance.cli.safe import shown
from allegiance.cli.screen import Line
from allegiance.views.dates import in_words
from allegiance.views.entry import ClaimEntry, DocumentRef
from allegiance.views.ties import TieView

_QUOTE = 220  # characters of a quote; the whole is in --json and behind its address
_TITLE = 56  # characters of a title
_WARNING = "bold yellow"


def text(words: str, style: str = "") -> Text:
    """Words of unknown origin, made safe."""
    return Text(shown(words), style=style)


def plain_line(words: str, style: str = "") -> Line:
    """Words of unknown origin as a line."""
    return Line(text(words, style))


def space() -> Line:
    """An empty line."""
    return Line(Text())


def title(words: str, facts: Iterable[str]) -> Iterator[Line]:
    """The head of a page: who it is about, and how much there is."""
    yield plain_line(words, "bold")
    if line := " · ".join(fact for fact in facts if fact):
        yield plain_line(line, "dim")


def heading(words: str) -> Iterator[Line]:
    """The head of a section, with the space before it."""
    yield space()
    yield plain_line(words, "bold cyan")


def bullet(words: Text, indent: int = 2) -> Line:
    """A line of a list; its continuations hang behind the mark."""
    return Line(joined(Text("· ", "dim"), words), indent, hang=2)


def count(number: int, one: str) -> str:
    """'1 claim', '14 claims'."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def warned(marks: Iterable[str]) -> Text:
    """Marks that must be read before what follows: '[denied] '."""
    return Text("".join(f"[{mark}] " for mark in marks), _WARNING)


def joined(*parts: Text) -> Text:
    """Parts one after the other, each in its own style."""
    return Text.assemble(*parts)


def tie_text(tie: TieView, words: str | None = None) -> Text:
    """A tie in one line: marks, the words (else its sentence), since when and until when."""
    history = Text(" — ", "dim"), text(tie.history, "dim")
    return joined(warned(tie.marks), text(words or tie.sentence), *history)


def claim_text(claim: ClaimEntry, style: str = "") -> Text:
    """The sentence of a claim with its marks before it."""
    return joined(warned(claim.marks), text(claim.sentence, style))


def chronology(claims: Sequence[ClaimEntry]) -> Iterator[Line]:
    """Claims under the year of their time or, where the text gives none, of their publication."""
    for year, group in groupby(claims, key=lambda claim: claim.year):
        yield from heading(str(year) if year else "Without any date")
        for number, same in enumerate(_together(group)):
            if number:
                yield space()
            yield from _entry(same)


def _together(claims: Iterable[ClaimEntry]) -> Iterator[list[ClaimEntry]]:
    """Claims that rest on the same words are shown with them once."""
    for _, group in groupby(claims, key=lambda c: (c.time, c.quotes, c.speaker)):
        yield list(group)


def _entry(claims: Sequence[ClaimEntry]) -> Iterator[Line]:
    first = claims[0]
    for number, claim in enumerate(claims):
        lead = Text("and", "dim") if number else text(claim.time, "cyan")
        yield Line(joined(lead, Text(" · ", "dim"), claim_text(claim, "bold")), 2, hang=4)
    for quote in first.quotes:
        yield Line(Text(f"“{trimmed(quote.words)}”"), 6)
    said = (text(f"says {first.speaker}", "italic"), Text(" · ", "dim")) if first.speaker else ()
    yield Line(joined(*said, text(document_line(first.document))), 6)
    yield Line(Text("  ".join(quote.passage for quote in first.quotes), "dim"), 6)


def document_line(document: DocumentRef) -> str:
    """Publisher, title and time of publication."""
    parts = (
        document.publisher or "publisher not named",
        f"“{trimmed(document.title, _TITLE)}”" if document.title else document.name,
        in_words(document.published) if document.published else "no date of publication",
    )
    return ", ".join(parts)


def how_to_open() -> Iterator[Line]:
    """What to do with the addresses on the page."""
    yield space()
    yield plain_line("Open the words in their paragraph: allegiance passage ADDRESS", "dim")


def trimmed(words: str, longest: int = _QUOTE) -> str:
    """A quote on one line; where it is long, its middle is left out between two whole words."""
    line = shown(words)
    if len(line) <= longest:
        return line
    room = longest - 3
    head, tail = line[: room * 2 // 3], line[-(room // 3) :]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head.rstrip()} … {tail.lstrip()}"
