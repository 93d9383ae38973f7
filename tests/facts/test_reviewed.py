"""What a meeting in the middle of a term looked back on."""

from datetime import date

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
