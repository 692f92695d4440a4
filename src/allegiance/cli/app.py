"""The command `allegiance`: what can be asked, and how a fault ends.

    exit code 0    done               1    nothing could be done: a file, a casefile
              2    asked wrongly    130    stopped with Ctrl-C

Heavy packages are imported inside the commands, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from allegiance.cli import (
    adding,
    asking,
    comparing,
    deciding,
    events,
    exporting,
    keeping,
    known,
    lineage,
    offices,
    picturing,
    reading,
    reviewing,
    same,
    searching,
    serving,
    sides,
    turning,
    weighing,
)
from allegiance.cli.screen import note
from allegiance.errors import AllegianceError, UsageError


def _version() -> str:
    from importlib.metadata import version

    return version("allegiance")


app = App(
    name="allegiance",
    help="A sourced, dated casefile of who stands with whom.",
    version=_version,
    help_format="plaintext",
)
for command in (
    reading.read,
    asking.actors,
    asking.show,
    asking.pair,
    turning.alignment,
    turning.shifts,
    lineage.lineage,
    offices.offices,
    offices.gaps,
    sides.sides,
    sides.triads,
    sides.common,
    weighing.portrayal,
    weighing.thin,
    picturing.picture,
    picturing.dossier,
    searching.search,
    asking.passage,
    exporting.export,
    reviewing.review,
    deciding.accept,
    deciding.reject,
    deciding.correct,
    deciding.comment,
    deciding.merge,
    deciding.split,
    deciding.undo,
    deciding.judgements,
    reviewing.agreement,
    comparing.contested,
    comparing.runs,
    comparing.diff,
    keeping.verify,
    keeping.backup,
    known.known,
    same.same,
    same.apart,
    serving.serve,
):
    app.command(command)
app.command(keeping.import_, name="import")
app.command(events.events)
app.command(adding.add)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Bad input gives one line on standard error."""
    _speak_unicode()
    try:
        done = app(
            sys.argv[1:] if arguments is None else list(arguments),
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        sys.stdout.flush()
    except CycloptsError as fault:
        note(f"{_message(fault)} (allegiance --help shows what can be asked)")
        return 2
    except AllegianceError as fault:
        note(str(fault))
        return 2 if isinstance(fault, UsageError) else 1
    except KeyboardInterrupt:
        note("stopped; nothing that was stored is lost")
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough, as in `allegiance export | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return done if isinstance(done, int) else 0


def _message(fault: CycloptsError) -> str:
    return " ".join(str(fault).split())


def _speak_unicode() -> None:
    """Names come in all scripts, whatever the terminal's encoding is; what it cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
