"""Commands that keep the record: verify, backup, import; and `export --format folder`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from allegiance.cli.options import OPENING, Opening
from allegiance.cli.screen import note, print_json
from allegiance.errors import UsageError


def verify(
    *,
    head: Annotated[
        str | None, Parameter(name="--head", help="A hash that was noted earlier; the log must hold it.")
    ] = None,
    opening: Opening = OPENING,
) -> int:
    """Check every byte of the record: texts, quotes, claims, decisions, and their order."""
    with opening.opened() as casefile:
        found = casefile.verify(head)
    if opening.json:
        problems = [str(problem) for problem in found.problems]
        print_json({"sound": found.is_sound, "acts": found.acts, "head": found.head, "problems": problems})
    else:
        for problem in found.problems:
            note(str(problem))
        word = "sound" if found.is_sound else "NOT sound"
        sys.stdout.write(f"{word}: {found.acts:,} acts of recording, head {found.head}\n")
    return 0 if found.is_sound else 1


def backup(target: Path, /, *, opening: Opening = OPENING) -> int:
    """Copy the casefile as it is now; others may read and write it meanwhile.

    Parameters
    ----------
    target
        The file to make, or a folder to put it in. Nothing is written over.
    """
    with opening.opened() as casefile:
        made = casefile.backup(target)
    if opening.json:
        print_json({"backup": str(made), "bytes": made.stat().st_size})
    else:
        sys.stdout.write(f"{made}: {made.stat().st_size:,} bytes\n")
    return 0


def import_(folder: Path, /, *, opening: Opening = OPENING) -> int:
    """Make a casefile of a folder that `export --format folder` wrote: the same acts, with the same hashes.

    Parameters
    ----------
    folder
        The folder. If anything in it was changed, nothing is made.
    """
    from allegiance.casefile import Casefile

    if opening.casefile is None:
        raise UsageError("name the casefile to make: --casefile NAME.casefile")
    found = Casefile.import_folder(folder, opening.casefile)
    if opening.json:
        print_json({"casefile": str(opening.casefile), "acts": found.acts, "head": found.head})
    else:
        sys.stdout.write(f"{opening.casefile}: {found.acts:,} acts of recording, head {found.head}\n")
    return 0


def export_folder(target: Path | None, as_of: str | None, known: str | None, casefile: Path | None) -> int:
    """Write the whole casefile as plain files. Raises: UsageError where no folder is named, or a time is."""
    if target is None:
        raise UsageError("name the folder to make: --output FOLDER")
    if as_of is not None or known is not None:
        raise UsageError("a folder holds the whole casefile; leave --as-of and --known out")
    with Opening(casefile=casefile).opened() as opened:
        found = opened.export_folder(target)
    sys.stdout.write(f"{target}: {found.acts:,} acts of recording, head {found.head}\n")
    return 0
