"""Figures, points and reports -> those that somebody looks for: the filters of the HTTP API and of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from assistant.domain import Figure, Part, Participant, Point, ReportSummary
from assistant.vietnamese.folding import fold
from assistant.vietnamese.unicode import normalize

FigureOrder = Literal["value", "-value", "place", "-place", "period", "-period", "report", "-report"]
ReportOrder = Literal["held_on", "-held_on", "title", "-title", "place", "-place"]


def select_figures(
    figures: Iterable[Figure],
    indicator: str | None = None,
    places: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of an indicator (as written or canonical) and of any of the places whose period overlaps.

    Words fit with or without diacritics, whole or in part, but a place named whole is that one alone. A figure of
    unknown period always fits.
    """
    kept = tuple(figures)
    meant = _meant(places, (figure.place for figure in kept))
    return tuple(
        figure
        for figure in kept
        if (_holds(figure.canonical, indicator) or _holds(figure.indicator, indicator))
        and (meant is None or figure.place in meant)
        and (figure.period is None or _overlap(figure.period.start, figure.period.end, first, last))
    )


def sort_figures(
    figures: Iterable[Figure], reports: Mapping[str, ReportSummary], order: FigureOrder
) -> tuple[Figure, ...]:
    """Return the figures by value within their unit, by place, by period or by day of meeting; the unknown come last.

    "-" turns the order around. `reports` are those of the figures, by id.
    """
    keyed = [(_key(figure, reports, order), figure) for figure in figures]
    known = sorted((one for one in keyed if one[0] is not None), key=lambda one: one[0], reverse=order.startswith("-"))
    return tuple(figure for _, figure in (*known, *(one for one in keyed if one[0] is None)))


def select_points(
    points: Iterable[Point],
    reports: Iterable[ReportSummary],
    place: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[tuple[Point, ReportSummary], ...]:
    """Return the points of a place's meetings, the latest meeting first; between days only those of known time."""
    by_report: dict[str, list[Point]] = {}
    for point in points:
        if _falls(point, first, last):
            by_report.setdefault(point.report_id, []).append(point)
    return tuple(
        (point, report)
        for report in _of_place(sorted(reports, key=latest_first), place)
        for point in by_report.get(report.id, ())
    )


def select_people(
    reports: Iterable[ReportSummary], name: str | None = None, part: Part | None = None, place: str | None = None
) -> tuple[tuple[Participant, ReportSummary], ...]:
    """Return who took which part in which report's meeting, the latest meeting first."""
    return tuple(
        (person, report)
        for report in _of_place(sorted(reports, key=latest_first), place)
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
    """Return the reports about a meeting, the latest first; between days only those whose day is known.

    A place, a body or a chair named whole is that one alone.
    """
    met = [report for report in sorted(reports, key=latest_first) if report.body or report.held_on]
    bodies = _meant((body,), (report.body for report in met))
    chairs = _meant((chair,), (name for report in met for name in report.chairs))
    return tuple(
        report
        for report in _of_place(met, place)
        if (bodies is None or report.body in bodies)
        and (chairs is None or not chairs.isdisjoint(report.chairs))
        and _is_held(report, first, last)
    )


def select_reports(reports: Iterable[ReportSummary], words: str | None = None) -> tuple[ReportSummary, ...]:
    """Return the reports in whose title, body, places, day or file name every word begins a word of theirs.

    Case and diacritics are no matter; a day is found as 31/8/2023, 31/08/2023, 8/2023 or 2023-08-31.
    """
    wanted = [re.compile(rf"(?<!\w){re.escape(word)}") for word in fold(normalize(words or "")).split()]
    return tuple(report for report in reports if _holds_all(_told(report), wanted))


def sort_reports(reports: Iterable[ReportSummary], order: ReportOrder = "-held_on") -> tuple[ReportSummary, ...]:
    """Return the reports by day, title or place, the unknown last; "-" turns the order around."""
    kept = sorted(reports, key=latest_first)
    if order == "-held_on":
        return tuple(kept)
    known = [one for one in kept if _sorted_by(one, order) is not None]
    known.sort(key=lambda one: _sorted_by(one, order), reverse=order.startswith("-"))
    return (*known, *(one for one in kept if _sorted_by(one, order) is None))


def latest_first(report: ReportSummary) -> tuple[bool, int, str, str]:
    """Sort by day of meeting, the latest first and unknown days last."""
    day = report.held_on
    return (day is None, -day.toordinal() if day else 0, report.title, report.id)


def _key(figure: Figure, reports: Mapping[str, ReportSummary], order: FigureOrder) -> Any:
    """What a figure is sorted by, None when that is unknown."""
    match order.lstrip("-"):
        case "value":  # percentages don't stand between sums
            return figure.unit, figure.value
        case "place":
            return figure.place and fold(figure.place)
        case "period":
            return figure.period and (figure.period.start, figure.period.end)
        case _:
            return reports[figure.report_id].held_on


def _holds_all(text: str, wanted: Iterable[re.Pattern[str]]) -> bool:
    return all(word.search(text) for word in wanted)


def _told(report: ReportSummary) -> str:
    """All of a report that it can be found by, folded."""
    day = report.held_on
    days = (day.isoformat(), f"{day.day}/{day.month}/{day.year}", day.strftime("%d/%m/%Y")) if day else ()
    named = (report.title, report.body, *report.units, *days, report.source.path)
    return fold(normalize(" \n ".join(filter(None, named))))


def _sorted_by(report: ReportSummary, order: ReportOrder) -> Any:
    """What a report is sorted by, None when that is unknown."""
    match order.lstrip("-"):
        case "title":
            return fold(report.title)
        case "place":
            return report.place and fold(report.place)
        case _:
            return report.held_on


def _of_place(reports: Iterable[ReportSummary], place: str | None) -> tuple[ReportSummary, ...]:
    """The reports whose meeting's place is the place or lies in it."""
    kept = tuple(reports)
    meant = _meant((place,), (unit for report in kept for unit in report.units))
    return tuple(report for report in kept if meant is None or not meant.isdisjoint(report.units))


def _meant(wanted: Iterable[str | None], known: Iterable[str | None]) -> frozenset[str] | None:
    """The known values that words mean: the one they name whole, else all that hold them; None without words."""
    named = {words for one in wanted if (words := normalize(one or "").strip())}
    values = {value for value in known if value}
    partly = {value for words in named - values for value in values if fold(words) in fold(value)}
    return frozenset(named & values | partly) if named else None


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


def _falls(point: Point, first: date | None, last: date | None) -> bool:
    if point.when is None:
        return first is None and last is None
    return _overlap(point.when.start, point.when.end, first, last)
