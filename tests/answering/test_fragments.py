"""What is left of quoted words at their edges."""

from __future__ import annotations

import pytest

from assistant.answering.fragments import trimmed


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (", giao Phòng Nội vụ rà soát;", "giao Phòng Nội vụ rà soát"),
        ("Các đơn vị nghiêm túc thực hiện./.", "Các đơn vị nghiêm túc thực hiện."),
        ("Các đơn vị nghiêm túc thực hiện ./.", "Các đơn vị nghiêm túc thực hiện."),
        ("Các đơn vị nghiêm túc thực hiện./-", "Các đơn vị nghiêm túc thực hiện."),
        ("Các đơn vị nghiêm túc thực hiện.", "Các đơn vị nghiêm túc thực hiện."),
        ("bằng 04/15 xã", "bằng 04/15 xã"),
        ("trước ngày 15/9.", "trước ngày 15/9."),
    ],
)
def test_marks_that_belong_elsewhere_are_left_out(words: str, left: str) -> None:
    assert trimmed(words) == left
