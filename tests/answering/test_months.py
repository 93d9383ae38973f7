"""Single months, runs of months, and which clauses can answer about them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.months import agrees, asked_months, asked_times, months_in, times_in
from assistant.domain import Period
from tests.answering.building import make_query

SEPTEMBER = Period(date(2024, 1, 1), date(2024, 9, 30), "9 tháng đầu năm 2024")
JULY = Period(date(2024, 1, 1), date(2024, 7, 31), "7 tháng đầu năm 2024")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Thu ngân sách tháng 8 ước đạt 52 tỷ đồng", {"thang 8"}),
        ("lũy kế 8 tháng đạt 217 tỷ đồng", {"8 thang"}),
        ("Tháng 8 đạt 52 tỷ; 8 tháng đạt 217 tỷ", {"thang 8", "8 thang"}),
        ("chín tháng được 300 tỷ đồng", {"9 thang"}),
        ("Thu đạt 128 tỷ đồng, lũy kế 5 tháng 602 tỷ đồng", {"thang 5", "5 thang"}),  # the first is of May alone
        ("Thu ngân sách cả năm", set()),
        ("Thu trong tháng 486 triệu đồng", set()),  # a sum, not a month
        ("Thu tháng 02 đạt 86 tỷ đồng", {"thang 2"}),
        ("Đến hết tháng 2 còn 17 dự án", {"thang 2", "2 thang"}),
        ("Lũy kế 10 tháng 3 tỷ 870 triệu đồng", set()),  # "10 tháng 3": a day as well
    ],
)
def test_one_month_is_not_the_months_so_far(text: str, months: set[str]) -> None:
    assert months_in(text) == months


@pytest.mark.parametrize("question", ["Từ đầu năm đến hết tháng 8 thu được bao nhiêu?", "Lũy kế đến tháng 8?"])
def test_up_to_a_month_asks_about_the_months_so_far(question: str) -> None:
    assert "8 thang" in asked_months(question)


@pytest.mark.parametrize(
    ("told", "period", "expected"),
    [
        ({"7 thang"}, JULY, True),
        ({"thang 7"}, JULY, False),
        ({"6 thang"}, JULY, False),
        (set(), JULY, True),
        (set(), SEPTEMBER, False),
        (set(), None, True),
    ],
)
def test_a_clause_of_other_months_does_not_answer(told: set[str], period: Period | None, expected: bool) -> None:
    query = make_query("Thu ngân sách 7 tháng đầu năm 2024 đạt bao nhiêu?", "figure")
    assert agrees(query, told, period) is expected


def test_without_months_in_the_question_any_clause_may_answer() -> None:
    assert agrees(make_query("Tỷ lệ hộ nghèo là bao nhiêu?", "figure"), {"6 thang"}, JULY)


@pytest.mark.parametrize(
    ("asked", "heading", "is_same"),
    [
        ("Q1/2026 cấp bao nhiêu?", "Quý I", True),
        ("3 tháng 2026 thu bao nhiêu?", "Quý I", True),
        ("Quý 2 thu bao nhiêu?", "Quý II/2026", True),
        ("Quý 2 thu bao nhiêu?", "Quý I", False),
        ("Đến hết tháng 9 thu bao nhiêu?", "Lũy kế 9 tháng", True),
        ("Tháng 3 thu bao nhiêu?", "Quý I", False),
    ],
)
def test_quarters_and_months_of_a_question_and_a_heading(asked: str, heading: str, is_same: bool) -> None:
    assert bool(asked_times(asked) & times_in(heading)) is is_same
