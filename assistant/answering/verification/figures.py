"""A statement and its grounds -> its figures and days that the cited words lack, or that go with other words there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.answering.verification import baselines, times
from assistant.answering.verification.grounds import Context, Ground, Grounds
from assistant.answering.verification.binding import Known, of_another
from assistant.answering.verification.measures import DAY, Measure, measures_in
from assistant.answering.verification.status import Status, repeated, status_at, unlike_status
from assistant.answering.verification.times import Time, times_in
from assistant.answering.verification.wording import sentence_spans, span_at
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold

# "Hơn 118 tỷ" for 118,4: how far a rounded figure may lie from the one it rounds, as a share of it.
_ROUNDING = Decimal("0.06")
_UP, _DOWN = frozenset(("trên", "hơn", "quá", "không dưới", "ít nhất", "tối thiểu")), frozenset(("gần", "chưa đến", "chưa tới"))
_ABOUT = frozenset(("khoảng", "xấp xỉ", "ước"))
_BELOW = frozenset(("dưới", "không quá", "tối đa", "chưa đến", "chưa tới"))
_HARD = frozenset(("đồng", "%", "‰", "ha", "km", "m", "m²", "m³", "km²", "tấn", "tạ", "kg", "usd", "điểm phần trăm", "lần", "thứ", "ngày"))
_ANYBODY = frozenset(("người", "đồng chí", "vị", "cá nhân"))
_PEOPLE = _ANYBODY | frozenset(
    ("đại biểu", "đảng viên", "ủy viên", "cán bộ", "lao động", "học sinh", "em", "công nhân", "giáo viên", "thanh niên", "bị can",
     "công chức", "vận động viên", "thành viên", "nhân khẩu")
)  # fmt: skip
_UNIT_RUNS_ON = 3
_CHANGE = re.compile(
    r"\b(?P<up>tăng|vượt|cao hơn|nhiều hơn|nhanh hơn|sớm hơn)\b|\b(?P<down>giảm|hụt|thấp hơn|ít hơn|chậm hơn|tụt|thiếu)\b"
)
_LEVEL_BETWEEN = re.compile(r"\b(?:lên|còn|xuống|đến|từ|thành|mức)\b")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
_PLAN_WORDS = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|giao|phân bổ|tổng số|trên tổng)\b|/")
_STATUS: dict[Status, str] = {"to_come": "chưa thực hiện", "discussed": "mới bàn", "decided": "đã quyết", "done": "đã có"}


def wrong_figure(statement: str, grounds: Grounds, default: Status) -> str:
    """Return the first figure or day of a plain statement that its grounds don't bear out as it tells it, else ""."""
    known = tuple(Known(measure, ground.full) for ground in grounds.quoted for measure in _quoted_measures(ground))
    figures = measures_in(statement)
    for number, told in enumerate(figures):
        same = [one for one in known if _same_figure(told, one.measure)]
        if not same:
            if told.unit == DAY and _is_known_day(told, grounds.context):
                continue
            return told.text
        following = figures[number + 1] if number + 1 < len(figures) else None
        wrong = [_unlike(statement, told, following, one, known, grounds, default) for one in same]
        if all(wrong):
            return f"{told.text} ({wrong[0]})"
    return _wrong_year(statement, grounds)


def _quoted_measures(ground: Ground) -> tuple[Measure, ...]:
    return tuple(measure for measure in measures_in(ground.full) if measure.end > ground.start)


def _unlike(
    statement: str, told: Measure, following: Measure | None, known: Known, all_known: tuple[Known, ...],
    grounds: Grounds, default: Status,
) -> str:  # fmt: skip
    """Return how the words around a figure differ from those around the same one in the grounds, else ""."""
    measure = known.measure
    others = tuple(one.measure for one in all_known if one.measure.value != measure.value)
    if told.unit == DAY:
        others = tuple(other for other in others if other.unit == DAY)
    return (
        _unlike_time(told, measure, grounds)
        or _unlike_days(told, measure)
        or _unlike_baseline(told, measure)
        or _unlike_change(told, measure)
        or _unlike_status(statement, told, known.text, measure, default)
        or of_another(told, measure, others, grounds.context.units)
        or _unlike_neighbour(statement, told, following, all_known)
    )


def wrong_time(statement: str, grounds: Grounds) -> str:
    """Return a time of a plain statement that neither its quotes name nor its reports are of, else ""."""
    known = (*(time for ground in grounds.quoted for time in times_in(ground.full)), *grounds.context.times)
    for told in times_in(statement):
        if told.number is None and told.year is None:
            continue
        if not times.agrees(told, known):
            return told.text
        if told.year and told.year not in _years(grounds):
            return told.text
    return ""


def _same_figure(told: Measure, known: Measure) -> bool:
    if (told.unit == DAY) != (known.unit == DAY):
        return False
    if not _same_unit(told, known):
        return False
    if told.out_of is not None and told.out_of != known.out_of:
        return False
    if told.value == known.value:
        return not _contradicts(told.approximation, known.approximation)
    return _rounds(told, known)


def _contradicts(told: str, known: str) -> bool:
    """Whether "trên" stands for "dưới", or "dưới" for nothing."""
    if known in _BELOW:
        return told not in _BELOW
    if told in _BELOW or told in _DOWN:
        return known not in _BELOW | _DOWN | _ABOUT
    return told in ("trên", "hơn", "quá", "không dưới") and known not in _UP


def _rounds(told: Measure, known: Measure) -> bool:
    """Whether a figure is another one rounded, and says so."""
    if not known.value or told.out_of is not None:
        return False
    share = abs(told.value - known.value) / abs(known.value)
    if share > _ROUNDING or len(_digits(told.value)) > len(_digits(known.value)):
        return False
    if told.approximation in _UP | {"hơn"}:
        return told.value < known.value
    if told.approximation in _DOWN or "gần" in told.text:
        return told.value > known.value
    return told.approximation in _ABOUT or "nửa" in told.text


def _digits(value: Decimal) -> str:
    return f"{value:f}".replace(".", "").strip("0")


def _same_unit(told: Measure, known: Measure) -> bool:
    first, second = told.unit.lower(), known.unit.lower()
    if first == second:
        return True
    if _is_hard(first) or _is_hard(second):
        return False
    if not first:
        return True
    here, there = set(fold(first).split()), set(fold(second).split())
    if not second:
        return here <= {fold(word) for word in known.near | known.lead}
    if first in _PEOPLE and second in _PEOPLE:
        return first in _ANYBODY or second in _ANYBODY
    return here <= there | _next_words(known) or there <= here | _next_words(told)


def _next_words(measure: Measure) -> set[str]:
    """The words right behind a figure's unit: "4 chủ | đầu tư"."""
    return set(fold(measure.behind).split()[:_UNIT_RUNS_ON])


def _is_hard(unit: str) -> bool:
    return unit.split("/")[0] in _HARD


def _is_known_day(told: Measure, context: Context) -> bool:
    month, day = divmod(int(told.value), 100)
    return (day, month) in context.days


def _unlike_time(told: Measure, known: Measure, grounds: Grounds) -> str:
    for time in told.times:
        if told.unit == DAY:
            continue
        if known.times and not times.agrees(time, known.times) and not _frames(time, known, grounds):
            return time.text
        if not known.times and not _is_of_context(time, known, grounds):
            return time.text
        if time.year and time.year not in _years(grounds):
            return time.text
    return ""


def _unlike_days(told: Measure, known: Measure) -> str:
    if not told.days or not known.days or told.days & known.days:
        return ""
    month, day = divmod(int(min(told.days)), 100)
    return f"{day}/{month}"


def _frames(time: Time, known: Measure, grounds: Grounds) -> bool:
    """Whether a year, told beside a figure's own months, is that of its report."""
    if time.kind != "year" or time.year is None:
        return False
    return time.year in grounds.context.years and not any(one.year and one.year != time.year for one in known.times)


def _is_of_context(time: Time, known: Measure, grounds: Grounds) -> bool:
    """Whether a time is one that the grounds name for no other figure, or that the reports are of."""
    if time.kind == "year" and time.year is not None:
        return time.year in _years(grounds)
    near: list[Time] = []
    for ground in grounds.quoted:
        taken = {one for measure in measures_in(ground.full) for one in measure.times}
        sentence = span_at(sentence_spans(ground.full), known.start)
        framing = (one for one in times_in(ground.full) if one not in taken or one.end <= max(ground.start, sentence[0]))
        near += [one for one in framing if not one.is_compared]
    return times.agrees(time, (*near, *grounds.context.times))


def _years(grounds: Grounds) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(grounds.full)) | grounds.context.years


def _unlike_baseline(told: Measure, known: Measure) -> str:
    if told.baseline is None or baselines.agrees(told.baseline, known.baseline):
        return ""
    if known.baseline is None and not told.baseline.giver:
        return ""
    return told.baseline.text


def _unlike_change(told: Measure, known: Measure) -> str:
    first, second = _change(told), _change(known)
    if first == second:
        return ""
    if first and second:
        return first
    if second and known.approximation not in _BELOW:
        return second
    return first if first and not _CHANGE.search(f"{known.before} {known.behind}") else ""


def _change(measure: Measure) -> str:
    """ "up" or "down" when a figure tells by how much something changed, "" when it is a level."""
    found = None
    for match in _CHANGE.finditer(measure.before.lower()):
        found = match
    if found is None or len(measure.before) - found.end() > 40 or _LEVEL_BETWEEN.search(measure.before.lower(), found.end()):
        return ""
    return "tăng" if found["up"] else "giảm"


def _unlike_neighbour(statement: str, told: Measure, following: Measure | None, known: tuple[Known, ...]) -> str:
    """Return the figure right behind another one that in the grounds stands behind one of another value, else ""."""
    if following is None or following.unit == DAY or re.search(r"[,;.:()]", statement[told.end : following.start]):
        return ""
    before: list[Measure] = []
    for first, second in pairwise(known):
        if second.text == first.text and _same_figure(following, second.measure):
            before.append(first.measure)
    rivals = [one for one in before if one.unit.lower() == told.unit.lower()]
    return following.text if rivals and len(rivals) == len(before) and not any(_same_figure(told, one) for one in rivals) else ""


def _unlike_status(statement: str, told: Measure, ground: str, known: Measure, default: Status) -> str:
    if any(start <= told.start < end for start, end in repeated(statement, ground)):
        return ""
    first = status_at(statement, told.start, looks_ahead=True)
    second = status_at(ground, known.start, default=default)
    if unlike_status(first, second):
        return _STATUS[second]
    if known.is_planned and not _change(known) and first != "to_come" and not _PLAN_WORDS.search(f"{told.before} {told.behind}".lower()):
        return _STATUS["to_come"]
    return ""


def _wrong_year(statement: str, grounds: Grounds) -> str:
    """Return a day whose year is another one than the grounds and the reports have, else ""."""
    years = _years(grounds)
    for day in find_dates(statement):
        if day.year_known and day.day and day.day.year not in years:
            return day.text
    return next((year for year in _YEAR.findall(statement) if int(year) not in years), "")


def numbers_left(statement: str) -> Iterator[str]:
    """Yield the numbers of a plain statement that belong to no figure, day or time: "lần thứ 21", "số 3"."""
    taken = [(one.start, one.end) for one in (*measures_in(statement), *times_in(statement))]
    for match in re.finditer(r"(?<![\w.,/])\d+(?:[.,]\d+)*", statement):
        if not any(start <= match.start() < end for start, end in taken):
            yield match[0]


def holds_figures(statement: str) -> bool:
    """Whether a plain statement holds a figure; a day is none."""
    return any(one.unit != DAY for one in measures_in(statement))
