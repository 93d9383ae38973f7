"""understand: a question and the turns before it -> what is asked, of where and when, and of whom."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import AnswerKind, Filters, Language, Query, Turn
from assistant.questions import understand
from tests.reports import make_summary

LIBRARY = (
    make_summary("1", place="huyện Đồi Mây", held_on=date(2022, 9, 5)),
    make_summary("2", place="huyện Suối Bạc", held_on=date(2022, 10, 4)),
    make_summary("3"),
)


def ask(question: str, *earlier: str) -> Query:
    return understand(question, tuple(Turn("user", words) for words in earlier), reports=LIBRARY)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Ai chủ trì hội nghị?", "person"),
        ("Đồng chí nào khai mạc kỳ họp?", "person"),
        ("Phó Chủ tịch UBND huyện tên gì", "person"),
        ("Who chaired the meeting?", "person"),
        ("Hội nghị diễn ra khi nào?", "date"),
        ("kỳ họp tổ chức ngày nào", "date"),
        ("When was the meeting held?", "date"),
        ("Phiên họp tan lúc mấy giờ?", "date"),
        ("Đại hội họp tháng mấy?", "date"),
        ("Hội nghị họp ở đâu?", "place"),
        ("Huyện nào có thu ngân sách cao nhất?", "comparison"),
        ("Thu ngân sách đạt bao nhiêu?", "figure"),
        ("thu NSNN 8T/2022 bn?", "figure"),
        ("Trồng được bao nhiêu ha rừng?", "figure"),
        ("Tỷ lệ hộ nghèo", "figure"),
        ("How much budget revenue was collected?", "figure"),
        ("Có bao nhiêu xã đạt chuẩn nông thôn mới?", "count"),
        ("How many communes met the standard?", "count"),
        ("Thu ngân sách có đạt 253 tỷ đồng không?", "yesno"),
        ("Có phải thu ngân sách tăng 5%?", "yesno"),
        ("Đại hội họp chưa?", "yesno"),
        ("Những hạn chế nào được nêu?", "limitation"),
        ("Nhiệm vụ 4 tháng cuối năm là gì?", "task"),
        ("Chủ tịch UBND huyện yêu cầu gì?", "task"),
        ("Tóm tắt hội nghị", "summary"),
        ("Cho tôi mấy ý chính của kết luận", "summary"),
        ("So sánh thu ngân sách của hai huyện", "comparison"),
        ("Năm 2022 có những hội nghị nào?", "meetings"),
        ("Có mấy cuộc họp trong tháng 8?", "meetings"),
        ("Liệt kê các chỉ tiêu đã đạt", "list"),
        ("Xin chào", "talk"),
        ("cảm ơn nhé", "talk"),
    ],
)
def test_the_kind_of_answer(question: str, kind: AnswerKind) -> None:
    assert ask(question).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("ai ket luan hoi nghi", "person"),
        ("hoi nghi hop o dau", "place"),
        ("co may xa dat chuan", "count"),
        ("giai ngan duoc bao nhieu ty", "figure"),
        ("nhung han che nao duoc neu", "limitation"),
        ("thu ngan sach co dat 65 ty khong", "yesno"),
    ],
)
def test_the_kind_without_diacritics(question: str, kind: AnswerKind) -> None:
    assert ask(question).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Ai chủ trì hội nghị của huyện Đồi Mây?", "person"),  # Mây is not "mấy"
        ("ai chu tri hoi nghi huyen doi may", "person"),
        ("Who chaired the meeting of Doi May district?", "person"),
        ("Nhiệm vụ nào cho xã Ái Khê?", "task"),
        ("Nhiệm vụ ở đầu năm?", "task"),
        ("Nhà máy nước được bàn giao khi nào?", "date"),
    ],
)
def test_a_word_that_only_folds_to_a_question_word_asks_nothing(question: str, kind: AnswerKind) -> None:
    assert ask(question).kind == kind


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did the chairman of Đồi Mây district conclude?", "en"),
        ("Who chaired the meeting?", "en"),
        ("Was revenue 65 billion?", "en"),
        ("do ai chu tri", "vi"),
        ("Ai chủ trì hội nghị?", "vi"),
        ("ai chu tri hoi nghi", "vi"),
        ("OCOP là gì?", "vi"),
    ],
)
def test_the_language_of_the_answer(question: str, language: Language) -> None:
    assert ask(question).language == language


def test_a_chosen_language_wins() -> None:
    assert understand("Ai chủ trì?", language="en").language == "en"


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Thu ngân sách của huyện Đồi Mây?", "huyện Đồi Mây"),
        ("thu ngan sach doi may", "huyện Đồi Mây"),
        ("Doi May district budget", "huyện Đồi Mây"),
        ("Thu ngân sách của huyện Hoa Đồng?", None),
        ("So sánh Đồi Mây với Suối Bạc", None),  # two places limit the search to neither
    ],
)
def test_a_place_of_the_library_is_recognised_in_any_spelling(question: str, place: str | None) -> None:
    assert ask(question).named.place == place


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Thu ngân sách 8 tháng đầu năm 2022?", date(2022, 1, 1), date(2022, 8, 31)),
        ("thu ngan sach 8T/2022", date(2022, 1, 1), date(2022, 8, 31)),
        ("thu ngân sách T8/2022", date(2022, 8, 1), date(2022, 8, 31)),
        ("Hội nghị ngày 5/9/2022 bàn gì?", date(2022, 9, 5), date(2022, 9, 5)),
        ("What was decided in August 2022?", date(2022, 8, 1), date(2022, 8, 31)),
        ("Nhiệm kỳ 2020-2025 có mục tiêu gì?", None, None),  # a term of office limits nothing
        ("Hội nghị tháng 8 bàn gì?", None, None),
    ],
)
def test_the_time_a_question_names(question: str, first: date | None, last: date | None) -> None:
    named = ask(question).named
    assert (named.date_from, named.date_to) == (first, last)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Ông Lò Văn Tẻo phát biểu gì?", ("Lò Văn Tẻo",)),
        ("Thu ngân sách xã Bản Lẫm đạt bao nhiêu?", ("Bản Lẫm",)),
        ("Doanh nghiệp Hoàng Gia Phát nộp bao nhiêu?", ("Hoàng Gia Phát",)),
        ("Chủ tịch Hội đồng nhân dân huyện là ai?", ()),
        ("Ban Chấp hành Đảng bộ huyện bàn gì?", ()),
        ("Did Lò Văn Tẻo chair the meeting?", ("Lò Văn Tẻo",)),
        ("thu ngân sách của huyện", ()),
    ],
)
def test_the_names_an_answer_must_know(question: str, names: tuple[str, ...]) -> None:
    assert ask(question).names == names


@pytest.mark.parametrize(
    ("question", "earlier", "standalone"),
    [
        (
            "còn huyện Suối Bạc thì sao?",
            "Thu ngân sách của huyện Đồi Mây đạt bao nhiêu?",
            "Thu ngân sách của huyện Suối Bạc đạt bao nhiêu?",
        ),
        (
            "con suoi bac thi sao",
            "Thu ngân sách của huyện Đồi Mây đạt bao nhiêu?",
            "Thu ngân sách của huyện Suối Bạc đạt bao nhiêu?",
        ),
        (
            "What about Suoi Bac?",
            "How much revenue did Doi May district collect?",
            "How much revenue did Suối Bạc district collect?",
        ),
        ("Thế còn tháng 9?", "Thu ngân sách tháng 8 đạt bao nhiêu?", "Thu ngân sách tháng 9 đạt bao nhiêu?"),
        (
            "Ai chủ trì hội nghị đó?",
            "Hội nghị ngày 5/9/2022 bàn gì?",
            "Ai chủ trì hội nghị đó (Hội nghị ngày 5/9/2022 bàn gì)",
        ),
        ("Con số ấy tăng không?", "Thu ngân sách đạt bao nhiêu?", "Con số ấy tăng không (Thu ngân sách đạt bao nhiêu)"),
        ("còn chi ngân sách?", "Thu ngân sách tháng 8?", "chi ngân sách (Thu ngân sách tháng 8)"),
        (
            "còn ai chủ trì hội nghị của huyện Suối Bạc?",
            "Thu ngân sách của huyện Đồi Mây đạt bao nhiêu?",
            "ai chủ trì hội nghị của huyện Suối Bạc",
        ),
        (
            "Tỷ lệ hộ nghèo của huyện Suối Bạc là bao nhiêu?",
            "Thu ngân sách của huyện Đồi Mây đạt bao nhiêu?",
            "Tỷ lệ hộ nghèo của huyện Suối Bạc là bao nhiêu?",
        ),
    ],
)
def test_a_follow_up_is_completed_from_the_question_before(question: str, earlier: str, standalone: str) -> None:
    assert ask(question, earlier).standalone == standalone


@pytest.mark.parametrize(
    ("question", "earlier", "kind"),
    [
        ("Ai chủ trì hội nghị đó?", "Hội nghị giải ngân được bao nhiêu tỷ đồng?", "person"),
        ("còn huyện Suối Bạc thì sao?", "Ai kết luận hội nghị của huyện Đồi Mây?", "person"),
        ("còn Chủ tịch UBND?", "Bí thư Huyện ủy là ai?", "person"),
    ],
)
def test_a_follow_up_asks_for_its_own_kind_or_else_the_kind_before(
    question: str, earlier: str, kind: AnswerKind
) -> None:
    assert ask(question, earlier).kind == kind


def test_only_what_the_user_said_completes_a_question() -> None:
    turns = (Turn("user", "Thu ngân sách tháng 8?"), Turn("assistant", "Thu đạt 65 tỷ đồng."))
    assert understand("còn chi thì sao?", turns).standalone == "chi (Thu ngân sách tháng 8)"


def test_the_users_filters_are_kept_beside_what_the_question_names() -> None:
    filters = Filters(collection="cũ")
    query = understand("Thu ngân sách của huyện Đồi Mây?", filters=filters, reports=LIBRARY)
    assert query.filters == filters
    assert query.named == Filters(place="huyện Đồi Mây")


def test_a_question_is_normalised() -> None:
    query = ask("  Thu nga\u0302n sa\u0301ch\u00a0đạt bao nhiêu? ")
    assert query.question == query.standalone == "Thu ngân sách đạt bao nhiêu?"
    assert query.has_diacritics
    assert not ask("thu ngan sach dat bao nhieu").has_diacritics


def test_the_language_of_the_answer_does_not_change_how_the_question_is_read() -> None:
    query = understand("Ai là huấn luyện viên đội tuyển?", language="en")
    assert (query.language, query.asked_in) == ("en", "vi")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Các báo cáo nêu những hạn chế gì?", "limitation"),
        ("Theo các báo cáo, ai chủ trì?", "person"),
        ("Các hội nghị yêu cầu nhiệm vụ gì?", "task"),
        ("Năm 2022 có những hội nghị nào?", "meetings"),
        ("co may hoi nghi trong nam 2022", "meetings"),
    ],
)
def test_only_a_question_about_meetings_lists_meetings(question: str, kind: str) -> None:
    assert understand(question).kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "Tiến độ giải ngân vốn đầu tư của huyện Đồi Mây ra sao?",
        "Tháng 9/2022 hệ thống chính trị có ít nhất mấy chi bộ mới?",
    ],
)
def test_a_question_that_points_back_to_nothing_stands_alone(question: str) -> None:
    turns = (Turn("user", "Thu ngân sách huyện Suối Bạc?"),)
    assert understand(question, turns, reports=LIBRARY).standalone == question


@pytest.mark.parametrize("question", ["Ông Lê Văn Tư phụ trách gì?", "What did Comrade Lê Văn Tư say at New Year?"])
def test_a_title_is_no_part_of_a_name(question: str) -> None:
    assert understand(question).names == ("Lê Văn Tư",)


@pytest.mark.parametrize(
    "question",
    [
        "Ban Thường vụ đã họp mấy cuộc trong năm 2021?",
        "Những huyện nào có họp trong tháng 7/2021?",
        "những huyện nào họp năm 2022",
        "Huyện ủy họp vào những ngày nào?",
        "hop vao nhung ngay nao trong nam 2021",
        "Tất cả bao nhiêu cuộc?",
        "Có cuộc họp nào trong năm 2025 không?",
        "Were any meetings held in 2025?",
        "What meetings took place in 2022?",
    ],
)
def test_meetings_are_asked_for_in_many_ways(question: str) -> None:
    query = ask(question)
    assert query.kind == "meetings"
    assert query.meetings is not None


@pytest.mark.parametrize(
    ("question", "earlier"),
    [
        ("Còn năm 2022 thì sao?", "Năm 2020 có những hội nghị nào?"),
        ("năm 2022 họp mấy cuộc", "Năm 2020 có những hội nghị nào?"),
        ("Thế còn của năm 2022?", "Thu ngân sách năm 2020 của huyện Đồi Mây đạt bao nhiêu?"),
        ("Năm 2022 huyện đó thu mấy tỷ?", "Thu ngân sách năm 2020 của huyện Đồi Mây đạt bao nhiêu?"),
    ],
)
def test_the_time_of_a_follow_up_replaces_that_of_the_question_before(question: str, earlier: str) -> None:
    named = ask(question, earlier).named
    assert (named.date_from, named.date_to) == (date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("question", "own", "context", "kinds"),
    [
        (
            "Ai chủ trì hội nghị của Đồi Mây ngày 5/9/2022 và thu ngân sách đạt bao nhiêu?",
            ("Ai chủ trì hội nghị của Đồi Mây ngày 5/9/2022", "thu ngân sách đạt bao nhiêu?"),
            ("", "Ai chủ trì hội nghị của Đồi Mây ngày 5/9/2022"),
            ("person", "figure"),
        ),
        (
            "Họp ở đâu và ai kết luận hội nghị của Đồi Mây tháng 9/2022?",
            ("Họp ở đâu", "ai kết luận hội nghị của Đồi Mây tháng 9/2022?"),
            ("ai kết luận hội nghị của Đồi Mây tháng 9/2022", ""),
            ("place", "person"),
        ),
        (
            "hoi nghi doi may thang 9/2022 vao ngay nao va ai chu tri",
            ("hoi nghi doi may thang 9/2022 vao ngay nao", "ai chu tri"),
            ("", "hoi nghi doi may thang 9/2022 vao ngay nao"),
            ("date", "person"),
        ),
        (
            "thu NSNN h. Đồi Mây 9T/2022 đạt bn và ai báo cáo?",
            ("thu NSNN h. Đồi Mây 9T/2022 đạt bn", "ai báo cáo?"),
            ("", "thu NSNN h. Đồi Mây 9T/2022 đạt bn"),
            ("figure", "person"),
        ),
        (
            "Who chaired the meeting of Doi May in September 2022 and how many communes met the standard?",
            ("Who chaired the meeting of Doi May in September 2022", "how many communes met the standard?"),
            ("", "Who chaired the meeting of Doi May in September 2022"),
            ("person", "count"),
        ),
    ],
)
def test_each_part_of_a_question_takes_what_it_lacks_from_the_other(
    question: str, own: tuple[str, ...], context: tuple[str, ...], kinds: tuple[AnswerKind, ...]
) -> None:
    parts = ask(question).parts
    assert tuple(part.own for part in parts) == own
    assert tuple(part.context for part in parts) == context
    assert tuple(part.kind for part in parts) == kinds
    assert {part.named.place for part in parts} == {"huyện Đồi Mây"}
    assert all(part.named.date_from and part.named.date_from.year == 2022 for part in parts)


def test_a_part_that_lacks_nothing_takes_nothing_from_the_one_behind_it() -> None:
    first, second = ask("Thu ngân sách của Đồi Mây đạt bao nhiêu? Ai chủ trì hội nghị ở xã Bản Lẫm?").parts
    assert (first.names, first.context) == (("Đồi Mây",), "")
    assert second.named.place == "huyện Đồi Mây"


def test_the_parts_of_a_follow_up_take_what_both_lack_from_the_question_before() -> None:
    parts = ask("Ai chủ trì và ai kết luận?", "Hội nghị của Đồi Mây tháng 9/2022 họp khi nào?").parts
    assert [part.own for part in parts] == ["Ai chủ trì", "ai kết luận"]
    assert all("Hội nghị của Đồi Mây tháng 9/2022 họp khi nào" in part.context for part in parts)
    assert {part.kind for part in parts} == {"person"}
    assert {(part.named.place, part.named.date_from) for part in parts} == {("huyện Đồi Mây", date(2022, 9, 1))}


def test_a_follow_up_asks_both_parts_of_another_place() -> None:
    parts = ask("Còn Suối Bạc thì sao?", "Ai chủ trì hội nghị Đồi Mây và họp ở đâu?").parts
    assert [part.own for part in parts] == ["Ai chủ trì hội nghị Suối Bạc", "họp ở đâu?"]
    assert {part.named.place for part in parts} == {"huyện Suối Bạc"}


def test_each_part_is_asked_and_answered_like_the_whole() -> None:
    filters = Filters(collection="cũ")
    query = understand("Ai chủ trì và họp ở đâu?", filters=filters, language="en", reports=LIBRARY)
    assert len(query.parts) == 2
    assert all((part.language, part.asked_in, part.filters) == ("en", "vi", filters) for part in query.parts)
    assert all((part.question, part.has_diacritics, part.parts) == (query.question, True, ()) for part in query.parts)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Ai chủ trì hội nghị của Đồi Mây?", "person"),
        ("Thu và chi ngân sách đạt bao nhiêu?", "figure"),
        ("Xin chào", "talk"),
        ("Năm 2022 có những hội nghị nào và ai chủ trì?", "meetings"),
        ("Có mấy cuộc họp trong tháng 8 và họp ở đâu?", "meetings"),
        ("So sánh thu ngân sách của hai huyện", "comparison"),  # which two is not said
    ],
)
def test_a_question_answered_as_a_whole_has_no_parts(question: str, kind: AnswerKind) -> None:
    query = ask(question)
    assert (query.kind, query.parts) == (kind, ())


@pytest.mark.parametrize(
    ("question", "own"),
    [
        (
            "So sánh thu ngân sách 8 tháng của Đồi Mây và Suối Bạc",
            ("thu ngân sách 8 tháng của Đồi Mây", "thu ngân sách 8 tháng của Suối Bạc"),
        ),
        (
            "so sanh thu ngan sach doi may voi suoi bac",
            ("thu ngan sach doi may", "thu ngan sach suoi bac"),
        ),
        ("So sánh thu NSNN h. Đồi Mây vs h. Suối Bạc", ("thu NSNN h. Đồi Mây", "thu NSNN h. Suối Bạc")),
        (
            "Compare the revenue of Doi May and Suoi Bac",
            ("Compare the revenue of Doi May", "Compare the revenue of Suoi Bac"),
        ),
    ],
)
def test_a_comparison_asks_a_figure_of_each_side_alone(question: str, own: tuple[str, ...]) -> None:
    query = ask(question)
    assert query.kind == "comparison"
    assert tuple(part.own for part in query.parts) == own
    assert [part.places for part in query.parts] == [("huyện Đồi Mây",), ("huyện Suối Bạc",)]
    assert [part.named.place for part in query.parts] == ["huyện Đồi Mây", "huyện Suối Bạc"]
    assert all((part.kind, part.figures, part.meetings) == ("figure", None, None) for part in query.parts)


def test_a_comparison_of_days_asks_each_side_for_a_day() -> None:
    assert [part.kind for part in ask("So sánh ngày họp của Đồi Mây và Suối Bạc").parts] == ["date", "date"]


def test_names_of_no_side_are_asked_of_each() -> None:
    parts = ask("So sánh số thuế Hoàng Gia Phát nộp cho huyện Đồi Mây và huyện Suối Bạc").parts
    assert [part.names for part in parts] == [("Đồi Mây", "Hoàng Gia Phát"), ("Suối Bạc", "Hoàng Gia Phát")]


def test_each_side_of_a_follow_up_takes_its_time_from_the_question_before() -> None:
    question = "So sánh thu ngân sách của Đồi Mây với Suối Bạc trong năm đó"
    parts = ask(question, "Chi ngân sách năm 2021 đạt bao nhiêu?").parts
    assert [part.named.place for part in parts] == ["huyện Đồi Mây", "huyện Suối Bạc"]
    assert [part.named.date_from for part in parts] == [date(2021, 1, 1)] * 2


@pytest.mark.parametrize(
    ("question", "contexts"),
    [
        ("Ai chủ trì hội nghị Đồi Mây và ai chủ trì hội nghị Suối Bạc?", ("", "")),
        ("Tháng 9/2022 Đồi Mây họp ở đâu và ông Lê Văn Tư giữ chức gì?", ("", "Tháng 9/2022 huyện Đồi Mây")),
    ],
)
def test_a_half_that_names_somebody_or_somewhere_takes_no_others(question: str, contexts: tuple[str, ...]) -> None:
    assert tuple(part.context for part in ask(question).parts) == contexts


@pytest.mark.parametrize(
    "question", ["Ai chủ trì họp tại TP. Suối Bạc năm 2022?", "Đ/c. Lê Văn Tư nói gì ở họp h. Đồi Mây?"]
)
def test_the_dot_of_an_abbreviation_parts_nothing(question: str) -> None:
    assert ask(question).parts == ()


def test_a_comparison_with_the_place_of_the_question_before_has_two_sides() -> None:
    turns = (Turn("user", "Độ che phủ rừng tháng 8/2022 của Đồi Mây đạt bao nhiêu?"),)
    parts = understand("So sánh với Suối Bạc", turns, reports=LIBRARY).parts
    assert [part.places for part in parts] == [("huyện Đồi Mây",), ("huyện Suối Bạc",)]


def test_a_time_behind_both_sides_is_of_both() -> None:
    parts = ask("So sánh thu ngân sách của Đồi Mây và Suối Bạc năm 2022").parts
    assert [part.named.date_from for part in parts] == [date(2022, 1, 1), date(2022, 1, 1)]


def test_a_question_that_goes_on_in_another_language_is_read_in_that_of_the_question_before() -> None:
    query = ask("Còn Suối Bạc thì sao?", "What did Đồi Mây collect for the budget by September 2022?")
    assert query.standalone == "What did Suối Bạc collect for the budget by September 2022?"
    assert (query.language, query.asked_in) == ("vi", "en")


def test_what_was_told_before_is_known_to_a_question_that_goes_on() -> None:
    turns = (Turn("user", "Ai chủ trì hội nghị của Đồi Mây tháng 9/2022?"), Turn("assistant", "Lê Văn Tư [1]"))
    assert understand("Ai đọc báo cáo?", turns, reports=LIBRARY).said == "Lê Văn Tư [1]"
    assert understand("Ai chủ trì hội nghị của Suối Bạc tháng 9/2022?", turns, reports=LIBRARY).said == ""
