"""find_sections: where a meeting's report tells what it was, who came, results, limitations, tasks and so on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Block, BlockKind, Metadata, Participant, Section
from assistant.reading.sections import find_sections

TITLE = "Huyện ủy Hà Thanh họp phiên tháng 6"
OPENING = "Sáng 30/6, Ban Thường vụ Huyện ủy tổ chức hội nghị đánh giá kết quả 6 tháng."
PARTICIPANTS = "Dự hội nghị có các đồng chí Ủy viên Ban Chấp hành Đảng bộ huyện, bí thư các chi bộ."
REPORTS = "Hội nghị nghe báo cáo kết quả 6 tháng do Chánh Văn phòng Huyện ủy trình bày."
RESULTS = "Thu ngân sách ước đạt 41 tỷ đồng, bằng 52,3% dự toán; trồng mới 812 ha rừng, đạt 95% kế hoạch."
LIMITATIONS = "Tuy nhiên, giải ngân vốn đầu tư công còn chậm; nguyên nhân chủ quan là một số xã còn lúng túng."
DISCUSSION = "Các đại biểu thảo luận về giải phóng mặt bằng. Có 8 lượt ý kiến phát biểu đề nghị sớm giao đất."
CONCLUSION = "Kết luận hội nghị, đồng chí Bí thư Huyện ủy ghi nhận và đánh giá cao kết quả đạt được."
TASKS = "Thời gian tới, các cấp ủy cần tập trung đẩy nhanh giải ngân; tăng cường kiểm tra; hoàn thành trước 30/11."
COURSE = (
    ("opening", OPENING),
    ("participants", PARTICIPANTS),
    ("reports", REPORTS),
    ("results", RESULTS),
    ("limitations", LIMITATIONS),
    ("discussion", DISCUSSION),
    ("conclusion", CONCLUSION),
    ("tasks", TASKS),
)
Words = tuple[BlockKind, str]
OF_A_MEETING = Metadata(title=TITLE, body="Ban Thường vụ Huyện ủy")


def lay_out(*blocks: Words) -> tuple[str, tuple[Block, ...]]:
    placed: list[Block] = []
    start = 0
    for kind, words in blocks:
        placed.append(Block(start, start + len(words), kind))
        start += len(words) + 2
    return "\n\n".join(words for _, words in blocks), tuple(placed)


def told(*blocks: Words, metadata: Metadata = OF_A_MEETING) -> list[tuple[str, str]]:
    text, placed = lay_out(*blocks)
    found = find_sections(text, placed, metadata)
    return [(section.kind, text[section.start : section.end].strip()) for section in found]


def test_a_report_is_told_in_its_usual_course() -> None:
    assert told(("heading", TITLE), *(("prose", words) for _, words in COURSE)) == list(COURSE)


@pytest.mark.parametrize("left_out", range(1, len(COURSE)))
def test_what_a_report_does_not_tell_is_no_section(left_out: int) -> None:
    course = [*COURSE[:left_out], *COURSE[left_out + 1 :]]
    assert told(("heading", TITLE), *(("prose", words) for _, words in course)) == course


def test_sections_begin_in_the_middle_of_a_paragraph() -> None:
    assert told(("heading", TITLE), ("prose", f"{OPENING} {RESULTS} {LIMITATIONS}")) == [
        ("opening", OPENING),
        ("results", RESULTS),
        ("limitations", LIMITATIONS),
    ]


def test_several_paragraphs_of_one_kind_are_one_section() -> None:
    more = "Toàn huyện kết nạp 45 đảng viên, đạt 90% kế hoạch; giảm 214 hộ nghèo."
    assert told(("prose", OPENING), ("prose", RESULTS), ("prose", more)) == [
        ("opening", OPENING),
        ("results", f"{RESULTS}\n\n{more}"),
    ]


def test_a_table_of_figures_tells_results() -> None:
    rows = "Chỉ tiêu | Kết quả\nThu ngân sách | 41 tỷ đồng, đạt 52%\nTrồng rừng | 812 ha, đạt 95%"
    assert told(("prose", OPENING), ("table", rows)) == [("opening", OPENING), ("results", rows)]


def test_the_title_and_what_stands_around_the_report_are_outside() -> None:
    blocks: tuple[Words, ...] = (
        ("noise", "Trang chủ"),
        ("heading", TITLE),
        ("prose", OPENING),
        ("prose", RESULTS),
        ("byline", "Lan Chi"),
        ("noise", "Tin liên quan"),
    )
    assert told(*blocks) == [("opening", OPENING), ("results", RESULTS)]


def test_a_caption_belongs_to_what_surrounds_it() -> None:
    caption = "Quang cảnh hội nghị"
    assert told(("prose", OPENING), ("caption", caption), ("prose", RESULTS)) == [
        ("opening", f"{OPENING}\n\n{caption}"),
        ("results", RESULTS),
    ]


WEAK = "tiến độ cấp giấy chứng nhận chưa đạt yêu cầu; thu tiền sử dụng đất của 5 xã chậm; đường thôn Nà Lạn hỏng."


@pytest.mark.parametrize(
    "lead",
    [
        "Ban Thường vụ thống nhất chỉ rõ những mặt còn yếu:",
        "UBND xã còn một số việc chưa làm được, đó là:",
        "Về khó khăn, vướng mắc:",
        "Khó khăn:",
        "Những chỉ tiêu chưa đạt:",
        "Các khâu còn chậm nhất là:",
        "2. Tồn tại:",
        "Hội nghị thừa nhận những thiếu sót:",
        "Phòng Kinh tế nêu các điểm nghẽn:",
    ],
)
def test_words_that_announce_weaknesses_tell_limitations(lead: str) -> None:
    parts = (OPENING, RESULTS, f"{lead} {WEAK}", CONCLUSION, TASKS)
    kinds = ("opening", "results", "limitations", "conclusion", "tasks")
    assert told(*(("prose", words) for words in parts)) == list(zip(kinds, parts, strict=True))


@pytest.mark.parametrize(
    "lead",
    [
        "Bí thư Huyện ủy yêu cầu khắc phục những mặt còn yếu:",
        "Giải pháp tháo gỡ khó khăn, vướng mắc:",
        "Đồng chí Bí thư giao các xã xử lý những việc chưa làm được:",
    ],
)
def test_words_that_announce_how_weaknesses_are_mended_tell_tasks(lead: str) -> None:
    asked = f"{lead} tập trung cấp giấy chứng nhận trước ngày 30/9; khẩn trương sửa đường thôn Nà Lạn."
    assert [kind for kind, _ in told(("prose", OPENING), ("prose", RESULTS), ("prose", asked))][-1] == "tasks"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_under_such_words_is_of_limitations_to_its_end(between: str) -> None:
    lead, first, second = "UBND xã nêu những mặt còn yếu:", "- Hồ sơ đất đai của các thôn.", "- Nước sạch ở Nà Lạn."
    after = "Thu ngân sách đạt 41 tỷ đồng, bằng 52% dự toán; trồng 812 ha rừng, đạt 95%; giảm 214 hộ nghèo, đạt 90%."
    lines = [lead, first, second]
    listed = [("prose", line) for line in lines] if between == "\n\n" else [("prose", between.join(lines))]
    found = told(("prose", OPENING), ("prose", RESULTS), *listed, ("prose", after))  # type: ignore[arg-type]
    assert [(kind, words) for kind, words in found if kind == "limitations"] == [("limitations", between.join(lines))]


def test_a_briefing_sets_no_tasks() -> None:
    briefing, item = "UBND xã họp giao ban, các thôn nêu:", "Thôn Nà Lạn mưa nhiều ngày."
    parts = (OPENING, RESULTS, briefing, item)
    assert "tasks" not in [kind for kind, _ in told(*(("prose", words) for words in parts))]


MINUTES = (
    ("opening", "I. THỜI GIAN, ĐỊA ĐIỂM", "14 giờ ngày 29/8/2024 tại trụ sở UBND xã."),
    ("participants", "II. THÀNH PHẦN", "Các thành viên UBND xã, trưởng các thôn."),
    ("results", "III. KẾT QUẢ THÁNG 8", "Lúa mùa xanh tốt."),
    ("limitations", "IV. TỒN TẠI, HẠN CHẾ", "Đường thôn Nà Lạn lầy lội."),
    ("discussion", "V. Ý KIẾN THẢO LUẬN", "Trưởng thôn Nà Lạn xin thêm xi măng."),
    ("tasks", "VI. NHIỆM VỤ THÁNG 9", "Hoàn thành cống thoát nước trước ngày 15/9."),
    ("conclusion", "VII. KẾT LUẬN", "Biên bản lập thành hai bản."),
)


def test_the_headings_of_minutes_say_what_follows_them() -> None:
    title = "Biên bản phiên họp UBND xã tháng 8"
    parts = [words for _, heading, line in MINUTES for words in (("heading", heading), ("prose", line))]
    expected = [(kind, f"{heading}\n\n{line}") for kind, heading, line in MINUTES]
    assert told(("heading", title), *parts) == expected  # type: ignore[arg-type]  # pairs of literals


def test_who_speaks_decides_where_words_do_not() -> None:
    said = "Ông Sùng A Páo xin thêm xi măng làm cống."
    text, _ = lay_out(("prose", OPENING), ("prose", RESULTS), ("prose", said))
    name = text.index("Sùng")
    speaker = Participant("Sùng A Páo", "speech", None, name, name + len("Sùng A Páo"))
    alone = told(("prose", OPENING), ("prose", RESULTS), ("prose", said))
    heard = told(
        ("prose", OPENING),
        ("prose", RESULTS),
        ("prose", f"{said} Có 5 lượt ý kiến phát biểu."),
        metadata=Metadata(title=TITLE, body="Huyện ủy", participants=(speaker,)),
    )
    assert alone[-1] == ("results", f"{RESULTS}\n\n{said}")
    assert heard[-1] == ("discussion", f"{said} Có 5 lượt ý kiến phát biểu.")


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(title=TITLE, body="Huyện ủy"),
        Metadata(title=TITLE, held_on=date(2024, 6, 30)),
        Metadata(title=TITLE, participants=(Participant("Lê Văn Tám", "chair", None, 0, 0),)),
    ],
    ids=["organ", "day", "chair"],
)
def test_an_organ_a_day_or_a_chair_makes_a_meeting(metadata: Metadata) -> None:
    assert told(("prose", OPENING), ("prose", RESULTS), metadata=metadata) == [
        ("opening", OPENING),
        ("results", RESULTS),
    ]


def test_a_text_about_no_meeting_has_no_sections() -> None:
    text = "Nông dân xã Tân Phong thu hoạch 41 tấn chè, tăng 12%. Tuy nhiên, giá chè còn thấp."
    visit = Metadata(title="Vụ chè được mùa", place="xã Tân Phong", published_on=date(2024, 6, 30))
    assert told(("heading", "Vụ chè được mùa"), ("prose", text), metadata=visit) == []


@pytest.mark.parametrize("blocks", [[], [("heading", TITLE)], [("noise", "Trang chủ"), ("byline", "Lan Chi")]])
def test_a_report_without_a_paragraph_has_no_sections(blocks: list[Words]) -> None:
    assert told(*blocks) == []


SENTENCES = [words for _, words in COURSE] + [line for _, _, line in MINUTES]
PROSE = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(lambda words: ("prose", " ".join(words)))
HEADING = st.sampled_from([("heading", heading) for _, heading, _ in MINUTES])
CAPTION = st.just(("caption", "Quang cảnh hội nghị"))


@given(PROSE, st.lists(st.one_of(PROSE, HEADING, CAPTION), max_size=8), PROSE)
def test_sections_cover_the_report_in_order_without_overlap(first: Words, between: list[Words], last: Words) -> None:
    text, blocks = lay_out(first, *between, last)
    sections = find_sections(text, blocks, OF_A_MEETING)
    assert (sections[0].start, sections[-1].end) == (0, len(text))
    assert all(before.end == after.start and before.kind != after.kind for before, after in pairwise(sections))
    assert all(isinstance(section, Section) and section.start < section.end for section in sections)


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Kết luận hội nghị, đồng chí Bí thư Huyện ủy giao các phòng, ban:", "prose"),
        ("III. Nhiệm vụ trọng tâm", "heading"),
    ],
)
def test_what_is_announced_goes_on_below(lead: str, kind: BlockKind) -> None:
    item = "Đến hết quý III, thu ngân sách đạt 96 tỷ đồng, trồng 30 ha chè."
    words: list[Words] = [("prose", OPENING), ("prose", RESULTS), (kind, lead), ("prose", item)]
    text, blocks = lay_out(*words)
    found = find_sections(text, blocks, OF_A_MEETING)
    at = text.index(item)
    assert next(one.kind for one in found if one.start <= at < one.end) == "tasks"


def test_a_chair_s_demands_go_on_to_the_end_of_the_paragraph() -> None:
    said = (
        "Kết luận hội nghị, đồng chí Bí thư Huyện ủy yêu cầu các cấp ủy dồn sức. Thu ngân sách cả năm vượt 5% dự toán;"
        " hộ nghèo giảm 3%."
    )
    text, blocks = lay_out(("prose", OPENING), ("prose", RESULTS), ("prose", said))
    found = find_sections(text, blocks, OF_A_MEETING)
    at = text.index("Thu ngân sách cả năm")
    assert next(one.kind for one in found if one.start <= at < one.end) == "tasks"
