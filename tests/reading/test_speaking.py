"""What a verb leaves open of somebody's part, the section they act in settles."""

from __future__ import annotations

import pytest

from assistant.domain import Block, Part, Participant, Section, SectionKind
from assistant.reading.speaking import settle


def parts(text: str, section: SectionKind, *told: tuple[str, Part]) -> list[tuple[str, str]]:
    """Return who takes which part in a text that is one section, after what its verbs told."""
    participants = [
        Participant(name, part, None, text.index(name), text.index(name) + len(name)) for name, part in told
    ]
    block, whole = Block(0, len(text), "prose"), Section(0, len(text), section)
    return [(one.name, one.part) for one in settle(participants, text, (block,), (whole,))]


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Lê Văn Tám, Bí thư Đảng ủy xã Yên Hạ kể chuyện người dân góp công làm đường trong thôn.",
        "Bí thư Đảng ủy xã Yên Hạ, đồng chí Lê Văn Tám nói nhiều về đường vào khu sản xuất tập trung.",
        "Chủ tịch UBND xã Yên Hạ Lê Văn Tám lo nước về muộn, bà con khó xuống giống kịp vụ.",
        "Theo ông Lê Văn Tám, Trưởng thôn, tuyến mương đã xuống cấp từ nhiều năm nay.",
    ],
)
def test_who_opens_a_sentence_of_the_discussion_speaks(text: str) -> None:
    assert parts(text, "discussion") == [("Lê Văn Tám", "speech")]


def test_whoever_reports_in_the_discussion_speaks() -> None:
    text = "Đồng chí Lê Văn Tám, Hạt trưởng Hạt Kiểm lâm báo cáo về chín vụ phá rừng trong sáu tháng."
    assert parts(text, "discussion", ("Lê Văn Tám", "report")) == [("Lê Văn Tám", "speech")]
    assert parts(text, "reports", ("Lê Văn Tám", "report")) == [("Lê Văn Tám", "report")]


def test_elsewhere_only_words_of_saying_make_a_speaker() -> None:
    said = "Đồng chí Lê Văn Tám, Chủ tịch UBND xã cam kết vận động các hộ còn lại bàn giao đất."
    given = "Đồng chí Lê Văn Tám, Chủ tịch UBND xã theo dõi tiến độ bàn giao đất ở các thôn bản."
    assert parts(said, "results") == [("Lê Văn Tám", "speech")]
    assert parts(given, "tasks") == []


def test_a_chair_who_ends_a_meeting_that_nobody_concludes_concludes_it() -> None:
    text = "Đồng chí Lê Văn Tám yêu cầu các ngành tập trung thực hiện các giải pháp đề ra."
    told: tuple[tuple[str, Part], ...] = (("Lê Văn Tám", "chair"), ("Lê Văn Tám", "speech"))
    assert parts(text, "tasks", *told) == [("Lê Văn Tám", "chair"), ("Lê Văn Tám", "conclusion")]
    assert parts(text, "opening", *told) == list(told)
