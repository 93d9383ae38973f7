"""Figures of one indicator -> the answer that compares them: what they say, a table, and a chart where one may be."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.arithmetic import difference, ratio, unit_of
from assistant.answering.choosing import FEWEST, Row, bare_name, choose, is_of
from assistant.answering.draft import Draft, DraftChart, DraftStatement, DraftTable, Quote
from assistant.answering.phrases import day, phrase
from assistant.comparing import Measured, differences, measured, plot
from assistant.domain import Figure, FiguresAsked, Language, Query, Report, Retrieved
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold

_TOLD, _TABLED, _NEAREST = 4, 60, 3


def compare_figures(query: Query, retrieved: Retrieved) -> Draft | None:
    """Return the answer over facts that a query asks for, None when the library holds fewer than two such figures.

    It abstains when all of them are of one of the places that are to be compared.
    """
    asked = query.figures
    if asked is None:
        return None
    rows = choose(asked, query.standalone, retrieved.measured)
    if len(rows) < FEWEST:
        return None
    lacking = _lacking(asked, rows)
    if lacking and asked.operation != "trend" and len((*asked.places, *asked.names)) - len(lacking) < FEWEST:
        return _one_sided(asked, rows, lacking, query.language)
    comparable = _comparable(rows)
    compared = comparable if len(comparable) >= FEWEST and asked.operation in ("highest", "lowest") else rows
    statements = _lead(asked, compared, query.language)
    return Draft(
        statements,
        notes=_notes(asked, rows, compared, retrieved, query.language),
        table=_table(asked, rows[:_TABLED], query.language),
        chart=_chart(asked, rows, query.language),
    )


def _one_sided(asked: FiguresAsked, rows: Sequence[Row], lacking: Sequence[str], language: Language) -> Draft:
    words = f"{phrase('none', language)} {_none_of(asked, lacking, language)}"
    return Draft((DraftStatement(words, ()),), abstained=True, nearest=tuple(map(_quote, rows[-_NEAREST:])))


def _lacking(asked: FiguresAsked, rows: Sequence[Row]) -> tuple[str, ...]:
    """The places and names asked about of which no row is."""
    subjects = (*asked.places, *asked.names)
    return tuple(subject for subject in subjects if not any(is_of(subject, row, asked) for row in rows))


def _none_of(asked: FiguresAsked, lacking: Sequence[str], language: Language) -> str:
    return phrase("lacking", language, names=", ".join(lacking), indicator=asked.indicator)


def _comparable(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The largest set of rows that may be compared with one another."""
    groups: dict[Measured, tuple[Row, ...]] = {}
    for row in rows:
        key = measured(row.figure)
        groups[key] = (*groups.get(key, ()), row)
    return max(groups.values(), key=lambda group: len(group))


def _lead(asked: FiguresAsked, rows: Sequence[Row], language: Language) -> tuple[DraftStatement, ...]:
    quotes = tuple(_quote(row) for row in rows)
    differ = differences([row.figure for row in rows])
    if differ:
        what = ", ".join(phrase(f"differ_{name}", language) for name in differ)
        told = "; ".join(_told(row, language) for row in rows[:_TOLD])
        beside = "beside" if len(rows) <= _TOLD else "beside_some"
        return (DraftStatement(phrase(beside, language, what=what, told=told), quotes, "computed"),)
    first, last = rows[0], rows[-1]
    if asked.operation in ("highest", "lowest"):
        best = first if asked.operation == "highest" else last
        words = phrase(asked.operation, language, told=_told(best, language))
        others = () if len(rows) > FEWEST else (_difference(rows[0], rows[1], language),)
        return (DraftStatement(words, quotes, "computed"), *others)
    if asked.operation == "trend" or len({row.where for row in rows}) == 1:
        return (_change(first, last, language),)
    if asked.operation == "ratio" and last.figure.value:
        return (_ratio(first, last, language),)
    if len(rows) == FEWEST:
        return (_difference(first, last, language),)
    words = phrase("extremes", language, first=_told(first, language), last=_told(last, language))
    return (DraftStatement(words, quotes, "computed"), _difference(first, last, language))


def _difference(first: Row, second: Row, language: Language) -> DraftStatement:
    more, less = (first, second) if first.figure.value >= second.figure.value else (second, first)
    done = difference(more.figure.value, less.figure.value, more.figure.unit, language)
    key = "equal" if done.result == 0 else "more"
    text = phrase(
        key, language, more=_told(more, language), less=_told(less, language), by=done.in_words, sum=done.written
    )
    return DraftStatement(_capital(text), (_quote(more), _quote(less)), "computed", (done,))


def _ratio(first: Row, second: Row, language: Language) -> DraftStatement:
    done = ratio(first.figure.value, second.figure.value, first.figure.unit, language)
    text = phrase(
        "times", language, more=_told(first, language), less=_told(second, language), by=done.in_words, sum=done.written
    )
    return DraftStatement(_capital(text), (_quote(first), _quote(second)), "computed", (done,))


def _change(first: Row, last: Row, language: Language) -> DraftStatement:
    done = difference(last.figure.value, first.figure.value, last.figure.unit, language)
    key = "unchanged" if done.result == 0 else "rose" if done.result > 0 else "fell"
    same = first.where == last.where
    words = {"first": _told(first, language, where=not same), "last": _told(last, language, where=not same)}
    text = phrase(key, language, **words, by=done.in_words, sum=done.written)
    text = f"{_where(first, language)}: {text[:1].lower()}{text[1:]}" if same else text
    return DraftStatement(_capital(text), (_quote(first), _quote(last)), "computed", (done,))


def _notes(
    asked: FiguresAsked, rows: Sequence[Row], compared: Sequence[Row], retrieved: Retrieved, language: Language
) -> tuple[str, ...]:
    reports = len({row.report.id for row in rows})
    counted = phrase("counted", language, n=reports, indicator=asked.indicator, considered=retrieved.considered)
    notes = [counted]
    if lacking := _lacking(asked, rows):
        notes.append(_none_of(asked, lacking, language))
    if len(compared) < len(rows):
        notes.append(phrase("left_out", language, n=len(rows) - len(compared)))
    if len(rows) > _TABLED:
        notes.append(phrase("first_rows", language, n=_TABLED, total=len(rows)))
    return tuple(notes)


def _table(asked: FiguresAsked, rows: Sequence[Row], language: Language) -> DraftTable:
    shares = any(row.figure.kind in ("plan_share", "change") for row in rows)
    columns = [phrase("place", language), phrase("period", language), _capital(asked.indicator)]
    columns += [phrase("against", language)] if shares else []
    return DraftTable((*columns, phrase("report", language)), tuple(_cells(row, shares, language) for row in rows))


def _cells(row: Row, shares: bool, language: Language) -> tuple[tuple[str, Quote | None], ...]:
    figure, quote = row.figure, _quote(row)
    period = figure.period.label if figure.period else phrase("no_period", language)
    against = ((figure.against or "–", quote if figure.against else None),) if shares else ()
    return (
        (figure.place or phrase("no_place", language), _place_quote(row)),
        (period, _period_quote(row) if figure.period else None),
        (_value(figure, language), quote),
        *against,
        (row.report.title, _origin_quote(row.report, "title")),
    )


def _chart(asked: FiguresAsked, rows: Sequence[Row], language: Language) -> DraftChart | None:
    drawn = plot(row.figure for row in rows)
    if drawn is None:
        return None
    by_id = {row.figure.id: row for row in rows}
    points = tuple(
        (
            _label(by_id[figure.id], drawn.shape == "line", language),
            figure.value,
            _value(figure, language),
            _quote(by_id[figure.id]),
        )
        for figure in drawn.figures
    )
    return DraftChart(drawn.shape, _capital(asked.indicator), drawn.figures[0].unit, points)


def _label(row: Row, is_time: bool, language: Language) -> str:
    period = row.figure.period.label if row.figure.period else ""
    return period if is_time else _where(row, language)


def _told(row: Row, language: Language, *, where: bool = True) -> str:
    period = row.figure.period.label if row.figure.period else phrase("no_period", language)
    words = f"{_value(row.figure, language)} ({period})"
    return f"{_where(row, language)} {words}" if where else words


def _where(row: Row, language: Language) -> str:
    if row.figure.place:
        return row.figure.place
    held = row.report.held_on
    when = day(held, language) if held else row.report.source.path
    return f"{phrase('no_place', language)} ({when})"


def _value(figure: Figure, language: Language) -> str:
    """A figure as written, with its approximation; the bare number of a table's cell with the unit of its row."""
    words = f"{figure.approximation} {figure.words}" if figure.approximation not in (None, "trở lên") else figure.words
    if any(character.isalpha() or character == "%" for character in figure.words):
        return " ".join(words.split())
    return f"{words} {unit_of(figure.words, figure.value, figure.unit, language)}"


def _quote(row: Row) -> Quote:
    return Quote(row.report, row.figure.clause_start, row.figure.clause_end)


def _place_quote(row: Row) -> Quote | None:
    """The words that name the place: in the figure's clause, else where the report names its own."""
    place, clause = row.figure.place, _quote(row)
    if place and fold(bare_name(place)) in fold(clause.text):
        return clause
    return _origin_quote(row.report, "place") if place else None


def _period_quote(row: Row) -> Quote:
    """The words that name the period: in the figure's clause, else where the report names the time it looks back on."""
    clause, period = _quote(row), row.figure.period
    year = period.end.year if period else None
    named = any(one.period and period and one.period.end == period.end for one in find_periods(clause.text, year))
    return clause if named else _origin_quote(row.report, "period") or clause


def _origin_quote(report: Report, field: str) -> Quote | None:
    origin = next((one for one in report.origins if one.field == field and one.start is not None), None)
    if origin is None or origin.start is None or origin.end is None:
        return None
    return Quote(report, origin.start, origin.end)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
