"""The discourse model: the mentions of one document, the clusters that they form, and what is near what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from allegiance.language.groups import group, known_group
from allegiance.language.mention import ActorKind, Form, Mention
from allegiance.language.naming import fold, initials, name_tokens
from allegiance.language.parse import Sentence
from allegiance.language.parties import party

REACH = 2  # sentences that a pronoun or 'the cleric' looks back
LINKED = 0.65  # score from which a link of a noun phrase or pronoun counts: precision before recall
OF_COUNTRY = 0.75  # 'US drug officials' are seldom the country itself
GOVERNMENTS = frozenset("authorities authority government administration officials".split())
GROUPS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.COUNTRY})
MANY = frozenset({ActorKind.POPULATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.ORGANIZATION})

SAME_GROUP = "same group under another name"

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "oprd", "dative"})
_NAMING = frozenset({"as", "under"})  # 'known as X', 'under the name of X' name the subject once more
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "each other", "one another"})
_NO_GROUPS = frozenset({ActorKind.PERSON, ActorKind.COUNTRY})
_MOST = 200  # clusters that one word may lead to: in longer lists it tells nobody apart
_BESIDE = 4  # mentions looked at on either side of a name

Span = tuple[int, int]
Links = Mapping[Span, Sequence[tuple[Span, float]]]
Found = tuple["Cluster", str]  # where a mention belongs, and why
Body = tuple[str, str]  # a party or group that goes by several names, and the reason to join two of them


@dataclass(slots=True)
class Cluster:
    """A chain in the making."""

    kind: ActorKind | None
    members: list[tuple[Mention, str]] = field(default_factory=list)
    country: str | None = None

    names: dict[str, None] = field(default_factory=dict)  # different ones, in order of joining
    pronouns: set[str] = field(default_factory=set)

    def add(self, mention: Mention, reason: str) -> None:
        self.members.append((mention, reason))
        if mention.form is Form.NAMED:
            self.names.setdefault(mention.text)
        elif mention.form is Form.PRONOMINAL:
            self.pronouns.add(mention.text.lower())
        if self.kind is None:
            self.kind = mention.kind


class Discourse:
    """The mentions of one document with their sentences; finds the cluster that a mention belongs to.

    Look-ups are by word and by place, so that the work grows with the text and not with its square.
    """

    def __init__(self, sentences: Sequence[Sentence], mentions: Iterable[Mention], links: Links) -> None:
        self.links = links
        self.text = sentences[0].text if sentences else ""
        self.sentences = sentences
        self.starts = [s.start for s in sentences]
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.clusters: list[Cluster] = []
        self.of: dict[tuple[int, int], Cluster] = {}
        self.heads: dict[int, list[Mention]] = {}
        self.place: dict[Span, int] = {}
        self.by_name: dict[str, Cluster] = {}  # folded name without a plural s
        self.by_word: dict[str, list[Cluster]] = {}  # words of names, and their initials
        self.by_phrase: dict[str, Cluster] = {}
        self.by_country: dict[str, Cluster] = {}
        self.by_body: dict[str, Cluster] = {}  # parties and groups that go by several names
        self.by_title: dict[
            str, list[tuple[Cluster, str]]
        ] = {}  # persons, each with the name it stands before
        for number, mention in enumerate(self.mentions):
            self.heads.setdefault(mention.head, []).append(mention)
            self.place[mention.start, mention.end] = number
        named = [m for m in self.mentions if m.form is Form.NAMED and m.kind not in _NO_GROUPS]
        self.clear = {known_group(m.text) for m in named}  # groups by a name that is no other's

    def sentence(self, offset: int) -> Sentence:
        return self.sentences[max(bisect_right(self.starts, offset) - 1, 0)]

    def head(self, mention: Mention) -> Token | None:
        return self.sentence(mention.start).token_at(mention.head)

    def put(self, mention: Mention, cluster: Cluster | None, reason: str) -> None:
        if cluster is None:
            cluster = Cluster(mention.kind)
            self.clusters.append(cluster)
        if mention.form is Form.NAMED and mention.text not in cluster.names:
            self._index(mention.text, cluster)
        elif mention.form is Form.NOMINAL:
            self.by_phrase.setdefault(fold(mention.text), cluster)
        cluster.add(mention, reason)
        self.of[mention.start, mention.end] = cluster

    def put_country(self, mention: Mention, country: str, reason: str) -> None:
        """Put a mention with the others of a country."""
        same = self.by_country.get(country)
        self.put(mention, same, "first mention" if same is None else reason)
        if same is None:
            self.by_country[country] = self.clusters[-1]
            self.clusters[-1].country = country

    def _index(self, name: str, cluster: Cluster) -> None:
        self.by_name.setdefault(fold(name).rstrip("s"), cluster)
        body = None if cluster.country else known_body(name, cluster.kind)
        if body is not None:
            self.by_body.setdefault(body[0], cluster)
        for word in {*name_tokens(name), *fold(name).split(), *initials(name)}:
            clusters = self.by_word.setdefault(word, [])
            if len(clusters) < _MOST and not any(c is cluster for c in clusters):
                clusters.append(cluster)

    def unclear_group(self, mention: Mention) -> str | None:
        """The group that a name may mean and, since the document has an unmistakable name of it, does mean."""
        found = group(mention.text) if mention.kind not in _NO_GROUPS else None
        return found.group if found is not None and found.ambiguous and found.group in self.clear else None

    def sharing(self, words: Iterable[str]) -> list[Cluster]:
        """Clusters with a name that has one of these words, or these initials; in order of first mention."""
        found: dict[int, Cluster] = {}
        for word in words:
            for cluster in self.by_word.get(word, ()):
                found.setdefault(id(cluster), cluster)
        return sorted(found.values(), key=lambda c: c.members[0][0].start)

    def beside(self, mention: Mention) -> list[tuple[Mention, Cluster]]:
        """The mentions next to this one in the text, with their clusters, as far as they are known."""
        number = self.place[mention.start, mention.end]
        near = (
            *self.mentions[max(number - _BESIDE, 0) : number],
            *self.mentions[number + 1 : number + 1 + _BESIDE],
        )
        return [(m, self.of[m.start, m.end]) for m in near if (m.start, m.end) in self.of]

    def before(self, mention: Mention) -> Iterator[tuple[Mention, Cluster]]:
        """Mentions of the sentence and of those shortly before, the nearest first."""
        floor = self.sentences[max(self.sentence(mention.start).index - REACH, 0)].start
        for other in reversed(self.mentions[: self.place[mention.start, mention.end]]):
            if other.start < floor:
                return
            cluster = self.of.get((other.start, other.end))
            if cluster is not None and other.start < mention.start:
                yield other, cluster

    def recent(self, mention: Mention) -> list[Cluster]:
        """Clusters mentioned shortly before, the nearest first."""
        return list({id(cluster): cluster for _, cluster in self.before(mention)}.values())


def known_body(name: str, kind: ActorKind | None) -> Body | None:
    """The party or group that a name always means, people and countries left out; and what to say where two agree."""
    known = party(name)
    if known is not None:
        return f"party {known}", "same party"
    found = known_group(name) if kind not in _NO_GROUPS else None
    return (found, SAME_GROUP) if found is not None else None


def agree(a: ActorKind | None, b: ActorKind | None) -> bool:
    if a is None or b is None or a is b:
        return True
    return a in GROUPS and b in GROUPS and ActorKind.COUNTRY not in (a, b)


def fits_noun(cluster: Cluster, mention: Mention) -> bool:
    if cluster.kind is ActorKind.PERSON or mention.kind is ActorKind.PERSON:
        return mention.kind in (cluster.kind, None)
    return agree(cluster.kind, mention.kind)


def _subject_and_object(discourse: Discourse, mention: Mention, cluster: Cluster) -> bool:
    """Whether a mention is the object of a verb whose subject is in the cluster, or the other way round.

    'The Council was renamed the Assembly' is about two names, each valid for its time; 'it praised itself' is not.
    """
    sentence = discourse.sentence(mention.start)
    near = (m for m, _ in cluster.members if sentence.start <= m.start < sentence.end)
    return any(
        _object_of(sentence, *sorted((mention, other), key=lambda m: m.start))
        for other in near
        if not {mention.text.lower(), other.text.lower()} & _REFLEXIVE
    )


def _object_of(sentence: Sentence, early: Mention, late: Mention) -> bool:
    subject, told = sentence.token_at(early.head), sentence.token_at(late.head)
    if subject is None or told is None or subject.dep_ not in _SUBJECTS or told.dep_ not in _OBJECTS:
        return False
    governor = told.head
    if told.dep_ == "pobj" and governor.lower_ not in _NAMING:
        governor = governor.head
    return bool(governor.i == subject.head.i)


def _are_people(discourse: Discourse, mention: Mention) -> bool:
    """Whether a noun phrase means several people, and so no state: 'the occupiers', unlike 'the authorities'."""
    head = discourse.head(mention)
    plural = head is not None and head.tag_ == "NNS" and head.lower_ not in GOVERNMENTS
    return plural and mention.form is Form.NOMINAL


def linked(discourse: Discourse, mention: Mention, least: float) -> tuple[Cluster, str] | None:
    """The cluster of the mention before that the trained reader links it to most surely."""
    best: tuple[float, Cluster] | None = None
    for span, score in discourse.links.get((mention.start, mention.end), ()):
        cluster = discourse.of.get(span)
        fits = cluster is not None and (mention.form is Form.PRONOMINAL or fits_noun(cluster, mention))
        if cluster is not None and cluster.country and _are_people(discourse, mention):
            continue
        needed = max(least, OF_COUNTRY) if cluster is not None and cluster.country else least
        if cluster is None or not fits or score < needed or (best is not None and score <= best[0]):
            continue
        if not _subject_and_object(discourse, mention, cluster):
            best = score, cluster
    return None if best is None else (best[1], f"trained link, {best[0]:.2f}")
