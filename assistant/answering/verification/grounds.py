"""A DraftStatement -> the grounds it is checked against: the words of its quotes and what is known around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.tables import Cell, row_of
from assistant.answering.verification.times import Time, times_in
from assistant.answering.verification.wording import plain
from assistant.domain import CELL, Report

_LONGEST_LEAD = 1500


@dataclass(frozen=True, slots=True)
class Ground:
    """Quoted words in plain spelling, behind `lead`, the words of their line that come before them.

    `full` is both; the quote begins at `start` of it.
    """

    quote: Quote
    lead: str
    told: str

    @property
    def full(self) -> str:
        """The line up to the end of the quote."""
        return f"{self.lead}{self.told}"

    @property
    def start(self) -> int:
        """Where the quote begins in `full`."""
        return len(self.lead)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the reports that a statement cites, apart from the quotes: times, days, years, names."""

    reports: tuple[Report, ...]
    times: tuple[Time, ...]
    days: frozenset[tuple[int, int]]
    years: frozenset[int]
    told: str

    @property
    def units(self) -> str:
        """The names of the units of government that the reports are of or lie in."""
        return "\n".join(plain(unit) for report in self.reports for unit in report.units)


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a statement may rest on."""

    quoted: tuple[Ground, ...]
    context: Context

    @property
    def told(self) -> str:
        """The words of all quotes."""
        return "\n".join(ground.told for ground in self.quoted)

    @property
    def full(self) -> str:
        """The words of all quotes with what leads to them."""
        return "\n".join(ground.full for ground in self.quoted)


def grounds_of(statement: DraftStatement) -> Grounds:
    """Return what a statement is checked against."""
    reports = tuple({quote.report.id: quote.report for quote in statement.quotes}.values())
    return Grounds(tuple(map(_ground, statement.quotes)), _context(reports))


def _ground(quote: Quote) -> Ground:
    text = quote.report.text
    line = text.rfind("\n", 0, quote.start) + 1
    lead = plain(text[max(line, quote.start - _LONGEST_LEAD) : quote.start])
    return Ground(quote, f"{lead} " if lead else "", plain(_as_prose(quote)))


def _as_prose(quote: Quote) -> str:
    """Quoted words; a table's row tells each cell behind the row's name and the column's heading."""
    if CELL not in quote.text:
        return quote.text
    return "\n".join(_row_as_prose(quote.report, line) for line in quote.text.split("\n"))


def _row_as_prose(report: Report, line: str) -> str:
    at = report.text.find(line)
    table = next((block for block in report.blocks if block.kind == "table" and block.start <= at < block.end), None)
    if table is None or CELL not in line:
        return line
    headings = report.text[table.start : table.end].split("\n", 1)[0]
    row = row_of(headings, line) if headings != line else None
    return "; ".join(_cell_as_prose(row.name, cell) for cell in row.cells) if row else line


def _cell_as_prose(name: str, cell: Cell) -> str:
    bare, _, unit = name.partition("(")
    unit = unit.partition(")")[0]
    number = cell.told
    if number.replace(".", "").replace(",", "").isdecimal():
        number = f"{number} {unit}"
    return f"{bare.strip()}, {cell.heading.lower()}: {number}"


def _context(reports: tuple[Report, ...]) -> Context:
    days = [day for report in reports for day in (report.held_on,) if day]
    published = [report.published_on for report in reports if report.published_on and not report.held_on]
    periods = [report.period for report in reports if report.period]
    told = "\n".join(plain(words) for report in reports for words in _known(report))
    years = {day.year for day in (*days, *published)} | {period.end.year for period in periods}
    return Context(reports, times_in(told), frozenset((day.day, day.month) for day in days), frozenset(years), told)


@lru_cache(maxsize=256)
def _known(report: Report) -> tuple[str, ...]:
    period = report.period.label if report.period else ""
    units = ", ".join(report.units)
    held = f"ngày {report.held_on.day}/{report.held_on.month}/{report.held_on.year}" if report.held_on else ""
    return tuple(filter(None, (report.title, report.body, report.term, units, held, period, report.number)))
