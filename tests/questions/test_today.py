"""time_from_today: a question that names a time from today on -> its first and last day."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.questions import understand
from assistant.questions.today import time_from_today

SUNDAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Hôm nay có cuộc họp nào?", date(2026, 3, 1), date(2026, 3, 1)),
        ("Hôm qua họp gì?", date(2026, 2, 28), date(2026, 2, 28)),
        ("tuan nay hop nhung gi", date(2026, 2, 23), date(2026, 3, 1)),
        ("What meetings were there last week?", date(2026, 2, 16), date(2026, 2, 22)),
        ("Tháng này họp những gì?", date(2026, 3, 1), date(2026, 3, 31)),
        ("Tháng vừa rồi có những hội nghị nào?", date(2026, 2, 1), date(2026, 2, 28)),
        ("Năm nay có bao nhiêu hội nghị?", date(2026, 1, 1), date(2026, 12, 31)),
        ("Năm ngoái có bao nhiêu hội nghị?", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_times_by_today(question: str, first: date, last: date) -> None:
    assert time_from_today(question, SUNDAY) == (first, last)


@pytest.mark.parametrize(
    "question", ["Có những hội nghị nào?", "Số cuộc họp so với năm ngoái thế nào?", "Tháng 3 họp gì?"]
)
def test_no_time_by_today(question: str) -> None:
    assert time_from_today(question, SUNDAY) is None


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Tháng này có những cuộc họp nào?", date(2026, 3, 1)),
        ("Tháng 8/2024 có những cuộc họp nào?", date(2024, 8, 1)),  # a time of its own
        ("Thu ngân sách tháng này đạt bao nhiêu?", None),  # by the report's day, not by today
    ],
)
def test_only_meetings_are_looked_for_by_today(question: str, first: date | None) -> None:
    assert understand(question, today=SUNDAY).named.date_from == first
