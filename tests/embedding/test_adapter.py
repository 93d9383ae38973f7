"""The adapter's changes: added to the matrices it names, the same on every machine, refused when it is another file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from assistant.embedding.adapter import ADAPTER, ADAPTER_SHA256, UNIT, adapted, changed
from assistant.embedding.packed import PackedModel, sha256_of
from assistant.errors import ModelDamaged

LARGEST_BYTES = 5_000_000
OUT, RANK, IN = 3, 2, 4


@pytest.fixture
def packed() -> PackedModel:
    tensors = {name: np.arange(OUT * IN, dtype=np.float32) for name in ("l0.q.w", "l0.k.w")}
    sizes = "layers heads feed_forward max_positions token_types bos eos pad unk".split()
    return PackedModel(hidden=IN, layer_norm_eps=1e-12, pieces=(), tensors=tensors, **dict.fromkeys(sizes, 1))


def write(folder: Path, a: np.ndarray, b: np.ndarray) -> Path:
    file = folder / "reader.safetensors"
    save_file({"l0.q.w.a": a.astype(np.int16), "l0.q.w.b": b.astype(np.int16)}, file, {"scale": "2.0"})
    return file


def test_the_matrices_named_are_changed_and_no_others(packed: PackedModel, tmp_path: Path) -> None:
    a, b = np.arange(RANK * IN).reshape(RANK, IN) * 100, np.arange(OUT * RANK).reshape(OUT, RANK) * 300
    file = write(tmp_path, a, b)
    made = adapted(packed, file, sha256_of(file))
    wanted = packed.tensors["l0.q.w"].reshape(OUT, IN) + 2.0 * (b * UNIT) @ (a * UNIT)
    np.testing.assert_allclose(made.tensors["l0.q.w"].reshape(OUT, IN), wanted, rtol=1e-6)
    assert made.tensors["l0.k.w"] is packed.tensors["l0.k.w"]


def test_a_sum_is_the_same_in_whatever_order_it_is_added_up() -> None:
    numbers = np.random.default_rng(3)
    a, b = (numbers.integers(-(2**15), 2**15, size=shape, dtype=np.int16) for shape in ((16, 384), (384, 16)))
    weights = numbers.normal(size=384 * 384).astype(np.float32)
    order = numbers.permutation(16)
    one, other = changed(weights, a, b, 2.0), changed(weights, a[order], b[:, order], 2.0)
    assert one.tobytes() == other.tobytes()


def test_another_file_is_refused(packed: PackedModel, tmp_path: Path) -> None:
    file = write(tmp_path, np.ones((RANK, IN)), np.ones((OUT, RANK)))
    for missing_or_other in (file, tmp_path / "none.safetensors"):
        with pytest.raises(ModelDamaged, match="install the program again"):
            adapted(packed, missing_or_other)


def test_the_adapter_that_ships_is_the_one_expected_and_small() -> None:
    assert sha256_of(ADAPTER) == ADAPTER_SHA256
    assert ADAPTER.stat().st_size <= LARGEST_BYTES
