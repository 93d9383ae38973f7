"""Cue: words are found with their diacritics where a text has any, else without; spans are those of the text."""

from __future__ import annotations

import pytest

from assistant.vietnamese.cues import Cue


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\bđọc\b", "Ông Lê Văn Tư đọc tờ trình", ["đọc"]),
        (r"\bđọc\b", "ÔNG LÊ VĂN TƯ ĐỌC TỜ TRÌNH", ["ĐỌC"]),
        (r"\bđọc\b", "Giám đốc đọc báo cáo, Phó Giám đốc đọc tờ trình", ["đọc", "đọc"]),
        (r"\bđọc\b", "Ong Le Van Tu DOC to trinh", ["DOC"]),
        (r"\bchủ tọa\b", "Bà Đào Thị Én chủ toạ kỳ họp", ["chủ toạ"]),
        (r"\bchủ toạ\b", "Bà Đào Thị Én chủ tọa kỳ họp", ["chủ tọa"]),
        (r"\bchủ tọa\b", "ba Dao Thi En chu toa ky hop", ["chu toa"]),
        (r"\b(?:mời|có mặt)\b", "Huyện mời các xã, 12 xã có mặt", ["mời", "có mặt"]),
        (r"\bkỳ họp\b", "Kì họp thứ nhất", ["Kì họp"]),
    ],
)
def test_words_are_found_as_the_text_spells_them(pattern: str, text: str, found: list[str]) -> None:
    cue = Cue(pattern)
    assert [text[slice(*match.span())] for match in cue.finditer(text)] == found
    assert cue.stands_in(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bđọc\b", "Ông Lê Văn Tư, Giám đốc Sở"),
        (r"\bđọc\b", "Ông Lê Văn Tư doc tờ trình"),  # the rest of the text has its diacritics
        (r"\bmời\b", "Ô nhiễm môi trường mới được xử lý"),
        (r"\bhỏi\b", "Hội nghị họp"),
        (r"\bđọc\b", "trinh bay bao cao"),
        (r"\bđọc\b", ""),
    ],
)
def test_what_only_folds_alike_is_no_cue(pattern: str, text: str) -> None:
    cue = Cue(pattern)
    assert not list(cue.finditer(text))
    assert not cue.stands_in(text)


def test_without_diacritics_whatever_folds_alike_is_a_cue() -> None:
    assert [match.span() for match in Cue(r"\bđọc\b").finditer("giam doc doc")] == [(5, 8), (9, 12)]
