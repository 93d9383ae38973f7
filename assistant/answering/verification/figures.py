"""A statement and its grounds -> its figures and days that the cited words lack, or that go with other words there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.answering.verification import baselines
from assistant.answering.verification.binding import Known, of_another
from assistant.answering.verification.changes import change, unlike_change
from assistant.answering.verification.counting import DAY, RANK
from assistant.answering.verification.derived import is_derived, is_rest
from assistant.answering.verification.grounds import Ground, Grounds
from assistant.answering.verification.measures import Measure, measures_in
from assistant.answering.verification.sameness import PEOPLE, counts_names, same_figure
from assistant.answering.verification.status import Status, repeated, status_at, told_status, unlike_status
from assistant.answering.verification.times import times_in
from assistant.answering.verification.timing import (
    is_known_day,
    of_another_time,
    unlike_bound,
    unlike_days,
    unlike_time,
    wrong_year,
)

_FROM, _NOW = re.compile(r"\btừ(?: mức)? $"), re.compile(r"\b(?:còn|hiện|nay|lên|xuống)\b")
_ADDED = re.compile(r"\b(?:thêm|tăng thêm|bổ sung)(?: được)? $")
_REACHED_SUM = re.compile(r"\b(?:lên|tổng số|tổng cộng)(?: \w+){0,3} $")
_NOT_DONE = re.compile(r"[^,;.]*\b(?:chưa|không) [^,;.\d]{0,40}(?=\d)|[^,;.]{0,40}\b(?:chưa|không)\b")
_PROMISED, _NEAR = re.compile(r"\b(?:hứa|cam kết|sẽ|phải|yêu cầu|đề nghị|phấn đấu|giao)\b"), 40
_LEFT = re.compile(r"\bcòn (?:lại )?(?:hơn |gần |khoảng )?\d|\bcòn lại\b")
_LEFT_TOO = re.compile(r"\b(?:còn|chưa|không|tồn|nợ|vướng|chậm|cuối)\b")
_DONE = re.compile(r"\b(?:đã|xong|hoàn thành|được (?:chi trả|giải quyết|bồi thường|bàn giao|thu hồi|hỗ trợ))\b")
_REACHED = re.compile(r"\b(?:đã|hiện|mới (?:có|đạt|được|thu|giải ngân)|thu được|giải ngân được|đạt được)\b")
# "8 đơn đã quá thời hạn" tells of something done whatever leads to it.
_ALREADY = re.compile(r"\W*(?:\w+ ){0,2}đã\b")
_PLAN_WORDS = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|giao|phân bổ|tổng số|trên tổng|đề ra|đặt ra)\b|/")
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
            if told.unit == DAY and is_known_day(told, grounds):
                continue
            if counts_names(statement, told, grounds.full) or _is_article(told, known):
                continue
            if is_derived(told, [one.measure for one in known]):
                continue
            return told.text
        following = figures[number + 1] if number + 1 < len(figures) else None
        wrong = [_unlike(statement, told, following, one, known, grounds, default) for one in same]
        if all(wrong):
            return f"{told.text} ({wrong[0]})"
    return wrong_year(statement, grounds)


def _is_article(told: Measure, known: tuple[Known, ...]) -> bool:
    """Whether "một" counts nothing: "một hạn chế là …", and the grounds count no such thing either."""
    noun = told.unit.lower().split()[:1]
    if not told.text.lower().startswith("một ") or told.unit.lower() in PEOPLE:
        return False
    return not any(one.measure.unit.lower().split()[:1] == noun for one in known)


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


def tells_of_rest(statement: str, grounds: Grounds) -> bool:
    """Whether a plain statement tells what a part in the grounds leaves of its whole, which it may say is not so."""
    known = [measure for ground in grounds.quoted for measure in _quoted_measures(ground)]
    return any(is_rest(told, known) for told in measures_in(statement))


def _whole_is_known(told: Measure, same: Known, known: tuple[Known, ...]) -> bool:
    """Whether the whole that a statement tells a part of stands in the same text: "86 kiến nghị (đã trả lời 79)"."""
    if told.out_of is None or same.measure.out_of == told.out_of:
        return True
    wholes = (whole for one in known if one.text == same.text for whole in (one.measure.value, one.measure.out_of))
    return told.unit != RANK and told.out_of in wholes


def _quoted_measures(ground: Ground) -> tuple[Measure, ...]:
    return tuple(measure for measure in measures_in(ground.full) if measure.end > ground.start)


def _unlike(
    statement: str, told: Measure, following: Measure | None, known: Known, all_known: tuple[Known, ...],
    grounds: Grounds, default: Status,
) -> str:  # fmt: skip
    """Return how the words around a figure differ from those around the same one in the grounds, else ""."""
    measure = known.measure
    others = tuple(
        one.measure for one in all_known if one is not known and not _is_said_too(one.measure, told, statement)
    )
    if told.unit == DAY:
        others = tuple(other for other in others if other.unit == DAY)
    return (
        unlike_time(told, measure, grounds)
        or of_another_time(told, measure, others)
        or unlike_days(told, measure)
        or unlike_bound(told, measure)
        or _unlike_sum(told, measure)
        or _of_the_rest(told, measure)
        or _denied_there(told, measure)
        or _unlike_baseline(told, measure)
        or unlike_change(told, measure)
        or _unlike_status(statement, told, known.text, measure, default)
        or of_another(told, measure, others, grounds.context.units)
        or _unlike_neighbour(statement, told, following, all_known)
    )


def _is_said_too(other: Measure, told: Measure, statement: str) -> bool:
    """Whether a statement tells a figure of another unit as well, whose words then are that figure's."""
    return other.unit != told.unit and any(same_figure(one, other) for one in measures_in(statement) if one != told)


def _unlike_sum(told: Measure, known: Measure) -> str:
    """Return "thêm" for what the grounds tell as the sum reached, "còn" and the like for what they tell from."""
    if (
        _FROM.search(known.before.lower())
        and _NOW.search(known.behind.lower())
        and (now := _NOW.search(told.before.lower()))
    ):
        return now[0]
    added = _ADDED.search(told.before.lower())
    return "thêm" if added and _REACHED_SUM.search(known.before.lower()) else ""


def _of_the_rest(told: Measure, known: Measure) -> str:
    """Return "còn lại" where a figure counts what is left and the statement tells it of what is done, else ""."""
    if not _LEFT.search(f"{known.before[-12:]}{known.text}{known.behind[:10]}".lower()):
        return ""
    said = f"{told.before} {told.text} {told.behind}".lower()
    return "còn lại" if _DONE.search(said) and not _LEFT_TOO.search(said) else ""


def _denied_there(told: Measure, known: Measure) -> str:
    """Return the denial beside a figure in the grounds that a statement tells as done: "chưa chi trả cho 312 hộ"."""
    found = _NOT_DONE.search(f"{known.before} {known.text}".lower()) or _NOT_DONE.match(known.behind.lower())
    said = f"{told.before} {told.text} {told.behind}".lower()
    if not found or not _DONE.search(said) or _LEFT_TOO.search(said) or _PROMISED.search(said):
        return ""
    return found[0].strip()[-_NEAR:]


def _unlike_baseline(told: Measure, known: Measure) -> str:
    if told.baseline is None or baselines.agrees(told.baseline, known.baseline):
        return ""
    if known.baseline is None and not told.baseline.giver:
        return ""
    return told.baseline.text


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
    first = told_status(statement, told.start)
    second = "done" if _ALREADY.match(known.behind) else status_at(ground, known.start, default=default)
    if unlike_status(first, second):
        return _STATUS[second]
    if (
        known.is_planned
        and not change(known)
        and first != "to_come"
        and not _PLAN_WORDS.search(f"{told.before} {told.behind}".lower())
    ):
        return _STATUS["to_come"]
    return ""
