"""complete: a question and the turns before it -> the question with what it lacks taken from them."""

from __future__ import annotations

from itertools import chain

import pytest

from assistant.domain import Turn
from assistant.questions.followups import Completed, complete
from tests.reports import make_summary

LIBRARY = (make_summary("1", place="huyện Đồi Mây"), make_summary("2", place="huyện Suối Bạc"))
REVENUE = "Thu ngân sách năm 2021 của huyện Đồi Mây đạt bao nhiêu?"


def completed(question: str, *questions: str) -> Completed:
    return complete(question, tuple(Turn("user", words) for words in questions), LIBRARY)


def answered(question: str, *turns: tuple[str, str]) -> Completed:
    pairs = chain.from_iterable((Turn("user", asked), Turn("assistant", told)) for asked, told in turns)
    return complete(question, tuple(pairs), LIBRARY)


@pytest.mark.parametrize(
    ("question", "earlier", "own"),
    [
        ("Ông ấy giữ chức vụ gì?", "Ông Lê Văn Tư phát biểu gì?", "Lê Văn Tư giữ chức vụ gì"),
        ("Đồng chí này yêu cầu gì?", "Đồng chí Lê Văn Tư phát biểu gì?", "Lê Văn Tư yêu cầu gì"),
        ("Hôm đó bà ấy phát biểu gì?", "Bà Đào Thị Én họp ngày nào?", "Hôm đó Đào Thị Én phát biểu gì"),
        ("ong ay giu chuc vu gi", "Ông Lê Văn Tư phát biểu gì?", "Lê Văn Tư giu chuc vu gi"),
        ("What did he say?", "Did Mr. Lê Văn Tư chair the meeting?", "What did Lê Văn Tư say"),
        ("Ông ấy giữ chức vụ gì?", "Hội nghị bàn gì?", "Ông ấy giữ chức vụ gì"),  # nobody was spoken of
    ],
)
def test_a_pronoun_is_the_person_spoken_of_before(question: str, earlier: str, own: str) -> None:
    found = completed(question, earlier)
    assert (found.own, found.context) == (own, earlier.rstrip("?"))


def test_a_pronoun_is_the_person_of_the_answer_before_that_of_the_question() -> None:
    told = ("Ai họp cùng ông Lê Văn Tư?", "Bà Đào Thị Én, Chủ tịch HĐND huyện.")
    assert answered("Bà ấy phát biểu gì?", told).own == "Đào Thị Én phát biểu gì"


@pytest.mark.parametrize(
    ("question", "earlier", "changed"),
    [
        ("Còn huyện Suối Bạc?", REVENUE, "Thu ngân sách năm 2021 của huyện Suối Bạc đạt bao nhiêu?"),
        ("con suoi bac thi sao", REVENUE, "Thu ngân sách năm 2021 của huyện Suối Bạc đạt bao nhiêu?"),
        ("Thế còn Suối Bạc?", REVENUE, "Thu ngân sách năm 2021 của huyện Suối Bạc đạt bao nhiêu?"),
        ("Thế ở huyện Suối Bạc được bao nhiêu?", REVENUE, "Thu ngân sách năm 2021 của huyện Suối Bạc đạt bao nhiêu?"),
        ("Còn năm 2022 thì sao?", REVENUE, "Thu ngân sách năm 2022 của huyện Đồi Mây đạt bao nhiêu?"),
        ("Thế năm 2022?", REVENUE, "Thu ngân sách năm 2022 của huyện Đồi Mây đạt bao nhiêu?"),
        (
            "Còn Suối Bạc năm 2022?",
            REVENUE,
            "Thu ngân sách năm 2022 của huyện Suối Bạc đạt bao nhiêu?",
        ),
        ("Còn ngày 6/9/2022?", "Ai chủ trì hội nghị ngày 5/9/2022?", "Ai chủ trì hội nghị ngày 6/9/2022?"),
        ("And in 2022?", "How much did Doi May collect in 2021?", "How much did Doi May collect in 2022?"),
        ("còn ai chủ trì họp ở Suối Bạc?", REVENUE, "ai chủ trì họp ở Suối Bạc"),  # asks something else there
    ],
)
def test_a_question_that_goes_on_exchanges_place_and_time(question: str, earlier: str, changed: str) -> None:
    assert completed(question, earlier) == Completed(changed)


def test_exchanges_add_up_over_several_turns() -> None:
    found = completed("Thế năm 2022?", REVENUE, "Còn huyện Suối Bạc?")
    assert found.standalone == "Thu ngân sách năm 2022 của huyện Suối Bạc đạt bao nhiêu?"


@pytest.mark.parametrize(
    ("question", "own"),
    [
        (
            "Tỷ lệ hộ nghèo còn lại tính theo phần trăm là bao nhiêu?",
            "Tỷ lệ hộ nghèo còn lại tính theo phần trăm là bao nhiêu",
        ),
        ("Ai chủ trì?", "Ai chủ trì"),
        ("Còn chi ngân sách?", "chi ngân sách"),  # nothing to exchange
        ("Con số đó của huyện Suối Bạc có tăng không?", "Con số đó của huyện Suối Bạc có tăng không"),
    ],
)
def test_what_names_nothing_or_points_back_takes_the_question_before(question: str, own: str) -> None:
    assert completed(question, REVENUE) == Completed(own, REVENUE.rstrip("?"))


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo của huyện Suối Bạc là bao nhiêu?",
        "ty le ho ngheo cua huyen suoi bac la bao nhieu",
        "Tỷ lệ hộ nghèo trong năm 2022 là bao nhiêu?",
        "Hội nghị họp ngày 5/9/2022 bàn những gì?",
        "Ông Lò Văn Tẻo đã phát biểu những gì?",
        "Độ che phủ rừng của huyện Suối Bạc là bao nhiêu?",
        "Mức chi cho hệ thống nước của Suối Bạc là bao nhiêu?",
    ],
)
def test_what_stands_alone_stays(question: str) -> None:
    assert completed(question, REVENUE) == Completed(question)


@pytest.mark.parametrize("turns", [(), (Turn("assistant", "Xin chào."),)])
def test_the_first_question_stays(turns: tuple[Turn, ...]) -> None:
    assert complete("Còn năm 2022?", turns, LIBRARY) == Completed("Còn năm 2022?")


def test_the_user_is_shown_both_questions() -> None:
    assert Completed("Ai chủ trì?", "Hội nghị bàn gì").standalone == "Ai chủ trì (Hội nghị bàn gì)"
    assert Completed("Ai chủ trì?").standalone == "Ai chủ trì?"


@pytest.mark.parametrize(
    ("question", "earlier", "own"),
    [
        ("Còn tháng 10 năm đó thì sao?", "Tháng 6/2020 có cuộc họp nào?", "tháng 10 năm 2020 có cuộc họp nào?"),
        ("Còn tháng 10?", "Tháng 6 năm 2020 có cuộc họp nào?", "tháng 10 năm 2020 có cuộc họp nào?"),
        ("Còn tháng 10/2021?", "Tháng 6/2020 có cuộc họp nào?", "tháng 10/2021 có cuộc họp nào?"),
        ("Còn tháng 10?", "Tháng 6 có cuộc họp nào?", "tháng 10 có cuộc họp nào?"),
    ],
)
def test_another_month_is_of_the_year_spoken_of(question: str, earlier: str, own: str) -> None:
    assert completed(question, earlier).own == own


def test_who_did_something_else_is_not_who_did_what_was_asked_before() -> None:
    chaired = "Phiên họp của huyện Đồi Mây ngày 29/5/2023 do ai chủ trì?"
    assert completed("Thế còn ai đọc báo cáo tháng 5?", chaired).own == "ai đọc báo cáo tháng 5"
    assert completed("Thế còn tháng 6 thì ai chủ trì?", chaired).own.startswith("Phiên họp của huyện Đồi Mây tháng 6")
