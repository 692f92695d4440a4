"""From a window of an example to its loss: which spans, links and pairs are right, which do not count."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import torch
from corpus import (
    ACTOR,
    CERTAINTIES,
    NAMED,
    NEAR,
    OFFICE,
    PHASES,
    POLARITIES,
    SIGN_OF_CLASS,
    Example,
    PairLabel,
    Span,
)
from model import LONGEST, Network
from torch import Tensor
from torch.nn import functional as F

from allegiance.language.neural.pairs import Surface, compare, surface
from allegiance.language.neural.windows import Window, encoder_input

FALSE_SPANS = 6  # wrong spans of the model itself that join the pairs of a window
MAX_LINKS = 300
MAX_PAIRS = 250
FAR_LEFT_OUT = 0.7  # of the pairs two sentences apart without a claim
HIDDEN = 0.06  # of the word pieces, so that relations are read off the words around and not off known names
MASK = 103  # [MASK] in the vocabulary of the encoder


@dataclass(slots=True)
class Cut:
    """One window of an example with what is annotated in it; words counted from the start of the window."""

    example: Example
    window: Window
    spans: list[Span]
    numbers: list[int]  # of the spans in the example
    sentence: Tensor

    @property
    def surfaces(self) -> list[Surface]:
        words, text, base = self.example.words, self.example.text, self.window.first
        return [
            surface([text[words.starts[base + w] : words.ends[base + w]] for w in range(s.first, s.last + 1)])
            for s in self.spans
        ]


def cut(example: Example, window: Window) -> Cut:
    """The spans that lie inside a window."""
    inside = [
        (number, Span(s.first - window.first, s.last - window.first, s.label, s.cluster, s.kind, s.active))
        for number, s in enumerate(example.spans)
        if window.first <= s.first and s.last < window.last and s.last - s.first < LONGEST
    ]
    sentence = torch.tensor(example.words.sentence[window.first : window.last])
    return Cut(example, window, [s for _, s in inside], [n for n, _ in inside], sentence)


def encode(network: Network, cuts: list[Cut], cls: int, sep: int) -> list[Tensor]:
    """Word vectors (W, 384) of each window, encoded as one batch."""
    rows = [encoder_input(c.example.words, c.window, cls, sep) for c in cuts]
    longest = max(ids.shape[1] for ids, _, _ in rows)
    ids, cases, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for row, (i, c, _) in enumerate(rows):
        ids[row, : i.shape[1]] = torch.from_numpy(i[0])
        cases[row, : i.shape[1]] = torch.from_numpy(c[0])
        mask[row, : i.shape[1]] = 1
    if network.training:
        ids[(torch.rand(ids.shape) < HIDDEN) & (ids != cls) & (ids != sep)] = MASK
    hidden = network.encoder(ids, cases, mask)
    return [torch.from_numpy(pool) @ hidden[row, : pool.shape[1]] for row, (_, _, pool) in enumerate(rows)]


def batch_loss(
    network: Network, cuts: list[Cut], cls: int, sep: int, draw: random.Random
) -> dict[str, Tensor]:
    """Losses by name, summed over the windows and divided by what was counted."""
    sums: dict[str, list[tuple[Tensor, float]]] = defaultdict(list)
    for part, words in zip(cuts, encode(network, cuts, cls, sep), strict=True):
        tasks = part.example.tasks
        if tasks & {"spans", "named"}:
            scores = network.scores(words)
            _span_loss(part, scores, sums)
            if "spans" in tasks:
                part = with_false_spans(part, scores.detach())
        if tasks & {"links", "pairs", "stance"} and len(part.spans) > 1:
            _mention_losses(network, part, words, sums, draw)
    return {name: sum(v for v, _ in rows) / max(1.0, sum(n for _, n in rows)) for name, rows in sums.items()}


def _span_loss(part: Cut, scores: Tensor, sums: dict[str, list[tuple[Tensor, float]]]) -> None:
    labels = [NAMED] if "named" in part.example.tasks else list(range(NAMED))
    target = torch.zeros_like(scores)
    for s in part.spans:
        target[s.label, s.first, s.last] = 1.0
    place = torch.arange(scores.shape[1])
    length = place[None, :] - place[:, None]
    usable = (length >= 0) & (length < LONGEST) & (part.sentence[None, :] == part.sentence[:, None])
    loss = F.binary_cross_entropy_with_logits(scores[labels], target[labels], reduction="none")
    sums["span"].append(((loss * usable).sum(), len(part.spans) + 0.02 * scores.shape[1]))


def with_false_spans(part: Cut, scores: Tensor) -> Cut:
    """Add the model's own best wrong actors, so that pairs learn to leave them alone."""
    taken = torch.zeros(scores.shape[1], dtype=torch.bool)
    for s in part.spans:
        taken[s.first : s.last + 1] = True
    band = scores[ACTOR].triu() - 100.0 * (1 - torch.ones_like(scores[ACTOR]).triu().tril(12))
    added: list[Span] = []
    values, order = band.flatten().topk(min(60, band.numel()))
    for value, number in zip(values.tolist(), order.tolist(), strict=True):
        first, last = divmod(number, scores.shape[1])
        free = not taken[first : last + 1].any() and part.sentence[first] == part.sentence[last]
        if value > -4 and free and len(added) < FALSE_SPANS and last >= first:
            added.append(Span(first, last, ACTOR, f"false {number}", -2))
            taken[first : last + 1] = True
    both = sorted(
        zip([*part.spans, *added], [*part.numbers, *([-1] * len(added))], strict=True),
        key=lambda pair: (pair[0].first, pair[0].last, pair[0].label),
    )
    return Cut(part.example, part.window, [s for s, _ in both], [n for _, n in both], part.sentence)


def _mention_losses(
    network: Network,
    part: Cut,
    words: Tensor,
    sums: dict[str, list[tuple[Tensor, float]]],
    draw: random.Random,
) -> None:
    spans = part.spans
    first, last = torch.tensor([s.first for s in spans]), torch.tensor([s.last for s in spans])
    label = torch.tensor([s.label for s in spans])
    vectors, kind, active = network.spans(words, first, last, label)
    tasks = part.example.tasks
    if "spans" in tasks:
        known = torch.tensor([s.kind for s in spans])
        if (known >= 0).any():
            sums["kind"].append(
                (
                    F.cross_entropy(kind[known >= 0], known[known >= 0], reduction="sum"),
                    int((known >= 0).sum()),
                )
            )
        goal = torch.tensor([float(s.active) for s in spans])
        sums["active"].append((F.binary_cross_entropy_with_logits(active, goal, reduction="sum"), len(spans)))
    if "links" in tasks:
        _link_loss(network, part, vectors, sums, draw)
    if tasks & {"pairs", "stance"}:
        _pair_loss(network, part, (words, first, last, vectors, kind), sums, draw)


def _link_loss(
    network: Network,
    part: Cut,
    vectors: Tensor,
    sums: dict[str, list[tuple[Tensor, float]]],
    draw: random.Random,
) -> None:
    spans = part.spans
    actors = [p for p, s in enumerate(spans) if s.label == ACTOR]
    pairs = [(a, b) for b in actors for a in actors if a < b]
    pairs = draw.sample(pairs, MAX_LINKS) if len(pairs) > MAX_LINKS else pairs
    if not pairs:
        return
    shapes = part.surfaces
    features = torch.tensor([link_features(part.sentence, spans, shapes, a, b) for a, b in pairs])
    goal = torch.tensor([float(spans[a].cluster == spans[b].cluster) for a, b in pairs])
    early, late = torch.tensor(pairs).T
    logits = network.links(vectors, early, late, features)
    loss = F.binary_cross_entropy_with_logits(logits, goal, reduction="none")
    sums["link"].append((loss.sum(), float(goal.sum()) + 0.1 * len(pairs)))


def link_features(sentence: Tensor, spans: list[Span], shapes: list[Surface], a: int, b: int) -> list[float]:
    apart = int(sentence[spans[b].first] - sentence[spans[a].first])
    return compare(shapes[a], shapes[b], apart, max(0, spans[b].first - spans[a].last))


def candidate_pairs(part: Cut, draw: random.Random) -> list[tuple[int, int, list[PairLabel]]]:
    """Pairs of spans near each other with their claims; pairs that do not count are left out."""
    found = []
    ignored = part.example.ignored
    for b, late in enumerate(part.spans):
        for a, early in enumerate(part.spans[:b]):
            apart = int(part.sentence[late.first] - part.sentence[early.first])
            labels = part.example.pairs.get((part.numbers[a], part.numbers[b]), [])
            clusters = frozenset((early.cluster, late.cluster))
            if apart > 1 and not labels and draw.random() < FAR_LEFT_OUT:
                continue
            if (
                apart > NEAR
                or len(clusters) == 1
                or (early.label != ACTOR and late.label != ACTOR and not labels)
            ):
                continue
            if early.label != ACTOR or late.label != ACTOR:
                if not labels and (apart > 1 or _other_value_of_claim(part, a, b)):
                    continue
            elif not labels and clusters in ignored:
                continue
            found.append((a, b, labels))
    return found


def _other_value_of_claim(part: Cut, a: int, b: int) -> bool:
    """A title may be read with the same actor elsewhere, or with its state: neither right nor wrong."""
    value, actor = (a, b) if part.spans[a].label != ACTOR else (b, a)
    if part.spans[value].label != OFFICE:
        return False
    owners = {
        part.example.spans[other].cluster
        for pair in part.example.pairs
        if part.numbers[value] in pair
        for other in pair
    }
    return part.spans[actor].cluster in owners


def _pair_loss(
    network: Network,
    part: Cut,
    vectors: tuple[Tensor, Tensor, Tensor, Tensor, Tensor],
    sums: dict[str, list[tuple[Tensor, float]]],
    draw: random.Random,
) -> None:
    words, first, last, spans, kind = vectors
    stance = "stance" in part.example.tasks
    pairs = [(0, 1, [])] if stance else candidate_pairs(part, draw)
    if len(pairs) > MAX_PAIRS:
        empty = [p for p in pairs if not p[2]]
        pairs = [p for p in pairs if p[2]] + draw.sample(empty, min(len(empty), MAX_PAIRS))
    if not pairs:
        return
    early, late = torch.tensor([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs])
    hidden = network.pairs(words, part.sentence, first, last, spans, kind, early, late)
    if stance:
        goal = torch.tensor([part.example.stance])
        sums["stance"].append((F.cross_entropy(network.pairs.stance(hidden), goal), 1))
        return
    goal = torch.zeros(len(pairs), network.pairs.out.out_features)
    for row, (_, _, labels) in enumerate(pairs):
        for label in labels:
            goal[row, label.relation] += 1.0 / len(labels)
        goal[row, 0] = float(not labels)
    logits = network.pairs.out(hidden)
    loss = F.cross_entropy(logits, goal, reduction="none")
    positive = sum(bool(p[2]) for p in pairs)
    counted = positive + 0.05 * len(pairs)
    sums["pair"].append((loss.sum(), counted))
    sums["sign"].append((_sign_loss(logits, goal), counted))
    if positive:
        _qualifier_loss(network, part, pairs, hidden, (spans, first), sums)


def _sign_loss(logits: Tensor, goal: Tensor) -> Tensor:
    """Whether there is a relation and of which sign, the relations of one sign taken together."""
    groups = F.one_hot(torch.tensor(SIGN_OF_CLASS), 4).float()
    share = logits.softmax(-1) @ groups
    return -((goal @ groups) * (share + 1e-9).log()).sum()


def _qualifier_loss(
    network: Network,
    part: Cut,
    pairs: list[tuple[int, int, list[PairLabel]]],
    hidden: Tensor,
    vectors: tuple[Tensor, Tensor],
    sums: dict[str, list[tuple[Tensor, float]]],
) -> None:
    rows = [(row, label) for row, (_, _, labels) in enumerate(pairs) for label in labels]
    chosen = torch.tensor([row for row, _ in rows])
    early, late = (torch.tensor([pairs[row][side] for row, _ in rows]) for side in (0, 1))
    relation = torch.tensor([label.relation for _, label in rows])
    logits, speaker = network.qualifiers(
        hidden[chosen], relation, vectors[0], part.sentence, vectors[1], early, late
    )
    sizes = [len(PHASES), len(POLARITIES), len(CERTAINTIES), 1]
    phase, polarity, certainty, attributed = logits.split(sizes, dim=1)
    for scores, name in ((phase, "phase"), (polarity, "polarity"), (certainty, "certainty")):
        goal = torch.tensor([getattr(label, name) for _, label in rows])
        sums[name].append((F.cross_entropy(scores, goal, reduction="sum"), len(rows)))
    if "speakers" not in part.example.tasks:
        return
    said = torch.tensor([float(label.attributed) for _, label in rows])
    sums["attributed"].append(
        (F.binary_cross_entropy_with_logits(attributed.squeeze(1), said, reduction="sum"), len(rows))
    )
    goal = torch.tensor([_speaker(part, label, pairs[row]) for row, label in rows])
    if (goal >= 0).any():
        sums["speaker"].append(
            (F.cross_entropy(speaker[goal >= 0], goal[goal >= 0], reduction="sum"), int((goal >= 0).sum()))
        )


def _speaker(part: Cut, label: PairLabel, pair: tuple[int, int, list[PairLabel]]) -> int:
    """Column of the nearest mention of the speaker, 0 for nobody, -1 where it is not in the window."""
    if label.speaker is None:
        return 0
    where = part.spans[pair[0]].first
    own = [p for p, s in enumerate(part.spans) if s.cluster == label.speaker]
    return 1 + min(own, key=lambda p: abs(part.spans[p].first - where)) if own else -1
