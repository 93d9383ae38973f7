"""What verification checks, one table for each: words of a report, a statement over them, whether it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.verification import unsupported
from assistant.domain import Block
from tests.reports import make_report

MONTHS = "Thu ngân sách tháng 8 đạt 65 tỷ đồng, lũy kế 8 tháng 253 tỷ đồng; chi ngân sách 8 tháng 310 tỷ đồng."
PLANS = "Thu ngân sách đạt 394 tỷ 581 triệu đồng, bằng 84,3% dự toán huyện giao, 88,6% dự toán tỉnh giao, tăng 5,2%."
CATCH = "Tổng sản lượng 18.640 tấn, trong đó khai thác 11.290 tấn, nuôi trồng 7.350 tấn."
AIMS = "Độ che phủ rừng 63%, phấn đấu cuối năm đạt 64%; còn 23 hộ chưa bàn giao mặt bằng."
ASKED = (
    "Đồng chí Lò Văn Sáng, Chủ tịch UBND huyện yêu cầu: khởi công 4 dự án trước ngày 15/8; "
    "đóng cửa 3 cơ sở không phép. "
    "Hội nghị cho ý kiến về đề án sáp nhập hai xã. Đồng chí Hà Thị Én, Trưởng phòng Nội vụ đề nghị bổ sung 5 biên chế."
)
PEOPLE = (
    "Đồng chí Phạm Quang Nhạ, Bí thư Huyện ủy chủ trì hội nghị. Cùng dự có đồng chí Đào Thị Hiền, Chủ tịch HĐND huyện; "
    "đồng chí Lương Khải, Chủ tịch UBND huyện. Hội nghị căn cứ Nghị quyết số 13-NQ/HU."
)


def holds(words: str, text: str) -> bool:
    report = make_report(words, held_on=date(2024, 8, 30))
    return not unsupported(DraftStatement(text, (Quote(report, 0, len(words)),)))


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (MONTHS, "Tháng 8, thu ngân sách đạt 65 tỷ đồng", True),
        (MONTHS, "Thu ngân sách 8 tháng là 253 tỷ đồng", True),
        (MONTHS, "8 tháng thu ngân sách 65 tỷ đồng", False),
        (MONTHS, "Thu ngân sách tháng 8 đạt 253 tỷ đồng", False),
        (MONTHS, "Chi ngân sách 253 tỷ đồng", False),
        (MONTHS, "Thu ngân sách 8 tháng đạt 310 tỷ đồng", False),
        (MONTHS, "Tháng 8/2024 thu ngân sách 65 tỷ đồng", True),  # the report's year
        (MONTHS, "Tháng 8/2023 thu ngân sách 65 tỷ đồng", False),
        (MONTHS, "Thu ngân sách tháng 8 đạt 65 triệu đồng", False),
        (CATCH, "Sản lượng nuôi trồng là 7.350 tấn", True),
        (CATCH, "Sản lượng khai thác là 7.350 tấn", False),
        (CATCH, "Tổng sản lượng là 18.640 kg", False),
    ],
)
def test_a_figure_goes_with_its_unit_its_time_and_its_indicator(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (PLANS, "So với dự toán tỉnh giao, thu ngân sách đạt 88,6%", True),
        (PLANS, "Thu ngân sách bằng 84,3% dự toán", True),
        (PLANS, "Thu ngân sách bằng 88,6% dự toán huyện giao", False),
        (PLANS, "Thu ngân sách bằng 84,3% so với cùng kỳ", False),
        (PLANS, "Thu ngân sách giảm 5,2%", False),
        (PLANS, "Thu ngân sách đạt trên 394 tỷ đồng", True),
        (PLANS, "Thu ngân sách đạt gần 395 tỷ đồng", True),
        (PLANS, "Thu ngân sách đạt khoảng 395 tỷ đồng", True),
        (PLANS, "Thu ngân sách đạt 394 tỷ đồng", False),  # rounded, and does not say so
        (PLANS, "Thu ngân sách đạt trên 395 tỷ đồng", False),
    ],
)
def test_a_figure_goes_with_its_baseline_and_rounds_only_in_words(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (AIMS, "Phấn đấu cuối năm độ che phủ rừng đạt 64%", True),
        (AIMS, "Độ che phủ rừng cuối năm đạt 64%", False),
        (ASKED, "Chủ tịch UBND huyện yêu cầu khởi công 4 dự án trước ngày 15/8", True),
        (ASKED, "4 dự án đã được khởi công trước ngày 15/8", False),
        (ASKED, "Hội nghị cho ý kiến về đề án sáp nhập hai xã", True),
        (ASKED, "Hội nghị thông qua đề án sáp nhập hai xã", False),
        (ASKED, "Hai xã đã được sáp nhập", False),
        (ASKED, "Trưởng phòng Nội vụ Hà Thị Én đề nghị bổ sung 5 biên chế", True),
        (ASKED, "Huyện đã bổ sung 5 biên chế", False),
        (ASKED, "Đồng chí Lò Văn Sáng kỷ luật 3 cơ sở không phép", False),
    ],
)
def test_what_is_asked_for_or_talked_of_is_not_done(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (AIMS, "23 hộ chưa bàn giao mặt bằng", True),
        (AIMS, "23 hộ đã bàn giao mặt bằng", False),
        (ASKED, "Đóng cửa 3 cơ sở có phép", False),
        ("Tiến độ giải ngân chậm, chất lượng chưa đồng đều.", "Chất lượng chưa đồng đều", True),
        ("Tiến độ giải ngân chậm, chất lượng chưa đồng đều.", "Chất lượng đồng đều", False),
        ("Tiến độ giải ngân chậm, chất lượng chưa đồng đều.", "Tiến độ giải ngân nhanh", False),
        ("Mưa lũ gây sạt lở; không có người chết.", "Mưa lũ gây sạt lở nhưng không có người chết", True),
        ("Mưa lũ gây sạt lở; không có người chết.", "Mưa lũ làm có người chết", False),
    ],
)
def test_a_denial_is_neither_added_nor_dropped(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (PEOPLE, "Bí thư Huyện ủy Phạm Quang Nhạ chủ trì hội nghị", True),
        (PEOPLE, "Người chủ trì hội nghị là đồng chí Phạm Quang Nhạ", True),
        (PEOPLE, "Đồng chí Phạm Quang Nhã chủ trì hội nghị", False),
        (PEOPLE, "Đồng chí Lương Khải chủ trì hội nghị", False),
        (PEOPLE, "Đồng chí Đào Thị Hiền, Chủ tịch UBND huyện cùng dự", False),
        (PEOPLE, "Đồng chí Đào Thị Hiền, Chủ tịch HĐND huyện cùng dự", True),
        (PEOPLE, "Hội nghị căn cứ Nghị quyết số 13-NQ/HU", True),
        (PEOPLE, "Hội nghị căn cứ Nghị quyết số 31-NQ/HU", False),
        (PEOPLE, "Hội nghị của huyện Suối Bạc do đồng chí Phạm Quang Nhạ chủ trì", False),
        (ASKED, "Đồng chí Hà Thị Én yêu cầu khởi công 4 dự án trước ngày 15/8", False),
        (ASKED, "Khởi công 4 dự án trước ngày 18/5", False),
        (ASKED, "Hội nghị bàn việc xây bệnh viện", False),
    ],
)
def test_people_offices_documents_places_and_days_are_those_of_the_words(
    words: str, text: str, is_borne_out: bool
) -> None:
    assert holds(words, text) == is_borne_out


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (MONTHS, "Budget revenue over eight months was 253 billion đồng", True),
        (MONTHS, "Budget revenue in August was 253 billion đồng", False),
        (MONTHS, "Budget expenditure over eight months was 253 billion đồng", False),
        (PLANS, "Revenue was 88.6% of the provincial estimate, up 5.2%", True),
        (PLANS, "Revenue was 88.6% of the district estimate", False),
        (PLANS, "Revenue was down 5.2%", False),
        (ASKED, "The meeting discussed a plan to merge two communes", True),
        (ASKED, "The meeting approved a plan to merge two communes", False),
        (PEOPLE, "Phạm Quang Nhạ chaired the meeting", True),
        (PEOPLE, "Lương Khải chaired the meeting", False),
    ],
)
def test_english_statements_over_vietnamese_words_are_checked_too(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


SAID_ELSE = (
    "Đến 15/10 giải ngân 179,6 tỷ đồng, đạt 46,4% kế hoạch; 36 hộ chưa nhận tiền, 9 hộ còn lại ở thôn Đông. "
    "Cuộc họp phân công: họp giao ban 2 lần/tháng; nâng tỷ lệ hồ sơ lên 70% vào cuối năm. "
    "Có 7 doanh nghiệp tạm ngừng, nhiều hơn cùng kỳ 3 doanh nghiệp."
)


@pytest.mark.parametrize(
    ("words", "text", "is_borne_out"),
    [
        (SAID_ELSE, "Đến giữa tháng 10, giải ngân chưa được một nửa kế hoạch", True),
        (SAID_ELSE, "Đến giữa tháng 10, giải ngân quá nửa kế hoạch", False),
        (SAID_ELSE, "Một điểm yếu là 36 gia đình chưa nhận tiền", True),
        (SAID_ELSE, "36 gia đình đã nhận tiền", False),
        (SAID_ELSE, "Tổ công tác mỗi tháng giao ban hai lần", True),
        (SAID_ELSE, "Hạn nâng tỷ lệ hồ sơ lên 70% là 31/12", True),
        (SAID_ELSE, "Tỷ lệ hồ sơ đã lên 70%", False),
        (SAID_ELSE, "Số doanh nghiệp phải tạm dừng là 7, tăng 3 doanh nghiệp so với cùng kỳ", True),
        (SAID_ELSE, "Số doanh nghiệp phá sản là 7", False),
        (SAID_ELSE, "Thirty-six households have not yet accepted compensation", True),
        (SAID_ELSE, "Seventy-six households have not yet accepted compensation", False),
    ],
)
def test_the_same_said_in_other_words_holds(words: str, text: str, is_borne_out: bool) -> None:
    assert holds(words, text) == is_borne_out


def test_a_row_of_a_table_is_read_under_its_headings() -> None:
    table = "Chỉ tiêu | Tháng 9 | Lũy kế 9 tháng\nThu ngân sách (tỷ đồng) | 19,5 | 179,2"
    report = replace(make_report(table), blocks=(Block(0, len(table), "table"),))
    row = (Quote(report, table.index("Thu"), len(table)),)
    assert not unsupported(DraftStatement("Thu ngân sách 9 tháng là 179,2 tỷ đồng", row))
    assert unsupported(DraftStatement("Thu ngân sách tháng 9 là 179,2 tỷ đồng", row))


def test_a_cell_is_in_the_unit_that_another_column_gives_its_row() -> None:
    table = (
        "TT | Chỉ tiêu | Đơn vị | 7 tháng 2025 | So với kế hoạch (%)\n"
        "1 | Thu ngân sách | tỷ đồng | 18,6 | 64,1\n"
        "2 | Tỷ lệ hộ nghèo | % | 3,42 | -"
    )
    report = replace(make_report(table), blocks=(Block(0, len(table), "table"),))
    budget = (Quote(report, table.index("1 | Thu"), table.index("\n2")),)
    poor = (Quote(report, table.index("2 | Tỷ"), len(table)),)
    assert not unsupported(DraftStatement("Thu ngân sách 7 tháng 2025 là 18,6 tỷ đồng", budget))
    assert unsupported(DraftStatement("Thu ngân sách 7 tháng 2025 là 18,6 triệu đồng", budget))
    assert unsupported(DraftStatement("Thu ngân sách 7 tháng 2025 là 64,1 tỷ đồng", budget))
    assert not unsupported(DraftStatement("Tỷ lệ hộ nghèo 7 tháng 2025 là 3,42%", poor))
    assert unsupported(DraftStatement("Tỷ lệ hộ nghèo 7 tháng 2025 là 3,42 triệu đồng", poor))
