"""Commands that ask how it changed between two actors: alignment, shifts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from allegiance.cli.files import the_casefile
from allegiance.cli.naming import the_actor
from allegiance.cli.options import (
    AsOfOption,
    CasefileOption,
    JsonOption,
    LevelOption,
    MinScoreOption,
    least_of,
)
from allegiance.cli.screen import Line, note, print_json, print_lines
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.views.alignment import AlignmentView, Dot, PointView
    from allegiance.views.shifts import SheetLine, ShiftView

_BAR = 10  # characters on either side of the middle of a value's bar


def alignment(
    one: str,
    other: str,
    /,
    *,
    by: Annotated[
        Literal["day", "month", "year"], Parameter(name="--by", help="One line a day, a month or a year.")
    ] = "year",
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show how far two actors stood together over time, -1 to +1, with what it rests on.

    Parameters
    ----------
    one
        A name as you would type it, or an id.
    other
        The other actor.
    as_of
        Leave out what came after this time.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.alignment import alignment as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, the_actor(opened, one), the_actor(opened, other), as_of=on, step=by)
    if json:
        print_json(plain(view))
    elif view.points:
        print_lines(_alignment_page(view))
    else:
        note(f"{view.title}: {view.note}")
    return 0


def shifts(
    one: str | None = None,
    other: str | None = None,
    /,
    *,
    actor: Annotated[
        str | None, Parameter(name="--actor", help="The turns of this actor with anybody.")
    ] = None,
    least: Annotated[
        float, Parameter(name="--least", help="Only turns that are at least so probable (0 to 1).")
    ] = 0.4,
    limit: Annotated[int, Parameter(name="--limit", help="How many at most.")] = 20,
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show when relations turned, how surely, and how else it could be read: of a pair, of one actor, of all.

    Parameters
    ----------
    one
        One of two actors, whose turns are shown with everything that speaks for and against them.
    other
        The other actor.
    as_of
        Leave out what came after this time; only for a pair.
    """
    from allegiance.analysis.shifts import Search
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.shifts import actor_shifts, pair_shifts

    _check(one, other, actor, least, limit, as_of)
    on, search = as_of_interval(as_of), Search(least=least)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        if one is not None and other is not None:
            pair = the_actor(opened, one), the_actor(opened, other)
            found = pair_shifts(opened, *pair, as_of=on, search=search)[:limit]
        else:
            who = None if actor is None else the_actor(opened, actor)
            found = actor_shifts(opened, who, limit=limit, search=search)
    if json:
        print_json(plain(found))
    elif found:
        print_lines(_sheets(found) if one is not None else _list(found))
    else:
        note("no turn is found, which does not say that there was none; --least 0.2 shows doubtful ones")
    return 0


def _check(
    one: str | None, other: str | None, actor: str | None, least: float, limit: int, as_of: str | None
) -> None:
    if (one is None) != (other is None):
        raise UsageError(f"name two actors, or one with --actor: --actor {one!r}")
    if one is not None and actor is not None:
        raise UsageError(f"name two actors or --actor {actor!r}, not both")
    if one is None and as_of is not None:
        raise UsageError(f"--as-of {as_of} is for two actors; name them")
    if not 0 <= least <= 1:
        raise UsageError(f"--least {least} is no probability; give a number from 0 to 1, such as 0.4")
    if limit < 1:
        raise UsageError(f"--limit {limit} shows nothing; give 1 or more")


def _alignment_page(view: AlignmentView) -> Iterator[Line]:
    from allegiance.cli.drawing import heading, how_to_open, plain_line, space, title

    yield from title(view.title, (f"by {view.step}", f"{len(view.evidence):,} claims that count"))
    yield plain_line(view.note, "dim")
    yield space()
    head = f"{'':11}{'value':>6}  {'90 % between':<14}{'voices':>6}  {'words':>6} {'deeds':>6}"
    yield _columns(head, "dim")
    silent: list[PointView] = []
    for point in view.points:
        if point.value is None:
            silent.append(point)
            continue
        yield from _silence(silent, view.step)
        silent = []
        yield _point_line(point, view.step)
    yield from _silence(silent, view.step)
    yield from heading("What it rests on")
    for dot in view.evidence:
        yield from _dot_lines(dot)
    yield from how_to_open()


def _silence(silent: Sequence[PointView], step: str) -> Iterator[Line]:
    from allegiance.cli.drawing import plain_line

    if silent:
        first, last = (_day(point.day, step) for point in (silent[0], silent[-1]))
        yield plain_line(f"{first if first == last else f'{first} to {last}'}: silence", "dim")


def _point_line(point: PointView, step: str) -> Line:
    between = f"{_number(point.low)} {_number(point.high)}"
    return _columns(
        f"{_day(point.day, step):11}{_number(point.value):>6}  {between:<14}{point.independent:>6}  "
        f"{_number(point.words):>6} {_number(point.deeds):>6}  {_bar(point.value or 0.0)}".rstrip()
    )


def _columns(words: str, style: str = "") -> Line:
    """A line of numbers, whose spaces stay."""
    from rich.text import Text

    return Line(Text(words, style))


def _day(day: str, step: str) -> str:
    return {"year": day[:4], "month": day[:7]}.get(step, day)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"


def _bar(value: float) -> str:
    """'     ####|          ' against, '          |####      ' together."""
    length = round(abs(value) * _BAR)
    left, right = ("#" * length, "") if value < 0 else ("", "#" * length)
    return f"{left:>{_BAR}}|{right:<{_BAR}}"


def _dot_lines(dot: Dot) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines, marked

    when = dot.day_from if dot.day_from == dot.day_until else f"{dot.day_from} to {dot.day_until}"
    when = when if dot.dated else f"published {when}"
    yield Line(marked(dot.marks, f"{_number(dot.value)}  {when}", dot.label), 2, hang=4)
    yield from cited_lines(dot.passages, 6)


def _list(found: Sequence[ShiftView]) -> Iterator[Line]:
    from allegiance.cli.drawing import bullet, plain_line, space, text

    for view in found:
        yield bullet(text(f"{view.headline}; {view.certainty:.0%} probable"))
    yield space()
    yield plain_line("What speaks for and against each: allegiance shifts ONE OTHER", "dim")


def _sheets(found: Sequence[ShiftView]) -> Iterator[Line]:
    from allegiance.cli.drawing import how_to_open, plain_line, space

    for number, view in enumerate(found):
        if number:
            yield space()
        yield plain_line(view.headline, "bold")
        yield plain_line(f"{view.certainty:.0%} probable, by what is on record", "dim")
        yield from _section("Said to have turned", view.told)
        yield from _section("Last words of the old side", view.last_of_old)
        yield from _section("First words of the new", view.first_of_new)
        yield from _section("Just before or at the time, which makes it no cause", view.just_before)
        yield from _section("Shared since", view.shared)
        yield from _section("How else it could be read", view.rival_readings)
        if view.not_borne_out:
            yield plain_line(f"  Looked for without result: {'; '.join(view.not_borne_out)}", "dim")
    yield from how_to_open()


def _section(name: str, lines: Sequence[SheetLine]) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines, marked
    from allegiance.cli.drawing import heading

    if not lines:
        return
    yield from heading(name)
    for line in lines:
        yield Line(marked(line.marks, line.when, line.words), 2, hang=4)
        yield from cited_lines(line.passages, 6, 2)
