"""Word and span vectors of one text, window by window.

Vectors of at most `KEPT` windows are held; further ones are made again when they are asked for, so memory
does not grow with the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from allegiance.language.neural import windows as cutting
from allegiance.language.neural.scores import Numbers, Scores, Spanned, SpanScore
from allegiance.language.neural.weights import Weights

KEPT = 128  # windows, about 0.4 MB each
ACTOR = 0  # number of the span label 'actor'

Place = tuple[int, int]  # first and last word of a span
Feed = dict[str, Numbers | Scores]
# Of one span: its vector (256,), kind (6,) and activity (), the last two as logits
_Made = tuple[Scores, ...]


class SpanVectors(NamedTuple):
    """M different spans of one window; words are counted from the start of the window."""

    row: dict[tuple[Place, int], int]  # of each place in the text, with its label
    first: Numbers  # (M,)
    last: Numbers  # (M,)
    vectors: Scores  # (M, 256)
    kind: Scores  # (M, 6), logits
    active: Scores  # (M,), logits


class Vectors:
    """The words of a text, its windows, and vectors from the encoder as they are needed."""

    def __init__(self, weights: Weights, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self.weights = weights
        self.words = cutting.split_words(text, sentences, weights.tokenizer)
        self.windows = cutting.windows(self.words)
        self._text = text
        self._firsts = [window.first for window in self.windows]
        self._marks = (weights.tokenizer.token_to_id("[CLS]"), weights.tokenizer.token_to_id("[SEP]"))
        self._kept: OrderedDict[int, Scores] = OrderedDict()
        self._waiting = deque(range(min(len(self.windows), KEPT)))
        self._spans: dict[int, dict[tuple[Place, int], _Made]] = {}

    def run(self, graph: str, feed: Feed) -> list[Scores]:
        """Outputs of one graph."""
        return self.weights.graphs[graph].run(None, feed)

    def prepare(self) -> None:
        """Encode as many windows as are held; two threads that call it share them out."""
        while self._waiting:
            try:
                number = self._waiting.popleft()
            except IndexError:  # the other thread was faster
                return
            self.of_window(number)

    def of_window(self, number: int) -> Scores:
        """Word vectors (W, 384) of a window."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        ids, cases, pool = cutting.encoder_input(self.words, self.windows[number], *self._marks)
        found = self.run("encoder", {"ids": ids, "cases": cases, "pool": pool})[0]
        self._kept[number] = found
        if len(self._kept) > KEPT:
            oldest, _ = self._kept.popitem(last=False)
            self._spans.pop(oldest, None)
        return found

    def of_spans(self, number: int, spans: Iterable[tuple[Place, int]]) -> SpanVectors:
        """Vectors of the different spans (place in the text, label) of a window; each is made once."""
        wanted = sorted(set(spans))
        known = self._made(number, wanted)
        base = self.windows[number].first
        made = [known[span] for span in wanted]
        return SpanVectors(
            {span: position for position, span in enumerate(wanted)},
            np.asarray([a - base for (a, _), _ in wanted], dtype=np.int64),
            np.asarray([b - base for (_, b), _ in wanted], dtype=np.int64),
            *(np.stack(column) for column in zip(*made, strict=True)),
        )

    def _made(self, number: int, wanted: Sequence[tuple[Place, int]]) -> dict[tuple[Place, int], _Made]:
        """Vector, kind and activity of the spans of a window, those not yet known in one pass."""
        words = self.of_window(number)  # before its spans, which go when it goes
        known = self._spans.setdefault(number, {})
        new = [span for span in wanted if span not in known]
        if new:
            base = self.windows[number].first
            table = np.asarray([(a - base, b - base, label) for (a, b), label in new], dtype=np.int64)
            first, last, label = (np.ascontiguousarray(table[:, column]) for column in range(3))
            made = self.run("spans", {"words": words, "first": first, "last": last, "label": label})
            known.update(zip(new, zip(*made, strict=True), strict=True))
        return known

    def sentences(self, number: int) -> Numbers:
        """Sentence numbers (W,) of the words of a window."""
        window = self.windows[number]
        return np.asarray(self.words.sentence[window.first : window.last], dtype=np.int64)

    def place(self, span: Spanned) -> Place | None:
        """First and last word of a span; None where it touches no word that is read."""
        return self.words.covering(span.start, span.end)

    def label(self, span: Spanned) -> int:
        """Number of the span's label; whatever comes from elsewhere is an actor."""
        labels = self.weights.meta.span_labels
        name = span.label if isinstance(span, SpanScore) else ""
        return labels.index(name) if name in labels else ACTOR

    def window_of(self, one: Place, other: Place) -> int | None:
        """The first window that holds both places."""
        low, high = min(one[0], other[0]), max(one[1], other[1])
        number = bisect_right(self._firsts, low) - 1
        for candidate in (number - 1, number):
            if (
                candidate >= 0
                and self.windows[candidate].first <= low
                and high < self.windows[candidate].last
            ):
                return candidate
        return None

    def surface(self, first: int, last: int) -> list[str]:
        """The words `[first, last]` as written."""
        return [
            self._text[self.words.starts[word] : self.words.ends[word]] for word in range(first, last + 1)
        ]


def sigmoid(logits: Scores, scale: tuple[float, float]) -> Scores:
    """Calibrated probabilities of logits."""
    clipped = np.clip(logits * scale[0] + scale[1], -60.0, 60.0)
    return np.asarray(1.0 / (1.0 + np.exp(-clipped)), dtype=np.float32)


def softmax(logits: Scores) -> Scores:
    """Rows that sum to 1."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)
