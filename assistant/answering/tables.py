"""A Query and a row of a report's table -> the cells that answer, each with its unit under its column's heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.months import asked_times, times_in
from assistant.domain import CELL, Report
from assistant.questions.measuring import baseline_asked
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities

Span = tuple[int, int]
_ASKS_SHARE = re.compile(r"%|\bphan tram\b|\bpercent\w*|\b(?:tinh|huyen|trung uong|hdnd) (?:giao|de ra)\b|\bty le\b")
# How a share of something else is asked for where the row itself tells shares ("Tỷ lệ hộ nghèo").
_ASKS_OF_PLAN = re.compile(r"\b(?:ke hoach|du toan|cung ky|so voi|giao|de ra|hoan thanh|vuot)\b")
_LINE = re.compile(r"[^\n]+")
_NUMBERING = re.compile(r"s?tt|so (?:tt|thu tu)|no\.?", re.IGNORECASE)
_UNITS = re.compile(r"don vi(?: tinh)?|dvt|units?")
_BARE = re.compile(r"[-+–]?\d[\d.,]*")
_BETWEEN_PLANS = re.compile(r"[;,/](?!\d)|(?<!\d),")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_UNTOLD = frozenset(("", "-", "–", "—", "…", "...", "x"))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands under a heading, with the row's unit where it has none of its own.

    `is_share` where that is a share of something else than the row measures: of a plan, of the year before.
    """

    heading: str
    told: str
    is_share: bool

    @property
    def is_told(self) -> bool:
        """Whether anything stands there; a dash is nothing."""
        return self.told not in _UNTOLD


@dataclass(frozen=True, slots=True)
class Row:
    """A row's name and cells, without its number and its unit, which stands with the cells."""

    name: str
    unit: str
    cells: tuple[Cell, ...]

    @property
    def tells_shares(self) -> bool:
        """Whether what the row measures is a share: "Tỷ lệ hộ nghèo"."""
        return self.unit == "%" or _ASKS_SHARE.search(fold(in_full(self.name))) is not None


def row_of(headings: str, line: str) -> Row | None:
    """Return a table's line read under its headings; None where they do not match."""
    named, cells = ([cell.strip() for cell in words.split(CELL)] for words in (headings, line))
    first = 1 if _NUMBERING.fullmatch(fold(named[0])) else 0
    if len(named) != len(cells) or len(cells) < first + 2:
        return None
    columns = list(zip(named, cells, strict=True))[first + 1 :]
    unit = next((cell for heading, cell in columns if _tells_units(heading)), "")
    unit = "" if unit in _UNTOLD else unit
    row = Row(cells[first], unit, ())
    told = (
        Cell(heading, _with_unit(heading, cell, unit), _is_share(row, heading, cell))
        for heading, cell in columns
        if not _tells_units(heading)
    )
    return replace(row, cells=tuple(told))


def read_row(report: Report, position: int, question: str) -> tuple[str, Span] | None:
    """Return "row's name: heading cell; …" and the heading row's span, for the table row at `position`; else None.

    Where columns are of months and the question names one, only the columns of those months are read; where it asks for
    a share, only those that hold one. None also where nothing stands in the columns asked for.
    """
    row, headings = _row_at(report, position)
    if row is None or not (chosen := _answering(row, question)):
        return None
    whose = baseline_asked(question)
    return f"{row.name}: {'; '.join(f'{cell.heading} {_of_the_plan(cell.told, whose)}' for cell in chosen)}", headings


def _of_the_plan(told: str, whose: str) -> str:
    """Return, of the shares of several plans in one cell ("79,6% tỉnh giao; 74,7% huyện giao"), that of the plan asked
    about; all where there are no such, or none is asked about."""
    parts = [part.strip() for part in _BETWEEN_PLANS.split(told)]
    named = [part for part in parts if whose and whose in fold(in_full(part))]
    return named[0] if len(named) == 1 and len(parts) > 1 else told


def is_untold(report: Report, position: int, question: str) -> bool:
    """Whether a table's row stands at `position` that has nothing in the columns that the question asks for."""
    row, _ = _row_at(report, position)
    return row is not None and not _answering(row, question)


def _answering(row: Row, question: str) -> tuple[Cell, ...]:
    """Return the cells that answer; what stands beside an empty one does not answer in its place."""
    cells, asks_share = row.cells, _asks_share(row, question)
    asked = asked_times(question)
    if asked and any(times_in(cell.heading) for cell in cells if not cell.is_share):
        cells = tuple(cell for cell in cells if asked & times_in(cell.heading))
    if asks_share:
        cells = tuple(cell for cell in row.cells if cell.is_share) or cells
    elif not any(cell.is_told for cell in cells if not cell.is_share) and not all(cell.is_share for cell in cells):
        return ()
    return tuple(cell for cell in cells if cell.is_told)


def _asks_share(row: Row, question: str) -> bool:
    """Whether a share is asked for that is not what the row itself tells."""
    asked = fold(in_full(question))
    if not row.tells_shares:
        return _ASKS_SHARE.search(asked) is not None
    return any(cue[0] not in fold(in_full(row.name)) for cue in _ASKS_OF_PLAN.finditer(asked))


def _is_share(row: Row, heading: str, cell: str) -> bool:
    if row.tells_shares:
        return "%" in heading or _ASKS_OF_PLAN.search(fold(in_full(heading))) is not None
    return "%" in heading + cell


def _tells_units(heading: str) -> bool:
    return _UNITS.fullmatch(fold(heading)) is not None


def _with_unit(heading: str, cell: str, unit: str) -> str:
    """Return a cell with the unit of its row, unless it, or its column, has one of its own."""
    bracket = _IN_BRACKETS.search(heading)
    has_own = "%" in heading or (bracket and any(one.unit for one in find_quantities(f"1 {bracket[1]}")))
    if has_own or not unit or not _BARE.fullmatch(cell):
        return cell
    return f"{cell}%" if unit == "%" else f"{cell} {unit}"


def _row_at(report: Report, position: int) -> tuple[Row | None, Span]:
    """Return the table row at a position of a report's text, None where there is none, and its headings' span."""
    table = next((b for b in report.blocks if b.kind == "table" and b.start <= position < b.end), None)
    lines = [line.span() for line in _LINE.finditer(report.text, table.start, table.end)] if table else []
    found = next((line for line in lines[1:] if line[0] <= position < line[1]), None)
    if found is None:
        return None, (0, 0)
    return row_of(report.text[slice(*lines[0])], report.text[slice(*found)]), lines[0]
