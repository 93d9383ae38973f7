"""A checked Draft -> an Answer: quotes become numbered citations, each span numbered once."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.domain import Answer, Citation, Query, Retrieved, Statement, Timings


def cite(query: Query, retrieved: Retrieved, draft: Draft, composer: str, took_ms: Timings) -> Answer:
    """Number the quotes in order of appearance and put the markers behind each statement."""
    numbers: dict[Quote, int] = {}
    statements = tuple(_numbered(statement, numbers) for statement in draft.statements)
    text = "\n".join(_with_markers(statement) for statement in statements)
    return Answer(
        text=text,
        abstained=draft.abstained,
        kind=query.kind,
        understood=query.standalone,
        notes=(*retrieved.notes, *draft.notes),
        statements=statements,
        citations=_citations(tuple(numbers)),
        nearest=_citations(draft.nearest),
        composer=composer,
        took_ms=took_ms,
    )


def _numbered(statement: DraftStatement, numbers: dict[Quote, int]) -> Statement:
    cited = tuple(numbers.setdefault(quote, len(numbers) + 1) for quote in statement.quotes)
    return Statement(statement.text, cited, statement.status)


def _with_markers(statement: Statement) -> str:
    return " ".join((statement.text, *(f"[{number}]" for number in statement.citations)))


def _citations(quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    return tuple(_citation(number, quote) for number, quote in enumerate(quotes, start=1))


def _citation(number: int, quote: Quote) -> Citation:
    report = quote.report
    return Citation(
        number=number,
        report_id=report.id,
        file=report.source.path,
        title=report.title,
        place=report.place,
        held_on=report.held_on,
        page=None,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
    )
