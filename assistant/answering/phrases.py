"""The words of the composer's own, in both languages; all else in an answer is quoted."""

from __future__ import annotations

from datetime import date

from assistant.domain import Language, Report

PHRASES: dict[str, dict[Language, str]] = {
    "none": {
        "vi": "Các báo cáo không nêu thông tin này.",
        "en": "The reports do not say.",
    },
    "unknown_name": {
        "vi": "Các báo cáo không nhắc đến {names}.",
        "en": "The reports do not mention {names}.",
    },
    "talk": {
        "vi": "Xin chào. Hãy hỏi về một cuộc họp, một chỉ tiêu hoặc một người có trong các báo cáo.",
        "en": "Hello. Ask about a meeting, a figure or a person in the reports.",
    },
    "yes": {"vi": "Đúng: {words}", "en": "Yes: {words}"},
    "no": {"vi": "Không: báo cáo nêu {words}", "en": "No: the report says {words}"},
    "says": {"vi": "Báo cáo nêu: {words}", "en": "The report says: {words}"},
    "meetings": {"vi": "Thư viện có {n} cuộc họp khớp câu hỏi:", "en": "The library holds {n} matching meetings:"},
    "first_of": {
        "vi": "Thư viện có {n} cuộc họp khớp câu hỏi; {listed} cuộc đầu là:",
        "en": "The library holds {n} matching meetings; the first {listed} are:",
    },
    "chaired": {"vi": "chủ trì: {names}", "en": "chaired by {names}"},
    "no_date": {"vi": "không rõ ngày", "en": "date not stated"},
    "no_place": {"vi": "địa danh không nêu", "en": "place not stated"},
}


def phrase(key: str, language: Language, **values: object) -> str:
    """Return a phrase in a language with its values filled in."""
    return PHRASES[key][language].format(**values)


def day(value: date, language: Language) -> str:
    """Return a day as readers write it: 31/8/2023, or 31 August 2023."""
    return f"{value.day}/{value.month}/{value.year}" if language == "vi" else f"{value.day} {value:%B %Y}"


def whereabouts(report: Report, language: Language) -> str:
    """Return place and date of a report in a few words, to tell it from others."""
    place = report.place or phrase("no_place", language)
    held = day(report.held_on, language) if report.held_on else phrase("no_date", language)
    return f"{place}, {held}"
