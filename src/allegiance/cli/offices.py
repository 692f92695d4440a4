"""Commands about posts: offices, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from allegiance.cli.files import the_casefile
from allegiance.cli.options import CasefileOption, JsonOption, LevelOption, MinScoreOption, least_of
from allegiance.cli.screen import Line, note, print_json, print_lines

if TYPE_CHECKING:
    from allegiance.views.offices import CandidateView, GapsView, GapView, OfficesView, PostView


def offices(
    post: str | None = None,
    /,
    *,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show who held which office from when to when, who appointed them and how they lost it.

    Parameters
    ----------
    post
        A post ('prime minister', 'prime minister of Iraq'), or an actor that held one or in which one is held; left
        out, all.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import plain
    from allegiance.views.posts import offices as view_of

    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, post)
    if json:
        print_json(plain(view))
    elif view.posts:
        print_lines(_offices_page(view))
    else:
        note(view.note)
    return 0


def gaps(
    post: str | None = None,
    /,
    *,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show posts and roles that fell open: how, for how long, who filled or claimed them, and who stood behind those.

    Parameters
    ----------
    post
        A post ('prime minister of Iraq') or an actor; left out, all.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import plain
    from allegiance.views.posts import gaps as view_of

    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, post)
    if json:
        print_json(plain(view))
    elif view.gaps:
        print_lines(_gaps_page(view))
    else:
        note(view.note)
    return 0


def _offices_page(view: OfficesView) -> Iterator[Line]:
    from allegiance.cli.drawing import how_to_open, title

    yield from title(view.title, (view.note,))
    for post in view.posts:
        yield from _post(post)
    yield from how_to_open()


def _post(post: PostView) -> Iterator[Line]:
    from rich.text import Text

    from allegiance.cli.cited_lines import cited_lines, plain_indented
    from allegiance.cli.drawing import heading, joined, text, warned

    yield from heading(post.title)
    for term in post.terms:
        words = joined(
            warned(term.marks), text(term.holder.name, "bold"), Text(" — ", "dim"), text(term.words)
        )
        yield Line(words, 2, hang=2)
        yield from cited_lines(term.passages, 6, most=2)
    if post.faults:
        yield plain_indented("does not fit:", 2)
    for fault in post.faults:
        yield Line(text(fault.words, "yellow"), 4, hang=2)
        yield from cited_lines(fault.passages, 6, most=2)


def _gaps_page(view: GapsView) -> Iterator[Line]:
    """Who fell, with the words, and then each post that fell open by it."""
    from allegiance.cli.cited_lines import cited_lines, day_words
    from allegiance.cli.drawing import heading, how_to_open, text, title

    yield from title(view.title, (view.note,))
    for (who, how, opened), gaps in groupby(view.gaps, key=_event):
        yield from heading(f"{day_words(opened)} · {who} {how}")
        together = list(gaps)
        yield from cited_lines(together[0].opening, 2, most=2)
        for gap in together:
            yield Line(text(f"{gap.title}: {gap.words}", "bold"), 2, hang=2)
            for candidate in gap.candidates:
                yield from _candidate(candidate)
        for gap in together:
            yield from _heirs(gap)
    yield from how_to_open()


def _event(gap: GapView) -> tuple[str, str, str | None]:
    return (gap.who.name if gap.who else "nobody named"), gap.how, gap.opened


def _heirs(gap: GapView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines
    from allegiance.cli.drawing import text

    if gap.heirs:
        yield Line(text("Whose ties to the same partners grew:", "cyan"), 2)
    for heir in gap.heirs:
        yield Line(text(heir.words), 4, hang=2)
        yield from cited_lines(heir.passages, 6, most=2)


def _candidate(candidate: CandidateView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import cited_lines
    from allegiance.cli.drawing import text

    yield Line(text(candidate.words), 4, hang=2)
    yield from cited_lines(candidate.passages, 6, most=2)
    for backing in candidate.backing:
        yield Line(text(backing.words), 6, hang=2)
        yield from cited_lines(backing.passages, 8, most=1)
