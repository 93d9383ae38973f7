"""fold, has_diacritics, canonical_spelling: spans carry over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.folding import canonical_spelling, fold, has_diacritics

VIETNAMESE = st.text(alphabet="aàảãáạăâbcdđeêghiìỉĩíịklmnoòỏõóọôơpqrstuùủũúụưvxyỳỷỹýỵAÒHOÀUỶQK '’-.0123\n")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk R’Lấp", "dak r’lap"),
        ("Ủy ban nhân dân huyện", "uy ban nhan dan huyen"),
        ("57,34% – 02 xã", "57,34% – 02 xa"),
        ("ĐƯỜNG ỐNG NƯỚC", "duong ong nuoc"),
    ],
)
def test_fold_drops_case_and_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.one_of(st.text(), VIETNAMESE))
def test_fold_keeps_every_position(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(("text", "expected"), [("thu ngan sach", False), ("thu ngân sach", True), ("ĐẢNG", True)])
def test_has_diacritics(text: str, expected: bool) -> None:
    assert has_diacritics(text) is expected


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("hoà bình, Huyện uỷ, luỹ kế, Thuý, xoè", "hòa bình, Huyện ủy, lũy kế, Thúy, xòe"),
        ("UỶ BAN, Hoá", "ỦY BAN, Hóa"),
        ("hòan thành, lọai, khóan, ngòai", "hoàn thành, loại, khoán, ngoài"),
        ("quý, quỳ, quỷ, hoàn toàn, khuỷu, thuyền", "quý, quỳ, quỷ, hoàn toàn, khuỷu, thuyền"),
        ("30 tỉ, tỉ lệ, tỉ mỉ", "30 tỷ, tỷ lệ, tỉ mỉ"),
        ("quí III, kì họp, kỉ luật, kĩ thuật, lí do", "quý III, kỳ họp, kỷ luật, kỹ thuật, lý do"),
        ("khoẻ, khỏe, mì, đi, lì", "khỏe, khỏe, mì, đi, lì"),
    ],
)
def test_canonical_spelling(text: str, spelling: str) -> None:
    assert canonical_spelling(text) == spelling


@given(VIETNAMESE)
def test_canonical_spelling_keeps_length_letters_and_itself(text: str) -> None:
    spelling = canonical_spelling(text)
    assert len(spelling) == len(text)
    assert fold(spelling).replace("y", "i") == fold(text).replace("y", "i")
    assert canonical_spelling(spelling) == spelling
