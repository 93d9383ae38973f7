"""Questions to ask next are those that facts known of the library answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.answering.suggesting import MOST, suggest
from assistant.domain import AnswerKind, Language, Point, PointKind, Report, ReportSummary
from tests.facts_of import make_figure, months
from tests.reports import make_report

TEXT = "Thu ngân sách 6 tháng đạt 118 tỷ đồng. Hạn chế: giải ngân chậm. Giao phòng Tài chính rà soát."
CITED = make_report(TEXT, id="thang-6", held_on=date(2024, 6, 28), period=months(6), chairs=("Lò Thị Mận",))
JULY = make_report(
    "Thu ngân sách tháng 7 đạt 20 tỷ đồng.", id="thang-7", held_on=date(2024, 7, 30), period=months(7, first=7)
)
BESIDE = make_report(
    "Thu ngân sách 6 tháng đạt 90 tỷ đồng.",
    id="ben-canh",
    place="huyện Suối Trăng",
    held_on=date(2024, 6, 28),
    period=months(6),
)
FIGURES = (make_figure("118 tỷ đồng", CITED), make_figure("20 tỷ đồng", JULY), make_figure("90 tỷ đồng", BESIDE))
MEETING = "ngày 28/6/2024 của huyện Đồi Mây"
CHAIR = f"Ai chủ trì hội nghị {MEETING}?"
LIMITS = f"Những hạn chế nào được nêu tại hội nghị {MEETING}?"
TASKS = f"Hội nghị {MEETING} giao những nhiệm vụ gì?"
OTHER_TIME = "Thu ngân sách nhà nước tháng 7/2024 của huyện Đồi Mây là bao nhiêu?"
OTHER_PLACE = "So sánh thu ngân sách nhà nước 6 tháng đầu năm 2024 của huyện Đồi Mây và huyện Suối Trăng"


def point(kind: PointKind) -> Point:
    return Point(id=kind, report_id=CITED.id, kind=kind, section=None, when=None, start=0, end=3)


def suggested(
    *,
    cited: Report = CITED,
    reports: tuple[ReportSummary, ...] = (CITED, JULY, BESIDE),
    figures: Any = FIGURES,
    kinds: tuple[PointKind, ...] = ("limitation", "task"),
    span: tuple[int, int] = (0, len(TEXT)),
    answered: AnswerKind = "summary",
    language: Language = "vi",
) -> tuple[str, ...]:
    return suggest(cited, reports, figures, tuple(map(point, kinds)), {(cited.id, *span)}, answered, language)


def test_a_cited_figure_leads_to_another_time_and_another_place_then_to_its_meeting() -> None:
    assert suggested() == (OTHER_TIME, OTHER_PLACE, CHAIR, LIMITS)
    assert len(suggested()) == MOST


def test_without_a_cited_figure_the_meeting_is_asked_about() -> None:
    assert suggested(span=(39, 50)) == (CHAIR, LIMITS, TASKS)


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ({"kinds": ("task",)}, (CHAIR, TASKS)),
        ({"kinds": ("event", "decision")}, (CHAIR,)),
        ({"answered": "person"}, (LIMITS, TASKS)),
        ({"answered": "limitation"}, (CHAIR, TASKS)),
        ({"cited": replace(CITED, participants=())}, (LIMITS, TASKS)),
    ],
)
def test_what_is_not_known_or_was_just_answered_is_not_offered(values: dict[str, Any], left: tuple[str, ...]) -> None:
    assert suggested(**values, figures=()) == left


COPY = replace(CITED, id="ban-sao")
OTHER_FILE = replace(COPY, source=replace(COPY.source, sha256="khác"))


@pytest.mark.parametrize(
    ("cited", "beside", "is_named"),
    [
        (CITED, BESIDE, True),  # another place on the same day
        (CITED, COPY, True),  # the same file once more
        (CITED, OTHER_FILE, False),
        (CITED, replace(OTHER_FILE, place=None), False),  # may be of this place
        (replace(CITED, place=None), BESIDE, False),
        (replace(CITED, held_on=None), BESIDE, False),
    ],
)
def test_a_meeting_is_asked_about_only_where_words_tell_it_from_every_other(
    cited: Report, beside: Report, is_named: bool
) -> None:
    assert bool(suggested(cited=cited, reports=(cited, beside), figures=())) == is_named


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "target"},
        {"unit": "%"},
        {"canonical": "tổng thu"},
        {"period": None},
        {"is_slip": True},
        {"place": None},
        {"place": "xã Khe Lá"},  # a commune is not held against a district, and no other time is known of it
    ],
)
def test_only_a_result_of_the_same_thing_is_offered(changed: dict[str, Any]) -> None:
    first, *others = FIGURES
    assert suggested(figures=(first, *(replace(one, **changed) for one in others)))[0] == CHAIR


def test_questions_are_in_the_language_of_the_page() -> None:
    assert suggested(language="en")[2] == "Who chaired the meeting of huyện Đồi Mây on 28 June 2024?"


@pytest.mark.parametrize(("figure", "left"), [(1, OTHER_PLACE), (2, OTHER_TIME)])
def test_what_the_answer_told_itself_is_not_offered(figure: int, left: str) -> None:
    told = FIGURES[figure]
    spans = {(CITED.id, 0, len(TEXT)), (told.report_id, told.start, told.end)}
    asked = suggest(CITED, (CITED, JULY, BESIDE), FIGURES, (), spans, "summary", "vi")
    assert asked == (left, CHAIR)
