"""offices_in, is_held: the office a question asks for is told from others of its kind."""

from __future__ import annotations

import pytest

from assistant.answering.offices import is_held, offices_in


@pytest.mark.parametrize(
    ("question", "office", "holds"),
    [
        ("Chủ tịch HĐND huyện là ai?", "Chủ tịch HĐND huyện", True),
        ("Chủ tịch HĐND huyện là ai?", "Phó Bí thư Huyện ủy, Chủ tịch HĐND huyện", True),
        ("Chủ tịch HĐND huyện là ai?", "Chủ tịch UBND huyện", False),
        ("Chủ tịch HĐND huyện là ai?", "Phó Chủ tịch HĐND huyện", False),
        ("Phó Chủ tịch UBND huyện là ai?", "Phó Chủ tịch UBND huyện", True),
        ("Phó Chủ tịch UBND huyện là ai?", "Chủ tịch UBND huyện", False),
        ("Chủ tịch Ủy ban nhân dân huyện?", "Chủ tịch UBND huyện", True),
        ("chu tich hoi dong nhan dan", "Chủ tịch HĐND huyện", True),
        ("Bí thư Huyện ủy là ai?", "Bí thư Tỉnh ủy", False),
        ("Bí thư là ai?", "Bí thư Huyện ủy", True),
        ("Who is the chairman of the People's Council?", "Chủ tịch HĐND huyện", True),
        ("Who is the chairman of the People's Council?", "Chủ tịch UBND huyện", False),
        ("Who is the vice chairman of the district People's Committee?", "Phó Chủ tịch UBND huyện", True),
        ("Who is the People's Committee chairman?", "Phó Chủ tịch UBND huyện", False),
        ("Who is the secretary of the District Party Committee?", "Bí thư Huyện ủy", True),
        ("Ai đã dự?", "Chủ tịch UBND huyện", False),
        ("Ai đứng đầu Đảng bộ huyện?", "Bí thư Huyện ủy", True),
        ("Ai đứng đầu Đảng bộ huyện?", "Phó Bí thư Thường trực Huyện ủy", False),
        ("Chủ tịch huyện là ai?", "Chủ tịch UBND huyện", True),
        ("Phó bí thư thường trực là ai?", "Phó Bí thư Huyện ủy", False),
    ],
)
def test_the_office_asked_for_is_of_that_rank_and_organ(question: str, office: str, holds: bool) -> None:
    assert any(is_held(asked, held) for asked in offices_in(question) for held in offices_in(office)) is holds
