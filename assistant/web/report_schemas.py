"""Reports of the library -> JSON of the HTTP API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.domain import BlockKind, Part, Period, PointKind, Report, ReportSummary, SectionKind
from assistant.vietnamese.units import Change, changes_of
from assistant.web.schemas import Reply

# Metadata that stands in JSON as it is.
_PLAIN = ("body", "level", "term", "session", "place", "commune", "district", "province", "number")


class PeriodOut(Reply):
    """The time a report covers, both days included."""

    start: date
    end: date
    label: str

    @classmethod
    def of(cls, period: Period) -> PeriodOut:
        """The period as JSON."""
        return cls(start=period.start, end=period.end, label=period.label)


class ParticipantOut(Reply):
    """Somebody who took a part in the meeting; the span is the name's."""

    name: str
    part: Part
    office: str | None
    start: int
    end: int


class DocumentOut(Reply):
    """A numbered document that the report cites."""

    kind: str | None
    number: str
    start: int
    end: int


class OriginOut(Reply):
    """Where a value of the metadata was read, and by which rule; no span when it stands outside the text."""

    field: str
    rule: str
    start: int | None
    end: int | None


class PlaceChangeOut(Reply):
    """What became of a unit the report names, after its day: `now` is what its area belongs to, in `province`."""

    unit: str
    now: tuple[str, ...]
    province: str
    since: date
    act: str

    @classmethod
    def of(cls, change: Change) -> PlaceChangeOut:
        """The change as JSON."""
        return cls(unit=change.unit, now=change.now, province=change.province, since=change.since, act=change.act)


class _Metadata(Reply):
    id: str
    collection: str
    file: str
    title: str
    body: str | None
    level: str | None
    term: str | None
    session: int | None
    place: str | None
    commune: str | None
    district: str | None
    province: str | None
    place_changes: tuple[PlaceChangeOut, ...]
    held_on: date | None
    published_on: date | None
    period: PeriodOut | None
    chairs: tuple[str, ...]
    participants: tuple[ParticipantOut, ...]
    number: str | None
    documents: tuple[DocumentOut, ...]
    origins: tuple[OriginOut, ...]


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


class CountsOut(Reply):
    """How much a report states."""

    figures: int
    decisions: int
    tasks: int
    limitations: int
    events: int

    @classmethod
    def of(cls, figures: int, points: Mapping[PointKind, int]) -> CountsOut:
        """The number of figures, and of points by their kind."""
        return cls(
            figures=figures,
            decisions=points.get("decision", 0),
            tasks=points.get("task", 0),
            limitations=points.get("limitation", 0),
            events=points.get("event", 0),
        )


class MeetingOut(ReportSummaryOut):
    """What is known of a meeting's report, and how much it states."""

    counts: CountsOut

    @classmethod
    def counted(cls, report: ReportSummary, counts: CountsOut) -> MeetingOut:
        """The report with its counts as JSON."""
        return cls(**_metadata(report), counts=counts)


class MeetingList(Reply):
    """One page of meetings and how many there are in all."""

    total: int
    reports: tuple[MeetingOut, ...]


class BlockOut(Reply):
    """A run of the text, in code points, and what it is."""

    start: int
    end: int
    kind: BlockKind


class SectionOut(Reply):
    """A run of the text that serves one purpose of the meeting."""

    start: int
    end: int
    kind: SectionKind


class ReportOut(_Metadata):
    """A whole report: metadata, kept text, blocks, sections, and where its pages begin (none in a format without)."""

    text: str
    blocks: tuple[BlockOut, ...]
    sections: tuple[SectionOut, ...]
    pages: tuple[int, ...]

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        """The report as JSON."""
        blocks = tuple(BlockOut(start=b.start, end=b.end, kind=b.kind) for b in report.blocks)
        sections = tuple(SectionOut(start=s.start, end=s.end, kind=s.kind) for s in report.sections)
        return cls(**_metadata(report), text=report.text, blocks=blocks, sections=sections, pages=report.pages)


def _metadata(report: ReportSummary) -> dict[str, Any]:
    return {
        "id": report.id,
        "collection": report.source.collection,
        "file": report.source.path,
        "title": report.title,
        **{name: getattr(report, name) for name in _PLAIN},
        "place_changes": tuple(PlaceChangeOut.of(change) for change in _changes(report)),
        "held_on": report.held_on,
        "published_on": report.published_on,
        "period": PeriodOut.of(report.period) if report.period else None,
        "chairs": report.chairs,
        "participants": tuple(ParticipantOut(**asdict(one)) for one in report.participants),
        "documents": tuple(DocumentOut(**asdict(one)) for one in report.documents),
        "origins": tuple(OriginOut(**asdict(one)) for one in report.origins),
    }


def _changes(report: ReportSummary) -> Iterator[Change]:
    """Yield what became since the report's day of its province, and of its district where the province is known too."""
    day = report.held_on or report.published_on
    districts = changes_of(report.district, report.province) if report.district and report.province else ()
    for change in (*districts, *(changes_of(report.province) if report.province else ())):
        if day is None or day < change.since:
            yield change
