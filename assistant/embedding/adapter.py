"""A packed model -> the same with what was trained on questions about meetings added to its matrices.

`reader.safetensors` beside this module holds, for each adapted matrix W of (out, in), the two of its low-rank change
(Hu et al. 2021, "LoRA"): W + scale·B·A, B of (out, rank) and A of (rank, in). They are whole numbers of UNIT, so that
the sum is the same on every machine, whatever order it is added up in: libraries remember a hash of the weights.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.embedding.packed import PackedModel, sha256_of
from assistant.errors import ModelDamaged

ADAPTER = Path(__file__).with_name("reader.safetensors")
# Of the file beside this module; `make train-reader` prints that of another.
ADAPTER_SHA256 = "3845782acea4ded1a3393374bbfbbcedfe54eb9c9d9757b01cd7d2c961d92f37"
UNIT = 2.0**-14


def adapted(packed: PackedModel, file: Path = ADAPTER, sha256: str = ADAPTER_SHA256) -> PackedModel:
    """Return the model with the adapter's changes. Raises ModelDamaged for a file that is not the one expected."""
    from safetensors import safe_open

    if not file.is_file() or sha256_of(file) != sha256:
        raise ModelDamaged(f"{file} is not the adapter of this version; install the program again.")
    tensors = dict(packed.tensors)
    with safe_open(file, "np") as stored:
        scale = float(stored.metadata()["scale"])
        for name in sorted({key.rpartition(".")[0] for key in stored.keys()}):  # noqa: SIM118 - not a mapping
            tensors[name] = changed(
                tensors[name], stored.get_tensor(f"{name}.a"), stored.get_tensor(f"{name}.b"), scale
            )
    return replace(packed, tensors=tensors)


def changed(
    weights: NDArray[np.float32], a: NDArray[np.int16], b: NDArray[np.int16], scale: float
) -> NDArray[np.float32]:
    """Return flat weights (out·in,) with scale·B·A added, A (rank, in) and B (out, rank) in units of UNIT."""
    # Whole numbers of at most 16 bits: their products and sums are exact in float64.
    change = (b.astype(np.float64) @ a.astype(np.float64)) * (UNIT * UNIT * scale)
    return (weights.astype(np.float64) + change.ravel()).astype(np.float32)
