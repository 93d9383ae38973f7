"""The vectors of a passage's clauses <-> one value of its row in the catalog: spans, then vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from assistant.embedding.clauses import ClauseVectors
from assistant.store.database import PASSAGES, chosen
from assistant.store.rows import packed, unpacked

_SPAN = np.dtype("<i4")
_SPAN_BYTES, _NUMBER_BYTES = 2 * _SPAN.itemsize, 2


def packed_clauses(clauses: ClauseVectors) -> bytes:
    """Return spans as little-endian int32 (n, 2), then vectors as float16 (n, dim)."""
    return np.array(clauses.spans, _SPAN).tobytes() + packed(clauses.rows)


def unpacked_clauses(blob: bytes, dimension: int) -> ClauseVectors:
    """Return what was packed, rows of unit length again."""
    count = len(blob) // (_SPAN_BYTES + _NUMBER_BYTES * dimension)
    spans = np.frombuffer(blob, _SPAN, 2 * count).reshape(count, 2)
    rows = blob[count * _SPAN_BYTES :]
    size = _NUMBER_BYTES * dimension
    told = unpacked([rows[start : start + size] for start in range(0, len(rows), size)], dimension)
    return ClauseVectors(tuple((int(start), int(end)) for start, end in spans), told)


def read_clauses(connection: Connection, passage_ids: Sequence[str], dimension: int) -> dict[str, ClauseVectors]:
    """Return the clauses of these passages; those that an older version kept without are left out."""
    query = select(PASSAGES.c.id, PASSAGES.c.clauses).where(PASSAGES.c.clauses.is_not(None))
    found = chosen(connection, query, PASSAGES.c.id, passage_ids)
    return {row["id"]: unpacked_clauses(row["clauses"], dimension) for row in found}


def replacing_row(passage_id: str, vector: NDArray[np.float32], clauses: ClauseVectors | None) -> dict[str, Any]:
    """Return the values that replace the vectors of a passage."""
    of_clauses = packed_clauses(clauses) if clauses else None
    return {"passage": passage_id, "vector": packed(vector), "of_clauses": of_clauses}
