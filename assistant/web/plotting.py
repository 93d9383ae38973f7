"""Figures -> the chart of the API, why there is none, and which of them would make one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from textwrap import shorten
from typing import Literal

from assistant.comparing import FEWEST, MOST, Difference, differences, measured, plot
from assistant.domain import Figure, ReportSummary
from assistant.web.fact_schemas import ComparableOut, PlotOut, PlotPointOut

Obstacle = Difference | Literal["few", "many", "period", "range", "contradiction"]
MOST_OFFERED = 6
LONGEST_LABEL = 48


def plot_out(figures: Sequence[Figure], reports: Mapping[str, ReportSummary]) -> PlotOut | None:
    """Return the chart of all these figures, None when they make none; an unknown place is told by its report."""
    drawn = plot(figures)
    if drawn is None:
        return None
    of_one_time = len({figure.period for figure in drawn.figures}) == 1
    return PlotOut(
        shape=drawn.shape,
        points=tuple(
            PlotPointOut.of(figure, _label(figure, reports, timed=not of_one_time, placed=drawn.shape == "bars"))
            for figure in drawn.figures
        ),
    )


def obstacles(figures: Sequence[Figure]) -> tuple[Obstacle, ...]:
    """Return why figures make no chart; () when they make one."""
    if plot(figures):
        return ()
    spots = {(figure.place or figure.report_id, figure.period) for figure in figures}
    if len(spots) < FEWEST:
        return ("few",)
    if differing := differences(figures):
        return differing
    if any(figure.period is None for figure in figures):
        return ("period",)
    if any(figure.up_to is not None for figure in figures):
        return ("range",)
    return ("many",) if len(spots) > MOST else ("contradiction",)


def comparable(figures: Iterable[Figure]) -> tuple[ComparableOut, ...]:
    """Return what some of the figures have in common that would make a chart, the largest groups first."""
    named = sorted((figure for figure in figures if figure.canonical), key=_sorting)
    groups = [tuple(group) for _, group in groupby(named, _sorting)]
    drawable = sorted((group for group in groups if plot(group)), key=lambda group: -len(group))
    return tuple(
        ComparableOut(
            canonical=group[0].canonical or "",
            kind=group[0].kind,
            unit=group[0].unit,
            against=group[0].against if measured(group[0]).against else None,
            length=measured(group[0]).length,
            figures=len(group),
        )
        for group in drawable[:MOST_OFFERED]
    )


def _label(figure: Figure, reports: Mapping[str, ReportSummary], *, timed: bool, placed: bool) -> str:
    place = figure.place or shorten(reports[figure.report_id].title, LONGEST_LABEL, placeholder=" …")
    period = figure.period.label if figure.period else ""
    return ", ".join(part for part, is_told in ((place, placed), (period, timed or not placed)) if is_told)


def _sorting(figure: Figure) -> tuple[str, ...]:
    """What filters can ask for of what figures must share: of the kind, the figure's own."""
    shared = measured(figure)
    return (shared.indicator, figure.kind, shared.unit, shared.against, shared.length)
