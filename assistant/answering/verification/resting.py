"""A statement that holds -> where its reports state what it takes from around its quotes: times, places, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.draft import Quote
from assistant.answering.verification.counting import DAY
from assistant.answering.verification.grounds import Ground, Grounds
from assistant.answering.verification.measures import measures_in
from assistant.answering.verification.times import agrees, times_in
from assistant.domain import Report
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_name, find_places
from assistant.vietnamese.sentences import whole_words

_TIMES = ("period", "title", "held_on")
_YEARS = ("period", "held_on", "published_on", "title")
_PLACES = ("place", "commune", "district", "province", "title")
_LONGEST = 400
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")


def rests_beside(statement: str, grounds: Grounds) -> tuple[Quote, ...]:
    """Return the spans beside its quotes that a plain statement rests on, each once."""
    found = (*_times(statement, grounds), *_years(statement, grounds), *_days(statement, grounds))
    found += (*_places(statement, grounds), *_people(statement, grounds))
    return tuple(dict.fromkeys(quote for quote in found if not _is_quoted(quote, grounds)))


def _times(statement: str, grounds: Grounds) -> Iterator[Quote]:
    known = tuple(time for ground in grounds.quoted for time in times_in(ground.told))
    for time in times_in(statement):
        if time.number is None or agrees(time, known):
            continue
        if ground := next((one for one in grounds.quoted if agrees(time, times_in(one.lead))), None):
            yield _lead(ground)
        else:
            yield from _first(grounds, _TIMES, "")


def _years(statement: str, grounds: Grounds) -> Iterator[Quote]:
    for year in dict.fromkeys(_YEAR.findall(statement)):
        if year not in grounds.told:
            yield from _first(grounds, _YEARS, year)


def _days(statement: str, grounds: Grounds) -> Iterator[Quote]:
    known = {one.value for ground in grounds.quoted for one in measures_in(ground.told) if one.unit == DAY}
    if any(one.unit == DAY and one.value not in known for one in measures_in(statement)):
        yield from _first(grounds, ("held_on",), "")


def _places(statement: str, grounds: Grounds) -> Iterator[Quote]:
    for place in find_places(statement):
        if find_name(grounds.told, place.name) is None:
            yield from _first(grounds, _PLACES, place.name)


def _people(statement: str, grounds: Grounds) -> Iterator[Quote]:
    for person in find_people(statement):
        if find_name(grounds.told, person.name) is not None:
            continue
        if ground := next((one for one in grounds.quoted if find_name(one.lead, person.name)), None):
            yield _lead(ground)
            continue
        for report in grounds.context.reports:
            known = (one for one in report.participants if one.name == person.name and one.end > one.start)
            yield from (Quote(report, one.start, one.end) for one in known)


def _first(grounds: Grounds, fields: tuple[str, ...], words: str) -> Iterator[Quote]:
    """The first of these values of each report's metadata whose own words hold `words`."""
    for report in grounds.context.reports:
        spans = (span for field in fields for span in _origins(report, field))
        holding = (Quote(report, *span) for span in spans if not words or find_name(report.text[slice(*span)], words))
        yield from list(holding)[:1]


def _origins(report: Report, field: str) -> Iterator[tuple[int, int]]:
    for origin in report.origins:
        if origin.field == field and origin.start is not None and origin.end is not None:
            yield origin.start, origin.end


def _lead(ground: Ground) -> Quote:
    """The words of its line that lead to a quote."""
    quote = ground.quote
    line = quote.report.text.rfind("\n", 0, quote.start) + 1
    start = max(line, quote.start - _LONGEST)
    start, _ = whole_words(quote.report.text, start, quote.start)
    return Quote(quote.report, start, start + len(quote.report.text[start : quote.start].rstrip()))


def _is_quoted(quote: Quote, grounds: Grounds) -> bool:
    return quote.end <= quote.start or any(
        one.quote.report.id == quote.report.id and one.quote.start <= quote.start and quote.end <= one.quote.end
        for one in grounds.quoted
    )
