"""Names: the same words, a part of a name, initials, an alias, a known group's other name, a country's adjective."""

from __future__ import annotations

import re

from allegiance.language.coreference.discourse import (
    GROUPS,
    SAME_GROUP,
    Cluster,
    Discourse,
    Span,
    agree,
    known_body,
    linked,
)
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.naming import (
    fold,
    is_acronym_of,
    is_misspelt,
    is_part_of,
    is_short_for,
    name_tokens,
)
from allegiance.language.states import governed, is_body, without_state

_ALIAS = re.compile(
    r"""[\s,("“'‘]*(?:alias|a\.?k\.?a\.?|(?:also|better|otherwise|more\ commonly|formerly|widely|commonly)?\s*known\ as
        |nicknamed|dubbed|alternately\ called)\s*(?:the\s+)?["“'‘\s]*""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET = re.compile(
    r"[\"”]?\s*[(\[]\s*(?:[A-Z][^()\[\]]{2,90}?\s[-–—]+\s*)?|\s+[-–]\s+"
)  # also 'X (its own name - XY)'
_BRANCH = re.compile(r"\s+(?:in|of|for|from|at)\s")  # behind the name of a group inside a longer name
_NEAR = 100  # code points between a name and its alias
_NAME_LINKED = 0.9  # names that share no words must be surer


def fullness(discourse: Discourse, mention: Mention) -> tuple[bool, int, int]:
    """Fuller names first, so that short forms find what they are short for; a group's unclear names last."""
    unclear = discourse.unclear_group(mention) is not None
    return (unclear, -len(name_tokens(mention.text)), mention.start)


def join_name(discourse: Discourse, mention: Mention) -> None:
    country = lookup(mention.text) if mention.kind is ActorKind.COUNTRY else None
    if country is not None:
        discourse.put_country(mention, country.country, f"same country ({country.role})")
        return
    ruled = governed(mention.text)
    if ruled is not None:
        discourse.put_country(mention, ruled, "government of the country")
        return
    found = (
        _same_phrase(discourse, mention)
        or _same_name(discourse, mention)
        or _beside(discourse, mention)
        or _short_form(discourse, mention)
        or _unclear_group(discourse, mention)
        or _of_one_state(discourse, mention)
        or linked(discourse, mention, _NAME_LINKED)
    )
    discourse.put(mention, *(found or (None, "first mention")))


def _same_phrase(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'Sinaloa Cartel' inside "Mexico's Sinaloa Cartel" is one actor with it.

    'al-Qaeda' inside 'al-Qaeda in Iraq' is not: what follows may name a branch, except of a court or an office.
    """
    for other in discourse.heads.get(mention.head, ()):
        cluster = discourse.of.get((other.start, other.end))
        branch = _BRANCH.match(discourse.text, mention.end, max(other.end, mention.end))
        whole = branch is None or is_body(mention.text)
        if cluster is not None and cluster.country is None and other.form is Form.NAMED and whole:
            return cluster, f"the same phrase as {other.text!r}"
    return None


def _same_name(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    folded, tokens = fold(mention.text), name_tokens(mention.text)
    same = discourse.by_name.get(folded.rstrip("s"))
    if same is not None:
        return same, "same name"
    body = known_body(mention.text, mention.kind)
    if body is not None and body[0] in discourse.by_body:
        return discourse.by_body[body[0]], body[1]
    alike = discourse.sharing(tokens)
    for cluster in alike:
        if agree(cluster.kind, mention.kind) and any(name_tokens(name) == tokens for name in cluster.names):
            return cluster, "same name"
    for cluster in alike:
        if any(is_misspelt(name, mention.text) for name in cluster.names):
            return cluster, "same name but for a letter"
    return None


def _beside(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'X, alias "Y"', 'X, better known as Y' and 'Full Name (FN)' are one actor each."""
    for near, cluster in discourse.beside(mention):
        first, second = sorted(((near.start, near.end), (mention.start, mention.end)))
        other = (near.start, near.end)
        if first[1] > second[0] or second[0] - first[1] > _NEAR:
            continue
        between = discourse.text[first[1] : second[0]]
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
    letters = re.sub(r"[^A-Za-z]", "", mention.text).lower()
    for cluster in discourse.sharing(
        (*name_tokens(mention.text), *fold(mention.text).split(), f"={letters}")
    ):
        for name in sorted(cluster.names):
            reason = _shortening(mention, name, cluster.kind)
            if reason:
                fits.append((cluster, reason))
                break
    if not fits:
        return None
    return max(fits, key=lambda fit: len(fit[0].members))


def _unclear_group(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'PCC' where the document names the First Capital Command, if nothing nearer says who is meant."""
    cluster = discourse.by_body.get(discourse.unclear_group(mention) or "")
    return None if cluster is None else (cluster, SAME_GROUP)


def _of_one_state(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'Supreme Court', 'Pakistani Supreme Court' and 'Supreme Court of Pakistan', where there is no second one."""
    if mention.kind in (ActorKind.PERSON, ActorKind.COUNTRY):
        return None
    own, state = without_state(mention.text)
    fits = {
        id(cluster): (cluster, f"{name} but for the country")
        for cluster in discourse.sharing(fold(own).split())
        if agree(cluster.kind, mention.kind) and cluster.country is None
        for name in cluster.names
        if _same_body(own, state, *without_state(name))
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _same_body(own: str, state: str | None, other: str, other_state: str | None) -> bool:
    return fold(own) == fold(other) and (None in (state, other_state) or state == other_state)


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
