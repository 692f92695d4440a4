"""Smoothing: move what stands out in the inputs of a matrix into the matrix, so that 8 bits hold both.

    x @ W  =  (x / s) @ (s * W),   s = max|x| ** STRENGTH / max|W| ** (1 - STRENGTH), for each row of W

An input is stored in 8 bits as a whole: one channel that is ten times as large as the others takes three
bits of theirs.
Source: SmoothQuant (Xiao et al., 2023).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

STRENGTH = 0.75
LONGEST = 250  # pieces of a text
LEAST = 1e-5


def smooth(graph: Path, texts: Iterable[str], tokenizer: Tokenizer) -> None:
    """Rewrite the encoder in a file; `texts` show how large its inputs get."""
    model = onnx.load(graph)
    stored = {i.name: i for i in model.graph.initializer}
    multiplied = [
        n for n in model.graph.node if n.op_type in ("Attention", "MatMul") and n.input[1] in stored
    ]
    largest = _largest(model, sorted({node.input[0] for node in multiplied}), texts, tokenizer)
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node in multiplied:
            nodes.append(_divided(model, node, largest[node.input[0]], stored[node.input[1]]))
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, graph)


def _divided(model: onnx.ModelProto, node: NodeProto, largest: NDArray, matrix: TensorProto) -> NodeProto:
    """The step that divides the input of a node, whose matrix is multiplied by the same."""
    weights = numpy_helper.to_array(matrix)
    scale = np.maximum(largest, LEAST) ** STRENGTH / np.maximum(np.abs(weights).max(1), LEAST) ** (
        1 - STRENGTH
    )
    scale = scale / np.exp(np.log(scale).mean())
    matrix.CopyFrom(numpy_helper.from_array((weights * scale[:, None]).astype(np.float32), matrix.name))
    divisor = f"{matrix.name}_smooth"
    model.graph.initializer.append(numpy_helper.from_array((1 / scale).astype(np.float32), divisor))
    step = helper.make_node("Mul", [node.input[0], divisor], [f"{divisor}_input"])
    node.input[0] = step.output[0]
    return step


def _largest(
    model: onnx.ModelProto, names: list[str], texts: Iterable[str], tokenizer: Tokenizer
) -> dict[str, NDArray]:
    """The largest size of each channel of each input over all texts."""
    shown = onnx.ModelProto()
    shown.CopyFrom(model)
    shown.graph.output.extend(helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in names)
    session = onnxruntime.InferenceSession(shown.SerializeToString())
    found: dict[str, NDArray] = dict.fromkeys(names, np.zeros(1))
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids[:LONGEST]])
        feed = {"ids": ids, "cases": np.zeros_like(ids), "pool": np.eye(ids.shape[1], dtype=np.float32)}
        for name, value in zip(names, session.run(names, feed), strict=True):
            found[name] = np.maximum(found[name], np.abs(value).reshape(-1, value.shape[-1]).max(0))
    return found
