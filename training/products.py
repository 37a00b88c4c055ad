"""Write the graph of a product in whole numbers: `python training/products.py --out src/khronika/extract/learnt`.

Its inputs are rows of seven bits about a middle and a matrix of int8, so that it serves every language's weights, and
the sums of two products are whole on every processor.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from khronika.extract.learnt.products import MIDDLE

OPSET, FORMAT = 17, 8


def graph() -> onnx.ModelProto:
    """Give the graph: rows [rows, width] times weight [width, hidden] is sums [rows, hidden]."""
    rows = helper.make_tensor_value_info("rows", TensorProto.UINT8, ["rows", "width"])
    weight = helper.make_tensor_value_info("weight", TensorProto.INT8, ["width", "hidden"])
    sums = helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", "hidden"])
    middle = numpy_helper.from_array(np.array(MIDDLE, np.uint8), "middle")
    node = helper.make_node("MatMulInteger", ["rows", "weight", "middle"], ["sums"])
    made = helper.make_graph([node], "product", [rows, weight], [sums], [middle])
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT)


def main() -> None:
    """Write `product.onnx`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    (parser.parse_args().out / "product.onnx").write_bytes(graph().SerializeToString())


if __name__ == "__main__":
    main()
