"""Weights: the table `weights.toml`, which says how much each kind of record counts, as values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from allegiance.analysis.alignment.alignment import Speech
from allegiance.claims.relations import relation
from allegiance.errors import UsageError


@dataclass(frozen=True, slots=True)
class Pull:
    """What one relation says: of which kind it is, and how strongly and which way it pulls, -1 … +1."""

    speech: Speech
    strength: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The table. Reasons stand beside the numbers in `weights.toml`; times are days, the rest are shares."""

    pulls: Mapping[str, Pull]
    certainty: Mapping[str, float]
    phase: Mapping[str, float]
    polarity: Mapping[str, float]
    own_words: float
    interested: float
    interested_denial: float
    undated: float
    tie_holds: float
    tie_half_life: float
    act_half_life: float
    opposite_begins: float
    floor: float
    same_voice: float
    each_side: float
    name: str = field(default="own", compare=False)


def read_weights(text: str, name: str = "own") -> Weights:
    """The weights of a table like `weights.toml`.

    Raises: UsageError, naming what is missing or out of range.
    """
    try:
        return _weights(tomllib.loads(text), name)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise UsageError(
            f"the table of weights {name!r} cannot be used ({fault}); begin from weights.toml"
        ) from fault


def _weights(table: dict[str, Any], name: str) -> Weights:
    pulls = {
        relation(row).name: Pull(
            Speech(values["kind"]), relation(row).sign * _within(row, values["strength"], 1)
        )
        for row, values in table["relations"].items()
    }
    time, speaker = table["time"], table["speaker"]
    return Weights(
        pulls=MappingProxyType(pulls),
        certainty=_shares(table["certainty"]),
        phase=_shares(table["phase"]),
        polarity=_shares(table["polarity"]),
        own_words=_within("own_words", speaker["own_words"], 1),
        interested=_within("interested", speaker["interested"], 1),
        interested_denial=_within("interested_denial", speaker["interested_denial"], 1),
        undated=_within("undated", time["undated"], 1),
        tie_holds=_within("tie_holds", time["tie_holds"], 40_000),
        tie_half_life=_positive("tie_half_life", time["tie_half_life"]),
        act_half_life=_positive("act_half_life", time["act_half_life"]),
        opposite_begins=_within("opposite_begins", time["opposite_begins"], 1),
        floor=_positive("floor", time["floor"]),
        same_voice=_within("same", table["voice"]["same"], 1),
        each_side=_positive("each_side", table["prior"]["each_side"]),
        name=name,
    )


def _shares(row: Mapping[str, float]) -> Mapping[str, float]:
    for name, value in row.items():
        _within(name, abs(value), 1)
    return MappingProxyType({name: float(value) for name, value in row.items()})


def _within(name: str, value: float, most: float) -> float:
    if not 0 <= value <= most:
        raise ValueError(f"{name} = {value} must be 0 to {most:g}")
    return float(value)


def _positive(name: str, value: float) -> float:
    if not 0 < value <= 40_000:
        raise ValueError(f"{name} = {value} must be above 0, and below 40000")
    return float(value)


WEIGHTS = read_weights(
    (files("allegiance.analysis.alignment") / "weights.toml").read_text(encoding="utf-8"), "standard"
)
