"""Who is named as present, in sentences and in the lists of minutes; who is away or comes by office alone is not."""

from __future__ import annotations

import pytest

from assistant.reading.attendance import find_attendance
from assistant.reading.excerpts import Excerpt


def present(*sentences: str) -> list[str]:
    return [person.name for _, person in find_attendance([Excerpt(sentence, 0) for sentence in sentences])]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Dự kỳ họp có đồng chí Lê Văn Tám, Bí thư Huyện ủy; các đồng chí trong Ban Thường vụ.", ["Lê Văn Tám"]),
        ("Tham dự có ông Bùi Văn Nam, Giám đốc Sở Y tế; bà Vũ Thị Hoa.", ["Bùi Văn Nam", "Vũ Thị Hoa"]),
        ("Về dự hội nghị, có đồng chí Lê Văn Tám, Phó Bí thư Tỉnh ủy.", ["Lê Văn Tám"]),
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy dự và chỉ đạo hội nghị.", ["Lê Văn Tám"]),
        ("Khách mời: ông Sùng A Páo, Trưởng bản Lũng Mây.", ["Sùng A Páo"]),
        ("Cùng đi có đồng chí Vũ Thị Hoa, Chánh Văn phòng.", ["Vũ Thị Hoa"]),
        ("Dự có ông Bùi Văn Nam. ", ["Bùi Văn Nam"]),
        ("Dự hội nghị có các đồng chí trong Ban Thường vụ Huyện ủy.", []),
        ("Đồng chí Lê Văn Tám báo cáo dự toán thu ngân sách.", []),
        ("Đồng chí Lê Văn Tám trình dự thảo nghị quyết.", []),
        ("Dự án do ông Bùi Văn Nam làm chủ đầu tư.", []),
        ("Dự họp đầy đủ; vắng ông Bùi Văn Nam.", []),
        ("Dự có đồng chí Vũ Thị Hoa; đồng chí Lê Văn Tám chủ trì kỳ họp.", ["Vũ Thị Hoa", "Lê Văn Tám"]),
    ],
)
def test_in_a_sentence(sentence: str, names: list[str]) -> None:
    assert present(sentence) == names


def test_in_the_list_of_minutes() -> None:
    minutes = (
        "II. THÀNH PHẦN",
        "1. Ông Lê Văn Tám, Chủ tịch UBND xã;",
        "2. Bà Vũ Thị Hoa, công chức Văn phòng, thư ký;",
        "3. Ông Bùi Văn Nam, vắng có lý do.",
        "III. NỘI DUNG",
        "1. Ông Sùng A Páo nêu tình hình thôn bản.",
    )
    assert present(*minutes) == ["Lê Văn Tám", "Vũ Thị Hoa"]
