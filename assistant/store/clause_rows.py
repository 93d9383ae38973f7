"""The vectors of a passage's clauses <-> one value of its row in the catalog: spans, then vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from assistant.embedding.clauses import ClauseVectors
from assistant.store.database import PASSAGES, chosen
from assistant.store.rows import NUMBER, packed, unit_rows

_SPAN = np.dtype("<i4")
_SPAN_BYTES, _NUMBER_BYTES = 2 * _SPAN.itemsize, NUMBER.itemsize


def packed_clauses(clauses: ClauseVectors) -> bytes:
    """Return spans as little-endian int32 (n, 2), then vectors as float16 (n, dim)."""
    return np.array(clauses.spans, _SPAN).tobytes() + packed(clauses.rows)


def unpacked_clauses(blobs: Mapping[str, bytes], dimension: int) -> dict[str, ClauseVectors]:
    """Return what was packed under each name, rows of unit length again."""
    counts = [len(blob) // (_SPAN_BYTES + _NUMBER_BYTES * dimension) for blob in blobs.values()]
    told = [blob[count * _SPAN_BYTES :] for blob, count in zip(blobs.values(), counts, strict=True)]
    rows = unit_rows(np.frombuffer(b"".join(told), NUMBER).reshape(sum(counts), dimension))
    found: dict[str, ClauseVectors] = {}
    start = 0
    for (name, blob), count in zip(blobs.items(), counts, strict=True):
        spans = np.frombuffer(blob, _SPAN, 2 * count).reshape(count, 2).tolist()
        found[name] = ClauseVectors(tuple((first, last) for first, last in spans), rows[start : start + count])
        start += count
    return found


def read_clauses(connection: Connection, passage_ids: Sequence[str], dimension: int) -> dict[str, ClauseVectors]:
    """Return the clauses of these passages; those that an older version kept without are left out."""
    query = select(PASSAGES.c.id, PASSAGES.c.clauses).where(PASSAGES.c.clauses.is_not(None))
    found = chosen(connection, query, PASSAGES.c.id, passage_ids)
    return unpacked_clauses({row["id"]: row["clauses"] for row in found}, dimension)


def replacing_row(passage_id: str, vector: NDArray[np.float32], clauses: ClauseVectors | None) -> dict[str, Any]:
    """Return the values that replace the vectors of a passage."""
    of_clauses = packed_clauses(clauses) if clauses else None
    return {"passage": passage_id, "vector": packed(vector), "of_clauses": of_clauses}
