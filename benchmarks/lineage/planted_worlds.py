"""Planted worlds: splits, re-namings and gaps that `benchmarks/planted` plants, found again."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from lineage.noise import middle
from lineage.parties import _naive as naive_lineage
from lineage.parties import _ours as our_lineage
from lineage.score import Score, match

from allegiance.analysis.family import lineage
from allegiance.analysis.offices import gaps
from allegiance.casefile.record import Record

sys.path.append(str(Path(__file__).parent.parent / "planted"))
from worlds import Setting, World, make_world

SETTING = Setting(pairs=1, families=20, offices=20)
OFFICE = "president"  # a republic has one; of ministers it has several


def measure(seed: int) -> dict[str, tuple[Score, Score]]:
    """Splits, re-namings and gaps of one world: found by Allegiance, and by the naive baseline."""
    world = make_world(seed, SETTING)
    ours, naive = our_lineage(lineage(world.records)), naive_lineage(world.records)
    splits = {(s.parent, s.child, s.day) for s in world.splits}
    renames = {(r.old, r.new, r.day) for r in world.renames}
    opened = {(g.body, g.left, g.begins) for g in world.gaps if g.office == OFFICE}
    return {
        "splits": (match(ours["split"], splits), match(naive["split"], splits)),
        "re-namings": (match(ours["rename"], renames), match(naive["rename"], renames)),
        "gaps": (match(_gaps(world), opened), match(_naive_gaps(world.records), opened)),
    }


def _gaps(world: World) -> set[tuple[str, str, date]]:
    """Gaps that were open for more than a week, as far as the dates tell; or whose end is not told."""
    return {
        (gap.post.key.body, gap.who.id, day)
        for gap in gaps(world.records)
        if gap.post is not None
        and (day := middle(gap.opened)) is not None
        and (gap.most is None or gap.most > 7)
    }


def _naive_gaps(records: tuple[Record, ...]) -> set[tuple[str, str, date]]:
    """Every end that is told, on the first day that is told for it."""
    found: dict[tuple[str, str], date] = {}
    for record in records:
        claim, day = record.claim, middle(record.claim.valid)
        if day is None or claim.object is None or claim.value != OFFICE:
            continue
        if claim.relation == "removed":
            found.setdefault((claim.subject.id, claim.object.id), day)
        elif claim.relation == "holds_office" and claim.phase == "ends":
            found.setdefault((claim.object.id, claim.subject.id), day)
    return {(*key, day) for key, day in found.items()}
