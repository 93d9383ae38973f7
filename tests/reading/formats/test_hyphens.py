"""joined: words that a line's end broke are whole again, hyphens of their own stay."""

from __future__ import annotations

import pytest

from assistant.reading.formats.hyphens import joined


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("thu ngân", "sách đạt", "thu ngân sách đạt"),
        ("mạng Inter-", "net tốc độ cao", "mạng Internet tốc độ cao"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("nhiệm kỳ 2020-", "2025", "nhiệm kỳ 2020-2025"),
        ("Nghị quyết số 13-", "NQ/HU", "Nghị quyết số 13-NQ/HU"),
        ("HĐND-", "UBND huyện", "HĐND-UBND huyện"),
        ("km/", "giờ", "km/giờ"),
        ("Plei-", "ku", "Pleiku"),
        ("ki-lô-", "mét", "ki-lô-mét"),
        ("the govern-", "ment of", "the government of"),
    ],
)
def test_lines_are_joined(text: str, line: str, expected: str) -> None:
    whole, begin = joined(text, line)
    assert whole == expected
    assert whole[begin:] == line
