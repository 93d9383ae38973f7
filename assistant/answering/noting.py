"""A query, what was found and the checked Draft -> the notes that stand under the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answering.draft import Draft, Quote
from assistant.answering.phrases import phrase
from assistant.domain import Language, Period, Query, Report, Retrieved
from assistant.vietnamese.periods import find_periods


def notes_under(query: Query, retrieved: Retrieved, draft: Draft, cited: Sequence[Report]) -> tuple[str, ...]:
    """Return what the reader should know of the search and of the `cited` reports.

    That no report is of the time asked about goes without saying where all that is stated tells of just that time: a
    meeting may be held days after the month it looks back on.
    """
    searched = () if retrieved.is_of_other_times and _tells_of_time_asked(query, retrieved, draft) else retrieved.notes
    return (*searched, *draft.notes, *_unplaced(cited, retrieved, query.language))


def _tells_of_time_asked(query: Query, retrieved: Retrieved, draft: Draft) -> bool:
    first, last = query.named.date_from, query.named.date_to
    stated = [statement for statement in draft.statements if statement.quotes]
    return bool(first and last and stated) and all(
        any(_is_of(quote, retrieved, first, last) for quote in statement.quotes) for statement in stated
    )


def _is_of(quote: Quote, retrieved: Retrieved, first: date | None, last: date | None) -> bool:
    """Whether quoted words hold a figure of just this time, or name it."""
    facts = retrieved.facts.get(quote.report.id)
    for figure in facts.figures if facts else ():
        if quote.start <= figure.start and figure.end <= quote.end and _is(figure.period, first, last):
            return True
    held_on = quote.report.held_on or quote.report.published_on
    named = find_periods(quote.text, held_on.year if held_on else None)
    return any(_is(mention.period, first, last) for mention in named)


def _is(period: Period | None, first: date | None, last: date | None) -> bool:
    return period is not None and (period.start, period.end) == (first, last)


def _unplaced(cited: Sequence[Report], retrieved: Retrieved, language: Language) -> tuple[str, ...]:
    """Return a note where a report that is cited does not state the place or time asked about."""
    unplaced = retrieved.unplaced.union(*(part.unplaced for part in retrieved.parts))
    titles = dict.fromkeys(one.title for one in cited if one.id in unplaced)
    return (phrase("unplaced", language, titles="; ".join(titles)),) if titles else ()
