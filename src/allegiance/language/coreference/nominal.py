"""Noun phrases: apposition ('X, the leader of …'), the same words, 'the cleric', 'the authorities'."""

from __future__ import annotations

from spacy.tokens import Token

from allegiance.language.coreference.discourse import (
    GOVERNMENTS,
    LINKED,
    Cluster,
    Discourse,
    fits_noun,
    linked,
)
from allegiance.language.coreference.titled import by_title
from allegiance.language.mention import Form, Mention
from allegiance.language.naming import fold
from allegiance.language.states import governed

_ANY_KIND = frozenset("police army government state president people group force forces".split())


def join_noun(discourse: Discourse, mention: Mention) -> None:
    head = discourse.head(mention)
    ruled = governed(mention.text)
    if ruled is not None:
        discourse.put_country(mention, ruled, "government of the country")
        return
    found = (
        _same_head(discourse, mention)
        or _government(discourse, mention)
        or _apposition(discourse, mention, head)
        or by_title(discourse, mention)
        or _same_phrase(discourse, mention)
        or _kind_word(discourse, mention, head)
        or linked(discourse, mention, LINKED)
        or (_definite(discourse, mention, head) if not discourse.links else None)
    )
    discourse.put(mention, *(found or (None, "first mention")))


def _government(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'Paraguayan authorities', 'the government of Mali': a country and its government are one actor.

    Without a country beside them, they belong to the country that the document speaks of most.
    """
    head = discourse.head(mention)
    if head is None or head.lower_ not in GOVERNMENTS:
        return None
    within = {
        id(c): c for m, c in discourse.beside(mention) if c.country and mention.start <= m.start < mention.end
    }
    inside = list(within.values())
    if len(inside) == 1:
        return inside[0], "government of the country"
    if inside or any(c.dep_ in ("amod", "compound", "poss", "nmod", "prep") for c in head.children):
        return None
    ranked = sorted((c for c in discourse.clusters if c.country), key=lambda c: -len(c.members))
    if ranked and (len(ranked) == 1 or len(ranked[0].members) > len(ranked[1].members)):
        return ranked[0], "government of the country that the text is about"
    return None


def _same_head(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'leaders' and 'leaders of CRAC' in one place are one mention with and without its complement."""
    for other in discourse.heads.get(mention.head, ()):
        cluster = discourse.of.get((other.start, other.end))
        if cluster is not None and other != mention:
            return cluster, f"the same phrase as {other.text!r}"
    return None


def _apposition(discourse: Discourse, mention: Mention, head: Token | None) -> tuple[Cluster, str] | None:
    """'Qais al-Khazali, the militia leader' and 'the cleric Muqtada al-Sadr' are one actor each."""
    if head is None:
        return None
    partners = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        partners.append(head.head)
    for partner in partners:
        cluster = _covering(discourse, mention, partner)
        if cluster is not None and fits_noun(cluster, mention):
            return cluster, f"apposition to {partner.text}"
    return None


def _covering(discourse: Discourse, mention: Mention, token: Token) -> Cluster | None:
    offset = discourse.sentence(mention.start).at(token)
    for other in discourse.heads.get(offset, ()):
        if other.form is Form.NAMED:
            return discourse.of.get((other.start, other.end))
    return None


def _same_phrase(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    folded = fold(mention.text)
    cluster = discourse.by_phrase.get(folded)
    return None if cluster is None else (cluster, "same words")


def _kind_word(discourse: Discourse, mention: Mention, head: Token | None) -> tuple[Cluster, str] | None:
    """'the clan' is the one actor named so: 'the Valle Valle clan'."""
    if head is None or not mention.text.lower().startswith(("the ", head.lower_)):
        return None
    if len(fold(mention.text).split()) != 1 or head.lower_ in _ANY_KIND:
        return None
    named = [
        cluster
        for cluster in discourse.sharing((head.lower_,))
        if fits_noun(cluster, mention)
        and any(fold(name).split()[-1] == head.lower_ and " " in fold(name) for name in cluster.names)
    ]
    return (named[0], f"the only {head.lower_} that is named") if len(named) == 1 else None


def _definite(discourse: Discourse, mention: Mention, head: Token | None) -> tuple[Cluster, str] | None:
    """'the cleric', 'the group': one bare definite noun goes to the nearest actor of its kind."""
    if head is None or head.tag_ not in ("NN", "NNP") or " " in mention.text.strip() or mention.kind is None:
        return None
    if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in head.children):
        return None
    for cluster in discourse.recent(mention):
        if cluster.names and fits_noun(cluster, mention) and cluster.kind is not None:
            return cluster, "nearest actor of this kind"
    return None
