"""Requests for figures, people and meetings -> filtered pages of them as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.exceptions import RequestValidationError

from assistant.domain import FigureKind, Part
from assistant.listing import select_figures, select_meetings, select_people
from assistant.web.api import REFUSALS, WithAsker
from assistant.web.fact_schemas import FigureList, FigureOut, PersonList, PersonOut
from assistant.web.report_schemas import ReportList, ReportSummaryOut

Words = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0)]


@dataclass(frozen=True, slots=True)
class Between:
    """The days that a listing is limited to, both included."""

    first: date | None
    last: date | None


def between(
    date_from: Annotated[date | None, Query(alias="from")] = None,
    date_to: Annotated[date | None, Query(alias="to")] = None,
) -> Between:
    """The filters `from` and `to`. Raises RequestValidationError when the first day is after the last."""
    if date_from and date_to and date_from > date_to:
        raise RequestValidationError([{"type": "date_order", "loc": ("query",), "msg": "from is after to"}])
    return Between(date_from, date_to)


Days = Annotated[Between, Depends(between)]

router = APIRouter(prefix="/api", responses=REFUSALS, tags=["facts"])


@router.get("/figures")
def figures(
    assistant: WithAsker,
    days: Days,
    indicator: Words = None,
    kind: FigureKind | None = None,
    place: Words = None,
    report_id: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> FigureList:
    """Figures by report and place in it. `indicator` and `place` are found with or without diacritics; `from` and `to`
    keep those whose period overlaps, and those of unknown period."""
    kept = assistant.library.figures([report_id] if report_id else None, None, kind)
    found = select_figures(kept, indicator, place, days.first, days.last)
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
    reports = (one for one in assistant.library.reports() if report_id in (None, one.id))
    found = select_people(reports, name, part, place)
    page = found[offset : offset + limit]
    return PersonList(total=len(found), people=tuple(PersonOut.of(person, report) for person, report in page))


@router.get("/meetings")
def meetings(
    assistant: WithAsker,
    days: Days,
    place: Words = None,
    body: Words = None,
    chair: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> ReportList:
    """Reports about a meeting, the latest first; with `from` or `to` only those whose day is known."""
    found = select_meetings(assistant.library.reports(), place, body, chair, days.first, days.last)
    page = found[offset : offset + limit]
    return ReportList(total=len(found), reports=tuple(map(ReportSummaryOut.of, page)))
