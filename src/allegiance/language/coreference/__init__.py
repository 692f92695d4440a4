"""Coreference inside one document: which mentions are one actor. Precision before recall; each link has its reason.

    mentions, in text order, and scores of links where a trained reader gives them
       │  names        same words, part of a name, initials, country and its adjective, a known group's other name
       │  roles        apposition ('X, the leader of …'), 'the minister' by a name's title, 'the cleric' after a person
       │  pronouns     relative pronouns by syntax, others by recency, number and kind
       ▼
    Chain, Chain, …    in order of first mention

The order of the passes (precise ones first) is that of multi-sieve coreference, Raghunathan et al., EMNLP 2010.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from allegiance.language.coreference.chains import chain_of
from allegiance.language.coreference.discourse import Discourse, Links, Span
from allegiance.language.coreference.named import fullness, join_name
from allegiance.language.coreference.nominal import join_noun
from allegiance.language.coreference.pronominal import join_pronoun
from allegiance.language.coreference.titled import note_titles
from allegiance.language.mention import Chain, Form, Mention
from allegiance.language.parse import Sentence

__all__ = ["Links", "Span", "corefer"]


def corefer(
    sentences: Sequence[Sentence], mentions: Iterable[Mention], links: Links | None = None
) -> tuple[Chain, ...]:
    """Join the mentions of one document into chains, in order of first mention.

    `links` gives, for the span of a mention, spans before it with a score that both are one actor.
    """
    discourse = Discourse(sentences, mentions, links or {})
    for mention in sorted(discourse.mentions, key=partial(fullness, discourse)):
        if mention.form is Form.NAMED:
            join_name(discourse, mention)
    note_titles(discourse)
    for mention in discourse.mentions:
        if mention.form is Form.NOMINAL:
            join_noun(discourse, mention)
    for mention in discourse.mentions:
        if mention.form is Form.PRONOMINAL:
            join_pronoun(discourse, mention)
    chains = [chain_of(discourse, cluster) for cluster in discourse.clusters]
    return tuple(sorted(chains, key=lambda chain: chain.mentions[0].start))
