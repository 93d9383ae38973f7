"""What kind of figure a measure is, from the words around it and the section it stands in."""

from __future__ import annotations

import pytest

from assistant.domain import FigureKind, SectionKind
from assistant.facts.kinds import Setting, kind_of
from assistant.facts.measures import find_measures


def kind(words: str, section: SectionKind | None = "results") -> FigureKind:
    """The kind of the last measure in words without a comma before it."""
    measure = find_measures(words)[-1]
    told, after = words[: measure.start].lower(), words[measure.end :].lower()
    return kind_of(measure, Setting(told, told, told, after, section))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thu ngân sách đạt 12 tỷ đồng", "result"),
        ("thu ngân sách tăng 12%", "change"),
        ("thu ngân sách tăng lên 12 tỷ đồng", "result"),
        ("thu ngân sách bằng 92% so với cùng kỳ", "change"),
        ("thu ngân sách bằng 92% so với dự toán", "plan_share"),
        ("thu ngân sách còn hụt 4 tỷ đồng", "change"),
        ("giải ngân được 41%", "plan_share"),
        ("vốn chương trình mục tiêu quốc gia 41%", "plan_share"),
        ("tỷ lệ hộ nghèo còn 4,1%", "result"),
        ("kết nạp 21 đảng viên, đạt 84%", "plan_share"),
        ("nâng tổng số xã đạt chuẩn lên 9 xã", "running_total"),
        ("có 4/9 xã đạt chuẩn", "ratio"),
        ("cải cách hành chính xếp thứ 5", "rank"),
        ("phấn đấu thu 70 tỷ đồng", "target"),
        ("kế hoạch vốn năm nay 70 tỷ đồng", "target"),
        ("vốn tỉnh giao cho huyện 70 tỷ đồng", "target"),
        ("70 tỷ đồng vốn được giao", "target"),
        ("thực hiện mục tiêu nghị quyết đã thu 70 tỷ đồng", "result"),
        ("các chỉ tiêu chủ yếu: thu 70 tỷ đồng", "target"),
    ],
)
def test_kind_among_results(words: str, expected: FigureKind) -> None:
    assert kind(words) == expected


@pytest.mark.parametrize(
    ("words", "section", "expected"),
    [
        ("yêu cầu các xã trồng 40 ha rừng", "tasks", "target"),
        ("trồng 40 ha rừng", "tasks", "target"),
        ("đã trồng 40 ha rừng", "tasks", "result"),
        ("trồng 40 ha rừng", "results", "result"),
        ("tỷ lệ giải ngân dưới 25%", "tasks", "plan_share"),
    ],
)
def test_among_tasks_what_is_not_done_is_a_target(words: str, section: SectionKind, expected: FigureKind) -> None:
    assert kind(words, section) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("giá bán nhích 400 đồng", "change"),
        ("giải ngân thấp hơn bình quân chung của tỉnh 4,7%", "change"),
        ("tốc độ tăng trưởng kinh tế (GRDP) ước đạt 8,9%", "change"),
        ("chi 412 tỷ đồng, đạt 58%", "plan_share"),
        ("so với dự toán huyện giao mới bằng 89,5%", "plan_share"),
        ("04 chỉ tiêu còn lại đạt trên 80%", "plan_share"),
        ("(huyện giao 205 tỷ đồng", "target"),
        ("(chỉ tiêu cả năm 150 đảng viên", "target"),
        ("kế hoạch vốn năm 2024 là 215 tỷ đồng, bố trí cho 96 công trình", "target"),
        ("cam kết đến hết tháng 10 đạt 60%", "target"),
        ("các chủ đầu tư phải giải ngân tối thiểu 45%", "target"),
        ("bảo hiểm thấp hơn mục tiêu 95%", "target"),
        ("đã thu hồi đất của 12 hộ", "result"),
    ],
)
def test_what_is_told_of_plans_and_of_changes(words: str, expected: FigureKind) -> None:
    assert kind(words) == expected


def test_what_is_of_a_time_to_come_is_aimed_at_and_a_record_of_the_meeting_is_not() -> None:
    words = "trồng 40 ha"
    measure, setting = find_measures(words)[0], Setting("trồng ", "trồng ", "trồng ", "", "tasks")
    assert kind_of(measure, setting, is_to_come=True) == "target"
    assert kind_of(measure, setting, is_record=True) == "result"


def test_a_year_that_is_over_is_no_aim() -> None:
    lead = "đến năm 2020, trồng "
    measure = find_measures(f"{lead}40 ha")[0]
    setting = Setting("trồng ", lead, lead, "", "results")
    assert kind_of(measure, setting) == "target"
    assert kind_of(measure, setting, is_over=True) == "result"
