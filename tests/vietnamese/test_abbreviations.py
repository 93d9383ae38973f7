"""expand: abbreviations -> the phrases they stand for."""

from __future__ import annotations

import pytest

from assistant.vietnamese.abbreviations import ABBREVIATIONS, expand


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
