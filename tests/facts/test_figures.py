"""Figures of whole reports: what they measure, of when, of what kind, and their exact words."""

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Figure, Report, Source
from assistant.facts import find_figures
from assistant.reading import read_report

_TITLE = "Hội nghị Ban Thường vụ Huyện ủy Đông Ninh đánh giá nhiệm vụ tháng 8, triển khai nhiệm vụ tháng 9/2023"
_OPENING = (
    "Sáng ngày 31/8/2023, Ban Thường vụ Huyện ủy Đông Ninh tổ chức hội nghị đánh giá kết quả nhiệm vụ tháng 8;"
    " triển khai nhiệm vụ tháng 9/2023. Đồng chí Lê Văn Bình, Bí thư Huyện ủy chủ trì hội nghị."
)
_RESULTS = (
    "Trong tháng 8/2023, kinh tế của huyện ổn định. Thu ngân sách nhà nước tháng 8 ước đạt 65 tỷ đồng; lũy kế thu NSNN"
    " 8 tháng đầu năm ước đạt 253 tỷ đồng, bằng 38,18% dự toán HĐND huyện giao. Huy động vốn đầu tư đạt 334,05 tỷ đồng,"
    " tăng 19,2% so với cùng kỳ. Thành lập mới 07 doanh nghiệp, nâng tổng số doanh nghiệp lên 54 doanh nghiệp, bằng"
    " 56,25% kế hoạch huyện giao và bằng 64,3% kế hoạch tỉnh giao. Có 7/10 xã đạt chuẩn. Xã Minh Phú đạt 17 tiêu chí."
    " Cải cách hành chính đứng thứ 12 toàn tỉnh."
)
_TASKS = "Kết luận hội nghị, đồng chí Bí thư yêu cầu các ngành phấn đấu thu ngân sách tháng 9 đạt trên 70 tỷ đồng."


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path: Path = tmp_path_factory.mktemp("facts") / "report.txt"
    path.write_text("\n\n".join((_TITLE, _OPENING, _RESULTS, _TASKS)), encoding="utf-8")
    return read_report(path, Source("default", "/", "report.txt", "0"), "r")


@pytest.fixture(scope="module")
def figures(report: Report) -> dict[str, Figure]:
    return {figure.words: figure for figure in find_figures(report)}


def test_spans_are_the_words(report: Report, figures: dict[str, Figure]) -> None:
    for words, figure in figures.items():
        assert report.text[figure.start : figure.end] == words
        assert figure.clause_start <= figure.start < figure.end <= figure.clause_end


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("65 tỷ đồng", "result"),
        ("38,18%", "plan_share"),
        ("19,2%", "change"),
        ("54 doanh nghiệp", "running_total"),
        ("64,3%", "plan_share"),
        ("7/10 xã", "ratio"),
        ("12", "rank"),
        ("70 tỷ đồng", "target"),
    ],
)
def test_kind(figures: dict[str, Figure], words: str, kind: str) -> None:
    assert figures[words].kind == kind


def test_two_baselines_are_two_figures(figures: dict[str, Figure]) -> None:
    assert figures["56,25%"].against == "kế hoạch huyện giao"
    assert figures["64,3%"].against == "kế hoạch tỉnh giao"


def test_a_month_and_the_months_so_far_are_told_apart(figures: dict[str, Figure]) -> None:
    month, so_far, share = figures["65 tỷ đồng"], figures["253 tỷ đồng"], figures["38,18%"]
    assert month.period and (month.period.start, month.cumulative) == (date(2023, 8, 1), False)
    assert so_far.period and (so_far.period.start, so_far.cumulative) == (date(2023, 1, 1), True)
    assert share.period == so_far.period


def test_a_target_is_for_the_time_to_come(figures: dict[str, Figure]) -> None:
    period = figures["70 tỷ đồng"].period
    assert period and period.end == date(2023, 9, 30)


def test_indicator_has_its_canonical_name_however_it_is_written(figures: dict[str, Figure]) -> None:
    assert figures["253 tỷ đồng"].indicator == "thu NSNN"
    for words in ("65 tỷ đồng", "253 tỷ đồng", "38,18%"):
        assert figures[words].canonical == "thu ngân sách nhà nước"


def test_place_is_the_one_named_for_the_figure(figures: dict[str, Figure]) -> None:
    assert (figures["17 tiêu chí"].place or "").lower() == "xã minh phú"
    assert figures["65 tỷ đồng"].place == "huyện Đông Ninh"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Thu ngân sách 6 tháng được 21 tỷ đồng.", date(2023, 6, 30)),
        ("Sáu tháng qua, thu ngân sách được 21 tỷ đồng.", date(2023, 6, 30)),
        ("Lũy kế 7 tháng thu ngân sách 21 tỷ đồng.", date(2023, 7, 31)),
        ("Thu ngân sách quý II đạt 21 tỷ đồng.", date(2023, 6, 30)),
        ("Thu ngân sách đạt 21 tỷ đồng trong tháng 7.", date(2023, 7, 31)),
    ],
)
def test_periods_as_they_are_written(tmp_path: Path, words: str, last: date) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join((_TITLE, _OPENING, words)), encoding="utf-8")
    read = read_report(path, Source("default", "/", "report.txt", "0"), "r")
    (period,) = (one.period for one in find_figures(read) if one.unit == "đồng")
    assert period and period.end == last


INVENTED = sorted((Path(__file__).parents[2] / "evaluation" / "reports" / "development").iterdir())


@pytest.mark.parametrize("path", INVENTED[::4], ids=lambda path: path.name)
def test_every_figure_of_whole_reports_points_at_its_words(path: Path) -> None:
    read = read_report(path, Source("default", "/", path.name, "0"), "r")
    figures = find_figures(read)
    assert figures
    assert len({figure.id for figure in figures}) == len(figures)
    for figure in figures:
        assert read.text[figure.start : figure.end] == figure.words
        assert figure.clause_start <= figure.start < figure.end
        assert figure.period is None or figure.period.start <= figure.period.end


@pytest.mark.parametrize(
    "text", ["Họp.", "|||", "12345678901234567890 tỷ tỷ %", "31/2 đạt 5% trước ngày 31/2", "- 5 - 7 -"]
)
def test_odd_text_is_read_without_harm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(f"{_TITLE}\n\n{text}", encoding="utf-8")
    read = read_report(path, Source("default", "/", "odd.txt", "0"), "r")
    assert all(read.text[one.start : one.end] == one.words for one in find_figures(read))
