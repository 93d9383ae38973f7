"""find_dates: the days a text mentions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.dates import find_dates


@pytest.mark.parametrize(
    ("text", "words", "day", "part_of_day"),
    [
        ("Sáng ngày 31/8/2023, huyện họp", "Sáng ngày 31/8/2023", date(2023, 8, 31), "sáng"),
        ("ngày 26 tháng 6 năm 2020", "ngày 26 tháng 6 năm 2020", date(2020, 6, 26), None),
        ("ngay 26 thang 6 nam 2020", "ngay 26 thang 6 nam 2020", date(2020, 6, 26), None),
        ("thứ năm, 08 08 2019 08:52", "thứ năm, 08 08 2019", date(2019, 8, 8), None),
        ("15/10/2020 08:00", "15/10/2020", date(2020, 10, 15), None),
        ("đăng 2020-06-27", "2020-06-27", date(2020, 6, 27), None),
        ("ngày 01/7/25, đã", "ngày 01/7/25", date(2025, 7, 1), None),
        ("tới 23/7/2020", "23/7/2020", date(2020, 7, 23), None),
        ("held on 31 August 2023", "31 August 2023", date(2023, 8, 31), None),
        ("on August 31, 2023", "August 31, 2023", date(2023, 8, 31), None),
    ],
)
def test_a_day_with_its_year(text: str, words: str, day: date, part_of_day: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.text, found.day, found.part_of_day) == (words, day, part_of_day)
    assert found.year_known


@pytest.mark.parametrize(
    ("text", "words", "day", "part_of_day"),
    [
        ("Ngày 14/10, Ban Chấp hành", "Ngày 14/10", date(2021, 10, 14), None),
        ("Chiều 29-6, Đảng bộ", "Chiều 29-6", date(2021, 6, 29), "chiều"),
        ("ngày 22.4", "ngày 22.4", date(2021, 4, 22), None),
        ("chiều thứ Sáu, ngày 5.7", "chiều thứ Sáu, ngày 5.7", date(2021, 7, 5), "chiều"),
        ("Ngày mùng 5 tháng 8", "Ngày mùng 5 tháng 8", date(2021, 8, 5), None),
        ("Ngày Doanh nhân 13/10", "13/10", date(2021, 10, 13), None),
        ("hội nghị (28/6) đã", "28/6", date(2021, 6, 28), None),
    ],
)
def test_a_day_without_year_takes_the_one_given(text: str, words: str, day: date, part_of_day: str | None) -> None:
    (found,) = find_dates(text, 2021)
    assert (found.text.strip("("), found.day, found.part_of_day) == (words, day, part_of_day)
    assert not found.year_known
    (undated,) = find_dates(text)
    assert (undated.day, undated.day_of_month, undated.month) == (None, day.day, day.month)


@pytest.mark.parametrize(
    "text",
    [
        "đạt 7/10 xã",
        "đạt 11/27 chỉ tiêu",
        "tháng 8/2023",
        "giai đoạn 2020-2025",
        "trồng 3.772 ha, tăng 5.7 lần",
        "ngày 31/2/2020",
        "mua máy 5 tấn",
        "Nghị quyết 13-NQ/HU, 08:00",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert find_dates(text) == ()


def test_the_first_of_two_days_borrows_month_and_year() -> None:
    found = find_dates("diễn ra từ ngày 21 đến 23/7/2020 tại huyện")
    assert [one.day for one in found] == [date(2020, 7, 21), date(2020, 7, 23)]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_any_day_is_read_back(day: date, separator: str) -> None:
    written = separator.join((str(day.day), f"{day.month:02}", str(day.year)))
    assert [one.day for one in find_dates(f"Hội nghị sáng {written} tại huyện")] == [day]
