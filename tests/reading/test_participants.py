"""find_participants: who chaired, opened, reported, spoke and concluded, and who is named as present."""

from __future__ import annotations

import pytest

from assistant.domain import Part, Participant
from assistant.reading.excerpts import Excerpt
from assistant.reading.participants import find_participants


def read(*sentences: str) -> tuple[Participant, ...]:
    """Return who takes part in sentences that follow one another."""
    excerpts: list[Excerpt] = []
    start = 0
    for sentence in sentences:
        excerpts.append(Excerpt(sentence, start))
        start += len(sentence) + 1
    return find_participants(excerpts)


def present(*sentences: str) -> list[str]:
    return names("attend", *sentences)


def told(*sentences: str) -> list[tuple[str, str]]:
    return [(person.name, person.part) for person in read(*sentences) if person.part != "attend"]


def names(part: Part, *sentences: str) -> list[str]:
    return [person.name for person in read(*sentences) if person.part == part]


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì hội nghị.", ["Lê Văn Tám"]),
        ("Bí thư Huyện ủy Lê Văn Tám chủ trì hội nghị.", ["Lê Văn Tám"]),
        ("Lê Văn Tám, Bí thư Huyện ủy, chủ trì buổi làm việc.", ["Lê Văn Tám"]),
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy dự và chủ trì hội nghị.", ["Lê Văn Tám"]),
        ("Hội nghị do đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì.", ["Lê Văn Tám"]),
        ("Phiên họp do ông Lê Văn Tám, Chủ tịch UBND xã chủ tọa.", ["Lê Văn Tám"]),
        ("Dưới sự chủ trì của đồng chí Lê Văn Tám, Ban Thường vụ Huyện ủy họp phiên tháng 5.", ["Lê Văn Tám"]),
        ("Cuộc họp diễn ra dưới sự chủ tọa của bà Vũ Thị Hoa.", ["Vũ Thị Hoa"]),
        ("Chủ trì hội nghị có đồng chí Lê Văn Tám, Bí thư Huyện ủy.", ["Lê Văn Tám"]),
        ("Chủ trì và điều hành kỳ họp có ông Lê Văn Tám, Chủ tịch HĐND xã.", ["Lê Văn Tám"]),
        ("Chủ tọa phiên họp là ông Lê Văn Tám, Chủ tịch UBND xã.", ["Lê Văn Tám"]),
        ("1. Chủ tọa: bà Vũ Thị Hoa, Chủ tịch UBND xã.", ["Vũ Thị Hoa"]),
        ("Chủ trì: Lê Văn Tám, Chủ tịch UBND xã.", ["Lê Văn Tám"]),
    ],
)
def test_one_chairs(sentence: str, chairs: list[str]) -> None:
    assert names("chair", sentence) == chairs


@pytest.mark.parametrize(
    ("sentence", "chairs"),
    [
        (
            "Chủ trì hội nghị có các đồng chí: Lê Văn Tám, Bí thư Huyện ủy; Vũ Thị Hoa, Phó Bí thư Huyện ủy; "
            "Bùi Văn Nam, Chủ tịch HĐND huyện.",
            ["Lê Văn Tám", "Vũ Thị Hoa", "Bùi Văn Nam"],
        ),
        (
            "Các đồng chí: Lê Văn Tám, Bí thư; Vũ Thị Hoa, Phó Bí thư; Bùi Văn Nam, Chủ tịch HĐND huyện chủ trì.",
            ["Lê Văn Tám", "Vũ Thị Hoa", "Bùi Văn Nam"],
        ),
        (
            "Kỳ họp do các ông bà: Lê Văn Tám, Chủ tịch HĐND xã; Vũ Thị Hoa, Phó Chủ tịch HĐND xã chủ tọa.",
            ["Lê Văn Tám", "Vũ Thị Hoa"],
        ),
        (
            "Đồng chí Lê Văn Tám, Bí thư Huyện ủy và đồng chí Vũ Thị Hoa, Phó Bí thư đồng chủ trì hội nghị.",
            ["Lê Văn Tám", "Vũ Thị Hoa"],
        ),
        (
            "Đoàn chủ tịch gồm các đồng chí Lê Văn Tám, Vũ Thị Hoa và Bùi Văn Nam.",
            ["Lê Văn Tám", "Vũ Thị Hoa", "Bùi Văn Nam"],
        ),
        ("Đoàn Chủ tọa kỳ họp: ông Lê Văn Tám, bà Vũ Thị Hoa.", ["Lê Văn Tám", "Vũ Thị Hoa"]),
    ],
)
def test_several_chair_together(sentence: str, chairs: list[str]) -> None:
    assert names("chair", sentence) == chairs


@pytest.mark.parametrize(
    "sentence",
    [
        "Dự có đồng chí Vũ Thị Hoa, Phó Chủ tịch HĐND tỉnh; đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì kỳ họp.",
        "Đến dự có bà Vũ Thị Hoa; ông Bùi Văn Nam, Giám đốc Sở Y tế; ông Lê Văn Tám, Bí thư Huyện ủy chủ trì kỳ họp.",
    ],
)
def test_of_those_who_came_only_the_last_clause_chairs(sentence: str) -> None:
    assert told(sentence) == [("Lê Văn Tám", "chair")]


@pytest.mark.parametrize(
    ("sentence", "opening"),
    [
        ("Đồng chí Lê Văn Tám, Bí thư Huyện ủy phát biểu khai mạc hội nghị.", "Lê Văn Tám"),
        ("Chủ tịch HĐND xã Vũ Thị Hoa khai mạc kỳ họp.", "Vũ Thị Hoa"),
        ("Bà Vũ Thị Hoa đọc diễn văn khai mạc.", "Vũ Thị Hoa"),
        ("Khai mạc kỳ họp, đồng chí Lê Văn Tám, Chủ tịch HĐND huyện nêu rõ ý nghĩa của kỳ họp.", "Lê Văn Tám"),
        ("Phát biểu khai mạc hội nghị, đồng chí Lê Văn Tám đề nghị các đại biểu tập trung thảo luận.", "Lê Văn Tám"),
    ],
)
def test_one_opens_and_what_is_said_in_opening_is_no_speech(sentence: str, opening: str) -> None:
    assert told(sentence) == [(opening, "opening")]


@pytest.mark.parametrize(
    ("sentence", "reporter"),
    [
        ("Đồng chí Bùi Văn Nam, Phó Chủ tịch UBND huyện trình bày báo cáo kết quả 6 tháng.", "Bùi Văn Nam"),
        ("Hội nghị nghe đồng chí Bùi Văn Nam, Chánh Văn phòng Huyện ủy thông qua báo cáo tóm tắt.", "Bùi Văn Nam"),
        ("Báo cáo do đồng chí Bùi Văn Nam, Trưởng phòng Tài chính trình bày cho thấy thu đạt khá.", "Bùi Văn Nam"),
        ("Báo cáo của đồng chí Bùi Văn Nam cho thấy thu đạt khá.", "Bùi Văn Nam"),
        ("Ông Bùi Văn Nam, Trưởng phòng Nội vụ đọc tờ trình về biên chế.", "Bùi Văn Nam"),
        ("Tiếp đó, đồng chí Bùi Văn Nam, Chánh Văn phòng thông qua dự thảo nghị quyết.", "Bùi Văn Nam"),
        ("Thay mặt Thường trực HĐND, đồng chí Vũ Thị Hoa trình bày báo cáo thẩm tra.", "Vũ Thị Hoa"),
    ],
)
def test_one_reports(sentence: str, reporter: str) -> None:
    assert told(sentence) == [(reporter, "report")]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Đồng chí Lò Thị Én, Chủ tịch UBND xã Tân Phong phát biểu về việc làm đường.", ["Lò Thị Én"]),
        ("Đồng chí Lò Thị Én đề nghị huyện hỗ trợ giống.", ["Lò Thị Én"]),
        ("Đồng chí Lò Thị Én (xã Lũng Mây) kiến nghị huyện làm đường.", ["Lò Thị Én"]),
        ("- Ông Trịnh Bá Hào, Chủ tịch UBND xã Yên Khê: đề nghị huyện cấp vốn.", ["Trịnh Bá Hào"]),
        ("Cuộc họp nghe ông Sùng A Páo phản ánh việc thiếu nước.", ["Sùng A Páo"]),
        ("Tham luận của đồng chí Lò Thị Én, Hiệu trưởng Trường THCS Tân Phong nêu khó khăn.", ["Lò Thị Én"]),
        ("Phát biểu tại hội nghị, đồng chí Lò Thị Én, Phó Chủ tịch UBND tỉnh biểu dương kết quả.", ["Lò Thị Én"]),
        ("Dự và phát biểu chỉ đạo kỳ họp có đồng chí Lò Thị Én, Phó Chủ tịch HĐND tỉnh.", ["Lò Thị Én"]),
        ("Trả lời chất vấn, ông Bùi Văn Nam, Trưởng phòng Nông nghiệp nhận trách nhiệm.", ["Bùi Văn Nam"]),
        (
            "Các đại biểu Bùi Văn Nam, Lò Thị Én và Sùng A Páo chất vấn về việc cấp đất.",
            ["Bùi Văn Nam", "Lò Thị Én", "Sùng A Páo"],
        ),
        (
            "Tham gia thảo luận có ý kiến của các đồng chí: Bùi Văn Nam, Bí thư Đảng ủy xã Tân Phong; Lò Thị Én, "
            "Chủ tịch UBND xã Yên Khê.",
            ["Bùi Văn Nam", "Lò Thị Én"],
        ),
        (
            "Ông Sùng A Páo, Trưởng bản Lũng Mây, và bà Lò Thị Én, Trưởng bản Nà Lạn, đề nghị làm đường.",
            ["Sùng A Páo", "Lò Thị Én"],
        ),
    ],
)
def test_some_speak(sentence: str, speakers: list[str]) -> None:
    assert told(sentence) == [(name, "speech") for name in speakers]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng chí Lê Văn Tám, Bí thư Huyện ủy kết luận hội nghị.",
        "Kết luận hội nghị, đồng chí Lê Văn Tám ghi nhận các ý kiến.",
        "Phát biểu kết luận hội nghị, đồng chí Lê Văn Tám, Bí thư Huyện ủy yêu cầu các xã đẩy nhanh tiến độ.",
        "Phát biểu kết luận hội nghị, thay mặt Ban Thường vụ Huyện ủy, đồng chí Lê Văn Tám yêu cầu các xã làm ngay.",
        "Kết luận phiên họp, Chủ tịch UBND xã Lê Văn Tám yêu cầu các thôn làm ngay.",
        "Kết luận của đồng chí Lê Văn Tám: giao các xã rà soát.",
        "Thay mặt Ban Thường vụ Huyện ủy, đồng chí Lê Văn Tám tiếp thu và kết luận.",
        "Sau khi nghe các ý kiến, đồng chí Lê Văn Tám kết luận:",
        "Cuối buổi họp, đồng chí Lê Văn Tám chốt lại các việc.",
        "Bế mạc kỳ họp, đồng chí Lê Văn Tám, Chủ tịch HĐND huyện đề nghị UBND huyện giải ngân.",
    ],
)
def test_one_concludes_and_what_is_said_in_concluding_is_no_speech(sentence: str) -> None:
    assert told(sentence) == [("Lê Văn Tám", "conclusion")]


def test_one_sentence_may_tell_several_parts_of_one_person() -> None:
    sentence = "Đồng chí Lê Văn Tám, Bí thư Huyện ủy khai mạc, chủ trì và kết luận kỳ họp."
    assert sorted(told(sentence)) == [("Lê Văn Tám", part) for part in ("chair", "conclusion", "opening")]


def test_each_clause_has_a_subject_of_its_own() -> None:
    sentence = (
        "Đồng chí Bùi Văn Nam, Phó Chủ tịch UBND xã báo cáo về kinh tế; đồng chí Lò Thị Én phát biểu về quốc phòng; "
        "đồng chí Lê Văn Tám kết luận."
    )
    assert sorted(told(sentence)) == [("Bùi Văn Nam", "report"), ("Lê Văn Tám", "conclusion"), ("Lò Thị Én", "speech")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dự kỳ họp có đồng chí Lê Văn Tám, Bí thư Huyện ủy; các đồng chí trong Ban Thường vụ.",
        "Dự khai mạc có đồng chí Lê Văn Tám, Bí thư Huyện ủy.",
        "Về dự phiên khai mạc kỳ họp có đồng chí Lê Văn Tám, Bí thư Huyện ủy.",
        "Tham dự có ông Bùi Văn Nam, Giám đốc Sở Y tế.",
        "Đồng chí Lê Văn Tám, Bí thư Huyện ủy dự kỳ họp.",
        "Khách mời: ông Sùng A Páo, Trưởng bản Lũng Mây.",
        "Thư ký: bà Vũ Thị Hoa, công chức Văn phòng.",
        "Vắng có lý do: ông Bùi Văn Nam, Phó Chủ tịch UBND huyện.",
        "Phiên họp trao giấy khen cho đồng chí Lê Văn Tám.",
        "Kỳ họp bế mạc; bà Vũ Thị Hoa ở lại làm việc với cử tri.",
    ],
)
def test_who_came_speaks_and_chairs_no_more_for_it(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Hội nghị giao đồng chí Bùi Văn Nam chủ trì, phối hợp với các phòng rà soát hộ nghèo.",
        "Phân công đồng chí Bùi Văn Nam, Phó Chủ tịch UBND huyện chủ trì, phối hợp các ngành.",
        "Đồng chí Bùi Văn Nam được giao chủ trì soạn thảo kế hoạch.",
        "Huyện ủy yêu cầu đồng chí Bùi Văn Nam báo cáo trước ngày 5/9.",
        "Phiên họp giao ông Bùi Văn Nam, Trưởng phòng Nông nghiệp tham mưu kế hoạch.",
    ],
)
def test_a_task_given_to_somebody_is_no_part(sentence: str) -> None:
    assert told(sentence) == []


def test_a_task_does_not_hide_who_chaired() -> None:
    task = "Giao đồng chí Bùi Văn Nam chủ trì, phối hợp với các ngành rà soát hộ nghèo."
    assert told("Đồng chí Lê Văn Tám chủ trì phiên họp.", task) == [("Lê Văn Tám", "chair")]


def test_an_organ_or_nobody_in_particular_takes_no_part() -> None:
    assert told("Các đồng chí lãnh đạo huyện chủ trì kỳ họp; Thường trực HĐND huyện trình bày báo cáo.") == []


@pytest.mark.parametrize(
    ("sentences", "chairs"),
    [
        (["Đồng chí Lê Văn Tám, Bí thư Huyện ủy điều hành kỳ họp."], ["Lê Văn Tám"]),
        (["Điều hành phiên họp: ông Lê Văn Tám, Chủ tịch UBND xã."], ["Lê Văn Tám"]),
        (["Đồng chí Lê Văn Tám chủ trì; cùng điều hành có đồng chí Vũ Thị Hoa, Phó Bí thư."], ["Lê Văn Tám"]),
        (["Ông Lê Văn Tám điều hành phiên chất vấn.", "Bà Vũ Thị Hoa chủ tọa kỳ họp."], ["Vũ Thị Hoa"]),
    ],
    ids=["alone", "alone, in a list", "beside a chair", "before a chair"],
)
def test_who_directed_chaired_only_where_nobody_else_did(sentences: list[str], chairs: list[str]) -> None:
    assert names("chair", *sentences) == chairs


INTRODUCED = "Ông Lê Văn Tám, Bí thư Đảng ủy, Chủ tịch HĐND xã khai mạc kỳ họp."


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Đồng chí Chủ tịch HĐND xã kết luận kỳ họp.", "conclusion"),
        ("Bế mạc kỳ họp, đồng chí Chủ tịch HĐND xã cảm ơn cử tri.", "conclusion"),
        ("Phát biểu tại kỳ họp, đồng chí Bí thư Đảng ủy biểu dương các thôn.", "speech"),
    ],
)
def test_an_office_that_only_one_holds_stands_for_its_holder(sentence: str, part: str) -> None:
    assert told(INTRODUCED, sentence) == [("Lê Văn Tám", "opening"), ("Lê Văn Tám", part)]


def test_who_is_called_by_an_office_is_spanned_there_and_named_in_full() -> None:
    sentence = "Đồng chí Chủ tịch HĐND xã kết luận kỳ họp."
    _, concluding = read(INTRODUCED, sentence)
    assert concluding.name == "Lê Văn Tám"
    assert f"{INTRODUCED} {sentence}"[concluding.start : concluding.end] == "Chủ tịch HĐND xã"


@pytest.mark.parametrize(
    "sentence",
    [
        "Phó Chủ tịch HĐND xã kết luận kỳ họp.",
        "Nguyên Chủ tịch HĐND xã phát biểu.",
        "Văn phòng Chủ tịch HĐND xã báo cáo.",
        "Chủ tịch HĐND xã Yên Khê Sùng A Páo phát biểu.",
    ],
)
def test_another_office_that_holds_the_words_stands_for_somebody_else(sentence: str) -> None:
    assert [name for name, _ in told(INTRODUCED, sentence)].count("Lê Văn Tám") == 1


def test_an_office_that_two_hold_stands_for_nobody() -> None:
    both = "Dự có ông Lê Văn Tám, Chủ tịch UBND xã; ông Bùi Văn Nam, Chủ tịch UBND xã."
    assert told(both, "Chủ tịch UBND xã kết luận kỳ họp.") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Đồng chí K’ Brọi, Chủ tịch HĐND huyện kết luận kỳ họp.", "K’ Brọi"),
        ("Kết luận kỳ họp, đồng chí K' Brọi, Chủ tịch HĐND huyện nêu ba việc.", "K' Brọi"),
        ("Đồng chí H’Lan Niê Kđăm, Chủ tịch HĐND huyện kết luận kỳ họp.", "H’Lan Niê Kđăm"),
        ("Đồng chí Y Thanh Hà Niê Kđăm, Bí thư Huyện ủy kết luận kỳ họp.", "Y Thanh Hà Niê Kđăm"),
        ("Đồng chí Rơ Mah H’Biên kết luận kỳ họp.", "Rơ Mah H’Biên"),
        ("Đồng chí Điểu K’Ré kết luận kỳ họp.", "Điểu K’Ré"),
        ("Ông Sùng A Páo, Trưởng bản Lũng Mây kết luận cuộc họp.", "Sùng A Páo"),
        ("Bà Thạch Thị Sa Rây kết luận cuộc họp.", "Thạch Thị Sa Rây"),
    ],
)
def test_names_of_every_people_are_whole(sentence: str, name: str) -> None:
    assert told(sentence) == [(name, "conclusion")]


@pytest.mark.parametrize(
    ("sentences", "office"),
    [
        (["Đồng chí Lê Văn Tám, Bí thư Huyện ủy kết luận kỳ họp."], "Bí thư Huyện ủy"),
        (["Bí thư Huyện ủy Lê Văn Tám kết luận kỳ họp."], "Bí thư Huyện ủy"),
        (["Ông Lê Văn Tám - Chủ tịch UBND xã kết luận."], "Chủ tịch UBND xã"),
        (
            ["Đồng chí Lê Văn Tám, Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện kết luận kỳ họp."],
            "Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện",
        ),
        (["Đồng chí Lê Văn Tám kết luận kỳ họp."], None),
        (["Dự có ông Lê Văn Tám, Bí thư Huyện ủy.", "Đồng chí Lê Văn Tám kết luận kỳ họp."], "Bí thư Huyện ủy"),
        (
            ["Đồng chí Lê Văn Tám, Bí thư Đảng ủy kết luận.", "Ông Lê Văn Tám, Bí thư Đảng ủy, Chủ tịch HĐND xã dự."],
            "Bí thư Đảng ủy, Chủ tịch HĐND xã",
        ),
    ],
    ids=["behind", "before", "dash", "several", "not said", "said elsewhere", "said longer elsewhere"],
)
def test_the_office_is_the_fullest_that_is_said_anywhere(sentences: list[str], office: str | None) -> None:
    (person,) = (one for one in read(*sentences) if one.part == "conclusion")
    assert person.office == office


def test_a_person_is_told_once_for_each_part_where_first_said() -> None:
    sentences = (
        "Đồng chí Lê Văn Tám chủ trì phiên họp.",
        "Đồng chí Lê Văn Tám chủ trì phiên thảo luận.",
        "Kết luận phiên họp, đồng chí Lê Văn Tám nêu ba việc.",
    )
    chairing, concluding = read(*sentences)
    assert (chairing.part, chairing.start) == ("chair", sentences[0].index("Lê"))
    assert (concluding.part, concluding.start) == ("conclusion", " ".join(sentences).rindex("Lê"))


def test_spans_are_those_of_the_names_in_the_whole_text() -> None:
    sentences = (
        "Chủ trì có các đồng chí: Lê Văn Tám, Bí thư; K’ Brọi, Phó Bí thư.",
        "Bà Vũ Thị Hoa phát biểu.",
        "Kết luận phiên họp, đồng chí Lê Văn Tám nêu ba việc.",
    )
    text = " ".join(sentences)
    found = read(*sentences)
    assert [person.name for person in found] == ["Lê Văn Tám", "K’ Brọi", "Vũ Thị Hoa", "Lê Văn Tám"]
    assert [text[person.start : person.end] for person in found] == [person.name for person in found]


def test_words_outside_the_kept_text_tell_of_nobody() -> None:
    assert find_participants([Excerpt("Đồng chí Lê Văn Tám chủ trì phiên họp.", None)]) == ()
