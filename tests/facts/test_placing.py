"""Whose figure it is: the unit named for it, that of who speaks, or the report's own."""

from __future__ import annotations

import pytest

from assistant.facts.placing import Placed
from tests.reports import make_report

OWN = "huyện Đồi Mây"


@pytest.mark.parametrize(
    ("before", "behind", "place"),
    [
        ("Xã Minh Phú thu ", " trong tháng", "Xã Minh Phú"),
        ("thu được ", " tại xã Tân Lộ, tăng khá", "xã Tân Lộ"),
        ("toàn huyện thu ", "", OWN),
        ("xã Minh Phú và xã Tân Lộ thu ", "", OWN),  # of neither alone
        ("các xã Minh Phú thu ", "", OWN),
        ("tuyến đường xã Minh Phú dài ", "", OWN),  # a road called after a commune
        ("huyện Suối Bạc thu ", "", OWN),  # no smaller unit of this one
    ],
)
def test_the_unit_named_for_a_figure(before: str, behind: str, place: str) -> None:
    placed = Placed(make_report("Thu ngân sách.", place=OWN))
    assert (placed.place(before, before, behind, before, before) or "").lower() == place.lower()


def test_who_speaks_tells_of_their_own_commune() -> None:
    told = "Bí thư Đảng ủy xã Minh Phú kể chuyện trồng chè; nhờ đó "
    assert Placed(make_report("Chè.", place=OWN)).place("nhờ đó ", "nhờ đó ", "", told, told) == "xã Minh Phú"


def test_a_province_at_work_with_one_district_tells_of_that_district() -> None:
    report = make_report(
        "Thường trực Tỉnh ủy làm việc với huyện Suối Bạc. Kết quả của huyện Suối Bạc.", place="tỉnh Hà Khê"
    )
    placed = Placed(report)
    assert placed.place("thu ", "thu ", "", "thu ", "Huyện đã trồng chè; thu ") == "huyện Suối Bạc"
    assert placed.place("thu ", "thu ", "", "thu ", "Toàn tỉnh thu ") == "tỉnh Hà Khê"


def test_without_a_place_of_the_report_a_figure_has_none() -> None:
    assert Placed(make_report("Thu.", place=None)).place("xã Minh Phú thu ", "", "", "", "") is None


@pytest.mark.parametrize(
    ("told", "behind", "place"),
    [
        ("thôn Cầu Đá có ", "", "thôn Cầu Đá"),
        ("mưa lũ làm ", " tại bản Hạ", "bản Hạ"),
        ("Trưởng thôn Cầu Đá cho biết xã có ", "", OWN),  # who speaks
        ("tuyến đường thôn Cầu Đá dài ", "", "thôn Cầu Đá"),  # a village's road lies in it
        ("nhà văn hóa thôn Cầu Đá ", "", OWN),
    ],
)
def test_a_village_is_the_place_of_what_is_told_of_it(told: str, behind: str, place: str) -> None:
    assert Placed(make_report("Thu.", place=OWN)).place(told, told, behind, told, told) == place


def test_of_places_told_one_after_another_the_nearest_counts() -> None:
    before = "xã Minh Phú đạt 38%, xã Tân Lộ đạt "
    assert Placed(make_report("Thu.", place=OWN)).place(before, ", xã Tân Lộ đạt ", "", before, before) == "xã Tân Lộ"
