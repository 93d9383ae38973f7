"""What a figure measures: the words before its number, those behind it, or what was measured before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import FigureKind
from assistant.facts.naming import name_measured, named_before
from tests.facts.of_text import figures_of


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("lũy kế 9 tháng ", ""),
        ("sáu tháng đầu năm ước đạt ", ""),
        ("cả năm đạt ", ""),
        ("tháng 7/2022 đạt ", ""),
        ("đến nay đã ", ""),
        ("thu ngân sách 9 tháng ước đạt ", "thu ngân sách"),
        ("trong đó, trồng rừng gỗ lớn đạt ", "trồng rừng gỗ lớn"),
    ],
)
def test_a_bare_time_names_nothing(before: str, name: str) -> None:
    assert named_before(before) == name


@pytest.mark.parametrize(
    ("before", "after", "kind", "unit", "name"),
    [
        ("dự toán tỉnh giao ", "61%", "plan_share", "%", ""),
        ("so với cùng kỳ tăng ", "7%", "change", "%", ""),
        (", đạt ", "61%", "plan_share", "%", ""),
        ("chi ngân sách đạt ", "61%", "plan_share", "%", "chi ngân sách"),
        ("Trong tháng kết nạp ", "14 đảng viên mới", "result", "đảng viên", "kết nạp đảng viên mới"),
        ("lũy kế 9 tháng ", "531 tỷ đồng", "result", "đồng", ""),
    ],
)
def test_a_plan_is_no_name_and_what_is_counted_stands_behind(
    before: str, after: str, kind: FigureKind, unit: str, name: str
) -> None:
    assert name_measured(before, after, kind, unit) == name


@pytest.mark.parametrize(
    "words",
    [
        "Thu ngân sách tháng 7 đạt 47 tỷ đồng, lũy kế 7 tháng 531 tỷ đồng.",
        "Thu ngân sách tháng 7 đạt 47 tỷ đồng, đưa tổng thu 7 tháng lên 531 tỷ đồng.",
    ],
)
def test_a_sum_that_only_its_time_leads_goes_on_from_the_measure_before(tmp_path: Path, words: str) -> None:
    found = figures_of(tmp_path, words)
    assert {found[one].canonical for one in ("47 tỷ đồng", "531 tỷ đồng")} == {"thu ngân sách nhà nước"}
    assert found["531 tỷ đồng"].cumulative


def test_shares_of_two_plans_are_of_what_was_measured_before(tmp_path: Path) -> None:
    words = "Chi ngân sách 7 tháng đạt 212 tỷ đồng, bằng 61% dự toán tỉnh giao, 58,5% dự toán huyện giao."
    found = figures_of(tmp_path, words)
    shares = [(found[one].canonical, found[one].against) for one in ("61%", "58,5%")]
    assert shares == [("chi ngân sách", "dự toán tỉnh giao"), ("chi ngân sách", "dự toán huyện giao")]


@pytest.mark.parametrize(
    ("words", "measure", "canonical"),
    [
        ("Trong tháng, toàn huyện trồng mới 40 ha rừng.", "40 ha", "diện tích trồng rừng"),
        ("Trong tháng, toàn huyện trồng mới 40 ha chè.", "40 ha", None),
        ("Trong tháng, kết nạp 14 đảng viên mới.", "14 đảng viên", "số đảng viên kết nạp"),
    ],
)
def test_the_words_behind_a_number_complete_its_canonical_name(
    tmp_path: Path, words: str, measure: str, canonical: str | None
) -> None:
    assert figures_of(tmp_path, words)[measure].canonical == canonical
