"""Lineage: who came out of whom, as lanes and strokes of a dated family tree, ready to draw.

    lane     one group through time, under the names that it had          ────────────
    stroke   what connects two lanes, or a name with the next one         split, merge, rename, succeed, member …

Days are EDTF, as rough as the words; a stroke without a date has none. Every stroke carries its passages.
"""

from __future__ import annotations

from dataclasses import dataclass

from allegiance.views.cited import Cited


@dataclass(frozen=True, slots=True)
class Label:
    """A name of the group and the days (EDTF) between which it bore it; None where no words say so."""

    name: str
    since: str | None
    until: str | None
    passages: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One group. `begins` and `ends` are EDTF.

    `begin_kind`: 'founded', 'split', 'merged' or 'first mentioned', which is not a beginning; `end_kind`: 'merged',
    'ended' or 'last mentioned', which is not an end.
    """

    id: str  # the same for every actor that is this group under another name
    name: str
    labels: tuple[Label, ...]
    kind: str | None
    begins: str | None
    begin_kind: str
    ends: str | None
    end_kind: str
    actors: tuple[str, ...] = ()  # ids of the actors of the casefile that it is, in the order of its names
    passages: tuple[Cited, ...] = ()  # for its beginning and its end
    first: str | None = None  # first and last day (ISO) on record; no more than that
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """What connects two lanes; a 'rename' stays in one.

    `kind`: split, merge, rename, succeed, found, member, ally, rival. `day` EDTF or None; `from_lane` is the older
    (parent, earlier name, founder), `to_lane` the newer; of a member: the member and the whole. A founder who is a
    person has no lane: `from_lane` is empty and the label names the person.
    """

    kind: str
    from_lane: str
    to_lane: str
    day: str | None
    label: str
    passages: tuple[Cited, ...]
    marks: tuple[str, ...] = ()  # denied, alleged, possible, contested
    reported: str | None = None  # ISO day of its first report; it happened by then
    until: str | None = None  # of a membership, an alliance or a rivalry: when it ended


@dataclass(frozen=True, slots=True)
class TellingView:
    """One of several tellings that cannot all be right."""

    words: str  # 'founded in 1982'
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class FaultView:
    """Something that does not fit: two founding dates, two parents, a circle, a child older than its parent."""

    kind: str
    sentence: str
    tellings: tuple[TellingView, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """The family tree. `first` and `last` are ISO days; '' where nothing is dated."""

    title: str
    lanes: tuple[Lane, ...]
    strokes: tuple[Stroke, ...]
    first: str
    last: str
    faults: tuple[FaultView, ...] = ()
    tree: tuple[str, ...] = ()  # the same as lines of text, each child two spaces further in
    note: str = ""
    then: str = ""  # what the group that was asked for was called on the day, as a sentence
    then_passages: tuple[Cited, ...] = ()
