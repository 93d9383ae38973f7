"""A figure that no quote tells -> whether a statement computes it from those that quotes tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.answering.verification.counting import DAY, RANK
from assistant.answering.verification.measures import Measure
from assistant.answering.verification.sameness import same_figure

_SHARE, _TIMES, _POINTS = "%", "lần", "điểm phần trăm"
# A statement says that it computes; else a figure that happens to be the sum of two others would pass.
_SUM = re.compile(r"\b(?:tổng|cộng|cả (?:hai|ba|bốn|năm|\d+)|cả thảy|tất cả|gộp|chung|toàn bộ|gồm)\b")
_DIFFERENCE = re.compile(
    r"\b(?:còn|thiếu|hơn|kém|chênh|cách|tăng|giảm|vắng|chưa|không|hụt|vượt|dôi|thừa|thêm|bớt|ít|nhiều|lùi|lệch|mất)\b"
)
_PART = re.compile(r"\b(?:chiếm|bằng|đạt|tỷ lệ|tương đương|tức|mức|hoàn thành|được|có|là)\b")
_AROUND = 80
# So many figures of one unit in the quotes leave a sum of all to chance.
_MOST_PARTS = 6


def is_derived(told: Measure, quoted: Sequence[Measure]) -> bool:
    """Whether a figure is the sum, difference, share or multiple of quoted ones, as the words around it say."""
    if told.unit in (DAY, RANK):
        return False
    said = f"{told.before[-_AROUND:]} {told.text} {told.behind[:_AROUND]}".lower()
    operands = tuple(_operands(quoted))
    return any(_tells(told, value) for value in _results(told, said, operands))


def is_rest(told: Measure, quoted: Sequence[Measure]) -> bool:
    """Whether a figure counts what a quoted part leaves of its whole: "vắng 2 đại biểu" of "46/48 đại biểu có mặt"."""
    parts = (one for one in quoted if one.out_of is not None and one.unit not in (DAY, RANK))
    return any(
        one.out_of is not None
        and one.out_of - one.value == told.value
        and same_figure(_exactly(told, one.value), _exactly(one, one.value))
        for one in parts
    )


def _operands(quoted: Sequence[Measure]) -> Iterator[Measure]:
    for one in quoted:
        if one.unit not in (DAY, RANK):
            yield one
            if one.out_of is not None:
                yield replace(one, value=one.out_of)


def _results(told: Measure, said: str, operands: Sequence[Measure]) -> Iterator[Decimal]:
    unit = _SHARE if told.unit == _POINTS else told.unit
    alike = tuple(one for one in operands if same_figure(_exactly(told, one.value, unit), _exactly(one, one.value)))
    if _SUM.search(said):
        yield from (first.value + second.value for first, second in combinations(alike, 2))
        if 2 < len(alike) <= _MOST_PARTS:
            yield sum((one.value for one in alike), Decimal())
    if _DIFFERENCE.search(said):
        yield from (abs(first.value - second.value) for first, second in combinations(alike, 2))
    if told.unit in (_SHARE, _TIMES) and (_PART.search(said) or _DIFFERENCE.search(said)):
        yield from _quotients(told.unit, operands)


def _quotients(unit: str, operands: Sequence[Measure]) -> Iterator[Decimal]:
    for first, second in combinations(operands, 2):
        if not same_figure(_exactly(first, second.value), _exactly(second, second.value)):
            continue
        less, more = sorted((first.value, second.value))
        if less > 0:
            yield from (
                (100 * less / more, 100 * (more - less) / less, 100 * (more - less) / more)
                if (unit == _SHARE)
                else (more / less,)
            )


def _exactly(measure: Measure, value: Decimal, unit: str | None = None) -> Measure:
    """The same figure of another value, told without "about" and of no whole: to compare units alone."""
    return replace(measure, value=value, unit=unit or measure.unit, approximation="", out_of=None)


def _tells(told: Measure, value: Decimal) -> bool:
    """Whether a figure tells a computed value, to the decimals it has or rounded as it says."""
    exponent = told.value.as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    if abs(value - told.value) <= step / 2:
        return True
    return value > 0 and same_figure(
        replace(told, out_of=None), replace(told, value=value, approximation="", out_of=None)
    )
