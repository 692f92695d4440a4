"""The lineage map: time across, one lane for each group, forks for splits, joins for mergers, names as they changed.

    what the words tell ──► lanes (ordered so that few strokes cross) ──► strokes between them ──► arcs on one day

After the maps that the Mapping Militants Project draws by hand; here each stroke opens its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from allegiance.interval import Interval
from allegiance.pictures import arcs
from allegiance.pictures.axis import HEIGHT, TimeScale, draw_axis
from allegiance.pictures.frame import MARGIN, Caption, Drawing, counted, framed, origin, text
from allegiance.pictures.lanes import (
    Row,
    draw_lane,
    draw_names,
    ends,
    gap,
    placed,
)
from allegiance.pictures.lineage_legend import keys
from allegiance.pictures.links import NO_LINKS, Links
from allegiance.pictures.ordering import Link, Span, ordered
from allegiance.pictures.picture import Picture
from allegiance.pictures.rough import Rough, rough
from allegiance.pictures.strokes import LOOKS, Bow, apart, draw_stroke, head
from allegiance.pictures.svg import EMPTY, Markup, join
from allegiance.views.cited import Cited
from allegiance.views.dates import in_words
from allegiance.views.lineage import Lane, LineageView, Stroke

_MOST_LANES = 80
_MOST_STROKES = 400
_TALL = 700.0  # pixels from which the years stand above the lanes too

Times = tuple[Rough | None, Rough | None]


def lineage_picture(
    view: LineageView,
    *,
    as_of: str | None = None,
    links: Links = NO_LINKS,
    as_known: str | None = None,
    page_width: float = 880,
) -> Picture:
    """The family tree over time. `as_of`: the day (EDTF) of the alliances and rivalries; the last day where None."""
    lanes, strokes = _shown(view)
    times = _times(lanes, strokes)
    day = rough(as_of or view.last, end=True)
    arced = arcs.in_force(strokes, day.last) if day else []
    right = page_width - MARGIN - (arcs.GUTTER if arced else 0.0) - 30
    scale = TimeScale.over(_days(times, view), MARGIN + 8, right)
    lanes, times = _in_order(lanes, times, strokes)
    drawing = _drawing(lanes, times, strokes, arced, scale, links, as_of or view.last)
    caption = Caption(
        title=view.title,
        subtitle="Groups over time: who broke away, who merged, who took another name, as far as words on record tell.",
        description=_description(lanes, strokes),
        keys=tuple(keys(lanes, strokes, arced)),
        notes=tuple(_notes(view, lanes, strokes)),
        origin=origin(_passages(view), as_known),
    )
    return framed(caption, drawing, page_width, has_links=links.pattern is not None)


def _shown(view: LineageView) -> tuple[list[Lane], list[Stroke]]:
    """As many lanes as there is room for, the most connected, and the strokes between them."""
    uses = Counter(lane for stroke in view.strokes for lane in {stroke.from_lane, stroke.to_lane})
    kept = {lane.id for lane in sorted(view.lanes, key=lambda lane: -uses[lane.id])[:_MOST_LANES]}
    strokes = [
        s for s in view.strokes if s.from_lane in kept and s.to_lane in kept and s.from_lane != s.to_lane
    ]
    return [lane for lane in view.lanes if lane.id in kept], strokes[:_MOST_STROKES]


def _times(lanes: Sequence[Lane], strokes: Sequence[Stroke]) -> list[Times]:
    return [ends(lane, [s for s in strokes if lane.id in (s.from_lane, s.to_lane)]) for lane in lanes]


def _days(times: Sequence[Times], view: LineageView) -> list[int]:
    known = [time for pair in times for time in pair if time is not None]
    known += [time for text_ in (view.first, view.last) if (time := rough(text_)) is not None]
    return [day for time in known for day in time]


def _in_order(
    lanes: Sequence[Lane], times: Sequence[Times], strokes: Sequence[Stroke]
) -> tuple[list[Lane], list[Times]]:
    index = {lane.id: number for number, lane in enumerate(lanes)}
    spans = [Span(first.middle if first else 0.0, last.middle if last else 1e9) for first, last in times]
    drawn = [stroke for stroke in strokes if stroke.kind in LOOKS]
    joined = [
        Link(one, other, _middle(s, times[one], times[other]))
        for s in drawn
        for one, other in [(index[s.from_lane], index[s.to_lane])]
    ]
    order = ordered(spans, joined)
    return [lanes[number] for number in order], [times[number] for number in order]


def _middle(stroke: Stroke, one: Times, other: Times) -> float:
    """The day at which a stroke is drawn; without a date, where both groups are first told of."""
    if day := rough(stroke.day):
        return day.middle
    return max((first.middle for first, _ in (one, other) if first), default=0.0)


def _drawing(
    lanes: Sequence[Lane],
    times: Sequence[Times],
    strokes: Sequence[Stroke],
    arced: Sequence[Stroke],
    scale: TimeScale,
    links: Links,
    day: str,
) -> Drawing:
    rows = placed(lanes, times, scale, 30.0)
    by_id = {row.lane.id: row for row in rows}
    bottom = (rows[-1].y if rows else 40.0) + 22
    first = {lane.id: time for lane, time in zip(lanes, times, strict=True)}
    bows = apart(
        [
            Bow(
                s,
                scale.x(_middle(s, first[s.from_lane], first[s.to_lane])),
                by_id[s.from_lane].y,
                by_id[s.to_lane].y,
            )
            for s in strokes
            if s.kind in LOOKS
        ]
    )
    parts = [draw_axis(scale, 14, bottom), _years_above(scale, bottom)]
    parts += [draw_stroke(bow, links) for bow in bows]
    parts += [gap(row, bow.x) for bow in bows for row in rows if _passes(bow, row)]
    reached = _reached(bows)
    parts += [draw_lane(row, links, reached.get(row.lane.id, 0.0)) for row in rows]
    parts += [head(bow) for bow in bows]  # marks lie over the lanes that they mark
    if arced:
        parts.append(_beside(arced, by_id, scale, links, day))
    parts += [draw_names(row, links) for row in rows]
    return Drawing(join(parts), bottom + HEIGHT)


def _passes(bow: Bow, row: Row) -> bool:
    """Whether the stroke crosses the lane on its way between two others."""
    high, low = sorted((bow.start, bow.end))
    return high < row.y < low and row.left < bow.x < row.right


def _reached(bows: Sequence[Bow]) -> dict[str, float]:
    """How far to the right strokes touch each lane."""
    found: dict[str, float] = {}
    for bow in bows:
        for lane in (bow.stroke.from_lane, bow.stroke.to_lane):
            found[lane] = max(found.get(lane, 0.0), bow.x)
    return found


def _beside(
    arced: Sequence[Stroke], rows: dict[str, Row], scale: TimeScale, links: Links, day: str
) -> Markup:
    """Arcs of one day right of the lanes, under two lines that say which."""
    x = scale.right + 44
    end = x + arcs.GUTTER - 14
    heading = (
        text(end, -4, "Allies and rivals,", 11, "soft", anchor="end"),
        text(end, 9, in_words(Interval.parse(day)), 11, "soft", anchor="end"),
    )
    return join((*heading, arcs.draw_arcs(arced, rows, x, links)))


def _years_above(scale: TimeScale, bottom: float) -> Markup:
    """Labels of the ticks at the top too, where the picture is tall."""
    if bottom < _TALL:
        return EMPTY
    return join(
        text(scale.x(tick.day), 8, tick.under or tick.label, 11, "soft", anchor="middle")
        for tick in scale.ticks()
    )


def _notes(view: LineageView, lanes: Sequence[Lane], strokes: Sequence[Stroke]) -> Iterator[str]:
    if view.note:
        yield view.note
    if len(lanes) < len(view.lanes):
        yield f"The {len(lanes)} most connected of {len(view.lanes):,} groups are drawn; the others are left out."
    if any(stroke.day is None for stroke in strokes if stroke.kind in LOOKS):
        yield "Strokes without a date stand where both groups are first told of."
    known = {lane.id for lane in view.lanes}
    within = sum(s.from_lane != s.to_lane and {s.from_lane, s.to_lane} <= known for s in view.strokes)
    if len(strokes) < within:
        yield f"{counted(within - len(strokes), 'stroke')} left out with them or for want of room."
    if view.faults:
        yield f"{counted(len(view.faults), 'matter')} in which not all tellings can be right; see the list of lineage."


def _description(lanes: Sequence[Lane], strokes: Sequence[Stroke]) -> str:
    told = "; ".join(stroke.label for stroke in strokes[:40])
    return f"{counted(len(lanes), 'group')}. {told}" if lanes else "Nothing on record."


def _passages(view: LineageView) -> Iterator[Cited]:
    for lane in view.lanes:
        yield from lane.passages
        for label in lane.labels:
            yield from label.passages
    for stroke in view.strokes:
        yield from stroke.passages
