"""contrasts: a question and words -> whether they tell only of the counterpart of what is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.contrasts import tells_counterpart


@pytest.mark.parametrize(
    ("question", "text", "is_counterpart"),
    [
        ("Vụ hè thu gieo bao nhiêu ha?", "Vụ Đông Xuân gieo 412 ha", True),
        ("Vụ hè thu gieo bao nhiêu ha?", "Vụ hè thu gieo 380 ha, đông xuân 412 ha", False),
        ("Vụ đông trồng bao nhiêu ha?", "Vụ đông xuân gieo 412 ha", True),
        ("vu he thu gieo bao nhieu ha", "Vụ đông xuân gieo 412 ha", True),
        ("Được mấy huy chương bạc?", "Giành 17 huy chương vàng", True),
        ("Mưa lũ làm chết mấy người?", "Mưa lũ làm 3 người bị thương", True),
        ("Còn bao nhiêu hộ cận nghèo?", "Toàn xã còn 79 hộ nghèo", True),
        ("Còn bao nhiêu hộ nghèo?", "Toàn xã còn 79 hộ cận nghèo", True),
        ("Còn bao nhiêu hộ nghèo?", "Còn 79 hộ nghèo, 40 hộ cận nghèo", False),
        ("Đợt 2 chi trả cho bao nhiêu hộ?", "Chi trả đợt 1 cho 207 hộ", True),
        ("Quý II thu bao nhiêu?", "Thu quý III được 27,3 tỷ đồng", True),
        ("Quý 2 thu bao nhiêu?", "Thu quý II được 27,3 tỷ đồng", False),
        ("Thu ngân sách bao nhiêu?", "Thu quý III được 27,3 tỷ đồng", False),
        ("Thu ngân sách 9 tháng được bao nhiêu?", "Chi ngân sách 9 tháng 71 tỷ đồng", True),
        ("Thu ngân sách 9 tháng được bao nhiêu?", "Thu NSNN 9 tháng 53 tỷ đồng, chi ngân sách 71 tỷ đồng", False),
        ("Xuất khẩu đạt bao nhiêu?", "Nhập khẩu đạt 12 triệu USD", True),
        ("Có bao nhiêu trường mầm non?", "Có 5 trường tiểu học", True),
    ],
)
def test_a_counterpart_is_none_of_what_is_asked_for(question: str, text: str, is_counterpart: bool) -> None:
    assert tells_counterpart(question, text) == is_counterpart
