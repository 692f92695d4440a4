"""Checkpoint → the files that the package reads: encoder in 8 bits, heads, tokenizer, names and calibration.

python training/export.py --checkpoint OUT/last.pt --weights src/allegiance/language/weights
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from corpus import CLASSES, KINDS, SPAN_LABELS, SYMMETRIC
from model import SPAN, WIDTH, Network
from setting import encoder_folder, load_tokenizer
from smoothing import smooth

from allegiance.language.neural.pairs import FEATURES
from allegiance.language.neural.weights import FORMAT

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SHORTEST = 80  # characters of a paragraph worth looking at
HEADS = (*SPAN_LABELS, "active", "link", "pair", "phase", "polarity", "certainty", "attributed", "speaker")


class WordEncoder(nn.Module):
    """Pieces of one window → words, as the reader asks for it."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, ids: Tensor, cases: Tensor, pool: Tensor) -> Tensor:
        return pool @ self.encoder(ids, cases, torch.ones_like(ids))[0]


class PairClasses(nn.Module):
    """Pair vectors and the logits of their classes."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.pairs = network.pairs

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
    ) -> tuple[Tensor, Tensor]:
        hidden = self.pairs(words, sentence, first, last, vectors, kind, early, late)
        return hidden, self.pairs.out(hidden)


def graphs(network: Network) -> dict[str, tuple[nn.Module, dict[str, Tensor], dict[str, dict[int, str]]]]:
    """Each graph with sample inputs and the axes that vary."""
    count, spans, pairs = 9, 4, 3
    whole = lambda *shape: torch.ones(*shape, dtype=torch.long)  # noqa: E731
    words, vectors = torch.randn(count, WIDTH), torch.randn(spans, SPAN)
    first, last = torch.tensor([0, 2, 3, 6]), torch.tensor([1, 2, 5, 7])
    early, late = torch.tensor([0, 0, 1]), torch.tensor([1, 3, 2])
    w, m, p = {0: "words"}, {0: "spans"}, {0: "pairs"}
    sentence = torch.tensor([0, 0, 0, 0, 1, 1, 1, 2, 2])
    return {
        "encoder": (
            WordEncoder(network),
            {"ids": whole(1, 12), "cases": whole(1, 12), "pool": torch.rand(count, 12)},
            {"ids": {1: "pieces"}, "cases": {1: "pieces"}, "pool": {0: "words", 1: "pieces"}},
        ),
        "scores": (network.scores, {"words": words}, {"words": w}),
        "spans": (
            network.spans,
            {"words": words, "first": first, "last": last, "label": whole(spans)},
            {"words": w, "first": m, "last": m, "label": m},
        ),
        "links": (
            network.links,
            {"vectors": vectors, "early": early, "late": late, "features": torch.rand(pairs, FEATURES)},
            {"vectors": m, "early": p, "late": p, "features": p},
        ),
        "pairs": (
            PairClasses(network),
            {
                "words": words,
                "sentence": sentence,
                "first": first,
                "last": last,
                "vectors": vectors,
                "kind": torch.randn(spans, len(KINDS)),
                "early": early,
                "late": late,
            },
            {
                "words": w,
                "sentence": w,
                "first": m,
                "last": m,
                "vectors": m,
                "kind": m,
                "early": p,
                "late": p,
            },
        ),
        "qualifiers": (
            network.qualifiers,
            {
                "pairs": torch.randn(pairs, SPAN),
                "relation": whole(pairs),
                "vectors": vectors,
                "sentence": sentence,
                "first": first,
                "early": early,
                "late": late,
            },
            {"pairs": p, "relation": p, "vectors": m, "sentence": w, "first": m, "early": p, "late": p},
        ),
    }


def export(checkpoint: Path, weights: Path) -> None:
    """Write all files of a checkpoint into a folder, calibration left at its start."""
    network = Network(encoder_folder())
    network.load_state_dict(torch.load(checkpoint)["average"])
    network.eval()
    network.encoder.bert.set_attn_implementation(
        "eager"
    )  # written out in steps that the optimizer knows to join
    weights.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, (module, sample, axes) in graphs(network).items():
            plain = Path(scratch) / f"{name}.onnx"
            torch.onnx.export(
                module.eval(),
                tuple(sample.values()),
                str(plain),
                input_names=list(sample),
                dynamic_axes=axes,
                opset_version=17,
                dynamo=False,
            )
            if name == "encoder":
                quantize(plain, weights / f"{name}.onnx")
            else:
                shutil.copy(plain, weights / f"{name}.onnx")
    load_tokenizer().save(str(weights / "tokenizer.json"), pretty=False)
    digest = hashlib.sha256((weights / "encoder.onnx").read_bytes()).hexdigest()[:8]
    write_meta(weights, f"minilm-l6-{digest}", [0.5] * len(SPAN_LABELS), dict.fromkeys(HEADS, (1.0, 0.0)))


def quantize(plain: Path, small: Path) -> None:
    """Join the small steps of each layer, smooth, then store the weights in 8 bits, of which matrices use 7.

    With all 8, processors without VNNI cut sums off at 16 bits, and the same text gives other claims there.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    joined = plain.with_suffix(".joined.onnx")
    optimize_model(
        str(plain), model_type="bert", num_heads=12, hidden_size=WIDTH, opt_level=0
    ).save_model_to_file(str(joined))
    smooth(joined, shown_texts(), load_tokenizer())
    quantize_dynamic(
        str(joined),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def shown_texts() -> list[str]:
    """Texts of the repository, from which the encoder's inputs are judged: paragraphs of the examples."""
    texts = [path.read_text("utf8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    return [p for text in texts for p in text.split("\n\n") if len(p) > SHORTEST]


def write_meta(
    weights: Path, version: str, threshold: list[float], scale: dict[str, tuple[float, float]]
) -> None:
    """Names and calibration, beside the graphs."""
    meta = {
        "format": FORMAT,
        "version": version,
        "span_labels": SPAN_LABELS,
        "kinds": KINDS,
        "classes": CLASSES,
        "symmetric": SYMMETRIC,
        "span_threshold": threshold,
        "scale": scale,
    }
    (weights / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    export(options.checkpoint, options.weights)
