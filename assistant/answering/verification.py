"""A Draft -> the same draft with each statement checked against the words it cites; failed wording is replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answering.draft import Draft, DraftStatement
from assistant.domain import Language
from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.numbers import numerals
from assistant.vietnamese.people import find_people

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
    figures = _missing(numerals(statement.text), numerals("\n".join(grounds)))
    told = fold(canonical_spelling(" ".join(grounds)))
    names = (person.name for person in find_people(statement.text))
    return (*figures, *(name for name in names if fold(canonical_spelling(name)) not in told))


def _check(statement: DraftStatement, language: Language) -> tuple[DraftStatement, str]:
    if statement.status == "computed" or not statement.quotes or not (wrong := unsupported(statement)):
        return statement, ""
    words = re.sub(r"\s+", " ", statement.quotes[0].text).strip(" ,;")
    corrected = DraftStatement(words, statement.quotes[:1], "corrected")
    return corrected, _REPLACED[language].format(why=", ".join(wrong))


def _metadata(report: object) -> Iterable[str]:
    """Return what the catalog knows of a report, as an answer may write it when it tells reports apart."""
    held, place, title = (getattr(report, name) for name in ("held_on", "place", "title"))
    return filter(None, (place, title, f"{held.day}/{held.month}/{held.year} {held:%B}" if held else ""))


def _missing(said: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(said) - set(told)))
