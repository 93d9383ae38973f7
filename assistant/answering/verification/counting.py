"""Plain text -> its figures, ranks, fractions and days, each with its value and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.verification.times import times_in
from assistant.domain import CELL
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import find_people

RANK, DAY = "thứ", "ngày"
_RANK = re.compile(
    r"\b(?:thứ|hạng|vị trí)\s+(?:thứ\s+)?(?P<n>\d{1,3})(?:\s*(?:/|trong(?: số)?|trên)\s*(?P<of>\d{1,3}))?(?![\d/])"
)
_RANKED = re.compile(r"\b(?:đứng|xếp|xếp hạng|vươn lên|vị trí|hạng|đứng ở vị trí)[^,;.\d]{0,20}$", re.IGNORECASE)
_HALF = re.compile(r"\b(?:một|quá|hơn|gần|chưa đến một|chưa tới một) nửa\b(?! (?:đầu|cuối|năm|nhiệm))")
_OUT_OF = re.compile(r"(\d+) (?:trong(?: tổng)?(?: số)?|trên(?: tổng)?(?: số)?|/) (\d+)(?![.,]?\d)")
# Days without a word for one: "trước 15/10"; a count behind a colon: "trong tháng: 06".
_BARE_DAY = re.compile(
    r"\b(?:hạn[^,;.]{0,60} là|đến|hết|trước|từ|sau|ngày|sáng|chiều|đêm|tối|hôm|và|-|–|before|by|on|until)"
    r" (?P<day>0?[1-9]|[12]\d"
    r"|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d%]|[.,]\d)",
    re.IGNORECASE,
)
_BEHIND_COLON = re.compile(r"(?<=: )0?\d{1,4}(?=\s*(?:[;,)]\s|\.?$|\.\n))")
_FRACTION = re.compile(r"(?<![\w/.,])(\d{1,4})/(\d{1,4})(?= [^\W\d_])")
_UNIT_OF_ROW = re.compile(r"\(([^()\d]{1,20})\)")
_UNIT_OF_HEADED = re.compile(r"[^:;\d]*\(([^()\d]{1,20})\):")
_LIST_MARK = re.compile(r"\d{1,2}[.)]\s")
# Units that are read by their first syllable.
_WHOLE_UNITS = {"kiến": "kiến nghị"}
_UNIT_WORDS = frozenset(("tháng", "năm", "quý"))
_FAR = 40


@dataclass(frozen=True, slots=True)
class Bare:
    """A figure before the words around it are read; of a day the unit is `ngày`, the value 100 * month + day."""

    start: int
    end: int
    value: Decimal
    unit: str
    out_of: Decimal | None = None


def find_bare(text: str) -> tuple[Bare, ...]:
    """Return the figures and days of plain text in order, without the words around them."""
    taken = [(time.start, time.end) for time in times_in(text)]
    taken += [(person.start, person.end) for person in find_people(text)]
    found: list[Bare] = []
    for read in (_days, _bare_days, _ranks, _halves, _out_of, _quantities, _fractions, _behind_colons):
        new = [one for one in read(text) if not _overlaps(one, taken)]
        taken += [(one.start, one.end) for one in new]
        found += new
    return tuple(sorted(found, key=lambda one: one.start))


def _days(text: str) -> Iterator[Bare]:
    for day in find_dates(text):
        yield Bare(day.start, day.end, Decimal(100 * day.month + day.day_of_month), DAY)


def _bare_days(text: str) -> Iterator[Bare]:
    for match in _BARE_DAY.finditer(text):
        value = Decimal(100 * int(match["month"]) + int(match["day"]))
        yield Bare(match.start("day"), match.end(), value, DAY)


def _ranks(text: str) -> Iterator[Bare]:
    for match in _RANK.finditer(text):
        if _RANKED.search(text, max(0, match.start() - 30), match.start()) or match["of"]:
            yield Bare(*match.span(), Decimal(match["n"]), RANK, Decimal(match["of"]) if match["of"] else None)


def _halves(text: str) -> Iterator[Bare]:
    for match in _HALF.finditer(text):
        yield Bare(*match.span(), Decimal(50), "%")


def _out_of(text: str) -> Iterator[Bare]:
    for match in _OUT_OF.finditer(text):
        yield Bare(*match.span(), Decimal(match[1]), _unit_behind(text, match), Decimal(match[2]))


def _fractions(text: str) -> Iterator[Bare]:
    for match in _FRACTION.finditer(text):
        yield Bare(*match.span(), Decimal(match[1]), _unit_behind(text, match), Decimal(match[2]))


def _unit_behind(text: str, match: re.Match[str]) -> str:
    counted = find_quantities(f"{match[1]}{text[match.end() : match.end() + _FAR]}")
    return counted[0].unit if counted else ""


def _behind_colons(text: str) -> Iterator[Bare]:
    for match in _BEHIND_COLON.finditer(text):
        yield Bare(*match.span(), Decimal(match[0]), "")


def _quantities(text: str) -> Iterator[Bare]:
    for quantity in find_quantities(text):
        if quantity.unit in _UNIT_WORDS or _is_list_mark(text, quantity.start):
            continue
        unit, value = _WHOLE_UNITS.get(quantity.unit) or quantity.unit, quantity.value
        row = "" if unit else _unit_of_row(text, quantity.start)
        if row and (scaled := find_quantities(f"{quantity.text} {row}")):
            value, unit = scaled[0].value, scaled[0].unit
        yield Bare(quantity.start, quantity.end, value, unit, quantity.out_of)


def _is_list_mark(text: str, position: int) -> bool:
    return _LIST_MARK.match(text, position) is not None and text[:position].rstrip(" -")[-1:] in (
        "",
        "\n",
        ".",
        ";",
        ":",
    )


def _overlaps(one: Bare, taken: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in taken)


def _unit_of_row(text: str, position: int) -> str:
    """The unit that a table's row gives beside its name, for a bare number in a cell, or told behind that name."""
    row = text[text.rfind("\n", 0, position) + 1 : position]
    name, mark, _ = row.partition(CELL)
    unit = _UNIT_OF_ROW.search(name) if mark else _UNIT_OF_HEADED.match(row)
    return unit[1] if unit else ""
