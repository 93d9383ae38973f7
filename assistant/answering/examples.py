"""What the library holds -> questions that it can answer, for a newcomer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.phrases import day
from assistant.domain import Figure, Language, Point, ReportSummary

_QUESTIONS: dict[str, dict[Language, str]] = {
    "chair": {
        "vi": "Ai chủ trì hội nghị ngày {day} của {place}?",
        "en": "Who chaired the meeting of {place} on {day}?",
    },
    "budget": {
        "vi": "Thu ngân sách {period} của {place} đạt bao nhiêu?",
        "en": "How much budget revenue did {place} collect in the period “{period}”?",
    },
    "limits": {
        "vi": "Những hạn chế nào được nêu tại hội nghị của {place}?",
        "en": "Which limitations were named at the meeting of {place}?",
    },
    "meetings": {"vi": "Năm {year} có những hội nghị nào?", "en": "Which meetings were held in {year}?"},
}

BUDGET = "thu ngân sách nhà nước"  # the canonical name of the indicator that is asked about

_LOOKED_AT = 24
_NEARLY_OVER_DAYS = 31


def asked_about(reports: Iterable[ReportSummary]) -> tuple[ReportSummary, ...]:
    """Return the reports that examples may be about: the newest meetings, the newest first."""
    held = sorted((r for r in reports if r.held_on), key=lambda r: (r.held_on, r.id), reverse=True)
    return tuple(held[:_LOOKED_AT])


def example_questions(
    newest: Sequence[ReportSummary], figures: Sequence[Figure], points: Sequence[Point], language: Language
) -> tuple[str, ...]:
    """Return up to four questions that known facts answer, about different reports where there are several.

    `newest` are the reports they may be about, `figures` what those tell of BUDGET, `points` their limitations.
    """
    chaired = next((r for r in newest if r.place and r.chairs), None)
    told = _budget_told((*(r for r in newest if r is not chaired), *([chaired] if chaired else ())), figures)
    limited = {point.report_id for point in points if point.kind == "limitation"}
    placed = next((r for r in reversed(newest) if r.place and r.id in limited), None)
    questions = []
    if chaired and chaired.held_on:
        questions.append(_fill("chair", language, day=day(chaired.held_on, language), place=chaired.place))
    if told and told.period:
        questions.append(_fill("budget", language, period=told.period.label, place=told.place))
    if placed:
        questions.append(_fill("limits", language, place=placed.place))
    if newest and newest[0].held_on:
        questions.append(_fill("meetings", language, year=newest[0].held_on.year))
    return tuple(questions)


def _budget_told(reports: Iterable[ReportSummary], figures: Sequence[Figure]) -> Figure | None:
    """Return the first report's result of the budget, of the time that the report covers where it tells of several."""
    for report in reports:
        own = [one for one in figures if one.report_id == report.id and _is_result(one, report)]
        if own:
            return max(own, key=lambda one: (one.period == report.period, -one.start))
    return None


def _is_result(figure: Figure, report: ReportSummary) -> bool:
    """Whether a figure tells what was collected in a place and time that a question can name.

    The time was over, or nearly, at the meeting: of a year that goes on no result is known.
    """
    period, held_on = figure.period, report.held_on
    known = figure.canonical == BUDGET and figure.kind == "result" and figure.place and not figure.is_slip
    return bool(known and period and held_on and (period.end - held_on).days <= _NEARLY_OVER_DAYS)


def _fill(key: str, language: Language, **values: object) -> str:
    return _QUESTIONS[key][language].format(**values)
