"""A Draft -> the same draft with failed wording replaced by the quoted words, or left out, with a note."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.draft import Draft, DraftStatement
from assistant.answering.verification.checking import check
from assistant.domain import Language

_REPLACED = {
    "vi": "Một câu đã được thay bằng nguyên văn vì {why} không có trong đoạn trích.",
    "en": "A sentence was replaced by the quoted words because {why} is not in them.",
}


def verify(draft: Draft, language: Language) -> Draft:
    """Replace each statement that says what its quotes don't; abstaining drafts pass as they are."""
    if draft.abstained:
        return draft
    checked = [_check(statement, language) for statement in draft.statements]
    notes = tuple(dict.fromkeys(note for _, note in checked if note))
    return replace(draft, statements=tuple(statement for statement, _ in checked), notes=(*draft.notes, *notes))


def _check(statement: DraftStatement, language: Language) -> tuple[DraftStatement, str]:
    if not statement.quotes or not (wrong := check(statement).wrong):
        return statement, ""
    words = re.sub(r"\s+", " ", statement.quotes[0].text).strip(" ,;")
    corrected = DraftStatement(words, statement.quotes[:1], "corrected")
    return corrected, _REPLACED[language].format(why=", ".join(wrong))
