"""A sentence -> the numbers in it that measure something, each in its base unit: amounts, shares, fractions, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain import CELL
from assistant.facts.multiples import multiples_in_words
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
_COUNTED_ALL_THE_SAME = frozenset(("nhiệm vụ", "kỳ họp", "kì họp", "năm học", "ngày công"))
# On lower-case NFC text: folded, "nội dung" would hold "đứng".
_RANK = re.compile(
    r"\b(?:đứng|xếp|vị trí|vị thứ|vươn lên|hạng)\b[^,;.\d]{0,24}?\b(?:thứ|hạng)"
    r"\s+(?P<rank>\d{1,3})(?:/(?P<of>\d{1,3})| trong (?:tổng số )?(?P<of_all>\d{1,3}))?"
)
_RANKS_IN_WORDS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_RANK_IN_WORDS = re.compile(
    rf"\b(?:đứng|xếp|vị trí|vị thứ|vươn lên|cao|thấp)(?: ở)?(?: vị trí)?\s+(?:thứ"
    rf"|hạng)\s+(?P<rank>{'|'.join(_RANKS_IN_WORDS)})\b(?! (?:\d|học|nay|qua|trước|sao))"
)
# What is called by a number: "Bí thư Chi bộ khóm 5 kiến nghị".
_NAMED_BY_NUMBER = re.compile(r"\b(?:khóm|thôn|ấp|xóm|khu phố|tổ dân phố|phường|quận)(?: số)? $")
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
_MONTHS = 12
_LONGEST_UNIT = 20
_CELL = re.compile(r"(?:(?<=\| )|(?<=\| [-+–]))\d[\d.,]*(?= \||$)")
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,20})\)")
_NUMBER_OF = re.compile(
    r"\b[Ss]ố (?!vốn|tiền|thu|liệu|hiệu)(?P<thing>[^\W\d_]+ [^\d,;:.()]{0,60}?)\s*"
    r"(?:là|còn|đạt|có|:|mới|trong (?:năm|tháng|kỳ))?[:\s]*$"
)
_AGAIN = re.compile(r"(?:\bluy ke|\b(?:tinh|huyen|xa) giao)\s*(?:la |dat |duoc )?$")
_NO_THINGS = frozenset(("đồng", "%", "ha", "km", "tấn", "tháng", "năm", "ngày"))
_WORDS_OF_A_THING = 2


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


def find_measures(text: str, headings: Sequence[str] = ()) -> tuple[Measure, ...]:
    """Return the measures in NFC text, in order; times, dates and the numbers of documents are none.

    `headings` are those of the columns when the text is a table's row.
    """
    folded = fold(text)
    ranks = tuple(_ranks(text.lower()))
    if CELL in text:
        return _of_row(text, folded, headings)
    found = [_of(quantity, text, folded) for quantity in _joined(find_quantities(text), text)]
    found += _counts_of_things(text, folded)
    taken = [(one.start, one.end) for one in found if one]
    found += [Measure(*told, "lần") for told in multiples_in_words(text, taken)]
    counted = (
        one
        for one in found
        if one and not _is_name(one, text) and not any(rank.start < one.end and one.start < rank.end for rank in ranks)
    )
    every = sorted((*ranks, *counted), key=lambda one: one.start)
    return tuple(replace(one, approximation=_approximation(text, folded, one)) for one in every)


def _is_name(one: Measure, text: str) -> bool:
    """Whether a number is the name of a village or a ward: 'khóm 5 kiến nghị'."""
    return (
        one.unit != "%"
        and one.value < _MONTHS
        and _NAMED_BY_NUMBER.search(text[max(0, one.start - 20) : one.start].lower()) is not None
    )


def _of_row(text: str, folded: str, headings: Sequence[str]) -> tuple[Measure, ...]:
    """The measures of a table's row. A bare cell is in the unit that its column's heading gives ('Đạt (%)'), else a
    cell of its row ('tỷ đồng'), else the row's name ('Thu ngân sách (tỷ đồng)')."""
    found = [one for quantity in _joined(find_quantities(text), text) if (one := _of(quantity, text, folded))]
    cells = text.split(CELL)
    name = next((cell for cell in cells if any(map(str.isalpha, cell))), "")
    begins = text.index(name) + len(name)
    own = next((given for cell in cells if cell != name and (given := _unit_of(cell))[0]), _unit_of_row(name))
    for cell in _CELL.finditer(text, begins):
        column = text.count(CELL, 0, cell.start())
        heading = headings[column] if column < len(headings) else ""
        unit, factor = ("%", Decimal(1)) if "%" in heading else own
        if unit and not any(one.start < cell.end() and cell.start() < one.end for one in found):
            value = find_quantities(f"{cell[0]} {'%' if unit == '%' else 'xã'}")[0].value * factor
            sign = -1 if text[cell.start() - 1] in "-–" else 1
            found.append(Measure(cell.start(), cell.end(), sign * value, unit))
    return tuple(sorted((one for one in found if one.start >= begins), key=lambda one: one.start))


def _unit_of(cell: str) -> tuple[str, Decimal]:
    """The unit that a cell holds and nothing else, with what it scales by; "" for none."""
    quantities = find_quantities(f"1 {cell.strip()}")
    if not quantities or len(cell) > _LONGEST_UNIT or quantities[0].end < len(f"1 {cell.strip()}"):
        return "", Decimal(1)
    base, factor = _BASES.get(quantities[0].unit, (quantities[0].unit, Decimal(1)))
    return _spelt(base), quantities[0].value * factor


def _unit_of_row(name: str) -> tuple[str, Decimal]:
    bracket = _IN_BRACKETS.search(name)
    if bracket and (given := _unit_of(bracket[1]))[0]:
        return given
    counted = find_quantities(f"1 {name[:1].lower()}{name[1:]}")
    return (_spelt(counted[0].unit), Decimal(1)) if counted and " " in counted[0].unit else ("", Decimal(1))


def _counts_of_things(text: str, folded: str) -> list[Measure]:
    """Numbers whose thing stands before them: 'Số thôn kiểu mẫu là 37', '06; lũy kế 61', '(tỉnh giao 130)'."""
    found: list[Measure] = []
    bare = [one for one in find_quantities(text) if not one.unit and one.out_of is None]
    for one in bare:
        counted = _NUMBER_OF.search(text[: one.start])
        unit = " ".join(counted["thing"].lower().split()[:_WORDS_OF_A_THING]) if counted else ""
        if not unit and (found or _AGAIN.search(folded[: one.start])):
            before = [q.unit for q in find_quantities(text[: one.start]) if q.unit and q.unit not in _NO_THINGS]
            unit = before[-1] if before else found[-1].unit if found else ""
            unit = unit if _AGAIN.search(folded[: one.start]) else ""
        if unit:
            found.append(Measure(one.start, one.start + len(one.text), one.value, _spelt(unit)))
    return found


def _ranks(lowered: str) -> Iterator[Measure]:
    for match in _RANK.finditer(lowered):
        out_of = Decimal(match["of"] or match["of_all"]) if match["of"] or match["of_all"] else None
        yield Measure(match.start("rank"), match.end(), Decimal(match["rank"]), RANK, out_of)
    for match in _RANK_IN_WORDS.finditer(lowered):
        yield Measure(match.start("rank"), match.end(), Decimal(_RANKS_IN_WORDS[match["rank"]]), RANK)


def _joined(quantities: tuple[Quantity, ...], text: str) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Yield each quantity, with the upper end when it opens a range: 'từ 5 đến 7%', '4 - 5%'."""
    skip = False
    for number, quantity in enumerate(quantities):
        if skip:
            skip = False
            continue
        following = quantities[number + 1] if number + 1 < len(quantities) else None
        if following and not quantity.unit and text[quantity.end : following.start].lower() == " trong ":
            quantity = replace(quantity, unit=following.unit)
        if following and _is_part(quantity, following, text):
            skip = True
            whole = replace(quantity, out_of=following.value, unit=following.unit, end=following.end)
            yield whole, None
            continue
        is_range = (
            following is not None
            and quantity.unit in ("", following.unit)
            and following.value > quantity.value
            and _RANGE.fullmatch(fold(text[quantity.end : following.start]))
        )
        skip = bool(is_range)
        yield quantity, following if is_range else None


def _is_part(quantity: Quantity, following: Quantity, text: str) -> bool:
    """Whether two numbers are a part and its whole: '203,8 tỷ đồng/468,5 tỷ đồng', '3 trong 6 hợp tác xã'."""
    between = text[quantity.end : following.start].lower()
    same = quantity.unit in ("", following.unit)
    joined = between == "/" or (not quantity.unit and between == " trên ")
    return same and quantity.value <= following.value and bool(joined)


def _of(found: tuple[Quantity, Quantity | None], text: str, folded: str) -> Measure | None:
    quantity, upper = found
    one = _lower_end(_read(quantity, upper), folded)
    if quantity.out_of is not None:
        return _fraction(one, quantity.out_of, text)
    if not one.unit or _OF_A_PLAN.fullmatch(fold(one.unit)):
        return _slip(one, text, folded)
    if _tells_no_measure(one.unit) or (
        one.value == 1 and quantity.text.lower().startswith("một ") and not _counts(one, folded)
    ):
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
    """A part of a whole; more than the whole, or "01/7", is a day written without its word."""
    if one.value > out_of or (text[one.start] == "0" and out_of <= _MONTHS and not one.unit):
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
