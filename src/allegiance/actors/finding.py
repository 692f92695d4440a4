"""Finding an actor by what somebody types: 'Sadr', 'moqtada al sadr', 'iran', 'khamenie', 'aah'.

Each typed word must fit a part of the name: the same letters, the beginning of it, the same sound, or nearly the same
letters. Names that hold nothing else come first. Unlike `match`, this is generous: people see the list and choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from allegiance.actors.alignment import similar
from allegiance.actors.parts import Part, Parts, parts_of
from allegiance.language.countries import CountryRole, lookup

_SOUND = 0.8  # parts that sound at least this much alike fit
_LETTERS = 0.7  # the same for letters, where typing errors are meant
_NEAR_ENOUGH = 0.5  # Jaro-Winkler below which the sounds of two Latin parts need not be compared
_ROUGH_INITIALS = 0.85


@dataclass(frozen=True, slots=True)
class Found:
    """An actor whose name fits, with the name that fits best, 0 to 1, and why."""

    actor: str
    name: str
    score: float
    reason: str


def find(query: str, names: Iterable[tuple[str, str]]) -> list[Found]:
    """The actors that a query may mean, the best first, each once.

    names  pairs of an actor's id and one of its names
    """
    wanted = parts_of(query)
    country = _country(wanted.folded)
    best: dict[str, Found] = {}
    for actor, name in names:
        score, reason = _fit(wanted, country, name)
        if score > 0.0 and (actor not in best or score > best[actor].score):
            best[actor] = Found(actor, name, score, reason)
    return sorted(best.values(), key=lambda found: (-found.score, found.name, found.actor))


def _country(query: str) -> str | None:
    """'us' is typed for 'US' here, though in a text it is a pronoun."""
    found = lookup(query) or lookup(query.title()) or (lookup(query.upper()) if len(query) <= 4 else None)
    return found.country if found and found.role is not CountryRole.METONYM else None


def _fit(wanted: Parts, country: str | None, name: str) -> tuple[float, str]:
    parts = parts_of(name)
    if wanted.folded and wanted.folded == parts.folded:
        return 1.0, "same words"
    if (
        country
        and (of_name := lookup(name))
        and of_name.country == country
        and of_name.role is CountryRole.NAME
    ):
        return 0.97, f"names {country}"
    letters = wanted.folded.replace(" ", "")
    if 2 < len(letters) <= 8 and (
        letters in parts.initials or (parts.acronym and parts.acronym in wanted.initials)
    ):
        return _ROUGH_INITIALS, "initials"
    if not set(wanted.numbers) <= set(parts.numbers) or not (wanted.parts or wanted.numbers):
        return 0.0, ""
    return _fit_parts(wanted, parts)


def _fit_parts(wanted: Parts, parts: Parts) -> tuple[float, str]:
    total, weakest, reason, left = 0.0, 1.0, "same words", list(parts.parts)
    for part in wanted.parts:
        fits = [(*_fit_part(part, other), place) for place, other in enumerate(left)]
        score, why, place = max(fits, key=lambda fit: (fit[0], -fit[2]), default=(0.0, "", 0))
        if score == 0.0:
            return 0.0, ""
        del left[place]
        total += score
        if score < weakest:
            weakest, reason = score, why
    count = len(wanted.parts) or 1
    said = len(wanted.parts) + len(wanted.numbers)
    cover = said / (len(parts.parts) + len(parts.numbers) or 1)
    last = bool(wanted.parts and parts.parts and parts.parts[-1] not in left)
    quality = total / count if wanted.parts else 1.0
    return quality * (0.72 + 0.2 * min(cover, 1.0) + 0.06 * last), reason


def _fit_part(typed: Part, part: Part) -> tuple[float, str]:
    if typed.text == part.text:
        return 1.0, "same words"
    if len(typed.text) > 2 and part.text.startswith(typed.text):
        return 0.85 + 0.1 * len(typed.text) / len(part.text), "the beginning of a word"
    if typed.abjad == part.abjad and JaroWinkler.similarity(typed.text, part.text) < _NEAR_ENOUGH:
        return 0.0, ""
    sound = similar(typed, part)
    if sound >= _SOUND:
        return 0.97 * sound, "sounds alike"
    shorter = min(len(typed.text), len(part.text))
    letters = DamerauLevenshtein.normalized_similarity(typed.text, part.text) if shorter > 4 else 0.0
    return (0.9 * letters, "nearly the same letters") if letters >= _LETTERS else (0.0, "")
