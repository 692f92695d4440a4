"""The files of the trained reader: where they lie and how they are opened.

encoder.onnx (8-bit) · scores, spans, links, pairs, qualifiers .onnx · tokenizer.json · meta.json
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from allegiance.errors import AllegianceError

FOLDER = Path(__file__).resolve().parent.parent / "weights"
GRAPHS = ("encoder", "scores", "spans", "links", "pairs", "qualifiers")
FORMAT = 2  # of the files; a reader refuses others


class WeightsMissing(AllegianceError):
    """The files of the trained reader are absent, incomplete or of another format."""


class Graph(Protocol):
    """The part of `onnxruntime.InferenceSession` that is used here."""

    def run(self, names: list[str] | None, feed: dict[str, NDArray[Any]]) -> list[NDArray[Any]]: ...


@dataclass(frozen=True, slots=True)
class Meta:
    """Names of the outputs in their order, and the calibration of each head."""

    version: str
    span_labels: tuple[str, ...]
    kinds: tuple[str, ...]
    classes: tuple[str, ...]  # 'none', 'r' with the earlier span as subject, 'r<' with the later one
    symmetric: frozenset[str]
    span_threshold: tuple[float, ...]  # of each span label
    scale: dict[str, tuple[float, float]]  # head, or span label → slope and offset of its logits


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that inference needs, opened."""

    meta: Meta
    tokenizer: Any  # tokenizers.Tokenizer
    graphs: dict[str, Graph]


def open_weights(folder: Path = FOLDER, threads: int = 1) -> Weights:
    """Open the files of a folder. Raises `WeightsMissing` with the file that is absent or does not fit."""
    for name in ("meta.json", "tokenizer.json", *(f"{graph}.onnx" for graph in GRAPHS)):
        if not (folder / name).is_file():
            raise WeightsMissing(
                f"{folder / name} is missing: install Allegiance again, or run training/train.py"
            )
    meta = _meta(folder / "meta.json")
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise WeightsMissing(f"{error.name} is not installed: pip install onnxruntime tokenizers") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    graphs: dict[str, Graph] = {
        name: onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
        )
        for name in GRAPHS
    }
    return Weights(meta, tokenizer, graphs)


def _meta(path: Path) -> Meta:
    raw = json.loads(path.read_text("utf8"))
    if raw.get("format") != FORMAT:
        raise WeightsMissing(
            f"{path} has format {raw.get('format')!r}, this version reads {FORMAT}: install matching weights"
        )
    return Meta(
        version=raw["version"],
        span_labels=tuple(raw["span_labels"]),
        kinds=tuple(raw["kinds"]),
        classes=tuple(raw["classes"]),
        symmetric=frozenset(raw["symmetric"]),
        span_threshold=tuple(raw["span_threshold"]),
        scale={head: (slope, offset) for head, (slope, offset) in raw["scale"].items()},
    )
