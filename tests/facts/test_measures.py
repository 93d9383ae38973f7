"""Which numbers of a sentence measure something, and how much."""

from decimal import Decimal

import pytest

from assistant.facts.measures import find_measures


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
