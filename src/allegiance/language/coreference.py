"""Coreference inside one document: which mentions are one actor. Precision before recall; each link has its reason.

    mentions, in text order, and scores of links where a trained reader gives them
       │  names        same words, part of a name, initials, country and its adjective
       │  roles        apposition ('X, the leader of …'), 'the cleric' after a person
       │  pronouns     relative pronouns by syntax, others by recency, number and kind
       ▼
    Chain, Chain, …    in order of first mention

The order of the passes (precise ones first) is that of multi-sieve coreference, Raghunathan et al., EMNLP 2010.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Chain, Form, Mention
from allegiance.language.naming import fold, is_acronym_of, is_part_of, is_short_for, name_tokens
from allegiance.language.parse import Sentence
from allegiance.language.words import words

_REACH = 2  # sentences that a pronoun or 'the cleric' looks back
_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_BOUND = frozenset(["its", "itself", "his", "himself", "her", "herself", "their", "themselves"])
_RELATIVE = frozenset(["who", "whom", "whose"])
_GROUPS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.COUNTRY})
_MANY = frozenset({ActorKind.POPULATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.ORGANIZATION})


_LINKED = 0.5  # score from which a link of a noun phrase or pronoun counts
_NAME_LINKED = 0.8  # names that share no words must be surer

Span = tuple[int, int]
Links = Mapping[Span, Sequence[tuple[Span, float]]]


@dataclass(slots=True)
class _Cluster:
    """A chain in the making."""

    kind: ActorKind | None
    members: list[tuple[Mention, str]] = field(default_factory=list)
    country: str | None = None

    def names(self) -> set[str]:
        return {m.text for m, _ in self.members if m.form is Form.NAMED}

    def last_before(self, offset: int) -> int:
        return max((m.start for m, _ in self.members if m.start < offset), default=-1)

    def add(self, mention: Mention, reason: str) -> None:
        self.members.append((mention, reason))
        if self.kind is None:
            self.kind = mention.kind


class _Document:
    """The mentions of one document with their sentences; finds the cluster that a mention belongs to."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Iterable[Mention], links: Links) -> None:
        self.links = links
        self.sentences = sentences
        self.starts = [s.start for s in sentences]
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.clusters: list[_Cluster] = []
        self.of: dict[tuple[int, int], _Cluster] = {}
        self.heads: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self.heads.setdefault(mention.head, []).append(mention)

    def sentence(self, offset: int) -> Sentence:
        return self.sentences[max(bisect_right(self.starts, offset) - 1, 0)]

    def head(self, mention: Mention) -> Token | None:
        return self.sentence(mention.start).token_at(mention.head)

    def put(self, mention: Mention, cluster: _Cluster | None, reason: str) -> None:
        if cluster is None:
            cluster = _Cluster(mention.kind)
            self.clusters.append(cluster)
        cluster.add(mention, reason)
        self.of[mention.start, mention.end] = cluster

    def recent(self, mention: Mention) -> list[_Cluster]:
        """Clusters mentioned shortly before, the nearest first."""
        first = max(self.sentence(mention.start).index - _REACH, 0)
        floor = self.sentences[first].start
        near = [(c.last_before(mention.start), c) for c in self.clusters]
        return [c for last, c in sorted(near, key=lambda pair: -pair[0]) if last >= floor]


def corefer(
    sentences: Sequence[Sentence], mentions: Iterable[Mention], links: Links | None = None
) -> tuple[Chain, ...]:
    """Join the mentions of one document into chains, in order of first mention.

    `links` gives, for the span of a mention, spans before it with a score that both are one actor.
    """
    document = _Document(sentences, mentions, links or {})
    for mention in sorted(document.mentions, key=_fullness):
        if mention.form is Form.NAMED:
            _join_name(document, mention)
    for mention in document.mentions:
        if mention.form is Form.NOMINAL:
            _join_noun(document, mention)
    for mention in document.mentions:
        if mention.form is Form.PRONOMINAL:
            _join_pronoun(document, mention)
    chains = [_chain(document, cluster) for cluster in document.clusters]
    return tuple(sorted(chains, key=lambda chain: chain.mentions[0].start))


def _fullness(mention: Mention) -> tuple[int, int]:
    """Fuller names first, so that short forms find what they are short for."""
    return (-len(name_tokens(mention.text)), mention.start)


def _join_name(document: _Document, mention: Mention) -> None:
    country = lookup(mention.text) if mention.kind is ActorKind.COUNTRY else None
    if country is not None:
        same = next((c for c in document.clusters if c.country == country.country), None)
        document.put(mention, same, "first mention" if same is None else f"same country ({country.role})")
        document.clusters[-1 if same is None else document.clusters.index(same)].country = country.country
        return
    found = (
        _same_name(document, mention)
        or _short_form(document, mention)
        or _linked(document, mention, _NAME_LINKED)
    )
    document.put(mention, *(found or (None, "first mention")))


def _same_name(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    folded, tokens = fold(mention.text), name_tokens(mention.text)
    for cluster in document.clusters:
        for name in cluster.names():
            if fold(name).rstrip("s") == folded.rstrip("s") or (
                name_tokens(name) == tokens and _agree(cluster.kind, mention.kind)
            ):
                return cluster, "same name"
    return None


def _short_form(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    """The cluster that a surname, initials or a part of a name stands for; the most mentioned where several fit."""
    fits: list[tuple[_Cluster, str]] = []
    for cluster in document.clusters:
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
        and _agree(kind, mention.kind)
        and is_part_of(mention.text, name)
    ):
        return f"part of {name}"
    return ""


def _agree(a: ActorKind | None, b: ActorKind | None) -> bool:
    if a is None or b is None or a is b:
        return True
    return a in _GROUPS and b in _GROUPS and ActorKind.COUNTRY not in (a, b)


def _join_noun(document: _Document, mention: Mention) -> None:
    head = document.head(mention)
    found = (
        _same_head(document, mention)
        or _apposition(document, mention, head)
        or _same_phrase(document, mention)
        or _linked(document, mention, _LINKED)
        or (_definite(document, mention, head) if not document.links else None)
    )
    document.put(mention, *(found or (None, "first mention")))


def _same_head(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    """'leaders' and 'leaders of CRAC' in one place are one mention with and without its complement."""
    for other in document.heads.get(mention.head, ()):
        cluster = document.of.get((other.start, other.end))
        if cluster is not None and other != mention:
            return cluster, f"the same phrase as {other.text!r}"
    return None


def _linked(document: _Document, mention: Mention, least: float) -> tuple[_Cluster, str] | None:
    """The cluster of the mention before that the trained reader links it to most surely."""
    best: tuple[float, _Cluster] | None = None
    for span, score in document.links.get((mention.start, mention.end), ()):
        cluster = document.of.get(span)
        fits = cluster is not None and (mention.form is Form.PRONOMINAL or _fits_noun(cluster, mention))
        if cluster is not None and fits and score >= least and (best is None or score > best[0]):
            best = score, cluster
    return None if best is None else (best[1], f"trained link, {best[0]:.2f}")


def _apposition(document: _Document, mention: Mention, head: Token | None) -> tuple[_Cluster, str] | None:
    """'Qais al-Khazali, the militia leader' and 'the cleric Muqtada al-Sadr' are one actor each."""
    if head is None:
        return None
    partners = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        partners.append(head.head)
    for partner in partners:
        cluster = _covering(document, mention, partner)
        if cluster is not None and _fits_noun(cluster, mention):
            return cluster, f"apposition to {partner.text}"
    return None


def _covering(document: _Document, mention: Mention, token: Token) -> _Cluster | None:
    offset = document.sentence(mention.start).at(token)
    for other in document.mentions:
        if other.form is Form.NAMED and other.head == offset:
            return document.of.get((other.start, other.end))
    return None


def _fits_noun(cluster: _Cluster, mention: Mention) -> bool:
    if cluster.kind is ActorKind.PERSON or mention.kind is ActorKind.PERSON:
        return mention.kind in (cluster.kind, None)
    return _agree(cluster.kind, mention.kind)


def _same_phrase(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    folded = fold(mention.text)
    for cluster in document.clusters:
        for other, _ in cluster.members:
            if other.form is Form.NOMINAL and fold(other.text) == folded:
                return cluster, "same words"
    return None


def _definite(document: _Document, mention: Mention, head: Token | None) -> tuple[_Cluster, str] | None:
    """'the cleric', 'the group': one bare definite noun goes to the nearest actor of its kind."""
    if head is None or head.tag_ not in ("NN", "NNP") or " " in mention.text.strip():
        return None
    if not any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in head.children):
        return None
    for cluster in document.recent(mention):
        if cluster.names() and _fits_noun(cluster, mention) and cluster.kind is not None:
            return cluster, "nearest actor of this kind"
    return None


def _join_pronoun(document: _Document, mention: Mention) -> None:
    found = _antecedent(document, mention)
    if found is not None:
        document.put(mention, *found)


def _antecedent(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    pronoun = mention.text.lower()
    if pronoun in _RELATIVE:
        return _relative(document, mention)
    sure = _bound(document, mention) or _linked(document, mention, _LINKED)
    if sure is not None:
        return sure
    kinds = _kinds_of(pronoun)
    near = [c for c in document.recent(mention) if c.kind in kinds]
    if not near:
        return None
    if pronoun in _PERSONAL:
        near = [c for c in near if _gender_fits(c, pronoun)]
        best = max(near, key=lambda c: _salience(document, c, mention), default=None)
        return (best, "nearest person") if best else None
    best = max(near, key=lambda c: _salience(document, c, mention))
    return best, "nearest group" if pronoun in _PLURAL else "nearest actor"


def _bound(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    """'X ended its partnership', 'X presents itself': a possessive or reflexive of the object is the subject."""
    token = document.head(mention)
    if token is None or mention.text.lower() not in _BOUND:
        return None
    verb = token.head
    while (
        verb.dep_ in ("dobj", "pobj", "prep", "poss", "conj")
        and verb.pos_ != "VERB"
        and verb.head.i != verb.i
    ):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i), None)
    if subject is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    offset = document.sentence(mention.start).at(subject)
    for other in document.heads.get(offset, ()):
        cluster = document.of.get((other.start, other.end))
        if cluster is not None and _number_fits(cluster, subject, mention.text.lower()):
            return cluster, f"bound by the subject {subject.text!r}"
    return None


def _number_fits(cluster: _Cluster, subject: Token, pronoun: str) -> bool:
    if pronoun in _PLURAL | {"themselves"}:
        return cluster.kind is not ActorKind.PERSON or any(c.dep_ == "conj" for c in subject.children)
    if pronoun in ("its", "itself"):
        return cluster.kind is not ActorKind.PERSON or not cluster.names()
    return cluster.kind in (ActorKind.PERSON, None)


def _kinds_of(pronoun: str) -> frozenset[ActorKind]:
    if pronoun in _PERSONAL:
        return frozenset({ActorKind.PERSON})
    return _MANY if pronoun in _PLURAL else _GROUPS


def _relative(document: _Document, mention: Mention) -> tuple[_Cluster, str] | None:
    token = document.head(mention)
    while token is not None and token.dep_ != "relcl" and token.head.i != token.i:
        token = token.head
    if token is None or token.dep_ != "relcl":
        return None
    offset = document.sentence(mention.start).at(token.head)
    for other in document.mentions:
        if other.head == offset and (other.start, other.end) in document.of:
            return document.of[other.start, other.end], f"relative clause of {other.text}"
    return None


def _gender_fits(cluster: _Cluster, pronoun: str) -> bool:
    """Known pronouns of a person must not contradict."""
    female, male = words("person_words", "female"), words("person_words", "male")
    said = {m.text.lower() for m, _ in cluster.members if m.form is Form.PRONOMINAL}
    if pronoun in female:
        return not said & male
    return not said & female


def _salience(document: _Document, cluster: _Cluster, mention: Mention) -> tuple[int, int, int]:
    """Subjects of the same or the last sentence first, then the nearest (after Lappin & Leass, 1994)."""
    best = (-_REACH - 1, 0, 0)
    here = document.sentence(mention.start).index
    for member, _ in cluster.members:
        if member.start >= mention.start:
            continue
        head = document.head(member)
        subject = head is not None and head.dep_ in ("nsubj", "nsubjpass")
        best = max(best, (document.sentence(member.start).index - here, int(subject), member.start))
    return best


def _chain(document: _Document, cluster: _Cluster) -> Chain:
    members = sorted(cluster.members, key=lambda pair: (pair[0].start, pair[0].end))
    return Chain(
        name=_owned_name(document, cluster) or _name(cluster, [m for m, _ in members]),
        kind=_kind([m for m, _ in members]) or cluster.kind,
        mentions=tuple(m for m, _ in members),
        reasons=tuple(reason for _, reason in members),
    )


def _owned_name(document: _Document, cluster: _Cluster) -> str | None:
    """'organization of Muqtada al-Sadr' for 'his own organization', which names nobody by itself."""
    if cluster.names() or not cluster.members:
        return None
    mention = max((m for m, _ in cluster.members), key=lambda m: len(m.text))
    head = document.head(mention)
    owner = next((c for c in head.children if c.dep_ == "poss"), None) if head is not None else None
    if owner is None or mention.start < document.sentence(mention.start).at(owner):
        return None
    for other in document.heads.get(document.sentence(mention.start).at(owner), ()):
        holder = document.of.get((other.start, other.end))
        if holder is not None and holder is not cluster and holder.names():
            return f"{mention.text} of {_name(holder, [m for m, _ in holder.members])}"
    return None


def _name(cluster: _Cluster, mentions: Sequence[Mention]) -> str:
    if cluster.country is not None:
        return cluster.country
    named = [m.text for m in mentions if m.form is Form.NAMED]
    if named:
        return max(named, key=lambda text: (len(name_tokens(text)), len(text), text))
    nominal = [m.text for m in mentions if m.form is Form.NOMINAL]
    return max(nominal, key=lambda text: (len(text), text)) if nominal else mentions[0].text


def _kind(mentions: Sequence[Mention]) -> ActorKind | None:
    votes = Counter(m.kind for m in mentions if m.form is Form.NAMED and m.kind)
    return votes.most_common(1)[0][0] if votes else None
