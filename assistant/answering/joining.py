"""The answers to the two parts of a question -> one answer, which says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.fragments import shorten, trimmed
from assistant.answering.phrases import phrase
from assistant.domain import Query


def join(query: Query, drafts: Sequence[Draft]) -> Draft | None:
    """Return the parts' drafts as one, None where all abstain.

    Statements that rest on the same words become one, of these words. A part that abstains is named.
    """
    if all(draft.abstained for draft in drafts):
        return None
    told: list[DraftStatement] = []
    for part, draft in zip(query.parts, drafts, strict=True):
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
            if statement.text not in other.text:
                told[number] = _quoting(statement.quotes[0], query)
            return
    told.append(statement)


def _quoting(quote: Quote, query: Query) -> DraftStatement:
    words = trimmed(shorten(query, quote.text))
    return DraftStatement(words[:1].upper() + words[1:], (quote,))
