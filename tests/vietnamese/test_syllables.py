"""syllables and pairs: what the lexical index and clause scoring compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.syllables import FOLDED_STOPWORDS, STOPWORDS, pairs, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu ngân sách đạt 3.273 tỉ", "thu ngân sách đạt 3.273 tỷ"),
        ("bằng 57,34% kế hoạch", "bằng 57,34% kế hoạch"),
        ("02 xã, 007", "2 xã 7"),
        ("0,5% và 0.5", "0,5% và 0.5"),
        ("tháng 08/2023", "tháng 8 2023 8/2023"),
        ("Nghị quyết 13-NQ/HU", "nghị quyết 13 nq hu 13-nq/hu"),
        ("Covid-19, Covid – 19", "covid 19 covid-19 covid 19"),
        ("kinh tế-xã hội, KT-XH", "kinh tế xã hội kt xh"),
        ("Đắk R’Lấp", "đắk r lấp"),
        ("14km, 300 m2, 5-7%", "14 km 300 m2 5 7%"),
        ("Uỷ ban (hoà giải)", "ủy ban hòa giải"),
        ("./. … –", ""),
    ],
)
def test_syllables(text: str, expected: str) -> None:
    assert syllables(text) == tuple(expected.split())


def test_pairs_join_neighbours() -> None:
    assert pairs(("thu", "ngân", "sách")) == ("thu_ngân", "ngân_sách")
    assert pairs(("thu",)) == ()


@given(st.text())
def test_a_syllable_holds_no_space(text: str) -> None:
    assert all(one and not any(c.isspace() for c in one) for one in syllables(text))


@pytest.mark.parametrize("word", ["dau", "bi", "thi", "tu", "bao", "dang", "trong", "ho", "chi", "moi"])
def test_folded_stopwords_spare_words_that_carry_meaning(word: str) -> None:
    assert word not in FOLDED_STOPWORDS


def test_stopwords_are_single_lower_case_syllables() -> None:
    assert {"bao", "nhiêu", "của", "là"} <= STOPWORDS
    assert all(word == word.lower() and " " not in word for word in STOPWORDS)
