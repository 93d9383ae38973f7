"""`python -m assistant facts figures | people | points | meetings` -> what the reports state, as lines or JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.domain import FigureKind, Part, PointKind

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistant.domain import Figure, ReportSummary
    from assistant.store.catalog import Catalog

_Row = tuple["BaseModel", str]


def add_parsers(facts: argparse.ArgumentParser) -> None:
    """Add the subcommands and their filters; each sets `rows` for `list_facts`."""
    commands = facts.add_subparsers(required=True, metavar="WHAT")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--place", help="district, commune, province …, with or without diacritics")
    shared.add_argument("--json", action="store_true", help="print one JSON object a line, as the HTTP API gives them")
    figures = commands.add_parser("figures", parents=[shared, _between()], help="the figures the reports state")
    figures.add_argument("--indicator", help="what is measured, such as 'thu ngân sách'")
    figures.add_argument("--kind", choices=get_args(FigureKind))
    figures.set_defaults(rows=_figures)
    people = commands.add_parser("people", parents=[shared], help="who took which part in which meeting")
    people.add_argument("--name", help="the whole name or a part of it")
    people.add_argument("--part", choices=get_args(Part))
    people.set_defaults(rows=_people)
    points = commands.add_parser(
        "points", parents=[shared, _between()], help="decisions, tasks, limitations and events to come"
    )
    points.add_argument("--kind", choices=get_args(PointKind))
    points.set_defaults(rows=_points)
    meetings = commands.add_parser("meetings", parents=[shared, _between()], help="the meetings, the latest first")
    meetings.add_argument("--body", help="the organ that met")
    meetings.add_argument("--chair", help="who chaired it")
    meetings.set_defaults(rows=_meetings)


def list_facts(options: argparse.Namespace, library: Path) -> None:
    """Print what the options ask for of the library in a folder. Raises LibraryError when there is none."""
    from contextlib import closing

    from assistant.store.catalog import Catalog
    from assistant.store.library import existing_catalog

    with closing(Catalog.open(existing_catalog(library), model="", dimension=0, any_model=True)) as catalog:
        empty = True
        for row, line in options.rows(options, catalog):
            print(row.model_dump_json() if options.json else line)
            empty = False
    if empty:
        print("Nothing in the library fits.", file=sys.stderr)


def _between() -> argparse.ArgumentParser:
    dates = argparse.ArgumentParser(add_help=False)
    dates.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    dates.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    return dates


def _figures(options: argparse.Namespace, catalog: Catalog) -> Iterator[_Row]:
    from assistant.listing import select_figures
    from assistant.web.fact_schemas import FigureOut

    places = (options.place,) if options.place else ()
    found = select_figures(catalog.figures(kind=options.kind), options.indicator, places, options.first, options.last)
    for report_id, figures in groupby(found, key=lambda figure: figure.report_id):
        if report := catalog.report(report_id):
            yield from ((FigureOut.of(figure, report), _figure(figure, report)) for figure in figures)


def _people(options: argparse.Namespace, catalog: Catalog) -> Iterator[_Row]:
    from assistant.listing import select_people
    from assistant.web.fact_schemas import PersonOut

    for person, report in select_people(catalog.summaries(), options.name, options.part, options.place):
        yield (
            PersonOut.of(person, report),
            f"{_meeting(report)}  {person.name}, {person.office or '?'}  ({person.part})",
        )


def _points(options: argparse.Namespace, catalog: Catalog) -> Iterator[_Row]:
    from assistant.listing import select_points
    from assistant.web.fact_schemas import PointOut

    reports = catalog.summaries()
    found = select_points(catalog.points(None, options.kind), reports, options.place, options.first, options.last)
    for report_id, points in groupby(found, key=lambda one: one[0].report_id):
        if report := catalog.report(report_id):
            for point, summary in points:
                words = " ".join(report.text[point.start : point.end].split())
                when = f"  [{point.when.label}]" if point.when else ""
                yield PointOut.of(point, report), f"{_meeting(summary)}  ({point.kind}){when}  {words}"


def _meetings(options: argparse.Namespace, catalog: Catalog) -> Iterator[_Row]:
    from assistant.listing import select_meetings
    from assistant.web.report_schemas import ReportSummaryOut

    wanted = (options.place, options.body, options.chair, options.first, options.last)
    for report in select_meetings(catalog.summaries(), *wanted):
        yield ReportSummaryOut.of(report), f"{_meeting(report)}  {report.body or '?'}: {report.title}"


def _figure(figure: Figure, report: ReportSummary) -> str:
    when = figure.period.label if figure.period else "?"
    named = figure.canonical or figure.indicator
    return f"{report.source.path}  {figure.place or '?'}  {when}  {named}: {figure.words}  ({figure.kind})"


def _meeting(report: ReportSummary) -> str:
    return f"{report.held_on or '?'!s:<10}  {report.source.path}  {report.place or '?'}"
