"""Meetings that a question asks for -> the answer that counts and lists them, each line with its words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Draft, DraftStatement, DraftTable, Quote
from assistant.answering.phrases import day, phrase
from assistant.domain import Language, Query, Report, Retrieved
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import is_persons

_NEAREST, _CLOSE = 3, 400


def list_meetings(query: Query, retrieved: Retrieved) -> Draft | None:
    """Return the answer that lists the meetings asked for; it abstains when those considered are none of them.

    None when the library holds no meeting at all, or the question names somebody whom no report knows.
    """
    if query.meetings is None or not retrieved.considered:
        return None
    unknown = [name for name in query.names if not _is_known(name, query, retrieved.reports)]
    if not retrieved.reports or unknown:
        words = phrase("no_meeting", query.language, considered=retrieved.considered)
        nearest = tuple(Quote(e.report, e.passage.start, e.passage.end) for e in retrieved.evidence[:_NEAREST])
        return Draft((DraftStatement(words, ()),), abstained=True, nearest=nearest)
    n, listed = retrieved.report_count, len(retrieved.reports)
    limits = (query.named.date_from, query.named.date_to, query.filters.date_from, query.filters.date_to)
    undated = sum(report.held_on is None for report in retrieved.reports) if any(limits) else 0
    latest = query.meetings.is_latest
    which = "latest_meeting" if latest else "meetings" if n == listed else "first_of"
    words = phrase(which, query.language, n=n, listed=listed)
    heading = DraftStatement(words, tuple(_title(report) for report in retrieved.reports), "computed")
    counted = phrase("meetings_counted", query.language, n=n, considered=retrieved.considered)
    notes = [] if latest else [counted]
    notes += [phrase("undated", query.language, n=undated)] if undated else []
    return Draft((heading,), notes=tuple(notes), table=_table(retrieved.reports, query.language))


def _is_known(name: str, query: Query, reports: Sequence[Report]) -> bool:
    asked = query.meetings.people if query.meetings else ()
    if any(fold(name) in fold(one) for one in (*asked, query.named.place or "")):
        return True
    if is_persons(name):  # named somewhere, and in no part of a meeting
        return False
    return any(fold(name) in fold(f"{report.title} {report.text}") for report in reports)


def _held(report: Report, language: Language) -> str:
    return day(report.held_on, language) if report.held_on else phrase("no_date", language)


def _table(reports: Sequence[Report], language: Language) -> DraftTable:
    columns = tuple(phrase(name, language) for name in ("held_on", "meeting", "place", "chairs"))
    return DraftTable(columns, tuple(_row(report, language) for report in reports))


def _row(report: Report, language: Language) -> tuple[tuple[str, Quote | None], ...]:
    return (
        (_held(report, language), _origin(report, "held_on")),
        (report.title, _title(report)),
        (report.place or phrase("no_place", language), _origin(report, "place")),
        _chairs(report),
    )


def _title(report: Report) -> Quote:
    """The title's own words, else those the report begins with."""
    start = report.text.find(report.title) if report.title else -1
    if start >= 0:
        return Quote(report, start, start + len(report.title))
    first = next((block for block in report.blocks if block.kind == "prose"), None)
    return Quote(report, first.start, first.end) if first else Quote(report, 0, min(len(report.text), 200))


def _chairs(report: Report) -> tuple[str, Quote | None]:
    """The chairs and the words that name them, all of them where they stand close together."""
    chairs = [person for person in report.participants if person.part == "chair"]
    if not chairs:
        return "–", None
    start, end = min(one.start for one in chairs), max(one.end for one in chairs)
    if end - start > _CLOSE:
        start, end = chairs[0].start, chairs[0].end
    return ", ".join(person.name for person in chairs), Quote(report, start, end)


def _origin(report: Report, field: str) -> Quote | None:
    origin = next((one for one in report.origins if one.field == field and one.start is not None), None)
    return Quote(report, origin.start, origin.end) if origin and origin.start is not None and origin.end else None
