"""Pronouns: relative ones and possessives of the object by syntax, others by a trained link or recency."""

from __future__ import annotations

from spacy.tokens import Token

from allegiance.language.coreference.discourse import GROUPS, LINKED, MANY, REACH, Cluster, Discourse, linked
from allegiance.language.mention import ActorKind, Mention
from allegiance.language.words import words

_PERSONAL = frozenset("he him his himself she her hers herself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_BOUND = frozenset("its itself his himself her herself their themselves".split())
_RELATIVE = frozenset("who whom whose".split())
SURE = 0.9  # score from which a trained link of 'he' or 'she' stands against the nearest subject


def join_pronoun(discourse: Discourse, mention: Mention) -> None:
    found = _antecedent(discourse, mention)
    if found is not None:
        discourse.put(mention, *found)


def _antecedent(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    pronoun = mention.text.lower()
    if pronoun in _RELATIVE:
        return _relative(discourse, mention)
    sure = _bound(discourse, mention) or linked(discourse, mention, SURE if pronoun in _PERSONAL else LINKED)
    return sure or _nearest(discourse, mention, pronoun) or linked(discourse, mention, LINKED)


def _nearest(discourse: Discourse, mention: Mention, pronoun: str) -> tuple[Cluster, str] | None:
    kinds = _kinds_of(pronoun)
    near = [c for c in discourse.recent(mention) if c.kind in kinds and _counts(discourse, c, pronoun)]
    if not near:
        return None
    if pronoun in _PERSONAL:
        near = [c for c in near if _gender_fits(c, pronoun)]
        best = max(near, key=lambda c: _salience(discourse, c, mention), default=None)
        return (best, "nearest person") if best else None
    best = max(near, key=lambda c: _salience(discourse, c, mention))
    return best, "nearest group" if pronoun in _PLURAL else "nearest actor"


def _bound(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    """'X ended its partnership', 'X presents itself': a possessive or reflexive of the object is the subject."""
    token = discourse.head(mention)
    if token is None or mention.text.lower() not in _BOUND:
        return None
    verb = token.head
    while (
        verb.dep_ in ("dobj", "pobj", "prep", "poss", "conj")
        and verb.pos_ != "VERB"
        and verb.head.i != verb.i
    ):
        verb = verb.head
    subject = _subject(verb, token)
    while subject is None and verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
        subject = _subject(verb, token)
    if subject is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    offset = discourse.sentence(mention.start).at(subject)
    for other in discourse.heads.get(offset, ()):
        cluster = discourse.of.get((other.start, other.end))
        if cluster is not None and _number_fits(cluster, subject, mention.text.lower()):
            return cluster, f"bound by the subject {subject.text!r}"
    return None


def _subject(verb: Token, before: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < before.i), None)


def _counts(discourse: Discourse, cluster: Cluster, pronoun: str) -> bool:
    """'it' and 'its' are nobody whose only mentions are plural nouns: 'organisations'."""
    if pronoun not in ("it", "its", "itself") or cluster.names:
        return True
    heads = (discourse.head(m) for m, _ in cluster.members)
    return any(head is not None and head.tag_ != "NNS" for head in heads)


def _number_fits(cluster: Cluster, subject: Token, pronoun: str) -> bool:
    if pronoun in _PLURAL | {"themselves"}:
        return cluster.kind is not ActorKind.PERSON or any(c.dep_ == "conj" for c in subject.children)
    if pronoun in ("its", "itself"):
        return subject.tag_ not in ("NNS", "NNPS") and _no_person(cluster)
    return cluster.kind in (ActorKind.PERSON, None)


def _no_person(cluster: Cluster) -> bool:
    return cluster.kind is not ActorKind.PERSON or not cluster.names


def _kinds_of(pronoun: str) -> frozenset[ActorKind]:
    if pronoun in _PERSONAL:
        return frozenset({ActorKind.PERSON})
    return MANY if pronoun in _PLURAL else GROUPS


def _relative(discourse: Discourse, mention: Mention) -> tuple[Cluster, str] | None:
    token = discourse.head(mention)
    while token is not None and token.dep_ != "relcl" and token.head.i != token.i:
        token = token.head
    if token is None or token.dep_ != "relcl":
        return None
    offset = discourse.sentence(mention.start).at(token.head)
    for other in discourse.heads.get(offset, ()):
        if (other.start, other.end) in discourse.of:
            return discourse.of[other.start, other.end], f"relative clause of {other.text}"
    return None


def _gender_fits(cluster: Cluster, pronoun: str) -> bool:
    """Known pronouns of a person must not contradict."""
    female, male = words("person_words", "female"), words("person_words", "male")
    return not cluster.pronouns & (male if pronoun in female else female)


def _salience(discourse: Discourse, cluster: Cluster, mention: Mention) -> tuple[int, int, int]:
    """Subjects of the same or the last sentence first, then the nearest (after Lappin & Leass, 1994)."""
    best = (-REACH - 1, 0, 0)
    here = discourse.sentence(mention.start).index
    for member, of in discourse.before(mention):
        if of is not cluster:
            continue
        head = discourse.head(member)
        subject = head is not None and head.dep_ in ("nsubj", "nsubjpass")
        best = max(best, (discourse.sentence(member.start).index - here, int(subject), member.start))
    return best
