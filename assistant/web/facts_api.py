"""Requests for figures, people and meetings -> filtered pages of them as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from assistant.domain import Figure, FigureKind, Part, ReportSummary
from assistant.vietnamese.folding import fold
from assistant.web.api import REFUSALS, WithAsker, latest_first
from assistant.web.fact_schemas import FigureList, FigureOut, PersonList, PersonOut
from assistant.web.report_schemas import ReportList, ReportSummaryOut

Words = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0)]
From = Annotated[date | None, Query(alias="from")]

router = APIRouter(prefix="/api", responses=REFUSALS, tags=["facts"])


@router.get("/figures")
def figures(
    assistant: WithAsker,
    indicator: Words = None,
    kind: FigureKind | None = None,
    place: Words = None,
    report_id: Words = None,
    date_from: From = None,
    to: date | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> FigureList:
    """Figures by report and place in it. `indicator` and `place` are found with or without diacritics; `from` and `to`
    keep those whose period overlaps, and those of unknown period."""
    found = [
        figure
        for figure in assistant.library.figures([report_id] if report_id else None, None, kind)
        if _measures(figure, indicator)
        and _holds(figure.place, place)
        and (figure.period is None or _overlap(figure.period.start, figure.period.end, date_from, to))
    ]
    page = found[offset : offset + limit]
    opened = {name: assistant.library.report(name) for name in {figure.report_id for figure in page}}
    rows = (FigureOut.of(figure, report) for figure in page if (report := opened[figure.report_id]))
    return FigureList(total=len(found), reports=len({one.report_id for one in found}), figures=tuple(rows))


@router.get("/people")
def people(
    assistant: WithAsker,
    name: Words = None,
    part: Part | None = None,
    place: Words = None,
    report_id: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> PersonList:
    """Who took which part in which meeting, the latest meeting first."""
    found = [
        (person, report)
        for report in sorted(assistant.library.reports(), key=latest_first)
        if report_id in (None, report.id) and _lies_in(report, place)
        for person in report.participants
        if part in (None, person.part) and _holds(person.name, name)
    ]
    page = found[offset : offset + limit]
    return PersonList(total=len(found), people=tuple(PersonOut.of(person, report) for person, report in page))


@router.get("/meetings")
def meetings(
    assistant: WithAsker,
    place: Words = None,
    body: Words = None,
    chair: Words = None,
    date_from: From = None,
    to: date | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> ReportList:
    """Reports about a meeting, the latest first; with `from` or `to` only those whose day is known."""
    found = [
        report
        for report in sorted(assistant.library.reports(), key=latest_first)
        if (report.body or report.held_on)
        and _lies_in(report, place)
        and _holds(report.body, body)
        and (chair is None or any(_holds(name, chair) for name in report.chairs))
        and _is_held(report, date_from, to)
    ]
    page = found[offset : offset + limit]
    return ReportList(total=len(found), reports=tuple(map(ReportSummaryOut.of, page)))


def _measures(figure: Figure, indicator: str | None) -> bool:
    return _holds(figure.canonical, indicator) or _holds(figure.indicator, indicator)


def _lies_in(report: ReportSummary, place: str | None) -> bool:
    return place is None or any(_holds(unit, place) for unit in report.units)


def _holds(value: str | None, wanted: str | None) -> bool:
    """Whether a value holds the wanted words, diacritics and case apart."""
    return wanted is None or (value is not None and fold(wanted.strip()) in fold(value))


def _overlap(start: date, end: date, first: date | None, last: date | None) -> bool:
    return (first is None or end >= first) and (last is None or start <= last)


def _is_held(report: ReportSummary, first: date | None, last: date | None) -> bool:
    if report.held_on is None:
        return first is None and last is None
    return _overlap(report.held_on, report.held_on, first, last)
