"""Rows of the catalog's passages -> Passages whose words are cut from their reports."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, select

from assistant.domain import Passage
from assistant.store.database import PASSAGES, REPORTS, chosen
from assistant.store.rows import passage_from

# All but the vectors, and all but those of clauses.
LIGHT = select(*(column for column in PASSAGES.c if column.name not in ("vector", "clauses")))
WITH_VECTOR = select(*(column for column in PASSAGES.c if column.name != "clauses"))


def read_passages(connection: Connection, rows: Iterable[RowMapping]) -> tuple[Passage, ...]:
    """Return the passage of each row, in this order."""
    kept = tuple(rows)
    query = select(REPORTS.c.id, REPORTS.c.text)
    wanted = sorted({row["report_id"] for row in kept})
    texts = {row["id"]: row["text"] for row in chosen(connection, query, REPORTS.c.id, wanted)}
    return tuple(passage_from(row, texts) for row in kept)


def in_reports(row: RowMapping) -> tuple[str, int]:
    """Sort rows by report and place in it."""
    return row["report_id"], row["number"]
