"""Made-up view values for pictures: small and large, with long and right-to-left names. Nothing here happened."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from allegiance.views.alignment import AlignmentView, Dot, PointView
from allegiance.views.cited import Cited
from allegiance.views.entry import ActorRef
from allegiance.views.lineage import Label, Lane, LineageView, Stroke
from allegiance.views.shifts import SheetLine, ShiftView
from allegiance.views.sides import NetworkView, Node, Side, TieEdge

LONG = "The Popular Committee for the Defence of the Eastern Valleys and of All Who Were Driven From Them"
ARABIC = "حركة الوادي الشرقي"


_PLACES = "Northern Southern Eastern Western Upper Lower Old New Free United".split()
_BODIES = "Council|Front|Brigade|Movement|League of the Harbour|Party of the Valleys|Union of Growers".split(
    "|"
)


def names(count: int) -> list[str]:
    """So many names of groups, some long, one Arabic, one with markup in it."""
    made = [f"{place} {body}" for body in _BODIES for place in _PLACES]
    odd = [LONG, ARABIC, "<script>alert(1)</script>"]
    every = odd + made + [f"Group {number}" for number in range(count)]
    return every[:count]


def cited(number: int, words: str = "The council said it would no longer march with the governor.") -> Cited:
    """A passage of a made-up document."""
    return Cited(
        passage=f"d{number:04x}:120-{120 + len(words)}",
        document=f"d{number:04x}",
        start=120,
        end=120 + len(words),
        words=words,
        speaker="a spokesman" if number % 3 == 0 else None,
        publisher=("Harbour Wire", "Valley Post", None, "The Northern Review")[number % 4],
        published=f"{2004 + number % 14}-0{1 + number % 9}-1{number % 9}",
        title="Notes from the valley",
        claim=f"c{number:04x}",
    )


def _month(start: date, number: int) -> date:
    years, month = divmod(start.month - 1 + number, 12)
    return date(start.year + years, month + 1, 1)


def alignment(
    months: int = 180,
    dots: int = 60,
    a: str = "Northern Council",
    b: str = "Governor Harun",
    seed: int = 1,
    phase: float = 0.0,
) -> AlignmentView:
    """A pair that stood together, fell apart, was silent, and came back."""
    draw = random.Random(seed)
    start = date(2004, 1, 1)
    points = [_point(start, number, months, phase) for number in range(months)]
    span = max((_month(start, months - 1) - start).days, 1)
    evidence = tuple(
        sorted((_dot(draw, start, span, number) for number in range(dots)), key=lambda d: d.day_from)
    )
    return AlignmentView(
        title=f"{a} and {b}",
        a=ActorRef("a1", a, "organization"),
        b=ActorRef("a2", b, "person"),
        step="month",
        points=tuple(points),
        evidence=evidence,
        note="Ties hold until words end them or five years pass without a word; acts fade with a half-life of a year.",
    )


def _point(start: date, number: int, months: int, phase: float) -> PointView:
    share = number / max(months, 1)
    if 0.38 < share < 0.5 or 0.7 < share < 0.72:
        return PointView(_month(start, number).isoformat(), None, None, None, 0)
    value = 0.75 * math.cos(share * 7 + phase) + 0.1 * math.sin(number / 3)
    spread = 0.12 + 0.2 * abs(math.sin(number / 17))
    return PointView(
        _month(start, number).isoformat(),
        value,
        max(value - spread, -1),
        min(value + spread, 1),
        1 if 0.2 < share < 0.3 or share > 0.9 else 3,
    )


def _dot(draw: random.Random, start: date, span: int, number: int) -> Dot:
    day = start + timedelta(days=int(span * draw.betavariate(1.3, 1.1)))
    kind = draw.choices(("tie", "act", "words"), (2, 5, 4))[0]
    until = day + timedelta(days=draw.randint(60, 900)) if kind == "tie" else day
    share = (day - start).days / span
    sign = 1 if draw.random() < 0.5 + 0.45 * math.cos(share * 7) else -1
    if draw.random() < 0.04:
        sign = 0
    return Dot(
        day.isoformat(),
        until.isoformat(),
        sign * draw.choice((1.0, 0.6)),
        kind,
        "Northern Council marches with the governor",
        (cited(number),),
        weight=draw.random(),
        marks=("alleged",) if number % 7 == 0 else (),
        dated=number % 11 != 0,
    )


def shift(when: str, before: float, after: float, spread: int = 40) -> ShiftView:
    """A turn at a day, with an evidence sheet of one line each."""
    day = date.fromisoformat(when)
    line = SheetLine("Northern Council breaks with Governor Harun", "May 2009", ("alleged",), (cited(7),))
    return ShiftView(
        a=ActorRef("a1", "Northern Council", "organization"),
        b=ActorRef("a2", "Governor Harun", "person"),
        when=when,
        when_from=(day - timedelta(days=spread)).isoformat(),
        when_until=(day + timedelta(days=spread)).isoformat(),
        before=before,
        after=after,
        certainty=0.9,
        headline="Northern Council turns against Governor Harun",
        told=(line,),
        last_of_old=(line,),
        first_of_new=(line,),
        just_before=(line,),
        shared=(line,),
        rival_readings=(),
    )


SHIFTS = (
    shift("2007-03-01", 0.7, -0.4),
    shift("2014-06-01", -0.5, 0.6, 100),
    shift("2014-11-20", 0.6, -0.3, 5),
)


def lane(
    id_: str,
    names: str,
    begins: str | None,
    kind: str = "founded",
    ends: str | None = None,
    end: str = "last mentioned",
) -> Lane:
    """A lane; `names` as 'Old name|2006 New name'."""
    first, *later = names.split("|")
    labels = [Label(first, begins, None, (cited(3),))]
    labels += [Label(words.partition(" ")[2], words.partition(" ")[0], None, (cited(4),)) for words in later]
    return Lane(id_, first, tuple(labels), "organization", begins, kind, ends, end, (id_,), (cited(5),))


def stroke(kind: str, one: str, other: str, day: str | None, *marks: str, until: str | None = None) -> Stroke:
    """A stroke with one passage."""
    return Stroke(kind, one, other, day, f"{other} {kind} {one}", (cited(6),), marks, until)


_ARMY = "Army of the Upper Valley|2006 Harbour Brigades|2013-05 Peace Brigades"


def lineage() -> LineageView:
    """A family of eleven groups with every kind of stroke and mark."""
    lanes = (
        lane("front", "Valley Front", "1982", "founded", "2018"),
        lane(
            "army",
            "Army of the Upper Valley|2006 Harbour Brigades|2013-05 Peace Brigades",
            "2003-06",
            "founded",
            "2020-02",
        ),
        lane("league", "League of the Righteous Growers", "2006-07", "split", "2020-01"),
        lane("hats", "Blue Hats", "2019", "first mentioned", "2020-02"),
        lane("movement", "Northern Movement", "1999~", "first mentioned", "2016", "ended"),
        lane("bloc", "Forward Bloc", "2018-05", "founded", "2021"),
        lane(
            "list",
            "List of the Marchers|2018 Alliance of the Marchers and Reformers",
            "2005",
            "founded",
            "2021",
        ),
        lane("council", LONG, "2007", "founded", "2012", "merged"),
        lane("day", "Promised Day Company", "2008-11", "split", "2014", "merged"),
        lane("old", "Old Guard", None, "first mentioned", "2009"),
        lane("arab", ARABIC, "2011-02", "founded", "2019"),
    )
    strokes = (
        stroke("split", "front", "army", "2003-06"),
        stroke("split", "army", "league", "2006-07"),
        stroke("split", "army", "day", "2008-11", "alleged"),
        stroke("merge", "day", "army", "2014"),
        stroke("merge", "council", "front", "2012"),
        stroke("succeed", "movement", "bloc", "2018-05"),
        stroke("member", "list", "bloc", "2018-06"),
        stroke("member", "army", "list", "2010"),
        stroke("found", "army", "hats", "2019"),
        stroke("split", "front", "old", None, "denied"),
        stroke("ally", "army", "list", "2009"),
        stroke("ally", "front", "league", "2010", until="2018"),
        stroke("rival", "army", "league", "2007"),
        stroke("rival", "movement", "arab", "2012"),
        stroke("rival", "front", "arab", "2011"),
    )
    return LineageView("The family of the Valley Front", lanes, strokes, "1982-01-01", "2021-12-31")


def small_lineage() -> LineageView:
    """Three groups within two years."""
    lanes = (
        lane("a", "Harbour Committee", "2019-10", "founded", "2020-11"),
        lane("b", "Committee of the Harbour Youth", "2020-01-28", "split", "2020-11"),
        lane("c", "Friends of the Harbour", "2020-03", "first mentioned", "2020-06", "ended"),
    )
    strokes = (stroke("split", "a", "b", "2020-01-28"), stroke("member", "c", "a", "2020-04"))
    return LineageView(
        "The Harbour Committee and what came of it", lanes, strokes, "2019-10-01", "2020-11-30"
    )


def large_lineage(count: int, seed: int = 2) -> LineageView:
    """So many groups, most of them split from an earlier one."""
    draw = random.Random(seed)
    lanes: list[Lane] = []
    strokes: list[Stroke] = []
    begun: list[int] = []
    for number, name in enumerate(names(count)):
        is_first = number < 4
        later = begun[draw.randrange(number)] + draw.randint(1, 12) if number else 0
        year = 1970 + draw.randint(0, 6) if is_first else min(later, 2018)
        begun.append(year)
        kind = "founded" if is_first else draw.choice(("split", "split", "first mentioned"))
        until = str(min(year + draw.randint(3, 25), 2021))
        lanes.append(
            lane(f"g{number}", name, str(year), kind, until, draw.choice(("ended", "last mentioned")))
        )
        older = [n for n in range(number) if begun[n] < year]
        if older and not is_first:
            how = draw.choice(("split", "split", "succeed", "member"))
            strokes.append(stroke(how, f"g{draw.choice(older)}", f"g{number}", str(year)))
    for _ in range(count // 4):
        one, other = draw.randrange(count), draw.randrange(count)
        strokes.append(stroke(draw.choice(("ally", "rival")), f"g{one}", f"g{other}", "2005"))
    ends = ("1970-01-01", "2021-12-31") if count else ("", "")
    return LineageView("All groups of the valley", tuple(lanes), tuple(strokes), *ends)


def network(count: int, sides: int, seed: int = 3) -> NetworkView:
    """So many actors on so many sides: friends within, opponents between, a few ties that do not fit."""
    draw = random.Random(seed)
    called = names(count)
    side = [None if n % 17 == 16 else n % sides for n in range(count)]
    ties = {}
    for one in range(1, count):
        for _ in range(2):
            other = int(one * draw.random() ** 1.5)
            same = side[one] is not None and side[one] == side[other]
            sign = 1 if same == (draw.random() > 0.08) else -1
            ties.setdefault((other, one), _tie(draw, other, one, sign, same))
    degree = [sum(n in pair for pair in ties) for n in range(count)]
    nodes = tuple(
        Node(f"a{n}", name, "organization", None if side[n] is None else f"s{side[n]}", degree[n])
        for n, name in enumerate(called)
    )
    groups = tuple(_side(number, nodes) for number in range(sides))
    return NetworkView("2014-06-01", nodes, tuple(ties.values()), groups, 3.0, 3.0, "")


def _tie(draw: random.Random, one: int, other: int, sign: int, same: bool) -> TieEdge:
    label = "allied with" if sign > 0 else "opposes"
    return TieEdge(
        f"a{one}",
        f"a{other}",
        sign,
        label,
        "2014-05",
        draw.randint(1, 4),
        (cited(one), cited(other)),
        weight=draw.random(),
        mixed=draw.random() < 0.04,
        strains=same != (sign > 0),
    )


def _side(number: int, nodes: tuple[Node, ...]) -> Side:
    members = sorted((n for n in nodes if n.side == f"s{number}"), key=lambda n: -n.degree)
    return Side(f"s{number}", ", ".join(n.name for n in members[:2]), tuple(n.id for n in members))
