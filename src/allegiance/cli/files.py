"""Files: what people name on the command line, as the files to read and the casefile to use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from allegiance.errors import UsageError
from allegiance.problem import Problem

SUFFIXES = (".htm", ".html", ".markdown", ".md", ".text", ".txt", ".xhtml")  # what is read out of a folder
_NAMED = 5  # casefiles that a message lists


def expand(named: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files in the order given, each once; a folder stands for the documents in and below it, sorted.

    A folder without documents is a problem; a file that does not exist is kept, so that reading reports it.
    """
    paths: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in named:
        if not path.is_dir():
            paths[path] = None
            continue
        inside = sorted(_documents(path))
        paths.update(dict.fromkeys(inside))
        if not inside:
            problems.append(
                Problem(str(path), f"no document in this folder; looked for {', '.join(SUFFIXES)}")
            )
    return list(paths), problems


def the_casefile(named: Path | None) -> Path:
    """The casefile that is named, else the only one in the current folder.

    Raises: UsageError where there is none, or more than one.
    """
    if named is not None:
        return named
    found = sorted(path for path in Path().glob("*.casefile") if path.is_file())
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError("no casefile in this folder; name one: --casefile NAME.casefile")
    listed = ", ".join(path.name for path in found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
    raise UsageError(
        f"{len(found)} casefiles in this folder ({listed}); say which: --casefile {found[0].name}"
    )


def _documents(folder: Path) -> Iterator[Path]:
    """Documents in and below a folder; hidden files and links to folders are passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if not name.startswith(".") and Path(name).suffix.casefold() in SUFFIXES:
                yield Path(place) / name
