"""Products of rows by a large matrix in whole numbers: a quarter of the time of floats, and right to half a hundredth.

The graph that onnxruntime runs, `product.onnx`, is made by `training/products.py`.
"""

from functools import cache
from importlib.resources import files

import numpy as np
import onnxruntime as ort
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MIDDLE = 64  # what stands for 0 in a row
MOST = 63  # the largest number of a row: the sum of two products of seven and eight bits is whole on every processor
MOST_OF_WEIGHT = 127
LEAST = np.float32(1e-8)


class Whole(Struct, frozen=True):
    """A matrix in int8, [width, columns], and what one of each column is worth."""

    weight: NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, weight: Floats) -> "Whole":
        """Round a matrix of floats."""
        scale = np.maximum(np.abs(weight).max(axis=0), LEAST) / MOST_OF_WEIGHT
        return cls(np.ascontiguousarray(np.rint(weight / scale), np.int8), scale)

    def product(self, rows: Floats, first: int) -> Floats:
        """Give rows times as many rows of the matrix, from row `first` on, as they are wide: [rows, columns]."""
        step = np.maximum(np.abs(rows).max(axis=1, keepdims=True), LEAST) / MOST
        whole = np.rint(rows / step).astype(np.int8).view(np.uint8) + np.uint8(MIDDLE)
        weight = self.weight[first : first + rows.shape[1]]
        (sums,) = _session().run(None, {"rows": whole, "weight": weight})
        found: Floats = sums.astype(np.float32)
        found *= step
        found *= self.scale
        return found


@cache
def _session() -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    graph = (files("khronika.extract.learnt") / "product.onnx").read_bytes()
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
