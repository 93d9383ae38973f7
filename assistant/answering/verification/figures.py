"""A statement and its grounds -> its figures and days that the cited words lack, or that go with other words there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.answering.verification import baselines
from assistant.answering.verification.binding import Known, of_another
from assistant.answering.verification.counting import DAY
from assistant.answering.verification.grounds import Ground, Grounds
from assistant.answering.verification.measures import Measure, measures_in
from assistant.answering.verification.sameness import counts_names, same_figure
from assistant.answering.verification.status import Status, repeated, status_at, unlike_status
from assistant.answering.verification.times import times_in
from assistant.answering.verification.timing import (
    is_known_day,
    of_another_time,
    unlike_bound,
    unlike_days,
    unlike_time,
    wrong_year,
)

_BELOW = frozenset(("dưới", "không quá", "tối đa", "chưa đến", "chưa tới"))
_CHANGE = re.compile(
    r"\b(?P<up>tăng|gấp|vượt|cao hơn|nhiều hơn|nhanh hơn|sớm hơn)\b|\b(?P<down>giảm|hụt|thấp hơn|ít hơn|chậm hơn|tụt"
    r"|thiếu)\b"
)
_NEAR = 40
_NO = re.compile(r"\b(?:chưa|không) (?!dưới|quá|đến|tới)\w+")
_NO_TOO = re.compile(
    r"\b(?:chưa|không|còn|mới|thiếu|chậm|vướng|hụt|thấp|dưới|ngừng|dừng|hạn chế|yếu|vắng|quá hạn|khó|sót|giảm|kém)\b"
)
_FROM_TO = re.compile(r"\b(?:tăng|giảm|nâng|hạ) từ $|^(?:lên|xuống|còn) ")
_LEVEL_BETWEEN = re.compile(r"\b(?:lên|còn|xuống|đến|từ|thành|mức|bình quân|trung bình|mục tiêu)\b")
_ADDED = re.compile(r"\b(?:thêm|tăng thêm|bổ sung)(?: được)? $")
_REACHED_SUM = re.compile(r"\b(?:lên|tổng số|tổng cộng)(?: \w+){0,3} $")
_LEFT = re.compile(r"\bcòn (?:lại )?(?:hơn |gần |khoảng )?\d|\bcòn lại\b")
_LEFT_TOO = re.compile(r"\b(?:còn|chưa|không|tồn|nợ|vướng|chậm|cuối)\b")
_DONE = re.compile(r"\b(?:đã|xong|hoàn thành|được (?:chi trả|giải quyết|bồi thường|bàn giao|thu hồi|hỗ trợ))\b")
_REACHED = re.compile(r"\b(?:đã|hiện|mới (?:có|đạt|được|thu|giải ngân)|thu được|giải ngân được|đạt được)\b")
_PLAN_WORDS = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|giao|phân bổ|tổng số|trên tổng)\b|/")
_STATUS: dict[Status, str] = {
    "to_come": "chưa thực hiện",
    "discussed": "mới bàn",
    "decided": "đã quyết",
    "done": "đã có",
}


def wrong_figure(statement: str, grounds: Grounds, default: Status) -> str:
    """Return the first figure or day of a plain statement that its grounds don't bear out as it tells it, else ""."""
    known = tuple(Known(measure, ground.full) for ground in grounds.quoted for measure in _quoted_measures(ground))
    figures = measures_in(statement)
    for number, told in enumerate(figures):
        same = [one for one in known if same_figure(told, one.measure) and _whole_is_known(told, one, known)]
        if not same:
            if (told.unit == DAY and is_known_day(told, grounds.context)) or counts_names(
                statement, told, grounds.full
            ):
                continue
            return told.text
        following = figures[number + 1] if number + 1 < len(figures) else None
        wrong = [_unlike(statement, told, following, one, known, grounds, default) for one in same]
        if all(wrong):
            return f"{told.text} ({wrong[0]})"
    return wrong_year(statement, grounds)


def numbers_left(statement: str) -> Iterator[str]:
    """Yield the numbers of a plain statement that belong to no figure, day or time: "lần thứ 21", "số 3"."""
    taken = [(one.start, one.end) for one in measures_in(statement)]
    taken += [(one.start, one.end) for one in times_in(statement)]
    for match in re.finditer(r"(?<![\w.,/])\d+(?:[.,]\d+)*", statement):
        if not any(start <= match.start() < end for start, end in taken):
            yield match[0]


def holds_figures(statement: str) -> bool:
    """Whether a plain statement holds a figure; a day is none."""
    return any(one.unit != DAY for one in measures_in(statement))


def tells_of_done(statement: str, grounds: Grounds) -> bool:
    """Whether the grounds say beside a figure of a plain statement that it is of something done: "mới có 6/15 xã"."""
    said = measures_in(statement)
    known = (measure for ground in grounds.quoted for measure in _quoted_measures(ground))
    return any(
        _REACHED.search(measure.before.lower()) is not None
        for measure in known
        if measure.unit != DAY and any(same_figure(told, measure) for told in said)
    )


def _whole_is_known(told: Measure, same: Known, known: tuple[Known, ...]) -> bool:
    """Whether the whole that a statement tells a part of stands in the same text: "86 kiến nghị (đã trả lời 79)"."""
    if told.out_of is None or same.measure.out_of == told.out_of:
        return True
    return any(one.text == same.text and one.measure.value == told.out_of for one in known)


def _quoted_measures(ground: Ground) -> tuple[Measure, ...]:
    return tuple(measure for measure in measures_in(ground.full) if measure.end > ground.start)


def _unlike(
    statement: str, told: Measure, following: Measure | None, known: Known, all_known: tuple[Known, ...],
    grounds: Grounds, default: Status,
) -> str:  # fmt: skip
    """Return how the words around a figure differ from those around the same one in the grounds, else ""."""
    measure = known.measure
    others = tuple(one.measure for one in all_known if one is not known)
    if told.unit == DAY:
        others = tuple(other for other in others if other.unit == DAY)
    return (
        unlike_time(told, measure, grounds)
        or of_another_time(told, measure, others)
        or unlike_days(told, measure)
        or unlike_bound(told, measure)
        or _denied(told, measure)
        or _unlike_sum(told, measure)
        or _of_the_rest(told, measure)
        or _unlike_baseline(told, measure)
        or _unlike_change(told, measure)
        or _unlike_status(statement, told, known.text, measure, default)
        or of_another(told, measure, others, grounds.context.units)
        or _unlike_neighbour(statement, told, following, all_known)
    )


def _denied(told: Measure, known: Measure) -> str:
    """Return the denial beside a figure that stands beside the same one in the grounds in no way, else ""."""
    if told.unit == DAY:
        return ""
    found = _NO.search(f"{told.before} {told.behind}".lower())
    return found[0] if found and not _NO_TOO.search(f"{known.lead_text} {known.before} {known.behind}".lower()) else ""


def _unlike_sum(told: Measure, known: Measure) -> str:
    """Return "thêm" where a statement tells as added what the grounds tell as the sum reached, else ""."""
    added = _ADDED.search(told.before.lower())
    return "thêm" if added and _REACHED_SUM.search(known.before.lower()) else ""


def _of_the_rest(told: Measure, known: Measure) -> str:
    """Return "còn lại" where a figure counts what is left and the statement tells it of what is done, else ""."""
    if not _LEFT.search(f"{known.before[-12:]}{known.text}{known.behind[:10]}".lower()):
        return ""
    said = f"{told.before} {told.text} {told.behind}".lower()
    return "còn lại" if _DONE.search(said) and not _LEFT_TOO.search(said) else ""


def _unlike_baseline(told: Measure, known: Measure) -> str:
    if told.baseline is None or baselines.agrees(told.baseline, known.baseline):
        return ""
    if known.baseline is None and not told.baseline.giver:
        return ""
    return told.baseline.text


def _unlike_change(told: Measure, known: Measure) -> str:
    first, second = _direction(told), _direction(known)
    if first and second and first != second:
        return first
    if _FROM_TO.search(told.before.lower()):
        return ""
    first, second = _change(told), _change(known)
    if first == second:
        return ""
    if first and second:
        return first
    if second and known.approximation not in _BELOW:
        return second
    return first if first and not _CHANGE.search(f"{known.before} {known.behind}") else ""


def _change(measure: Measure) -> str:
    """Return which way, where a figure tells by how much something changed; "" where it is a level."""
    found = _last_change(measure)
    return "" if found is None or _LEVEL_BETWEEN.search(measure.before.lower(), found.end()) else _direction(measure)


def _direction(measure: Measure) -> str:
    """Return which way the words before a figure say that something went, "" where they don't."""
    found = _last_change(measure)
    return "" if found is None else "tăng" if found["up"] else "giảm"


def _last_change(measure: Measure) -> re.Match[str] | None:
    found = None
    for match in _CHANGE.finditer(measure.before.lower()):
        found = match
    return found if found and len(measure.before) - found.end() <= _NEAR else None


def _unlike_neighbour(statement: str, told: Measure, following: Measure | None, known: tuple[Known, ...]) -> str:
    """Return the figure right behind another one that in the grounds stands behind one of another value, else ""."""
    if (
        following is None
        or DAY in (told.unit, following.unit)
        or re.search(r"[,;.:()]", statement[told.end : following.start])
    ):
        return ""
    between = statement[told.end : following.start]
    if told.unit == following.unit and _turned_round(told, following, between, known):
        return following.text
    before: list[Measure] = []
    for first, second in pairwise(known):
        if second.text == first.text and same_figure(following, second.measure):
            before.append(first.measure)
    rivals = [one for one in before if one.unit.lower() == told.unit.lower()]
    return (
        following.text
        if rivals and len(rivals) == len(before) and not any(same_figure(told, one) for one in rivals)
        else ""
    )


def _turned_round(told: Measure, following: Measure, between: str, known: tuple[Known, ...]) -> bool:
    """Whether the grounds tell two figures, joined by the same words, the other way round: "4 xã thành 2 xã"."""
    turned = False
    for first, second in pairwise(known):
        joined = first.text == second.text and first.text[first.measure.end : second.measure.start] == between
        if joined and same_figure(told, first.measure) and same_figure(following, second.measure):
            return False
        turned |= joined and same_figure(told, second.measure) and same_figure(following, first.measure)
    return turned


def _unlike_status(statement: str, told: Measure, ground: str, known: Measure, default: Status) -> str:
    if any(start <= told.start < end for start, end in repeated(statement, ground)):
        return ""
    first = status_at(statement, told.start, looks_ahead=True)
    second = status_at(ground, known.start, default=default)
    if unlike_status(first, second):
        return _STATUS[second]
    if (
        known.is_planned
        and not _change(known)
        and first != "to_come"
        and not _PLAN_WORDS.search(f"{told.before} {told.behind}".lower())
    ):
        return _STATUS["to_come"]
    return ""
