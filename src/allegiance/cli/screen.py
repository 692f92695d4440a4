"""Screen: where commands print. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from allegiance.cli.safe import json_text, shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDTH = 88  # columns where the terminal does not say
_WIDEST = 100  # longer lines are hard to read
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. Where it is wrapped, what follows hangs `hang` columns further in than its beginning."""

    words: Text
    indent: int = 0
    hang: int = 0


def note(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"allegiance: {shown(message)}\n")


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    sys.stdout.write(json_text(value) + "\n")


def print_lines(lines: Iterable[Line]) -> None:
    """What was drawn, on standard output; colour only on a terminal, and never where NO_COLOR is set."""
    console = _console(sys.stdout)
    for line in lines:
        _print(console, line)


def _print(console: Console, line: Line) -> None:
    """The line, wrapped between words; no spaces at the ends of lines, so that it can be copied."""
    from rich.text import Text

    room = max(console.width - line.indent - line.hang, _NARROWEST // 2)
    if not line.words.plain:
        console.print()
        return
    first = True
    for part in line.words.wrap(console, room, tab_size=4):
        part.rstrip()
        margin = Text(" " * (line.indent if first else line.indent + line.hang))
        console.print(margin + part, soft_wrap=True)
        first = False


def _console(file: TextIO) -> Console:
    from rich.console import Console

    console = Console(file=file, highlight=False, markup=False, emoji=False)
    told = file.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    console.width = max(min(console.width if told else _WIDTH, _WIDEST), _NARROWEST)
    return console
