"""Requests for figures -> filtered, sorted pages of them, what may be chosen, and files for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fastapi import APIRouter, Response

from assistant.comparing import measured
from assistant.domain import Figure, Language, Report, ReportSummary
from assistant.listing import FigureOrder, select_figures, sort_figures
from assistant.scoping import without_copies
from assistant.vietnamese.folding import fold
from assistant.web.api import REFUSALS, Shelf, WithAsker
from assistant.web.exporting import CSV_TYPE, XLSX_TYPE, to_csv, to_xlsx
from assistant.web.fact_schemas import FigureChoices, FigureList, FigureOut, choices
from assistant.web.filters import AskedFigures, FigureFilters, Limit, Offset, Words
from assistant.web.plotting import comparable, obstacles, plot_out
from assistant.web.wording import WORDINGS

router = APIRouter(prefix="/api", responses=REFUSALS, tags=["facts"])


@router.get("/figures")
def figures(
    assistant: WithAsker, asked: AskedFigures, sort: FigureOrder | None = None, limit: Limit = 100, offset: Offset = 0
) -> FigureList:
    """Figures by report and place in it, or sorted. `indicator` and `place` are found with or without diacritics;
    `from` and `to` keep those whose period overlaps, and those of unknown period."""
    found = _find(assistant.library, asked, sort)
    page = found.figures[offset : offset + limit]
    drawn = plot_out(found.figures, found.reports)
    return FigureList(
        total=len(found.figures),
        reports=len({one.report_id for one in found.figures}),
        figures=tuple(FigureOut.of(*row) for row in _opened(assistant.library, page)),
        plot=drawn,
        obstacles=obstacles(found.figures),
        comparable=() if drawn else comparable(found.figures),
    )


@router.get("/figures/choices")
def figure_choices(assistant: WithAsker, collection: Words = None) -> FigureChoices:
    """What the filters of the figures can be set to, with how many figures there are of each, the most first."""
    shelf = (one for one in assistant.library.reports() if collection in (None, one.source.collection))
    kept = assistant.library.figures([one.id for one in without_copies(shelf)])
    years = {year for one in kept if one.period for year in range(one.period.start.year, one.period.end.year + 1)}
    return FigureChoices(
        indicators=choices(one.canonical for one in kept),
        kinds=choices(one.kind for one in kept),
        places=choices(one.place for one in kept),
        years=tuple(sorted(years, reverse=True)),
    )


@router.get("/figures.csv", response_class=Response)
def figures_csv(
    assistant: WithAsker, asked: AskedFigures, sort: FigureOrder | None = None, lang: Language = "vi"
) -> Response:
    """All figures that fit as CSV: UTF-8 with a byte order mark, commas, decimal points; headings in that language."""
    found, words = _find(assistant.library, asked, sort), WORDINGS[lang]
    return _file(to_csv(_opened(assistant.library, found.figures), words), CSV_TYPE, asked, f"{words.figures_file}.csv")


@router.get("/figures.xlsx", response_class=Response)
def figures_xlsx(
    assistant: WithAsker, asked: AskedFigures, sort: FigureOrder | None = None, lang: Language = "vi"
) -> Response:
    """All figures that fit as an Excel workbook; headings in that language."""
    found, words = _find(assistant.library, asked, sort), WORDINGS[lang]
    book = to_xlsx(_opened(assistant.library, found.figures), words)
    return _file(book, XLSX_TYPE, asked, f"{words.figures_file}.xlsx")


@dataclass(frozen=True, slots=True)
class _Found:
    """All figures that fit, and the library's reports by id."""

    figures: tuple[Figure, ...]
    reports: dict[str, ReportSummary]


def _find(shelf: Shelf, asked: FigureFilters, sort: FigureOrder | None) -> _Found:
    asked_of = (
        one
        for one in shelf.reports()
        if asked.collection in (None, one.source.collection) and asked.report_id in (None, one.id)
    )
    reports = {one.id: one for one in without_copies(asked_of)}
    kept = shelf.figures(list(reports), asked.canonical, asked.kind)
    listed = (one for one in kept if one.report_id in reports and _is_alike(one, asked))
    found = select_figures(listed, asked.indicator, asked.places, asked.days.first, asked.days.last)
    return _Found(sort_figures(found, reports, sort) if sort else found, reports)


def _is_alike(figure: Figure, asked: FigureFilters) -> bool:
    """Whether a figure has what those that are compared with it must share."""
    if asked.unit is None and asked.against is None and asked.length is None:
        return True
    shared = measured(figure)
    return (
        asked.unit in (None, shared.unit)
        and (asked.against is None or measured(replace(figure, against=asked.against)).against == shared.against)
        and asked.length in (None, shared.length)
    )


def _opened(shelf: Shelf, figures: Iterable[Figure]) -> Iterator[tuple[Figure, Report]]:
    """Yield figures with their report, each opened once; those of a report that is just gone are left out."""
    opened: dict[str, Report | None] = {}
    for figure in figures:
        if figure.report_id not in opened:
            opened[figure.report_id] = shelf.report(figure.report_id)
        if report := opened[figure.report_id]:
            yield figure, report


def _file(content: bytes, media_type: str, asked: FigureFilters, file: str) -> Response:
    """A download named after the indicator: so-lieu-thu-ngan-sach-nha-nuoc.csv."""
    kind, ending = file.split(".")
    words = re.findall("[a-z0-9]+", fold(asked.canonical or asked.indicator or ""))
    name = "-".join((kind, *words))[:80]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
