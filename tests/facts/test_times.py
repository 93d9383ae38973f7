"""The times that a sentence names for its own figures, and those that are another's."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import Period
from assistant.facts.day_times import coming_deadline, deadline_in
from assistant.facts.times import times_in, to_the_end

LAST = date(2022, 8, 31)
TERM = Period(date(2020, 1, 1), date(2025, 12, 31), "nhiệm kỳ 2020-2025")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Sáu tháng qua, chè được mùa.", (1, 1), (6, 30)),
        ("Trong tháng, huyện trồng được rừng.", (8, 1), (8, 31)),
        ("Tính đến ngày 20/6, huyện thu được nhiều.", (1, 1), (6, 20)),
        ("Hoàn thành trước quý III/2022.", (1, 1), (6, 30)),
        ("Trong 3 tháng còn lại, thu cho đủ.", (10, 1), (12, 31)),
        ("Từ ngày 1/7, áp dụng giá mới.", (7, 1), (8, 31)),
        ("Từ ngày 8/9 đến ngày 12/9, mưa lớn.", (9, 8), (9, 12)),
        ("Đêm 10/10, lũ về làm sập cầu.", (10, 10), (10, 10)),
        ("Trong tháng 8 và tháng 9, huyện ra quân.", (8, 1), (9, 30)),
    ],
)
def test_time_named(words: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    periods = [one.period for one in times_in(words, 2022, LAST)]
    assert [(one.start, one.end) for one in periods] == [(date(2022, *first), date(2022, *last))]


def test_a_range_of_years_ends_with_its_last_month() -> None:
    (one,) = times_in("Từ năm 2020 đến hết tháng 6/2022, huyện xóa được nhà tạm.", 2022)
    assert (one.period.start, one.period.end) == (date(2020, 1, 1), date(2022, 6, 30))


@pytest.mark.parametrize(
    "words",
    [
        "Thu tăng 5% so với 6 tháng đầu năm 2021.",
        "Đạt 61% kế hoạch năm 2022.",
        "Triển khai Nghị quyết về phát triển chè năm 2021.",
        "Xong trong vòng 6 tháng.",
        "Bò con 6 tháng tuổi.",
    ],
)
def test_baselines_names_of_documents_and_lengths_are_no_time_of_figures(words: str) -> None:
    assert times_in(words, 2022, LAST) == ()


@pytest.mark.parametrize(
    ("words", "planned", "until", "current"),
    [
        ("Nhiệm vụ 4 tháng cuối năm: trồng rừng.", True, False, False),
        ("Tính đến ngày 20/6, huyện thu đủ.", False, True, False),
        ("Trong tháng, huyện thu đủ.", False, False, True),
    ],
)
def test_a_time_is_planned_a_last_day_or_this_month(words: str, planned: bool, until: bool, current: bool) -> None:
    (one,) = times_in(words, 2022, LAST)
    assert (one.is_planned, one.is_until, one.is_current) == (planned, until, current)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("Từ nay đến cuối năm, giải ngân hết vốn.", date(2022, 1, 1), date(2022, 12, 31)),
        ("Từ nay đến hết nhiệm kỳ, làm xong đường.", date(2023, 1, 1), date(2025, 12, 31)),
    ],
)
def test_the_end_of_a_year_or_of_a_term(words: str, start: date, end: date) -> None:
    (one,) = to_the_end(words, 2022, TERM)
    assert (one.period.start, one.period.end) == (start, end)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("xong trước ngày 30/9", date(2022, 9, 30)),
        ("chậm nhất 15/10", date(2022, 10, 15)),
        ("trước ngày 30/9/2023", date(2023, 9, 30)),
        ("thực hiện từ 1/7", None),
        ("trồng 40 ha rừng", None),
    ],
)
def test_a_deadline_is_the_last_day_of_its_period(words: str, last: date | None) -> None:
    period = deadline_in(words, 2022)
    assert (period.end if period else None) == last


@pytest.mark.parametrize(
    ("words", "day", "last"),
    [
        ("xong trước ngày 15/1", date(2022, 12, 20), date(2023, 1, 15)),  # of the next year
        ("xong trước ngày 30/11/2024", date(2024, 12, 20), date(2024, 11, 30)),  # its year is written
        ("xong trước ngày 29/2", date(2024, 11, 5), None),  # next year has no such day
        ("xong trước ngày 15/9", date(2022, 8, 2), date(2022, 9, 15)),
    ],
)
def test_a_deadline_at_a_years_end_is_the_next_years(words: str, day: date, last: date | None) -> None:
    period = coming_deadline(words, day.year, day)
    assert (period and period.end) == last
    assert period is None or str(period.end.year) in period.label
