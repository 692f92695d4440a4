"""Parties: splits, mergers and re-namings on record (ParlGov), as claims with noise, and what is found again."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from lineage.noise import Happening, Noise, middle
from lineage.score import Score, match, within

from allegiance.actors.actor import Actor
from allegiance.analysis.family import FaultKind, Lineage, Stroke, called, lineage
from allegiance.analysis.moment import first_day, last_day
from allegiance.casefile.record import Record
from allegiance.claims.claim import Phase
from allegiance.language.mention import ActorKind

MONTH = 31
ASKED = 5  # days at which the name of a re-named party is asked for
KINDS = {"split": "split_from", "merge": "merged_with", "rename": "renamed_as"}

Found = set[tuple[str, str, date]]  # older, newer (ids), day


@dataclass(frozen=True)
class Change:
    """`kind` split, merge or rename, from the older to the newer party or name."""

    kind: str
    older: Actor
    newer: Actor
    day: date
    only_year: bool


@dataclass(frozen=True)
class Register:
    """All changes, and for each re-named party its names in order with the day since when."""

    changes: tuple[Change, ...]
    names: tuple[tuple[tuple[date, Actor], ...], ...]
    everybody: tuple[Actor, ...]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def read(folder: Path) -> Register:
    """The register; a day of 1 July stands for a year, as ParlGov writes it."""
    parties = {row["id"]: row for row in _rows(folder / "party.csv")}
    actors = {i: _party(i, row["name_english"] or row["name"]) for i, row in parties.items()}
    names = tuple(_names(_rows(folder / "party_name_change_before2000.csv")))
    changes = [*_changes(_rows(folder / "party_change_before2000.csv"), actors)]
    for row in names:
        for (_, old), (day, new) in pairwise(row):
            changes.append(Change("rename", old, new, day, _is_year(day)))
    return Register(tuple(changes), names, tuple(actors.values()))


def _party(identity: str, name: str) -> Actor:
    full = f"{name} ({identity})"  # names recur in several countries; here each is its own actor
    return Actor(f"p{identity}", full, ActorKind.ORGANIZATION, (full,))


def _is_year(day: date) -> bool:
    return (day.month, day.day) in ((7, 1), (1, 1))


def _names(rows: Iterable[dict[str, str]]) -> Iterator[tuple[tuple[date, Actor], ...]]:
    """The names of each party that has had several, in order of time; a name taken again is left out."""
    by_party: dict[str, dict[date, str]] = defaultdict(dict)
    for row in rows:
        by_party[row["party_id"]][date.fromisoformat(row["date"])] = row["name_english"] or row["name"]
    for party, since in sorted(by_party.items()):
        named = [(day, _party(f"{party}-{number}", since[day])) for number, day in enumerate(sorted(since))]
        if len(named) > 1 and len(set(since.values())) == len(since):
            yield tuple(named)


def _changes(rows: Sequence[dict[str, str]], actors: dict[str, Actor]) -> Iterator[Change]:
    """Several into one in one year: mergers. One into several: splits. Others are left out."""
    into = Counter((row["party_id_new"], row["date"][:4]) for row in rows)
    out_of = Counter((row["party_id"], row["date"][:4]) for row in rows)
    for row in rows:
        old, new, day = row["party_id"], row["party_id_new"], date.fromisoformat(row["date"])
        if old not in actors or new not in actors or old == new:
            continue
        if into[new, row["date"][:4]] > 1:
            yield Change("merge", actors[old], actors[new], day, _is_year(day))
        elif out_of[old, row["date"][:4]] > 1:
            yield Change("split", actors[old], actors[new], day, _is_year(day))


def happenings(register: Register) -> Iterator[Happening]:
    """Each change as a claim; the party that it may be mixed up with is any other."""
    rng = random.Random("parties")
    for change in register.changes:
        others = tuple(rng.sample(register.everybody, 5))
        subject, other = (
            (change.newer, change.older) if change.kind == "split" else (change.older, change.newer)
        )
        yield Happening(
            change.day,
            subject,
            KINDS[change.kind],
            other,
            None,
            Phase.HOLDS,
            others,
            "object",
            change.only_year,
        )


def measure(register: Register, seed: int) -> tuple[dict[str, tuple[Score, Score]], tuple[float, float], int]:
    """Scores by kind, the share of names told right at random days, and the number of records."""
    noise = Noise(seed)
    records = [record for true in happenings(register) for record in noise.tell(true)]
    found = lineage(records)
    ours, naive = _ours(found), _naive(records)
    scores = {}
    for kind in KINDS:
        truth = {(c.older.id, c.newer.id, c.day) for c in register.changes if c.kind == kind}
        near = _near({(c.day, c.only_year) for c in register.changes})
        scores[kind] = tuple(
            match(_sorted(side[kind], kind), _sorted(truth, kind), near) for side in (ours, naive)
        )
    return scores, _identity(register, found, records, seed), len(records)


def _near(days: set[tuple[date, bool]]):
    only_years = {day for day, only_year in days if only_year}
    return lambda found, true: found.year == true.year if true in only_years else within(found, true)


def _sorted(found: Found, kind: str) -> Found:
    """Mergers have no direction."""
    return {(min(a, b), max(a, b), day) for a, b, day in found} if kind == "merge" else found


def _ours(found: Lineage) -> dict[str, Found]:
    """Every stroke but those that most voices tell otherwise: another parent, another old name."""
    outvoted = {
        record.id
        for fault in found.faults
        if fault.kind in (FaultKind.PARENTS, FaultKind.NAMES)
        for telling in fault.tellings
        if telling.voices < max(other.voices for other in fault.tellings)
        for record in telling.records
    }
    drawn: dict[str, Found] = {kind: set() for kind in KINDS}
    for stroke in found.strokes:
        day = _day(stroke)
        if stroke.kind not in KINDS or not stroke.told or day is None:
            continue
        if not all(record.id in outvoted for record in stroke.affirmed):
            drawn[stroke.kind].add((stroke.older.id, stroke.newer.id, day))
    return drawn


def _day(stroke: Stroke) -> date | None:
    """The middle of an exact time; of a rough one, or none, the day by which it had happened."""
    exact = stroke.when is not None and stroke.when.start is not None and stroke.when.end is not None
    if exact and stroke.when is not None and (last_day(stroke.when) - first_day(stroke.when)).days < MONTH:
        return middle(stroke.when)
    return stroke.by


def _naive(records: Iterable[Record]) -> dict[str, Found]:
    """Every pair that any claim names, on the first day that is told, else that of the report; nothing is weighed."""
    first: dict[tuple[str, str, str], date] = {}
    by_relation = {relation: kind for kind, relation in KINDS.items()}
    for record in sorted(records, key=lambda r: (str(r.document.published), r.id)):
        claim, day = record.claim, middle(record.claim.valid) or middle(record.document.published)
        kind = by_relation.get(claim.relation)
        if kind is None or claim.object is None or day is None:
            continue
        older, newer = (claim.object, claim.subject) if kind == "split" else (claim.subject, claim.object)
        first.setdefault((kind, older.id, newer.id), day)
    drawn: dict[str, Found] = {kind: set() for kind in KINDS}
    for (kind, older, newer), day in first.items():
        drawn[kind].add((older, newer, day))
    return drawn


def _identity(
    register: Register, found: Lineage, records: Sequence[Record], seed: int
) -> tuple[float, float]:
    """Share of days at which the name of a party is told right, of us and of 'the last name on record by then'."""
    rng = random.Random(f"names {seed}")
    by_published = sorted(
        ((str(r.document.published), r.claim) for r in records if r.claim.relation == "renamed_as"),
        key=lambda pair: pair[0],
    )
    right, naive_right, asked = 0, 0, 0
    for row in register.names:
        first, last = row[0][0], row[-1][0].replace(year=min(row[-1][0].year + 10, 2000), day=1)
        lane = found.lane_of(row[0][1].id)
        for _ in range(ASKED if lane is not None else 0):
            day = date.fromordinal(rng.randint(first.toordinal(), max(last.toordinal(), first.toordinal())))
            truth = [actor for since, actor in row if since <= day][-1]
            if any(since.year == day.year for since, _ in row):
                continue  # most re-namings are on record by year only
            asked += 1
            right += lane is not None and called(lane, day).label.actor.id == truth.id
            name = row[0][1].id
            for published, claim in by_published:
                if published <= day.isoformat() and claim.subject.id == name and claim.object:
                    name = claim.object.id
            naive_right += name == truth.id
    return right / asked if asked else 0.0, naive_right / asked if asked else 0.0
