"""The network: one encoder pass over a window, then cheap heads on words, spans and pairs.

pieces (B, N) ──encoder──► words (W, 384) ──► span scores (L, W, W)
                                          ──► spans (M, 256) ──► kind, active
                                                             ──► links (P)
                                                             ──► pairs (P, 256) ──► relation, qualifiers, speaker
"""

from __future__ import annotations

from pathlib import Path

import torch
from auxiliary import STANCES
from corpus import CERTAINTIES, CLASSES, KINDS, PHASES, POLARITIES, SPAN_LABELS
from torch import Tensor, nn
from transformers import BertModel

from allegiance.language.neural.pairs import FEATURES
from allegiance.language.neural.windows import CASES

WIDTH = 384
SPAN = 256
HEADS = 4
LONGEST = 20  # words in a span
GAPS = (1, 2, 3, 4, 6, 9, 13, 21, 36)
QUALIFIERS = len(PHASES) + len(POLARITIES) + len(CERTAINTIES) + 1


class Encoder(nn.Module):
    """MiniLM with the shape of each word added to its pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        inputs = self.bert.embeddings.word_embeddings(ids) + self.case(cases)
        return self.bert(inputs_embeds=inputs, attention_mask=mask).last_hidden_state


class SpanScores(nn.Module):
    """Score of every start and end word for each label."""

    def __init__(self, size: int = 48, dropout: float = 0.2) -> None:
        super().__init__()
        self.size, self.labels = size, len(SPAN_LABELS)
        self.drop = nn.Dropout(dropout)
        self.start = nn.Linear(WIDTH, self.labels * size)
        self.end = nn.Linear(WIDTH, self.labels * size)
        self.start_bias = nn.Linear(WIDTH, self.labels)
        self.end_bias = nn.Linear(WIDTH, self.labels)
        self.length = nn.Embedding(LONGEST + 1, self.labels)
        self.foreign = nn.Linear(WIDTH, self.labels)
        nn.init.constant_(self.length.weight, -4.0)
        nn.init.zeros_(self.foreign.weight)
        nn.init.constant_(self.foreign.bias, -2.0)

    def forward(self, words: Tensor) -> Tensor:
        words = self.drop(words)
        count = words.shape[0]
        start = self.start(words).view(count, self.labels, self.size).permute(1, 0, 2)
        end = self.end(words).view(count, self.labels, self.size).permute(1, 2, 0)
        place = torch.arange(count)
        length = (place[None, :] - place[:, None]).clamp(0, LONGEST)
        scores = start @ end / self.size**0.5
        scores = scores + self.start_bias(words).T[:, :, None] + self.end_bias(words).T[:, None, :]
        # What each word inside takes away, so that the start of one name is not read on to the end of the next
        foreign = nn.functional.softplus(self.foreign(words)).T
        running = foreign.cumsum(1)
        inside = running[:, None, :] - running[:, :, None] + foreign[:, :, None]
        return scores - inside.clamp(min=0.0) + self.length(length).permute(2, 0, 1)


class Spans(nn.Module):
    """Vectors of given spans, with the kind of actor and whether it takes part in a claim."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.first = nn.Linear(WIDTH, SPAN)
        self.last = nn.Linear(WIDTH, SPAN)
        self.mean = nn.Linear(WIDTH, SPAN)
        self.label = nn.Embedding(len(SPAN_LABELS), SPAN)
        self.norm = nn.LayerNorm(SPAN)
        self.kind = nn.Linear(SPAN, len(KINDS))
        self.active = nn.Linear(SPAN, 1)

    def forward(
        self, words: Tensor, first: Tensor, last: Tensor, label: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        words = self.drop(words)
        running = torch.cat([torch.zeros_like(words[:1]), words.cumsum(0)])
        mean = (running[last + 1] - running[first]) / (last - first + 1)[:, None]
        mixed = self.first(words)[first] + self.last(words)[last] + self.mean(mean) + self.label(label)
        vectors = self.norm(nn.functional.gelu(mixed))
        return vectors, self.kind(vectors), self.active(vectors).squeeze(-1)


class Links(nn.Module):
    """Whether an earlier span i and a later span j are one actor."""

    def __init__(self, size: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.early = nn.Linear(SPAN, size)
        self.late = nn.Linear(SPAN, size)
        self.both = nn.Linear(SPAN, size)
        self.surface = nn.Linear(FEATURES, size)
        self.deep = nn.Linear(size, size)
        self.out = nn.Linear(size, 1)

    def forward(self, vectors: Tensor, early: Tensor, late: Tensor, features: Tensor) -> Tensor:
        vectors = self.drop(vectors)
        mixed = self.early(vectors)[early] + self.late(vectors)[late] + self.surface(features)
        mixed = nn.functional.gelu(mixed + self.both(vectors[early] * vectors[late]))
        return self.out(nn.functional.gelu(self.deep(self.drop(mixed)))).squeeze(-1)


class Pairs(nn.Module):
    """Vectors of pairs (i stands before j): both spans and the words that matter to them."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.keys = nn.Linear(WIDTH, SPAN)
        self.values = nn.Linear(WIDTH, SPAN)
        self.ask_early = nn.Linear(SPAN, SPAN)
        self.ask_late = nn.Linear(SPAN, SPAN)
        self.region = nn.Embedding(6, HEADS)
        self.early = nn.Linear(SPAN, SPAN)
        self.late = nn.Linear(SPAN, SPAN)
        self.both = nn.Linear(SPAN, SPAN)
        self.context = nn.Linear(SPAN, SPAN)
        self.kind_early = nn.Linear(len(KINDS), SPAN)
        self.kind_late = nn.Linear(len(KINDS), SPAN)
        self.gap = nn.Embedding(len(GAPS) + 1, SPAN)
        self.apart = nn.Embedding(3, SPAN)
        self.norm = nn.LayerNorm(SPAN)
        self.deep = nn.Linear(SPAN, SPAN)
        self.out = nn.Linear(SPAN, len(CLASSES))
        self.stance = nn.Linear(SPAN, len(STANCES))
        nn.init.normal_(self.region.weight, std=0.5)

    def forward(
        self,
        words: Tensor,
        sentence: Tensor,
        first: Tensor,
        last: Tensor,
        vectors: Tensor,
        kind: Tensor,
        early: Tensor,
        late: Tensor,
    ) -> Tensor:
        vectors, kind = self.drop(vectors), kind.softmax(-1)
        place = torch.arange(words.shape[0])[None, :]
        a, b, c, d = first[early][:, None], last[early][:, None], first[late][:, None], last[late][:, None]
        region = (place >= a).long() + (place > b).long() + (place >= c).long() + (place > d).long()
        begin, end = sentence[first[early]], sentence[first[late]]
        away = (sentence[None, :] < begin[:, None]) | (sentence[None, :] > end[:, None])
        region = torch.where(away, torch.full_like(region, 5), region)
        keys = self._split(self.keys(words))
        asked = (self._split(self.ask_early(vectors)) @ keys.transpose(1, 2))[:, early]
        asked = asked + (self._split(self.ask_late(vectors)) @ keys.transpose(1, 2))[:, late]
        weights = (asked / 8.0 + self.region(region).permute(2, 0, 1)).softmax(-1)
        context = (weights @ self._split(self.values(words))).permute(1, 0, 2).reshape(-1, SPAN)
        gap = sum((first[late] - last[early] >= step).long() for step in GAPS)
        mixed = (
            self.early(vectors)[early] + self.late(vectors)[late] + self.both(vectors[early] * vectors[late])
        )
        mixed = mixed + self.context(context) + self.kind_early(kind)[early] + self.kind_late(kind)[late]
        mixed = mixed + self.gap(gap) + self.apart((end - begin).clamp(0, 2))
        mixed = self.drop(self.norm(nn.functional.gelu(mixed)))
        return mixed + nn.functional.gelu(self.deep(mixed))

    @staticmethod
    def _split(vectors: Tensor) -> Tensor:
        return vectors.view(-1, HEADS, SPAN // HEADS).permute(1, 0, 2)


class Qualifiers(nn.Module):
    """Phase, polarity, certainty, attributed or not, and which span speaks, for a pair and one of its relations."""

    def __init__(self, size: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.pair = nn.Linear(SPAN, size)
        self.relation = nn.Embedding(len(CLASSES), size)
        self.out = nn.Linear(size, QUALIFIERS)
        self.ask = nn.Linear(size, 64)
        self.answer = nn.Linear(SPAN, 64)
        self.nobody = nn.Linear(size, 1)
        self.apart = nn.Embedding(7, 1)
        self.part = nn.Embedding(2, 1)

    def forward(
        self,
        pairs: Tensor,
        relation: Tensor,
        vectors: Tensor,
        sentence: Tensor,
        first: Tensor,
        early: Tensor,
        late: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits (P, 9) and speaker logits (P, 1 + M); the first is 'nobody'."""
        mixed = self.drop(nn.functional.gelu(self.pair(pairs) + self.relation(relation)))
        where = sentence[first]
        apart = (where[None, :] - where[early][:, None]).clamp(-3, 3) + 3
        number = torch.arange(first.shape[0])[None, :]
        part = ((number == early[:, None]) | (number == late[:, None])).long()
        speaker = self.ask(mixed) @ self.answer(vectors).T / 8.0
        speaker = speaker + self.apart(apart).squeeze(-1) + self.part(part).squeeze(-1)
        return self.out(mixed), torch.cat([self.nobody(mixed), speaker], dim=1)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.scores = SpanScores()
        self.spans = Spans()
        self.links = Links()
        self.pairs = Pairs()
        self.qualifiers = Qualifiers()
