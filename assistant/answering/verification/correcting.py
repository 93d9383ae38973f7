"""A Draft -> the same draft with failed wording replaced by the quoted words, or left out, with a note."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.fragments import trimmed
from assistant.answering.phrases import phrase
from assistant.answering.verification.checking import Verdict, check
from assistant.answering.verification.lexicon import content
from assistant.answering.verification.wording import plain
from assistant.domain import Language
from assistant.vietnamese.sentences import sentences

_NOTES: dict[str, dict[Language, str]] = {
    "replaced": {
        "vi": "Một câu đã được thay bằng nguyên văn vì “{why}” không có trong đoạn trích.",
        "en": "A sentence was replaced by the quoted words because “{why}” is not in them.",
    },
    "left_out": {
        "vi": "Một câu đã bị bỏ vì “{why}” không có trong đoạn trích.",
        "en": "A sentence was left out because “{why}” is not in the quoted words.",
    },
    "unquoted": {
        "vi": "Một câu đã bị bỏ vì không dẫn đoạn trích nào.",
        "en": "A sentence was left out because it quotes nothing.",
    },
}
# A quote of up to so many words stands for a failed statement whole, else its sentence most like the statement.
_LONGEST_WORDS = 90
_SHARED = 2


def verify(draft: Draft, language: Language) -> Draft:
    """Return the draft with only checked wording; abstaining drafts pass as they are.

    A statement that says what its quotes don't gives way to their words, or is left out when they are about something
    else or stand there already. When nothing is left, the draft abstains and shows what was quoted.
    """
    if draft.abstained:
        return draft
    kept: list[DraftStatement] = []
    notes: list[str] = []
    for statement in draft.statements:
        checked, note = _checked(statement, {one.text for one in kept}, language)
        kept += [checked] if checked else []
        notes += [note] if note else []
    if draft.statements and not kept:
        return _abstain(draft, notes, language)
    return replace(draft, statements=tuple(kept), notes=(*draft.notes, *dict.fromkeys(notes)))


def _checked(statement: DraftStatement, said: set[str], language: Language) -> tuple[DraftStatement | None, str]:
    """Return a statement as it may be said, None to leave it out, and the note on what became of it."""
    if not statement.quotes:
        may_stand = statement.status == "computed" or statement.is_phrase
        return (statement, "") if may_stand else (None, _NOTES["unquoted"][language])
    verdict = check(statement)
    if not verdict.wrong:
        return _resting(statement, verdict), ""
    why = ", ".join(verdict.wrong)
    corrected = _in_quoted_words(statement)
    if corrected is None or corrected.text in said:
        return None, _NOTES["left_out"][language].format(why=why)
    note = _NOTES["replaced"][language].format(why=why)
    return replace(corrected, why=note), note


def _resting(statement: DraftStatement, verdict: Verdict) -> DraftStatement:
    return replace(statement, quotes=(*statement.quotes, *verdict.beside)) if verdict.beside else statement


def _in_quoted_words(statement: DraftStatement) -> DraftStatement | None:
    """Return the quoted words that are most like a statement, None where they are about something else."""
    if statement.status == "computed":  # tells of figures alone
        return _quoting(statement.quotes[0])
    said = frozenset(content(plain(statement.text)))
    spans = [span for quote in statement.quotes for span in _spans(quote)]
    best = max(spans, key=lambda one: len(said & frozenset(content(plain(one.text)))))
    if len(said & frozenset(content(plain(best.text)))) < min(_SHARED, len(said)):
        return None
    return _quoting(best)


def _quoting(quote: Quote) -> DraftStatement:
    return DraftStatement(trimmed(re.sub(r"\s+", " ", quote.text)), (quote,), "corrected")


def _spans(quote: Quote) -> tuple[Quote, ...]:
    if len(quote.text.split()) <= _LONGEST_WORDS:
        return (quote,)
    found = sentences(quote.report.text, quote.start, quote.end)
    return tuple(Quote(quote.report, start, end) for start, end in found) or (quote,)


def _abstain(draft: Draft, notes: list[str], language: Language) -> Draft:
    quotes = tuple(dict.fromkeys(quote for statement in draft.statements for quote in statement.quotes))
    refusal = DraftStatement(phrase("none", language), ())
    return Draft((refusal,), abstained=True, nearest=quotes, notes=(*draft.notes, *dict.fromkeys(notes)))
