"""A Query and what is known of reports -> those that may be searched, and the meetings that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.domain import Filters, MeetingsAsked, Period, Query, ReportSummary
from assistant.vietnamese.abbreviations import spelt_out
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import same_name
from assistant.vietnamese.units import is_province

# No limit at all: of thousands of reports none needs to be looked at.
_ANY = Filters()
_NONE_PERMITTED = {"vi": "Không có báo cáo nào khớp bộ lọc.", "en": "No report matches the filters."}
_WIDENED = {
    "vi": "Không có báo cáo nào khớp {what}; việc tìm đã được mở rộng ra các báo cáo khác.",
    "en": "No report matches {what}; the search was widened to other reports.",
}
_PLACE, _TIME = {"vi": "nơi “{}”", "en": "the place “{}”"}, {"vi": "thời gian được hỏi", "en": "the time asked about"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports that may be searched (None: all), those among them with unknown values, and notes for the reader.

    `is_of_other_times` tells that they are of the place named, but none of the time.
    """

    report_ids: frozenset[str] | None
    unknown: frozenset[str]
    notes: tuple[str, ...] = ()
    is_of_other_times: bool = False


def scope_of(query: Query, reports: Sequence[ReportSummary]) -> Scope:
    """Return which reports may be searched: those that the filters permit, narrowed to the place and time named."""
    searchable = permitted(query.filters, reports)
    if not searchable:
        return Scope(frozenset(), frozenset(), (_NONE_PERMITTED[query.language],))
    named, notes, is_of_other_times = _narrow(query, searchable)
    is_limited = not notes and (query.named, query.filters) != (_ANY, _ANY)
    unknown = frozenset(report.id for report in named if _is_unknown(query, report)) if is_limited else frozenset()
    ids = None if len(named) == len(reports) else frozenset(report.id for report in named)
    return Scope(ids, unknown, notes, is_of_other_times)


def without_copies(reports: Iterable[ReportSummary]) -> tuple[ReportSummary, ...]:
    """Return the reports without those made of the same bytes as one before: a copied file is no second meeting."""
    return tuple({report.source.sha256: report for report in reversed(tuple(reports))}.values())[::-1]


def _narrow(query: Query, searchable: Sequence[ReportSummary]) -> tuple[Sequence[ReportSummary], tuple[str, ...], bool]:
    """Return the reports of the place and time named; where there is none, of the place alone (True), or of others."""
    place, language = query.named.place, query.language
    placed = permitted(_of_any_time(query.named), searchable)
    timed = query.named.date_from or query.named.date_to
    both = [report for report in placed if speaks_of(query.named, report)] if timed else placed
    if both:
        return both, (), False
    if placed:
        return placed, (_WIDENED[language].format(what=_TIME[language]),), True
    anywhere = replace(query.named, place=None)
    timely = [report for report in searchable if speaks_of(anywhere, report)]
    return timely or searchable, (_WIDENED[language].format(what=_PLACE[language].format(place)),), False


def _is_unknown(query: Query, report: ReportSummary) -> bool:
    place = query.named.place or query.filters.place
    undated = report.period is None and report.held_on is None
    limited = query.filters.date_from or query.filters.date_to or (query.named.date_from and not report.published_on)
    bodiless = bool(query.filters.body and not report.body)
    return bodiless or bool(place and not _is_in(place, report)) or bool(limited and undated)


def permitted(filters: Filters, reports: Sequence[ReportSummary]) -> Sequence[ReportSummary]:
    """Return the reports about which nothing known contradicts the filters."""
    return reports if filters == _ANY else [report for report in reports if permits(filters, report)]


def permits(filters: Filters, report: ReportSummary) -> bool:
    """Return whether nothing known about the report contradicts the filters."""
    if filters.collection and report.source.collection != filters.collection:
        return False
    if filters.report_ids and report.id not in filters.report_ids:
        return False
    if filters.place and _is_elsewhere(filters.place, report):
        return False
    if filters.body and report.body and _organ(filters.body) not in _organ(report.body):
        return False
    return _covers(filters, report.period, report.held_on)


def _is_elsewhere(place: str, report: ReportSummary) -> bool:
    """Whether a report's known place is neither this one nor in it; its province may be left unsaid."""
    if report.place is None or _is_in(place, report):
        return False
    return report.province is not None or not is_province(place)


def _is_in(place: str, report: ReportSummary) -> bool:
    return any(same_name(place, unit) for unit in report.units)


def speaks_of(named: Filters, report: ReportSummary) -> bool:
    """Return whether a report can be of the place and time that a question names.

    A day may be that of the meeting as well as one covered; without either, the day of publication tells.
    """
    if not permits(_of_any_time(named), report):
        return False
    if report.period:
        return _covers(named, report.period, None) or bool(report.held_on and _covers(named, None, report.held_on))
    return _covers(named, None, report.held_on or report.published_on)


@lru_cache(maxsize=256)  # each report is held against the same
def _of_any_time(named: Filters) -> Filters:
    return replace(named, date_from=None, date_to=None)


def _covers(filters: Filters, period: Period | None, held_on: date | None) -> bool:
    """Whether the covered period, else the day of the meeting, touches the time of the filters; unknown ones may."""
    first, last = filters.date_from or date.min, filters.date_to or date.max
    if period:
        return period.start <= last and first <= period.end
    return held_on is None or first <= held_on <= last


def _organ(body: str) -> str:
    return fold(spelt_out(body))


def meetings_meant(named: Filters, asked: MeetingsAsked, summaries: Sequence[ReportSummary]) -> list[ReportSummary]:
    """Return the meetings of the place and time named, of the body and with the people asked about, the earliest first.

    One whose day is unknown is meant when all the time it looked back on, or its publication, lies in the time named.
    """
    meant = [
        summary
        for summary in summaries
        if (named.place is None or _is_in(named.place, summary)) and _is_asked(asked, summary)
    ]
    held = [summary for summary in meant if _held_in(named, summary) or _surely_in(named, summary)]
    return sorted(held, key=lambda s: (s.held_on or s.published_on or date.max, s.id))


def _surely_in(named: Filters, report: ReportSummary) -> bool:
    first, last = named.date_from or date.min, named.date_to or date.max
    if report.held_on or not (report.period or report.published_on):
        return report.held_on is None and named.date_from is None and named.date_to is None
    days = (report.period.start, report.period.end) if report.period else (report.published_on, report.published_on)
    return all(day is not None and first <= day <= last for day in days)


def _is_asked(asked: MeetingsAsked, report: ReportSummary) -> bool:
    body = _organ(report.body or "")
    taking_part = {fold(person.name) for person in report.participants if asked.part in (None, person.part)}
    return all(word in body for word in asked.body) and all(fold(name) in taking_part for name in asked.people)


def _held_in(named: Filters, report: ReportSummary) -> bool:
    first, last = named.date_from or date.min, named.date_to or date.max
    return report.held_on is not None and first <= report.held_on <= last
