"""Plain text -> its figures, each with the words, the times and the baseline that it goes with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.answering.verification.baselines import Baseline, baseline_in
from assistant.answering.verification.counting import DAY, Bare, find_bare
from assistant.answering.verification.lexicon import content
from assistant.answering.verification.times import Time, times_in
from assistant.answering.verification.wording import Span, chunk_spans, sentence_spans, span_at, stretch_spans, words

_APPROXIMATION = re.compile(
    r"\b(không dưới|không quá|(?:chưa|không) (?:đến|tới|được|đầy)|ít nhất|tối thiểu|trên"
    r"|(?<!\bnhiều )(?<!\bít )(?<!\bcao )(?<!\bthấp )"
    r"(?<!\bchậm )(?<!\bnhanh )(?<!\bsớm )hơn|gần|khoảng|xấp xỉ|dưới|ước|tối đa|quá|ngót"
    r"|non|cỡ|tầm|chừng)"
    r"(?: (?:đạt|là|tính|khoảng|trên|thực hiện|có|chừng|đến|tới|mức))*\s*$",
    re.IGNORECASE,
)
# How a stretch goes on about the figure before it; any other begins with an indicator of its own.
_GOES_ON = re.compile(
    r"\s*(?:trong đó|gồm|bao gồm)\b|\s*(?:(?:và|trong đó|tức|đồng thời|cũng|rồi|còn|riêng) )*(?:ước |mới |chỉ |cũng "
    r"|tương |đều )?(?:tính )?"
    r"(?:đạt|được|bằng|tăng|giảm|chiếm|vượt|gấp|đứng|xếp|đương|ứng|so với|hoàn thành|lũy kế|cộng dồn|tính chung"
    r"|mỗi|tháng \d"
    r"|quý|nâng tổng|đưa tổng|hụt|thấp hơn|cao hơn|nhiều hơn|ít hơn|tức|\d)|\s*$",
    re.IGNORECASE,
)
# What parts the words behind one figure from those before the next: "39 tổ chức cơ sở đảng với 5.947 đảng viên".
_PARTS = re.compile(r"\b(?:với|và|của|trên|thì|nhưng|còn|gồm|cho|trong|xuống|lên|có(?! công))\b")
_PLANNED = re.compile(
    r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu(?! quốc gia))\b"
    r"(?:(?!\b(?:đạt|được|giải ngân|thực hiện|đã|mới|tăng|giảm|hụt|vượt)\b)[^;,%.\d(]|\d{4}|[.,]\d)*(?:\((?:là "
    r"|tỉnh giao |huyện giao )?)?$"
)
_AIMED = re.compile(r"\b(?:mục tiêu|chỉ tiêu)(?: là)? $")
_LONGEST = 400
_PARTS_BEHIND = re.compile(r"\b(?:sau khi|với|và|trong (?:đó|số|tổng)|trên tổng|khi|nhờ|trong khi|từ|có(?! công))\b")


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


@lru_cache(maxsize=2048)
def measures_in(text: str) -> tuple[Measure, ...]:
    """Return the figures of plain text in order, with what each goes with."""
    bare = tuple(sorted(find_bare(text), key=lambda one: one.start))
    read: list[Measure] = []
    for number, one in enumerate(bare):
        sentence = next((span for span in sentence_spans(text) if span[0] <= one.start < span[1]), (0, len(text)))
        parts = one.unit == DAY  # a day stands among the words of a figure; figures part those of a day
        earlier = [before for before in read if before.start >= sentence[0] and (parts or before.unit != DAY)]
        later = tuple(other for other in bare[number + 1 :] if parts or other.unit != DAY)
        measure = _with_words(text, one, sentence, earlier, later)
        read.append(replace(measure, days=_days_beside(measure, bare, span_at(chunk_spans(text), one.start))))
    return tuple(read)


def _days_beside(measure: Measure, bare: tuple[Bare, ...], chunk: Span) -> frozenset[Decimal]:
    """The days that stand among the words of a figure, in its chunk."""
    start = max(measure.start - len(measure.before) - 1, chunk[0])
    end = min(measure.end + len(measure.behind), chunk[1])
    return frozenset(
        one.value for one in bare if one.unit == DAY and start <= one.start < end and one.start != measure.start
    )


def _with_words(text: str, one: Bare, sentence: Span, earlier: list[Measure], later: tuple[Bare, ...]) -> Measure:
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
    behind = _up_to_parting(text[one.end : own_end], shares=own_end == following < sentence[1])
    parted = one.start - len(before)
    around = (max(opening, parted), max(own_start, parted), one, one.end + len(behind))
    lead_text = _taken_over(text, earlier, goes_on, sentence, own_start)
    return Measure(
        one.start, one.end, one.value, one.unit, text[one.start : one.end], one.out_of,
        approximation[1].lower() if approximation else "",
        frozenset(words(f"{before} {text[one.start:one.end]} {behind}")), frozenset(words(lead_text)),
        _times(text, around, earlier, goes_on, sentence),
        _baseline(text, own_start, one, own_end, later, earlier), before, behind,
        own_times=_own_times(text, around), lead_text=lead_text, 
        is_planned=_is_planned(text[max(sentence[0], one.start - _LONGEST) : one.start], one.unit),
    )  # fmt: skip


def _up_to_parting(behind: str, *, shares: bool) -> str:
    """The words behind a figure without those that go with the next one in the same stretch."""
    parting = _PARTS_BEHIND.search(behind) if shares else None
    return behind[: parting.start()] if parting else behind


def _is_planned(before: str, unit: str) -> bool:
    """Whether a figure is what a plan amounts to: "dự toán … giao là 680 tỷ đồng", "kế hoạch năm (1.500 ha)"."""
    if unit == "%":
        return _AIMED.search(before.lower()) is not None
    return unit != DAY and _PLANNED.search(before.lower()) is not None


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
    """The words before a sentence's first figure; if it goes on, or stands in brackets, those of the one before too."""
    if not earlier:
        return ""
    first, last = text[sentence[0] : earlier[0].start], earlier[-1]
    bracketed = text[last.start : start] if text[start - 1 : start] == "(" else ""
    if not goes_on:
        return (
            bracketed if content(text[last.end : start]) and ";" in text[last.end : start] else f"{first} {bracketed}"
        )
    carried = " ".join((last.lead_text, last.before, last.text, last.behind, bracketed))
    return f"{first[-_LONGEST:]} {carried[-_LONGEST:]}"


def _own_times(text: str, around: tuple[int, int, Bare, int]) -> tuple[Time, ...]:
    """The times among the words of a figure itself: in its stretch before it, else before that, else behind it."""
    opening, own_start, one, own_end = around
    for start, end in ((own_start, one.start), (opening, one.start), (one.end, own_end)):
        if found := tuple(time for time in times_in(text) if start <= time.start < end and not time.is_compared):
            return found
    return ()


def _times(
    text: str, around: tuple[int, int, Bare, int], earlier: list[Measure], goes_on: bool, sentence: Span
) -> tuple[Time, ...]:
    one = around[2]
    named = [time for time in times_in(text) if sentence[0] <= time.start < sentence[1] and not time.is_compared]
    if own := _own_times(text, around):
        return own
    first = earlier[0].start if earlier else one.start
    frame = tuple(time for time in named if time.start < first)
    if earlier and goes_on:
        return earlier[-1].times
    carried = earlier[-1].times if earlier and ";" not in text[earlier[-1].end : one.start] else ()
    return tuple(dict.fromkeys((*carried, *frame)))


def _baseline(
    text: str, own_start: int, one: Bare, own_end: int, later: tuple[Bare, ...], earlier: list[Measure]
) -> Baseline | None:
    """What stands behind a figure, else before it; in brackets behind a share, the share's."""
    stop = min((other.start for other in later), default=own_end)
    if behind := baseline_in(text[one.end : min(max(own_end, one.end), stop)]):
        return behind
    if before := baseline_in(text[own_start : one.start]):
        return before
    bracketed = earlier and text[earlier[-1].end : one.start].endswith("(")
    return earlier[-1].baseline if bracketed else None
