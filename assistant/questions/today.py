"""A question that names a time from today on, "tháng này họp những gì?" -> its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from assistant.vietnamese.folding import fold

_WEEK = timedelta(days=6)
# Folded. Not behind "so với": what a figure is compared with is no time to look in.
_NOT_COMPARED = r"(?<!so voi )(?<!compared with )(?<!compared to )"
_TIMES = {
    name: re.compile(rf"{_NOT_COMPARED}\b(?:{words})\b")
    for name, words in (
        ("today", "hom nay|today"),
        ("yesterday", "hom qua|yesterday"),
        ("this week", "tuan nay|this week"),
        ("last week", "tuan (?:truoc|vua roi|roi)|last week"),
        ("this month", "thang nay|this month"),
        ("last month", "thang (?:truoc|vua roi|roi)|last month"),
        ("this year", "nam nay|this year"),
        ("last year", "nam (?:ngoai|truoc)|last year"),
    )
}


def time_from_today(question: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of the time that a question names by today; None where it names none."""
    folded = fold(question)
    name = next((name for name, pattern in _TIMES.items() if pattern.search(folded)), None)
    return None if name is None else _days(name, today)


def _days(name: str, today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    before = today.replace(day=1) - timedelta(days=1)
    match name:
        case "today":
            return today, today
        case "yesterday":
            return today - timedelta(days=1), today - timedelta(days=1)
        case "this week":
            return monday, monday + _WEEK
        case "last week":
            return monday - timedelta(days=7), monday - timedelta(days=1)
        case "this month":
            return _month(today)
        case "last month":
            return _month(before)
        case "this year":
            return date(today.year, 1, 1), date(today.year, 12, 31)
        case _:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
