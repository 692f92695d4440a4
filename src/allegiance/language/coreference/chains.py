"""Chains: what a cluster is called, and of what kind it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from allegiance.language.coreference.discourse import Cluster, Discourse
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.language.naming import name_tokens
from allegiance.language.parties import full_name

_POSSESSIVE = re.compile(
    r"^(?:(?:his|her|its|their|our|my)|.{1,60}?(?:['’]s|s['’]))\s+(?:own\s+)?", re.IGNORECASE
)
_POLITE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b"
)  # said of anybody: 'Marran' is called so, not 'Mr. Marran'


def chain_of(discourse: Discourse, cluster: Cluster) -> Chain:
    members = sorted(cluster.members, key=lambda pair: (pair[0].start, pair[0].end))
    return Chain(
        name=_owned_name(discourse, cluster) or _name(cluster, [m for m, _ in members]),
        kind=_kind([m for m, _ in members]) or cluster.kind,
        mentions=tuple(m for m, _ in members),
        reasons=tuple(reason for _, reason in members),
    )


def _owned_name(discourse: Discourse, cluster: Cluster) -> str | None:
    """'organization of Muqtada al-Sadr' for 'his own organization' and "Sadr's organization"."""
    if cluster.names or not cluster.members:
        return None
    mention = max((m for m, _ in cluster.members), key=lambda m: len(m.text))
    head = discourse.head(mention)
    owner = next((c for c in head.children if c.dep_ == "poss"), None) if head is not None else None
    if owner is None or mention.start < discourse.sentence(mention.start).at(owner):
        return None
    for other in discourse.heads.get(discourse.sentence(mention.start).at(owner), ()):
        holder = discourse.of.get((other.start, other.end))
        if holder is not None and holder is not cluster and holder.names:
            held = _POSSESSIVE.sub("", mention.text) or mention.text
            return f"{held} of {_name(holder, [m for m, _ in holder.members])}"
    return None


def _name(cluster: Cluster, mentions: Sequence[Mention]) -> str:
    if cluster.country is not None:
        return cluster.country
    named = [m.text for m in mentions if m.form is Form.NAMED]
    if called := full_name(named):
        return called
    if named:
        return max(named, key=lambda text: (len(name_tokens(text)), not _POLITE.match(text), len(text), text))
    nominal = [m.text for m in mentions if m.form is Form.NOMINAL]
    return max(nominal, key=lambda text: (len(text), text)) if nominal else mentions[0].text


def _kind(mentions: Sequence[Mention]) -> ActorKind | None:
    votes = Counter(m.kind for m in mentions if m.form is Form.NAMED and m.kind)
    return votes.most_common(1)[0][0] if votes else None
