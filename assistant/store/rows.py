"""Reports, passages and vectors <-> rows of the catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping

from assistant.domain import Block, Passage, Period, Report, ReportSummary, Source
from assistant.store.database import REPORTS

SUMMARY_COLUMNS = tuple(
    column for column in REPORTS.c if column.name not in {"text", "blocks", "text_sha256", "content_sha256"}
)

Operation = Literal["put", "remove", "reembed"]

_STORED = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log; a change of every report has no report_id."""

    seq: int
    report_id: str | None
    operation: Operation
    at: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """The passages of one report and their vectors as they are kept, float16 (n, dim)."""

    passage_ids: tuple[str, ...]
    rows: NDArray[np.float16]


def content_hash(report: Report, passages: Sequence[Passage]) -> str:
    """Return a hash of everything that is kept about a report but its vectors, which differ between engines."""
    return _sha256(repr((report, tuple(passages))))


def report_row(report: Report, passages: Sequence[Passage]) -> dict[str, Any]:
    """Return the row of `reports` that stands for this report."""
    period = report.period
    return {
        "id": report.id,
        "collection": report.source.collection,
        "root": report.source.root,
        "path": report.source.path,
        "sha256": report.source.sha256,
        "title": report.title,
        "body": report.body,
        "place": report.place,
        "held_on": report.held_on,
        "published_on": report.published_on,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
        "chairs": list(report.chairs),
        "content_sha256": content_hash(report, passages),
        "text_sha256": _sha256(report.text),
        "blocks": [[block.start, block.end, block.kind] for block in report.blocks],
        "text": report.text,
    }


def passage_rows(passages: Sequence[Passage], vectors: NDArray[np.float32]) -> list[dict[str, Any]]:
    """Return the rows of `passages`, each with its vector."""
    return [
        {
            "id": passage.id,
            "report_id": passage.report_id,
            "number": passage.number,
            "start": passage.start,
            "end": passage.end,
            "header": passage.header,
            "vector": packed(vector),
        }
        for passage, vector in zip(passages, vectors, strict=True)
    ]


def report_from(row: RowMapping) -> Report:
    """Return the report a whole row of `reports` stands for."""
    known = _shared(row)
    return Report(text=row["text"], blocks=tuple(Block(*block) for block in row["blocks"]), **known)


def summary_from(row: RowMapping) -> ReportSummary:
    """Return the summary that a row of SUMMARY_COLUMNS stands for."""
    return ReportSummary(**_shared(row))


def passage_from(row: RowMapping, texts: Mapping[str, str]) -> Passage:
    """Return a passage whose words are cut from `texts`, the kept text by report id."""
    start, end = row["start"], row["end"]
    text = texts[row["report_id"]][start:end]
    return Passage(row["id"], row["report_id"], row["number"], start, end, text, row["header"])


def packed(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as little-endian float16."""
    return vector.astype(_STORED).tobytes()


def unpacked(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """Return float32 (n, dimension), rows of unit length again after the rounding to float16."""
    return unit_rows(stored(blobs, dimension))


def stored(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float16]:
    """Return the vectors as they are kept, float16 (n, dimension)."""
    return np.frombuffer(b"".join(blobs), dtype=_STORED).reshape(len(blobs), dimension)


def unit_rows(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return float32 rows of unit length; a row of zeros stays one."""
    exact = rows.astype(np.float32)
    lengths = np.linalg.norm(exact, axis=1, keepdims=True)
    exact /= np.where(lengths > 0, lengths, np.float32(1))
    return exact


def _shared(row: RowMapping) -> dict[str, Any]:
    start, end, label = row["period_start"], row["period_end"], row["period_label"]
    return {
        "id": row["id"],
        "source": Source(row["collection"], row["root"], row["path"], row["sha256"]),
        "title": row["title"],
        "body": row["body"],
        "place": row["place"],
        "held_on": row["held_on"],
        "published_on": row["published_on"],
        "period": Period(start, end, label) if start and end else None,
        "chairs": tuple(row["chairs"]),
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
