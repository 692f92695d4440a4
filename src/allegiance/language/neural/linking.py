"""Link scores: how likely two spans of a text are one actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from allegiance.language.neural.pairs import compare, surface
from allegiance.language.neural.scores import LinkScores, Spanned
from allegiance.language.neural.vectors import ACTOR, Place, Vectors, sigmoid

BATCH = 2_000  # pairs scored at once


def link_scores(vectors: Vectors, spans: Sequence[Spanned]) -> LinkScores:
    """Scores of every two spans that one window holds."""
    order = sorted(
        (place, number) for number, span in enumerate(spans) if (place := vectors.place(span)) is not None
    )
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for late, (place, _) in enumerate(order):
        for early in range(late - 1, -1, -1):
            window = vectors.window_of(order[early][0], place)
            if window is None:
                break
            if order[early][0] != place:
                groups[window].append((early, late))
    places = [place for place, _ in order]
    rows = sorted(
        (order[early][1], order[late][1], score)
        for window, pairs in groups.items()
        for base in range(0, len(pairs), BATCH)
        for early, late, score in _scored(vectors, window, pairs[base : base + BATCH], places)
    )
    return LinkScores(
        np.asarray([row[0] for row in rows], dtype=np.int64),
        np.asarray([row[1] for row in rows], dtype=np.int64),
        np.asarray([row[2] for row in rows], dtype=np.float32),
    )


def _scored(
    vectors: Vectors, window: int, pairs: list[tuple[int, int]], places: list[Place]
) -> Iterator[tuple[int, int, float]]:
    used = {places[number] for pair in pairs for number in pair}
    found = vectors.of_spans(window, ((place, ACTOR) for place in used))
    shapes = {place: surface(vectors.surface(*place)) for place in used}
    sentence = vectors.words.sentence
    features = [
        compare(
            shapes[places[early]],
            shapes[places[late]],
            sentence[places[late][0]] - sentence[places[early][0]],
            max(0, places[late][0] - places[early][1]),
        )
        for early, late in pairs
    ]
    rows = np.asarray(
        [[found.row[places[number], ACTOR] for number in pair] for pair in pairs], dtype=np.int64
    )
    logits = vectors.run(
        "links",
        {
            "vectors": found.vectors,
            "early": np.ascontiguousarray(rows[:, 0]),
            "late": np.ascontiguousarray(rows[:, 1]),
            "features": np.asarray(features, dtype=np.float32),
        },
    )[0]
    score = sigmoid(logits, vectors.weights.meta.scale["link"])
    for (early, late), value in zip(pairs, score, strict=True):
        yield early, late, float(value)
