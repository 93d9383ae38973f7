"""Figures and people of the library's reports -> JSON of the HTTP API."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

from assistant.domain import Figure, FigureKind, Part, Participant, Report, ReportSummary, SectionKind
from assistant.web.report_schemas import PeriodOut
from assistant.web.schemas import Reply


class FigureOut(Reply):
    """One measured fact: `words` is text[start:end] of its report, `quote` the clause it stands in.

    `value` is in the base unit; decimals are strings, so that none is rounded. null means that the report does not say.
    """

    id: str
    report_id: str
    file: str
    title: str
    held_on: date | None
    kind: FigureKind
    indicator: str
    canonical: str | None
    value: Decimal
    unit: str
    words: str
    approximation: str | None
    out_of: Decimal | None
    up_to: Decimal | None
    against: str | None
    period: PeriodOut | None
    cumulative: bool
    place: str | None
    section: SectionKind | None
    is_slip: bool
    quote: str
    start: int
    end: int
    clause_start: int
    clause_end: int

    @classmethod
    def of(cls, figure: Figure, report: Report) -> FigureOut:
        """The figure of a report as JSON."""
        own = {field.name: getattr(figure, field.name) for field in fields(Figure) if field.name != "period"}
        return cls(
            **own,
            file=report.source.path,
            title=report.title,
            held_on=report.held_on,
            period=PeriodOut.of(figure.period) if figure.period else None,
            quote=report.text[figure.clause_start : figure.clause_end],
        )


class FigureList(Reply):
    """One page of figures, how many there are in all, and of how many reports those are."""

    total: int
    reports: int
    figures: tuple[FigureOut, ...]


class PersonOut(Reply):
    """Somebody who took a part in a meeting; the span is the name's in that report's text."""

    report_id: str
    file: str
    title: str
    place: str | None
    held_on: date | None
    name: str
    part: Part
    office: str | None
    start: int
    end: int

    @classmethod
    def of(cls, person: Participant, report: ReportSummary) -> PersonOut:
        """The participant of a report's meeting as JSON."""
        return cls(
            report_id=report.id,
            file=report.source.path,
            title=report.title,
            place=report.place,
            held_on=report.held_on,
            name=person.name,
            part=person.part,
            office=person.office,
            start=person.start,
            end=person.end,
        )


class PersonList(Reply):
    """One page of parts taken, and how many there are in all."""

    total: int
    people: tuple[PersonOut, ...]
