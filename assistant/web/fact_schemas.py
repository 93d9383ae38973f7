"""Figures, people and points of the library's reports -> JSON of the HTTP API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal

from assistant.domain import (
    ChartShape,
    Figure,
    FigureKind,
    Part,
    Participant,
    Point,
    PointKind,
    Report,
    ReportSummary,
    SectionKind,
)
from assistant.vietnamese.folding import fold
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


class PlotPointOut(Reply):
    """One value of a chart, named by its place or its time, and the figure it is."""

    label: str
    figure_id: str
    report_id: str
    value: Decimal
    words: str
    start: int
    end: int
    clause_start: int
    clause_end: int

    @classmethod
    def of(cls, figure: Figure, label: str) -> PlotPointOut:
        """The figure as a point of that name."""
        shared = ("report_id", "value", "words", "start", "end", "clause_start", "clause_end")
        return cls(label=label, figure_id=figure.id, **{name: getattr(figure, name) for name in shared})


class PlotOut(Reply):
    """The chart of all figures that fit the filters: places as bars, the highest first, or one place through time."""

    shape: ChartShape
    points: tuple[PlotPointOut, ...]


class ComparableOut(Reply):
    """What so many of the figures share and could be drawn by; each field is a filter of the list."""

    canonical: str
    kind: FigureKind
    unit: str
    against: str | None
    length: str
    figures: int


class FigureList(Reply):
    """One page of figures, how many there are in all, and of how many reports those are.

    `plot` is the chart of all of them; when it is null, `obstacles` says in what they differ or what they lack, and
    `comparable` which of them would make a chart.
    """

    total: int
    reports: int
    figures: tuple[FigureOut, ...]
    plot: PlotOut | None
    obstacles: tuple[str, ...]
    comparable: tuple[ComparableOut, ...]


class ChoiceOut(Reply):
    """A value that a filter can be set to, and how many of the listed have it."""

    value: str
    count: int


class CollectionList(Reply):
    """Collections by name, with how many reports there are in each."""

    collections: tuple[ChoiceOut, ...]


class FigureChoices(Reply):
    """What figures can be filtered by."""

    indicators: tuple[ChoiceOut, ...]
    kinds: tuple[ChoiceOut, ...]
    places: tuple[ChoiceOut, ...]
    years: tuple[int, ...]


class MeetingChoices(Reply):
    """What meetings can be filtered by; a place counts the meetings of what lies in it."""

    places: tuple[ChoiceOut, ...]
    bodies: tuple[ChoiceOut, ...]
    chairs: tuple[ChoiceOut, ...]
    years: tuple[int, ...]


def choices(values: Iterable[str | None]) -> tuple[ChoiceOut, ...]:
    """Count the known values: the most frequent first, then by name."""
    known = [ChoiceOut(value=value, count=count) for value, count in Counter(values).items() if value]
    return tuple(sorted(known, key=lambda choice: (-choice.count, fold(choice.value))))


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


class PointOut(Reply):
    """A clause that decides, asks for, regrets or announces something: `quote` is text[start:end] of its report.

    `when` is the time of an event or the term of a task, null when none is named.
    """

    id: str
    report_id: str
    file: str
    title: str
    place: str | None
    held_on: date | None
    kind: PointKind
    section: SectionKind | None
    when: PeriodOut | None
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, point: Point, report: Report) -> PointOut:
        """The point of a report as JSON."""
        return cls(
            id=point.id,
            report_id=report.id,
            file=report.source.path,
            title=report.title,
            place=report.place,
            held_on=report.held_on,
            kind=point.kind,
            section=point.section,
            when=PeriodOut.of(point.when) if point.when else None,
            quote=report.text[point.start : point.end],
            start=point.start,
            end=point.end,
        )


class PointList(Reply):
    """One page of points, how many there are in all, and of how many reports those are."""

    total: int
    reports: int
    points: tuple[PointOut, ...]
