"""Plain text -> the times it names, and whether one that a statement names is the one that its figure is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

TimeKind = Literal["month", "months", "last_months", "quarter", "year", "year_begins", "year_ends", "so_far"]

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF_YEAR = rf"(?:\s*[/-]\s*|\s+năm\s+|\s+){_YEAR}(?!\d)"
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WRITTEN: tuple[tuple[TimeKind, str], ...] = (
    (
        "last_months",
        rf"(?<![\w.,/])(?P<n>\d{{1,2}}) tháng (?:cuối năm|còn lại|tới|tiếp theo)(?: của)?(?:(?: năm)? {_YEAR})?",
    ),
    (
        "months",
        rf"(?<![\w.,/])(?P<n>\d{{1,2}}) tháng(?: đầu)?(?: của)?(?: năm)?(?:{_OF_YEAR}"
        rf"|\s{_YEAR.replace('year', 'y2')})?",
    ),
    (
        "months",
        rf"(?:lũy kế|cộng dồn|từ đầu năm|tính|tính chung)?\s*\bđến (?:hết"
        rf"|cuối) tháng (?P<n>\d{{1,2}})(?:{_OF_YEAR})?(?!\d|/\d)",
    ),
    (
        "month",
        rf"(?<!\d )\btháng (?P<n>\d{{1,2}})(?!\d|[.,]\d| năm nay)(?:{_OF_YEAR})?|\b(?:trong"
        rf"|riêng) tháng\b(?! (?:1[0-2]|0?[1-9])(?![\d,.]*\d))",
    ),
    ("quarter", rf"\bquý (?P<n>iv|i{{1,3}}|[1-4])\b(?:{_OF_YEAR})?"),
    ("year_ends", rf"\b(?:đến )?(?:vào )?(?:cuối|hết) (?:kỳ )?năm(?: nay)?(?: {_YEAR})?(?! ngoái)"),
    ("year_begins", rf"(?<!từ )(?<!tháng )\bđầu (?:năm|kỳ)(?: nay)?(?: {_YEAR})?"),
    (
        "so_far",
        r"\b(?:kể )?từ đầu năm(?: đến nay)?\b|\bcả năm đến nay\b"
        r"|\b(?:lũy kế|cộng dồn|tính chung)\b(?! (?:(?:từ|trong) )?(?:\d+ tháng|đến|đầu|quý))",
    ),
    (
        "year",
        rf"(?<!học )\bnăm (?:ngân sách )?{_YEAR}(?![\d/-])|\bcùng kỳ (?P<y3>20\d\d)\b|\bcả năm\b|\btrong năm\b"
        rf"|\bnăm nay\b",
    ),
)
_FORMS = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _WRITTEN)
# So long something takes, or is late: no time of the year.
_LASTING = re.compile(
    r"\b(?:chậm|trễ|muộn|sớm|nhanh|thêm|vòng|suốt|hơn|sau|dài|mất|mỗi|từng)(?: (?:hơn|gần))? $", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:nhất|nhất kể|so|cùng kỳ|năm trước|kế hoạch|dự toán|chỉ tiêu|bình quân|với|hơn) (?:với )?(?:cùng kỳ "
    r"|mức )?$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time as named: 7 with kind `months` is the months up to July, with `month` July alone. None is not named."""

    start: int
    end: int
    kind: TimeKind
    number: int | None
    year: int | None
    text: str
    is_compared: bool = False

    @property
    def name(self) -> tuple[TimeKind, int | None]:
        """What the time is, its year apart; twelve months are a year."""
        return ("year", None) if (self.kind, self.number) == ("months", 12) else (self.kind, self.number)


@lru_cache(maxsize=4096)
def times_in(text: str) -> tuple[Time, ...]:
    """Return the times that plain text names, in order; days are none."""
    found: list[Time] = []
    for kind, form in _FORMS:
        for match in form.finditer(text):
            if kind == "months" and _LASTING.search(text, 0, match.start()):
                continue
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_read(kind, match, text))
    return tuple(sorted((one for one in found if not _is_of_a_day(one, text)), key=lambda time: time.start))


def around_day(day: Decimal) -> Iterator[Time]:
    """Yield the month of a day (100 * month + day), and what the day is the last of."""
    yield Time(0, 0, "month", int(day) // 100, None, "")
    yield from ended_by(day)


def ended_by(day: Decimal) -> Iterator[Time]:
    """Yield the times that a day (100 * month + day) is the last of: 30/6 ends six months and a quarter."""
    month, of_month = divmod(int(day), 100)
    if month not in range(1, 13) or of_month < _LAST_DAYS[month - 1]:
        return
    kinds: list[tuple[TimeKind, int | None]] = [("months", month)]
    kinds += [("quarter", month // 3)] if month % 3 == 0 else []
    kinds += [("year_ends", None)] if month == len(_LAST_DAYS) else []
    for kind, number in kinds:
        yield Time(0, 0, kind, number, None, "")


def agrees(told: Time, known: Iterable[Time]) -> bool:
    """Whether a time that a statement names is one of those known, as far as both name a year."""
    return any(_same(told, one) for one in known)


def _same(told: Time, one: Time) -> bool:
    years = told.year is None or one.year is None or told.year == one.year
    if told.name == one.name:
        return years
    if told.kind == "so_far":
        return one.kind in ("months", "year", "year_begins")
    if one.kind == "so_far":
        return told.kind == "months" and years
    if told.kind == one.kind == "month" and one.number is None:
        return years
    return told.kind == "year" and told.year is not None and told.year == one.year


def _read(kind: TimeKind, match: re.Match[str], text: str) -> Time:
    parts = match.groupdict()
    written = parts.get("n")
    number = None if written is None else _QUARTERS[written.lower()] if kind == "quarter" else int(written)
    year = parts.get("year") or parts.get("y2") or parts.get("y3")
    compared = (
        not match[0].startswith("đến")
        and _COMPARED.search(text[max(0, match.start() - 30) : match.start()].lower()) is not None
    )
    compared = compared or bool(parts.get("y3"))
    return Time(match.start(), match.end(), kind, number, int(year) if year else None, match[0].strip(), compared)


def _is_of_a_day(time: Time, text: str) -> bool:
    """Whether a month is that of a day: "ngày 26 tháng 6"."""
    return time.kind == "month" and re.search(r"\d $", text[: time.start]) is not None
