"""ONNX networks, run on one thread."""

from pathlib import Path

import onnxruntime


def session(path: Path) -> onnxruntime.InferenceSession:
    """Raises onnxruntime's own errors for what is no network."""
    return session_of(str(path))


def session_of(network: str | bytes) -> onnxruntime.InferenceSession:
    """Of a file's name or of its bytes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps what it once needed
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
