"""Reports, passages and vectors <-> rows of the catalog."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import repeat
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping

from assistant.domain import (
    Block,
    DocumentReference,
    Facts,
    Origin,
    Participant,
    Passage,
    Period,
    Report,
    ReportSummary,
    Section,
    Source,
)
from assistant.store.database import REPORTS

_OF_TEXT = {"text", "blocks", "sections", "pages", "text_sha256", "content_sha256"}
SUMMARY_COLUMNS = tuple(column for column in REPORTS.c if column.name not in _OF_TEXT)

NO_FACTS = Facts()
Operation = Literal["put", "remove", "reembed", "rebuild", "restore"]

# How a number of a vector is kept.
NUMBER = np.dtype("<f2")
# Metadata kept as it is, and metadata kept as lists of the fields of these types.
_PLAIN = (
    *("title", "body", "level", "term", "session", "place", "commune", "district", "province"),
    *("held_on", "published_on", "number"),
)
_LISTED = {"participants": Participant, "documents": DocumentReference, "origins": Origin}


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


def check_belonging(
    report: Report,
    passages: Sequence[Passage],
    vectors: NDArray[np.float32],
    facts: Facts,
    dimension: int,
    clauses: Sequence[object] = (),
) -> None:
    """Raise ValueError unless passages, vectors, (n, dimension), facts and clauses, if any, are those of the report."""
    if clauses and len(clauses) != len(passages):
        raise ValueError(f"{len(passages)} passages need as many vectors of clauses, not {len(clauses)}.")
    if vectors.shape != (len(passages), dimension):
        raise ValueError(f"{len(passages)} passages need vectors ({len(passages)}, {dimension}), not {vectors.shape}.")
    if not np.isfinite(vectors).all():
        raise ValueError("A vector holds a number that is not finite.")
    for passage in passages:
        if passage.report_id != report.id or report.text[passage.start : passage.end] != passage.text:
            raise ValueError(f"Passage {passage.id} is not cut from report {report.id}.")
    for figure in facts.figures:
        if figure.report_id != report.id or report.text[figure.start : figure.end] != figure.words:
            raise ValueError(f"Figure {figure.id} is not read from report {report.id}.")
    for point in facts.points:
        if point.report_id != report.id or not 0 <= point.start < point.end <= len(report.text):
            raise ValueError(f"Point {point.id} is not read from report {report.id}.")


def content_hash(report: Report, passages: Sequence[Passage], facts: Facts = NO_FACTS) -> str:
    """Return a hash of everything that is kept about a report but its vectors, which differ between engines."""
    return _sha256(repr((report, tuple(passages), facts)))


def report_row(report: Report, passages: Sequence[Passage], facts: Facts = NO_FACTS) -> dict[str, Any]:
    """Return the row of `reports` that stands for this report."""
    source, period = report.source, report.period
    return {
        "id": report.id,
        "collection": source.collection,
        "root": source.root,
        "path": source.path,
        "sha256": source.sha256,
        "reader": source.reader,
        **{name: getattr(report, name) for name in _PLAIN},
        "period_start": period and period.start,
        "period_end": period and period.end,
        "period_label": period and period.label,
        **{name: [astuple(entry) for entry in getattr(report, name)] for name in _LISTED},
        "content_sha256": content_hash(report, passages, facts),
        "text_sha256": _sha256(report.text),
        "blocks": [astuple(block) for block in report.blocks],
        "sections": [astuple(section) for section in report.sections],
        "pages": list(report.pages),
        "text": report.text,
    }


def passage_rows(
    passages: Sequence[Passage], vectors: NDArray[np.float32], clauses: Sequence[bytes] = ()
) -> list[dict[str, Any]]:
    """Return the rows of `passages`, each with its vector, and with those of its clauses if there are any."""
    return [
        {
            "id": passage.id,
            "report_id": passage.report_id,
            "number": passage.number,
            "start": passage.start,
            "end": passage.end,
            "header": passage.header,
            "section": passage.section,
            "vector": packed(vector),
            "clauses": of_clauses,
        }
        for passage, vector, of_clauses in zip(passages, vectors, clauses or repeat(None, len(passages)), strict=True)
    ]


def is_as_stored(row: RowMapping) -> bool:
    """Tell whether the text of a whole row of `reports` is the one that was put there: what is quoted must be."""
    return bool(_sha256(row["text"]) == row["text_sha256"])


def report_from(row: RowMapping) -> Report:
    """Return the report a whole row of `reports` stands for."""
    blocks = tuple(Block(*block) for block in row["blocks"])
    sections = tuple(Section(*section) for section in row["sections"])
    return Report(text=row["text"], blocks=blocks, sections=sections, pages=tuple(row["pages"]), **_shared(row))


def summary_from(row: RowMapping) -> ReportSummary:
    """Return the summary that a row of SUMMARY_COLUMNS stands for."""
    return ReportSummary(**_shared(row))


def passage_from(row: RowMapping, texts: Mapping[str, str]) -> Passage:
    """Return a passage whose words are cut from `texts`, the kept text by report id."""
    start, end = row["start"], row["end"]
    text = texts[row["report_id"]][start:end]
    return Passage(row["id"], row["report_id"], row["number"], start, end, text, row["header"], row["section"])


def packed(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as little-endian float16."""
    return vector.astype(NUMBER).tobytes()


def unpacked(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
    """Return float32 (n, dimension), rows of unit length again after the rounding to float16."""
    return unit_rows(stored(blobs, dimension))


def stored(blobs: Sequence[bytes], dimension: int) -> NDArray[np.float16]:
    """Return the vectors as they are kept, float16 (n, dimension)."""
    return np.frombuffer(b"".join(blobs), dtype=NUMBER).reshape(len(blobs), dimension)


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
        "source": Source(row["collection"], row["root"], row["path"], row["sha256"], row["reader"]),
        **{name: row[name] for name in _PLAIN},
        "period": Period(start, end, label) if start and end else None,
        **{name: tuple(kind(*fields) for fields in row[name]) for name, kind in _LISTED.items()},
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
