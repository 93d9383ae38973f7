"""figure: of a clause with several indicators, what it says of the one in the question's words."""

from __future__ import annotations

import pytest

from assistant.answering.direct_figures import figure
from assistant.answering.fragments import segments_of
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
