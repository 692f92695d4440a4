"""Commands that lay words side by side: contested matters, runs, and what changed between two runs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import the_actor, the_run
from allegiance.cli.options import CasefileOption, JsonOption
from allegiance.cli.screen import note, print_json, print_lines
from allegiance.errors import UsageError


def contested(
    actor: str | None = None,
    other: str | None = None,
    /,
    *,
    limit: Annotated[int, Parameter(name="--limit", help="How many matters at most.")] = 50,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show what speakers or publishers contradict, both sides in their words; and allegations later stated.

    Parameters
    ----------
    actor
        Only matters of this actor; left out, all.
    other
        Only between the two.
    """
    if limit < 1:
        raise UsageError(f"--limit {limit} shows nothing; give 1 or more")
    from allegiance.analysis.contested import contested as contested_among
    from allegiance.casefile import Casefile
    from allegiance.cli.record_pages import contested_page
    from allegiance.views import plain
    from allegiance.views.contested import contested_views

    with Casefile.open(the_casefile(casefile)) as opened:
        who = [the_actor(opened, words).id for words in (actor, other) if words is not None]
        found = contested_views(contested_among(opened.claims(*who)))[:limit]
    if json:
        print_json(plain(found))
    elif found:
        print_lines(contested_page(found))
    else:
        note("nothing on record is contested; that says nothing about what is not on record")
    return 0


def runs(*, json: JsonOption = False, casefile: CasefileOption = None) -> int:
    """List the runs of extractors, oldest first: when, with which settings, how many documents."""
    from allegiance.casefile import Casefile
    from allegiance.cli.record_pages import runs_page
    from allegiance.views import plain

    with Casefile.open(the_casefile(casefile)) as opened:
        found = opened.runs()
        read = [len(opened.documents(run.id)) for run in found]
    if json:
        print_json(
            [
                {
                    "run": run.id,
                    "extractor": run.extractor,
                    "settings": dict(run.settings),
                    "recorded": plain(run.recorded),
                    "documents": documents,
                }
                for run, documents in zip(found, read, strict=True)
            ]
        )
    else:
        print_lines(runs_page(found, read))
    return 0


def diff(one: str, other: str, /, *, json: JsonOption = False, casefile: CasefileOption = None) -> int:
    """Show what changed between two readings of the same documents, in words.

    Parameters
    ----------
    one
        A run: its number in `runs`, its id or the beginning of it.
    other
        The run to compare with.
    """
    from allegiance.analysis.difference import difference
    from allegiance.casefile import Casefile
    from allegiance.cli.record_pages import difference_page
    from allegiance.views import plain
    from allegiance.views.difference import difference_view

    with Casefile.open(the_casefile(casefile)) as opened:
        before, after = the_run(opened, one).id, the_run(opened, other).id
        both = {d.id for d in opened.documents(before)} & {d.id for d in opened.documents(after)}
        sides = [
            [r for r in opened.claims(run=run, include_rejected=True) if r.document.id in both]
            for run in (before, after)
        ]
        view = difference_view(difference(*sides), len(both))
    if json:
        print_json(plain(view))
    else:
        print_lines(difference_page(view))
    return 0
