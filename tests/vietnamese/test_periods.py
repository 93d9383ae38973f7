"""find_periods: the months, quarters, years and terms a text mentions."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import Period
from assistant.vietnamese.dates import find_periods


def period(start: tuple[int, int], end: tuple[int, int, int], label: str) -> Period:
    return Period(date(*start, 1), date(*end), label)


@pytest.mark.parametrize(
    ("text", "words", "expected", "cumulative"),
    [
        ("trong tháng 8/2023", "tháng 8/2023", period((2023, 8), (2023, 8, 31), "tháng 8/2023"), False),
        ("tháng 2 năm 2024", "tháng 2 năm 2024", period((2024, 2), (2024, 2, 29), "tháng 2/2024"), False),
        (
            "8 tháng đầu năm 2023",
            "8 tháng đầu năm 2023",
            period((2023, 1), (2023, 8, 31), "8 tháng đầu năm 2023"),
            True,
        ),
        (
            "sáu tháng đầu năm 2021",
            "sáu tháng đầu năm 2021",
            period((2021, 1), (2021, 6, 30), "6 tháng đầu năm 2021"),
            True,
        ),
        ("9 tháng năm 2020", "9 tháng năm 2020", period((2020, 1), (2020, 9, 30), "9 tháng đầu năm 2020"), True),
        (
            "thu 9 thang nam 2020 cua",
            "9 thang nam 2020",
            period((2020, 1), (2020, 9, 30), "9 tháng đầu năm 2020"),
            True,
        ),
        ("6T đầu năm 2020", "6T đầu năm 2020", period((2020, 1), (2020, 6, 30), "6 tháng đầu năm 2020"), True),
        (
            "3 tháng cuối năm 2020",
            "3 tháng cuối năm 2020",
            period((2020, 10), (2020, 12, 31), "3 tháng cuối năm 2020"),
            False,
        ),
        (
            "đến hết tháng 8/2023",
            "đến hết tháng 8/2023",
            period((2023, 1), (2023, 8, 31), "đến hết tháng 8/2023"),
            True,
        ),
        ("quý I/2025", "quý I/2025", period((2025, 1), (2025, 3, 31), "quý I/2025"), False),
        ("quí 3 năm 2024", "quí 3 năm 2024", period((2024, 7), (2024, 9, 30), "quý III/2024"), False),
        ("nửa đầu năm 2022", "nửa đầu năm 2022", period((2022, 1), (2022, 6, 30), "6 tháng đầu năm 2022"), True),
        ("cả năm 2020 đạt", "cả năm 2020", period((2020, 1), (2020, 12, 31), "năm 2020"), False),
        (
            "nhiệm kỳ 2020 - 2025",
            "nhiệm kỳ 2020 - 2025",
            period((2020, 1), (2025, 12, 31), "nhiệm kỳ 2020-2025"),
            False,
        ),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025", period((2021, 1), (2025, 12, 31), "giai đoạn 2021-2025"), False),
        (
            "first nine months of 2020",
            "first nine months of 2020",
            period((2020, 1), (2020, 9, 30), "9 tháng đầu năm 2020"),
            True,
        ),
        ("in August 2023", "August 2023", period((2023, 8), (2023, 8, 31), "tháng 8/2023"), False),
        (
            "the second quarter of 2025",
            "second quarter of 2025",
            period((2025, 4), (2025, 6, 30), "quý II/2025"),
            False,
        ),
        ("collected in 2020", "in 2020", period((2020, 1), (2020, 12, 31), "năm 2020"), False),
    ],
)
def test_a_period_with_its_year(text: str, words: str, expected: Period, cumulative: bool) -> None:
    (found,) = find_periods(text)
    assert (found.text, found.period, found.cumulative) == (words, expected, cumulative)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("6 tháng cuối năm", "6 tháng cuối năm 2022"),
        ("trong tháng 8", "tháng 8/2022"),
        ("quý II", "quý II/2022"),
    ],
)
def test_a_period_without_year_takes_the_one_given(text: str, label: str) -> None:
    assert [one.period for one in find_periods(text)] == [None]
    assert [one.period.label for one in find_periods(text, 2022) if one.period] == [label]


def test_an_accumulated_figure_is_cumulative() -> None:
    (found,) = find_periods("lũy kế tổng thu ngân sách tháng 8/2023")
    assert found.cumulative


@pytest.mark.parametrize(
    "text",
    [
        "ngày 26 tháng 6 năm 2020",
        "Việt Nam 2020 phát triển",
        "thắng 8 trận, quỹ 1 tỷ",
        "trong 36 tháng",
        "năm qua",
        "Quyết định 12/2020",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert find_periods(text) == ()
