"""Leaders: terms of leaders of states on record (Archigos), as claims with noise, and what is found again.

terms of one state ──noise──► records ──offices.posts, offices.gaps──► terms and gaps ──► against the register
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from lineage.noise import Happening, Noise, middle, others_of
from lineage.score import Score, match

from allegiance.actors.actor import Actor
from allegiance.analysis.offices import gaps, posts
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

SINCE = date(1945, 1, 1)
TITLES = ("prime minister", "PM", "Prime Minister", "the premier")  # one post under several words
GAP = (7, 730)  # days between two terms that make a gap
_HOW = {"Natural Death": "died", "Irregular": "removed", "Foreign": "removed", "Suicide": "died"}

Found = set[tuple[str, str, date]]  # state, person, day


@dataclass(frozen=True)
class Reign:
    """One term on record; `ends` None: still in office."""

    state: Actor
    holder: Actor
    begins: date
    ends: date | None
    how: str  # died, removed, or ''


def read(path: Path, states: int | None = None) -> dict[str, list[Reign]]:
    """Terms by state, in order of time. `states`: only so many states, drawn with a fixed seed."""
    by_state: dict[str, list[Reign]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            begins = date.fromisoformat(row["startdate"])
            if begins >= SINCE:
                code = row["obsid"].split("-")[0]
                state = Actor(f"s{code}", f"State {code}", ActorKind.COUNTRY, (f"State {code}",))
                name = f"{row['leader']} of {code}"
                holder = Actor(f"l{code}-{row['leader']}", name, ActorKind.PERSON, (name,))
                ends = None if row["exit"] == "Still in Office" else date.fromisoformat(row["enddate"])
                by_state[code].append(Reign(state, holder, begins, ends, _HOW.get(row["exit"], "")))
    chosen = sorted(by_state)
    if states is not None:
        chosen = sorted(random.Random("states").sample(chosen, states))
    return {code: sorted(by_state[code], key=lambda reign: reign.begins) for code in chosen}


def happenings(reigns: Sequence[Reign]) -> Iterator[Happening]:
    """What can be told of the terms of one state."""
    people = list({r.holder.id: r.holder for r in reigns}.values())
    rng = random.Random(reigns[0].state.id)
    for number, reign in enumerate(reigns):
        state, holder, others = reign.state, reign.holder, others_of(reign.holder, people)
        title = rng.choice(TITLES)
        yield Happening(reign.begins, holder, "holds_office", state, title, Phase.BEGINS, others, "subject")
        if reign.ends is None:
            continue
        if reign.how == "removed":
            yield Happening(reign.ends, state, "removed", holder, title, Phase.HOLDS, others)
        elif reign.how == "died":
            words = f"{holder.name} died."
            yield Happening(
                reign.ends, holder, "holds_office", state, title, Phase.ENDS, others, "subject", words=words
            )
        else:
            yield Happening(reign.ends, holder, "holds_office", state, title, Phase.ENDS, others, "subject")
        following = reigns[number + 1] if number + 1 < len(reigns) else None
        if following is not None and following.holder.id != holder.id:
            yield Happening(
                following.begins, following.holder, "succeeded", holder, None, Phase.HOLDS, others
            )


def measure(by_state: dict[str, list[Reign]], seed: int) -> dict[str, tuple[Score, Score]]:
    """Beginnings, ends and gaps: what is found by Allegiance, and by the naive baseline."""
    noise = Noise(seed)
    totals: dict[str, tuple[Score, Score]] = {}
    for reigns in by_state.values():
        records = [record for true in happenings(reigns) for record in noise.tell(true)]
        ours, naive, truth = _ours(records), _naive(records), _truth(reigns)
        for name in truth:
            one, other = totals.get(name, (Score(), Score()))
            totals[name] = (one + match(ours[name], truth[name]), other + match(naive[name], truth[name]))
    return totals


def _truth(reigns: Sequence[Reign]) -> dict[str, Found]:
    begins = {(r.state.id, r.holder.id, r.begins) for r in reigns}
    ends = {(r.state.id, r.holder.id, r.ends) for r in reigns if r.ends}
    opened: Found = set()
    for one, other in pairwise(reigns):
        if one.ends and one.holder.id != other.holder.id:
            days = (other.begins - one.ends).days
            if one.how or GAP[0] < days <= GAP[1]:
                opened.add((one.state.id, one.holder.id, one.ends))
    return {"beginnings": begins, "ends": ends, "gaps": opened}


def _ours(records: Sequence[Record]) -> dict[str, Found]:
    begins: Found = set()
    ends: Found = set()
    for post in posts(records):
        for term in post.terms:
            if term.doubtful or term.designate:
                continue
            for bound, found in ((term.since, begins), (term.until, ends)):
                if bound is not None and (day := middle(bound.when)) is not None:
                    found.add((post.key.body, term.holder.id, day))
    opened = {
        (gap.post.key.body, gap.who.id, day)
        for gap in gaps(records)
        if gap.post is not None and (day := _day(gap.opened)) is not None
    }
    return {"beginnings": begins, "ends": ends, "gaps": opened}


def _day(when: Interval | None) -> date | None:
    """The middle of an interval; of 'up to a day', that day."""
    return middle(when) or (when.end - timedelta(days=1) if when is not None and when.end else None)


def _naive(records: Iterable[Record]) -> dict[str, Found]:
    """One term for each person: the earliest day told for its beginning, the latest for its end; no day is weighed."""
    begins: dict[tuple[str, str], date] = {}
    ends: dict[tuple[str, str], date] = {}
    for record in records:
        claim, day = record.claim, middle(record.claim.valid)
        if day is None or claim.object is None:
            continue
        if claim.relation == "holds_office":
            key = claim.object.id, claim.subject.id
            if claim.phase is Phase.BEGINS:
                begins[key] = min(begins.get(key, day), day)
            else:
                ends[key] = max(ends.get(key, day), day)
        elif claim.relation == "removed":
            key = claim.subject.id, claim.object.id
            ends[key] = max(ends.get(key, day), day)
    in_order = sorted((day, key) for key, day in begins.items())
    opened: Found = set()
    for (_, key), (following, _) in pairwise(in_order):
        end = ends.get(key)
        if end is not None and timedelta(GAP[0]) < following - end <= timedelta(GAP[1]):
            opened.add((*key, end))
    removed = {
        (r.claim.subject.id, r.claim.object.id)
        for r in records
        if r.claim.relation == "removed" and r.claim.object
    }
    opened |= {(*key, ends[key]) for key in removed if key in ends}
    return {
        "beginnings": {(*key, day) for key, day in begins.items()},
        "ends": {(*key, day) for key, day in ends.items()},
        "gaps": opened,
    }
