"""Files of the package → a checkpoint to go on from: `train.py --start` begins with a release.

python training/restore.py --weights src/allegiance/language/weights --checkpoint OUT/last.pt

The encoder comes back from its 8 bits, the heads as they were. The head for stances is not released and starts anew.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from model import Network
from setting import encoder_folder

HEADS = ("scores", "spans", "links", "pairs", "qualifiers")
STEPS = ("attention.output.dense", "intermediate.dense", "output.dense")  # of a layer, after its attention
ASKED = ("query", "key", "value")


def restore(weights: Path) -> dict[str, Tensor]:
    """The parameters of a network by name, as the graphs in a folder hold them."""
    found = Network(encoder_folder()).state_dict()
    known = _encoder(_stored(weights / "encoder.onnx"))
    for head in HEADS:
        known |= {
            name if name.startswith("pairs.") else f"{head}.{name}": value
            for name, value in _stored(weights / f"{head}.onnx").items()
        }
    strange = sorted(name for name in known if name not in found)
    if strange:
        raise SystemExit(f"{weights} holds {strange[0]}, which this network does not have")
    return found | {name: torch.from_numpy(value.copy()) for name, value in known.items()}


def _stored(path: Path) -> dict[str, np.ndarray]:
    """Parameters of a graph in 32 bits, under the names that it gives them, in its order."""
    kept = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    plain = {}
    for name, value in kept.items():
        stem = name.removesuffix("_quantized")
        if stem != name:
            zero = kept[f"{stem}_zero_point"].astype(np.float32)
            divisor = kept.get(f"{stem}_smooth", np.ones(1, np.float32))
            plain[stem] = (value.astype(np.float32) - zero) * kept[f"{stem}_scale"] * divisor[:, None]
        elif value.dtype == np.float32 and not name.endswith(("_scale", "_smooth")):
            plain[name] = value
    return plain


def _encoder(stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The encoder's parameters: the three questions of attention apart again, matrices as torch turns them."""
    known = {name: value for name, value in stored.items() if name.startswith("encoder.")}
    matrices = iter(value for name, value in stored.items() if name.startswith("onnx::MatMul"))
    for layer in range(sum(name.endswith("_qkv_weight") for name in stored)):
        place = f"encoder.bert.encoder.layer.{layer}"
        questions = {part: stored[f"Attention_{layer}_qkv_{part}"] for part in ("weight", "bias")}
        for part, value in questions.items():
            for asked, rows in zip(ASKED, np.split(value.T, 3), strict=True):
                known[f"{place}.attention.self.{asked}.{part}"] = rows
        for step in STEPS:
            known[f"{place}.{step}.weight"] = next(matrices).T
    return known


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--checkpoint", type=Path, required=True)
    given = options.parse_args()
    state = restore(given.weights)
    given.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"network": state, "average": state, "epoch": 0, "count": 0}, given.checkpoint)


if __name__ == "__main__":
    main()
