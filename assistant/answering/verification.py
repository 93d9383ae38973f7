"""A Draft -> the same draft with each statement checked against the words it cites; failed wording is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from assistant.answering.arithmetic import holds
from assistant.answering.draft import Draft, DraftStatement
from assistant.domain import CELL, Language
from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.numbers import find_quantities, numerals
from assistant.vietnamese.people import find_people

_UNIT_OF_ROW = re.compile(r"\(([^()\d]{1,20})\)")
_REPLACED = {
    "vi": "Một câu đã được thay bằng nguyên văn vì {why} không có trong đoạn trích.",
    "en": "A sentence was replaced by the quoted words because {why} is not in them.",
}


def verify(draft: Draft, language: Language) -> Draft:
    """Replace each statement that says a figure or a name its quotes don't; abstaining drafts pass as they are."""
    if draft.abstained:
        return draft
    checked = [_check(statement, language) for statement in draft.statements]
    notes = tuple(dict.fromkeys(note for _, note in checked if note))
    return replace(draft, statements=tuple(statement for statement, _ in checked), notes=(*draft.notes, *notes))


def unsupported(statement: DraftStatement) -> tuple[str, ...]:
    """Return the figures and names in a statement that none of its quotes, nor its report's metadata, bears out."""
    grounds = [words for quote in statement.quotes for words in (quote.text, *_metadata(quote.report))]
    figures = _missing(numerals(statement.text), numerals("\n".join(grounds)) | _computed(statement))
    told = fold(canonical_spelling(" ".join(grounds)))
    names = (person.name for person in find_people(statement.text))
    return (*figures, *(name for name in names if fold(canonical_spelling(name)) not in told))


def _computed(statement: DraftStatement) -> frozenset[str]:
    """Return the numerals that a statement may say without quoting them: how many reports it cites, and the sums that
    come out right over values that its quotes hold."""
    if statement.status != "computed":
        return frozenset()
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


def _check(statement: DraftStatement, language: Language) -> tuple[DraftStatement, str]:
    if not statement.quotes or not (wrong := unsupported(statement)):
        return statement, ""
    words = re.sub(r"\s+", " ", statement.quotes[0].text).strip(" ,;")
    corrected = DraftStatement(words, statement.quotes[:1], "corrected")
    return corrected, _REPLACED[language].format(why=", ".join(wrong))


def _metadata(report: object) -> Iterable[str]:
    """Return what the catalog knows of a report, as an answer may write it when it tells reports apart."""
    held, place, title = (getattr(report, name) for name in ("held_on", "place", "title"))
    told = f"{held.day}/{held.month}/{held.year} {held:%B}" if held else ""
    period = getattr(report, "period", None)
    return filter(None, (place, title, told, period.label if period else ""))


def _missing(said: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(said) - set(told)))
