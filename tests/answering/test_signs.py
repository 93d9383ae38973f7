"""bears_sign, fits_unit, is_target: what shows that a clause can be the kind of answer wanted."""

from __future__ import annotations

import pytest

from assistant.answering.signs import bears_sign, fits_unit, is_target
from assistant.vietnamese.folding import fold
from tests.answering.building import make_query


@pytest.mark.parametrize(
    ("question", "clause", "bears"),
    [
        ("Ai chủ trì hội nghị?", "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị", True),
        ("Ai chủ trì hội nghị?", "Thường trực Huyện ủy chủ trì hội nghị", False),
        ("ai ket luan", "Đồng chí Lê Văn Tư phát biểu kết luận", True),
        ("Who chaired the meeting?", "Đồng chí Lê Văn Tư chủ tọa kỳ họp", True),
        ("Thu ngân sách đạt bao nhiêu?", "Thu ngân sách đạt 65 tỷ đồng", True),
        ("Thu ngân sách đạt bao nhiêu?", "Thu ngân sách tăng khá", False),
        ("Thu ngân sách đạt bao nhiêu?", "Phấn đấu thu ngân sách đạt 80 tỷ đồng", False),
        ("Mục tiêu thu ngân sách là bao nhiêu?", "Phấn đấu thu ngân sách đạt 80 tỷ đồng", True),
        ("Hội nghị họp khi nào?", "Sáng 5/9, hội nghị họp", True),
        ("Hội nghị họp khi nào?", "Hội nghị họp tại hội trường", False),
        ("Hội nghị họp ở đâu?", "Hội nghị họp tại xã Suối Bạc", True),
        ("Hội nghị họp ở đâu?", "Hội nghị họp tại hội trường", False),
        ("Những hạn chế nào được nêu?", "Tiến độ giải ngân còn chậm", True),
        ("Những hạn chế nào được nêu?", "Kinh tế tăng trưởng khá", False),
        ("Nhiệm vụ là gì?", "Yêu cầu các xã thu gom rác", True),
        ("Nhiệm vụ là gì?", "Chủ tịch UBND xã giao công chức địa chính hoàn thành hồ sơ", True),
        ("Nhiệm vụ là gì?", "Bí thư Huyện ủy giao Ban Tổ chức lập đề án", True),
        ("Nhiệm vụ là gì?", "UBND xã họp giao ban tháng 5", False),
        ("Nhiệm vụ là gì?", "Mở rộng 3 km đường giao thông", False),
        ("Nhiệm vụ là gì?", "Đạt 52% dự toán huyện giao", False),
        ("Nhiệm vụ là gì?", "Đã trồng 30 ha rừng", False),
        ("Tóm tắt hội nghị", "Đã trồng 30 ha rừng", False),
    ],
)
def test_the_sign_of_each_kind(question: str, clause: str, bears: bool) -> None:
    assert bears_sign(make_query(question), clause) is bears


@pytest.mark.parametrize(
    ("question", "unit", "fits"),
    [
        ("đạt bao nhiêu tỷ đồng", "đồng", True),
        ("đạt bao nhiêu tỷ đồng", "%", False),
        ("đạt bao nhiêu phần trăm dự toán", "%", True),
        ("thu ngân sách đạt bao nhiêu phần trăm dự toán", "đồng", False),
        ("tỷ lệ hộ nghèo là bao nhiêu", "hộ", False),
        ("tỷ lệ hộ nghèo là bao nhiêu", "%", True),
        ("tỷ lệ giải ngân vốn là bao nhiêu", "đồng", True),
        ("trồng bao nhiêu ha rừng", "ha", True),
        ("trồng bao nhiêu ha rừng", "tấn", False),
        ("thu bao nhiêu tấn thóc", "tạ", True),
        ("thu bao nhiêu tấn thóc", "tạ/ha", False),
        ("năng suất bao nhiêu tạ", "tạ/ha", True),
        ("làm bao nhiêu km đường", "m", True),
        ("có bao nhiêu xã", "xã", True),
        ("có bao nhiêu xã", "đồng", False),
        ("có mấy dự án", "%", False),
        ("có bao nhiêu người dự", "đại biểu", True),
        ("chi bao nhiêu tiền", "đồng", True),
        ("how many communes", "xã", True),
        ("thu ngân sách đạt bao nhiêu", "đồng", True),
        ("kết quả là bao nhiêu", "", True),
    ],
)
def test_a_figure_is_of_the_unit_asked_for(question: str, unit: str, fits: bool) -> None:
    assert fits_unit(fold(question), unit) is fits


@pytest.mark.parametrize(
    ("text", "aimed_at"),
    [
        ("Phấn đấu đến cuối năm thu 80 tỷ đồng", True),
        ("chỉ tiêu đặt ra là 60%", True),
        ("dự kiến hoàn thành trong tháng 9", True),
        ("What is the target?", True),
        ("Thu ngân sách đạt 65 tỷ đồng", False),
    ],
)
def test_a_target_is_no_result(text: str, aimed_at: bool) -> None:
    assert is_target(text) is aimed_at
