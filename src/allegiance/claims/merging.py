"""Merging: what a document says again is one claim with several quotes; contradictions stay apart.

'Bolivia's minister Quintana' + 'minister of the presidency Quintana' ──► one office, in its fuller words
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from allegiance.claims.claim import Claim
from allegiance.claims.relations import relation
from allegiance.language.naming import fold
from allegiance.language.words import words as words_of


def merge(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim with several quotes where a document says the same again, in the order of their first words."""
    merged: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = _same(claim)
        first = merged.get(key)
        merged[key] = claim if first is None else _joined(first, claim)
    kept = _with_shorter_offices(merged.values())
    return tuple(sorted(kept, key=lambda c: (c.evidence[0].start, c.relation, c.subject.id)))


def _with_shorter_offices(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, an office that is told again in fewer words quoted with the one that it can only mean."""
    kept: list[Claim] = []
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation == "holds_office" and claim.value:
            alike[_same(replace(claim, value=None, valid=None))].append(claim)
        else:
            kept.append(claim)
    for offices in alike.values():
        kept += _fullest(offices)
    return kept


def _fullest(offices: list[Claim]) -> Iterable[Claim]:
    """Of one person's offices in one body those that no other tells in more words."""
    found = dict(enumerate(sorted(offices, key=lambda c: len(c.value or ""))))
    for place, claim in list(found.items()):
        fuller = [p for p, c in found.items() if _says_more(c, claim)]
        longest = max(fuller, default=None)
        if longest is None or not all(p == longest or _says_more(found[longest], found[p]) for p in fuller):
            continue  # 'minister' of an interior minister who is minister of justice too
        found[longest] = _joined(found[longest], found.pop(place))
    return found.values()


def _says_more(one: Claim, other: Claim) -> bool:
    """Whether an office has all the words of another and more: 'interior minister' and 'minister'."""
    words, fewer = (fold(c.value or "").split() for c in (one, other))
    dated = other.valid is None or other.valid == one.valid
    more = set(words) - set(fewer)
    same = set(fewer) <= set(words) and not more & words_of("offices", "rank")
    return dated and bool(more) and same and _title(words) == _title(fewer)


def _title(words: list[str]) -> str:
    """The noun of an office: 'minister' of 'minister of the interior' and of 'interior minister'."""
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def _same(claim: Claim) -> tuple[object, ...]:
    one, other = claim.subject.id, claim.object.id if claim.object else ""
    if relation(claim.relation).symmetric and other and other < one:
        one, other = other, one
    speaker = (claim.said_by.speaker or claim.said_by.words) if claim.said_by else None
    return (
        one, claim.relation, other, fold(claim.value or ""), claim.phase, claim.polarity, claim.certainty, speaker,
        str(claim.valid or ""),
    )  # fmt: skip


def _joined(first: Claim, again: Claim) -> Claim:
    quotes = {(p.start, p.end): p for p in (*first.evidence, *again.evidence)}
    return replace(
        first,
        evidence=tuple(quotes[span] for span in sorted(quotes)),
        score=max(first.score, again.score),
        reasons=tuple(dict.fromkeys((*first.reasons, *again.reasons))),
    )
