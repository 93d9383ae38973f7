"""Requests for people, meetings and the points they made -> filtered pages of them as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from fastapi import APIRouter

from assistant.domain import Part, PointKind, ReportSummary
from assistant.listing import select_meetings, select_people, select_points
from assistant.scoping import without_copies
from assistant.web.api import REFUSALS, Shelf, WithAsker
from assistant.web.fact_schemas import MeetingChoices, PersonList, PersonOut, PointList, PointOut, choices
from assistant.web.filters import Days, Limit, Offset, Words
from assistant.web.report_schemas import CountsOut, MeetingList, MeetingOut

router = APIRouter(prefix="/api", responses=REFUSALS, tags=["facts"])


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


@router.get("/points")
def points(
    assistant: WithAsker,
    days: Days,
    kind: PointKind | None = None,
    place: Words = None,
    report_id: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> PointList:
    """Decisions, tasks, limitations and events to come, the latest meeting first; with `from` or `to` only those whose
    time is known."""
    reports = [one for one in assistant.library.reports() if report_id in (None, one.id)]
    kept = assistant.library.points([one.id for one in reports], kind)
    found = select_points(kept, reports, place, days.first, days.last)
    page = found[offset : offset + limit]
    opened = {name: assistant.library.report(name) for name in {point.report_id for point, _ in page}}
    rows = (PointOut.of(point, report) for point, _ in page if (report := opened[point.report_id]))
    return PointList(total=len(found), reports=len({point.report_id for point, _ in found}), points=tuple(rows))


@router.get("/meetings")
def meetings(
    assistant: WithAsker,
    days: Days,
    place: Words = None,
    body: Words = None,
    chair: Words = None,
    collection: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> MeetingList:
    """Reports about a meeting with how much they state, the latest first; with `from` or `to` only those whose day is
    known."""
    found = select_meetings(_of(assistant.library, collection), place, body, chair, days.first, days.last)
    page = found[offset : offset + limit]
    counts = _counts(assistant.library, [report.id for report in page])
    rows = tuple(MeetingOut.counted(report, counts[report.id]) for report in page)
    return MeetingList(total=len(found), reports=rows)


@router.get("/meetings/choices")
def meeting_choices(assistant: WithAsker, collection: Words = None) -> MeetingChoices:
    """What the filters of the meetings can be set to, with how many meetings there are of each, the most first."""
    met = select_meetings(_of(assistant.library, collection))
    years = {report.held_on.year for report in met if report.held_on}
    return MeetingChoices(
        places=choices(unit for report in met for unit in report.units),
        bodies=choices(report.body for report in met),
        chairs=choices(name for report in met for name in set(report.chairs)),
        years=tuple(sorted(years, reverse=True)),
    )


def _of(shelf: Shelf, collection: str | None) -> Iterable[ReportSummary]:
    return without_copies(one for one in shelf.reports() if collection in (None, one.source.collection))


def _counts(shelf: Shelf, report_ids: list[str]) -> dict[str, CountsOut]:
    stated = Counter(figure.report_id for figure in shelf.figures(report_ids))
    made: dict[str, Counter[PointKind]] = defaultdict(Counter)
    for point in shelf.points(report_ids, None):
        made[point.report_id][point.kind] += 1
    return {name: CountsOut.of(stated[name], made[name]) for name in report_ids}
