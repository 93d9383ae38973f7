"""The answers to the two parts of a question -> one answer, which says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.fragments import shorten, trimmed
from assistant.answering.phrases import phrase
from assistant.domain import AnswerKind, Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

# So many of the words of a part must stand in the words of another for these to tell it, too.
LEAST_SHARED = 0.6
_MEASURED: frozenset[AnswerKind] = frozenset(("figure", "count"))


def join(query: Query, drafts: Sequence[Draft]) -> Draft | None:
    """Return the parts' drafts as one, None where all abstain.

    Statements that rest on the same words become one, of these words; so do two figures that are told alike. A part
    that abstains is named, unless the words of the other tell it, too.
    """
    if all(draft.abstained for draft in drafts):
        return None
    told: list[DraftStatement] = []
    for part, draft in zip(query.parts, drafts, strict=True):
        if draft.abstained and query.kind != "comparison" and (quote := _told_by_another(part, draft, drafts)):
            _add(told, _quoting(quote, query), query)
            continue
        if draft.abstained:
            words = phrase("part_missing", query.language, part=part.own.strip(" ?.!"))
            told.append(DraftStatement(words, (), is_phrase=True))
            continue
        for statement in draft.statements:
            _add(told, statement, query)
    return Draft(
        tuple(told),
        notes=tuple(dict.fromkeys(chain.from_iterable(draft.notes for draft in drafts))),
        table=next((draft.table for draft in drafts if draft.table), None),
        chart=next((draft.chart for draft in drafts if draft.chart), None),
    )


def _add(told: list[DraftStatement], statement: DraftStatement, query: Query) -> None:
    """Add a statement; where another rests on its words, both give way to the words."""
    for number, other in enumerate(told):
        if statement.quotes and other.quotes[:1] == statement.quotes[:1]:
            if statement.text not in other.text or (statement.text == other.text and find_quantities(other.text)):
                told[number] = _quoting(statement.quotes[0], query)
            return
    told.append(statement)


def _told_by_another(part: Query, own: Draft, drafts: Sequence[Draft]) -> Quote | None:
    """Return the words that another part rests on if they tell another figure, too, and either are what came nearest to
    telling this part or have most of its words."""
    if part.kind not in _MEASURED:
        return None
    asked = set(syllables(fold(in_full(part.own or part.standalone)))) - FOLDED_STOPWORDS
    for quote in (quote for draft in drafts if not draft.abstained for one in draft.statements for quote in one.quotes):
        has_figures = len(find_quantities(quote.text)) > 1
        told = set(syllables(fold(in_full(quote.text))))
        is_of_it = quote in own.nearest[:1] or (asked and len(asked & told) >= LEAST_SHARED * len(asked))
        if is_of_it and has_figures:
            return quote
    return None


def _quoting(quote: Quote, query: Query) -> DraftStatement:
    words = trimmed(shorten(query, quote.text))
    return DraftStatement(words[:1].upper() + words[1:], (quote,))
