"""find_quantities and numerals: Vietnamese figures, with and without diacritics."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.numbers import find_quantities, numerals


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("ước đạt 394 tỷ 581 triệu đồng,", "394 tỷ 581 triệu đồng", "394581000000", "đồng"),
        ("uoc dat 394 ty 581 trieu dong", "394 ty 581 trieu dong", "394581000000", "đồng"),
        ("đạt 3.273 tỷ đồng", "3.273 tỷ đồng", "3273000000000", "đồng"),
        ("thu 65 tỷ, chi đúng", "65 tỷ", "65000000000", "đồng"),
        ("đạt 3,5 nghìn tỷ đồng", "3,5 nghìn tỷ đồng", "3500000000000", "đồng"),
        ("bình quân 53,2 triệu đồng/năm", "53,2 triệu đồng/năm", "53200000", "đồng/năm"),
        ("đạt 15 triệu/người/năm", "15 triệu/người/năm", "15000000", "đồng/người/năm"),
        ("hỗ trợ 500.000đ", "500.000đ", "500000", "đồng"),
        ("đón 1,2 triệu lượt khách", "1,2 triệu lượt khách", "1200000", "lượt khách"),
        ("bằng 57,34% kế hoạch", "57,34%", "57.34", "%"),
        ("đạt 96.4%", "96.4%", "96.4", "%"),
        ("đạt 88 phần trăm", "88 phần trăm", "88", "%"),
        ("tăng 1,2 điểm phần trăm", "1,2 điểm phần trăm", "1.2", "điểm phần trăm"),
        ("có 02 xã đạt chuẩn", "02 xã", "2", "xã"),
        ("trên 28 km đường", "28 km", "28", "km"),
        ("14km rãnh", "14km", "14", "km"),
        ("gấp 1,41 lần", "1,41 lần", "1.41", "lần"),
        ("trồng 3.772 ha rừng", "3.772 ha", "3772", "ha"),
        ("gồm 37 đồng chí", "37 đồng chí", "37", "đồng chí"),
        ("là 2033 đảng viên", "2033 đảng viên", "2033", "đảng viên"),
        ("đạt 125,7 kế hoạch", "125,7 kế hoạch", "125.7", "kế hoạch"),
        ("thực hiện hai khâu đột phá", "hai khâu đột phá", "2", "khâu đột phá"),
        ("huyện có 3 tân binh", "3 tân", "3", "tân"),
    ],
)
def test_one_quantity(text: str, words: str, value: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.text, found.value, found.unit) == (words, Decimal(value), unit)
    assert text[found.start : found.end] == words


def test_a_fraction_keeps_its_whole() -> None:
    (found,) = find_quantities("đạt và vượt 11/27 chỉ tiêu")
    assert (found.value, found.out_of, found.unit) == (11, 27, "chỉ tiêu")


def test_quantities_come_in_order() -> None:
    found = find_quantities("thu 30 tỷ đồng, đạt 84,3% dự toán, ba xã về đích, tăng 47%")
    assert [one.text for one in found] == ["30 tỷ đồng", "84,3%", "ba xã", "47%"]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 13-NQ/HU",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020",
        "Nghị định 83/2014/NĐ-CP",
        "hội nghị lần thứ 30",
        "đứng thứ 12 toàn tỉnh",
        "dịch Covid-19 và Covid – 19",
        "6 tháng đầu năm 2020",
        "năm 2020, nhiệm kỳ 2020-2025",
        "lúc 08:00",
        "huyện Ba Vân",
        "quốc lộ 18",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02 xã, 57,34 %, 3.273 tỷ, 96.4%", {"2", "57.34%", "3273", "96.4%"}),
        ("65,0 tỷ và 57,30% và 88 phần trăm", {"65", "57.3%", "88%"}),
        ("65% khác 65", {"65%", "65"}),
        ("sáng 22.4 và ngày 31/08/2023", {"22", "4", "31", "8", "2023"}),
        ("11/27 chỉ tiêu", {"11/27", "11", "27"}),
        ("tháng 08/2023", {"8", "2023"}),
        ("Nghị quyết 13-NQ/HU, Covid-19", {"13", "19"}),
        ("1.234.567,8 m2", {"1234567.8"}),
        ("không có số", set()),
    ],
)
def test_numerals_in_one_spelling(text: str, expected: set[str]) -> None:
    assert numerals(text) == expected


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_figure_written_the_vietnamese_way_is_read_back(value: Decimal) -> None:
    written = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    (found,) = find_quantities(f"đạt {written} ha")
    assert found.value == value


@given(st.text(alphabet=st.sampled_from("0123456789.,/-% :tỷđnămg")))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_quantities(text))
    assert all(figure.rstrip("%").replace("/", "").replace(".", "").isdigit() for figure in numerals(text))
