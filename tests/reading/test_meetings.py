"""is_of_meeting: whether a report tells of a meeting that was held, or of something else."""

from __future__ import annotations

import pytest

from assistant.reading.meetings import is_of_meeting
from tests.reading.openings import make_opening


@pytest.mark.parametrize(
    "title",
    [
        "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 9",
        "Huyện ủy Hà Thanh họp thường kỳ tháng 5",
        "KỲ HỌP THỨ TƯ HĐND XÃ TÂN PHONG",
        "Huyện Hà Thanh sơ kết 6 tháng đầu năm",
        "Giao ban các xã vùng cao",
        "Kết luận của đồng chí Chủ tịch UBND huyện",
        "Đồng chí Bí thư Huyện ủy kiểm tra và làm việc với xã Tân Phong",
    ],
)
def test_a_title_that_names_a_meeting_tells_of_one(title: str) -> None:
    assert is_of_meeting(make_opening(title, "Trời nắng đẹp."))


@pytest.mark.parametrize(
    "lead",
    [
        "Sáng 3/7, Huyện ủy tổ chức hội nghị đánh giá kết quả.",
        "Đồng chí Lê Văn Tám chủ trì cuộc họp.",
        "Hội nghị diễn ra trong một buổi.",
        "Chiều 3/7, UBND huyện vừa họp bàn về đất đai.",
        "Đây là kết quả được nêu tại phiên họp của UBND huyện.",
    ],
)
def test_the_first_sentences_may_tell_of_it_though_the_title_does_not(lead: str) -> None:
    assert is_of_meeting(make_opening("Huyện Hà Thanh: thu ngân sách vượt dự toán", "Tin vui đầu tháng.", lead))


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Đồng chí Lê Văn Tám thăm, tặng quà gia đình chính sách",
            "Đồng chí Lê Văn Tám, người vừa chủ trì hội nghị sơ kết, đến thăm năm gia đình.",
        ),
        ("Khảo sát tuyến đường mới", "Sau khi khảo sát, đoàn họp tại UBND xã."),
        ("Kiểm tra công tác phòng chống lụt bão", "Đoàn kiểm tra dừng lại ở đê Bến Đò."),
        ("Dâng hương nhân ngày 27/7", "Sau hội nghị, các đại biểu dâng hương."),
        ("Lễ hội xuống đồng xã Tân Phong", "Lễ hội được tổ chức tại sân đình."),
        ("Xã Tân Phong ra quân làm đường", "Đoàn Thanh niên tổ chức ra quân từ sáng sớm."),
    ],
    ids=["visit", "survey", "inspection", "commemoration", "festival", "campaign"],
)
def test_a_visit_or_an_activity_is_no_meeting_though_it_names_one(title: str, lead: str) -> None:
    assert not is_of_meeting(make_opening(title, lead))


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Quyết định về việc giao đất", "Ủy ban nhân dân huyện quyết định giao 3 ha đất tại xã Tân Phong."),
        ("Quy định mới về giá đất", "Chính phủ vừa ban hành nghị định về giá đất."),
        ("Thông báo lịch cắt điện", "Điện lực Hà Thanh thông báo cắt điện để sửa chữa."),
        ("Nghị quyết được thông qua tại kỳ họp thứ 4", "Nghị quyết có hiệu lực từ ngày 1/8/2024."),
        ("Họp báo về giá nông sản", "Sở Công Thương trả lời phóng viên."),
        ("Nông dân xã Tân Phong được mùa chè", "Giá chè búp tươi đạt 9.000 đồng/kg."),
    ],
    ids=["decree", "regulation", "notice", "resolution of a meeting", "press conference", "news"],
)
def test_a_decree_or_a_piece_of_news_is_no_meeting(title: str, lead: str) -> None:
    assert not is_of_meeting(make_opening(title, lead))


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Hội Nông dân phối hợp trồng rừng", "Hội Nông dân huyện phối hợp với kiểm lâm trồng 3 ha rừng."),
        ("Hợp tác xã chè Tân Phong mở rộng", "UBND xã hợp tác với công ty trồng chè theo hợp đồng."),
        ("Bố trí cán bộ phù hợp", "HĐND xã PHỐI HỢP với UBND xã trồng cây."),
    ],
)
def test_joining_forces_is_no_meeting(title: str, lead: str) -> None:
    assert not is_of_meeting(make_opening(title, lead))


def test_a_meeting_named_far_below_the_opening_makes_no_meetings_report() -> None:
    paragraphs = [f"Nhà ông Bùi Văn Nam trồng {n} sào chè." for n in range(1, 9)]
    assert not is_of_meeting(make_opening("Chuyện người trồng chè", *paragraphs, "Huyện ủy tổ chức hội nghị."))
