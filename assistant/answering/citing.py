"""A checked Draft -> an Answer: quotes become numbered citations, each span numbered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.draft import Draft, DraftChart, DraftStatement, DraftTable, Quote
from assistant.answering.noting import notes_under
from assistant.domain import (
    CELL,
    Answer,
    Chart,
    ChartPoint,
    Citation,
    Query,
    Retrieved,
    Statement,
    Table,
    Timings,
)


def cite(query: Query, retrieved: Retrieved, draft: Draft, composer: str, took_ms: Timings) -> Answer:
    """Number the quotes in order of appearance and put the markers behind each statement and each cell."""
    numbers: dict[Quote, int] = {}
    statements = number(draft.statements, numbers)
    table = _table(draft.table, numbers) if draft.table else None
    chart = _chart(draft.chart, numbers) if draft.chart else None
    citations = _citations(tuple(numbers))
    lines = (*(_with_markers(one.text, one.citations) for one in statements), *(_lines(table) if table else ()))
    return Answer(
        text="\n".join(lines),
        abstained=draft.abstained,
        kind=query.kind,
        understood=query.standalone,
        notes=notes_under(query, retrieved, draft, [quote.report for quote in numbers]),
        statements=statements,
        citations=citations,
        nearest=_citations(draft.nearest),
        composer=composer,
        took_ms=took_ms,
        table=table,
        chart=chart,
        named=query.named,
    )


def number(statements: Sequence[DraftStatement], numbers: dict[Quote, int]) -> tuple[Statement, ...]:
    """Return the statements with the numbers of their quotes; those that have none yet get the next in `numbers`."""
    return tuple(_numbered(statement, numbers) for statement in statements)


def _numbered(statement: DraftStatement, numbers: dict[Quote, int]) -> Statement:
    cited = tuple(numbers.setdefault(quote, len(numbers) + 1) for quote in statement.quotes)
    return Statement(statement.text, cited, statement.status, statement.why or _sums(statement))


def _sums(statement: DraftStatement) -> str:
    return "; ".join(one.written for one in statement.sums)


def _with_markers(text: str, citations: Sequence[int]) -> str:
    return " ".join((text, *(f"[{number}]" for number in citations)))


def _table(table: DraftTable, numbers: dict[Quote, int]) -> Table:
    rows = tuple(tuple(words for words, _ in row) for row in table.rows)
    cited = tuple(
        tuple(numbers.setdefault(quote, len(numbers) + 1) if quote else None for _, quote in row) for row in table.rows
    )
    return Table(table.columns, rows, cited)


def _lines(table: Table) -> Iterator[str]:
    """The table for readers of plain text, a line for each row."""
    yield CELL.join(table.columns)
    for row, cited in zip(table.rows, table.citations, strict=True):
        yield CELL.join(
            _with_markers(words, (number,) if number else ()) for words, number in zip(row, cited, strict=True)
        )


def _chart(chart: DraftChart, numbers: dict[Quote, int]) -> Chart:
    points = tuple(
        ChartPoint(label, value, words, numbers.setdefault(quote, len(numbers) + 1))
        for label, value, words, quote in chart.points
    )
    return Chart(chart.shape, chart.title, chart.unit, points)


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
        page=report.page_at(quote.start),
        quote=quote.text,
        start=quote.start,
        end=quote.end,
    )
