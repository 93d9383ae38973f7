"""A question for meetings says of which body, with whom and in which part."""

from __future__ import annotations

import pytest

from assistant.domain import MeetingsAsked
from assistant.questions import understand
from assistant.questions.meetings import meetings_asked
from tests.reports import make_summary

LIBRARY = (make_summary("1", chairs=("Lê Văn Tư", "Đào Thị Én")), make_summary("2", chairs=("Lê Văn Tư",)))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Năm 2020 có những hội nghị nào?", MeetingsAsked()),
        ("HĐND họp mấy kỳ họp năm 2024?", MeetingsAsked(body=("hoi dong nhan dan",))),
        ("Ban Thường vụ Huyện ủy đã họp bao nhiêu hội nghị?", MeetingsAsked(body=("ban thuong vu", "huyen uy"))),
        ("Ban Thường vụ (không phải Ban Chấp hành) họp mấy cuộc?", MeetingsAsked(body=("ban thuong vu",))),
        ("nhung cuoc hop nao khong phai cua UBND huyen", MeetingsAsked()),
        (
            "Which meetings were the Standing Committee's, not the Executive Committee's?",
            MeetingsAsked(body=("ban thuong vu",)),
        ),
        ("How many meetings did the People's Committee hold?", MeetingsAsked(body=("uy ban nhan dan",))),
        ("Đồng chí Lê Văn Tư chủ trì những hội nghị nào?", MeetingsAsked(people=("Lê Văn Tư",), part="chair")),
        ("le van tu chu tri bao nhieu hoi nghi", MeetingsAsked(people=("Lê Văn Tư",), part="chair")),
        ("Bà Đào Thị Én dự những cuộc họp nào?", MeetingsAsked(people=("Đào Thị Én",), part="attend")),
        ("Bí thư Huyện ủy Lê Văn Tư có mặt ở hội nghị nào?", MeetingsAsked(people=("Lê Văn Tư",))),
        ("Ai chủ trì các hội nghị năm 2024?", MeetingsAsked()),
        ("Hội nghị nào bàn dự toán?", MeetingsAsked()),
        ("Lê Văn Tư chủ trì và kết luận những hội nghị nào?", MeetingsAsked(people=("Lê Văn Tư",))),  # two parts
    ],
)
def test_body_people_and_part(question: str, asked: MeetingsAsked) -> None:
    assert meetings_asked(question, LIBRARY) == asked


def test_the_body_of_a_follow_up_is_its_own() -> None:
    asked = meetings_asked("còn HĐND (Ban Thường vụ họp mấy cuộc)", LIBRARY, "còn HĐND")
    assert asked.body == ("hoi dong nhan dan",)


@pytest.mark.parametrize(
    ("question", "kind", "is_latest"),
    [
        ("Cuộc họp gần đây nhất là khi nào?", "meetings", True),
        ("hoi nghi moi nhat cua huyen uy hop ngay nao", "meetings", True),
        ("When was the latest meeting of the council?", "meetings", True),
        ("Có những hội nghị nào trong năm 2024?", "meetings", False),
        ("Hội nghị gần đây nhất kết luận những gì?", "task", False),  # what it decided stands in its report
        ("Kỳ họp cuối năm thông qua nghị quyết mới nhất khi nào?", "date", False),
    ],
)
def test_the_day_of_the_latest_meeting_is_that_of_one_meeting(question: str, kind: str, is_latest: bool) -> None:
    query = understand(question)
    assert query.kind == kind
    assert (query.meetings is not None and query.meetings.is_latest) is is_latest
