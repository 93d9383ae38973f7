"""expand and in_full: abbreviations -> the phrases they stand for, or the text with these written in it."""

from __future__ import annotations

import pytest

from assistant.vietnamese.abbreviations import ABBREVIATIONS, expand, in_full


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Thu NSNN đạt khá", ("ngân sách nhà nước",)),
        ("thu nsnn dat bn", ("ngân sách nhà nước", "bao nhiêu")),
        ("công tác GPMB, KT-XH", ("giải phóng mặt bằng", "kinh tế - xã hội")),
        ("hdnd huyen", ("Hội đồng nhân dân",)),
        ("HN lần này", ("hội nghị", "Hà Nội")),
        ("vốn ĐT công", ("đầu tư",)),
        ("dt rung", ("dự toán", "diện tích", "đầu tư")),
        ("cán bộ TU, an sinh, tu bổ", ("Tỉnh ủy",)),
        ("tu do, an toan", ()),
        ("UBND (Ủy ban nhân dân) huyện", ()),
        ("không có chữ tắt", ()),
    ],
)
def test_expand(text: str, phrases: tuple[str, ...]) -> None:
    assert expand(text) == phrases


def test_the_table_is_well_formed() -> None:
    assert len(ABBREVIATIONS) >= 80
    for abbreviation, phrases in ABBREVIATIONS.items():
        assert abbreviation == abbreviation.strip() != ""
        assert phrases and len(set(phrases)) == len(phrases)
        assert all(phrase == phrase.strip() != "" for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("xã NTM nâng cao", "xã NTM nông thôn mới nâng cao"),
        ("Chủ tịch HĐND", "Chủ tịch HĐND Hội đồng nhân dân"),
        ("phát triển KT-XH", "phát triển KT-XH kinh tế - xã hội"),
        ("thu bn", "thu bn bao nhiêu"),
        ("HN lần này", "HN lần này"),  # hội nghị or Hà Nội
        ("chữ ntM viết lẫn", "chữ ntM viết lẫn"),
        ("không có chữ tắt", "không có chữ tắt"),
    ],
)
def test_in_full_writes_out_what_has_one_meaning(text: str, written: str) -> None:
    assert in_full(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("thu 7T/2024", "thu 7 tháng /2024"),
        ("thu T8/2023", "thu tháng 8/2023"),
        ("thu Q3/2023", "thu quý 3/2023"),
        ("chín tháng năm 2020", "9 tháng năm 2020"),
        ("Mười một tháng đầu năm", "11 tháng đầu năm"),
        ("nửa đầu năm 2021", "6 tháng đầu năm 2021"),
        ("nua dau nam 2021", "6 thang dau nam 2021"),
        ("ngày hai tháng 9", "ngày hai tháng 9"),  # a day, no two months
        ("mười tháng 276,8 tỷ đồng", "10 tháng 276,8 tỷ đồng"),
        ("những năm tháng đó", "những năm tháng đó"),
        ("đảng ủy trực thuộc", "đảng ủy trực thuộc"),
    ],
)
def test_in_full_writes_months_as_reports_do(text: str, written: str) -> None:
    assert in_full(text) == written
