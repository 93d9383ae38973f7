"""named_each: a question for the names of so many, and an answer's quotes -> whether they are left unnamed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.named_each import leaves_unnamed
from assistant.domain import AnswerKind
from tests.answering.building import make_query


@pytest.mark.parametrize(
    ("question", "kind", "quotes"),
    [
        ("Ba dự án chậm là những dự án nào?", "list", ("Huyện còn 3 dự án chậm tiến độ",)),
        ("Hai xã nào chưa giải ngân?", "list", ("Còn 2 xã chưa giải ngân đồng nào",)),
        ("Kể tên mười lăm công ty nợ thuế", "list", ("Nợ thuế tập trung ở 15 doanh nghiệp",)),
        ("Hai công chức được biệt phái tên là gì?", "person", ("Ông Tô Minh giải trình, đã xin 2 công chức",)),
        ("Ba người được bầu bổ sung là những ai?", "list", ("Hội nghị bầu bổ sung 3 vị",)),
        ("Which three communes were late?", "list", ("Còn 3 xã chậm",)),
        ("What are the names of the two people elected?", "person", ("Dự có anh Ngô Trí Dũng",)),
        ("Hai chỉ tiêu khó đạt cụ thể là chỉ tiêu nào?", "list", ("Có 18 chỉ tiêu đạt", "2 chỉ tiêu khó đạt, cần cố")),
    ],
)
def test_what_is_only_counted_is_not_named(question: str, kind: AnswerKind, quotes: tuple[str, ...]) -> None:
    assert leaves_unnamed(replace(make_query(question), kind=kind), quotes)


@pytest.mark.parametrize(
    ("question", "kind", "quotes"),
    [
        ("Ba dự án chậm là những dự án nào?", "list", ("3 dự án chậm: cầu Rạng, đường Đá Mài, kè Tân Mỹ",)),
        ("Hai xã nào chưa giải ngân?", "list", ("ở 2 xã Ái Khê và Đồi Mây chưa giải ngân",)),
        ("Hai xã nào chưa giải ngân?", "list", ("xã Ái Khê chưa giải ngân", "xã Bản Sen chưa giải ngân")),
        ("Hai chỉ tiêu nào không đạt?", "list", ("Còn hai chỉ tiêu không đạt là hộ nghèo và thu ngân sách",)),
        ("Hai người nào điều hành?", "person", ("Bà Quách Thị Nhiên và ông Ngân Văn Toản điều hành",)),
        ("Huyện có mấy dự án chậm?", "count", ("Huyện còn 3 dự án chậm",)),
        ("Kỳ họp thứ ba bàn những gì?", "list", ("Kỳ họp bàn 3 tờ trình",)),
        ("Ai ở tổ 7 xin lùi hạn?", "person", ("Tổ trưởng tổ 7 xin lùi hạn",)),
        ("Các dự án chậm là những dự án nào?", "list", ("Huyện còn 3 dự án chậm",)),  # no number is known
        ("Ba dự án chậm là những dự án nào?", "list", ("Dự án | Tiến độ",)),  # rows of a table
        ("Hai người bị nạn ở bản nào?", "place", ("Lũ quét tại bản Nậm Cút làm 2 người bị nạn",)),
    ],
)
def test_what_is_named_or_needs_no_names(question: str, kind: AnswerKind, quotes: tuple[str, ...]) -> None:
    assert not leaves_unnamed(replace(make_query(question), kind=kind), quotes)
