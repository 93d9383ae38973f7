"""example_questions: what the library holds -> questions for a newcomer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.answering.examples import asked_about, example_questions
from assistant.domain import Figure, Language, Period, Point, ReportSummary
from assistant.questions import understand
from tests.facts_of import make_figure
from tests.reports import make_report, make_summary

EIGHT_MONTHS = Period(date(2022, 1, 1), date(2022, 8, 31), "8 tháng đầu năm 2022")
AUGUST = Period(date(2022, 8, 1), date(2022, 8, 31), "tháng 8/2022")
CHAIRED = make_summary("1", place="huyện Đồi Mây", held_on=date(2022, 9, 5), chairs=("Lê Văn Tư",))
COVERING = make_summary("2", place="huyện Suối Bạc", held_on=date(2022, 9, 2), period=EIGHT_MONTHS)
OLDEST = make_summary("3", place="xã Bản Lẫm", held_on=date(2021, 3, 1))
UNKNOWN = make_summary("4")
HELD = (OLDEST, COVERING, UNKNOWN, CHAIRED)


def told(report: ReportSummary, period: Period | None, start: int = 0, **values: Any) -> Figure:
    """What a report tells of the budget."""
    text = make_report("Thu ngân sách đạt 90 tỷ đồng.", id=report.id, place=report.place, period=period)
    figure = make_figure("90 tỷ đồng", text)
    return replace(figure, start=start, **values)


def limitation(report: ReportSummary) -> Point:
    return Point(id=f"{report.id}:p", report_id=report.id, kind="limitation", section=None, when=None, start=0, end=9)


FIGURES, POINTS = (told(COVERING, EIGHT_MONTHS),), (limitation(OLDEST),)


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
    assert example_questions(asked_about(HELD), FIGURES, POINTS, language) == questions


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
        ((replace(OLDEST, id="6"),), ("Năm 2021 có những hội nghị nào?",)),
        ((replace(COVERING, id="7"),), ("Năm 2022 có những hội nghị nào?",)),
    ],
)
def test_nothing_is_asked_that_is_not_known(reports: tuple[ReportSummary, ...], questions: tuple[str, ...]) -> None:
    assert example_questions(asked_about(reports), FIGURES, POINTS, "vi") == questions


def test_a_single_report_is_asked_about_all_that_it_tells() -> None:
    only = replace(CHAIRED, period=EIGHT_MONTHS)
    asked = example_questions((only,), (told(only, EIGHT_MONTHS),), (limitation(only),), "vi")
    assert [understand(question, reports=(only,)).kind for question in asked] == [
        "person",
        "figure",
        "limitation",
        "meetings",
    ]


@pytest.mark.parametrize(
    ("figures", "period"),
    [
        ((told(COVERING, AUGUST, 1), told(COVERING, EIGHT_MONTHS, 2)), "8 tháng đầu năm 2022"),
        ((told(COVERING, AUGUST, 1),), "tháng 8/2022"),
        ((told(COVERING, EIGHT_MONTHS, 1, is_slip=True), told(COVERING, AUGUST, 2)), "tháng 8/2022"),
        ((told(COVERING, EIGHT_MONTHS, 1, kind="target"),), None),
        ((told(COVERING, EIGHT_MONTHS, 1, place=None),), None),
        ((told(COVERING, EIGHT_MONTHS, 1, canonical="chi ngân sách"),), None),
        ((told(COVERING, None),), None),
    ],
)
def test_the_budget_is_asked_for_where_a_result_is_told(figures: tuple[Figure, ...], period: str | None) -> None:
    asked = [one for one in example_questions(asked_about(HELD), figures, (), "vi") if "Thu ngân sách" in one]
    assert asked == ([f"Thu ngân sách {period} của huyện Suối Bạc đạt bao nhiêu?"] if period else [])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_question_is_understood_as_it_is_meant(language: Language) -> None:
    asked = example_questions(asked_about(HELD), FIGURES, POINTS, language)
    understood = [understand(question, reports=HELD) for question in asked]
    assert [query.kind for query in understood] == ["person", "figure", "limitation", "meetings"]
    assert {query.language for query in understood} == {language}
    assert [query.named.place for query in understood[:3]] == ["huyện Đồi Mây", "huyện Suối Bạc", "xã Bản Lẫm"]


@pytest.mark.parametrize(
    ("held_on", "asked"), [(date(2022, 10, 17), False), (date(2022, 12, 12), True), (date(2023, 1, 6), True)]
)
def test_no_result_is_asked_of_a_year_that_goes_on(held_on: date, asked: bool) -> None:
    year = Period(date(2022, 1, 1), date(2022, 12, 31), "năm 2022")
    report = make_summary("1", place="huyện Suối Bạc", held_on=held_on, period=year)
    questions = example_questions((report,), (told(report, year),), (), "vi")
    assert any("Thu ngân sách năm 2022" in question for question in questions) == asked
