"""Figures and reports -> those that somebody looks for: the filters of the HTTP API and of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.domain import Figure, Part, Participant, ReportSummary
from assistant.vietnamese.folding import fold
from assistant.vietnamese.unicode import normalize


def select_figures(
    figures: Iterable[Figure],
    indicator: str | None = None,
    place: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of an indicator, as written or by its canonical name, of a place, whose period overlaps.

    Words fit with or without diacritics, whole or in part; a figure of unknown period always does.
    """
    return tuple(
        figure
        for figure in figures
        if (_holds(figure.canonical, indicator) or _holds(figure.indicator, indicator))
        and _holds(figure.place, place)
        and (figure.period is None or _overlap(figure.period.start, figure.period.end, first, last))
    )


def select_people(
    reports: Iterable[ReportSummary], name: str | None = None, part: Part | None = None, place: str | None = None
) -> tuple[tuple[Participant, ReportSummary], ...]:
    """Return who took which part in which report's meeting, the latest meeting first."""
    return tuple(
        (person, report)
        for report in sorted(reports, key=latest_first)
        if _lies_in(report, place)
        for person in report.participants
        if part in (None, person.part) and _holds(person.name, name)
    )


def select_meetings(
    reports: Iterable[ReportSummary],
    place: str | None = None,
    body: str | None = None,
    chair: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[ReportSummary, ...]:
    """Return the reports about a meeting, the latest first; between days only those whose day is known."""
    return tuple(
        report
        for report in sorted(reports, key=latest_first)
        if (report.body or report.held_on)
        and _lies_in(report, place)
        and _holds(report.body, body)
        and (_holds(None, chair) or any(_holds(name, chair) for name in report.chairs))
        and _is_held(report, first, last)
    )


def latest_first(report: ReportSummary) -> tuple[bool, int, str, str]:
    """Sort by day of meeting, the latest first and unknown days last."""
    day = report.held_on
    return (day is None, -day.toordinal() if day else 0, report.title, report.id)


def _lies_in(report: ReportSummary, place: str | None) -> bool:
    return _holds(None, place) or any(_holds(unit, place) for unit in report.units)


def _holds(value: str | None, wanted: str | None) -> bool:
    """Whether a value holds the wanted words, diacritics and case apart; no words or blank ones fit everything."""
    words = fold(normalize(wanted or "").strip())
    return not words or (value is not None and words in fold(value))


def _overlap(start: date, end: date, first: date | None, last: date | None) -> bool:
    return (first is None or end >= first) and (last is None or start <= last)


def _is_held(report: ReportSummary, first: date | None, last: date | None) -> bool:
    if report.held_on is None:
        return first is None and last is None
    return _overlap(report.held_on, report.held_on, first, last)
