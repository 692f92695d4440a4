"""Stance of one actor towards another on DSE sentences, told from the vectors of the weights as they are shipped.

    python training/stance.py --data DIR [--weights DIR]

DATA holds the folder dse. The network learns stances beside relations, from as many neutral sentences as others; here
a small head on its vectors sees the training sentences as they come, and the sentences of the validation set are asked
once. The head is a measure of the vectors and is not shipped. A few minutes on one core; fixed seed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.metrics import f1_score
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from auxiliary import STANCES, read_dse
from corpus import Example
from model import SPAN

from allegiance.language.neural.vectors import ACTOR, Vectors
from allegiance.language.neural.weights import FOLDER, Weights, open_weights

HIDDEN, DROPOUT = 256, 0.3
EPOCHS, BATCH, RATE, DECAY = 3, 64, 3e-4, 0.05
SMOOTHING = 0.05
RARE = 0.3  # power of how much rarer than others a stance is that it weighs more
SEED = 7


def stance_figures(weights: Path, folder: Path) -> dict[str, float]:
    """Micro and macro F1 over the five stances of the sentences in `valid_no_test_overlap.jsonl` of a folder."""
    opened = open_weights(weights)
    train, valid = (
        _vectors(opened, read_dse(folder / f"{part}_no_test_overlap.jsonl", opened.tokenizer))
        for part in ("train", "valid")
    )
    head = _trained(*train)
    with torch.no_grad():
        guessed = head(valid[0]).argmax(1)
    return {kind: round(float(f1_score(valid[1], guessed, average=kind)), 3) for kind in ("micro", "macro")}


def _vectors(weights: Weights, examples: list[Example]) -> tuple[Tensor, Tensor]:
    """Vectors (E, 768) of each pair and its two spans, and the stances (E,)."""
    made = [(_of_pair(weights, example), example.stance) for example in examples]
    known = [(vector, stance) for vector, stance in made if vector is not None]
    return torch.from_numpy(np.stack([v for v, _ in known])), torch.tensor([s for _, s in known])


def _of_pair(weights: Weights, example: Example) -> np.ndarray | None:
    """The pair's vector (256,) and those of the spans in text order; None where no window holds both."""
    vectors = Vectors(weights, example.text, [(0, len(example.text))])
    one, two = ((span.first, span.last) for span in example.spans)
    number = vectors.window_of(one, two)
    if number is None:
        return None
    found = vectors.of_spans(number, [(one, ACTOR), (two, ACTOR)])
    rows = [found.row[place, ACTOR] for place in (one, two)]
    feed = {
        "words": vectors.of_window(number),
        "sentence": vectors.sentences(number),
        "first": found.first,
        "last": found.last,
        "vectors": found.vectors,
        "kind": found.kind,
        "early": np.asarray(rows[:1]),
        "late": np.asarray(rows[1:]),
    }
    hidden, _ = vectors.run("pairs", feed)
    return np.concatenate([hidden[0], *(found.vectors[row] for row in rows)])


def _trained(vectors: Tensor, stance: Tensor) -> nn.Module:
    torch.manual_seed(SEED)
    head = nn.Sequential(
        nn.Dropout(DROPOUT),
        nn.Linear(3 * SPAN, HIDDEN),
        nn.GELU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, len(STANCES)),
    )
    share = torch.bincount(stance, minlength=len(STANCES)) / len(stance)
    weight = share**-RARE / (share * share**-RARE).sum()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(stance) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(stance)).split(BATCH):
            loss = F.cross_entropy(head(vectors[rows]), stance[rows], weight, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--weights", type=Path, default=FOLDER)
    given = options.parse_args()
    sys.stdout.write(json.dumps(stance_figures(given.weights, given.data / "dse")) + "\n")


if __name__ == "__main__":
    main()
