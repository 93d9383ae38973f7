"""What the library holds -> questions that it can answer, for a newcomer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.phrases import day
from assistant.domain import Language, ReportSummary

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

_NEARLY_OVER_DAYS = 31


def example_questions(reports: Sequence[ReportSummary], language: Language) -> tuple[str, ...]:
    """Return up to four questions built from what is known about the newest reports."""
    newest = sorted((r for r in reports if r.held_on), key=lambda r: (r.held_on, r.id), reverse=True)
    chaired = next((r for r in newest if r.place and r.chairs), None)
    covering = next((r for r in newest if r.place and _looks_back(r) and r is not chaired), None)
    placed = next((r for r in reversed(newest) if r.place), None)
    questions = []
    if chaired and chaired.held_on:
        questions.append(_fill("chair", language, day=day(chaired.held_on, language), place=chaired.place))
    if covering and covering.period:
        questions.append(_fill("budget", language, period=covering.period.label, place=covering.place))
    if placed:
        questions.append(_fill("limits", language, place=placed.place))
    if newest and newest[0].held_on:
        questions.append(_fill("meetings", language, year=newest[0].held_on.year))
    return tuple(questions)


def _looks_back(report: ReportSummary) -> bool:
    """Whether the period of a report was over, or nearly, at the meeting: of a year that goes on no result is known."""
    period, held_on = report.period, report.held_on
    return bool(period and held_on and (period.end - held_on).days <= _NEARLY_OVER_DAYS)


def _fill(key: str, language: Language, **values: object) -> str:
    return _QUESTIONS[key][language].format(**values)
