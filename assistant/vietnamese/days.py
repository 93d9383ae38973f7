"""Text -> the days it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.vietnamese.folding import fold

ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ENGLISH_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in ENGLISH_MONTHS) + r")\b\.?"
YEAR = r"(?:19|20)\d\d"

_LEAP_YEAR = 2000
_MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        ("mot|gieng", "hai", "ba", "tu|bon", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai|chap"), 1
    )
    for word in words.split("|")
}
_WORDED_MONTH = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
_DAY, _MONTH = r"(?P<d>0?[1-9]|[12]\d|3[01])", r"(?P<m>0?[1-9]|1[0-2])"
_FREE, _CLOSED = r"(?<![\d.,/-])", r"(?![\d/]|[.,-]\d|-[^\W\d_])"
_WEEKDAY = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)"
_LEAD = (
    r"(?P<lead>(?:\b(?:buoi\s+)?(?P<part>sang|trua|chieu|toi|dem)\s+(?:(?:hom\s+)?(?:nay|qua)[,\s]*)?)?"
    rf"(?:\b{_WEEKDAY}[,\s]+)?\(?(?:\bngay\s+(?:mung\s+|mong\s+)?)?)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_LEAD}{_FREE}{_DAY}\s*thang\s*{_MONTH}(?:(?:\s*,?\s*nam\s*|\s*[/.-]\s*|,?\s+)(?P<y>{YEAR}))?(?!\d|[.,]\d)"
        r"(?!\s*(?:%|(?:ty|ti|trieu|nghin|ngan|phan tram|ha|tan|km|dong)\b))",
        rf"{_LEAD}{_FREE}{_DAY}\s+thang\s+(?P<m>{_WORDED_MONTH}),\s+(?P<y>{YEAR})",
        rf"\bthang\s+(?P<m>{_WORDED_MONTH})\s+{_DAY},\s+(?P<y>{YEAR})",
        rf"{_LEAD}{_FREE}{_DAY}\s?(?P<sep>[/.-])\s?{_MONTH}\s?(?P=sep)\s?(?P<y>{YEAR})(?!\d)",
        rf"{_FREE}(?P<y>{YEAR})(?P<sep>[/-]){_MONTH}(?P=sep){_DAY}(?!\d)",
        rf"\b{_WEEKDAY},?\s+(?P<d>\d\d) (?P<m>\d\d) (?P<y>{YEAR})(?!\d)",
        rf"{_LEAD}{_FREE}{_DAY}(?P<sep>[/.-]){_MONTH}(?P=sep)(?P<y>\d\d){_CLOSED}",
        rf"{_LEAD}{_FREE}{_DAY}\s?(?P<sep>[/.-])\s?{_MONTH}{_CLOSED}",
        rf"\b(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:of\s+)?{ENGLISH_MONTH}(?:,?\s+(?P<y>{YEAR}))?(?!\d)",
        rf"\b{ENGLISH_MONTH}\s+(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>{YEAR}))?(?!\d)",
    )
)
# "từ ngày 21 đến 23/7/2020", "ngày 27, 28/6": the first day borrows the month of the day after it.
_EARLIER = re.compile(rf"\bngay\s+{_DAY}(?=\s*(?:-|–|,|va|den)\s*(?:het\s+)?(?:ngay\s+)?(?P<next>\d{{1,2}})[\s/.-])")
# A bare "7/10" is a day only near a word for one, and never when it counts something.
_NEAR_A_DAY = re.compile(r"\b(?:ngay|sang|trua|chieu|toi|hom|vua qua)\b[^.;\n]{0,40}$")
# "Thứ Sáu vừa qua (9-6)", "trong 2 ngày 14 và 15-7": with a hyphen too, these are days.
_BRACKETED_DAY = re.compile(
    r"(?:\b(?:vua qua|hom nay|hom qua|(?:sang|trua|chieu|toi) (?:nay|qua)|thu \w+) \(|\bngay \d{1,2}(?: va |, ?|"
    r" ?- ?| den ))$"
)
_COUNTED_BEFORE = re.compile(r"\b(?:dat|vuot|co|xep|thu|dung|duoc|con|hoan thanh)\s+$")
_COUNTED_AFTER = re.compile(
    r"\s+(?:xa|phuong|huyen|thi tran|thon|to|ban|chi tieu|tieu chi|truong|ho|nguoi|dai bieu|don vi|dia phuong|du an)\b"
)
_PART_OF_DAY = {"sang": "sáng", "trua": "trưa", "chieu": "chiều", "toi": "tối", "dem": "đêm"}
_TIME_WORDS_TEXT = """
ngày mùng mồng tháng năm quý quí đầu cuối của cả nửa giai đoạn nhiệm kỳ kì thời các từ đến hết sáng trưa chiều
tối đêm buổi hôm nay qua thứ hai ba tư sáu bảy chủ nhật một bốn tám chín mười giêng chạp lũy luỹ kế tính niên độ
"""
_TIME_WORDS = frozenset(_TIME_WORDS_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day as written: `day` is None while its year is unknown; `part_of_day` is sáng, trưa, chiều, tối or đêm."""

    start: int
    end: int
    day: date | None
    year_known: bool
    text: str
    part_of_day: str | None
    day_of_month: int
    month: int


@lru_cache(maxsize=8192)
def find_dates(text: str, year: int | None = None) -> tuple[DateMention, ...]:
    """Return the days in NFC text, in order; `year` completes those written without one (year_known stays False).

    The span takes in the words before a figure ("sáng ngày 31/8"). Impossible days are not returned.
    """
    if not _DIGIT.search(text):
        return ()
    folded = fold(text)
    found: list[DateMention] = []
    for form in _FORMS:
        for match in form.finditer(folded):
            mention = _read(match, text, folded, year)
            if mention and not any(other.start < mention.end and mention.start < other.end for other in found):
                found.append(mention)
    return tuple(sorted((*found, *_earlier_days(text, folded, found)), key=lambda mention: mention.start))


def spelt_for_time(text: str) -> bool:
    """Return whether each word is a word for time, rather than one that only folds to it (tới for tối)."""
    return all(word in _TIME_WORDS or fold(word) == word for word in _WORD.findall(text.lower()))


def _read(match: re.Match[str], text: str, folded: str, year: int | None) -> DateMention | None:
    parts = match.groupdict()
    if parts.get("month"):
        return _read_english(match, text, year)
    start, lead = match.start(), parts.get("lead") or ""
    if not spelt_for_time(text[start : start + len(lead)]):
        start, lead = match.start("d"), ""
    if not spelt_for_time(text[start : match.end()]) or not _is_day(match, folded, lead):
        return None
    start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(" ("))
    part = _PART_OF_DAY.get(parts.get("part") or "") if lead else None
    return _mention(text, start, match.end(), parts, _month(parts["m"]), year, part)


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else _MONTH_WORDS[written]


def _read_english(match: re.Match[str], text: str, year: int | None) -> DateMention | None:
    name = text[match.start("month") : match.end("month")]
    if not name.istitle() or not name.isascii():
        return None
    month = next(number for number, full in enumerate(ENGLISH_MONTHS, 1) if full.startswith(name.lower()))
    return _mention(text, match.start(), match.end(), match.groupdict(), month, year, None)


def _is_day(match: re.Match[str], folded: str, lead: str) -> bool:
    """Whether two bare numbers are a day and a month; with a year of four digits or "tháng" they always are."""
    separator = match.groupdict().get("sep")
    if separator is None or len(match.groupdict().get("y") or "") == 4 or _WORD.search(lead):
        return True
    before = folded[max(0, match.start("d") - 60) : match.start("d")]
    if separator != "/" and not _BRACKETED_DAY.search(before):
        return False
    counted = _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(folded, match.end())
    bracketed = before.endswith("(") and folded[match.end() : match.end() + 1] == ")"
    return not counted and (bracketed or _NEAR_A_DAY.search(before) is not None)


def _mention(
    text: str, start: int, end: int, parts: dict[str, str], month: int, year: int | None, part_of_day: str | None
) -> DateMention | None:
    written = parts.get("y")
    known = int(written) + (2000 if len(written) == 2 else 0) if written else None
    number, full_year = int(parts["d"]), known or year
    try:
        day = date(full_year or _LEAP_YEAR, month, number)
    except ValueError:
        return None
    return DateMention(
        start, end, day if full_year else None, known is not None, text[start:end], part_of_day, number, month
    )


def _earlier_days(text: str, folded: str, found: list[DateMention]) -> Iterator[DateMention]:
    for match in _EARLIER.finditer(folded):
        later = next((one for one in found if one.start <= match.start("next") < one.end), None)
        if later is None or not spelt_for_time(match[0]) or any(one.start < match.end() <= one.end for one in found):
            continue
        parts = {"d": match["d"], "y": str(later.day.year) if later.day and later.year_known else ""}
        year = later.day.year if later.day else None
        if mention := _mention(text, match.start(), match.end(), parts, later.month, year, None):
            yield mention
