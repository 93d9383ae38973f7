"""session_number and term_of: which meeting of which term of its organ a report tells of."""

from __future__ import annotations

import pytest

from assistant.reading.sessions import session_number, term_of
from tests.reading.openings import make_opening


@pytest.mark.parametrize(
    ("title", "number", "words"),
    [
        ("Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 30", 30, "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 30"),
        ("Hội nghị lần thứ 12, BCH Đảng bộ xã khóa V", 12, "Hội nghị lần thứ 12"),
        ("Kỳ họp thứ tư HĐND xã Tân Phong", 4, "Kỳ họp thứ tư"),
        ("KỲ HỌP THỨ MƯỜI HAI HĐND HUYỆN HÀ THANH", 12, "KỲ HỌP THỨ MƯỜI HAI"),
        ("HĐND huyện khai mạc kỳ họp thứ VII", 7, "kỳ họp thứ VII"),
        ("Phiên họp thứ 15 của Thường trực HĐND xã", 15, "Phiên họp thứ 15"),
        ("Huyện ủy họp phiên thứ hai mươi ba", 23, "phiên thứ hai mươi ba"),
        ("Đại hội đại biểu Đảng bộ huyện lần thứ XXII", 22, "Đại hội đại biểu Đảng bộ huyện lần thứ XXII"),
    ],
)
def test_the_title_numbers_the_meeting(title: str, number: int, words: str) -> None:
    session = session_number(make_opening(title))
    assert session is not None
    assert (session.value, title[session.start : session.end]) == (number, words)


def test_what_the_title_leaves_out_the_opening_says() -> None:
    opening = make_opening("HĐND huyện họp", "Sáng 3/7 trời đẹp.", "HĐND huyện tổ chức kỳ họp thứ 9.")
    session = session_number(opening)
    assert session is not None
    assert (session.value, session.excerpt) == (9, opening.sentences[1])


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Thường trực HĐND huyện họp chuẩn bị kỳ họp thứ 5", ""),
        ("UBND huyện cho ý kiến các tờ trình trình kỳ họp thứ 5 HĐND huyện", ""),
        ("Đại biểu HĐND xã tiếp xúc cử tri trước kỳ họp thứ 5", ""),
        ("Hội nghị quán triệt Nghị quyết Hội nghị Trung ương lần thứ 8", ""),
        ("Hội nghị sơ kết thực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ XXII", ""),
        ("Huyện ủy họp", "Hội nghị bàn việc chuẩn bị; Đại hội Đảng bộ huyện lần thứ XXII thành công."),
        ("Hội nghị đánh giá kết quả quý thứ hai", ""),
        ("Hội nghị mừng huyện xếp thứ 3 toàn tỉnh", ""),
        ("Huyện ủy họp thường kỳ tháng 5", "Hội nghị bàn ba việc."),
    ],
)
def test_the_number_of_something_else_is_not_the_meetings(title: str, lead: str) -> None:
    assert session_number(make_opening(title, lead)) is None


@pytest.mark.parametrize(
    ("title", "term", "words"),
    [
        ("Hội nghị BCH Đảng bộ huyện Hà Thanh khóa XXIII", "khóa XXIII", "khóa XXIII"),
        ("Hội nghị BCH Đảng bộ huyện Hà Thanh khoá xxiii", "khóa XXIII", "khoá xxiii"),
        ("Kỳ họp thứ 4 HĐND xã Tân Phong khóa 21", "khóa 21", "khóa 21"),
        ("Kỳ họp HĐND xã nhiệm kỳ 2021 – 2026", "nhiệm kỳ 2021-2026", "nhiệm kỳ 2021 – 2026"),
        ("Kỳ họp HĐND xã khoá II, nhiệm kỳ 2021-2026", "khóa II, nhiệm kỳ 2021-2026", "khoá II, nhiệm kỳ 2021-2026"),
        ("Kỳ họp HĐND xã nhiệm kỳ 2021-2026, khóa II", "khóa II, nhiệm kỳ 2021-2026", "nhiệm kỳ 2021-2026, khóa II"),
    ],
)
def test_the_term_is_written_one_way_and_stands_where_it_is_said(title: str, term: str, words: str) -> None:
    known = term_of(make_opening(title), "xã")
    assert known is not None
    assert (known.value, title[known.start : known.end]) == (term, words)


def test_title_and_opening_tell_the_term_together() -> None:
    known = term_of(make_opening("Kỳ họp HĐND xã khóa II", "HĐND xã nhiệm kỳ 2021-2026 họp."), "xã")
    assert known is not None
    assert known.value == "khóa II, nhiệm kỳ 2021-2026"


@pytest.mark.parametrize(
    "lead",
    [
        "Đoàn đại biểu Quốc hội khóa XV tiếp xúc cử tri.",
        "Hội nghị học tập Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII, nhiệm kỳ 2021-2026.",
        "Hội nghị bàn việc chuẩn bị đại hội nhiệm kỳ 2025-2030.",
        "Hội nghị bàn việc thực hiện Nghị quyết Đại hội Đảng bộ tỉnh, nhiệm kỳ 2020-2025.",
        "Hội nghị bàn ba việc.",
    ],
    ids=["national assembly", "national congress", "congress to come", "congress of the level above", "not said"],
)
def test_the_term_of_another_organ_is_not_this_ones(lead: str) -> None:
    assert term_of(make_opening("Huyện ủy họp", lead), "huyện") is None


@pytest.mark.parametrize(("level", "term"), [("huyện", "nhiệm kỳ 2020-2025"), ("tỉnh", None), (None, None)])
def test_a_congress_of_the_organs_own_level_tells_its_term(level: str | None, term: str | None) -> None:
    lead = "Hội nghị sơ kết thực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ XX, nhiệm kỳ 2020-2025."
    known = term_of(make_opening("Hội nghị sơ kết", lead), level)
    assert (known.value if known else None) == term
