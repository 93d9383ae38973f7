"""Which numbers of a sentence measure something, and how much."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import CELL
from assistant.facts.measures import find_measures
from tests.facts.of_text import figures_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Tổng giá trị sản xuất đạt 3.273 tỷ đồng", 3_273_000_000_000, "đồng"),
        ("ước đạt 394 tỷ 581 triệu đồng", 394_581_000_000, "đồng"),
        ("bằng 57,34% kế hoạch năm", "57.34", "%"),
        ("hoàn thành 96.4% hồ sơ", "96.4", "%"),
        ("có 02 xã về đích", 2, "xã"),
        ("thực hiện hai khâu đột phá", 2, "khâu đột phá"),
        ("cứng hóa trên 28 km đường", 28, "km"),
        ("làm 14km rãnh thoát nước", 14, "km"),
        ("gia cố 70 m kè", "0.07", "km"),
        ("gấp 1,41 lần năm 2020", "1.41", "lần"),
        ("thu nhập 53,2 triệu đồng/người/năm", 53_200_000, "đồng/người/năm"),
        ("năng suất bình quân 7.900 đồng/kg", 7_900, "đồng/kg"),
        ("đã lập hồ sơ 04 đối tượng", 4, "đối"),
        ("có mặt 5/5 đ/c", 5, "đồng chí"),
        ("mua 250 kg giống", "0.25", "tấn"),
    ],
)
def test_value_in_the_base_unit(text: str, value: object, unit: str) -> None:
    (measure,) = find_measures(text)
    assert (measure.value, measure.unit) == (Decimal(str(value)), unit)


@pytest.mark.parametrize(
    "text",
    [
        "trong 3 tháng cuối năm",
        "nhiệm kỳ 2020-2025",
        "Ban Chỉ đạo 35",
        "theo phương châm 4 tại chỗ",
        "không một hộ nào bị đói",
        "xong trước 15/5",
        "trực 24/24 tại cống",
        "các nội dung trình Kỳ họp thứ 9",
        "ngày 29/6/2023",
    ],
)
def test_times_and_names_measure_nothing(text: str) -> None:
    assert find_measures(text) == ()


def test_fraction_range_rank_and_approximation() -> None:
    (ratio,) = find_measures("đạt và vượt 11/27 chỉ tiêu")
    (spread,) = find_measures("mỗi năm 5 đến 7 người")
    (rank,) = find_measures("học sinh giỏi xếp thứ 2/10 huyện, thành phố")
    (near,) = find_measures("thu ngân sách đạt gần 69 tỷ đồng")
    assert (ratio.value, ratio.out_of, ratio.unit) == (11, 27, "chỉ tiêu")
    assert (spread.value, spread.up_to, spread.unit) == (5, 7, "người")
    assert (rank.value, rank.out_of, rank.unit) == (2, 10, "hạng")
    assert near.approximation == "gần"


def test_a_forgotten_per_cent_sign_is_a_slip() -> None:
    _, slip = find_measures("trồng rừng đạt 3.772 ha, đạt 125,7 kế hoạch")
    assert (slip.value, slip.unit, slip.is_slip) == (Decimal("125.7"), "%", True)


@pytest.mark.parametrize(
    ("cells", "headings", "measured"),
    [
        (("Thu ngân sách (tỷ đồng)", "31,5"), (), [(Decimal("31.5e9"), "đồng")]),
        (("Thu ngân sách", "tỷ đồng", "31,5", "58"), (), [(Decimal("31.5e9"), "đồng"), (Decimal("58e9"), "đồng")]),
        (("Trồng rừng", "ha", "140", "43,1"), ("", "", "Kết quả", "Đạt (%)"), [(140, "ha"), (Decimal("43.1"), "%")]),
        (("3", "Trồng rừng", "ha", "140"), (), [(140, "ha")]),  # the number of the row measures nothing
        (("Ghi chú", "14"), (), []),  # in no unit
    ],
)
def test_a_bare_cell_is_in_the_unit_of_its_column_its_row_or_its_name(
    cells: tuple[str, ...], headings: tuple[str, ...], measured: list[tuple[Decimal, str]]
) -> None:
    assert [(one.value, one.unit) for one in find_measures(CELL.join(cells), headings)] == measured


def test_a_cell_tells_of_two_plans(tmp_path: Path) -> None:
    table = (
        "| Chỉ tiêu | 7 tháng (tỷ đồng) | So với dự toán (%) |\n|---|---|---|\n"
        "| Thu ngân sách | 52 tỷ đồng | 79,6% tỉnh giao; 74,7% huyện giao |\n"
    )
    found = figures_of(tmp_path, table, suffix="md")
    shares = [(found[words].kind, found[words].against) for words in ("79,6%", "74,7%")]
    assert shares == [("plan_share", "tỉnh giao"), ("plan_share", "huyện giao")]
    assert {one.canonical for one in found.values()} == {"thu ngân sách nhà nước"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đứng thứ nhì toàn tỉnh", [("2", "hạng", None)]),
        ("đứng thứ 9 trong 14 xã", [("9", "hạng", "14")]),
        ("đội lân giành Huân chương hạng Nhì", []),  # a medal
        ("tăng gấp đôi", [("2", "lần", None)]),
        ("46 vị ủy viên", [("46", "ủy viên", None)]),
        ("7 sở, ngành", [("7", "sở", None)]),
        ("9 trong 22 chỉ tiêu", [("9", "chỉ tiêu", None), ("22", "chỉ tiêu", None)]),
        ("Chi bộ khóm 5 kiến nghị", []),  # the village's name
        ("Cây | -3,5 | 12", [("-3.5", "%", None), ("12", "%", None)]),
    ],
)
def test_numbers_in_words_in_names_and_with_signs(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    headings = ("Tên", "So cùng kỳ (%)", "Đạt (%)") if "|" in text else ()
    found = [
        (str(one.value), one.unit, str(one.out_of) if one.out_of else None) for one in find_measures(text, headings)
    ]
    assert found == expected
