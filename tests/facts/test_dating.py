"""The period of a figure: its own words', its heading's, its column's, its deadline, else what the meeting reviewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Period
from assistant.facts.reviewed import reviewed_period, term_of, year_of
from tests.facts.of_text import figures_of
from tests.facts_of import months
from tests.reports import make_report

YEAR_2021 = Period(date(2021, 1, 1), date(2021, 12, 31), "năm 2021")
TERM = Period(date(2020, 1, 1), date(2025, 12, 31), "nhiệm kỳ 2020-2025")


@pytest.mark.parametrize(
    ("text", "period", "held_on", "expected"),
    [
        ("Hội nghị bàn về chè.", months(6, 2022), date(2022, 7, 1), (date(2022, 1, 1), date(2022, 6, 30))),
        (  # a year that was over long before is not what was reviewed
            "Hội nghị đánh giá kết quả thực hiện nhiệm vụ 7 tháng đầu năm 2022.",
            YEAR_2021,
            date(2022, 8, 2),
            (date(2022, 1, 1), date(2022, 7, 31)),
        ),
        (
            "Hội nghị đánh giá kết quả nhiệm vụ tháng 7 và 7 tháng đầu năm.",
            months(7, 2022, first=7),
            date(2022, 8, 2),
            (date(2022, 1, 1), date(2022, 7, 31)),
        ),
        (  # of a term, the part that was over
            "Giai đoạn 2020-2022, kinh tế tăng khá.",
            TERM,
            date(2022, 12, 20),
            (date(2020, 1, 1), date(2022, 12, 31)),
        ),
        ("Hội nghị bàn về chè.", None, date(2022, 8, 2), None),
    ],
)
def test_the_time_a_meeting_reviewed(
    text: str, period: Period | None, held_on: date, expected: tuple[date, date] | None
) -> None:
    reviewed = reviewed_period(make_report(text, period=period, held_on=held_on))
    assert ((reviewed.start, reviewed.end) if reviewed else None) == expected


def test_a_term_is_none_of_the_years_that_complete_a_time() -> None:
    report = make_report("Hội nghị giữa nhiệm kỳ 2020-2025.", period=TERM, held_on=date(2022, 12, 20))
    term = term_of(report)
    assert year_of(report) == 2022
    assert term and (term.start.year, term.end.year) == (2020, 2025)


def spans(folder: Path, *paragraphs: str, suffix: str = "txt") -> dict[str, tuple[date, date] | None]:
    found = figures_of(folder, *paragraphs, suffix=suffix)
    return {words: (one.period.start, one.period.end) if one.period else None for words, one in found.items()}


def test_figures_below_a_heading_are_of_its_time(tmp_path: Path) -> None:
    found = spans(
        tmp_path,
        "II. Kết quả 6 tháng đầu năm 2022",
        "Thu ngân sách đạt 31 tỷ đồng.",
        "III. Kết quả quý III năm 2021:",
        "Chi ngân sách đạt 17 tỷ đồng. Riêng tháng 9/2021 chi 6 tỷ đồng.",
    )
    assert found == {
        "31 tỷ đồng": (date(2022, 1, 1), date(2022, 6, 30)),
        "17 tỷ đồng": (date(2021, 7, 1), date(2021, 9, 30)),
        "6 tỷ đồng": (date(2021, 9, 1), date(2021, 9, 30)),
    }


def test_a_column_of_a_table_tells_the_time_of_its_cells(tmp_path: Path) -> None:
    table = (
        "| Chỉ tiêu | Đơn vị | 6 tháng đầu năm 2022 | Cả năm 2021 | Tháng 7 |\n|---|---|---|---|---|\n"
        "| Thu ngân sách | tỷ đồng | 31,5 | 58 | 4,2 |\n"
    )
    assert spans(tmp_path, table, suffix="md") == {
        "31,5": (date(2022, 1, 1), date(2022, 6, 30)),
        "58": (date(2021, 1, 1), date(2021, 12, 31)),
        "4,2": (date(2022, 7, 1), date(2022, 7, 31)),
    }


@pytest.mark.parametrize(
    ("task", "last"),
    [
        ("trồng 120 ha rừng, xong trước ngày 20/9", date(2022, 9, 20)),
        ("trồng 120 ha rừng, chậm nhất 15/10", date(2022, 10, 15)),
        ("trồng 120 ha rừng trong tháng 8", date(2022, 8, 31)),
    ],
)
def test_a_target_is_for_its_deadline(tmp_path: Path, task: str, last: date) -> None:
    found = figures_of(tmp_path, f"Kết luận hội nghị, đồng chí Bí thư yêu cầu các xã {task}.")["120 ha"]
    assert found.kind == "target"
    assert found.period and found.period.end == last


def test_those_who_came_are_of_no_period(tmp_path: Path) -> None:
    found = spans(tmp_path, "Dự hội nghị có 45 đại biểu; 12 đồng chí ủy viên. Trong tháng 7, thu ngân sách 31 tỷ đồng.")
    assert (found["45 đại biểu"], found["12 đồng chí"]) == (None, None)
    assert found["31 tỷ đồng"] == (date(2022, 7, 1), date(2022, 7, 31))


def until(year: int, month: int, day: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, month, day)


@pytest.mark.parametrize(
    ("paragraph", "words", "expected"),
    [
        (  # a heading's time, though a document may be called after it
            "I. Về tình hình kinh tế 6 tháng đầu năm\n\nThu ngân sách đạt 30 tỷ đồng.",
            "30 tỷ đồng",
            until(2022, 6, 30),
        ),
        (  # told aside: what follows is not of it
            "7 tháng, thu ngân sách đạt 40 tỷ đồng; riêng tháng 6 đạt 5 tỷ đồng. Chi ngân sách 61 tỷ đồng.",
            "61 tỷ đồng",
            until(2022, 7, 31),
        ),
        ("Từ 01/7 đến 28/7/2022 tiếp nhận 412 hồ sơ.", "412 hồ sơ", (date(2022, 7, 1), date(2022, 7, 28))),
        ("Tỷ lệ hộ nghèo từ 11,3% năm 2020 giảm còn 9,1%.", "11,3%", (date(2020, 1, 1), date(2020, 12, 31))),
        ("Mưa lớn làm nhà máy dừng sản xuất trong hai tháng, song đạt 20 tỷ đồng.", "20 tỷ đồng", None),
        ("Thu ngân sách đến 25/7 đạt 9 tỷ đồng. Vốn giải ngân đạt 31%.", "31%", until(2022, 7, 25)),
        ("Kỳ họp đã biểu quyết, 100% đại biểu tán thành.", "100%", None),
    ],
)
def test_times_of_results(tmp_path: Path, paragraph: str, words: str, expected: tuple[date, date] | None) -> None:
    period = figures_of(tmp_path, "Kết quả tháng 7 khá toàn diện.", paragraph)[words].period
    july = (date(2022, 7, 1), date(2022, 7, 31))
    if words == "100%":
        assert period is None
    else:
        assert period is not None
        assert (period.start, period.end) == (expected or july)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("xử lý 4 nhà văn hóa dôi dư, báo cáo kết quả trước ngày 20/9", date(2022, 9, 20)),
        ("nửa cuối năm phải trồng rừng; thu thêm 12 tỷ đồng", date(2022, 12, 31)),
        ("trong năm tới xây 6 trường học", date(2023, 12, 31)),
    ],
)
def test_times_of_tasks(tmp_path: Path, words: str, last: date) -> None:
    figures = figures_of(tmp_path, f"Kết luận hội nghị, đồng chí Bí thư Huyện ủy yêu cầu các xã {words}.")
    (figure,) = (one for one in figures.values() if one.kind == "target")
    assert figure.period is not None
    assert figure.period.end == last


def test_a_document_of_a_year_to_come_aims_at_that_year(tmp_path: Path) -> None:
    figure = figures_of(tmp_path, "Nghị quyết về kinh tế - xã hội năm 2023 xác định thu ngân sách 78 tỷ đồng.")[
        "78 tỷ đồng"
    ]
    assert (figure.kind, figure.period and figure.period.end) == ("target", date(2023, 12, 31))


def test_a_plan_s_parts_are_planned_for_its_year(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, "Kế hoạch vốn năm 2022 là 60 tỷ đồng, gồm 45 tỷ đồng ngân sách huyện và 15 tỷ đồng ngân sách tỉnh."
    )
    assert {one.kind for one in figures.values()} == {"target"}
    assert {one.period and one.period.end for one in figures.values()} == {date(2022, 12, 31)}


def test_shares_are_told_on_of_single_places(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, "Giải ngân đạt 45% kế hoạch. Dẫn đầu là xã Minh Phú 71%; thấp nhất là xã Tân Lộ, 9,7%."
    )
    assert {words: one.kind for words, one in figures.items()} == dict.fromkeys(("45%", "71%", "9,7%"), "plan_share")


@pytest.mark.parametrize(
    ("title", "held_on", "expected"),
    [
        (
            "Thông qua nghị quyết phát triển kinh tế năm 2023",
            date(2022, 12, 20),
            (date(2022, 1, 1), date(2022, 12, 31)),
        ),
        ("Bàn nhiệm vụ tháng 5/2022", date(2022, 4, 28), (date(2022, 4, 1), date(2022, 4, 30))),
        ("Bàn nhiệm vụ năm 2023", date(2022, 4, 28), None),  # not at hand
    ],
)
def test_before_what_a_title_plans_for(title: str, held_on: date, expected: tuple[date, date] | None) -> None:
    period = reviewed_period(make_report("Hội nghị bàn về chè.", title=title, held_on=held_on, period=None))
    assert (period and (period.start, period.end)) == expected


def test_the_share_that_tells_which_units_are_counted_is_nobodys(tmp_path: Path) -> None:
    figures = figures_of(tmp_path, "Giải ngân vốn đầu tư công đạt 56%, còn 4 xã có tỷ lệ giải ngân dưới 40%.")
    assert figures["56%"].canonical is not None
    assert figures["40%"].canonical is None
