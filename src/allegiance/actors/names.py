"""Names: are two of them one actor's, across spellings and scripts? Each answer has a score and its reason in words.

    name ──parts──► tokens without titles and articles ──aligned──► the worst pair of tokens decides

Generic scorers rate 'Nouri al-Maliki' and 'Riyad al-Maliki' as near, because most letters agree; here the part that
differs decides. Scores from `AUTOMATIC` up may be joined without asking; below, they are proposals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegiance.actors.alignment import aligned, similar
from allegiance.actors.finding import Found, find
from allegiance.actors.parts import Part, Parts, fold, parts_of
from allegiance.actors.sounds import skeleton
from allegiance.language.countries import CountryRole, lookup
from allegiance.language.groups import known_group
from allegiance.language.mention import ActorKind

__all__ = ["AUTOMATIC", "Found", "NameMatch", "blocks", "find", "fold", "match", "skeleton"]

# Words: precision 0.98 at recall 0.92 on Arabic and Latin spellings, near names as negatives: benchmarks/names.md
AUTOMATIC = 0.86
# Where several parts agree, each may be further apart: full names, precision 0.98 at recall 0.91: benchmarks/names.md
_SEVERAL = 0.83
_SURNAME, _ONE_PART, _INITIALS = 0.6, 0.5, 0.85  # weaker matches, below the automatic threshold
_KNOWN = 0.98  # two names of one country or group, by our tables
_EXTRA = 0.85  # a word like 'police' that only one of two groups has
_LONG_INITIALS = 0.9  # four letters and more are seldom shared by chance


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How far two names may be one actor's: 0 to 1, and why."""

    score: float
    reason: str


def match(a: str, b: str, kind: ActorKind | None = None) -> NameMatch:
    """Compare two names; the order makes no difference.

    >>> match("Nouri al-Maliki", "Nuri al-Malki").score > AUTOMATIC
    True
    >>> match("Nouri al-Maliki", "Riyad al-Maliki").reason
    "'nouri' and 'riyad' differ"
    """
    if a == b:
        return NameMatch(1.0, "same words")
    if a > b:
        a, b = b, a
    if "(" in a or "(" in b:
        if known := _known_groups(a, b, kind):
            return known  # 'Communist Party of India (Maoist)' has no alias in its brackets
        pairs = [(x, y) for x in _with_alias(a) for y in _with_alias(b)]
        return max((_match(x, y, kind) for x, y in pairs), key=lambda found: found.score)
    return _match(a, b, kind)


def blocks(name: str) -> frozenset[str]:
    """Keys of a name: two names that match automatically share at least one, nearly always."""
    keys: set[str] = set()
    for form in _with_alias(name):
        parts = parts_of(form)
        telling = [part for part in parts.parts if not part.shared]
        for part in telling or parts.parts:
            keys.update(part.skeletons)
        keys.update(f"={initials}" for initials in (*parts.initials, parts.acronym) if initials)
        if (country := lookup(form)) is not None:
            keys.add(f"@{country.country}")
        keys.update(f"#{number}" for number in parts.numbers if not telling)
    keys.update(f"@{known}" for form in (name, *_with_alias(name)) if (known := known_group(form)))
    return frozenset(key for key in keys if key)


def _with_alias(name: str) -> tuple[str, ...]:
    """'Islamic State (ISIS)' goes by both names; both are looked at."""
    outside, bracket, rest = name.partition("(")
    inside = rest.partition(")")[0].strip()
    outside = outside.strip()
    return tuple(form for form in (outside, inside) if form) if bracket and outside else (name,)


def _match(a: str, b: str, kind: ActorKind | None) -> NameMatch:
    one, other = parts_of(a), parts_of(b)
    if one.folded == other.folded:
        return NameMatch(1.0, "same words") if one.folded else NameMatch(0.0, "nothing to compare")
    if known := _known_groups(a, b, kind):
        return known
    if not one.parts or not other.parts:
        return _only_numbers(one, other)
    if kind in (None, ActorKind.COUNTRY) and (countries := _countries(a, b)):
        return countries
    if initials := _by_initials(one, other, kind):
        return initials
    if kind is not ActorKind.PERSON and bool(one.acronym) is not bool(other.acronym):
        return NameMatch(
            _ONE_PART, "initials of another name"
        )  # 'ACA' sounds like 'Al-Qa', and is not read so
    found = _people(one, other, kind) if _is_person(one, other, kind) else _groups(one, other)
    return _numbered(one, other, found)


def _countries(a: str, b: str) -> NameMatch | None:
    one, other = lookup(a), lookup(b)
    if one is None or other is None or CountryRole.METONYM in (one.role, other.role):
        return None
    if one.country != other.country:
        return NameMatch(0.0, f"two countries: {one.country} and {other.country}")
    unclear = one.ambiguous or other.ambiguous or one.role is not other.role
    return NameMatch(0.7 if unclear else _KNOWN, f"both name {one.country}")


def _known_groups(a: str, b: str, kind: ActorKind | None) -> NameMatch | None:
    """'Daesh' and 'Islamic State' by the table of groups; forms that may be another's too say nothing here."""
    one, other = known_group(a), known_group(b)
    if one is None or other is None or kind in (ActorKind.PERSON, ActorKind.COUNTRY):
        return None
    if one != other:
        return NameMatch(0.0, f"two groups: {' and '.join(sorted((one, other)))}")
    return NameMatch(_KNOWN, f"both name {one}")


def _by_initials(one: Parts, other: Parts, kind: ActorKind | None) -> NameMatch | None:
    if kind is ActorKind.PERSON:
        return None
    for short, full in ((one, other), (other, one)):
        if short.acronym and short.acronym in full.initials:
            score = _LONG_INITIALS if len(short.acronym) > 3 else _INITIALS
            return NameMatch(score if len(short.acronym) > 2 else _ONE_PART, f"initials of {full.folded!r}")
    return None


def _is_person(one: Parts, other: Parts, kind: ActorKind | None) -> bool:
    if kind is not None:
        return kind is ActorKind.PERSON
    return not any(part.shared for parts in (one, other) for part in parts.parts)


def _numbered(one: Parts, other: Parts, found: NameMatch) -> NameMatch:
    """'1st Division' is not the 2nd, and 'Barrio 18' is not any other Barrio."""
    if one.numbers == other.numbers:
        return found
    numbers = " and ".join(", ".join(parts.numbers) or "none" for parts in (one, other))
    both = bool(one.numbers and other.numbers)
    return NameMatch(min(found.score, 0.1 if both else _SURNAME), f"numbers differ: {numbers}")


def _only_numbers(one: Parts, other: Parts) -> NameMatch:
    """'M23' beside 'M23 movement': the number is the name."""
    rest = one.parts or other.parts
    if not one.numbers or one.numbers != other.numbers:
        return NameMatch(0.0, "numbers differ" if one.numbers and other.numbers else "nothing to compare")
    return NameMatch(0.9 if all(part.shared for part in rest) else _ONE_PART, "same numbers")


def _people(one: Parts, other: Parts, kind: ActorKind | None) -> NameMatch:
    short, full = sorted((one.parts, other.parts), key=lambda parts: (len(parts), [p.text for p in parts]))
    if len(short) == 1 and len(full) > 1:
        return _single_part(short[0], full)
    pairs = aligned(short, full)
    worst = min(pairs, key=lambda pair: (pair.score, pair.one))
    least = worst.score if len(short) == 1 else _of_several(worst.score)
    if least < AUTOMATIC:
        return NameMatch(max(0.0, least), _differ(short[worst.one], full[worst.other]))
    if len(short) == 1:
        score = min(least, 0.8) if kind is ActorKind.PERSON else least
        return NameMatch(score, "single names sound alike")
    if len(short) == len(full):
        return NameMatch(least, "all parts sound alike")
    if kind is not ActorKind.PERSON:
        return NameMatch(least * _EXTRA, "all parts of the shorter name are in the longer one")
    surname = any(pair.one == len(short) - 1 and pair.other == len(full) - 1 for pair in pairs)
    missing = 0.03 * (len(full) - len(short)) if surname else 0.25
    return NameMatch(max(0.0, least - missing), "all parts of the shorter name are in the longer one")


def _of_several(worst: float) -> float:
    """The score of a name by its worst part: `_SEVERAL` becomes `AUTOMATIC`, and 1 stays 1."""
    if worst < _SEVERAL:
        return worst
    return 1.0 - (1.0 - worst) * (1.0 - AUTOMATIC) / (1.0 - _SEVERAL)


def _single_part(part: Part, full: Sequence[Part]) -> NameMatch:
    """'Sadr' beside 'Muqtada al-Sadr': possible, but there are others of that name."""
    scores = [similar(part, other) for other in full]
    best = max(scores)
    if best < AUTOMATIC:
        return NameMatch(best * _ONE_PART, f"{part.text!r} is no part of the longer name")
    if scores[-1] == best:
        return NameMatch(best * _SURNAME, "surname only")
    return NameMatch(
        best * _ONE_PART, "given name only" if scores[0] == best else "one part of the name only"
    )


def _differ(one: Part, other: Part) -> str:
    return _unlike(one.text, other.text)


def _unlike(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"{first!r} and {second!r} differ"


def _groups(one: Parts, other: Parts) -> NameMatch:
    """Groups: the telling words must agree in any order; of the shared words none may contradict the other."""
    shared = [{part.shared for part in parts.parts if part.shared} for parts in (one, other)]
    telling = [[part for part in parts.parts if not part.shared] for parts in (one, other)]
    only = [sorted(shared[0] - shared[1]), sorted(shared[1] - shared[0])]
    if only[0] and only[1]:
        return NameMatch(0.5 if telling[0] or telling[1] else 0.2, _unlike(only[0][0], only[1][0]))
    short, full = sorted(telling, key=lambda parts: (len(parts), [p.text for p in parts]))
    if not short:
        alike = not full and shared[0] == shared[1]
        return NameMatch(0.95, "same shared words") if alike else NameMatch(0.3, "only shared words agree")
    pairs = aligned(short, full)
    worst = min(pairs, key=lambda pair: (pair.score, pair.one))
    if worst.score < AUTOMATIC:
        return NameMatch(max(0.0, worst.score), _differ(short[worst.one], full[worst.other]))
    return _group_score(worst.score, len(full) - len(short), only[0] or only[1], len(short))


def _group_score(worst: float, missing: int, extra: Sequence[str], agreeing: int) -> NameMatch:
    if missing:
        return NameMatch(worst * max(0.4, 0.8 - 0.1 * missing), f"{missing} words more in the longer name")
    if extra:
        # 'Dawa' may be short for 'Dawa Party', but the police of a country is not the country.
        return NameMatch(worst * (_EXTRA if agreeing > 1 else 0.8), f"only one says {', '.join(extra)}")
    return NameMatch(worst, "the telling words sound alike")
