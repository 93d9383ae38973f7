"""A question says which indicator it compares, how, of which kind of figure, of what and when."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import FigureKind, Operation
from assistant.questions.measuring import figures_asked

REVENUE = "thu ngân sách nhà nước"
RESULTS: tuple[FigureKind, ...] = ("result", "running_total", "ratio")


@pytest.mark.parametrize(
    ("question", "operation", "indicator"),
    [
        ("So sánh thu ngân sách trong các báo cáo", "compare", REVENUE),
        ("so sanh thu ngan sach cac huyen", "compare", REVENUE),
        ("Compare budget revenue across the reports", "compare", REVENUE),
        ("Huyện nào thu NSNN cao nhất?", "highest", REVENUE),
        ("Nơi nào có tỷ lệ hộ nghèo thấp nhất?", "lowest", "tỷ lệ hộ nghèo"),
        ("Thu ngân sách hai huyện chênh lệch bao nhiêu?", "difference", REVENUE),
        ("Huyện này thu ngân sách hơn huyện kia bao nhiêu?", "difference", REVENUE),
        ("Thu ngân sách gấp mấy lần?", "ratio", REVENUE),
        ("Diễn biến thu ngân sách qua các tháng", "trend", REVENUE),
        ("Xu hướng giải ngân vốn đầu tư công", "trend", "giải ngân vốn đầu tư công"),
        ("How did the poverty rate develop over time? Show the trend", "trend", "tỷ lệ hộ nghèo"),
    ],
)
def test_operation_and_indicator(question: str, operation: Operation, indicator: str) -> None:
    asked = figures_asked(question, (), ())
    assert asked
    assert (asked.operation, asked.indicator) == (operation, indicator)


@pytest.mark.parametrize(
    "question",
    [
        "Thu ngân sách 8 tháng đạt bao nhiêu?",  # one figure
        "So sánh hai hội nghị",  # no indicator
        "Vấn đề nào được quan tâm nhiều nhất?",
        "Thu ngân sách tăng bao nhiêu phần trăm so với cùng kỳ?",
    ],
)
def test_what_compares_no_indicator_asks_nothing_of_figures(question: str) -> None:
    assert figures_asked(question, (), ()) is None


@pytest.mark.parametrize(
    ("question", "kinds", "against"),
    [
        ("So sánh thu ngân sách các huyện", RESULTS, ""),
        ("So sánh tiến độ thu ngân sách so với dự toán huyện giao", ("plan_share",), "huyen"),
        ("So sánh phần trăm dự toán tỉnh giao về thu ngân sách", ("plan_share",), "tinh"),
        ("So sánh mức tăng thu ngân sách so với cùng kỳ của các huyện", ("change",), "cung ky"),
        ("So sánh mục tiêu thu ngân sách các huyện", ("target",), ""),
        ("Compare the budget revenue that the districts aimed to collect", ("target",), ""),
        ("Compare the budget revenue that the districts planned for", ("target",), ""),
        ("Which district has the highest tỷ lệ hộ nghèo?", RESULTS, ""),
    ],
)
def test_kind_and_plan(question: str, kinds: tuple[FigureKind, ...], against: str) -> None:
    asked = figures_asked(question, (), ())
    assert asked
    assert (asked.kinds, asked.against) == (kinds, against)


def test_two_places_are_compared_without_a_word_for_it() -> None:
    asked = figures_asked("Thu ngân sách của Đồi Mây và Suối Bạc", ("huyện Đồi Mây", "huyện Suối Bạc"), ("Đồi Mây",))
    assert asked
    assert (asked.operation, asked.places, asked.names) == ("compare", ("huyện Đồi Mây", "huyện Suối Bạc"), ())


def test_times_named() -> None:
    asked = figures_asked("So sánh thu ngân sách 9 tháng 2020 với 6 tháng đầu năm 2023", (), ())
    assert asked
    assert [(period.start, period.end) for period in asked.periods] == [
        (date(2020, 1, 1), date(2020, 9, 30)),
        (date(2023, 1, 1), date(2023, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("question", "operation", "indicator"),
    [
        ("Huyện nào kết nạp nhiều đảng viên mới nhất?", "highest", "số đảng viên kết nạp"),
        ("Nơi nào trồng được nhiều ha rừng tập trung nhất?", "highest", "diện tích trồng rừng"),
        ("xa nao co ti le it ho can ngheo nhat", "lowest", "tỷ lệ hộ cận nghèo"),
        ("Dẫn đầu thu ngân sách là huyện nào?", "highest", REVENUE),
        ("Bên nào thu ngân sách được nhiều hơn?", "compare", REVENUE),
        ("Đơn vị nào giải ngân vốn đầu tư công nhanh hơn?", "compare", "giải ngân vốn đầu tư công"),
    ],
)
def test_words_of_comparison_stand_apart(question: str, operation: Operation, indicator: str) -> None:
    asked = figures_asked(question, (), ())
    assert asked
    assert (asked.operation, asked.indicator) == (operation, indicator)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("So sánh tỷ lệ thu ngân sách các huyện", ("plan_share",)),  # money has no rate but that of its plan
        ("So sánh tỷ lệ kết nạp đảng viên các huyện", ("plan_share",)),
        ("So sánh tỷ lệ giải ngân vốn đầu tư công các huyện", ("plan_share",)),
        ("So sánh tỷ lệ hộ nghèo các huyện", RESULTS),  # is a rate itself
        ("So sánh tỷ lệ che phủ rừng các huyện", RESULTS),
    ],
)
def test_a_rate_of_what_is_no_rate_is_a_share_of_its_plan(question: str, kinds: tuple[FigureKind, ...]) -> None:
    asked = figures_asked(question, (), ())
    assert asked
    assert asked.kinds == kinds


@pytest.mark.parametrize(
    "question",
    [
        "So sánh thứ hạng thu ngân sách các huyện",
        "Thu ngân sách của các huyện xếp thứ mấy?",
        "Which district was ranked higher in budget revenue?",
    ],
)
def test_a_rank_is_compared_with_no_figure(question: str) -> None:
    assert figures_asked(question, (), ()) is None
