"""A table's row read under its headings; a clause that goes on about the indicator before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.subjects import subject_before
from assistant.answering.tables import read_row
from assistant.domain import Block
from tests.reports import make_report

TABLE = "Chỉ tiêu | Tháng 9 | Lũy kế 9 tháng\nThu NSNN (tỷ đồng) | 20,1 | 188,4\nTrồng rừng (ha) | 30 | 512"
REPORT = replace(make_report(TABLE), blocks=(Block(0, len(TABLE), "table"),))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Thu ngân sách 9 tháng là bao nhiêu?", "Thu NSNN (tỷ đồng): Lũy kế 9 tháng 188,4"),
        ("Thu ngân sách tháng 9 là bao nhiêu?", "Thu NSNN (tỷ đồng): Tháng 9 20,1"),
        ("Thu ngân sách là bao nhiêu?", "Thu NSNN (tỷ đồng): Tháng 9 20,1; Lũy kế 9 tháng 188,4"),
    ],
)
def test_a_row_is_read_under_the_heading_asked_for(question: str, words: str) -> None:
    read = read_row(REPORT, TABLE.index("Thu NSNN"), question)
    assert read is not None
    assert read[0] == words
    assert TABLE[slice(*read[1])].startswith("Chỉ tiêu")


def test_the_heading_row_and_prose_are_no_rows() -> None:
    assert read_row(REPORT, 0, "Thu ngân sách?") is None
    assert read_row(make_report(TABLE), TABLE.index("Thu NSNN"), "Thu ngân sách?") is None


SHARES = (
    "Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ (%) | So với cùng kỳ\n"
    "Thu NSNN (tỷ đồng) | 250 | 188,4 | 75,4 | 102%\n"
    "Trồng rừng (ha) | 600 | 512 | 85,3 | 98%"
)
SHARE = "Thu NSNN (tỷ đồng): Tỷ lệ (%) 75,4; So với cùng kỳ 102%"
ALL = "Thu NSNN (tỷ đồng): Kế hoạch 250; Thực hiện 188,4; Tỷ lệ (%) 75,4; So với cùng kỳ 102%"


@pytest.mark.parametrize(
    ("question", "table", "words"),
    [
        ("Thu ngân sách đạt bao nhiêu phần trăm?", SHARES, SHARE),
        ("thu ngan sach dat bao nhieu %", SHARES, SHARE),
        ("Tỷ lệ thu ngân sách là bao nhiêu?", SHARES, SHARE),
        ("Thu ngân sách so với dự toán huyện giao?", SHARES, SHARE),
        ("What percentage of revenue was collected?", SHARES, SHARE),
        ("Thu ngân sách là bao nhiêu?", SHARES, ALL),
        # No column holds a share.
        ("Thu ngân sách đạt bao nhiêu phần trăm?", TABLE, "Thu NSNN (tỷ đồng): Tháng 9 20,1; Lũy kế 9 tháng 188,4"),
        ("Thu ngân sách 9 tháng đạt bao nhiêu %?", TABLE, "Thu NSNN (tỷ đồng): Lũy kế 9 tháng 188,4"),
    ],
)
def test_who_asks_for_a_share_gets_the_columns_of_shares(question: str, table: str, words: str) -> None:
    report = replace(make_report(table), blocks=(Block(0, len(table), "table"),))
    read = read_row(report, table.index("Thu NSNN"), question)
    assert read is not None
    assert read[0] == words


@pytest.mark.parametrize(
    ("text", "clause", "subject"),
    [
        (
            "Trồng rừng đạt 40 ha. Thu NSNN tháng 7 ước 20 tỷ đồng; cộng dồn 7 tháng được 96 tỷ đồng.",
            "cộng dồn 7 tháng được 96 tỷ đồng",
            "Thu NSNN tháng 7 ước 20 tỷ đồng",
        ),
        ("Thu NSNN tháng 7 ước 20 tỷ đồng; trồng rừng đạt 40 ha.", "trồng rừng đạt 40 ha", None),
        ("Thu NSNN tháng 7 ước 20 tỷ đồng. Lũy kế 7 tháng được 96 tỷ đồng.", "Lũy kế 7 tháng được 96 tỷ đồng", None),
    ],
)
def test_a_running_total_takes_its_indicator_from_the_clause_before(
    text: str, clause: str, subject: str | None
) -> None:
    start = text.index(clause)
    span = subject_before(text, 0, (start, start + len(clause)))
    assert (text[slice(*span)] if span else None) == subject
