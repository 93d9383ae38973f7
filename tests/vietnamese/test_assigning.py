"""GIVES and ASSIGNS: where words give somebody something to do, with diacritics and without."""

from __future__ import annotations

import re

import pytest

from assistant.vietnamese.assigning import ASSIGNS, FOLDED_ASSIGNS, FOLDED_GIVES, GIVES
from assistant.vietnamese.folding import fold


@pytest.mark.parametrize(
    ("words", "gives", "assigns"),
    [
        ("Bà Lò Thị Hoa giao công chức địa chính hoàn thành hồ sơ", True, True),
        ("Ông Phạm Quang Nhượng giao UBND huyện đối thoại với 23 hộ", True, True),
        ("Chủ tịch UBND xã giao công chức địa chính hoàn thành hồ sơ", True, True),
        ("Bí thư Huyện ủy giao nhiệm vụ cho các đơn vị", True, True),
        ("Hội nghị giao Ban Tổ chức Huyện ủy lập đề án", True, True),
        ("giao quân sự huyện chuẩn bị diễn tập", True, True),
        ("đồng chí phân công ông Vàng A Páo theo dõi", False, True),
        ("Đồng chí Bí thư giao: hoàn thành quy hoạch", True, False),
        ("nhiệm vụ được giao cho các phòng", True, False),
        ("Xã họp giao ban tháng 5", False, False),
        ("Giao ban tuần này nghe các thôn báo cáo", False, False),
        ("biên bản giao ban", False, False),
        ("bằng 52% dự toán huyện giao", False, False),
        ("chỉ tiêu tỉnh giao các xã", False, False),
        ("bàn giao mặt bằng cho đơn vị thi công", False, False),
        ("mở rộng đường giao thông", False, False),
        ("giao lưu văn nghệ", False, False),
    ],
)
def test_what_gives_somebody_something_to_do(words: str, gives: bool, assigns: bool) -> None:
    lowered, folded = words.lower(), fold(words)
    assert [bool(re.search(pattern, lowered)) for pattern in (GIVES, ASSIGNS)] == [gives, assigns]
    assert [bool(re.search(pattern, folded)) for pattern in (FOLDED_GIVES, FOLDED_ASSIGNS)] == [gives, assigns]


@pytest.mark.parametrize(
    "words",
    ["giáo viên hợp đồng", "Trưởng Ban Tuyên giáo Huyện ủy", "ngành giáo dục", "tin đăng trên giáo dục và thời đại"],
)
def test_words_that_only_fold_alike_give_nothing(words: str) -> None:
    assert not re.search(FOLDED_ASSIGNS, fold(words))
    assert not re.search(FOLDED_GIVES, fold(words))
