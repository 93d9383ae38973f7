"""What a statement computes from quoted figures is borne out by them; what it computes wrongly is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.verification.checking import check
from tests.answering.test_verification import REPORT

PRESENT = "Kỳ họp có 27/30 đại biểu dự."
SOWN = "Xã trồng 120 ha ngô và 85 ha lạc."
COLLECTED = "Thu ngân sách đạt 41 tỷ đồng, dự toán 50 tỷ đồng."
POOR = "Tỷ lệ hộ nghèo giảm từ 12,5% xuống còn 9,3%."
SETTLED = "Giải quyết 34/40 đơn."
REACHED = "Năm 2023 có 4 xã đạt chuẩn, năm 2024 có 8 xã đạt chuẩn."


def wrong(quoted: str, told: str) -> tuple[str, ...]:
    report = replace(REPORT, text=quoted, blocks=(), sections=())
    return check(DraftStatement(told, (Quote(report, 0, len(quoted)),))).wrong


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        (PRESENT, "Ba đại biểu vắng mặt tại kỳ họp."),
        (PRESENT, "Có 3 trong 30 đại biểu không dự kỳ họp."),
        (PRESENT, "Tỷ lệ đại biểu dự kỳ họp là 90%."),
        (SOWN, "Xã trồng tổng cộng 205 ha ngô và lạc."),
        (SOWN, "Diện tích ngô nhiều hơn lạc 35 ha."),
        (COLLECTED, "So với dự toán còn thiếu 9 tỷ đồng."),
        (COLLECTED, "Thu ngân sách mới đạt 82% dự toán."),
        (POOR, "Tỷ lệ hộ nghèo giảm 3,2 điểm phần trăm."),
        (SETTLED, "Còn 6 đơn chưa được giải quyết."),
        (SETTLED, "Sáu đơn còn tồn."),
        (REACHED, "Số xã đạt chuẩn năm 2024 gấp đôi năm 2023."),
    ],
)
def test_a_figure_computed_right_is_borne_out(quoted: str, told: str) -> None:
    assert wrong(quoted, told) == ()


@pytest.mark.parametrize(
    ("quoted", "told", "figure"),
    [
        (PRESENT, "Tỷ lệ đại biểu dự kỳ họp là 95%.", "95%"),
        (SOWN, "Diện tích ngô nhiều hơn lạc 45 ha.", "45 ha"),
        (SOWN, "Xã trồng 205 ha ngô.", "205 ha"),  # nothing says that it computes
        (SOWN, "Xã trồng tổng cộng 205 tấn ngô và lạc.", "205 tấn"),
        (POOR, "Tỷ lệ hộ nghèo giảm được 4,2%.", "4,2%"),
        (SETTLED, "Còn 8 đơn chưa được giải quyết.", "8 đơn"),
    ],
)
def test_one_computed_wrong_is_not(quoted: str, told: str, figure: str) -> None:
    assert figure in wrong(quoted, told)
