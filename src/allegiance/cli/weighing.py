"""Commands that lay words beside deeds, and show where the record is thin: portrayal, thin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import the_actor
from allegiance.cli.options import CasefileOption, JsonOption, LevelOption, MinScoreOption, least_of
from allegiance.cli.screen import Line, note, print_json, print_lines
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.views.portrayal import PortrayalLine, PortrayalView
    from allegiance.views.thin import SilenceView, SingleView, ThinView

_MONTHS = 6  # a silence that is told
_LISTED = 20  # pairs and silences that a page shows; all of them are in --json


def portrayal(
    actor: str,
    /,
    *,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show how an actor is described, by itself and by others, beside what it is recorded doing in the same time.

    Parameters
    ----------
    actor
        A name as you would type it, or an id.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import plain
    from allegiance.views.portrayal import portrayal as view_of

    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, the_actor(opened, actor))
    if json:
        print_json(plain(view))
    elif view.own or view.others:
        print_lines(_portrayal_page(view))
    else:
        note(view.summary)
    return 0


def thin(
    *,
    actor: Annotated[
        str | None, Parameter(name="--actor", help="Only what is recorded of this actor.")
    ] = None,
    months: Annotated[
        int, Parameter(name="--months", help="How many months without a claim are told as a silence.")
    ] = _MONTHS,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show where the record is weak: what is disputed, what one publisher carries alone, which months are silent."""
    if months < 1:
        raise UsageError(f"--months {months} is no silence; give 1 or more")
    from allegiance.casefile import Casefile
    from allegiance.views import plain
    from allegiance.views.thin import thin_view

    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        who = the_actor(opened, actor) if actor is not None else None
        view = thin_view(opened, who, silent=months)
    if json:
        print_json(plain(view))
    elif view.shares:
        print_lines(_thin_page(view))
    else:
        note(view.note)
    return 0


def _portrayal_page(view: PortrayalView) -> Iterator[Line]:
    from allegiance.cli.drawing import heading, how_to_open, title

    yield from title(f"How {view.actor.name} is portrayed", (view.summary,))
    yield from title("", (view.note,))
    for name, lines in (("By itself and its own people", view.own), ("By others", view.others)):
        if lines:
            yield from heading(name)
        for line in lines:
            yield from _portrayal(line)
    yield from how_to_open()


def _portrayal(line: PortrayalLine) -> Iterator[Line]:
    from rich.text import Text

    from allegiance.cli.cited_lines import cited_lines, marked
    from allegiance.cli.drawing import joined, text

    by = text(f"by {line.by}, {line.when}", "dim")
    yield Line(joined(marked(line.marks, "", f"“{line.description}”"), Text(" — ", "dim"), by), 2, hang=2)
    yield from cited_lines(line.passages, most=2)
    yield Line(joined(text(line.finding, "bold yellow"), Text(" — ", "dim"), text(line.compared)), 4, hang=2)
    for conduct in line.conduct:
        yield Line(
            marked((f"speaks {conduct.speaks} it", *conduct.marks), conduct.when, conduct.sentence, ""),
            6,
            hang=2,
        )
        yield from cited_lines(conduct.passages, 8, most=1)


def _thin_page(view: ThinView) -> Iterator[Line]:
    from allegiance.cli.drawing import bullet, heading, how_to_open, plain_line, space, text, title
    from allegiance.cli.record_pages import contested_page

    who = f"the record of {view.actor.name}" if view.actor else "the record"
    yield from title(f"Where {who} is disputed or thin", (view.note,))
    yield from heading("Who carries it")
    for share in view.shares:
        also = f", and {', '.join(share.also)} print it again" if share.also else ""
        yield bullet(text(f"{share.publisher}: {share.claims} claims, {share.share:.0%}{also}"))
    if view.disputed:
        yield from heading("Disputed")
        yield from contested_page(view.disputed)
    yield from _singles(view.single)
    yield from _silences(view.silences)
    if max(len(view.single), len(view.silences)) > _LISTED:
        yield space()
        yield plain_line(f"{_LISTED} of each are shown; all of them: --json", "dim")
    yield from how_to_open()


def _singles(single: tuple[SingleView, ...]) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines
    from allegiance.cli.drawing import bullet, heading, text

    if single:
        yield from heading("Carried by one publisher alone")
    for one in single[:_LISTED]:
        yield bullet(text(one.sentence))
        yield from cited_lines(one.passages, most=1)


def _silences(silences: tuple[SilenceView, ...]) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines
    from allegiance.cli.drawing import bullet, heading, text

    if silences:
        yield from heading("Silent")
    for silence in silences[:_LISTED]:
        yield bullet(text(silence.sentence))
        for side, passages in (("last before", silence.before), ("first after", silence.after)):
            yield Line(text(f"{side}:", "dim"), 4)
            yield from cited_lines(passages, 6, most=1)
