"""A catalog -> what it holds in numbers, and what in it is not as it was stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from assistant.store.catalog_file import CatalogFile
from assistant.store.database import CHANGES, PASSAGES, REPORTS, SCHEMA_VERSION
from assistant.store.meta import read_meta
from assistant.store.rows import NUMBER, is_as_stored

# How far from 1 the length of a stored vector may be: float16 keeps three digits.
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Holding:
    """What a catalog holds; `reports` by collection, `changed_at` UTC in ISO 8601, None when nothing ever was put."""

    library_id: str
    schema: str
    model: str
    dimension: int
    reports: dict[str, int]
    passages: int
    changes: int
    changed_at: str | None


def holding(catalog: CatalogFile) -> Holding:
    """Count what the catalog holds."""
    by_collection = select(REPORTS.c.collection, func.count()).group_by(REPORTS.c.collection)
    newest = select(CHANGES.c.seq, CHANGES.c.at).order_by(CHANGES.c.seq.desc()).limit(1)
    with catalog.reading() as connection:
        change = connection.execute(newest).first()
        return Holding(
            read_meta(connection, "library_id"),
            SCHEMA_VERSION,
            read_meta(connection, "model"),
            int(read_meta(connection, "dimension")),
            {collection: count for collection, count in connection.execute(by_collection)},
            connection.scalar(select(func.count()).select_from(PASSAGES)) or 0,
            change.seq if change else 0,
            change.at if change else None,
        )


def faults(catalog: CatalogFile) -> Iterator[str]:
    """Yield a line for whatever in the catalog is not as it was stored.

    SQLite's own checks come first, then every text against its hash, passages against their text, and vectors. Raises
    LibraryDamaged when it cannot be read at all.
    """
    with catalog.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        yield from (f"SQLite: {line}" for line in found if line != "ok")
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield f"Row {row} of {table} belongs to nothing in {parent}."
        dimension = int(read_meta(connection, "dimension"))
        for report in connection.execute(select(REPORTS)).mappings():
            if not is_as_stored(report):
                yield f"The text of {report['path']} is not the one that was stored."
            yield from _faults_of_passages(connection, report["id"], report["path"], len(report["text"]), dimension)


def _faults_of_passages(
    connection: Connection, report_id: str, path: str, length: int, dimension: int
) -> Iterator[str]:
    for row in connection.execute(select(PASSAGES).where(PASSAGES.c.report_id == report_id)).mappings():
        name = f"Passage {row['number']} of {path}"
        if not 0 <= row["start"] < row["end"] <= length:
            yield f"{name} lies outside of its text."
        if len(row["vector"]) != dimension * NUMBER.itemsize:
            yield f"{name} has a vector of another size."
        elif abs(float(np.linalg.norm(np.frombuffer(row["vector"], NUMBER).astype(np.float32))) - 1) > _ROUNDING:
            yield f"{name} has a vector that was changed."
