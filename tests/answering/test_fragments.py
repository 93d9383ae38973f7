"""What is left of quoted words at their edges, and of statements beside the one asked for."""

from __future__ import annotations

import pytest

from assistant.answering.fragments import statement_asked, trimmed
from tests.answering.building import make_query


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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hai xã nào chưa đạt chuẩn?", "hai xã chưa đạt chuẩn là Cao Sơn và Đồi Mây"),
        ("Xã nâng cao gồm những xã nào?", "2 xã nâng cao gồm Suối Bạc và Hòa An"),
        ("Nông thôn mới ra sao?", None),
    ],
)
def test_of_statements_that_semicolons_part_the_one_asked_for_is_told(question: str, told: str | None) -> None:
    text = "hai xã chưa đạt chuẩn là Cao Sơn và Đồi Mây; 2 xã nâng cao gồm Suối Bạc và Hòa An"
    assert statement_asked(make_query(question), text) == (told or text)


def test_what_stands_in_brackets_is_not_parted() -> None:
    text = "39 người (nam: 22 người; nữ bị thương nặng: 17 người)"
    assert statement_asked(make_query("Bao nhiêu nữ bị thương nặng?"), text) == text
