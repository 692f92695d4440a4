"""Planted worlds: made-up records of a casefile whose true turns, splits, re-namings and changes of office are known.

    truth ──what happens──► true claims ──half are missing──► some read the wrong way, dates rough or none
                                         ──published by several, some as reprints of each other──► records

    world = make_world(seed=1, setting=Setting(pairs=50))
    world.records, world.reprints          what a method may see
    world.turns, world.splits, …           what it should find; days are dates

Nothing here looks at a method. The same seed and setting give the same world.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from allegiance.actors.actor import Actor
from allegiance.casefile.record import DocumentSummary, Record, Reprints
from allegiance.claims.claim import Attribution, Certainty, Claim, Phase, Polarity
from allegiance.documents.document import Passage
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind

FIRST, LAST = date(2000, 1, 1), date(2020, 12, 31)
RECORDED = datetime(2021, 6, 1, tzinfo=UTC)
DAYS = (LAST - FIRST).days
YEAR = 365.25

TOGETHER = ("allied_with", "supports", "sponsors", "aided", "negotiated_with", "traded_with", "appointed")
AGAINST = ("opposes", "rivals", "attacked", "coerced", "accused", "protested_against", "interfered_in")
TIES = frozenset({"allied_with", "supports", "sponsors", "opposes", "rivals"})


@dataclass(frozen=True)
class Setting:
    """How a world is made. Rates are true claims; half of them (`missing`) never reach the casefile."""

    pairs: int = 60
    families: int = 6  # groups with splits and re-namings
    offices: int = 6
    claims_a_year: float = 12.0  # of a pair, at the median; pairs differ by a factor of two either way
    attention: float = 5.0  # times as many in the two months about a turn
    missing: float = 0.5
    wrong: float = 0.1  # signed claims read with the opposite sign; lineage claims with a wrong party
    publishers: int = 6
    reprinted: float = 0.3  # stories that one to three others print too
    quoted: float = 0.25  # claims credited to a speaker; a third of these speakers are one of the two
    told: float = 0.6  # turns of which words say that something began or ended
    exact: float = 0.45  # dated to the day; then to the month, to the year; the rest has no date
    to_month: float = 0.25
    to_year: float = 0.05
    late: float = 0.15  # undated claims that look back, by up to three years
    alleged: float = 0.2
    denied: float = 0.05
    turning: float = 0.5  # pairs that turn at all; a third of them turns twice
    apart: float = 900.0  # days between two turns of a pair, and from either end, at least


@dataclass(frozen=True)
class PlantedTurn:
    """Pair `a`, `b` (ids) goes from `before` to `after` (-1 or +1) on `day`."""

    a: str
    b: str
    day: date
    before: int
    after: int


@dataclass(frozen=True)
class PlantedSplit:
    """`child` breaks away from `parent` (ids) on `day`."""

    child: str
    parent: str
    day: date


@dataclass(frozen=True)
class PlantedRename:
    """`old` is called `new` (ids) from `day` on."""

    old: str
    new: str
    day: date


@dataclass(frozen=True)
class PlantedTerm:
    """`holder` (id) is `office` of `body` (id) from `begins` to `ends`; `ends` is None for the last one."""

    holder: str
    office: str
    body: str
    begins: date
    ends: date | None


@dataclass(frozen=True)
class PlantedGap:
    """`office` of `body` (id) stands open from `begins` to `ends`; `left` and `filled` are persons (ids)."""

    office: str
    body: str
    left: str
    filled: str
    begins: date
    ends: date
    removed: bool  # else died or resigned


@dataclass(frozen=True)
class World:
    """Records and what is true. `pairs` are all pairs that records of turns are about, with or without a turn."""

    setting: Setting
    records: tuple[Record, ...]
    reprints: Reprints
    pairs: tuple[tuple[str, str], ...]
    turns: tuple[PlantedTurn, ...]
    splits: tuple[PlantedSplit, ...]
    renames: tuple[PlantedRename, ...]
    terms: tuple[PlantedTerm, ...]
    gaps: tuple[PlantedGap, ...]


@dataclass(frozen=True)
class _True:
    """A true claim, before it is observed."""

    day: date
    subject: Actor
    relation: str
    object: Actor | None
    value: str | None = None
    phase: Phase = Phase.HOLDS
    wrong: tuple[str, ...] = ()  # relations that a wrong reading would give instead


@dataclass
class _Maker:
    """Collects records; the only state is what has been made so far."""

    rng: random.Random
    setting: Setting
    records: list[Record] = field(default_factory=list)
    spans: dict[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)

    def observe(self, true: _True) -> None:
        """Publish a true claim, or miss it; some of its stories are printed by others too."""
        rng, setting = self.rng, self.setting
        if rng.random() < setting.missing:
            return
        seen = self._misread(true)
        late = rng.random() < setting.late
        published = true.day + timedelta(
            days=rng.randrange(0, 1000) if late else min(rng.randrange(0, 30), rng.randrange(0, 30))
        )
        valid = self._time(true, late)
        publishers = rng.sample(
            range(setting.publishers), 1 + (rng.random() < setting.reprinted) * rng.randint(1, 3)
        )
        polarity = Polarity.DENIED if rng.random() < setting.denied else Polarity.AFFIRMED
        certainty = Certainty.ALLEGED if rng.random() < setting.alleged else Certainty.STATED
        speaker = self._speaker(seen)
        story = f"story-{len(self.records)}"
        for number, publisher in enumerate(publishers):
            identity = f"d{len(self.records):07d}"
            quote = f"{seen.subject.name} {seen.relation} {seen.object.name if seen.object else seen.value} ({story})."
            passage = Passage(0, len(quote), quote)
            day = published + timedelta(days=number)
            document = DocumentSummary(
                identity, identity, story, f"Paper {publisher}", Interval.of_day(day), None, "en"
            )
            claim = Claim(
                identity, seen.subject, seen.relation, seen.object, seen.value, seen.phase, polarity, certainty,
                speaker, valid, None, (passage,), round(rng.uniform(0.4, 0.95), 3), "planted/1",
            )  # fmt: skip
            if len(publishers) > 1:
                first = self.records[-number].document.id if number else identity
                self.spans[identity] = ((0, len(quote), f"{first}:0-{len(quote)}"),)
            self.records.append(Record(f"r{len(self.records):07d}", claim, document, RECORDED))

    def _misread(self, true: _True) -> _True:
        if true.wrong and self.rng.random() < self.setting.wrong:
            relation = self.rng.choice(true.wrong)
            return replace(true, relation=relation, phase=true.phase if relation in TIES else Phase.HOLDS)
        return true

    def _time(self, true: _True, late: bool) -> Interval | None:
        dice, setting = self.rng.random(), self.setting
        if dice < setting.exact:
            return Interval.of_day(true.day)
        if dice < setting.exact + setting.to_month:
            return Interval.parse(true.day.strftime("%Y-%m"))
        if dice < setting.exact + setting.to_month + setting.to_year or late:
            return Interval.parse(true.day.strftime("%Y"))  # who looks back names a year, as a rule
        return None

    def _speaker(self, seen: _True) -> Attribution | None:
        if self.rng.random() >= self.setting.quoted:
            return None
        dice = self.rng.random()
        if dice < 1 / 3:
            who = seen.subject if dice < 1 / 6 or seen.object is None else seen.object
            return Attribution(who, who.name, "said")
        name = f"Speaker {self.rng.randrange(40)}"
        return Attribution(None, name, "said")


def make_world(seed: int, setting: Setting | None = None) -> World:
    """A world; the same seed and setting give the same one."""
    setting = setting or Setting()
    maker = _Maker(random.Random(f"planted {seed}"), setting)
    pairs, turns = _pairs(maker)
    splits, renames = _families(maker)
    terms, gaps = _offices(maker)
    return World(
        setting, tuple(maker.records), Reprints(maker.spans), tuple(pairs), tuple(turns), tuple(splits),
        tuple(renames), tuple(terms), tuple(gaps),
    )  # fmt: skip


def _actor(name: str, kind: ActorKind) -> Actor:
    return Actor("a" + hashlib.sha256(name.encode()).hexdigest()[:12], name, kind, (name,))


def _day(number: float) -> date:
    return FIRST + timedelta(days=int(min(max(number, 0), DAYS)))


def _pairs(maker: _Maker) -> tuple[list[tuple[str, str]], list[PlantedTurn]]:
    pairs: list[tuple[str, str]] = []
    turns: list[PlantedTurn] = []
    for number in range(maker.setting.pairs):
        one = _actor(f"League {number}", ActorKind.ORGANIZATION)
        other = _actor(f"Front {number}", ActorKind.ARMED_GROUP)
        pairs.append((one.id, other.id))
        sign = maker.rng.choice((1, -1))
        days = _turning_days(maker)
        _tell(maker, one, other, sign, days)
        for day in days:
            turns.append(PlantedTurn(one.id, other.id, _day(day), sign, -sign))
            sign = -sign
    return pairs, turns


def _turning_days(maker: _Maker) -> list[float]:
    rng, apart = maker.rng, maker.setting.apart
    if rng.random() >= maker.setting.turning:
        return []
    if rng.random() < 2 / 3:
        return [rng.uniform(apart, DAYS - apart)]
    first = rng.uniform(apart, DAYS - 2 * apart)
    return [first, rng.uniform(first + apart, DAYS - apart)]


def _tell(maker: _Maker, one: Actor, other: Actor, sign: int, turns: Sequence[float]) -> None:
    """True claims of a pair over the whole time, more of them about a turn."""
    rng, setting = maker.rng, maker.setting
    rate = setting.claims_a_year / YEAR * 2 ** rng.uniform(-1, 1)
    for day in range(DAYS):
        near = any(abs(day - turn) < 30 for turn in turns)
        if rng.random() >= rate * (setting.attention if near else 1.0):
            continue
        now = sign * (-1) ** sum(day >= turn for turn in turns)
        ours, theirs = (TOGETHER, AGAINST) if now > 0 else (AGAINST, TOGETHER)
        subject, object_ = (one, other) if rng.random() < 0.5 else (other, one)
        maker.observe(_True(_day(day), subject, rng.choice(ours), object_, wrong=theirs))
    for number, turn in enumerate(turns):
        if rng.random() < setting.told:
            for true in _told(rng, one, other, sign * (-1) ** (number + 1), turn):
                maker.observe(true)


def _told(rng: random.Random, one: Actor, other: Actor, sign: int, turn: float) -> Iterator[_True]:
    """One to three claims that themselves speak of the turn."""
    begins, ends = ("allied_with", "rivals") if sign > 0 else ("rivals", "allied_with")
    for _ in range(rng.randint(1, 3)):
        if rng.random() < 0.6:
            yield _True(_day(turn), one, begins, other, phase=Phase.BEGINS, wrong=(ends,))
        elif sign < 0 and rng.random() < 0.4:
            yield _True(_day(turn), one, "betrayed", other, wrong=("aided",))
        else:
            yield _True(_day(turn), one, ends, other, phase=Phase.ENDS, wrong=(begins,))


def _families(maker: _Maker) -> tuple[list[PlantedSplit], list[PlantedRename]]:
    rng, splits, renames = maker.rng, [], []
    for number in range(maker.setting.families):
        root = _actor(f"Army {number}", ActorKind.ARMED_GROUP)
        leader = _actor(f"General {number}", ActorKind.PERSON)
        founded = rng.uniform(0, 1000)
        _repeat(maker, _True(_day(founded), leader, "founded", root), 3)
        alive = [(root, founded)]
        for step in range(rng.randint(2, 4)):
            parent, since = alive[rng.randrange(len(alive))]
            day = rng.uniform(since + 300, DAYS)
            if day >= DAYS:
                continue
            new = _actor(
                f"Army {number}, {('Brigade', 'Column', 'Hands', 'Shield')[step]}", ActorKind.ARMED_GROUP
            )
            if rng.random() < 0.65:
                _repeat(maker, _True(_day(day), new, "split_from", parent, wrong=("allied_with",)), 4)
                splits.append(PlantedSplit(new.id, parent.id, _day(day)))
                alive.append((new, day))
            else:
                _repeat(maker, _True(_day(day), parent, "renamed_as", new, wrong=("allied_with",)), 4)
                renames.append(PlantedRename(parent.id, new.id, _day(day)))
                alive[alive.index((parent, since))] = (new, day)
    return splits, renames


def _offices(maker: _Maker) -> tuple[list[PlantedTerm], list[PlantedGap]]:
    rng, terms, gaps = maker.rng, [], []
    for number in range(maker.setting.offices):
        body, office = _actor(f"Republic {number}", ActorKind.COUNTRY), rng.choice(("president", "minister"))
        holder, begins, step = _actor(f"Holder {number}.0", ActorKind.PERSON), rng.uniform(0, 900), 0
        while True:
            ends = begins + rng.uniform(500, 2500)
            last = ends >= DAYS
            terms.append(PlantedTerm(holder.id, office, body.id, _day(begins), None if last else _day(ends)))
            _serve(maker, holder, office, body, begins, min(ends, DAYS), last)
            if last:
                break
            removed = rng.random() < 0.5
            step += 1
            successor = _actor(f"Holder {number}.{step}", ActorKind.PERSON)
            begins = ends + (0 if rng.random() < 0.4 else rng.uniform(10, 200))
            if removed:
                _repeat(maker, _True(_day(ends), body, "removed", holder, office), 3)
            _repeat(maker, _True(_day(begins), successor, "succeeded", holder, office), 2)
            if begins > ends and begins < DAYS:
                gaps.append(
                    PlantedGap(office, body.id, holder.id, successor.id, _day(ends), _day(begins), removed)
                )
            holder = successor
            if begins >= DAYS:
                break
    return terms, gaps


def _serve(
    maker: _Maker, holder: Actor, office: str, body: Actor, begins: float, ends: float, last: bool
) -> None:
    """Claims of one term: it begins, holds now and then, and ends."""
    _repeat(maker, _True(_day(begins), holder, "holds_office", body, office, Phase.BEGINS), 3)
    if not last:
        _repeat(maker, _True(_day(ends), holder, "holds_office", body, office, Phase.ENDS), 3)
    for _ in range(int((ends - begins) / YEAR * 3)):
        maker.observe(_True(_day(maker.rng.uniform(begins, ends)), holder, "holds_office", body, office))


def _repeat(maker: _Maker, true: _True, times: int) -> None:
    for _ in range(times):
        maker.observe(true)
