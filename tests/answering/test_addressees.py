"""addressed: a question for somebody's tasks and a report's clauses -> those that tell that organ or person what."""

from __future__ import annotations

import pytest

from assistant.answering.addressees import addressed
from tests.answering.building import make_clause, make_query
from tests.reports import make_report

NUMBERED = (
    "1. Phòng Nội vụ: hoàn thành đề án việc làm; lập danh sách tinh giản.\n"
    "2. Phòng Kinh tế vận động 23 hộ bàn giao đất.\n"
    "3. Giải ngân hết quý II đạt 50%.\n"
    "4. Công an huyện mở đợt cao điểm.\n"
)
CHAINED = (
    "Chủ tịch UBND huyện yêu cầu thu gọn lúa; giao Ban Tổ chức Huyện ủy lập đề án; bảo đảm kỳ thi an toàn; "
    "giao ông Lê Văn Tư xuống xã Suối Bạc; Sở Nông nghiệp và Môi trường lập phương án chống hạn"
)


def told(question: str, text: str, *cuts: str) -> list[str]:
    report = make_report(text)
    clauses = [make_clause(words, report) for words in cuts]
    return [one.text for one in addressed(make_query(question), clauses)]


NUMBERED_CUTS = (
    "1. Phòng Nội vụ: hoàn thành đề án việc làm", "lập danh sách tinh giản.",
    "2. Phòng Kinh tế vận động 23 hộ bàn giao đất.", "3. Giải ngân hết quý II đạt 50%.",
    "4. Công an huyện mở đợt cao điểm.",
)  # fmt: skip
CHAINED_CUTS = tuple(part for part in CHAINED.split("; "))


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Phòng Nội vụ phải làm gì?", (0, 1)),
        ("phong noi vu duoc giao viec gi", (0, 1)),
        ("Phòng Kinh tế được giao những việc gì?", (2,)),
        ("Công an huyện phải làm gì?", (3 + 1,)),
        ("Phòng Nội vụ được giao việc gì tại hội nghị giao ban tháng 5?", (0, 1)),
        ("Phòng Tư pháp phải làm gì?", ()),
        ("Phòng nào phải làm gì?", ()),
    ],
)
def test_an_item_that_begins_with_an_organ_is_its_task_to_the_end_of_the_line(
    question: str, numbers: tuple[int, ...]
) -> None:
    assert told(question, NUMBERED, *NUMBERED_CUTS) == [NUMBERED_CUTS[number] for number in numbers]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Chủ tịch huyện giao Ban Tổ chức việc gì?", (1,)),
        ("Ông Lê Văn Tư được giao việc gì?", (3,)),
        ("Chủ tịch UBND huyện giao Sở NN&MT việc gì?", (4,)),
        ("Chủ tịch UBND huyện giao những việc gì?", ()),  # who gives tasks gets none
    ],
)
def test_in_a_chain_only_the_clause_that_names_somebody_is_theirs(question: str, numbers: tuple[int, ...]) -> None:
    assert told(question, CHAINED, *CHAINED_CUTS) == [CHAINED_CUTS[number] for number in numbers]
