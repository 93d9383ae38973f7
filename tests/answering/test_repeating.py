"""repeats: a follow-up and a clause -> whether the clause only tells again what the answer before it said."""

from __future__ import annotations

import pytest

from assistant.answering.repeating import repeats
from assistant.domain import Turn
from assistant.questions import understand
from tests.answering.building import make_clause

CHAIRED = ("Hội nghị do ai chủ trì?", "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì.")
COLLECTED = ("Thu ngân sách tháng 9 đạt bao nhiêu?", "28,6 tỷ đồng, đạt 12,1% kế hoạch.")
HELD = ("Hội nghị họp ngày nào?", "Ngày 3/9.")


@pytest.mark.parametrize(
    ("turns", "question", "clause", "repeated"),
    [
        (CHAIRED, "Còn tỉnh thì cử ai xuống?", "Đồng chí Lê Văn Tư, Bí thư Huyện ủy điều hành hội nghị.", True),
        (CHAIRED, "Còn tỉnh thì cử ai xuống?", "Dự có đồng chí Hà Thị Năm, Trưởng Ban Tổ chức Tỉnh ủy.", False),
        (CHAIRED, "Thế ai kết luận hội nghị?", "Đồng chí Lê Văn Tư kết luận hội nghị.", False),  # and so was asked
        (COLLECTED, "Đến cuối năm phải lên mức nào?", "Thu đạt 28,6 tỷ đồng, bằng 12,1% kế hoạch", True),
        (COLLECTED, "Đến cuối năm phải lên mức nào?", "Cuối năm thu phải lên 200 tỷ đồng", False),
        (HELD, "Kỳ sau định vào hôm nào?", "Ngày 3/9, huyện tổ chức hội nghị", True),
        (HELD, "Kỳ sau định vào hôm nào?", "Kỳ sau dự kiến họp ngày 12/10", False),
    ],
)
def test_a_clause_of_what_was_just_told_repeats_it(
    turns: tuple[str, str], question: str, clause: str, repeated: bool
) -> None:
    query = understand(question, (Turn("user", turns[0]), Turn("assistant", turns[1])))
    assert repeats(query, make_clause(clause)) is repeated


def test_a_question_that_stands_alone_repeats_nothing() -> None:
    query = understand("Ngày 3/9/2024 ai chủ trì hội nghị của huyện Đồi Mây?", (Turn("assistant", CHAIRED[1]),))
    assert not repeats(query, make_clause("Đồng chí Lê Văn Tư chủ trì."))
