"""find_places, same_name, find_name: the places of local government a text names."""

from __future__ import annotations

import pytest

from assistant.vietnamese.places import find_name, find_places, same_name


def named(text: str) -> list[tuple[str, str]]:
    return [(place.level, place.name) for place in find_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ban Chấp hành Đảng bộ huyện Đồi Mây khóa XX", [("huyện", "Đồi Mây")]),
        ("Huyện uỷ Suối Bạc tổ chức", [("huyện", "Suối Bạc")]),
        ("Thành ủy Lam Giang, Tỉnh ủy Bình Sa", [("thành phố", "Lam Giang"), ("tỉnh", "Bình Sa")]),
        ("huyện Đắk R’Mây và huyện ĐắkR'Mây", [("huyện", "Đắk R’Mây"), ("huyện", "ĐắkR'Mây")]),
        (
            "các huyện Đồi Mây, Suối Bạc và Tân Khê họp",
            [("huyện", "Đồi Mây"), ("huyện", "Suối Bạc"), ("huyện", "Tân Khê")],
        ),
        ("02 xã Thanh Khê, Đồng Vân đạt chuẩn", [("xã", "Thanh Khê"), ("xã", "Đồng Vân")]),
        ("TP. Lam Giang, TX Bình Lâm", [("thành phố", "Lam Giang"), ("thị xã", "Bình Lâm")]),
        ("Quận 1, phường 12", [("quận", "1"), ("phường", "12")]),
        ("ĐẢNG BỘ HUYỆN ĐỒI MÂY KHÓA XX", [("huyện", "Đồi Mây")]),
        ("con huyen Doi May thi sao", [("huyện", "Doi May")]),
        ("What did Doi May district decide?", [("huyện", "Doi May")]),
        ("Bí thư Huyện ủy Đồi Mây Ngô Tiến Lâm", [("huyện", "Đồi Mây")]),
    ],
)
def test_names_after_a_level_or_an_organ(text: str, places: list[tuple[str, str]]) -> None:
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Huyện ủy Trần Văn Bình chủ trì",
        "Phó Chủ tịch Thường trực UBND tỉnh Nguyễn Văn Tâm dự",
        "UBND huyện Báo cáo tóm tắt",
        "xây dựng huyện NTM nâng cao",
        "toàn huyện. Đẩy mạnh chăn nuôi",
        "Thông tấn xã Việt Nam, hợp tác xã Tân Tiến",
        "tình hình, quan tâm",
        "Phóng viên Hà Bình Minh",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert named(text) == []


def test_a_place_spans_its_level_and_name() -> None:
    text = "Hội nghị của huyện Đồi Mây năm nay"
    (place,) = find_places(text)
    assert text[place.start : place.end] == place.text == "huyện Đồi Mây"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Đồi Mây", "doi may", True),
        ("Hoà Khê", "Hòa Khê", True),
        ("Đắk R'Mây", "Đăk R’mây", True),
        ("ĐắkR'Mây", "Dak R May", True),
        ("huyện Đồi Mây", "Đồi Mây", True),
        ("Tân Yên", "Tân Yến", False),
        ("Đồi Mây", "Suối Mây", False),
        ("", "", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("con huyen doi may thi sao", "Đồi Mây", "doi may"),
        ("Huyện Đăk R’mây đạt", "Đắk R'Mây", "Đăk R’mây"),
        ("thu ở Tân Yến", "Tân Yên", None),
        ("đồi mây mù", "Đồi Mâ", None),
    ],
)
def test_find_name_in_any_spelling(text: str, name: str, found: str | None) -> None:
    span = find_name(text, name)
    assert (text[slice(*span)] if span else None) == found
