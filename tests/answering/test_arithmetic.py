"""Differences and ratios come with the sum a reader can check, in the reader's way of writing numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answering.arithmetic import difference, holds, number, ratio, unit_of
from assistant.domain import Language

BILLION = 10**9


@pytest.mark.parametrize(
    ("first", "second", "unit", "language", "written", "in_words"),
    [
        (69 * BILLION, 30 * BILLION, "đồng", "vi", "69 − 30 = 39", "39 tỷ đồng"),
        (69 * BILLION, 30 * BILLION, "đồng", "en", "69 − 30 = 39", "39 billion đồng"),
        (394_581_000_000, 900_000_000, "đồng", "vi", "394.581 − 900 = 393.681", "393.681 triệu đồng"),
        ("84.3", "38.18", "%", "vi", "84,3 − 38,18 = 46,12", "46,12 điểm phần trăm"),
        ("84.3", "38.18", "%", "en", "84.3 − 38.18 = 46.12", "46.12 percentage points"),
        (3772, 4000, "ha", "vi", "3.772 − 4.000 = -228", "228 ha"),
    ],
)
def test_a_difference(
    first: int | str, second: int | str, unit: str, language: Language, written: str, in_words: str
) -> None:
    done = difference(Decimal(first), Decimal(second), unit, language)
    assert (done.written, done.in_words) == (written, in_words)
    assert holds(done)


@pytest.mark.parametrize(
    ("first", "second", "written"),
    [(253, 69, "253 : 69 ≈ 3,67"), (30, 20, "30 : 20 = 1,5"), (1, 1000, "1 : 1.000 ≈ 0")],
)
def test_a_ratio_is_told_to_the_hundredth(first: int, second: int, written: str) -> None:
    done = ratio(Decimal(first * BILLION), Decimal(second * BILLION), "đồng", "vi")
    assert done.written == written
    assert holds(done)


def test_a_sum_that_is_wrong_does_not_hold() -> None:
    assert not holds(replace(difference(Decimal(5), Decimal(3), "ha", "vi"), result=Decimal(3)))
    assert not holds(replace(ratio(Decimal(5), Decimal(3), "ha", "vi"), result=Decimal(2)))


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [("1234.5", "vi", "1.234,5"), ("1234.5", "en", "1,234.5"), ("100", "vi", "100"), ("0.50", "vi", "0,5")],
)
def test_numbers_are_written_as_readers_write_them(value: str, language: Language, expected: str) -> None:
    assert number(Decimal(value), language) == expected


@pytest.mark.parametrize(
    ("words", "value", "unit", "expected"),
    [
        ("179,2", 179_200_000_000, "đồng", "tỷ đồng"),
        ("900", 900_000_000, "đồng", "triệu đồng"),
        ("506", 506, "ha", "ha"),
    ],
)
def test_a_bare_number_of_a_table_gets_the_unit_it_is_in(words: str, value: int, unit: str, expected: str) -> None:
    assert unit_of(words, Decimal(value), unit, "vi") == expected
