"""example_questions: what the library holds -> questions for a newcomer."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.examples import example_questions
from assistant.domain import Language, Period, ReportSummary
from assistant.questions import understand
from tests.reports import make_summary

EIGHT_MONTHS = Period(date(2022, 1, 1), date(2022, 8, 31), "8 tháng đầu năm 2022")
CHAIRED = make_summary("1", place="huyện Đồi Mây", held_on=date(2022, 9, 5), chairs=("Lê Văn Tư",))
COVERING = make_summary("2", place="huyện Suối Bạc", held_on=date(2022, 9, 2), period=EIGHT_MONTHS)
OLDEST = make_summary("3", place="xã Bản Lẫm", held_on=date(2021, 3, 1))
UNKNOWN = make_summary("4")


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        (
            "vi",
            (
                "Ai chủ trì hội nghị ngày 5/9/2022 của huyện Đồi Mây?",
                "Thu ngân sách 8 tháng đầu năm 2022 của huyện Suối Bạc đạt bao nhiêu?",
                "Những hạn chế nào được nêu tại hội nghị của xã Bản Lẫm?",
                "Năm 2022 có những hội nghị nào?",
            ),
        ),
        (
            "en",
            (
                "Who chaired the meeting of huyện Đồi Mây on 5 September 2022?",
                "How much budget revenue did huyện Suối Bạc collect in the period “8 tháng đầu năm 2022”?",
                "Which limitations were named at the meeting of xã Bản Lẫm?",
                "Which meetings were held in 2022?",
            ),
        ),
    ],
)
def test_questions_name_what_the_library_holds(language: Language, questions: tuple[str, ...]) -> None:
    assert example_questions((OLDEST, COVERING, UNKNOWN, CHAIRED), language) == questions


@pytest.mark.parametrize(
    ("reports", "questions"),
    [
        ((), ()),
        ((UNKNOWN,), ()),
        ((make_summary("5", held_on=date(2020, 5, 1)),), ("Năm 2020 có những hội nghị nào?",)),
        (
            (OLDEST,),
            ("Những hạn chế nào được nêu tại hội nghị của xã Bản Lẫm?", "Năm 2021 có những hội nghị nào?"),
        ),
    ],
)
def test_nothing_is_asked_that_is_not_known(reports: tuple[ReportSummary, ...], questions: tuple[str, ...]) -> None:
    assert example_questions(reports, "vi") == questions


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_question_is_understood_as_it_is_meant(language: Language) -> None:
    reports = (OLDEST, COVERING, CHAIRED)
    understood = [understand(question, reports=reports) for question in example_questions(reports, language)]
    assert [query.kind for query in understood] == ["person", "figure", "limitation", "meetings"]
    assert {query.language for query in understood} == {language}
    assert [query.named.place for query in understood[:3]] == ["huyện Đồi Mây", "huyện Suối Bạc", "xã Bản Lẫm"]


@pytest.mark.parametrize(
    ("held_on", "asked"), [(date(2022, 10, 17), False), (date(2022, 12, 12), True), (date(2023, 1, 6), True)]
)
def test_no_result_is_asked_of_a_year_that_goes_on(held_on: date, asked: bool) -> None:
    year = Period(date(2022, 1, 1), date(2022, 12, 31), "năm 2022")
    reports = (make_summary("1", place="huyện Suối Bạc", held_on=held_on, period=year),)
    assert any("Thu ngân sách năm 2022" in question for question in example_questions(reports, "vi")) == asked
