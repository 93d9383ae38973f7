"""report_features: a Query and a report -> how well the report is the one that the query speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.about_report import report_features, sessions_in
from assistant.answering.wanted import wanted
from assistant.domain import Period, Report
from assistant.questions import understand
from tests.answering.building import frequencies_of
from tests.reports import make_report, make_summary

AUGUST = Period(date(2022, 1, 1), date(2022, 8, 31), "8 tháng đầu năm 2022")
REPORT = make_report("Ông Lê Văn Tư dự.", title="Hội nghị", held_on=date(2022, 9, 5), period=AUGUST)
LIBRARY = tuple(make_summary(place, place=place) for place in ("huyện Đồi Mây", "huyện Suối Bạc", "tỉnh Vân Sơn"))


def features(question: str, report: Report = REPORT) -> Mapping[str, float]:
    query = understand(question, reports=LIBRARY)
    return report_features(query, wanted(query, frequencies_of((report,))), report)


def true_of(question: str, names: tuple[str, ...], report: Report = REPORT) -> set[str]:
    found = features(question, report)
    assert {found[name] for name in names} <= {0.0, 1.0}
    return {name for name in names if found[name]}


@pytest.mark.parametrize(
    ("question", "place", "told"),
    [
        ("Thu ngân sách của huyện Đồi Mây?", "huyện Đồi Mây", {"of_place"}),
        ("thu ngan sach doi may", "huyện Đồi Mây", {"of_place"}),
        ("Thu ngân sách của tỉnh Vân Sơn?", "huyện Đồi Mây", {"of_place"}),  # the district lies in it
        ("Thu ngân sách của huyện Suối Bạc?", "huyện Đồi Mây", {"of_other_place"}),
        ("Thu ngân sách của huyện Suối Bạc?", None, set()),
        ("Thu ngân sách bao nhiêu?", "huyện Đồi Mây", {"of_place"}),  # any report may be meant
    ],
)
def test_of_which_place_a_report_is(question: str, place: str | None, told: set[str]) -> None:
    report = replace(REPORT, place=place, province="tỉnh Vân Sơn" if place else None)
    assert true_of(question, ("of_place", "of_other_place"), report) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Thu ngân sách 8 tháng đầu năm 2022?", {"of_time", "of_period"}),
        ("Thu ngân sách tháng 8/2022?", {"of_time"}),
        ("Thu ngân sách năm 2021?", {"of_other_time"}),
        ("Hội nghị ngày 5/9/2022 bàn gì?", {"of_time", "held_then"}),
        ("Hội nghị ngày 6/9/2022 bàn gì?", {"of_other_time", "held_otherwise"}),
        ("Hội nghị bàn gì?", {"of_time"}),
    ],
)
def test_of_which_time_a_report_is(question: str, told: set[str]) -> None:
    names = ("of_time", "of_other_time", "of_period", "held_then", "held_otherwise")
    assert true_of(question, names) == told


def test_a_meeting_of_an_unknown_day_was_held_on_no_other() -> None:
    report = replace(REPORT, held_on=None, period=None)
    assert features("Hội nghị ngày 6/9/2022 bàn gì?", report)["held_otherwise"] == 0.0


@pytest.mark.parametrize(
    ("question", "body", "agreement"),
    [
        ("HĐND huyện bàn gì?", "Hội đồng nhân dân huyện", 1.0),
        ("hoi dong nhan dan ban gi", "HĐND huyện", 1.0),
        ("What did the People's Committee discuss?", "UBND huyện", 1.0),
        ("Phiên họp thường kỳ của Ủy ban bàn gì?", "UBND huyện", 1.0),
        ("Ban Thường vụ bàn gì?", "Ban Thường vụ Huyện ủy", 1.0),
        ("Huyện ủy bàn gì?", "Ban Chấp hành Đảng bộ huyện", 1.0),
        ("HĐND huyện bàn gì?", "UBND huyện", -1.0),
        ("HĐND huyện bàn gì?", None, 0.0),
        ("Hội nghị bàn gì?", "UBND huyện", 0.0),
    ],
)
def test_whether_a_report_is_of_the_organ_asked_about(question: str, body: str | None, agreement: float) -> None:
    assert features(question, replace(REPORT, body=body))["of_organ"] == agreement


@pytest.mark.parametrize(
    ("question", "session", "agreement"),
    [
        ("Kỳ họp thứ 12 bàn gì?", 12, 1.0),
        ("Hội nghị lần thứ XII bàn gì?", 12, 1.0),
        ("ky hop thu nhat ban gi", 1, 1.0),
        ("Kỳ họp thứ 12 bàn gì?", 11, -1.0),
        ("Kỳ họp thứ 12 bàn gì?", None, 0.0),
        ("Kỳ họp bàn gì?", 12, 0.0),
        ("Hội nghị 6 tháng bàn gì?", 12, 0.0),  # six months, not the sixth
    ],
)
def test_whether_a_report_is_of_the_session_asked_about(question: str, session: int | None, agreement: float) -> None:
    assert features(question, replace(REPORT, session=session))["of_session"] == agreement


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Ông Lê Văn Tư nói gì?", 1.0),
        ("Ông Lê Văn Tư và ông Lò Văn Tẻo nói gì?", 0.5),
        ("Ông Lò Văn Tẻo nói gì?", 0.0),
        ("Hội nghị bàn gì?", 0.0),
    ],
)
def test_the_share_of_the_names_that_a_report_knows(question: str, share: float) -> None:
    assert features(question)["names"] == share


def test_the_more_of_a_question_a_report_tells_the_more_it_is_meant() -> None:
    reports = (
        make_report("Giải ngân vốn chậm.", title="Hội nghị giải ngân"),
        make_report("Vốn chậm."),
        make_report("Trồng rừng."),
    )
    told = [features("giải ngân vốn?", report) for report in reports]
    assert [one["terms_report"] for one in told] == sorted((one["terms_report"] for one in told), reverse=True)
    assert (told[0]["terms_report"], told[2]["terms_report"]) == (1.0, 0.0)
    assert told[0]["terms_title"] > told[1]["terms_title"] == 0.0
    assert (told[0]["pairs_report"], told[1]["pairs_report"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("report", "is_meeting"),
    [
        (REPORT, True),
        (replace(REPORT, held_on=None, body="UBND huyện"), True),
        (replace(REPORT, held_on=None), False),
    ],
)
def test_whether_a_report_is_of_a_meeting(report: Report, is_meeting: bool) -> None:
    assert features("Hội nghị bàn gì?", report)["is_meeting"] == is_meeting


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("ky hop thu bay hdnd huyen", {7}),
        ("ky hop thu muoi hai", {12}),
        ("hoi nghi lan thu xxiv", {24}),
        ("hom hoi nghi 29/6/2023", set()),
        ("ky hop thu muoi cua hdnd", {10}),
    ],
)
def test_sessions_are_numbered_in_figures_and_words(words: str, numbers: set[int]) -> None:
    assert sessions_in(words) == numbers
