"""A sentence -> the numbers in it that measure something, each in its base unit: amounts, shares, fractions, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import Quantity, find_quantities

RANK = "hạng"
# A unit -> its base unit and how many of it one makes (SI; 1 tạ = 100 kg).
_BASES = {
    "tạ": ("tấn", Decimal("0.1")),
    "kg": ("tấn", Decimal("0.001")),
    "m": ("km", Decimal("0.001")),
    "mét": ("km", Decimal("0.001")),
    "cây số": ("km", Decimal(1)),
    "km²": ("ha", Decimal(100)),
    "m²": ("ha", Decimal("0.0001")),
}
_IN_FULL = {"đồng/c": "đồng chí", "dn": "doanh nghiệp", "htx": "hợp tác xã"}
# What tells time, orders or names and measures nothing.
_NO_MEASURES = frozenset(
    """
    tháng năm ngày giờ phút tuần tuổi quý đêm khóa khoá nhiệm giai cấp sao h kì kỳ không chưa đánh tại và đúng
    thang nam ngay gio phut tuan tuoi quy khoa nhiem cap
    """.split()
)
_COUNTED_ALL_THE_SAME = frozenset(("kỳ họp", "kì họp", "năm học"))
# On lower-case NFC text: folded, "nội dung" would hold "đứng".
_RANK = re.compile(
    r"\b(?:đứng|xếp|vị trí|vị thứ|vươn lên|hạng)\b[^,;.\d]{0,24}?\b(?:thứ|hạng)"
    r"\s+(?P<rank>\d{1,3})(?:/(?P<of>\d{1,3}))?"
)
_RANGE = re.compile(r"\s*(?:-|–|—|den)\s*")
_LOWER_END = re.compile(r"(?<![\d.,/])(?P<lower>\d{1,3}(?:,\d+)?)\s*(?:-|–|den)\s*$")
_HOLDERS = re.compile(r"\s*([^\W\d_]+(?: [^\W\d_]+){0,2})")
_APPROXIMATION = re.compile(
    r"\b(?P<word>uoc|khoang|tren|hon|gan|duoi|xap xi|it nhat|toi thieu|toi da|chung)"
    r"(?:\s+(?:dat|tinh|tang|giam|la|con|duoc|tren|khoang|dat tren|dat khoang|thuc hien))*\s*(?:tu\s+)?$"
)
_AT_LEAST = re.compile(r"\b(?:it nhat|toi thieu|chi con|chi co)\s*$")
_OR_MORE = re.compile(r"\s*(?:[\w/]+\s+){0,5}?tro len\b")
_OF_A_PLAN = re.compile(r"\s*(?:so voi )?(?:ke hoach|kh\b|du toan)")
_REACHES = re.compile(r"\b(?:dat|bang)\s+(?:tren |gan |khoang )?$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LARGEST_SHARE = 1000


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that measures something; the span is in the sentence. `unit` is "" only in a slip of the source."""

    start: int
    end: int
    value: Decimal
    unit: str
    out_of: Decimal | None = None
    up_to: Decimal | None = None
    approximation: str | None = None
    is_slip: bool = False


def find_measures(text: str) -> tuple[Measure, ...]:
    """Return the measures in NFC text, in order; times, dates and the numbers of documents are none."""
    folded = fold(text)
    ranks = tuple(_ranks(text.lower()))
    found = [_of(quantity, text, folded) for quantity in _joined(find_quantities(text), folded)]
    counted = (one for one in found if one and not any(rank.start < one.end and one.start < rank.end for rank in ranks))
    every = sorted((*ranks, *counted), key=lambda one: one.start)
    return tuple(replace(one, approximation=_approximation(text, folded, one)) for one in every)


def _ranks(lowered: str) -> Iterator[Measure]:
    for match in _RANK.finditer(lowered):
        out_of = Decimal(match["of"]) if match["of"] else None
        yield Measure(match.start("rank"), match.end(), Decimal(match["rank"]), RANK, out_of)


def _joined(quantities: tuple[Quantity, ...], folded: str) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Yield each quantity, with the upper end when it opens a range: 'từ 5 đến 7%', '4 - 5%'."""
    skip = False
    for number, quantity in enumerate(quantities):
        if skip:
            skip = False
            continue
        following = quantities[number + 1] if number + 1 < len(quantities) else None
        is_range = (
            following is not None
            and quantity.unit in ("", following.unit)
            and following.value > quantity.value
            and _RANGE.fullmatch(folded[quantity.end : following.start])
        )
        skip = bool(is_range)
        yield quantity, following if is_range else None


def _of(found: tuple[Quantity, Quantity | None], text: str, folded: str) -> Measure | None:
    quantity, upper = found
    one = _lower_end(_read(quantity, upper), folded)
    if quantity.out_of is not None:
        return _fraction(one, quantity.out_of, text)
    if not one.unit or _OF_A_PLAN.fullmatch(fold(one.unit)):
        return _slip(one, text, folded)
    if _tells_no_measure(one.unit) or (quantity.text.lower().startswith("một ") and not _counts(one, folded)):
        return None
    unit, mark, per = _spelt(one.unit).partition("/")
    base, factor = _BASES.get(unit, (unit, Decimal(1)))
    base = f"{base}{mark}{per}"
    up_to = one.up_to * factor if one.up_to is not None else None
    return replace(one, value=one.value * factor, unit=base, up_to=up_to)


def _read(quantity: Quantity, upper: Quantity | None) -> Measure:
    last = upper or quantity
    value = quantity.value if upper is None or quantity.unit else quantity.value * _scale(upper)
    return Measure(quantity.start, last.end, value, last.unit, up_to=upper.value if upper else None)


def _scale(upper: Quantity) -> Decimal:
    """What a range's upper end is scaled by, and the lower one with it: 'từ 15 đến 20 triệu đồng'."""
    written = _NUMBER.match(upper.text)
    plain = find_quantities(f"{written[0]} xã") if written else ()
    return upper.value / plain[0].value if plain and plain[0].value else Decimal(1)


def _fraction(one: Measure, out_of: Decimal, text: str) -> Measure | None:
    """A part of a whole; more than the whole is a day written without its word ("xong trước 15/5")."""
    if one.value > out_of:
        return None
    holders = _HOLDERS.match(text, one.end)
    unit = _spelt(one.unit) or (holders[1].lower() if holders else "")
    return None if unit and _tells_no_measure(unit) else replace(one, unit=unit, out_of=out_of)


def _tells_no_measure(unit: str) -> bool:
    return unit.lower().split()[0] in _NO_MEASURES and unit.lower() not in _COUNTED_ALL_THE_SAME


def _counts(one: Measure, folded: str) -> bool:
    """Whether "một" is a number and no article: 'ít nhất một hợp tác xã'."""
    return _AT_LEAST.search(folded[: one.start]) is not None


def _spelt(unit: str) -> str:
    """The unit in full: 'đ/c' are comrades, not đồng for each c."""
    return _IN_FULL.get(unit.lower(), unit)


def _slip(one: Measure, text: str, folded: str) -> Measure | None:
    """'đạt 125,7 kế hoạch': a share whose sign was forgotten; any other bare number measures nothing."""
    number = _NUMBER.match(text, one.start)
    end = number.end() if number else one.end
    reaches = _OF_A_PLAN.match(folded[end:]) and _REACHES.search(folded[: one.start])
    return replace(one, end=end, unit="%", is_slip=True) if reaches and one.value < _LARGEST_SHARE else None


def _lower_end(one: Measure, folded: str) -> Measure:
    """The measure with the lower end of its range, where a bare number stands before it: 'mỗi năm 5 đến 7 người'."""
    before = _LOWER_END.search(folded[: one.start]) if one.up_to is None else None
    lower = Decimal(before["lower"].replace(",", ".")) if before else None
    if before is None or lower is None or lower >= one.value:
        return one
    return replace(one, start=before.start("lower"), value=lower, up_to=one.value)


def _approximation(text: str, folded: str, measure: Measure) -> str | None:
    before = _APPROXIMATION.search(folded[max(0, measure.start - 40) : measure.start])
    if before:
        offset = max(0, measure.start - 40)
        return text[offset + before.start("word") : offset + before.end("word")].lower()
    return "trở lên" if _OR_MORE.match(folded[measure.end :]) else None
