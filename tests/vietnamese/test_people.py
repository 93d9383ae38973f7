"""find_people: the people a text names, each with the office written beside the name."""

from __future__ import annotations

import pytest

from assistant.vietnamese.people import find_people


def named(text: str) -> list[tuple[str, str]]:
    return [(person.name, text[person.office_start : person.office_end]) for person in find_people(text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Đồng chí Nguyễn Văn An, Bí thư Huyện ủy, chủ trì hội nghị.", [("Nguyễn Văn An", "Bí thư Huyện ủy")]),
        ("Ông Hồ Văn Giàu - Chủ tịch UBND huyện phát biểu.", [("Hồ Văn Giàu", "Chủ tịch UBND huyện")]),
        ("đ/c Vàng Seo Chúng (Giám đốc Sở Y tế) báo cáo", [("Vàng Seo Chúng", "Giám đốc Sở Y tế")]),
        ("bà Lò Thị Én được bầu giữ chức Chủ tịch HĐND huyện", [("Lò Thị Én", "Chủ tịch HĐND huyện")]),
        ("Bí thư Huyện ủy Phạm Hữu Dũng kết luận", [("Phạm Hữu Dũng", "Bí thư Huyện ủy")]),
        ("Phó Chủ tịch UBND huyện Hoàng Văn Khải nêu", [("Hoàng Văn Khải", "Phó Chủ tịch UBND huyện")]),
        ("Ông Trần Văn Ba nêu ý kiến", [("Trần Văn Ba", "")]),
        (
            "đồng chí Lê Văn Tư, Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện dự và chỉ đạo hội nghị",
            [("Lê Văn Tư", "Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện")],
        ),
    ],
)
def test_the_office_stands_beside_the_name(text: str, people: list[tuple[str, str]]) -> None:
    assert named(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Dự có các đồng chí: Trần Thị Bình, Phó Bí thư Huyện ủy; Lê Công Danh, Trưởng Ban Dân vận",
            [("Trần Thị Bình", "Phó Bí thư Huyện ủy"), ("Lê Công Danh", "Trưởng Ban Dân vận")],
        ),
        (
            "Đồng chí Lê Văn Tư, Bí thư Huyện ủy và đồng chí Đào Thị Én, Phó Bí thư Huyện ủy đồng chủ trì.",
            [("Lê Văn Tư", "Bí thư Huyện ủy"), ("Đào Thị Én", "Phó Bí thư Huyện ủy")],
        ),
        ("Các đồng chí Nguyễn Văn An và Trần Văn Bình", [("Nguyễn Văn An", ""), ("Trần Văn Bình", "")]),
    ],
)
def test_each_of_several_people_keeps_their_own_office(text: str, people: list[tuple[str, str]]) -> None:
    assert named(text) == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("đồng chí H'Lan Niê Kđăm phát biểu", "H'Lan Niê Kđăm"),
        ("đồng chí Y Thanh Hà Niê Kđăm dự", "Y Thanh Hà Niê Kđăm"),
        ("ông Sùng A Páo đề nghị", "Sùng A Páo"),
        ("Nguyen Van An chaired the meeting", "Nguyen Van An"),
        ("đồng chí Én Linh thay mặt", "Én Linh"),
    ],
)
def test_names_of_every_people_and_spelling(text: str, name: str) -> None:
    assert [person.name for person in find_people(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Đồi Mây và xã Suối Bạc",
        "Ban Thường vụ Huyện ủy họp",
        "Đồng chí Bí thư Huyện ủy kết luận",
        "Điện Lực Hoàng Mai Sơn",
        "tỉnh Lâm Hà Giang",
        "Trường Tiểu học Nguyễn Văn Mười",
        "đường Trần Văn Sáu",
        "Công ty Đặng Gia Phát",
        "học tập tư tưởng, đạo đức, phong cách Nguyễn Văn Mười",
        "Tin: Hà Linh",
        "NGUYỄN VĂN AN",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert find_people(text) == ()


def test_a_person_spans_the_name() -> None:
    text = "Sáng nay, đồng chí Nguyễn Văn An dự."
    (person,) = find_people(text)
    assert text[person.start : person.end] == person.name == "Nguyễn Văn An"
    assert person.office_start == person.office_end


def test_the_unit_an_office_is_held_in_is_no_part_of_its_holders_name() -> None:
    text = "Chủ tịch UBND huyện Cầm Lĩnh Hồ Sỹ Phúc chủ trì phiên họp."  # "Cầm" is a surname as well
    assert [person.name for person in find_people(text)] == ["Hồ Sỹ Phúc"]
    assert [person.name for person in find_people("Chủ tịch UBND huyện Vũ Thị Minh Thoa")] == ["Vũ Thị Minh Thoa"]
