"""Text -> the periods it mentions."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.domain import Period
from assistant.vietnamese.days import ENGLISH_MONTH, ENGLISH_MONTHS, YEAR, find_dates, spelt_for_time
from assistant.vietnamese.folding import fold, has_diacritics

_Months = tuple[int, int, str]  # first and last month, and the label with {y} and {y2} for the years
_Found = re.Match[str]

_NUMBERS = {
    word: number
    for words in (
        ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"),
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        ("first", "second", "third", "fourth"),
        ("i", "ii", "iii", "iv"),
    )
    for number, word in enumerate(words, 1)
}
_ROMAN = ("I", "II", "III", "IV")
_LONGEST_RANGE_YEARS = 30

_N = r"(?<![\w.,/-])(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + ")"
_OF_YEAR = rf"(?:(?:\s*[/-]\s*|\s*,?\s+nam\s+|\s+)(?P<y>{YEAR})(?![\d/]))"
_OF_YEAR_DIRECT = rf"(?:[\s/,-]+(?P<y>{YEAR})(?![\d/]))"
_YEARS = rf"(?P<y>{YEAR})\s*(?:-|–|—|den(?:\s+nam)?)\s*(?P<y2>{YEAR})(?![\d/])"
_UP_TO = r"\b(?:(?:(?:tinh|luy ke)\s+)?den\s+(?:het|cuoi)|het|(?:tinh|luy ke)\s+den)"
_ENGLISH_YEAR = rf"(?:\s+(?:of\s+)?(?:the\s+year\s+)?(?P<y>{YEAR}))"
_CUMULATIVE_BEFORE = re.compile(r"\b(?:luy ke|cong don|tu dau nam den)\b[^.;,\n]{0,60}$")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as written: `period` is None while its year is unknown; `cumulative` when it adds up since January."""

    start: int
    end: int
    period: Period | None
    cumulative: bool
    text: str


@lru_cache(maxsize=8192)
def find_periods(text: str, year: int | None = None) -> tuple[PeriodMention, ...]:
    """Return the periods in NFC text, in order; `year` completes those written without one.

    Months within a day ("ngày 26 tháng 6 năm 2020") are not periods; see `find_dates`.
    """
    folded = fold(text)
    taken = [(day.start, day.end) for day in find_dates(text)]
    found: list[PeriodMention] = []
    for form, read in _FORMS:
        for match in form.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken) or not _is_spelt(match, text):
                continue
            if mention := _mention(match, read(match), text, folded, year):
                taken.append((mention.start, mention.end))
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _first_months(match: _Found) -> _Months | None:
    number = _number(match)
    return (1, number, f"{number} tháng đầu năm {{y}}") if 1 <= number < 12 else None


def _last_months(match: _Found) -> _Months | None:
    number = _number(match)
    return (13 - number, 12, f"{number} tháng cuối năm {{y}}") if 1 <= number < 12 else None


def _up_to_month(match: _Found) -> _Months | None:
    number = _number(match)
    return (1, number, f"đến hết tháng {number}/{{y}}") if 1 <= number <= 12 else None


def _range_of_months(match: _Found) -> _Months | None:
    first, last = int(match["n"]), int(match["n2"])
    ordered = (int(match["y"]), first) < (int(match["y2"]), last)
    label = f"từ tháng {first}/{{y}} đến tháng {last}/{{y2}}"
    return (first, last, label) if ordered and 1 <= first <= 12 and 1 <= last <= 12 else None


def _one_month(match: _Found) -> _Months | None:
    number = _number(match)
    return (number, number, f"tháng {number}/{{y}}") if 1 <= number <= 12 else None


def _english_month(match: _Found) -> _Months | None:
    number = next(n for n, name in enumerate(ENGLISH_MONTHS, 1) if name.startswith(match["month"]))
    return number, number, f"tháng {number}/{{y}}"


def _quarter(match: _Found) -> _Months | None:
    number = _number(match)
    return 3 * number - 2, 3 * number, f"quý {_ROMAN[number - 1]}/{{y}}"


def _half(match: _Found) -> _Months | None:
    is_first = match["half"] in ("dau", "first")
    return (1, 6, "6 tháng đầu năm {y}") if is_first else (7, 12, "6 tháng cuối năm {y}")


def _whole_years(match: _Found) -> _Months | None:
    if "y2" not in match.groupdict():
        return 1, 12, "năm {y}"
    if not 0 < int(match["y2"]) - int(match["y"]) <= _LONGEST_RANGE_YEARS:
        return None
    kind = {"giai": "giai đoạn ", "nhie": "nhiệm kỳ ", "thoi": "thời kỳ "}.get(match[0][:4], "")
    return 1, 12, f"{kind}{{y}}-{{y2}}"


# Earlier forms win where two overlap.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[_Found], _Months | None]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (rf"{_N}\s?(?:thang|t)\s+dau\s+(?:cua\s+)?nam\b{_OF_YEAR_DIRECT}?", _first_months),
        (rf"{_N}\s?(?:thang|t)\s+cuoi\s+(?:cua\s+)?nam\b{_OF_YEAR_DIRECT}?", _last_months),
        (rf"{_N}\s?(?:thang|t)(?:\s+dau)?{_OF_YEAR}", _first_months),
        (
            rf"\btu\s+thang\s+(?P<n>\d{{1,2}})(?:\s*[/.]\s*"
            rf"|\s+nam\s+)(?P<y>{YEAR})\s+den\s+(?:het\s+)?thang\s+(?P<n2>\d{{1,2}})"
            rf"(?:\s*[/.]\s*|\s+nam\s+)(?P<y2>{YEAR})(?!\d)",
            _range_of_months,
        ),
        (rf"{_UP_TO}\s+thang\s+(?P<n>\d{{1,2}})(?!\d){_OF_YEAR}?", _up_to_month),
        (rf"(?<!\d )\bthang\s+(?P<n>\d{{1,2}})(?!\d|[.,]\d){_OF_YEAR}?", _one_month),
        (rf"\bqu[yi]\s+(?P<n>iv|i{{1,3}}|[1-4]|mot|hai|ba|bon)\b{_OF_YEAR}?", _quarter),
        (rf"\bnua\s+(?P<half>dau|cuoi)\s+nam\b{_OF_YEAR_DIRECT}?", _half),
        (rf"\b(?:giai\s+doan|nhiem\s+k[yi]|thoi\s+k[yi]|(?:tu\s+|cac\s+)?nam)\s+{_YEARS}", _whole_years),
        (rf"(?<![\d/.,-])(?<!nam hoc ){_YEARS}", _whole_years),
        (rf"\b(?:ca\s+)?nam\s+(?P<y>{YEAR})(?![\d/])", _whole_years),
        (rf"\bfirst\s+{_N}\s+months\b{_ENGLISH_YEAR}?", _first_months),
        (rf"\b(?:last|final)\s+{_N}\s+months\b{_ENGLISH_YEAR}?", _last_months),
        (rf"\b(?P<half>first|second)\s+half\b{_ENGLISH_YEAR}?", _half),
        (rf"\b(?P<n>first|second|third|fourth)\s+quarter\b{_ENGLISH_YEAR}?", _quarter),
        (rf"\bq(?P<n>[1-4])[\s/]*(?P<y>{YEAR})", _quarter),
        (rf"\b{ENGLISH_MONTH}{_ENGLISH_YEAR}", _english_month),
        (rf"\b(?:in|for|during|year|throughout)\s+(?P<y>{YEAR})(?![\d/-])", _whole_years),
    )
)


def _number(match: _Found) -> int:
    written = match["n"]
    return int(written) if written.isdigit() else _NUMBERS[written]


def _is_spelt(match: _Found, text: str) -> bool:
    """Whether the words mean time; a capitalised bare "Nam" among Vietnamese with diacritics is a name."""
    words = text[match.start() : match.end()]
    return spelt_for_time(words) and not (words.startswith("Nam ") and has_diacritics(text))


def _mention(match: _Found, months: _Months | None, text: str, folded: str, year: int | None) -> PeriodMention | None:
    if months is None:
        return None
    start, end = match.span()
    years = match.groupdict()
    first_year = int(years["y"]) if years.get("y") else year
    last_year = int(years["y2"]) if years.get("y2") else first_year
    period = _period(months, first_year, last_year) if first_year and last_year else None
    before = folded[max(0, start - 80) : start]
    adds_up = months[2].startswith("đến hết") or "đầu năm" in months[2] or _CUMULATIVE_BEFORE.search(before) is not None
    return PeriodMention(start, end, period, adds_up, text[start:end])


def _period(months: _Months, first_year: int, last_year: int) -> Period:
    first, last, label = months
    end = date(last_year, last, monthrange(last_year, last)[1])
    return Period(date(first_year, first, 1), end, label.format(y=first_year, y2=last_year))
