"""A sentence of a report -> the times it names for its own figures, baselines and names of documents left out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.domain import Period
from assistant.facts.day_times import DAY_FINDERS, since_days
from assistant.facts.time_words import TimeWords, is_fronted
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold

LONGEST_DAYS = 366
_TWO = 2
# Before a period that is no figure's own: what a change is measured against, and whose name it is part of.
_BASELINE = re.compile(
    r"(?:\b(?:so voi|so|cung ky|bang|lan|hon)|%|ke hoach|du toan|chi tieu|nghi quyet|kh)"
    r"(?: (?:cung ky|ke hoach|uoc|thuc hien|ca|cua|tinh|giao|muc|cuoi|dau|giua|thoi diem))*\s*$"
)
_IN_A_NAME = re.compile(
    r"\b(?:nghi quyet|(?<!tai chinh - )ke hoach(?! va dau tu)|chuong trinh|de an|quy hoach|chi thi|ket luan"
    r"|dai hoi|bao cao"
    r"|to trinh|van kien|quyet dinh|phuong an|chu de|ve)\b[^,;.:]{0,70}$"
)
_OF_TASKS = re.compile(r"\b(?:nhiem vu|phuong huong|muc tieu|chi tieu|trong tam)\b[^,;.:]{0,40}$")
_ASIDE = re.compile(r"\brieng(?: trong)?\s*$")
_MONTHS_IN_WORDS = {"hai": 2, "ba": 3, "bon": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_MONTHS_IN_WORDS)})"
# "Sáu tháng qua", "thu ngân sách 6 tháng": since January. "Trong vòng 6 tháng", "6 tháng tuổi" are lengths.
_BARE_MONTHS = re.compile(
    rf"(?<![\w.,/])(?<!vong )(?<!han )(?<!dai )(?<!sau )(?<!moi )(?<!truoc ){_N}\s+thang\b"
    r"(?! (?:dau|cuoi|tuoi|toi|nua|lien|truoc|sau|mot|lien tuc|luong|tro len|con lai|\d{1,2}(?![\d.,])))"
)
_MONTHS_LEFT = re.compile(rf"(?<![\w.,/]){_N}\s+thang\s+(?:con lai|cuoi nam)\b(?! \d)")
_TO_THE_END = re.compile(
    r"\b(?:tu nay|den|tu nay den) (?:den )?(?:cuoi|het) (?P<what>nam|nhiem ky)\b(?! \d)"
    r"|\bnua (?:cuoi )?(?P<half>nhiem ky)(?: toi| con lai)?\b(?! qua)"
)
_PART_OF_A_YEAR = re.compile(r"\b(?:thang|quy) \w+ $")
_SINCE_A_TERM = re.compile(r"\btu dau nhiem ky(?: den (?:nay|het thang|thang|het|ngay)?)?")
_UNTIL_A_QUARTER = re.compile(r"\b(?:tinh )?den (?:het )?$")
_SCHOOL_YEAR = re.compile(r"\bnam hoc (?P<y>20\d\d) ?[-–] ?20\d\d\b")
_SECOND_HALF = re.compile(r"\bnua (?:cuoi nam|nam (?:con lai|cuoi))\b(?! \d)")
_WHOLE_YEAR = re.compile(
    r"\b(?:ca nam|trong nam|nam nay|(?<!thang )cuoi nam)\b(?! \d)(?! (?:truoc|ngoai|den nay|toi|sau))"
)
_NEXT_YEAR = re.compile(r"\bnam (?:toi|sau|tiep theo)\b")
# "Trong tháng 12,7 tỷ đồng" tells an amount, "trong tháng 12" names a month.
_THIS_QUARTER = re.compile(r"\btrong quy\b(?! (?:[iv]{1,3}|\d)\b)")
_THIS_MONTH = re.compile(r"\btrong thang\b(?! (?:1[0-2]|0?[1-9])(?![.,]?\d))")
_SINCE = re.compile(r"\btu\s*$")
_UP_TO = re.compile(r"\s*(?:den|-|–)\s*(?:het )?(?:dau |giua )?")
_Finder = Callable[[str, str, int | None], Iterator[TimeWords]]


def times_in(sentence: str, year: int | None, last: date | None = None) -> tuple[TimeWords, ...]:
    """Return the times a sentence names for its own figures, in order; `year` completes those written without one.

    `last` is the last day that the report looks back on: 'trong tháng' is its month.
    """
    folded = fold(sentence)
    found = list(every_time_in(sentence, year))
    found.extend(_this_month(folded, last, found))
    found.extend(one for one in since_days(sentence, last, year) if not _overlaps(one, found))
    kept = (
        replace(
            one,
            is_planned=_OF_TASKS.search(folded[: one.start]) is not None,
            is_aside=_ASIDE.search(folded[: one.start]) is not None,
        )
        for one in found
        if one.is_until or _OF_TASKS.search(folded[: one.start]) or not _is_anothers(folded[: one.start])
    )
    return tuple(sorted(kept, key=lambda one: one.start))


@lru_cache(maxsize=1024)
def headed_times(heading: str, year: int | None) -> tuple[TimeWords, ...]:
    """Return the times that a heading names for what stands below it: 'Về tình hình 5 tháng', 'Kế hoạch năm 2022'."""
    folded = fold(heading)
    return tuple(
        replace(one, is_planned=_OF_TASKS.search(folded[: one.start]) is not None)
        for one in every_time_in(heading, year)
    )


def _overlaps(one: TimeWords, others: list[TimeWords]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


@lru_cache(maxsize=1024)
def every_time_in(sentence: str, year: int | None) -> tuple[TimeWords, ...]:
    """Return every time a sentence names, those of baselines and in names of documents among them."""
    folded = fold(sentence)
    found: list[TimeWords] = []
    for finder in _FINDERS:
        for one in finder(sentence, folded, year):
            if not _overlaps(one, found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def to_the_end(sentence: str, year: int | None, term: Period | None, last: date | None = None) -> tuple[TimeWords, ...]:
    """Return the times named by the end of a year or of a term of office: 'từ nay đến hết nhiệm kỳ'.

    Those since a term began are among them, 'từ đầu nhiệm kỳ đến nay', which is up to `last` where no end is named.
    """
    found = []
    folded = fold(sentence)
    for match in _SINCE_A_TERM.finditer(folded):
        ends = [
            one.period.end for one in find_periods(sentence, year) if one.period and one.start <= match.end() <= one.end
        ]
        end = ends[0] if ends else last
        if term and end and term.start < end < term.end:
            period = Period(term.start, end, f"từ đầu nhiệm kỳ {term.start.year}-{term.end.year}")
            found.append(TimeWords(match.start(), match.end(), period, True, is_fronted(folded[: match.start()])))
    for match in _TO_THE_END.finditer(folded):
        if match["what"] == "nam" and year:
            found.append(
                TimeWords(*match.span(), Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}"), False, True)
            )
        elif match["what"] != "nam" and term:
            middle = date((term.start.year + term.end.year) // 2 + 1, 1, 1)
            period = Period(middle, term.end, f"đến hết nhiệm kỳ {term.start.year}-{term.end.year}")
            found.append(TimeWords(*match.span(), period, False, True))
    return tuple(found)


def since_january(period: Period) -> Period:
    """Return the part of a year up to a period's end."""
    return Period(date(period.end.year, 1, 1), period.end, f"đến hết tháng {period.end.month}/{period.end.year}")


def _is_anothers(before: str) -> bool:
    return bool(_BASELINE.search(before) or _IN_A_NAME.search(before))


def _ranges(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'từ năm 2020 đến hết tháng 6/2023', 'tháng 8 và tháng 9'."""
    named = [one for one in find_periods(sentence, year) if one.period]
    for first, last in pairwise(named):
        if not (first.period and last.period) or last.period.end <= first.period.end:
            continue
        between = folded[first.end : last.start]
        is_range = _SINCE.search(folded[: first.start]) and (
            _UP_TO.fullmatch(between) or (not between.strip() and folded[last.start :].startswith(("den", "het")))
        )
        if is_range or (between == " va " and folded[first.start : last.end].count("thang") == _TWO):
            period = Period(first.period.start, last.period.end, " ".join(sentence[first.start : last.end].split()))
            yield TimeWords(first.start, last.end, period, False, is_fronted(folded[: first.start]))


def _months_left(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _MONTHS_LEFT.finditer(folded):
        number = _number(match)
        if year and 0 < number < 12:
            period = Period(date(year, 13 - number, 1), date(year, 12, 31), f"{number} tháng cuối năm {year}")
            yield TimeWords(*match.span(), period, False, fronted=True)


def _until_quarters(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'đến hết quý II/2023': since January."""
    for one in find_periods(sentence, year):
        before = _UNTIL_A_QUARTER.search(folded[: one.start])
        if one.period and before and folded.startswith("quy", one.start):
            yield TimeWords(one.start, one.end, since_january(one.period), True, is_fronted(folded[: before.start()]))


def _school_years(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    """'năm học 2023-2024': from September to May."""
    for match in _SCHOOL_YEAR.finditer(folded):
        first = int(match["y"])
        period = Period(date(first, 9, 1), date(first + 1, 5, 31), f"năm học {first}-{first + 1}")
        yield TimeWords(*match.span(), period, False, is_fronted(folded[: match.start()]))


def _second_half(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _SECOND_HALF.finditer(folded):
        if year:
            period = Period(date(year, 7, 1), date(year, 12, 31), f"6 tháng cuối năm {year}")
            yield TimeWords(*match.span(), period, False, is_fronted(folded[: match.start()]))


def _periods(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for one in find_periods(sentence, year):
        if one.period:
            yield TimeWords(one.start, one.end, one.period, one.cumulative, is_fronted(folded[: one.start]))


def _bare_months(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _BARE_MONTHS.finditer(folded):
        number = _number(match)
        is_order = sentence[: match.start()].rstrip().endswith("thứ")
        if year and 1 < number <= 12 and not is_order:
            end = date(year, number, monthrange(year, number)[1])
            period = Period(date(year, 1, 1), end, f"{number} tháng đầu năm {year}")
            yield TimeWords(match.start("n"), match.end(), period, True, is_fronted(folded[: match.start()]))


def _whole_years(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _WHOLE_YEAR.finditer(folded):
        if year and not _PART_OF_A_YEAR.search(folded[: match.start()]):
            yield TimeWords(*match.span(), Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}"), False, False)


def _next_year(sentence: str, folded: str, year: int | None) -> Iterator[TimeWords]:
    for match in _NEXT_YEAR.finditer(folded):
        if year:
            period = Period(date(year + 1, 1, 1), date(year + 1, 12, 31), f"năm {year + 1}")
            yield TimeWords(*match.span(), period, False, is_fronted(folded[: match.start()]))


def _this_month(folded: str, last: date | None, taken: list[TimeWords]) -> Iterator[TimeWords]:
    for match in _THIS_QUARTER.finditer(folded):
        if last and not any(one.start < match.end() and match.start() < one.end for one in taken):
            first = 3 * ((last.month - 1) // 3) + 1
            end = date(last.year, first + 2, monthrange(last.year, first + 2)[1])
            period = Period(date(last.year, first, 1), end, f"quý {('I', 'II', 'III', 'IV')[first // 3]}/{last.year}")
            yield TimeWords(*match.span(), period, False, is_fronted(folded[: match.start()]), is_current=True)
    for match in _THIS_MONTH.finditer(folded):
        if last and not any(one.start < match.end() and match.start() < one.end for one in taken):
            end = date(last.year, last.month, monthrange(last.year, last.month)[1])
            period = Period(date(last.year, last.month, 1), end, f"tháng {last.month}/{last.year}")
            yield TimeWords(*match.span(), period, False, False, is_current=True)


# Earlier ones win where two overlap.
_FINDERS: tuple[_Finder, ...] = (
    *DAY_FINDERS,
    _school_years,
    _until_quarters,
    _ranges,
    _months_left,
    _second_half,
    _periods,
    _bare_months,
    _whole_years,
    _next_year,
)


def _number(match: re.Match[str]) -> int:
    return int(match["n"]) if match["n"].isdigit() else _MONTHS_IN_WORDS[match["n"]]
