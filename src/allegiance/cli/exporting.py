"""The command that writes claims for other programs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from allegiance.cli.keeping import export_folder
from allegiance.cli.options import (
    AsOfOption,
    CasefileOption,
    KnownOption,
    LevelOption,
    MinScoreOption,
    Weighing,
)
from allegiance.cli.safe import escaped
from allegiance.errors import AllegianceError


def export(
    output: Annotated[
        Path | None, Parameter(name="--output", help="What to write; left out, standard output (jsonl only).")
    ] = None,
    *,
    format: Annotated[
        Literal["jsonl", "folder"],
        Parameter(
            name="--format", help="jsonl: one claim a line; folder: the whole casefile as plain files."
        ),
    ] = "jsonl",
    as_of: AsOfOption = None,
    known: KnownOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    casefile: CasefileOption = None,
) -> int:
    """Write all claims for other programs, or the whole casefile as plain files.

    Parameters
    ----------
    as_of
        Only claims that were valid on some day of this time; those without a time are left out.
    """
    if format == "folder":
        return export_folder(output, as_of, known, casefile)
    from allegiance.exchange.lines import lines
    from allegiance.views import as_of_interval

    on = as_of_interval(as_of)
    asking = Weighing(casefile=casefile, known=known, level=level, min_score=min_score)
    with asking.weighed() as opened:
        texts = (escaped(line) + "\n" for line in lines(opened, during=on))
        if output is None:
            for text in texts:
                sys.stdout.write(text)
        else:
            _write_whole(output, texts)
    return 0


def _write_whole(path: Path, texts: Iterable[str]) -> None:
    """Write a file that is there whole or not at all.

    Raises: AllegianceError where it cannot be written there.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as fault:
        raise AllegianceError(_no_place(path, fault)) from fault
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(texts)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as fault:
        raise AllegianceError(_no_place(path, fault)) from fault
    finally:
        part.unlink(missing_ok=True)


def _no_place(path: Path, fault: OSError) -> str:
    return f"{path} cannot be written ({fault.strerror}); name another file with --output"


def _umask() -> int:
    """What the user's files may not be; there is no way to ask without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
