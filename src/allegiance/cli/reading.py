"""The command that reads documents into a casefile."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.files import expand, the_casefile
from allegiance.cli.options import CasefileOption, JsonOption
from allegiance.cli.screen import note, print_json
from allegiance.problem import Problem

if TYPE_CHECKING:
    from allegiance.casefile.intake import Outcome

_STOPPED = 130  # what a shell expects of a program that Ctrl-C ended


def read(
    files: Annotated[Sequence[Path], Parameter(required=True)],
    /,
    *,
    casefile: CasefileOption = None,
    json: JsonOption = False,
) -> int:
    """Read documents into a casefile, which is made if it is not there. What it knows already is passed over.

    Parameters
    ----------
    files
        Plain text, Markdown or HTML; a folder stands for all such files in and below it.
    """
    paths, problems = expand(files)
    outcomes: list[Outcome] = []
    with _stoppable() as stop:
        for outcome in _outcomes(paths, the_casefile(casefile)):
            outcomes.append(outcome)
            if stop.is_set():
                break
    stopped = len(outcomes) < len(paths)
    _tell(outcomes, problems, as_json=json)
    if stopped:
        note(
            f"stopped after {len(outcomes)} of {len(paths)}; what was read is kept; repeat the command to go on"
        )
        return _STOPPED
    return 0 if any(outcome.document for outcome in outcomes) else 1


def _outcomes(paths: Sequence[Path], path: Path) -> Iterator[Outcome]:
    """What became of each file, with a bar on the terminal meanwhile."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents, {task.fields[claims]} claims"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(paths), claims=0)
        claims = 0
        for outcome in _taken_in(paths, path):
            claims += outcome.claims
            progress.update(task, advance=1, claims=claims)
            yield outcome


def _taken_in(paths: Sequence[Path], path: Path) -> Iterator[Outcome]:
    """What became of each file. A casefile is made for the first one that can be read, not before."""
    from allegiance.casefile import Casefile
    from allegiance.casefile.intake import take_in, unreadable

    left_out = 0
    while not path.exists() and left_out < len(paths) and (outcome := unreadable(paths[left_out])):
        yield outcome
        left_out += 1
    if paths[left_out:]:
        with Casefile.open(path, create=True) as casefile:
            yield from take_in(casefile, paths[left_out:])


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets, so that the document being read is finished; the second one ends at once."""
    stop = threading.Event()

    def handle(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()
        note("stopping after this document; Ctrl-C again stops at once")

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(outcomes: Sequence[Outcome], problems: Sequence[Problem], *, as_json: bool) -> None:
    """The sum of it on standard output; what was left out or is doubtful, one line each, on standard error."""
    from allegiance.casefile.intake import Status
    from allegiance.views import plain

    number = {status: sum(o.status is status for o in outcomes) for status in Status}
    claims = sum(outcome.claims for outcome in outcomes)
    for problem in (*problems, *(p for outcome in outcomes for p in outcome.problems)):
        note(str(problem))
    if as_json:
        files = [
            {
                "file": str(outcome.path),
                "status": outcome.status.value,
                "document": outcome.document,
                "claims": outcome.claims,
                "problems": [str(problem) for problem in outcome.problems],
            }
            for outcome in outcomes
        ]
        left = [str(problem) for problem in problems]
        summary = {
            "read": number[Status.READ],
            "known": number[Status.KNOWN],
            "left_out": number[Status.LEFT_OUT],
        }
        print_json(plain({**summary, "claims": claims, "problems": left, "files": files}))
    else:
        sys.stdout.write(
            f"read {number[Status.READ]}, known {number[Status.KNOWN]}, left out {number[Status.LEFT_OUT]}; "
            f"{claims} new claims\n"
        )
