"""The command that asks where groups come from: lineage."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from allegiance.views.lineage import LineageView, Stroke

_TIES = ("member", "ally", "rival")


def lineage(
    actor: str | None = None,
    /,
    *,
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show who came out of whom: foundings, splits, mergers, re-namings and members as a dated family tree.

    Parameters
    ----------
    actor
        A group, or a person whose groups are meant; left out, all groups.
    as_of
        Leave out what came after this time, and say what the group was called then.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.family import lineage as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        who = the_actor(opened, actor) if actor is not None else None
        view = view_of(opened, who, as_of=on, asked=actor or "")
    if json:
        print_json(plain(view))
    elif view.lanes or view.then:
        print_lines(_page(view))
    else:
        note(view.note)
    return 0


def _page(view: LineageView) -> Iterator[Line]:
    """The tree, each stroke with its words, and what does not fit."""
    from allegiance.cli.cited_lines import cited_lines, plain_indented
    from allegiance.cli.drawing import heading, how_to_open, plain_line, space, text, title

    yield from title(view.title, (view.note,))
    if view.then:
        yield space()
        yield plain_line(view.then, "bold")
        yield from cited_lines(view.then_passages)
    yield space()
    for line in view.tree:
        words = line.lstrip(" ")
        yield Line(text(words), 2 + len(line) - len(words), hang=2)
    yield from _strokes(view)
    if view.faults:
        yield from heading("What does not fit; nothing is settled here")
    for fault in view.faults:
        yield plain_line(fault.sentence, "bold yellow")
        for telling in fault.tellings:
            yield plain_indented(telling.words, 2)
            yield from cited_lines(telling.passages)
    yield from how_to_open()


def _strokes(view: LineageView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines, day_words, marked
    from allegiance.cli.drawing import heading

    for name, is_tie in (("Origins", False), ("Members, alliances and rivalries", True)):
        strokes = [stroke for stroke in view.strokes if (stroke.kind in _TIES) is is_tie]
        if strokes:
            yield from heading(name)
        for stroke, after in zip_longest(strokes, strokes[1:]):
            when = day_words(stroke.day) if stroke.day or not is_tie else ""
            if not stroke.day and not is_tie and stroke.reported:
                when = f"{when}; reported {day_words(stroke.reported)}"
            until = f"{when} until {day_words(stroke.until)}".strip() if stroke.until else when
            yield Line(marked(stroke.marks, until, stroke.label), 2, hang=2)
            if after is None or _addresses(after) != _addresses(stroke):
                yield from cited_lines(stroke.passages)


def _addresses(stroke: Stroke) -> frozenset[str]:
    return frozenset(cited.passage for cited in stroke.passages)
