"""Reports of the library -> JSON of the HTTP API."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.domain import BlockKind, Period, Report, ReportSummary
from assistant.web.schemas import Reply


class PeriodOut(Reply):
    """The time a report covers, both days included."""

    start: date
    end: date
    label: str

    @classmethod
    def of(cls, period: Period) -> PeriodOut:
        """The period as JSON."""
        return cls(start=period.start, end=period.end, label=period.label)


class _Metadata(Reply):
    id: str
    collection: str
    file: str
    title: str
    body: str | None
    place: str | None
    held_on: date | None
    published_on: date | None
    period: PeriodOut | None
    chairs: tuple[str, ...]


class ReportSummaryOut(_Metadata):
    """What is known of a report; null means unknown."""

    @classmethod
    def of(cls, report: ReportSummary) -> ReportSummaryOut:
        """The report's metadata as JSON."""
        return cls(**_metadata(report))


class ReportList(Reply):
    """One page of the library and the number of reports in all of it."""

    total: int
    reports: tuple[ReportSummaryOut, ...]


class BlockOut(Reply):
    """A run of the text, in code points, and what it is."""

    start: int
    end: int
    kind: BlockKind


class ReportOut(_Metadata):
    """A whole report: metadata, kept text and blocks."""

    text: str
    blocks: tuple[BlockOut, ...]

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        """The report as JSON."""
        blocks = tuple(BlockOut(start=b.start, end=b.end, kind=b.kind) for b in report.blocks)
        return cls(**_metadata(report), text=report.text, blocks=blocks)


def _metadata(report: Report | ReportSummary) -> dict[str, Any]:
    return {
        "id": report.id,
        "collection": report.source.collection,
        "file": report.source.path,
        "title": report.title,
        "body": report.body,
        "place": report.place,
        "held_on": report.held_on,
        "published_on": report.published_on,
        "period": PeriodOut.of(report.period) if report.period else None,
        "chairs": report.chairs,
    }
