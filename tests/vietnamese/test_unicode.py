"""normalize: text as found in files -> NFC with ordinary spaces and the Vietnamese Đ."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.unicode import normalize


@pytest.mark.parametrize(
    ("found", "normal"),
    [
        (unicodedata.normalize("NFD", "Hội nghị huyện Đồi Mây"), "Hội nghị huyện Đồi Mây"),
        ("nga\u0301\u0302n sa\u0301ch", "ngấn sách"),
        ("ngân\u200b sách\ufeff nhà\u00adnước", "ngân sách nhànước"),
        ("đạt 9 tỷ\U000e0042\U000e006f\U000e007f đồng\U000e0101\u3164\u206a", "đạt 9 tỷ đồng"),
        ("30\u00a0tỷ\u2009đồng", "30 tỷ đồng"),
        ("13\u2011NQ/HU, KT\u2010XH ✔\ufe0f", "13-NQ/HU, KT-XH ✔"),
        ("dòng một\r\ndòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("Ðồng chí, HÐND, QÐ-UBND, ðã", "Đồng chí, HĐND, QĐ-UBND, đã"),
    ],
)
def test_repairs_what_files_hold(found: str, normal: str) -> None:
    assert normalize(found) == normal


@pytest.mark.parametrize("text", ["Hội nghị lần thứ 30 – “sơ kết”…\n\n- 57,34%./.", "Guðmundur Þórðarson", "a\tb"])
def test_leaves_right_text_untouched(text: str) -> None:
    assert normalize(text) == text


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aăâeêoôơuưÐðđĐ\u0301\u0302\u0306\u0323\u200b\r\n")))
)
def test_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
