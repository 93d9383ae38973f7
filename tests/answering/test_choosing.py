"""Of several figures of a place the one that answers is chosen: of the whole place, of the time asked about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.choosing import choose
from assistant.domain import Figure, Report
from assistant.questions import understand
from tests.facts_of import make_figure, months
from tests.reports import make_report, make_summary

LIBRARY = tuple(make_summary(place, place=f"huyện {place}") for place in ("Đồi Mây", "Suối Bạc", "Ea Kiết"))
OF_A_PROJECT = "Thu ngân sách từ dự án khu dân cư mới phía đông thị trấn Núi Cao"
EA_KIET = make_report(
    f"{OF_A_PROJECT} đạt 900 tỷ đồng. Thu ngân sách đạt 40 tỷ đồng. Bốn xã thu dưới 95 tỷ đồng."
    " Chi bằng 71% kế hoạch, 82% kế hoạch huyện.",
    id="ea-kiet",
    place="huyện Ea Kiết",
    period=months(8),
)
DOI_MAY = make_report("Thu ngân sách đạt 253 tỷ đồng, bằng 64% huyện giao.", id="doi-may", period=months(8))
SUOI_BAC = make_report("Thu ngân sách đạt 69 tỷ đồng.", id="suoi-bac", place="huyện Suối Bạc", period=months(8))

Measured = tuple[Figure, Report]
WHOLE = make_figure("40 tỷ đồng", EA_KIET), EA_KIET
PROJECT = make_figure("900 tỷ đồng", EA_KIET, indicator=OF_A_PROJECT), EA_KIET
BOUND = make_figure("95 tỷ đồng", EA_KIET, approximation="dưới"), EA_KIET
OF_6_MONTHS = make_figure("40 tỷ đồng", EA_KIET, period=months(6)), EA_KIET
OTHERS = (make_figure("253 tỷ đồng", DOI_MAY), DOI_MAY), (make_figure("69 tỷ đồng", SUOI_BAC), SUOI_BAC)


def chosen(question: str, measured: Sequence[Measured]) -> list[str]:
    figures = understand(question, reports=LIBRARY).figures
    assert figures
    return [row.figure.words for row in choose(figures, question, measured)]


@pytest.mark.parametrize("part", [PROJECT, BOUND], ids=["of a project", "a bound"])
def test_a_figure_of_a_part_gives_way_to_that_of_the_whole_place(part: Measured) -> None:
    question = "So sánh thu ngân sách các huyện"
    assert chosen(question, (part, WHOLE, *OTHERS)) == ["253 tỷ đồng", "69 tỷ đồng", "40 tỷ đồng"]
    assert chosen(question, (part, OF_6_MONTHS, *OTHERS)) == ["253 tỷ đồng", "69 tỷ đồng", "40 tỷ đồng"]
    assert part[0].words in chosen(question, (part, *OTHERS))  # where it is all there is


def test_of_few_places_named_none_is_left_out_for_its_time() -> None:
    measured = (*OTHERS, OF_6_MONTHS)
    asked = "So sánh thu ngân sách 8 tháng đầu năm 2024"
    assert chosen(f"{asked} của Đồi Mây, Suối Bạc và Ea Kiết", measured) == ["253 tỷ đồng", "69 tỷ đồng", "40 tỷ đồng"]
    assert chosen(f"{asked} của các huyện", measured) == ["253 tỷ đồng", "69 tỷ đồng"]


def test_a_plan_of_the_district_is_what_the_district_assigned() -> None:
    of_plan = {"kind": "plan_share", "unit": "%"}
    measured = (
        (make_figure("71%", EA_KIET, against="kế hoạch", **of_plan), EA_KIET),
        (make_figure("82%", EA_KIET, against="kế hoạch huyện", **of_plan), EA_KIET),
        (make_figure("64%", DOI_MAY, against="huyện giao", **of_plan), DOI_MAY),
    )
    assert chosen("So sánh tỷ lệ thu ngân sách các huyện", measured) == ["82%", "64%"]


def test_what_is_told_with_its_whole_is_compared_and_a_share_of_it_is_not() -> None:
    told = make_report("Giải ngân 297,5/468,5 tỷ đồng, riêng nạo vét sông 18,4%.", id="ea-kiet", place="huyện Ea Kiết")
    other = make_report("Giải ngân 167,4 tỷ đồng.", id="doi-may")
    names = {"indicator": "giải ngân", "canonical": "giải ngân vốn đầu tư công"}
    measured = (
        (make_figure("18,4%", told, **names), told),
        (make_figure("297,5/468,5 tỷ đồng", told, kind="ratio", **names), told),
        (make_figure("167,4 tỷ đồng", other, **names), other),
    )
    question = "Huyện nào giải ngân vốn đầu tư công cao nhất?"
    assert chosen(question, measured) == ["297,5/468,5 tỷ đồng", "167,4 tỷ đồng"]
