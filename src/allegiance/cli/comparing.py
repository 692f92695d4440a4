"""Commands that lay words side by side: contested matters, runs, and what changed between two runs."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from allegiance.cli.naming import the_actor, the_run
from allegiance.cli.options import OPENING, WEIGHING, AsOfOption, Opening, Weighing, positive
from allegiance.cli.screen import note, print_json, print_lines


def contested(
    actor: str | None = None,
    other: str | None = None,
    /,
    *,
    as_of: AsOfOption = None,
    limit: Annotated[int, Parameter(name="--limit", help="How many matters at most.")] = 50,
    asking: Weighing = WEIGHING,
) -> int:
    """Show what speakers or publishers contradict, both sides in their words; and allegations later stated.

    Parameters
    ----------
    actor
        Only matters of this actor; left out, all.
    other
        Only between the two.
    as_of
        Leave out what came after this time (2020-01-27, 2020-01, 2014).
    """
    positive(limit)
    from allegiance.analysis.contested import contested as contested_among
    from allegiance.analysis.moment import filed_by
    from allegiance.cli.record_pages import contested_page
    from allegiance.views import as_of_interval
    from allegiance.views.contested import contested_views

    on = as_of_interval(as_of)
    with asking.weighed() as casefile:
        who = [the_actor(casefile, words).id for words in (actor, other) if words is not None]
        records = tuple(casefile.claims(*who))
    found = contested_views(contested_among(records if on is None else filed_by(records, on)))[:limit]
    if not found and not asking.json:
        note("nothing on record is contested; that says nothing about what is not on record")
        return 0
    return asking.answer(found, contested_page)


def runs(*, opening: Opening = OPENING) -> int:
    """List the runs of extractors, oldest first: when, with which settings, how many documents."""
    from allegiance.cli.record_pages import runs_page
    from allegiance.views import plain

    with opening.opened() as casefile:
        found = casefile.runs()
        read = [len(casefile.documents(run.id)) for run in found]
    if opening.json:
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


def diff(one: str, other: str, /, *, opening: Opening = OPENING) -> int:
    """Show what changed between two readings of the same documents, in words.

    Parameters
    ----------
    one
        A run: its number in `runs`, its id or the beginning of it.
    other
        The run to compare with.
    """
    from allegiance.analysis.difference import difference
    from allegiance.cli.record_pages import difference_page
    from allegiance.views.difference import difference_view

    with opening.opened() as casefile:
        before, after = the_run(casefile, one).id, the_run(casefile, other).id
        both = {d.id for d in casefile.documents(before)} & {d.id for d in casefile.documents(after)}
        sides = [
            [r for r in casefile.claims(run=run, include_rejected=True) if r.document.id in both]
            for run in (before, after)
        ]
        view = difference_view(difference(*sides), len(both))
    return opening.answer(view, difference_page)
