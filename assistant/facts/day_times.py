"""A sentence -> the times it names by days: 'từ 01/7 đến 30/11', 'tính đến 20/6', 'Đêm 10/10', 'trước quý II'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from assistant.domain import Period
from assistant.facts.time_words import TimeWords, is_fronted
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold

_UNTIL = re.compile(r"\b(?:tinh |luy ke )?(?:den|toi)(?: het)?(?: ngay| moc)?\s*$")
_FROM = re.compile(r"\btu(?: ngay)?\s*$")
_FOUNDED = re.compile(r"\b(?:thanh lap|sap nhap)\b[^,;]{0,20}$")
_BETWEEN_DAYS = re.compile(r"\s*,?\s*(?:den|-|–)(?: het)?(?: ngay)?\s*")
_OPENS_WITH_A_DAY = re.compile(
    r"(?:\d+\.)?\W*(?:(?:tran|con|dot|vu)(?: \w+){1,4} |(?:cuoc|ngay) bau cu [^,;.]{0,80}"
    r"|cuoc bau cu )?(?:dem|rang sang|trong dem)?\s*(?:ngay )?"
)
_BEFORE = re.compile(r"\b(?:truoc|cham nhat)(?: het)?\s*$")
# A day written with its month only: "đến 20/6", which may be a fraction elsewhere.
_DAY_AND_MONTH = re.compile(
    r"\b(?:den|truoc|tu|han|cham nhat)(?: het)?(?: ngay)? (?P<d>[0-3]?\d)[/.-](?P<m>[01]?\d)"
    r"(?:[/.-](?P<y>20\d\d))?(?![\d/])"
)
# "Từ 01/7 đến 30/11/2025", "từ khi thành lập (01/7) đến 30/11": from one day to another, years seldom written twice.
_FROM_DAY_TO_DAY = re.compile(
    r"\btu (?:ngay )?(?:[^\d;.]{0,40}\()?(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?:/(?P<y>20\d\d))?\)?,?\s*(?:den|-"
    r"|–)(?: het)?(?: ngay)?"
    r" ?(?P<d2>[0-3]?\d)/(?P<m2>[01]?\d)(?:/(?P<y2>20\d\d))?(?![\d/])"
)
# "Từ ngày 18-20/11/2022", "các ngày 26, 27, 28 và 29/6": days of one month, which is written once.
_DAYS_OF_A_MONTH = re.compile(
    r"\b(?:tu )?(?:cac )?ngay (?P<d>\d{1,2})(?:, \d{1,2})*\s*(?:-|–|den|va)(?: het)?(?: ngay)?\s*"
    r"(?P<d2>\d{1,2})[/-](?P<m>[01]?\d)(?:[/-](?P<y>20\d\d))?(?![\d/])"
)

_LATE = 10
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _between_days(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'từ 01/7 đến 30/11/2025'."""
    for match in _FROM_DAY_TO_DAY.finditer(folded):
        ends = int(match["y2"]) if match["y2"] else year
        first = _day(None, int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else ends)
        last = _day(None, int(match["d2"]), int(match["m2"]), ends)
        if first and last and first < last:
            period = Period(first, last, f"{_written(first)} - {_written(last)}")
            yield TimeWords(*match.span(), period, False, is_fronted(folded[: match.start()]))
    for match in _DAYS_OF_A_MONTH.finditer(folded):
        written = int(match["y"]) if match["y"] else year
        first = _day(None, int(match["d"]), int(match["m"]), written)
        last = _day(None, int(match["d2"]), int(match["m"]), written)
        if first and last and first < last:
            period = Period(first, last, f"{_written(first)} - {_written(last)}")
            yield TimeWords(*match.span(), period, False, fronted=True)


def _between_dates(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'từ ngày 8 đến 12/9'."""
    days = [(one.start, one.end, _day(one.day, one.day_of_month, one.month, year)) for one in find_dates(sentence)]
    for (start, end, first), (start_2, end_2, last) in pairwise(days):
        if first and last and first < last and _BETWEEN_DAYS.fullmatch(folded[end:start_2]):
            yield TimeWords(start, end_2, Period(first, last, f"{_written(first)} - {_written(last)}"), False, True)


def day_ranges(words: str, year: int | None) -> tuple[TimeWords, ...]:
    """Return the times from one day to another that words name: 'từ 27/11 đến 02/12/2020'."""
    return tuple(_between_days(words, fold(words), year))


def since_days(sentence: str, last: date | None, year: int | None) -> Iterator[TimeWords]:
    """'từ ngày 1/7/2025': from that day to the last one looked back on."""
    folded = fold(sentence)
    for one in find_dates(sentence):
        first = _day(one.day if one.year_known else None, one.day_of_month, one.month, year)
        goes_on = _BETWEEN_DAYS.match(folded[one.end :])
        if (
            first
            and last
            and first < last
            and _FROM.search(folded[: one.start])
            and not _FOUNDED.search(folded[: one.start])
            and not (goes_on and goes_on[0].strip())
        ):
            yield TimeWords(one.start, one.end, Period(first, last, f"từ {_written(first)}"), False, True)


def _on_days(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'Đêm 10/10, lũ ống …': a day that opens its sentence."""
    for one in find_dates(sentence):
        day = _day(one.day if one.year_known else None, one.day_of_month, one.month, year)
        if day and _OPENS_WITH_A_DAY.fullmatch(folded[: one.start]):
            yield TimeWords(one.start, one.end, Period(day, day, _written(day)), False, True)


def _until_days(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'tính đến ngày 20/6', 'đến 30/9': the part of the year up to that day."""
    for one in find_dates(sentence):
        last = _day(one.day if one.year_known else None, one.day_of_month, one.month, year)
        if last and _UNTIL.search(folded[: one.start]):
            yield replace(_up_to(one.start, one.end, last), fronted=is_fronted(folded[: one.start]))
    for match in _DAY_AND_MONTH.finditer(folded):
        last = _day(None, int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else year)
        if last and match[0].startswith("den"):
            yield _up_to(match.start("d"), match.end(), last)


def _before_periods(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'trước quý II/2025', 'trước năm 2019': up to the day before."""
    for one in find_periods(sentence, year):
        if one.period and _BEFORE.search(folded[: one.start]):
            yield _up_to(one.start, one.end, one.period.start - timedelta(days=1))


# Those named by days; the earlier ones win where two overlap.
DAY_FINDERS = (_between_days, _between_dates, _until_days, _on_days, _before_periods)


def deadline_in(words: str, year: int | None) -> Period | None:
    """Return the part of a year up to the day by which a task is to be done: 'xong trước ngày 30/9'."""
    folded = fold(words)
    for one in find_dates(words):
        last = _day(one.day if one.year_known else None, one.day_of_month, one.month, year)
        if last and (_BEFORE.search(_bare(folded[: one.start])) or _UNTIL.search(folded[: one.start])):
            return _up_to(0, 0, last).period
    for match in _DAY_AND_MONTH.finditer(folded):
        last = _day(None, int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else year)
        if last and not match[0].startswith("tu"):
            return _up_to(0, 0, last).period
    return None


def coming_deadline(words: str, year: int | None, day: date | None) -> Period | None:
    """Return the time up to a deadline as a meeting on a day means it: at a year's end, the next year's."""
    last = deadline_in(words, year)
    if last is None or day is None or last.end >= day or day.month < _LATE or _YEAR.search(words):
        return last
    return deadline_in(words, day.year + 1)


def _bare(before: str) -> str:
    return re.sub(r"\bngay\s*$", "", before)


def _up_to(start: int, end: int, last: date) -> TimeWords:
    period = Period(date(last.year, 1, 1), last, f"đến {_written(last)}")
    return TimeWords(start, end, period, True, False, is_until=True)


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _day(known: date | None, day: int, month: int, year: int | None) -> date | None:
    if known or not year:
        return known
    try:
        return date(year, month, day)
    except ValueError:
        return None
