"""Figures -> whether they may be compared, what differs when they may not, and what a chart of them looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from assistant.domain import ChartShape, Figure, Period
from assistant.vietnamese.folding import fold

Difference = Literal["indicator", "kind", "unit", "against", "length"]
_GIVER = re.compile(
    r"\b(?P<by>trung uong|tinh|huyen|thi xa|thanh pho|xa|phuong)\b(?: \w+)? giao\b"
    r"|\b(?:ke hoach|du toan|chi tieu) (?P<of>tinh|huyen|thi xa|thanh pho)\b"
)
_LAST_YEAR = re.compile(r"\bcung ky\b|\bnam truoc\b")
_PLAN = re.compile(r"\b(?:ke hoach|du toan|chi tieu|kh|dt)\b")
# A chart says something from three values on, and can be read up to so many.
FEWEST, MOST = 3, 40


@dataclass(frozen=True, slots=True)
class Measured:
    """What two figures must have in common to be compared; `length` is the kind of period they are of."""

    indicator: str
    kind: str
    unit: str
    against: str
    length: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows: places side by side as bars, or one place through time as a line."""

    shape: ChartShape
    figures: tuple[Figure, ...]


def measured(figure: Figure) -> Measured:
    """Return what a figure measures, spelt alike for figures that measure the same."""
    indicator = fold(figure.canonical or figure.indicator)
    # Money that has been summed up since January is a result of those months, however it is told.
    is_sum = figure.kind == "running_total" and figure.unit == "đồng" and figure.cumulative
    # So is what is told with its whole: '7/16 xã' beside '5 xã'.
    kind = "result" if is_sum or figure.kind == "ratio" else figure.kind
    return Measured(indicator, kind, figure.unit, baseline(figure), length(figure.period))


def baseline(figure: Figure) -> str:
    """Return what a share or a change is measured against, folded: who set the plan, or the same time a year ago."""
    if figure.kind not in ("plan_share", "change"):
        return ""
    told = fold(figure.against or "")
    if giver := _GIVER.search(told):
        return f"{giver['by'] or giver['of']} giao"
    is_plan = _PLAN.search(told) or (figure.kind == "plan_share" and not told)
    return "cung ky" if _LAST_YEAR.search(told) else "ke hoach" if is_plan else told


def length(period: Period | None) -> str:
    """Return the kind of a period: its whole months ("8 months"), else its days; "" when it is unknown."""
    if period is None:
        return ""
    following = period.end + timedelta(days=1)
    if period.start.day == following.day == 1:
        return f"{(following.year - period.start.year) * 12 + following.month - period.start.month} months"
    return f"{(following - period.start).days} days"


def differences(figures: Sequence[Figure]) -> tuple[Difference, ...]:
    """Return in what figures differ that must agree before they are compared; () when they may be.

    One place's sums since the same day may be of any length: they tell how a sum grows.
    """
    names: tuple[Difference, ...] = ("indicator", "kind", "unit", "against", "length")
    every = [measured(figure) for figure in figures]
    differ = tuple(name for name in names if len({getattr(one, name) for one in every}) > 1)
    return () if differ == ("length",) and _grow(figures) else differ


def _grow(figures: Sequence[Figure]) -> bool:
    sums = {(fold(figure.place or figure.report_id), figure.period and figure.period.start) for figure in figures}
    return len(sums) == 1 and all(figure.cumulative for figure in figures)


def plot(figures: Iterable[Figure]) -> Plot | None:
    """Return the chart of figures: only of three or more comparable values of known period, else None.

    One value for each place and time: two that contradict each other are no chart.
    """
    distinct: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if figure.period is None or not (figure.canonical or figure.indicator) or figure.up_to is not None:
            return None
        spot = (fold(figure.place or figure.report_id), f"{figure.period.start} {figure.period.end}")
        if distinct.setdefault(spot, figure).value != figure.value:
            return None
    kept = tuple(distinct.values())
    if not FEWEST <= len(kept) <= MOST or differences(kept):
        return None
    if len({place for place, _ in distinct}) == 1:
        return Plot("line", tuple(sorted(kept, key=_time)))
    return Plot(
        "bars", tuple(sorted(kept, key=lambda figure: (-figure.value, fold(figure.place or ""), _time(figure))))
    )


def _time(figure: Figure) -> str:
    return f"{figure.period.end} {figure.period.start}" if figure.period else ""
