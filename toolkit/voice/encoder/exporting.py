"""The network as an ONNX file of eight-bit whole numbers. Needs onnx and onnxruntime, not PyTorch.

The graph reads one window at a time, so nothing is padded. Tables of embeddings are stored as bytes with one scale a
row; the weights of dense steps as bytes with one scale a column, by ONNX Runtime's dynamic quantization. Attention,
normalisation and labels stay in floating point.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.voice.encoder.inputs import SIZES
from toolkit.voice.sequence.combining import SEQUENCE, Trust
from toolkit.voice.sequence.labels import LABELS

Floats = NDArray[np.float32]
_OPSET = 20  # the first with GELU


class _Graph:
    """Nodes and constants, each node named by its place."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def table(self, weights: Floats, places: str) -> str:
        """Rows of an embedding, stored as bytes."""
        scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8) / 127
        stored = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
        rows = self.node("Cast", self.node("Gather", self.constant(stored), places), to=1)
        return self.node("Mul", rows, self.node("Gather", self.constant(scale.astype(np.float32)), places))

    def dense(self, x: str, weights: Mapping[str, Floats], name: str) -> str:
        """PyTorch keeps the weights of a dense step turned."""
        product = self.node("MatMul", x, self.constant(weights[f"{name}.weight"].T))
        return self.node("Add", product, self.constant(weights[f"{name}.bias"]))

    def norm(self, x: str, weights: Mapping[str, Floats], name: str) -> str:
        of = (self.constant(weights[f"{name}.{kind}"]) for kind in ("weight", "bias"))
        return self.node("LayerNormalization", x, *of, epsilon=1e-12, axis=-1)


def _graph(weights: Mapping[str, Floats], heads: int, longest: int) -> Any:
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden = weights["norm.weight"].shape[0]
    narrow = hidden // heads
    width = graph.constant(np.array([0, heads, narrow], dtype=np.int64))
    length = graph.node("Shape", "pieces", start=0, end=1)
    size = graph.node("Squeeze", length)
    place = graph.node("Range", graph.constant(np.array(0)), size, graph.constant(np.array(1)))
    x = graph.node(
        "Add", graph.table(weights["pieces.weight"], "pieces"), graph.table(weights["places.weight"][:longest], place)
    )
    numbers = np.concatenate([weights[f"numbers.{n}.weight"] for n in range(len(SIZES))])
    begins = np.concatenate([[0], np.cumsum(SIZES)[:-1]])
    rows = graph.node("Gather", graph.constant(numbers), graph.node("Add", "numbers", graph.constant(begins)))
    x = graph.node("Add", x, graph.node("ReduceSum", rows, graph.constant(np.array([1])), keepdims=0))
    x = graph.norm(x, weights, "norm")
    scale = graph.constant(np.array(narrow**-0.5, dtype=np.float32))
    whole = graph.constant(np.array([0, hidden], dtype=np.int64))
    number = 0
    while (layer := f"layers.{number}") + ".out.weight" in weights:
        parts = []
        for n, order in enumerate(((1, 0, 2), (1, 2, 0), (1, 0, 2))):  # query, key, value
            cut = {
                f"part.{kind}": weights[f"{layer}.attention.{kind}"][n * hidden : (n + 1) * hidden]
                for kind in ("weight", "bias")
            }
            parts.append(graph.node("Transpose", graph.node("Reshape", graph.dense(x, cut, "part"), width), perm=order))
        query, key, value = parts
        seen = graph.node("Softmax", graph.node("MatMul", graph.node("Mul", query, scale), key), axis=-1)
        mixed = graph.node("Transpose", graph.node("MatMul", seen, value), perm=(1, 0, 2))
        out = graph.dense(graph.node("Reshape", mixed, whole), weights, f"{layer}.out")
        x = graph.norm(graph.node("Add", x, out), weights, f"{layer}.norm_attention")
        wide = graph.node("Gelu", graph.dense(x, weights, f"{layer}.wide"))
        x = graph.norm(
            graph.node("Add", x, graph.dense(wide, weights, f"{layer}.narrow")), weights, f"{layer}.norm_dense"
        )
        number += 1
    scores = graph.dense(graph.node("Gather", x, "begins"), weights, "labels")
    graph.nodes.append(helper.make_node("Identity", [scores], ["scores"], name="labels"))
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"]),
        helper.make_tensor_value_info("numbers", TensorProto.INT64, ["pieces", len(SIZES)]),
        helper.make_tensor_value_info("begins", TensorProto.INT64, ["words"]),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["words", len(LABELS)])]
    made = helper.make_graph(graph.nodes, "voice", inputs, outputs, graph.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)


def export(
    weights: Mapping[str, Floats],
    tokenizer: str,
    out: Path,
    *,
    heads: int,
    longest: int,
    flatter: float = 1.0,
    trust: Trust = SEQUENCE,
) -> None:
    """Writes the folder that `Encoder` reads: the network, its tokenizer, and how its answers are read.

    `weights` are those of the network by name; `flatter` is what scores are divided by before they are made
    probabilities.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        onnx.save(_graph(weights, heads, longest), str(whole))
        quantize_dynamic(
            str(whole), str(out / "model.onnx"), op_types_to_quantize=["MatMul"], per_channel=True,
            weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    (out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    said = {
        "labels": LABELS,
        "longest": longest,
        "flatter": flatter,
        "trust": trust._asdict(),
        "steps": [[round(float(step), 4) for step in row] for row in weights["steps"]],
    }
    (out / "encoder.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
