"""The discourse model: the mentions of one document, the clusters that they form, and what is near what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.parse import Sentence

REACH = 2  # sentences that a pronoun or 'the cleric' looks back
LINKED = 0.5  # score from which a link of a noun phrase or pronoun counts
GROUPS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.COUNTRY})
MANY = frozenset({ActorKind.POPULATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.ORGANIZATION})

Span = tuple[int, int]
Links = Mapping[Span, Sequence[tuple[Span, float]]]
Found = tuple["Cluster", str]  # where a mention belongs, and why


@dataclass(slots=True)
class Cluster:
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


class Discourse:
    """The mentions of one document with their sentences; finds the cluster that a mention belongs to."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Iterable[Mention], links: Links) -> None:
        self.links = links
        self.text = sentences[0].text if sentences else ""
        self.sentences = sentences
        self.starts = [s.start for s in sentences]
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.clusters: list[Cluster] = []
        self.of: dict[tuple[int, int], Cluster] = {}
        self.heads: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self.heads.setdefault(mention.head, []).append(mention)

    def sentence(self, offset: int) -> Sentence:
        return self.sentences[max(bisect_right(self.starts, offset) - 1, 0)]

    def head(self, mention: Mention) -> Token | None:
        return self.sentence(mention.start).token_at(mention.head)

    def put(self, mention: Mention, cluster: Cluster | None, reason: str) -> None:
        if cluster is None:
            cluster = Cluster(mention.kind)
            self.clusters.append(cluster)
        cluster.add(mention, reason)
        self.of[mention.start, mention.end] = cluster

    def recent(self, mention: Mention) -> list[Cluster]:
        """Clusters mentioned shortly before, the nearest first."""
        first = max(self.sentence(mention.start).index - REACH, 0)
        floor = self.sentences[first].start
        near = [(c.last_before(mention.start), c) for c in self.clusters]
        return [c for last, c in sorted(near, key=lambda pair: -pair[0]) if last >= floor]


def agree(a: ActorKind | None, b: ActorKind | None) -> bool:
    if a is None or b is None or a is b:
        return True
    return a in GROUPS and b in GROUPS and ActorKind.COUNTRY not in (a, b)


def fits_noun(cluster: Cluster, mention: Mention) -> bool:
    if cluster.kind is ActorKind.PERSON or mention.kind is ActorKind.PERSON:
        return mention.kind in (cluster.kind, None)
    return agree(cluster.kind, mention.kind)


def linked(discourse: Discourse, mention: Mention, least: float) -> tuple[Cluster, str] | None:
    """The cluster of the mention before that the trained reader links it to most surely."""
    best: tuple[float, Cluster] | None = None
    for span, score in discourse.links.get((mention.start, mention.end), ()):
        cluster = discourse.of.get(span)
        fits = cluster is not None and (mention.form is Form.PRONOMINAL or fits_noun(cluster, mention))
        if cluster is not None and fits and score >= least and (best is None or score > best[0]):
            best = score, cluster
    return None if best is None else (best[1], f"trained link, {best[0]:.2f}")
