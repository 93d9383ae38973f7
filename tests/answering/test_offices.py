"""offices_in, is_held: the office a question asks for is told from others of its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.offices import is_held, offices_asked, offices_in
from tests.answering.building import make_query


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
        ("Trưởng phòng Nội vụ là ai?", "Trưởng phòng Nội vụ", True),
        ("Trưởng phòng Nội vụ là ai?", "Trưởng phòng Quản lý đô thị", False),
        ("Trưởng phòng nào phát biểu?", "Trưởng phòng Quản lý đô thị", True),
        ("Trưởng phòng Tài chính là ai?", "Trưởng phòng Tài chính - Kế hoạch", True),
        ("giam doc so y te la ai", "Giám đốc Sở Xây dựng", False),
    ],
)
def test_the_office_asked_for_is_of_that_rank_and_organ(question: str, office: str, holds: bool) -> None:
    assert any(is_held(asked, held) for asked in offices_in(question) for held in offices_in(office)) is holds


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CT UBND huyện", "Chủ tịch Ủy ban nhân dân huyện"),
        ("ct hdnd xa", "Chủ tịch Hội đồng nhân dân xã"),
        ("PCT UBND xã", "Phó Chủ tịch Ủy ban nhân dân xã"),
        ("PCT HĐND huyện", "Phó Chủ tịch Hội đồng nhân dân huyện"),
        ("BT Huyện ủy", "Bí thư Huyện ủy"),
        ("PBT Tỉnh ủy", "Phó Bí thư Tỉnh ủy"),
        ("BT xã", "Bí thư Đảng bộ xã"),
    ],
)
def test_an_office_in_short_is_the_office_in_full(short: str, full: str) -> None:
    (office,) = offices_in(short)
    assert office.organ
    assert offices_in(f"{short} là ai?") == offices_in(full) == {office}


@pytest.mark.parametrize(
    ("words", "organ", "level"),
    [
        ("Chủ tịch Hội đồng nhân dân huyện", "hdnd", "huyen"),
        ("Chủ tịch Hội đồng huyện", "hdnd", "huyen"),
        ("Chủ tịch Ủy ban huyện", "ubnd", "huyen"),
        ("Chủ tịch Hội đồng quản trị", "", ""),  # neither a council of the people nor one of a quận
        ("Chủ tịch Hội đồng quản trị huyện", "", ""),
        ("Chủ tịch Hội đồng thi đua", "", ""),
        ("Chủ tịch Hội đồng trường", "", ""),
        ("Chủ tịch Ủy ban bầu cử huyện", "", ""),
        ("Chủ tịch Ủy ban kiểm tra huyện", "ubkt", "huyen"),
    ],
)
def test_only_councils_and_committees_of_the_people_are_theirs(words: str, organ: str, level: str) -> None:
    (office,) = offices_in(words)
    assert (office.rank, office.organ, office.level) == ("chu tich", organ, level)


@pytest.mark.parametrize("words", ["Phòng Tài nguyên và Môi trường", "ô nhiễm môi trường", "hội trường huyện"])
def test_what_only_ends_like_a_rank_is_no_office(words: str) -> None:
    assert offices_in(words) == frozenset()


@pytest.mark.parametrize(
    ("own", "is_meant"),
    [
        ("Thế giữa năm 2018 thì vị trí ấy thuộc về ai?", True),
        ("Năm 2018 ai ngồi ghế đó?", True),
        ("Ai kết luận?", False),
    ],
)
def test_an_office_pointed_to_is_that_of_the_question_before(own: str, is_meant: bool) -> None:
    query = replace(make_query(own), own=own, context="Ai làm Bí thư Huyện ủy vào tháng 10/2019?")
    assert bool(offices_asked(query)) is is_meant
