"""A statement and its grounds -> the times, days and years in it that are not those of the same figures there."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.verification.counting import DAY
from assistant.answering.verification.grounds import Grounds
from assistant.answering.verification.lexicon import content
from assistant.answering.verification.measures import Measure, measures_in
from assistant.answering.verification.times import Time, agrees, around_day, ended_by, times_in
from assistant.answering.verification.wording import sentence_spans, span_at
from assistant.vietnamese.dates import find_dates

_BOUND = re.compile(r"\b(từ|đến|hết|tới|trước|sau|kể từ)(?: (?:hết|ngày|cuối|đầu|hôm|mốc|thời điểm))* $")
_BOUNDS = {"từ": "từ", "kể từ": "từ", "đến": "đến", "hết": "đến", "tới": "đến", "trước": "trước", "sau": "sau"}
_LIKE_BOUNDS: tuple[set[str], ...] = ({"đến", "trước"}, {"từ", "sau"})
_DUE = re.compile(r"\bhạn\b(?! chế)")
# "Nâng tổng số lên 86" is of all that time.
_SUMMED = re.compile(r"\b(?:tổng|lũy kế|cộng dồn)\b")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")


def wrong_time(statement: str, grounds: Grounds) -> str:
    """Return a time of a plain statement that neither its quotes name nor its reports are of, else ""."""
    known = (*(time for ground in grounds.quoted for time in _all_times(ground.full)), *_context_times(grounds))
    for told in times_in(statement):
        if told.number is None and told.year is None:
            continue
        if told.kind == "year" and told.year in _years(grounds):
            continue
        if not agrees(told, known):
            return told.text
        if told.year and told.year not in _years(grounds):
            return told.text
    return ""


def wrong_year(statement: str, grounds: Grounds) -> str:
    """Return a day whose year is another one than the grounds and the reports have, else ""."""
    years = _years(grounds)
    for day in find_dates(statement):
        if day.year_known and day.day and day.day.year not in years:
            return day.text
    return next((year for year in _YEAR.findall(statement) if int(year) not in years), "")


def is_known_day(told: Measure, grounds: Grounds) -> bool:
    """Whether a day is a report's own, or the last of a time that the grounds name: 31/12 for "cuối năm"."""
    month, day = divmod(int(told.value), 100)
    if (day, month) in grounds.context.days:
        return True
    named = [time for ground in grounds.quoted for time in times_in(ground.told)]
    is_bound = _bound(told) in ("đến", "trước") or _DUE.search(f"{told.lead_text} {told.before}".lower()) is not None
    return is_bound and any(agrees(time, named) for time in ended_by(told.value))


def _context_times(grounds: Grounds) -> tuple[Time, ...]:
    """The times that the reports are of; the months of their days only where the quotes name no month themselves."""
    if any(time.kind == "month" for time in times_in(grounds.told)):
        return grounds.context.times
    held = (report.held_on for report in grounds.context.reports if report.held_on)
    months = (Time(0, 0, "month", day.month, day.year, "") for day in held)
    return (*grounds.context.times, *months)


def _all_times(text: str) -> tuple[Time, ...]:
    """The times that plain text names, and those that its days end."""
    days = (one.value for one in measures_in(text) if one.unit == DAY)
    return (*times_in(text), *(time for day in days for time in around_day(day)))


def unlike_time(told: Measure, known: Measure, grounds: Grounds) -> str:
    for time in told.own_times:
        if told.unit == DAY:
            continue
        if agrees(time, [one for day in _days_of(known) for one in around_day(day)]):
            continue
        if (time.kind, time.year) == ("year", None) and not known.times:
            continue
        if (time.kind, time.year) == ("year", None) and known.is_planned:
            continue
        if time.kind == "so_far" and agrees(time, times_in(f"{known.before} {known.text} {known.behind}")):
            continue
        if time.kind == "so_far" and _SUMMED.search(known.before.lower()):
            continue
        if known.times and not agrees(time, known.times) and not _frames(time, known, grounds):
            return time.text
        if not known.times and not _is_of_context(time, known, grounds):
            return time.text
        if time.year and time.year not in _years(grounds):
            return time.text
    return ""


def of_another_time(told: Measure, known: Measure, others: tuple[Measure, ...]) -> str:
    """Return the time of a figure of another time that a statement gives without one, else ""."""
    if told.times or not known.own_times or told.unit == DAY:
        return ""
    if known.own_times[0].start > known.start:
        return ""
    rivals = [one for one in others if one.unit.lower() == known.unit.lower() and not one.times]
    said = frozenset(content(f"{told.before} {told.behind}"))
    return known.own_times[0].text if any(len(said & one.near) > len(said & known.near) for one in rivals) else ""


def _days_of(known: Measure) -> frozenset[Decimal]:
    """The days among the words of a figure, and among those that it takes over."""
    return known.days | {one.value for one in measures_in(known.lead_text) if one.unit == DAY}


def unlike_days(told: Measure, known: Measure) -> str:
    if not told.days or not known.days or told.days & known.days:
        return ""
    month, day = divmod(int(min(told.days)), 100)
    return f"{day}/{month}"


def unlike_bound(told: Measure, known: Measure) -> str:
    """Return "từ" and the like where a day begins in one what it ends in the other, else ""."""
    if told.unit != DAY:
        return ""
    first, second = (_bound(measure) for measure in (told, known))
    return first if first and second and first != second and {first, second} not in _LIKE_BOUNDS else ""


def _bound(measure: Measure) -> str:
    found = _BOUND.search(f"{measure.before} {measure.text}".lower().removesuffix(measure.text.lower()).strip() + " ")
    return _BOUNDS[found[1]] if found else ""


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
        framing = (
            one for one in times_in(ground.full) if one not in taken or one.end <= max(ground.start, sentence[0])
        )
        near += [one for one in framing if not one.is_compared]
    return agrees(time, (*near, *_context_times(grounds)))


def _years(grounds: Grounds) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(grounds.full)) | grounds.context.years
