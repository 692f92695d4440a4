"""Cabinets (ParlGov, to 1999): from who governed with whom, who will govern together next, and who is kin?

    python benchmarks/records/cabinets.py DATA [--small]

DATA holds parlgov/. For each cabinet, every pair of parties that sit in parliament then: alignment from all cabinets
before it in that country; the truth is that both are in this one. Also parties' families (the same or not), from all
cabinets of the country. Half of the countries, by a hash of their names, is for choosing parameters; figures are of
the others. AUC is taken over pairs within a country and averaged with equal weight, so that large parliaments do not
decide.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from measures import Numbers, auc, is_reported, table
from states import rows

from allegiance.analysis.sides.counts import agreement, balance, share_agreed, through_thirds

FEWEST = 3  # cabinets before the one that is foretold
PRIORS = (0.5, 2.0, 8.0)
HALF_LIVES = (3.0, 10.0, 1000.0)  # cabinets
MIXES = (0.0, 0.25, 0.5)


@dataclass(frozen=True, slots=True)
class Country:
    """Cabinets in order of time: `seats` (A, Q) 1 in the cabinet, -1 in parliament but not in it, NaN in neither."""

    name: str
    parties: tuple[str, ...]
    seats: Numbers
    family: tuple[str, ...]


Way = Callable[[Numbers], Numbers]


def read(folder: Path) -> list[Country]:
    """All countries with enough cabinets."""
    family = {row["id"]: row["family_id"] for row in rows(folder / "parlgov" / "party.csv")}
    cabinets: dict[str, dict[tuple[str, str], dict[str, bool]]] = defaultdict(dict)
    for row in rows(folder / "parlgov" / "view_cabinet_before2000.csv"):
        if row["caretaker"] == "0" or row["cabinet_party"] == "1":
            key = (row["start_date"], row["cabinet_id"])
            inside = cabinets[row["country_name"]].setdefault(key, {})
            inside[row["party_id"]] = inside.get(row["party_id"], False) or row["cabinet_party"] == "1"
    return [_country(name, some, family) for name, some in sorted(cabinets.items()) if len(some) > FEWEST]


def _country(name: str, cabinets: dict[tuple[str, str], dict[str, bool]], family: dict[str, str]) -> Country:
    parties = tuple(sorted({party for some in cabinets.values() for party in some}))
    seats = np.full((len(parties), len(cabinets)), np.nan)
    for column, key in enumerate(sorted(cabinets)):
        for party, inside in cabinets[key].items():
            seats[parties.index(party), column] = 1.0 if inside else -1.0
    return Country(name, parties, seats, tuple(family.get(party, "") for party in parties))


def signed_sum(seats: Numbers) -> Numbers:
    """Cabinets that both were in, less those that one was in without the other."""
    inside, outside = (seats == 1).astype(float), (seats == -1).astype(float)
    apart = inside @ outside.T
    return balance(inside @ inside.T, apart + apart.T)


def together(seats: Numbers) -> Numbers:
    """The share of cabinets that both were in, of those that either was in while both sat in parliament."""
    inside, outside = (seats == 1).astype(float), (seats == -1).astype(float)
    both, apart = inside @ inside.T, inside @ outside.T
    either = both + apart + apart.T
    return np.divide(both, either, out=np.zeros_like(both), where=either > 0)


def coalition(seats: Numbers, prior: float, half_life: float, mix: float) -> Numbers:
    """Expected of both to govern: how often together, faded and shrunk to what the shares of the two give, and thirds.

    The share of a party is that of its cabinets, faded; of two, as if one knew nothing of the other: the product.
    """
    fading = 0.5 ** (np.arange(seats.shape[1])[::-1] / half_life)
    there = (~np.isnan(seats)).astype(float)
    inside = (seats == 1).astype(float) * fading
    time = (there * fading) @ there.T
    both = inside @ (seats == 1).astype(float).T
    mean = inside.sum() / max((there * fading).sum(), 1e-9)
    own = (inside.sum(axis=1) + prior * mean) / ((there * fading).sum(axis=1) + prior)
    score = (both + prior * np.outer(own, own)) / (time + prior)
    alike = np.nan_to_num(through_thirds(agreement(seats, prior)))
    return score + mix * alike * score


def foretold(country: Country, way: Way) -> float:
    """AUC over the pairs of all cabinets, each from those before it."""
    scores, truth = [], []
    for column in range(FEWEST, country.seats.shape[1]):
        before, now = country.seats[:, :column], country.seats[:, column]
        here = np.flatnonzero(~np.isnan(now))
        found = way(before)
        for at, one in enumerate(here.tolist()):
            for other in here[at + 1 :].tolist():
                scores.append(found[one, other])
                truth.append(now[one] == 1 and now[other] == 1)
    return auc(np.array(scores), np.array(truth, dtype=bool)) if truth else float("nan")


def kin(country: Country, way: Way) -> float:
    """AUC of being of one family, over all pairs of parties that sat together at some time."""
    found, there = way(country.seats), (~np.isnan(country.seats)).astype(float)
    one, other = np.triu_indices(len(country.parties), 1)
    met = (there @ there.T)[one, other] > 0
    same = np.array([country.family[a] == country.family[b] != "" for a, b in zip(one, other, strict=True)])
    return auc(found[one, other][met], same[met])


def main() -> int:
    """Choose in half of the countries, report the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--small", action="store_true", help="every third country")
    options = parser.parse_args()
    countries = read(options.data)[:: 3 if options.small else 1]
    choosing, reporting = ([c for c in countries if is_reported(c.name) == half] for half in (False, True))
    grid = list(product(PRIORS, HALF_LIVES, MIXES))
    best = max(grid, key=lambda at: _mean(foretold, choosing, lambda seats: coalition(seats, *at)))
    ways: list[tuple[str, Way]] = [
        ("signed sum: together less apart", signed_sum),
        ("share of cabinets together", together),
        ("share alike, in and out", share_agreed),
        ("agreement beyond chance", lambda seats: agreement(seats, best[0])),
        (f"faded, shrunk (prior {best[0]:g}, half-life {best[1]:g})", lambda s: coalition(s, *best[:2], 0.0)),
        (f"and by way of third parties (mix {best[2]:g})", lambda seats: coalition(seats, *best)),
    ]
    lines = [
        (name, *(_mean(truth, some, way) for truth in (foretold, kin) for some in (choosing, reporting)))
        for name, way in ways
    ]
    cabinets = sum(c.seats.shape[1] for c in reporting)
    sys.stdout.write(
        f"{len(reporting)} countries reported, {cabinets:,} cabinets; {len(choosing)} to choose\n\n"
    )
    head = (
        "alignment",
        "next cabinet, to choose",
        "next cabinet, reported",
        "family, to choose",
        "family, reported",
    )
    sys.stdout.write(table(head, lines))
    return 0


def _mean(truth: Callable[[Country, Way], float], countries: list[Country], way: Way) -> float:
    found = [truth(country, way) for country in countries]
    return float(np.nanmean(found))


if __name__ == "__main__":
    sys.exit(main())
