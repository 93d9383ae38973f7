"""Figures are compared, and drawn, only when they measure the same thing over the same kind of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.comparing import baseline, differences, length, plot
from assistant.domain import Figure, FigureKind, Period

FIGURE = Figure(
    id="r:f0",
    report_id="r",
    kind="result",
    indicator="thu ngân sách",
    canonical="thu ngân sách nhà nước",
    value=Decimal(65),
    unit="đồng",
    words="65 đồng",
    approximation=None,
    out_of=None,
    up_to=None,
    against=None,
    period=Period(date(2023, 8, 1), date(2023, 8, 31), "tháng 8/2023"),
    cumulative=False,
    place="huyện Hòa An",
    section="results",
    is_slip=False,
    start=0,
    end=7,
    clause_start=0,
    clause_end=7,
)


def month(number: int, value: int, place: str = "huyện Hòa An") -> Figure:
    period = Period(date(2023, number, 1), date(2023, number, 28 if number == 2 else 30), f"tháng {number}/2023")
    if number in (1, 3, 5, 7, 8, 10, 12):
        period = replace(period, end=date(2023, number, 31))
    return replace(FIGURE, period=period, value=Decimal(value), place=place)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 8, 1), date(2023, 8, 31), "1 months"),
        (date(2023, 1, 1), date(2023, 8, 31), "8 months"),
        (date(2020, 1, 1), date(2025, 12, 31), "72 months"),
        (date(2023, 12, 1), date(2023, 12, 31), "1 months"),
        (date(2024, 1, 1), date(2024, 6, 20), "172 days"),
    ],
)
def test_a_kind_of_period_is_its_length(start: date, end: date, expected: str) -> None:
    assert length(Period(start, end, "")) == expected


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({}, ()),
        ({"place": "huyện Ea Kiết", "value": Decimal(1)}, ()),
        ({"kind": "target"}, ("kind",)),
        ({"canonical": "chi ngân sách"}, ("indicator",)),
        ({"unit": "%"}, ("unit",)),
        ({"period": Period(date(2023, 1, 1), date(2023, 8, 31), "8 tháng")}, ("length",)),
        ({"period": None}, ("length",)),
    ],
)
def test_figures_differ_in_what_must_agree(changed: dict[str, object], differs: tuple[str, ...]) -> None:
    assert differences((FIGURE, replace(FIGURE, **changed))) == differs  # type: ignore[arg-type]


def test_shares_of_two_plans_are_not_compared() -> None:
    share = replace(FIGURE, kind="plan_share", unit="%", against="dự toán huyện giao")
    assert differences((share, replace(share, against="Dự toán huyện giao"))) == ()
    assert differences((share, replace(share, against="dự toán tỉnh giao"))) == ("against",)


def test_one_place_through_time_is_a_line_in_the_order_of_time() -> None:
    drawn = plot((month(3, 30), month(1, 10), month(2, 20)))
    assert drawn is not None
    assert drawn.shape == "line"
    assert [figure.value for figure in drawn.figures] == [10, 20, 30]


def test_places_are_bars_the_highest_first() -> None:
    drawn = plot((month(1, 10), month(1, 30, "xã Ba Cao"), month(1, 20, "xã Chu Se")))
    assert drawn is not None
    assert drawn.shape == "bars"
    assert [figure.value for figure in drawn.figures] == [30, 20, 10]


@pytest.mark.parametrize(
    "figures",
    [
        (),
        (month(1, 10), month(2, 20)),
        (month(1, 10), month(1, 10), month(1, 10)),  # one value told three times
        (month(1, 10), month(1, 11), month(2, 20), month(3, 30)),  # two that contradict each other
        (month(1, 10), month(2, 20), replace(month(3, 30), kind="target")),
        (month(1, 10), month(2, 20), replace(FIGURE, period=None)),
    ],
)
def test_anything_less_is_no_chart(figures: tuple[Figure, ...]) -> None:
    assert plot(figures) is None


@pytest.mark.parametrize(
    ("kind", "against", "expected"),
    [
        ("plan_share", "huyện giao", "huyen giao"),
        ("plan_share", "kế hoạch huyện", "huyen giao"),
        ("plan_share", "dự toán HĐND huyện giao", "huyen giao"),
        ("plan_share", "dự toán tỉnh", "tinh giao"),
        ("plan_share", "kế hoạch năm", "ke hoach"),
        ("plan_share", None, "ke hoach"),  # of the plan, told or not
        ("change", "so với năm trước", "cung ky"),
        ("change", "cùng kỳ", "cung ky"),
        ("change", None, ""),
        ("result", "kế hoạch huyện", ""),
    ],
)
def test_baseline(kind: FigureKind, against: str | None, expected: str) -> None:
    assert baseline(replace(FIGURE, kind=kind, against=against)) == expected


def test_a_share_of_no_told_plan_is_set_beside_shares_of_the_plan() -> None:
    share = replace(FIGURE, kind="plan_share", unit="%", against=None)
    assert differences((share, replace(share, against="kế hoạch năm"))) == ()
    assert differences((share, replace(share, against="tỉnh giao"))) == ("against",)
