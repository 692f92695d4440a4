"""The value of an expression in EDTF: years filled in, modifiers applied, ends opened."""

from __future__ import annotations

from dataclasses import replace

from allegiance.language.time.point import Partial, Point, TimeRelation

# 'Early', 'mid' and 'late' are read as thirds of the year, marked as rough.
_THIRDS = {"ear": (1, 4), "beg": (1, 4), "sta": (1, 4), "mid": (5, 8), "lat": (9, 12), "end": (9, 12)}


def with_year(point: Point, partner: Partial | str | None, later: bool = False) -> Partial | str | None:
    """Give a date without a year the year of its partner in a stretch, else that of the discourse."""
    part = point.value
    if not isinstance(part, Partial) or part.year is not None or part.month is None:
        return part
    if isinstance(partner, Partial) and partner.year is not None:
        other = partner.month or part.month
        crosses = part.month < other if later else part.month > other
        return replace(part, year=partner.year + (crosses if later else -crosses))
    return point.dated or part


def written(value: Partial | str, part: str | None, rough: bool) -> str:
    """The value in EDTF; 'late 2018' is its last third, roughly, 'circa 2005' is rough."""
    if isinstance(value, str):
        return value
    if part and value.year is not None and value.month is None:
        first, last = _THIRDS[part.lower().removeprefix("the ")[:3]]
        return f"{value.year}-{first:02d}~/{value.year}-{last:02d}~"
    return value.edtf() + ("~" if rough and not value.rough else "")


def ends(edtf: str) -> tuple[str, str]:
    left, slash, right = edtf.partition("/")
    return left, right if slash else left


def bounded(edtf: str, relation: TimeRelation) -> str:
    """Open one side: 'since 2003' is '2003/..'; the named date itself belongs to the stretch."""
    left, right = ends(edtf)
    if relation in {TimeRelation.SINCE, TimeRelation.AFTER}:
        return f"{left}/.."
    return f"../{right}" if relation in {TimeRelation.UNTIL, TimeRelation.BEFORE} else edtf
