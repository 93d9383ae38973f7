"""A table's row read under its headings; a clause that goes on about the indicator before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.subjects import subject_before
from assistant.answering.tables import is_untold, read_row
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


QUARTERS = "Chỉ tiêu | Kế hoạch năm | Tháng 3 | Quý I\nCấp giấy chứng nhận (giấy) | 420 | 37 | 85"
PLANS = "Chỉ tiêu | Lũy kế | So kế hoạch năm\nThu NSNN (tỷ đồng) | 188,4 | 79,6% tỉnh giao; 74,7% huyện giao"


@pytest.mark.parametrize(
    ("question", "table", "words"),
    [
        ("Quý I cấp được bao nhiêu giấy?", QUARTERS, "Cấp giấy chứng nhận (giấy): Quý I 85"),
        ("Q1/2026 cấp đc bn giấy?", QUARTERS, "Cấp giấy chứng nhận (giấy): Quý I 85"),
        ("Thu bằng mấy % tỉnh giao?", PLANS, "Thu NSNN (tỷ đồng): So kế hoạch năm 79,6% tỉnh giao"),
        ("Thu bằng mấy % mức huyện đề ra?", PLANS, "Thu NSNN (tỷ đồng): So kế hoạch năm 74,7% huyện giao"),
        ("Thu bằng mấy %?", PLANS, "Thu NSNN (tỷ đồng): So kế hoạch năm 79,6% tỉnh giao; 74,7% huyện giao"),
    ],
)
def test_of_a_row_the_quarter_and_the_plan_asked_for_are_read(question: str, table: str, words: str) -> None:
    report = replace(make_report(table), blocks=(Block(0, len(table), "table"),))
    read = read_row(report, table.index("\n") + 1, question)
    assert read is not None
    assert read[0] == words


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


UNITS = (
    "TT | Chỉ tiêu | Đơn vị | 7 tháng 2025 | So với kế hoạch (%)\n"
    "1 | Thu ngân sách | tỷ đồng | 18,6 | 64,1\n"
    "2 | Diện tích gieo trồng lúa | ha | 312,5 | 101,2\n"
    "3 | Lao động có việc làm mới | người | 1.286 | -\n"
    "4 | Tỷ lệ hộ nghèo | % | 3,42 | -\n"
    "5 | Tỷ lệ dân số có bảo hiểm y tế | % | 93,8 | 98,7\n"
    "6 | Sản lượng thủy sản | tấn | - | 55,0\n"
    "7 | Hộ dùng nước sạch | hộ |  | 82,4\n"
    "8 | Tỷ lệ đường giao thông được cứng hóa | % | 88 | 97"
)
ALL_OF_FEES = "Thu phí: Đơn vị chủ trì Phòng Tài chính; Thực hiện 640"
POOR = "Tỷ lệ hộ nghèo: 7 tháng 2025 3,42%"
INSURED = "Tỷ lệ dân số có bảo hiểm y tế: 7 tháng 2025 93,8%"


def read_of(table: str, row: str, question: str) -> str | None:
    report = replace(make_report(table), blocks=(Block(0, len(table), "table"),))
    position = table.index(row)
    read = read_row(report, position, question)
    assert is_untold(report, position, question) == (read is None)
    return read and read[0]


@pytest.mark.parametrize(
    ("question", "row", "words"),
    [
        ("Tỷ lệ hộ nghèo 7 tháng 2025 là bao nhiêu?", "Tỷ lệ hộ nghèo", POOR),
        ("ty le ho ngheo la bao nhieu", "Tỷ lệ hộ nghèo", POOR),
        ("Tỷ lệ hộ nghèo đạt bao nhiêu phần trăm?", "Tỷ lệ hộ nghèo", POOR),
        ("Tỷ lệ dân số có BHYT 7 tháng là bao nhiêu?", "Tỷ lệ dân số", INSURED),
        ("Tỷ lệ dân số có BHYT?", "Tỷ lệ dân số", f"{INSURED}; So với kế hoạch (%) 98,7"),
        (
            "Tỷ lệ dân số có BHYT so với kế hoạch?",
            "Tỷ lệ dân số",
            "Tỷ lệ dân số có bảo hiểm y tế: So với kế hoạch (%) 98,7",
        ),
        (
            "Tỷ lệ đường giao thông được cứng hóa 7 tháng là bao nhiêu?",
            "Tỷ lệ đường",
            "Tỷ lệ đường giao thông được cứng hóa: 7 tháng 2025 88%",
        ),
        ("Thu ngân sách 7 tháng 2025?", "Thu ngân sách", "Thu ngân sách: 7 tháng 2025 18,6 tỷ đồng"),
        ("Thu ngân sách đến hết tháng 7?", "Thu ngân sách", "Thu ngân sách: 7 tháng 2025 18,6 tỷ đồng"),
        (
            "Thu ngân sách bằng bao nhiêu phần trăm kế hoạch?",
            "Thu ngân sách",
            "Thu ngân sách: So với kế hoạch (%) 64,1",
        ),
        (
            "Diện tích gieo trồng lúa là bao nhiêu?",
            "Diện tích",
            "Diện tích gieo trồng lúa: 7 tháng 2025 312,5 ha; So với kế hoạch (%) 101,2",
        ),
        ("Bao nhiêu người có việc làm mới?", "Lao động", "Lao động có việc làm mới: 7 tháng 2025 1.286 người"),
        (
            "Sản lượng thủy sản bằng bao nhiêu phần trăm kế hoạch?",
            "Sản lượng",
            "Sản lượng thủy sản: So với kế hoạch (%) 55,0",
        ),
    ],
)
def test_a_cell_stands_with_the_unit_of_its_row(question: str, row: str, words: str) -> None:
    assert read_of(UNITS, row, question) == words


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Sản lượng thủy sản 7 tháng 2025 là bao nhiêu?", "Sản lượng thủy sản"),
        ("san luong thuy san la bao nhieu", "Sản lượng thủy sản"),
        ("Có bao nhiêu hộ dùng nước sạch?", "Hộ dùng nước sạch"),
        ("Tỷ lệ hộ nghèo so với kế hoạch đạt bao nhiêu?", "Tỷ lệ hộ nghèo"),
        ("Lao động có việc làm mới đạt bao nhiêu phần trăm kế hoạch?", "Lao động"),
        ("Thu ngân sách 6 tháng 2025 là bao nhiêu?", "Thu ngân sách"),
    ],
)
def test_an_empty_cell_is_not_answered_with_another_column(question: str, row: str) -> None:
    assert read_of(UNITS, row, question) is None


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (
            "Chỉ tiêu | ĐVT | Giá trị (triệu đồng) | Số lượng\nThu phí | lượt | 640 | 1.200",
            "Thu phí: Giá trị (triệu đồng) 640; Số lượng 1.200 lượt",
        ),
        ("Chỉ tiêu | Đơn vị tính | Thực hiện\nThu phí | - | 640", "Thu phí: Thực hiện 640"),
        ("Chỉ tiêu | Đơn vị | Thực hiện\nThu phí | tỷ đồng | 640 triệu đồng", "Thu phí: Thực hiện 640 triệu đồng"),
        ("Chỉ tiêu | Đơn vị chủ trì | Thực hiện\nThu phí | Phòng Tài chính | 640", ALL_OF_FEES),
    ],
)
def test_a_unit_is_that_of_the_cell_else_of_its_column_else_of_its_row(table: str, words: str) -> None:
    assert read_of(table, "Thu phí", "Thu phí là bao nhiêu?") == words


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
