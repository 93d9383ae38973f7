"""Figures of one indicator are set side by side, ranked only when they may be, with each number's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.comparisons import compare_figures
from assistant.answering.draft import Draft
from assistant.answering.verification import verify
from assistant.domain import Figure, Origin, Query, Report, Retrieved
from assistant.questions import understand
from tests.facts_of import make_figure, months
from tests.reports import make_report, make_summary

LIBRARY = (
    make_summary("doi-may", place="huyện Đồi Mây"),
    make_summary("suoi-bac", place="huyện Suối Bạc"),
    make_summary("ea-kiet", place="huyện Ea Kiết"),
)
DOI_MAY = make_report(
    "Thu ngân sách 8 tháng đạt 253 tỷ đồng, bằng 84,3% dự toán huyện giao, 88,6% dự toán tỉnh giao.",
    title="Họp huyện Đồi Mây",
    period=months(8),
    held_on=date(2024, 8, 31),
)
SUOI_BAC = make_report(
    "Thu ngân sách 8 tháng đạt 69 tỷ đồng, bằng 38,18% dự toán huyện giao.",
    id="suoi-bac",
    place="huyện Suối Bạc",
    period=months(8),
)
EA_KIET = make_report("Thu ngân sách 8 tháng ước 100 tỷ đồng.", id="ea-kiet", place="huyện Ea Kiết", period=months(8))
NAMELESS = make_report(
    "Thu ngân sách 6 tháng đạt gần 12 tỷ đồng. Bí thư Lê Văn Tư chủ trì.",
    id="khong-ten",
    place=None,
    period=months(6),
    held_on=date(2024, 7, 2),
)

Measured = tuple[Figure, Report]


def result(words: str, report: Report, **values: object) -> Measured:
    return make_figure(words, report, **values), report


RESULTS = (result("253 tỷ đồng", DOI_MAY), result("69 tỷ đồng", SUOI_BAC), result("100 tỷ đồng", EA_KIET))
OF_THE_DISTRICT = {"kind": "plan_share", "against": "dự toán huyện giao"}
SHARES = (
    result("84,3%", DOI_MAY, **OF_THE_DISTRICT),
    result("88,6%", DOI_MAY, kind="plan_share", against="dự toán tỉnh giao"),
    result("38,18%", SUOI_BAC, **OF_THE_DISTRICT),
)


def ask(question: str) -> Query:
    return understand(question, reports=LIBRARY)


def draft_of(question: str, measured: Sequence[Measured] = RESULTS) -> Draft:
    draft = compare_figures(ask(question), Retrieved((), measured=tuple(measured), considered=7))
    assert draft
    return draft


def said(question: str, measured: Sequence[Measured] = RESULTS) -> list[str]:
    return [statement.text for statement in draft_of(question, measured).statements]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Thu ngân sách của Đồi Mây và Suối Bạc chênh nhau bao nhiêu?",
            "Huyện Đồi Mây 253 tỷ đồng (8 tháng đầu năm 2024) cao hơn huyện Suối Bạc 69 tỷ đồng (8 tháng đầu năm 2024)"
            " là 184 tỷ đồng (253 − 69 = 184).",
        ),
        (
            "Thu ngân sách Đồi Mây gấp mấy lần Suối Bạc?",
            "Huyện Đồi Mây 253 tỷ đồng (8 tháng đầu năm 2024) gấp 3,67 lần huyện Suối Bạc 69 tỷ đồng"
            " (8 tháng đầu năm 2024) (253 : 69 ≈ 3,67).",
        ),
        ("Huyện nào có thu ngân sách cao nhất?", "Cao nhất: huyện Đồi Mây 253 tỷ đồng (8 tháng đầu năm 2024)."),
        ("huyen nao thu ngan sach thap nhat", "Thấp nhất: huyện Suối Bạc 69 tỷ đồng (8 tháng đầu năm 2024)."),
        (
            "Which district has the highest budget revenue?",
            "Highest: huyện Đồi Mây 253 tỷ đồng (8 tháng đầu năm 2024).",
        ),
    ],
)
def test_what_is_asked_stands_first(question: str, answer: str) -> None:
    assert said(question)[0] == answer


@pytest.mark.parametrize("question", ["So sánh thu ngân sách các huyện", "Huyện nào có thu ngân sách cao nhất?"])
def test_each_number_has_its_words_and_the_sums_come_out(question: str) -> None:
    draft = draft_of(question)
    assert verify(draft, "vi") == draft
    for statement in draft.statements:
        assert statement.quotes
        assert statement.status == "computed"
    assert draft.table
    for row in draft.table.rows:
        words, quote = row[2]
        assert quote and words.removeprefix("ước ") in quote.text


def test_the_table_has_a_row_for_each_place_and_the_notes_say_how_many_reports_were_counted() -> None:
    draft = draft_of("So sánh thu ngân sách các huyện")
    assert draft.table
    assert [row[0][0] for row in draft.table.rows] == ["huyện Đồi Mây", "huyện Ea Kiết", "huyện Suối Bạc"]
    assert [row[2][0] for row in draft.table.rows] == ["253 tỷ đồng", "100 tỷ đồng", "69 tỷ đồng"]
    assert draft.notes[0] == "Tính trên 3 báo cáo có nêu thu ngân sách nhà nước, trong 7 báo cáo được xét."


def test_three_comparable_values_are_drawn_two_are_not() -> None:
    chart = draft_of("So sánh thu ngân sách các huyện").chart
    assert chart
    assert (chart.shape, chart.unit) == ("bars", "đồng")
    assert [(label, words) for label, _, words, _ in chart.points] == [
        ("huyện Đồi Mây", "253 tỷ đồng"),
        ("huyện Ea Kiết", "100 tỷ đồng"),
        ("huyện Suối Bạc", "69 tỷ đồng"),
    ]
    assert draft_of("So sánh thu ngân sách các huyện", RESULTS[:2]).chart is None


def test_times_of_other_lengths_are_set_side_by_side_and_not_ranked() -> None:
    draft = draft_of("So sánh thu ngân sách trong các báo cáo", (*RESULTS[:1], result("12 tỷ đồng", NAMELESS)))
    (lead,) = draft.statements
    assert lead.text.startswith("Các số liệu khác nhau về độ dài kỳ nên chỉ đặt cạnh nhau, không so hơn kém: ")
    assert "địa danh không nêu (2/7/2024) 12 tỷ đồng (6 tháng đầu năm 2024)" in lead.text
    assert "cao hơn huyện" not in lead.text
    assert draft.chart is None


def test_shares_are_of_the_plan_asked_about_else_of_the_plan_that_most_tell_of() -> None:
    of_province = draft_of("So sánh tỷ lệ thu ngân sách so với dự toán huyện giao của Đồi Mây và Suối Bạc", SHARES)
    of_any = draft_of("So sánh phần trăm dự toán thu ngân sách của các huyện", SHARES)
    for draft in (of_province, of_any):
        assert draft.table
        assert [row[2][0] for row in draft.table.rows] == ["84,3%", "38,18%"]
        assert draft.table.columns[3] == "So với"
    assert "46,12 điểm phần trăm" in of_any.statements[0].text


def test_a_place_through_time_is_a_line_and_tells_the_change() -> None:
    reports = [
        make_report(f"Thu ngân sách {n} tháng đạt {n * 10} tỷ đồng.", id=f"r{n}", period=months(n)) for n in (9, 3, 6)
    ]
    measured = [
        result(f"{n * 10} tỷ đồng", report, cumulative=True) for n, report in zip((9, 3, 6), reports, strict=True)
    ]
    draft = draft_of("Diễn biến thu ngân sách của huyện Đồi Mây năm 2024", measured)
    assert said("Diễn biến thu ngân sách của huyện Đồi Mây năm 2024", measured) == [
        "Huyện Đồi Mây: từ 30 tỷ đồng (3 tháng đầu năm 2024) đến 90 tỷ đồng (9 tháng đầu năm 2024): tăng 60 tỷ đồng"
        " (90 − 30 = 60)."
    ]
    assert draft.chart
    assert (draft.chart.shape, [label for label, *_ in draft.chart.points]) == (
        "line",
        ["3 tháng đầu năm 2024", "6 tháng đầu năm 2024", "9 tháng đầu năm 2024"],
    )


def test_a_name_stands_for_the_report_that_knows_it() -> None:
    measured = (*RESULTS, result("12 tỷ đồng", NAMELESS))
    draft = draft_of("Thu ngân sách của Đồi Mây với nơi đồng chí Lê Văn Tư làm bí thư bên nào cao hơn?", measured)
    assert draft.table
    assert [row[0][0] for row in draft.table.rows] == ["huyện Đồi Mây", "địa danh không nêu"]


def test_a_place_without_such_a_figure_is_named() -> None:
    draft = draft_of("So sánh thu ngân sách của Đồi Mây, Suối Bạc và Ea Kiết", RESULTS[:2])
    assert "Không thấy số liệu thu ngân sách nhà nước phù hợp của huyện Ea Kiết." in draft.notes


def test_one_of_two_places_alone_is_no_comparison() -> None:
    grown = [result("253 tỷ đồng", DOI_MAY, period=months(last), cumulative=True) for last in (4, 8)]
    draft = draft_of("So sánh thu ngân sách của huyện Đồi Mây và huyện Khe Vắng", grown)
    assert draft.abstained
    assert draft.table is None
    assert "của Khe Vắng" in draft.statements[0].text
    assert [quote.report.id for quote in draft.nearest] == [DOI_MAY.id, DOI_MAY.id]


def test_the_very_time_asked_about_is_preferred() -> None:
    august = replace(DOI_MAY, id="doi-may-8")
    measured = (*RESULTS, result("253 tỷ đồng", august, period=months(8, first=8)))
    draft = draft_of("So sánh thu ngân sách 8 tháng đầu năm 2024 của Đồi Mây và Suối Bạc", measured)
    assert draft.table
    assert {row[1][0] for row in draft.table.rows} == {"8 tháng đầu năm 2024"}


@pytest.mark.parametrize(
    ("question", "measured"),
    [
        ("So sánh thu ngân sách các huyện", RESULTS[:1]),
        ("So sánh thu ngân sách các huyện", ()),
        ("So sánh thu ngân sách năm 2019 của các huyện", RESULTS),
        ("So sánh mục tiêu thu ngân sách các huyện", RESULTS),
    ],
)
def test_fewer_than_two_such_figures_are_no_comparison(question: str, measured: tuple[Measured, ...]) -> None:
    assert compare_figures(ask(question), Retrieved((), measured=measured)) is None


def test_places_and_periods_cite_the_words_that_name_them() -> None:
    start = DOI_MAY.text.index("huyện Đồi Mây")
    report = replace(DOI_MAY, origins=(Origin("place", "title", start, start + 13),))
    draft = draft_of("So sánh thu ngân sách các huyện", (result("253 tỷ đồng", report), *RESULTS[1:]))
    assert draft.table
    place, period = draft.table.rows[0][:2]
    assert place[1] and place[1].text == "huyện Đồi Mây"
    assert period[1] and "8 tháng" in period[1].text


def test_a_sum_over_values_that_no_quote_holds_is_not_told() -> None:
    draft = draft_of("Thu ngân sách của Đồi Mây và Suối Bạc chênh nhau bao nhiêu?")
    (statement,) = draft.statements
    forged = replace(statement, text=statement.text.replace("184", "194"))
    checked = verify(replace(draft, statements=(forged,)), "vi")
    assert checked.statements[0].status == "corrected"
    assert "194" not in checked.statements[0].text
    assert "194" in checked.notes[-1]
