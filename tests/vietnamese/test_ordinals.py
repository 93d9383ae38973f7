"""ordinal and ORDINAL: numbers of meetings and terms, in words, Roman and Arabic figures."""

from __future__ import annotations

import re

import pytest

from assistant.vietnamese.folding import fold
from assistant.vietnamese.ordinals import ORDINAL, ordinal


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("nhất", 1),
        ("nhì", 2),
        ("tư", 4),
        ("bốn", 4),
        ("năm", 5),
        ("bảy", 7),
        ("bẩy", 7),
        ("mười", 10),
        ("mười một", 11),
        ("mười lăm", 15),
        ("MƯỜI HAI", 12),
        ("muoi hai", 12),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("ba mươi lăm", 35),
    ],
)
def test_words(written: str, number: int) -> None:
    assert ordinal(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("I", 1), ("IV", 4), ("VI", 6), ("IX", 9), ("XIV", 14), ("XIX", 19), ("xxiii", 23), ("XL", 40), ("LX", 60)],
)
def test_roman_figures(written: str, number: int) -> None:
    assert ordinal(written) == number


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("05", 5), ("30", 30), (" 112 ", 112)])
def test_arabic_figures(written: str, number: int) -> None:
    assert ordinal(written) == number


@pytest.mark.parametrize(("written", "number"), [("hai năm", 2), ("tư năm", 4), ("chín năm", 9)])
def test_the_word_of_the_year_that_follows_is_no_part_of_it(written: str, number: int) -> None:
    assert ordinal(written) == number


@pytest.mark.parametrize("written", ["", "trung ương", "không", "một trăm", "hai ba", "mười mười", "thứ năm", "4a"])
def test_what_is_no_ordinal(written: str) -> None:
    assert ordinal(written) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kỳ họp thứ hai mươi ba của HĐND xã", "hai muoi ba"),
        ("Kỳ họp thứ mười hai HĐND xã", "muoi hai"),
        ("Kỳ họp thứ tư, HĐND xã", "tu"),
        ("Hội nghị lần thứ XXIII Đảng bộ huyện", "xxiii"),
        ("Hội nghị lần thứ 30 Đảng bộ huyện", "30"),
    ],
)
def test_the_pattern_takes_the_whole_ordinal_and_no_more(text: str, words: str) -> None:
    found = re.search(rf"\bthu ({ORDINAL})", fold(text))
    assert found is not None
    assert found[1] == words


@pytest.mark.parametrize("text", ["Cuộc họp thứ bậc", "Kỳ họp thứ 2024", "Phiên họp thứ namnuoc"])
def test_the_pattern_ends_with_a_word(text: str) -> None:
    assert re.search(rf"\bthu ({ORDINAL})", fold(text)) is None
