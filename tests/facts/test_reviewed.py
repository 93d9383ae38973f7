"""What a meeting in the middle of a term looked back on."""

from datetime import date

import pytest

from assistant.domain import Period
from assistant.facts.reviewed import reviewed_period
from tests.reports import make_report


def test_a_mid_term_review_looks_back_to_the_beginning_of_the_term() -> None:
    report = make_report(
        "Hội nghị sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội, nhiệm kỳ 2020-2025. Từ đầu nhiệm kỳ đến hết tháng"
        " 6/2023, huyện hoàn thành 13/24 chỉ tiêu.",
        held_on=date(2023, 7, 18),
    )
    period = reviewed_period(report)
    assert period is not None
    assert (period.start, period.end) == (date(2020, 1, 1), date(2023, 6, 30))


def test_a_meeting_about_a_month_may_look_back_on_the_year_so_far() -> None:
    month = Period(date(2024, 9, 1), date(2024, 9, 30), "tháng 9/2024")
    for told in ("báo cáo tình hình kinh tế - xã hội 9 tháng", "đánh giá kết quả quý III, 9 tháng"):
        period = reviewed_period(make_report(f"Phiên họp {told}.", held_on=date(2024, 9, 25), period=month))
        assert period is not None
        assert (period.start, period.end) == (date(2024, 1, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    "title", ["Nhiệm vụ năm học 2025-2026", "Kế hoạch giai đoạn 2026-2030", "Nhiệm vụ 11 tháng cuối năm 2025"]
)
@pytest.mark.parametrize("held_on", [date(2025, 8, 20), date(2025, 12, 20), date(2025, 1, 20)])
def test_before_what_lies_in_no_one_year_nothing_was_reviewed(title: str, held_on: date) -> None:
    assert reviewed_period(make_report("Hội nghị bàn về chè.", title=title, held_on=held_on)) is None
