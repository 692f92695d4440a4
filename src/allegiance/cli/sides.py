"""Commands about who stands with whom: sides, triads, common."""

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
    from allegiance.views.sides import BrokerView, CommonView, NetworkView, ThirdView, TieEdge, TriadsView

FocusOption = Annotated[
    str | None, Parameter(name="--focus", help="Only this actor, its partners and the ties among them.")
]
_SMALL = 3  # members; smaller sides are listed in one line each …
_FEW = 4  # … where there are more sides than so many
_SHOWN = 10  # brokers, ties against the sides, thirds of one kind


def sides(
    *,
    as_of: AsOfOption = None,
    focus: FocusOption = None,
    rule: Annotated[
        Literal["two", "many"] | None,
        Parameter(name="--rule", help="Two sides (a common enemy joins) or many (only friendship joins)."),
    ] = None,
    limit: Annotated[int, Parameter(name="--limit", help="How many actors at most are divided.")] = 150,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show which sides there were, what goes against them, and who stands between them.

    Parameters
    ----------
    as_of
        The day (2020-01-27, 2020-01, 2014: the last day of it); left out, the last day on record.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.network import sides as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        who = the_actor(opened, focus) if focus is not None else None
        view = view_of(opened, who, as_of=on, rule=rule, most=limit)
    if json:
        print_json(plain(view))
    elif view.ties:
        print_lines(_sides_page(view))
    else:
        note(view.note)
    return 0


def triads(
    *,
    as_of: AsOfOption = None,
    focus: Annotated[str | None, Parameter(name="--focus", help="Only triads of this actor.")] = None,
    limit: Annotated[int, Parameter(name="--limit", help="How many triads at most.")] = 10,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show three actors that all stand to each other, those at odds with themselves first, with the words behind.

    Parameters
    ----------
    as_of
        The day (2020-01-27, 2020-01, 2014: the last day of it); left out, the last day on record.
    """
    if limit < 1:
        raise UsageError(f"--limit {limit} shows nothing; give 1 or more")
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.network import triads as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        who = the_actor(opened, focus) if focus is not None else None
        view = view_of(opened, who, as_of=on, limit=limit)
    if json:
        print_json(plain(view))
    elif view.triads:
        print_lines(_triads_page(view))
    else:
        note(view.note)
    return 0


def common(
    one: str,
    other: str,
    /,
    *,
    as_of: AsOfOption = None,
    level: LevelOption = "balanced",
    min_score: MinScoreOption = None,
    json: JsonOption = False,
    casefile: CasefileOption = None,
) -> int:
    """Show whom two actors are both with, both against, and over whom they are divided.

    Parameters
    ----------
    one
        A name as you would type it, or an id.
    other
        The other actor.
    as_of
        The day (2020-01-27, 2020-01, 2014: the last day of it); left out, the last day on record.
    """
    from allegiance.casefile import Casefile
    from allegiance.views import as_of_interval, plain
    from allegiance.views.network import common as view_of

    on = as_of_interval(as_of)
    with Casefile.open(the_casefile(casefile), least=least_of(level, min_score)) as opened:
        view = view_of(opened, the_actor(opened, one), the_actor(opened, other), as_of=on)
    if json:
        print_json(plain(view))
    else:
        print_lines(_common_page(view))
    return 0


def _sides_page(view: NetworkView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import day_words
    from allegiance.cli.drawing import count, heading, how_to_open, text, title

    names = {node.id: node.name for node in view.nodes}
    amount = (count(len(view.nodes), "actor"), count(len(view.ties), "tie"), count(len(view.sides), "side"))
    yield from title(f"Sides as of {day_words(view.as_of)}", amount)
    yield Line(text(view.note, "dim"))
    for side in view.sides:
        if len(side.members) >= _SMALL or len(view.sides) <= _FEW:
            yield from heading(
                f"{side.label} ({count(len(side.members), 'member')}, joined by {side.joined_by})"
            )
            for member in side.members:
                yield from _member(member, view, names)
    small = [side for side in view.sides if len(side.members) < _SMALL]
    if small and len(view.sides) > _FEW:
        yield from heading("Pairs and single actors apart from these")
        for side in small:
            yield Line(text(side.label), 2, hang=2)
    against = sorted((tie for tie in view.ties if tie.strains), key=lambda tie: -tie.weight)
    if against:
        yield from heading("What goes against these sides")
    for tie in against[:_SHOWN]:
        yield from _tie(tie, names)
    if view.brokers:
        yield from heading("Between the sides")
    for broker in view.brokers[:_SHOWN]:
        yield _broker(broker)
    yield from how_to_open()


def _member(member: str, view: NetworkView, names: dict[str, str]) -> Iterator[Line]:
    """The name, then whom it is with and against."""
    from rich.text import Text

    from allegiance.cli.drawing import joined, text

    mine = sorted((t for t in view.ties if member in (t.a, t.b)), key=lambda tie: -tie.weight)
    parts = []
    for sign, says, style in ((1, "with", "green"), (-1, "against", "red")):
        some = [names[t.b if t.a == member else t.a] for t in mine if t.sign == sign]
        if some:
            parts += [Text(" · ", "dim"), text(says, style), Text(" "), text(_some(some))]
    could = next((node.hold for node in view.nodes if node.id == member), None)
    if could is not None and could <= 0:
        parts += [Text(" (could as well stand elsewhere)", "dim")]
    yield Line(joined(text(names[member], "bold"), *parts), 2, hang=4)


def _some(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _tie(tie: TieEdge, names: dict[str, str], indent: int = 2, most: int = 2) -> Iterator[Line]:
    """A tie with the words that it rests on."""
    from allegiance.cli.cited_lines import cited_lines, day_words
    from allegiance.cli.drawing import count, text

    stand = {1: "with", -1: "against", 0: "for and against"}[tie.sign]
    last = f"last confirmed {day_words(tie.last_confirmed)}" if tie.last_confirmed else "no date"
    facts = f"{tie.label}; {last}; {count(tie.independent, 'independent voice')}"
    yield Line(text(f"{names[tie.a]} {stand} {names[tie.b]} ({facts})"), indent, hang=2)
    yield from cited_lines(tie.passages, indent + 2, most)


def _broker(broker: BrokerView) -> Line:
    from rich.text import Text

    from allegiance.cli.drawing import count, joined, text

    facts = f"{count(broker.pairs, 'pair')}; friends spread over sides {broker.measure:.2f} of 1"
    return Line(
        joined(text(broker.name, "bold"), Text(" "), text(broker.sentence), Text(f" ({facts})", "dim")),
        2,
        hang=4,
    )


def _triads_page(view: TriadsView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import day_words
    from allegiance.cli.drawing import heading, how_to_open, title

    yield from title(f"Triads as of {day_words(view.as_of)}", (view.note,))
    for triad in view.triads:
        names = dict(zip(triad.actors, triad.names, strict=True))
        yield from heading(f"{triad.sentence} ({'balanced' if triad.balanced else 'not balanced'})")
        for tie in triad.ties:
            yield from _tie(tie, names, most=1)
    yield from how_to_open()


def _common_page(view: CommonView) -> Iterator[Line]:
    from allegiance.cli.cited_lines import day_words
    from allegiance.cli.drawing import heading, how_to_open, text, title

    yield from title(f"{view.names[0]} and {view.names[1]} as of {day_words(view.as_of)}", ())
    yield Line(text(view.sentence))
    names = {view.a: view.names[0], view.b: view.names[1]}
    if view.direct:
        yield from heading("Between the two")
        yield from _tie(view.direct, names)
    for says, thirds in (
        ("Both against", view.enemies),
        ("Both with", view.friends),
        ("Divided over", view.divide),
    ):
        if thirds:
            yield from heading(says)
        for third in thirds[:_SHOWN]:
            yield from _third(third, names)
    yield Line(text(view.note, "dim"))
    yield from how_to_open()


def _third(third: ThirdView, names: dict[str, str]) -> Iterator[Line]:
    from allegiance.cli.drawing import text

    yield Line(text(third.name, "bold"), 2, hang=4)
    for tie in (third.first, third.second):
        yield from _tie(tie, {**names, third.id: third.name}, 4, most=1)
