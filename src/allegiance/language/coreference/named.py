"""Names: the same words, a part of a name, initials, an alias, a country and its adjective."""

from __future__ import annotations

import re

from allegiance.language.coreference.discourse import (
    GROUPS,
    Cluster,
    Discourse,
    Span,
    agree,
    linked,
)
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Mention
from allegiance.language.naming import (
    fold,
    is_acronym_of,
    is_misspelt,
    is_part_of,
    is_short_for,
    name_tokens,
)

_ALIAS = re.compile(
    r"""[\s,("“'‘]*(?:alias|a\.?k\.?a\.?|(?:also|better|otherwise|more\ commonly|formerly|widely|commonly)?\s*known\ as
        |nicknamed|dubbed|alternately\ called)\s*(?:the\s+)?["“'‘\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET = re.compile(r"[\"”]?\s*[(\[]\s*|\s+[-–]\s+")
_NEAR = 40  # code points between a name and its alias
_NAME_LINKED = 0.8  # names that share no words must be surer


def fullness(mention: Mention) -> tuple[int, int]:
    """Fuller names first, so that short forms find what they are short for."""
    return (-len(name_tokens(mention.text)), mention.start)


def join_name(discourse: Discourse, mention: Mention) -> None:
    country = lookup(mention.text) if mention.kind is ActorKind.COUNTRY else None
    if country is not None:
        same = next((c for c in discourse.clusters if c.country == country.country), None)
        discourse.put(mention, same, "first mention" if same is None else f"same country ({country.role})")
        discourse.clusters[-1 if same is None else discourse.clusters.index(same)].country = country.country
        return
    found = (
        _same_name(discourse, mention)
        or _beside(discourse, mention)
        or _short_form(discourse, mention)
        or linked(discourse, mention, _NAME_LINKED)
    )
    discourse.put(mention, *(found or (None, "first mention")))


def _same_name(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    folded, tokens = fold(mention.text), name_tokens(mention.text)
    for cluster in discourse.clusters:
        for name in cluster.names():
            if fold(name).rstrip("s") == folded.rstrip("s") or (
                name_tokens(name) == tokens and agree(cluster.kind, mention.kind)
            ):
                return cluster, "same name"
    for cluster in discourse.clusters:
        if any(is_misspelt(name, mention.text) for name in cluster.names()):
            return cluster, "same name but for a letter"
    return None


def _beside(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'X, alias "Y"', 'X, better known as Y' and 'Full Name (FN)' are one actor each."""
    for (start, end), cluster in discourse.of.items():
        if end <= mention.start:
            between, other = discourse.text[end : mention.start], (start, end)
        elif mention.end <= start:
            between, other = discourse.text[mention.end : start], (start, end)
        else:
            continue
        if len(between) > _NEAR:
            continue
        if _ALIAS.fullmatch(between) and agree(cluster.kind, mention.kind):
            return cluster, f"alias of {discourse.text[other[0] : other[1]]}"
        if _BRACKET.fullmatch(between) and _abbreviates(discourse, mention, other, cluster):
            return cluster, f"in brackets beside {discourse.text[other[0] : other[1]]}"
    return None


def _abbreviates(discourse: Discourse, mention: Mention, other: Span, cluster: Cluster) -> bool:
    """Whether a group's name in brackets repeats the one before: abbreviation or translation, no place or party."""
    last = max(mention.end, other[1])
    closed = discourse.text[last : last + 1] in (")", "]") or discourse.text[last : last + 4] in (
        " - ",
        " – ",
    )
    groups = GROUPS - {ActorKind.COUNTRY}
    kinds = cluster.kind in groups and mention.kind in groups
    return closed and kinds


def _short_form(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """The cluster that a surname, initials or a part of a name stands for; the most mentioned where several fit."""
    fits: list[tuple[Cluster, str]] = []
    for cluster in discourse.clusters:
        for name in sorted(cluster.names()):
            reason = _shortening(mention, name, cluster.kind)
            if reason:
                fits.append((cluster, reason))
                break
    if not fits:
        return None
    return max(fits, key=lambda fit: (len(fit[0].members), fit[0].last_before(mention.start)))


def _shortening(mention: Mention, name: str, kind: ActorKind | None) -> str:
    person = ActorKind.PERSON in (kind, mention.kind)
    if is_acronym_of(mention.text, name):
        return f"initials of {name}"
    if person and kind in (ActorKind.PERSON, None) and is_short_for(mention.text, name):
        return f"short for {name}"
    if (
        not person
        and kind is not ActorKind.COUNTRY
        and agree(kind, mention.kind)
        and is_part_of(mention.text, name)
    ):
        return f"part of {name}"
    return ""
