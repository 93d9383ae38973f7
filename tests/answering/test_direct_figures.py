"""figure: of a clause with several indicators, what it says of the one in the question's words."""

from __future__ import annotations

import pytest

from assistant.answering.direct_figures import figure
from assistant.answering.fragments import segments_of
from assistant.domain import Turn
from assistant.questions import understand
from tests.answering.building import make_clause, make_query

BUDGET = "Thu ngân sách đạt 310 tỷ đồng, chi ngân sách đạt 300 tỷ đồng"
FIELDS = "Trồng rừng được 30 ha, gieo cấy lúa được 512 ha, trồng ngô được 80 ha"
RATES = "Tỷ lệ hộ nghèo còn 4,5%, tỷ lệ che phủ rừng đạt 60%"
PLANS = "Trồng rừng đạt 30 ha, bằng 90% kế hoạch, trồng ngô đạt 80 ha, bằng 75% kế hoạch"


def told(question: str, clause: str) -> str | None:
    found = figure(make_query(question, "figure"), make_clause(clause))
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("Thu ngân sách đạt bao nhiêu?", BUDGET, "Thu ngân sách đạt 310 tỷ đồng"),
        ("Chi ngân sách đạt bao nhiêu?", BUDGET, "Chi ngân sách đạt 300 tỷ đồng"),
        ("chi ngan sach dat bao nhieu", BUDGET, "Chi ngân sách đạt 300 tỷ đồng"),
        ("Trồng rừng được bao nhiêu ha?", FIELDS, "Trồng rừng được 30 ha"),
        ("Gieo cấy lúa được bao nhiêu ha?", FIELDS, "Gieo cấy lúa được 512 ha"),
        ("Diện tích ngô là bao nhiêu?", FIELDS, "Trồng ngô được 80 ha"),
        ("Tỷ lệ hộ nghèo còn bao nhiêu?", RATES, "Tỷ lệ hộ nghèo còn 4,5%"),
        ("Tỷ lệ che phủ rừng đạt bao nhiêu?", RATES, "Tỷ lệ che phủ rừng đạt 60%"),
    ],
)
def test_the_indicator_in_the_words_of_the_question_is_told(question: str, clause: str, words: str) -> None:
    assert told(question, clause) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Trồng ngô đạt bao nhiêu?", "Trồng ngô đạt 80 ha, bằng 75% kế hoạch"),
        ("Trồng ngô đạt bao nhiêu ha?", "Trồng ngô đạt 80 ha"),
        ("Trồng ngô đạt bao nhiêu phần trăm kế hoạch?", "Trồng ngô: bằng 75% kế hoạch"),
        ("Trồng rừng đạt bao nhiêu phần trăm kế hoạch?", "Trồng rừng: bằng 90% kế hoạch"),
    ],
)
def test_what_goes_on_about_an_indicator_stays_with_it(question: str, words: str) -> None:
    assert told(question, PLANS) == words


@pytest.mark.parametrize(
    ("question", "clause"),
    [("Ngân sách đạt bao nhiêu?", BUDGET), ("Tỷ lệ là bao nhiêu?", RATES)],
)
def test_a_clause_whose_indicators_are_all_alike_to_the_question_is_quoted_whole(question: str, clause: str) -> None:
    assert told(question, clause) is None


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("Hạ ngầm được bao nhiêu cây số?", "Chỉnh trang 21 tuyến phố, hạ ngầm 13 km cáp", "Hạ ngầm 13 km cáp"),
        ("Xã gồm mấy bản?", "Xã nhập từ ba xã cũ, rộng 90 km2, chia thành 14 bản.", "Chia thành 14 bản."),
        (
            "Có mấy nhà xây trái phép?",
            "Toàn xã còn 80 hồ sơ quá hạn; 7 trường hợp xây nhà trái phép",
            "7 trường hợp xây nhà trái phép",
        ),
        ("Giải ngân đạt bao nhiêu phần trăm?", "Giải ngân 66%, cao hơn cùng kỳ 9 điểm phần trăm.", None),
        (
            "Cần tổng cộng bao nhiêu tiền?",
            "Tổng kinh phí là 38 tỷ đồng, trong đó ngân sách huyện 12 tỷ đồng.",
            "Tổng kinh phí là 38 tỷ đồng",
        ),
        (
            "HĐND họp mấy kỳ chuyên đề?",
            "HĐND hai cấp họp 29 kỳ họp, trong đó có 16 kỳ họp chuyên đề",
            "Trong đó có 16 kỳ họp chuyên đề",
        ),
        ("Kết nạp được bao nhiêu đoàn viên?", "Thêm 60 đoàn viên, nâng tổng số lên 900 đồng chí", None),
    ],
)
def test_what_the_question_counts_or_measures_is_told_without_what_stands_beside_it(
    question: str, clause: str, words: str | None
) -> None:
    query = understand(question)
    found = figure(query, make_clause(clause))
    assert (found.text if found else None) == words


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        (
            "Năm tháng có mấy doanh nghiệp thành lập mới?",
            "Trong 5 tháng, toàn tỉnh có 41 doanh nghiệp thành lập mới",
            None,
        ),
        (
            "Thu ngân sách 4 tháng đạt bao nhiêu?",
            "Lũy kế 4 tháng, thu ngân sách được 118 tỷ đồng, chi ngân sách 90 tỷ đồng.",
            "Thu ngân sách được 118 tỷ đồng",
        ),
    ],
)
def test_a_time_is_no_figure_and_is_that_of_what_begins_behind_it(
    question: str, clause: str, words: str | None
) -> None:
    found = figure(understand(question), make_clause(clause))
    assert (found.text if found else None) == words


def test_a_follow_up_is_answered_by_the_figure_of_its_own_words() -> None:
    asked = Turn("user", "Năm 2020 thu của huyện Đồi Mây đạt bao nhiêu dự toán?")
    query = understand("Còn nợ thuế khó thu thì bao nhiêu?", (asked,))
    clause = "Thu mới đạt 74% dự toán, nợ thuế khó thu lên đến 98 tỷ đồng."
    found = figure(query, make_clause(clause))
    assert found is not None
    assert found.text == "Nợ thuế khó thu lên đến 98 tỷ đồng."


@pytest.mark.parametrize(
    ("clause", "segments"),
    [
        (
            "Rét làm chết 37 con trâu, bò của 29 hộ, mất 2 tỷ đồng",
            ["Rét làm chết 37 con trâu, bò của 29 hộ", "mất 2 tỷ đồng"],
        ),
        ("Mất 2 tỷ đồng, chết 37 con trâu, bò.", ["Mất 2 tỷ đồng", "chết 37 con trâu, bò."]),
        ("Chết 37 con trâu, 12 con bò", ["Chết 37 con trâu", "12 con bò"]),
        ("Trồng 30 ha, lúa được 12 ha", ["Trồng 30 ha", "lúa được 12 ha"]),
        ("Đạt và vượt 11/27 chỉ tiêu, bằng 40%", ["Đạt và vượt 11/27 chỉ tiêu", "bằng 40%"]),
        ("Đạt 30 ha và vượt 12%", ["Đạt 30 ha", "vượt 12%"]),
    ],
)
def test_what_a_figure_counts_is_not_cut_at_its_comma(clause: str, segments: list[str]) -> None:
    assert [clause[slice(*span)].strip() for span in segments_of(clause)] == segments
