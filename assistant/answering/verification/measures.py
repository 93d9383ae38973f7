"""Plain text -> its figures, each with the words, the times and the baseline that it goes with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.answering.verification.baselines import Baseline, baseline_in
from assistant.answering.verification.times import Time, times_in
from assistant.answering.verification.wording import Span, chunk_spans, sentence_spans, span_at, stretch_spans, words
from assistant.domain import CELL
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.numbers import find_quantities

RANK, DAY = "thứ", "ngày"
_RANK = re.compile(
    r"\b(?:thứ|hạng|vị trí)\s+(?:thứ\s+)?(?P<n>\d{1,3})(?:\s*(?:/|trong(?: số)?|trên)\s*(?P<of>\d{1,3}))?(?![\d/])"
)
_RANKED = re.compile(r"\b(?:đứng|xếp|xếp hạng|vươn lên|vị trí|hạng|đứng ở vị trí)[^,;.\d]{0,20}$", re.IGNORECASE)
_HALF = re.compile(r"\b(?:một|quá|hơn|gần|chưa đến một|chưa tới một) nửa\b(?! (?:đầu|cuối|năm|nhiệm))")
_OUT_OF = re.compile(r"(\d+) (?:trong(?: tổng)?(?: số)?|trên(?: tổng)?(?: số)?|/) (\d+)(?![.,]?\d)")
_APPROXIMATION = re.compile(
    r"\b(không dưới|không quá|chưa đến|chưa tới|ít nhất|tối thiểu|trên|hơn|gần|khoảng|xấp xỉ|dưới|ước|tối đa|quá)"
    r"(?: (?:đạt|là|tính|khoảng|trên|thực hiện|có|chừng|đến|tới|mức))*\s*$",
    re.IGNORECASE,
)
# How a stretch goes on about the figure before it; any other begins with an indicator of its own.
_GOES_ON = re.compile(
    r"\s*(?:trong đó|gồm|bao gồm)\b|\s*(?:(?:và|trong đó|tức|đồng thời|cũng|rồi|còn|riêng) )*(?:ước |mới |chỉ |cũng |tương |đều )?(?:tính )?"
    r"(?:đạt|được|bằng|tăng|giảm|chiếm|vượt|gấp|đứng|xếp|đương|ứng|so với|hoàn thành|lũy kế|cộng dồn|tính chung|tháng \d"
    r"|quý|nâng tổng|đưa tổng|hụt|thấp hơn|cao hơn|nhiều hơn|ít hơn|tức|\d)|\s*$",
    re.IGNORECASE,
)
# Days without a word for one: "trước 15/10"; a count behind a colon: "trong tháng: 06".
_BARE_DAY = re.compile(
    r"\b(?:đến|hết|trước|từ|sau|ngày|sáng|chiều|đêm|tối|hôm|và|-|–|before|by|on|until) (?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d%]|[.,]\d)",
    re.IGNORECASE,
)
_BEHIND_COLON = re.compile(r"(?<=: )0?\d{1,4}(?=\s*(?:[;,.)]\s|$))")
# What parts the words behind one figure from those before the next: "39 tổ chức cơ sở đảng với 5.947 đảng viên".
_PARTS = re.compile(r"\b(?:với|và|của|trên|thì|nhưng|còn|gồm|cho|trong)\b")
_PLANNED = re.compile(
    r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu(?! quốc gia))\b"
    r"(?:(?!\b(?:đạt|được|giải ngân|thực hiện|đã|mới|tăng|giảm|hụt|vượt)\b)[^;,%.\d(]|\d{4}|[.,]\d)*(?:\((?:là |tỉnh giao |huyện giao )?)?$"
)
_PARTS_BEHIND = re.compile(r"\b(?:sau khi|với|và|trong đó|khi|nhờ|trong khi|từ)\b")
_FRACTION = re.compile(r"(?<![\w/.,])(\d{1,4})/(\d{1,4})(?= [^\W\d_])")
_UNIT_OF_ROW = re.compile(r"\(([^()\d]{1,20})\)")
_LIST_MARK = re.compile(r"\d{1,2}[.)]\s")
# Units that are read by their first syllable.
_WHOLE_UNITS = {"kiến": "kiến nghị"}
_UNIT_WORDS = frozenset(("tháng", "năm", "quý"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of plain text; a day is one too, of unit `ngày` and value 100 * month + day.

    `near` are the words of its own stretch, `lead` those that it takes over from before. `times` are those named for
    it: its stretch's, else those it takes over. `before` is the text of its stretch up to it.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    text: str
    out_of: Decimal | None = None
    approximation: str = ""
    near: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    times: tuple[Time, ...] = ()
    baseline: Baseline | None = None
    before: str = ""
    behind: str = ""
    days: frozenset[Decimal] = frozenset()
    lead_text: str = ""
    is_planned: bool = False
    own_times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bare:
    """A figure before the words around it are read."""

    start: int
    end: int
    value: Decimal
    unit: str
    out_of: Decimal | None = None


@lru_cache(maxsize=2048)
def measures_in(text: str) -> tuple[Measure, ...]:
    """Return the figures of plain text in order, with what each goes with."""
    bare = tuple(sorted(_bare(text), key=lambda one: one.start))
    read: list[Measure] = []
    for number, one in enumerate(bare):
        sentence = next((span for span in sentence_spans(text) if span[0] <= one.start < span[1]), (0, len(text)))
        parts = one.unit == DAY  # a day stands among the words of a figure; figures part those of a day
        earlier = [before for before in read if before.start >= sentence[0] and (parts or before.unit != DAY)]
        later = tuple(other for other in bare[number + 1 :] if parts or other.unit != DAY)
        measure = _with_words(text, one, sentence, earlier, later)
        read.append(replace(measure, days=_days_beside(measure, bare)))
    return tuple(read)


def _days_beside(measure: Measure, bare: tuple[_Bare, ...]) -> frozenset[Decimal]:
    """The days that stand among the words of a figure."""
    start, end = measure.start - len(measure.before) - 1, measure.end + len(measure.behind)
    return frozenset(
        one.value for one in bare if one.unit == DAY and start <= one.start < end and one.start != measure.start
    )


def _bare(text: str) -> Iterator[_Bare]:
    taken = [(time.start, time.end) for time in times_in(text)]
    for day in find_dates(text):
        yield _Bare(day.start, day.end, Decimal(100 * day.month + day.day_of_month), DAY)
        taken.append((day.start, day.end))
    for match in _BARE_DAY.finditer(text):
        if not _overlaps(match.span("day"), taken):
            taken.append((match.start("day"), match.end()))
            yield _Bare(match.start("day"), match.end(), Decimal(100 * int(match["month"]) + int(match["day"])), DAY)
    for match in _RANK.finditer(text):
        if _RANKED.search(text, max(0, match.start() - 30), match.start()) or match["of"]:
            taken.append(match.span())
            yield _Bare(*match.span(), Decimal(match["n"]), RANK, Decimal(match["of"]) if match["of"] else None)
    for match in _HALF.finditer(text):
        yield _Bare(*match.span(), Decimal(50), "%")
    for match in _OUT_OF.finditer(text):
        if not _overlaps(match.span(), taken):
            quantity = find_quantities(f"{match[1]}{text[match.end() :]}")
            unit = quantity[0].unit if quantity else ""
            taken.append(match.span())
            yield _Bare(*match.span(), Decimal(match[1]), unit, Decimal(match[2]))
    quantities = find_quantities(text)
    for match in _FRACTION.finditer(text):
        if not _overlaps(match.span(), taken) and not any(one.start <= match.start() < one.end for one in quantities):
            counted = find_quantities(f"{match[1]}{text[match.end() :]}")
            yield _Bare(*match.span(), Decimal(match[1]), counted[0].unit if counted else "", Decimal(match[2]))
            taken.append(match.span())
    for match in _BEHIND_COLON.finditer(text):
        if not _overlaps(match.span(), taken) and not any(one.start == match.start() for one in quantities):
            yield _Bare(*match.span(), Decimal(match[0]), "")
    for quantity in quantities:
        is_mark = _LIST_MARK.match(text, quantity.start) and text[: quantity.start].rstrip(" -")[-1:] in (
            "",
            "\n",
            ".",
            ";",
            ":",
        )
        if not _overlaps((quantity.start, quantity.end), taken) and quantity.unit not in _UNIT_WORDS and not is_mark:
            unit = _WHOLE_UNITS.get(quantity.unit) or quantity.unit or _unit_of_row(text, quantity.start)
            value = quantity.value
            if not quantity.unit and unit and (scaled := find_quantities(f"{quantity.text} {unit}")):
                value, unit = scaled[0].value, scaled[0].unit
            yield _Bare(quantity.start, quantity.end, value, unit, quantity.out_of)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _unit_of_row(text: str, position: int) -> str:
    """The unit that a table's row gives beside its name, for a bare number in one of its cells."""
    row = text[text.rfind("\n", 0, position) + 1 : position]
    name, mark, _ = row.partition(CELL)
    unit = _UNIT_OF_ROW.search(name) if mark else None
    return unit[1] if unit else ""


def _with_words(text: str, one: _Bare, sentence: Span, earlier: list[Measure], later: tuple[_Bare, ...]) -> Measure:
    stretches = [span for span in stretch_spans(text) if sentence[0] <= span[0] < sentence[1]] or [sentence]
    here = max((n for n, span in enumerate(stretches) if span[0] <= one.start), default=0)
    chunk = span_at(chunk_spans(text), one.start)
    floor = max(earlier[-1].end, chunk[0]) if earlier else sentence[0]
    opening = min(_opening(stretches, here, floor), one.start)
    own_start = min(max(stretches[here][0], floor), one.start)
    following = later[0].start if later and later[0].start < sentence[1] else sentence[1]
    own_end = max(_closing(stretches, here, following, sentence if following == sentence[1] else chunk), one.end)
    together = bool(earlier) and earlier[-1].start >= stretches[here][0]
    goes_on = together or (bool(earlier) and _GOES_ON.match(text[own_start : one.end]) is not None)
    before = _from_parting(text[opening : one.start], shares=together)
    approximation = _APPROXIMATION.search(text, max(opening, one.start - 40), one.start)
    behind = _up_to_parting(text[one.end : own_end], shares=own_end == following)
    lead_text = _taken_over(text, earlier, goes_on, sentence, own_start)
    return Measure(
        one.start, one.end, one.value, one.unit, text[one.start : one.end], one.out_of,
        approximation[1].lower() if approximation else "",
        frozenset(words(f"{before} {text[one.start:one.end]} {behind}")), frozenset(words(lead_text)),
        _times(text, (opening, own_start, one, own_end), earlier, goes_on, sentence),
        _baseline(text, own_start, one, own_end, later, earlier), before, behind,
        own_times=_own_times(text, (opening, own_start, one, own_end)), lead_text=lead_text, is_planned=_is_planned(text[sentence[0] : one.start], one.unit),
    )  # fmt: skip


def _up_to_parting(behind: str, *, shares: bool) -> str:
    """The words behind a figure without those that go with the next one in the same stretch."""
    parting = _PARTS_BEHIND.search(behind) if shares else None
    return behind[: parting.start()] if parting else behind


def _is_planned(before: str, unit: str) -> bool:
    """Whether a figure is what a plan amounts to: "dự toán … giao là 680 tỷ đồng", "kế hoạch năm (1.500 ha)"."""
    return unit not in ("%", DAY) and _PLANNED.search(before.lower()) is not None


def _from_parting(before: str, *, shares: bool) -> str:
    """The words before a figure without those that go with the one before it in the same stretch."""
    parting = _PARTS.search(before) if shares else None
    return before[parting.start() :] if parting else before


def _opening(stretches: list[Span], here: int, floor: int) -> int:
    """Where the words of a figure begin: with its stretch and those before it that have no figure."""
    start = stretches[here][0]
    while here > 0 and stretches[here - 1][0] >= floor:
        here -= 1
        start = stretches[here][0]
    return max(start, floor)


def _closing(stretches: list[Span], here: int, following: int, limit: Span) -> int:
    """Where they end: before the stretch of the next figure, or at the limit when none comes."""
    if following >= limit[1]:
        return limit[1]
    last = max((span[1] for span in stretches[here:] if span[1] <= following), default=stretches[here][1])
    return min(following, last)


def _taken_over(text: str, earlier: list[Measure], goes_on: bool, sentence: Span, start: int) -> str:
    """The words before a sentence's first figure; of one that goes on, or stands in brackets, those of the one before."""
    if not earlier:
        return ""
    first, last = text[sentence[0] : earlier[0].start], earlier[-1]
    bracketed = text[last.start : start] if text[start - 1 : start] == "(" else ""
    if not goes_on:
        return f"{first} {bracketed}"
    return " ".join((first, last.lead_text, last.before, last.text, last.behind, bracketed))


def _own_times(text: str, around: tuple[int, int, _Bare, int]) -> tuple[Time, ...]:
    """The times named among the words of a figure itself: in its stretch before it, else before that, else behind it."""
    opening, own_start, one, own_end = around
    for start, end in ((own_start, one.start), (opening, one.start), (one.end, own_end)):
        if found := tuple(time for time in times_in(text) if start <= time.start < end and not time.is_compared):
            return found
    return ()


def _times(
    text: str, around: tuple[int, int, _Bare, int], earlier: list[Measure], goes_on: bool, sentence: Span
) -> tuple[Time, ...]:
    one = around[2]
    named = [time for time in times_in(text) if sentence[0] <= time.start < sentence[1] and not time.is_compared]
    if own := _own_times(text, around):
        return own
    first = earlier[0].start if earlier else one.start
    frame = tuple(time for time in named if time.start < first)
    if earlier and goes_on:
        return earlier[-1].times
    return tuple(dict.fromkeys((*(earlier[-1].times if earlier else ()), *frame)))


def _baseline(
    text: str, own_start: int, one: _Bare, own_end: int, later: tuple[_Bare, ...], earlier: list[Measure]
) -> Baseline | None:
    """What stands behind a figure, else before it; in brackets behind a share, the share's."""
    stop = min((other.start for other in later), default=own_end)
    if behind := baseline_in(text[one.end : min(max(own_end, one.end), stop)]):
        return behind
    if before := baseline_in(text[own_start : one.start]):
        return before
    bracketed = earlier and text[earlier[-1].end : one.start].endswith("(")
    return earlier[-1].baseline if bracketed else None
