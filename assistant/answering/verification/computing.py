"""A computed statement -> its figures and names that neither its quotes hold nor its sums come out at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.answering.arithmetic import holds
from assistant.answering.draft import DraftStatement
from assistant.domain import CELL, Report
from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.numbers import find_quantities, numerals
from assistant.vietnamese.people import find_people

_UNIT_OF_ROW = re.compile(r"\(([^()\d]{1,20})\)")


def uncomputed(statement: DraftStatement) -> tuple[str, ...]:
    """Return the figures and names of a computed statement that are neither quoted, nor known, nor computed."""
    grounds = [words for quote in statement.quotes for words in (quote.text, *_metadata(quote.report))]
    known = numerals("\n".join(grounds)) | _computed(statement)
    told = fold(canonical_spelling(" ".join(grounds)))
    names = (person.name for person in find_people(statement.text))
    wrong = tuple(sorted(numerals(statement.text) - known))
    return (*wrong, *(name for name in names if fold(canonical_spelling(name)) not in told))


def _computed(statement: DraftStatement) -> frozenset[str]:
    """Return how many reports a statement cites, and what its sums come out at over values that its quotes hold."""
    held = {value for quote in statement.quotes for value in _values(quote.text)}
    right = [one for one in statement.sums if holds(one) and {one.first, one.second} <= held]
    told = numerals(" ; ".join((*(one.written for one in right), *(one.in_words for one in right))))
    return told | {str(len({quote.report.id for quote in statement.quotes}))}


def _values(text: str) -> Iterable[Decimal]:
    """Return the values that quoted words state; in a table's row also those in the unit that its name gives."""
    yield from (quantity.value for quantity in find_quantities(text))
    name, mark, cells = text.partition(CELL)
    if mark and (unit := _UNIT_OF_ROW.search(name)):
        for cell in cells.split(CELL):
            yield from (quantity.value for quantity in find_quantities(f"{cell.strip()} {unit[1]}"))


def _metadata(report: Report) -> Iterable[str]:
    """Return what the catalog knows of a report, as an answer may write it when it tells reports apart."""
    held = report.held_on
    told = f"{held.day}/{held.month}/{held.year} {held:%B}" if held else ""
    return filter(None, (report.place, report.title, told, report.period.label if report.period else ""))
