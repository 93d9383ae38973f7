"""Reports, passages and vectors -> the SQLite catalog, the truth the derived indexes are made from, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_, update

from assistant.domain import (
    Correction,
    Facts,
    Figure,
    FigureKind,
    Passage,
    Point,
    PointKind,
    Report,
    ReportSummary,
    Source,
    corrected,
)
from assistant.embedding.clauses import ClauseVectors
from assistant.errors import LibraryBusy, LibraryDamaged
from assistant.store.catalog_file import CatalogFile
from assistant.store.clause_rows import packed_clauses, read_clauses, replacing_row
from assistant.store.correction_rows import drop_corrections, read_corrections, write_corrections
from assistant.store.database import CHANGES, PASSAGES, REPORTS, chosen, restore_remedy
from assistant.store.fact_rows import read_figures, read_points, write_facts
from assistant.store.identity import located, splits
from assistant.store.meta import read_meta, require_model, write_meta
from assistant.store.passage_rows import LIGHT, WITH_VECTOR, in_reports, read_passages
from assistant.store.rows import (
    NO_FACTS,
    SUMMARY_COLUMNS,
    Change,
    Operation,
    Vectors,
    check_belonging,
    content_hash,
    is_as_stored,
    passage_rows,
    report_from,
    report_row,
    stored,
    summary_from,
    unpacked,
)

# Asked for a dozen times a question: SQLAlchemy writes it out once.
_LAST_SEQ = select(func.max(CHANGES.c.seq))


class Catalog(CatalogFile):
    """The catalog at one path, for vectors of one model. Safe to share between threads; each call is a transaction.

    Every method raises LibraryBusy when another writer outlasts the time-out, LibraryDamaged when the file cannot
    be read, and LibraryError when the disk is full or read-only.
    """

    def put(
        self,
        report: Report,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        facts: Facts = NO_FACTS,
        corrections: Sequence[Correction] | None = None,
        clauses: Sequence[ClauseVectors] = (),
    ) -> bool:
        """Add or replace a report whole, as it was read; vectors are (n, dimension), one for each passage, `clauses`
        one for each or none.

        `corrections` replace those made before, None leaves them. False when nothing changed. Raises ValueError when
        passages, vectors or facts are not the report's, ModelMismatch as `check_model`.
        """
        check_belonging(report, passages, vectors, facts, self.dimension, clauses)
        with self.writing() as connection:
            require_model(connection, self.path, self.model, self.dimension)
            known = select(REPORTS.c.content_sha256).where(REPORTS.c.id == report.id)
            same = corrections is None or not write_corrections(connection, report.id, corrections)
            if same and connection.scalar(known) == content_hash(report, passages, facts):
                return False
            connection.execute(delete(REPORTS).where(REPORTS.c.id == report.id))
            connection.execute(insert(REPORTS), report_row(report, passages, facts))
            if passages:
                connection.execute(insert(PASSAGES), passage_rows(passages, vectors, [*map(packed_clauses, clauses)]))
            write_facts(connection, facts)
            _log(connection, report.id, "put")
        return True

    def remove(self, report_id: str) -> bool:
        """Remove a report with its passages and corrections. False when there is none."""
        with self.writing() as connection:
            drop_corrections(connection, report_id)
            removed = connection.execute(delete(REPORTS).where(REPORTS.c.id == report_id)).rowcount > 0
            if removed:
                _log(connection, report_id, "remove")
        return removed

    def set_model(
        self,
        model: str,
        dimension: int,
        vectors: Iterable[tuple[str, NDArray[np.float32]]],
        clauses: Mapping[str, ClauseVectors] = MappingProxyType({}),
    ) -> None:
        """Replace every vector with that of another model, or none: (passage id, vector) for each passage; and those
        of its clauses, by passage id.

        Compute the vectors first: the catalog is locked meanwhile. Raises LibraryBusy when the passages have changed.
        """
        rows = [replacing_row(name, vector, clauses.get(name)) for name, vector in vectors]
        with self.writing() as connection:
            if {row["passage"] for row in rows} != set(connection.scalars(select(PASSAGES.c.id))):
                raise LibraryBusy("Reports were changed while their vectors were made; run the same command again.")
            if rows:
                replace = update(PASSAGES).where(PASSAGES.c.id == bindparam("passage"))
                connection.execute(replace.values(vector=bindparam("vector"), clauses=bindparam("of_clauses")), rows)
            write_meta(connection, model=model, dimension=str(dimension))
            _log(connection, None, "reembed")
        self.model, self.dimension = model, dimension

    def mark_changed(self, operation: Operation) -> None:
        """Log a change of every report: who owns the indexes makes them again."""
        with self.writing() as connection:
            _log(connection, None, operation)

    def identify(self, collection: str, file: Path, root: Path, sha256: str) -> Source:
        """Return the source of a file ingested from `root`: that of the report made of this very file if there is one,
        though it was ingested from another folder above it."""
        base, path = located(file, root)
        same = tuple_(REPORTS.c.root, REPORTS.c.path).in_(splits(base, path))
        query = select(REPORTS.c.root, REPORTS.c.path).where(REPORTS.c.collection == collection, same)
        with self.reading() as connection:
            known = [(row.root, row.path) for row in connection.execute(query.order_by(func.length(REPORTS.c.root)))]
        if known and (base, path) not in known:
            base, path = known[0]
        return Source(collection, base, path, sha256)

    def facts(self, report_ids: Sequence[str]) -> dict[str, Facts]:
        """Return the facts of these reports by report id, in the order of their texts."""
        with self.reading() as connection:
            figures = read_figures(connection, report_ids, None, None)
            points = read_points(connection, report_ids, None)
        return {
            name: Facts(
                tuple(figure for figure in figures if figure.report_id == name),
                tuple(point for point in points if point.report_id == name),
            )
            for name in report_ids
        }

    def report(self, report_id: str, *, as_read: bool = False) -> Report | None:
        """Return a report with its text, corrected unless `as_read`; None when there is none."""
        return self.whole([report_id], as_read=as_read).get(report_id)

    def whole(self, report_ids: Sequence[str], *, as_read: bool = False) -> dict[str, Report]:
        """Return these reports with their texts by id, corrected unless `as_read`; unknown ids are left out."""
        with self.reading() as connection:
            rows = list(chosen(connection, select(REPORTS), REPORTS.c.id, report_ids))
            made = {} if as_read else read_corrections(connection, report_ids)
        for row in rows:
            if not is_as_stored(row):
                raise LibraryDamaged(f"{self.path} holds a changed text of {row['path']}: {restore_remedy()}.")
        return {row["id"]: corrected(report_from(row), made.get(row["id"], ())) for row in rows}

    def corrections(self, report_id: str) -> tuple[Correction, ...]:
        """Return what was corrected by hand of a report's metadata."""
        with self.reading() as connection:
            return read_corrections(connection, [report_id]).get(report_id, ())

    def summaries(self, report_ids: Sequence[str] | None = None) -> tuple[ReportSummary, ...]:
        """Return what is known about these reports, corrected; about all when None. Unknown ids are left out."""
        with self.reading() as connection:
            made = read_corrections(connection, report_ids)
            rows = chosen(connection, select(*SUMMARY_COLUMNS), REPORTS.c.id, report_ids)
            return tuple(corrected(summary_from(row), made.get(row["id"], ())) for row in rows)

    def figures(
        self, report_ids: Sequence[str] | None = None, canonical: str | None = None, kind: FigureKind | None = None
    ) -> tuple[Figure, ...]:
        """Return the figures of these reports, of all when None, by report id and in the order of its text."""
        with self.reading() as connection:
            return read_figures(connection, report_ids, canonical, kind)

    def points(self, report_ids: Sequence[str] | None = None, kind: PointKind | None = None) -> tuple[Point, ...]:
        """Return the points of these reports, of all when None, by report id and in the order of its text."""
        with self.reading() as connection:
            return read_points(connection, report_ids, kind)

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return the passages with these ids, in this order; unknown ids are left out."""
        with self.reading() as connection:
            found = {p.id: p for p in read_passages(connection, chosen(connection, LIGHT, PASSAGES.c.id, passage_ids))}
        return tuple(found[passage_id] for passage_id in passage_ids if passage_id in found)

    def passages_of(self, report_ids: Sequence[str]) -> tuple[tuple[Passage, ...], NDArray[np.float32]]:
        """Return the passages of these reports with their vectors, float32 (n, dimension)."""
        with self.reading() as connection:
            rows = sorted(chosen(connection, WITH_VECTOR, PASSAGES.c.report_id, report_ids), key=in_reports)
            dimension = int(read_meta(connection, "dimension"))
            return read_passages(connection, rows), unpacked([row["vector"] for row in rows], dimension)

    def passage_vectors(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of these passages but those unknown, float32 (n, dimension) rows of unit length."""
        query = select(PASSAGES.c.id, PASSAGES.c.vector)
        with self.reading() as connection:
            found = {row["id"]: row["vector"] for row in chosen(connection, query, PASSAGES.c.id, passage_ids)}
            dimension = int(read_meta(connection, "dimension"))
        return unpacked([found[passage_id] for passage_id in passage_ids if passage_id in found], dimension)

    def clause_vectors(self, passage_ids: Sequence[str]) -> dict[str, ClauseVectors]:
        """Return the clauses of these passages by passage id; those kept without are left out."""
        with self.reading() as connection:
            return read_clauses(connection, passage_ids, int(read_meta(connection, "dimension")))

    def report_ids(self) -> tuple[str, ...]:
        """Return the ids of all reports, sorted."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(REPORTS.c.id).order_by(REPORTS.c.id)))

    def passage_ids(self) -> tuple[str, ...]:
        """Return the ids of all passages, sorted."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(PASSAGES.c.id).order_by(PASSAGES.c.id)))

    def vectors(self, report_ids: Sequence[str] | None = None) -> dict[str, Vectors]:
        """Return the vectors of these reports by report id, of all when None; those without passages are left out."""
        query = select(PASSAGES.c.id, PASSAGES.c.report_id, PASSAGES.c.vector)
        rows: dict[str, list[tuple[str, bytes]]] = {}
        with self.reading() as connection:
            for row in chosen(connection, query, PASSAGES.c.report_id, report_ids):
                rows.setdefault(row["report_id"], []).append((row["id"], row["vector"]))
            dimension = int(read_meta(connection, "dimension"))
        return {
            report_id: Vectors(tuple(i for i, _ in pairs), stored([blob for _, blob in pairs], dimension))
            for report_id, pairs in rows.items()
        }

    def last_seq(self) -> int:
        """Return the sequence number of the newest change, 0 when there is none."""
        with self.reading() as connection:
            return connection.scalar(_LAST_SEQ) or 0

    def changes(self, since: int, limit: int) -> tuple[Change, ...]:
        """Return up to `limit` changes after sequence number `since`, oldest first."""
        query = select(CHANGES).where(CHANGES.c.seq > since).order_by(CHANGES.c.seq).limit(limit)
        with self.reading() as connection:
            return tuple(Change(**row) for row in connection.execute(query).mappings())


def _log(connection: Connection, report_id: str | None, operation: Operation) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    connection.execute(insert(CHANGES), {"report_id": report_id, "operation": operation, "at": at})
