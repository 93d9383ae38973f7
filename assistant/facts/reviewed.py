"""A Report -> the times it is about: the one its meeting looked back on, its term of office, what its tasks are for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice

from assistant.domain import Period, Report
from assistant.facts.times import LONGEST_DAYS, every_time_in, since_january, times_in, to_the_end
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences

_PLANS = re.compile(r"\b(?:nhiem vu|phuong huong|ke hoach|giai phap|trong tam|nhung thang|thoi gian)\b")
_REVIEWS = re.compile(r"\b(?:ket qua|tinh hinh|so ket|tong ket|danh gia|bao cao|thuc hien|kiem diem|cong tac)\b")
_ALSO_MONTHS = re.compile(
    r"\b(?:thang \d{1,2}|quy [iv]{1,3})(?:/\d{4})?(?:,? va|,) (?:luy ke )?(?P<beside>\d{1,2}|muoi|chin|tam"
    r"|bay|sau) thang\b"
    r"|\b(?:tinh hinh|ket qua)\b[^.;,]{0,60}\b(?P<told>\d{1,2}) thang\b"
)
_MONTHS_IN_WORDS = {"muoi": 10, "chin": 9, "tam": 8, "bay": 7, "sau": 6}
# Lengths in days: a month at most, a period at least, a term or a year, how soon is over, long gone.
MONTH_DAYS, SHORTEST_DAYS, STALE_DAYS = 31, 26, 120
_MONTH_LENGTH = 30.4
_LONG, _SOON, _A_QUARTER = 300, 45, 95
_MID_TERM = re.compile(r"\b(?:giua|nua(?: dau)?) nhiem ky\b|\bnua chang duong\b")
_FIRST = 10
_HEADED, _OPENING, _NEAR_PLAN, _NEAR_REVIEW = 240, 2_500, 60, 110


def year_of(report: Report) -> int | None:
    """Return the year that a time written without one is of."""
    if report.period and length_in_days(report.period) <= LONGEST_DAYS:
        return report.period.end.year
    day = report.held_on or report.published_on or (report.period.end if report.period else None)
    return day.year if day else None


def reviewed_period(report: Report) -> Period | None:
    """Return the time whose results a meeting looked back on; of a term, the part that was over."""
    opening = report.text[:_OPENING]
    if half := _since_the_term_began(report, opening):
        return half
    period = report.period
    if period is None or _is_stale(period, report):
        period = _reviewed_in(opening, report) or _framing_results(report) or _before_the_planned(report) or period
    if period is None:
        return None
    if length_in_days(period) < _A_QUARTER and _tells_the_months_before(period, opening):
        return since_january(period)
    day = report.held_on
    if day and length_in_days(period) > _LONG and (period.end - day).days > _SOON:
        return _part_over(report.text, period, day, year_of(report)) or period
    return period


def _tells_the_months_before(period: Period, opening: str) -> bool:
    """Whether a meeting about a month or a quarter looked back on the year so far: 'tháng 9 và 9 tháng'."""
    for match in _ALSO_MONTHS.finditer(fold(opening)):
        months = match["beside"] or match["told"]
        if (int(months) if months.isdigit() else _MONTHS_IN_WORDS[months]) == period.end.month:
            return True
    return False


def _since_the_term_began(report: Report, opening: str) -> Period | None:
    """Of a meeting in the middle of a term the part of it that a report says it looks back on."""
    term = term_of(report) if _MID_TERM.search(fold(opening)) else None
    told = to_the_end(report.text, year_of(report), term) if term else ()
    return next((one.period for one in told if term and one.period.start == term.start), None)


def _is_stale(period: Period, report: Report) -> bool:
    """Whether a time of a year at most was over long before the meeting, or begins after it: not what it reviewed."""
    day = report.held_on or report.published_on
    if day is None or length_in_days(period) > LONGEST_DAYS:
        return False
    return (day - period.end).days > STALE_DAYS or period.start > day


def term_of(report: Report) -> Period | None:
    """Return the term of office that a meeting belongs to, where its report names it."""
    for words in (report.term or "", report.title, report.text[:_OPENING]):
        for one in find_periods(words):
            if one.period and "nhiem ky" in fold(one.period.label) + fold(words[max(0, one.start - 12) : one.end]):
                return one.period
    return report.period if report.period and length_in_days(report.period) > LONGEST_DAYS else None


def _reviewed_in(opening: str, report: Report) -> Period | None:
    folded = fold(opening)
    for one in every_time_in(opening, year_of(report)):
        before = folded[max(0, one.start - _NEAR_REVIEW) : one.start]
        plans = [match.end() for match in _PLANS.finditer(before)]
        reviews = [match.end() for match in _REVIEWS.finditer(before)]
        told = not one.is_until and _may_be_reviewed(one.period, report)
        if told and reviews and (not plans or max(reviews) >= max(plans) - 12) and "cuoi" not in fold(one.period.label):
            return one.period
    return None


def _may_be_reviewed(period: Period, report: Report) -> bool:
    is_long = length_in_days(period) > SHORTEST_DAYS
    return is_long and may_be_reported(period, report) and not _is_stale(period, report)


def _framing_results(report: Report) -> Period | None:
    """The time that frames the first results told: 'Sáu tháng qua, thu ngân sách ...'."""
    for section in (one for one in report.sections if one.kind == "results"):
        for start, end in islice(sentences(report.text, section.start, section.end), _FIRST):
            for time in times_in(report.text[start:end], year_of(report)):
                long = length_in_days(time.period) > SHORTEST_DAYS
                if long and time.fronted and may_be_reported(time.period, report):
                    return time.period
    return None


def _before_the_planned(report: Report) -> Period | None:
    """The year, quarter or month before the one that a title plans for: 'nghị quyết về nhiệm vụ năm 2023'."""
    day = report.held_on or report.published_on
    for one in every_time_in(report.title, year_of(report)):
        if day and 0 <= (one.period.start - day).days <= _SOON and one.period.start.day == 1:
            end = one.period.start - timedelta(days=1)
            months = round((length_in_days(one.period) + 1) / _MONTH_LENGTH)
            if months > end.month:  # of no one year
                continue
            start = date(end.year, end.month - months + 1, 1)
            return Period(start, end, f"từ tháng {start.month} đến tháng {end.month}/{end.year}")
    return None


def _part_over(text: str, period: Period, held_on: date, year: int | None) -> Period | None:
    """The first time named in a text that begins with a period and was over when the meeting was held."""
    for one in times_in(text, year):
        is_over = one.period.end <= held_on or one.period.end.year == held_on.year
        near = one.period.start.year - period.start.year in (0, 1) and length_in_days(one.period) > LONGEST_DAYS
        begins = one.period.start == period.start or (near and one.fronted)
        of_it = begins and is_over and one.period.end < period.end
        if of_it and (one.period.end - one.period.start).days > 0.3 * (held_on - period.start).days:
            return one.period
    return None


def planned_period(report: Report, section_start: int) -> Period | None:
    """Return the time that the tasks told from a place on are for: named where they begin, or in the title."""
    beginning = report.text[max(0, section_start - 60) : section_start + _HEADED]
    for words in (beginning, report.title, report.text[:_OPENING]):
        folded = fold(words)
        for one in times_in(words, year_of(report)):
            short = length_in_days(one.period) <= LONGEST_DAYS and not one.is_until
            planned = _PLANS.search(folded, max(0, one.start - _NEAR_PLAN), one.start)
            if short and planned and may_be_aimed_at(one.period, report):
                return one.period
    return None


def length_in_days(period: Period) -> int:
    """Return how many days lie between a period's first and last day."""
    return (period.end - period.start).days


def may_be_reported(period: Period, report: Report) -> bool:
    """Whether results may be of a period: it has begun when the meeting is held; of several years, it is over too."""
    day = report.held_on or (report.period.end if report.period else None)
    if day is None:
        return True
    if length_in_days(period) > LONGEST_DAYS and period.end.year > day.year:
        return False
    return period.start <= day


def may_be_aimed_at(period: Period, report: Report) -> bool:
    """Whether a target may be for a period: it is not over when the meeting is held."""
    day = report.held_on or (report.period.end if report.period else None)
    return day is None or period.end >= day
