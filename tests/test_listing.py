"""Figures, points and meetings that somebody looks for are found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.domain import Figure, Period, Point, ReportSummary, Source
from assistant.listing import (
    FigureOrder,
    ReportOrder,
    select_figures,
    select_meetings,
    select_points,
    select_reports,
    sort_figures,
    sort_reports,
)
from tests.reports import make_chairs
from tests.test_comparing import FIGURE

SHORT, LONG = "huyện Sơn", "huyện Sơn Đông"


def summary(name: str, held_on: date | None, place: str | None = None, **known: object) -> ReportSummary:
    source = Source("default", "", f"{name}.txt", "")
    return ReportSummary(id=name, source=source, title=name, held_on=held_on, place=place, **known)  # type: ignore[arg-type]


REPORTS = (
    summary("a", date(2023, 8, 31), LONG, body="Huyện ủy", participants=make_chairs("Vũ Hà")),
    summary("b", None, SHORT, body="Ban Thường vụ Huyện ủy", participants=make_chairs("Vũ Hà An")),
    summary("c", date(2024, 1, 5), None, body="Hội đồng nhân dân"),
)
FIGURES = (
    replace(FIGURE, id="1", report_id="a", place=LONG, value=Decimal(65)),
    replace(FIGURE, id="2", report_id="b", place=SHORT, value=Decimal(5), unit="%", period=None),
    replace(FIGURE, id="3", report_id="c", place=None, value=Decimal(253)),
    replace(FIGURE, id="4", report_id="c", place="xã Ba Chẽ", value=Decimal(7)),
)


def ids(figures: tuple[Figure, ...]) -> str:
    return "".join(figure.id for figure in figures)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), "1234"),
        (("huyen son",), "12"),
        ((SHORT,), "2"),  # named whole: not the district whose name goes on
        ((LONG, "ba che"), "14"),
        (("", " "), "1234"),
        (("huyện Không Có",), ""),
    ],
)
def test_figures_of_several_places(places: tuple[str, ...], expected: str) -> None:
    assert ids(select_figures(FIGURES, places=places)) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("value", "2413"),  # % before đồng, then by value
        ("-value", "3142"),
        ("place", "2143"),
        ("-place", "4123"),
        ("period", "1342"),
        ("-period", "1342"),
        ("report", "1342"),
        ("-report", "3412"),
    ],
)
def test_figures_are_sorted_the_unknown_last_either_way(order: FigureOrder, expected: str) -> None:
    assert ids(sort_figures(FIGURES, {report.id: report for report in REPORTS}, order)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "cab"),
        ({"place": SHORT}, "b"),
        ({"place": "son"}, "ab"),
        ({"body": "Huyện ủy"}, "a"),
        ({"body": "huyen uy"}, "ab"),
        ({"chair": "Vũ Hà"}, "a"),
        ({"chair": "vu ha"}, "ab"),
        ({"first": date(2024, 1, 1)}, "c"),
    ],
)
def test_meetings_by_what_is_named_whole_or_in_part(wanted: dict[str, object], expected: str) -> None:
    assert "".join(report.id for report in select_meetings(REPORTS, **wanted)) == expected  # type: ignore[arg-type]


MAY = Period(date(2024, 5, 1), date(2024, 5, 31), "tháng 5")
POINTS = tuple(
    Point(id=name, report_id=name[0], kind="task", section=None, when=when, start=0, end=1)
    for name, when in (("a1", None), ("a2", MAY), ("b1", MAY), ("c1", None))
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "c1 a1 a2 b1"),
        ({"place": LONG}, "a1 a2"),
        ({"first": date(2024, 5, 31)}, "a2 b1"),
        ({"last": date(2024, 4, 30)}, ""),
        ({"place": SHORT, "first": date(2024, 1, 1), "last": date(2024, 5, 1)}, "b1"),
    ],
)
def test_points_by_place_and_time(wanted: dict[str, object], expected: str) -> None:
    assert " ".join(point.id for point, _ in select_points(POINTS, REPORTS, **wanted)) == expected  # type: ignore[arg-type]


SHELF = (
    summary("hn-12", date(2023, 8, 31), LONG, body="Ban Thường vụ Huyện ủy", district=LONG, province="tỉnh Lào Cai"),
    summary("Giao ban Ủy ban nhân dân tháng 7", date(2024, 7, 2), "xã Hòa Bình"),
    summary("Ý kiến về dự án Đồng Mơ", None),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (None, "012"),
        ("  ", "012"),
        ("giao ban", "1"),
        ("GIAO uy ban", "1"),
        ("hoà bình", "1"),  # the other tone placement
        ("y kien dong mo", "2"),
        ("thuong vu", "0"),
        ("lao cai", "0"),
        ("son dong 2023", "0"),
        ("31/8/2023", "0"),
        ("31/08/2023", "0"),
        ("8/2023", "0"),
        ("2023-08", "0"),
        ("1/8/2023", ""),  # not within 31/8
        ("iao", ""),  # a word is found from its beginning
        ("hn-12.txt", "0"),
        ("giao ban sơn", ""),
        ("(", ""),
    ],
)
def test_reports_are_found_by_words(words: str | None, expected: str) -> None:
    assert "".join(str(SHELF.index(one)) for one in select_reports(SHELF, words)) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [("-held_on", "102"), ("held_on", "012"), ("title", "102"), ("-title", "201"), ("place", "012"), ("-place", "102")],
)
def test_reports_are_sorted_with_the_unknown_last(order: ReportOrder, expected: str) -> None:
    assert "".join(str(SHELF.index(one)) for one in sort_reports(SHELF, order)) == expected
