"""The periods named around a figure -> the period the figure is of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain import Period, Report
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold

# Before a period that is no figure's own: what a change is measured against, and whose name it is part of.
_BASELINE = re.compile(
    r"(?:\b(?:so voi|so|cung ky|bang|lan)|%|ke hoach|du toan|chi tieu|nghi quyet|kh)"
    r"(?: (?:cung ky|ke hoach|ca|cua|tinh|giao))*\s*$"
)
_IN_A_NAME = re.compile(
    r"\b(?:nghi quyet|ke hoach|chuong trinh|de an|nhiem vu|phuong huong|quy hoach|chi thi|ket luan|dai hoi|bao cao"
    r"|to trinh|van kien|quyet dinh|phuong an|chu de|ve)\b[^,;.]{0,70}$"
)
_SO_FAR = re.compile(r"\b(?:luy ke|cong don|tinh chung|tu dau nam)\b")
_MONTHS_IN_WORDS = {"hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
# "Sáu tháng qua", "thu ngân sách 6 tháng": since January. "Trong vòng 6 tháng", "6 tháng tuổi" are lengths.
_BARE_MONTHS = re.compile(
    rf"(?<![\w.,/])(?<!vong )(?<!thu )(?<!han )(?<!dai )(?<!sau )(?<!moi )(?<!truoc )"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_MONTHS_IN_WORDS)})"
    r"\s+thang\b(?! (?:dau|cuoi|tuoi|toi|nua|lien|truoc|sau|mot|lien tuc|luong|tro len|con lai|\d))"
)
_DEADLINE = re.compile(r"\b(?:truoc|den|cham nhat|xong|han|het)(?: het| trong)?(?: ngay)?\s*$")
_WHOLE_YEAR = re.compile(r"\b(?:ca nam|trong nam|nam nay)\b(?! \d)")
_PLANS = re.compile(r"\b(?:nhiem vu|phuong huong|ke hoach|giai phap|trong tam|nhung thang|thoi gian)\b")
_FIRST_WORDS = 70
_HEADED, _OPENING, _NEAR_PLAN = 240, 2_000, 60
_LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A period named in a sentence; `fronted` when it opens the sentence, so that the following ones are of it too."""

    start: int
    end: int
    period: Period
    cumulative: bool
    fronted: bool


def planned_period(report: Report, section_start: int) -> Period | None:
    """Return the time that the tasks told from a place on are for: named where they begin, or in the title."""
    beginning = report.text[max(0, section_start - 60) : section_start + _HEADED]
    for words in (beginning, report.title, report.text[:_OPENING]):
        folded = fold(words)
        for one in find_periods(words, year_of(report)):
            period = one.period
            short = period is not None and (period.end - period.start).days <= _LONGEST_DAYS
            planned = _PLANS.search(folded, max(0, one.start - _NEAR_PLAN), one.start)
            if period and short and planned and may_be_aimed_at(period, report):
                return period
    return None


def year_of(report: Report) -> int | None:
    """Return the year that a period written without one is of."""
    if report.period:
        return report.period.end.year
    day = report.held_on or report.published_on
    return day.year if day else None


def times_in(sentence: str, report: Report) -> tuple[TimeWords, ...]:
    """Return the periods a sentence names for its own figures, baselines and those in names of documents left out."""
    folded = fold(sentence)
    year = year_of(report)
    found = [
        TimeWords(one.start, one.end, one.period, one.cumulative, one.start < _FIRST_WORDS)
        for one in find_periods(sentence, year)
        if one.period and not _BASELINE.search(folded[: one.start]) and not _IN_A_NAME.search(folded[: one.start])
    ]
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _bare_months(folded, year) if not any(a < one.end and one.start < b for a, b in taken)]
    if year:
        found += [
            TimeWords(*match.span(), Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}"), False, False)
            for match in _WHOLE_YEAR.finditer(folded)
            if not _BASELINE.search(folded[: match.start()])
        ]
    return tuple(sorted(found, key=lambda one: one.start))


def deadline_in(words: str, report: Report) -> Period | None:
    """Return the part of a year up to the day by which a task is to be done: 'xong trước ngày 30/9'."""
    folded, year = fold(words), year_of(report)
    for day in find_dates(words):
        if not _DEADLINE.search(folded[: day.start]):
            continue
        last = day.day if day.day and day.year_known else None
        if last is None and year:
            last = _in_year(year, day.month, day.day_of_month)
        if last:
            return Period(date(last.year, 1, 1), last, f"đến {last.day}/{last.month}/{last.year}")
    return None


def is_so_far(words: str) -> bool:
    """Whether folded words say that a figure adds up since the beginning of its year."""
    return _SO_FAR.search(words) is not None


def may_be_reported(period: Period, report: Report) -> bool:
    """Whether results may be of a period: it has begun when the meeting is held, and is no longer than the report's."""
    day = report.period.end if report.period else report.held_on
    longest = max(_LONGEST_DAYS, (report.period.end - report.period.start).days if report.period else 0)
    return (day is None or period.start <= day) and (period.end - period.start).days <= longest


def may_be_aimed_at(period: Period, report: Report) -> bool:
    """Whether a target may be for a period: it is not over when the meeting is held."""
    day = report.held_on or (report.period.end if report.period else None)
    return day is None or period.end >= day


def since_january(period: Period) -> Period:
    """Return the part of a year up to a period's end."""
    return Period(date(period.end.year, 1, 1), period.end, f"đến hết tháng {period.end.month}/{period.end.year}")


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare_months(folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _BARE_MONTHS.finditer(folded):
        number = int(match["n"]) if match["n"].isdigit() else _MONTHS_IN_WORDS[match["n"]]
        if year and 1 < number <= 12:
            end = date(year, number, monthrange(year, number)[1])
            period = Period(date(year, 1, 1), end, f"{number} tháng đầu năm {year}")
            yield TimeWords(match.start("n"), match.end(), period, True, match.start() < _FIRST_WORDS)
