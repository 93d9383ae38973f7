"""A measure in its sentence -> the period it is of: named for it, framing its sentence, or the report's own."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Period, Report
from assistant.facts.day_times import coming_deadline
from assistant.facts.extents import clause_start, rest_of_clause, segments_around
from assistant.facts.kinds import Setting, is_laid_out
from assistant.facts.measures import Measure
from assistant.facts.proceedings import counts_who_came, is_of_the_meeting, is_of_the_record
from assistant.facts.reviewed import (
    MONTH_DAYS,
    SHORTEST_DAYS,
    STALE_DAYS,
    length_in_days,
    may_be_aimed_at,
    may_be_reported,
    term_of,
    year_of,
)
from assistant.facts.time_words import TimeWords
from assistant.facts.times import (
    LONGEST_DAYS,
    every_time_in,
    headed_times,
    since_january,
    times_in,
    to_the_end,
)
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold

_SO_FAR = re.compile(r"\b(?:luy ke|cong don|tinh chung|(?:tu|so voi) dau nam)\b")
_NEAR_PLAN = 60
_YEAR_DAYS = 364
_YEARS = 1_000
_DONE = re.compile(r"\b(?:da|chua|den nay|hien)\b")
_BEFORE_A_DAY = re.compile(r"\b(?:truoc|cham nhat)(?: ngay)? \d")
_A_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu)(?: cua)?(?: \w+)?\s*$")
_AIMS = re.compile(r"\b(?:chi tieu|muc tieu|moc|phan dau|phai dat|nhiem vu)\b")
_COLON = re.compile(r"[^;.:]{0,40}:")
_BEFORE_IT = re.compile(r"\btruoc(?: ngay)?\s*$")
_WITHIN = re.compile(r"[^,;.:]*\b(?:trong|cho|vao) ")
# What a document of a year to come says is for that year: 'Nghị quyết về kinh tế - xã hội năm 2023 xác định ...'.
_DOCUMENT = re.compile(r"\W*(?:nghi quyet|ke hoach|de an|chuong trinh|muc tieu)\b")
_SO_FAR_IN_IT = re.compile(r"\b(?:da|uoc|hien|den nay|luy ke|du kien|tinh den)\b")
_OPENS_WITH_A_DEADLINE = re.compile(r"\W*(?:(?:\d+|[a-z])[.)] )?(?:truoc|den|cham nhat)\b[^,;]{0,30},")
_LAST = re.compile(r"\b(?:trong|truoc|den|vao|xong|het)(?: (?:het|ngay|thang|quy|nam))?\s*$")
_BARE = re.compile(r"\w+ thang")
_MONEY = re.compile(r"\b(?:giai ngan|ngan sach|thu duoc)\b")
_SPENDERS = re.compile(r"\b(?:chu dau tu|du an|cong trinh|so, nganh|goi thau)\b")
_LEVEL = re.compile(r"\b(?:tu|xuong|len|con|muc|muc tang)(?: con)?\s*$")
_DISASTER = re.compile(r"\b(?:thiet hai|bao so|mua lu|lu quet|ngap|toc mai)\b")
_WHOLE = re.compile(r"ca nam\b")
_RUN_END = re.compile(r"\)|[,;:|.]\s")


class Dated:
    """The times of one sentence and those that govern it."""

    def __init__(self, report: Report, text: str, reviewed: Period | None) -> None:
        self._report, self._text, self._folded = report, text, fold(text)
        self._reviewed = reviewed
        self._year = year_of(report)
        last = reviewed.end if reviewed else None
        ends = to_the_end(text, self._year, term_of(report), last)
        found = [one for one in times_in(text, self._year, last) if not self._is_a_length(one)]
        found = [one for one in found if not any(one.start < end.end and end.start < one.end for end in ends)]
        self._times = tuple(sorted((*found, *ends), key=lambda one: one.start))

    def _is_a_length(self, one: TimeWords) -> bool:
        """Whether no months since January are meant: 'dừng sản xuất trong hai tháng' in a year's review."""
        bare = _BARE.fullmatch(self._folded[one.start : one.end])
        return bool(bare and self._reviewed and (self._reviewed.end - one.period.end).days > STALE_DAYS)

    def headed(self, is_ahead: bool) -> Period | None:
        """Return the time that a heading names for what stands below it, the longest of several."""
        periods = [one.period for one in headed_times(self._text, self._year) if self._fits(one, is_ahead)]
        return max(periods, key=length_in_days, default=None)

    def handed_on(self, is_ahead: bool) -> Period | None:
        """Return the time that frames the sentences after this one too; a single day frames its own only."""
        frame = self.framing(is_ahead)
        if frame is None:
            return None
        return None if length_in_days(frame.period) == 0 else frame.period

    def spent_until(self) -> Period | None:
        """Return the day up to which a sentence tells of money: those on money after it are of it too."""
        until = (one.period for one in reversed(self._times) if one.is_until and self._fits(one, is_ahead=False))
        return next(until, None) if _MONEY.search(self._folded) else None

    @property
    def is_of_money(self) -> bool:
        """Whether the sentence goes on about money, or about those who spend it."""
        return _MONEY.search(self._folded) is not None or _SPENDERS.search(self._folded) is not None

    def framing(self, is_ahead: bool) -> TimeWords | None:
        """Return the time that frames the sentence, None when none does."""
        fitting = (one for one in self._times if self._fits(one, is_ahead) and not one.is_aside)
        return next((one for one in fitting if one.fronted or (is_ahead and self._heads_a_list(one))), None)

    def period(
        self, measure: Measure, setting: Setting, is_target: bool, governing: Period | None, until: int
    ) -> tuple[Period | None, bool]:
        """Return the period of a measure, and whether it adds up since that began.

        `governing` is the one that earlier sentences left to it; `until` is where the next measure begins.
        """
        if is_target:
            return self._aimed(measure, setting, governing, until), False
        if self._is_of_the_meeting(measure, setting, governing):
            return None, False
        if named := self._named(measure, until, is_ahead=False):
            return self._summed_up(named.period, named.cumulative, setting)
        if is_of_the_meeting(measure, setting):
            return None, False
        if (frame := self.framing(is_ahead=False)) and frame.start < measure.start:
            return self._summed_up(frame.period, frame.cumulative, setting)
        if (governing or _DISASTER.search(self._folded)) and (earlier := self._named_earlier(measure)):
            return self._summed_up(earlier.period, earlier.cumulative, setting)
        return self._summed_up(governing or self._reviewed, False, setting)

    def _named_earlier(self, measure: Measure) -> TimeWords | None:
        """The time of an earlier clause of the sentence: nearer than one that governs from sentences before."""
        told = [one for one in self._times if one.end <= measure.start and self._fits(one, is_ahead=False)]
        return next((one for one in reversed(told) if not one.is_aside and not one.is_until), None)

    def is_to_come(self, measure: Measure) -> bool:
        """Whether the time named for a measure begins after the meeting, or is a day to come before which it is due."""
        day = self._report.held_on
        begins = clause_start(self._folded, measure.start)
        named = [one for one in self._times if begins <= one.start and one.end <= measure.start]
        behind = next((one for one in self._times if one.start >= measure.end), None)
        if behind and day and behind.period.start > day and _WITHIN.fullmatch(self._folded[measure.end : behind.start]):
            return True
        if self._of_a_document() or self._is_due(measure):
            return True
        fronted = (one for one in self._times if one.fronted and one.end <= measure.start)
        time = named[-1] if named else next(fronted, None)
        if time is None or day is None:
            return False
        is_due = time.is_until and _BEFORE_IT.search(self._folded[: time.start]) is not None and time.period.end > day
        is_year_ahead = (
            time.fronted
            and (time.period.end - day).days > (STALE_DAYS if length_in_days(time.period) <= LONGEST_DAYS else _YEARS)
            and not _SO_FAR_IN_IT.search(self._folded)
        )
        return time.period.start > day or is_due or is_year_ahead

    def is_over(self, measure: Measure) -> bool:
        """Whether the last time named before a measure was over, or nearly, when the meeting was held."""
        day = self._report.held_on
        named = [one for one in self._times if one.end <= measure.start]
        return bool(named and day and (named[-1].period.end - day).days <= MONTH_DAYS)

    def _is_due(self, measure: Measure) -> bool:
        """Whether the words around a measure give a day to come before which it is to be done."""
        segment, day = segments_around(self._text, self._folded, measure), self._report.held_on
        done = _DONE.search(self._folded, clause_start(self._folded, measure.start), measure.start)
        last = self._deadline(segment) if _BEFORE_A_DAY.search(fold(segment)) and not done else None
        return last is not None and day is not None and last.end > day

    def _of_a_document(self) -> Period | None:
        """The time to come of the document that a sentence begins with."""
        day = self._report.held_on
        if day is None or not _DOCUMENT.match(self._folded):
            return None
        first = next(iter(every_time_in(self._text, self._year)), None)
        return first.period if first and first.period.start > day else None

    def _is_of_the_meeting(self, measure: Measure, setting: Setting, governing: Period | None) -> bool:
        """Whether a measure counts what the meeting was made of, whatever time is named beside it."""
        is_dated = governing is not None
        undated = setting.section == "participants" and not self.framing(is_ahead=False)
        if undated and counts_who_came(measure, self._folded, is_dated=is_dated):
            return True
        if is_of_the_record(measure, setting):
            return True
        return setting.section in ("opening", "participants") and is_of_the_meeting(measure, setting)

    def of_column(self, heading: str, is_ahead: bool) -> TimeWords | None:
        """Return the time that a table's column is of, None when its heading names none."""
        return next((one for one in headed_times(heading, self._year) if self._fits(one, is_ahead)), None)

    def _aimed(self, measure: Measure, setting: Setting, governing: Period | None, until: int) -> Period | None:
        if setting.is_plan or is_laid_out(measure, setting):
            return self.plan_year(measure)
        if last := self._deadline(segments_around(self._text, self._folded, measure)):
            return last
        named = self._named(measure, until, is_ahead=True)
        frame = self.framing(is_ahead=True)
        if named or (frame and frame.start < measure.start):
            return named.period if named else frame.period if frame else None
        if last := self._deadline(rest_of_clause(self._text, self._folded, measure)):
            return last
        own = self._of_its_plan(measure) or self._of_a_document() or self._begun_with(measure)
        return own or governing or self._in_a_name(measure)

    def _begun_with(self, measure: Measure) -> Period | None:
        """The time that a chain of tasks begins with: 'quý IV phải khắc phục ...; thu thêm 1,2 tỷ đồng'."""
        if opening := _OPENS_WITH_A_DEADLINE.match(self._folded):
            return self._deadline(self._text[: opening.end()])
        begins = clause_start(self._folded, measure.start)
        times = [one for one in self._times if one.end <= begins and self._fits(one, is_ahead=True)]
        framing = [one for one in times if one.fronted]
        told = [
            one
            for one in times
            if not _LAST.search(self._folded[: one.start]) and not _WHOLE.match(self._folded, one.start)
        ]
        return next((one.period for one in reversed(framing or told)), None)

    def _deadline(self, words: str) -> Period | None:
        return coming_deadline(words, self._year, self._report.held_on)

    def _of_its_plan(self, measure: Measure) -> Period | None:
        """The year of the plan that a clause is about: 'kế hoạch năm 2023 phải thu hồi 50 ha'."""
        before = self._folded[: measure.start]
        years = (
            one.period
            for one in every_time_in(self._text, self._year)
            if clause_start(self._folded, measure.start) <= one.start < measure.start
            and _A_PLAN.search(before[: one.start])
        )
        return next((one for one in years if may_be_aimed_at(one, self._report)), None)

    def _in_a_name(self, measure: Measure) -> Period | None:
        """The time to come that a document is called after: 'thông qua Nghị quyết năm 2026: thu ngân sách 23 tỷ'."""
        day = self._report.held_on
        colon = self._text.rfind(":", 0, measure.start)
        told = [one.period for one in every_time_in(self._text, self._year) if one.end <= colon]
        return next(
            (one for one in reversed(told) if day and one.start > day and length_in_days(one) >= SHORTEST_DAYS), None
        )

    def plan_year(self, measure: Measure) -> Period | None:
        """The year that a plan is for: named before it, else the one looked back on."""
        begins = clause_start(self._folded, measure.start)
        named = [one.period for one in find_periods(self._text[begins : measure.start], self._year) if one.period]
        if named and length_in_days(named[-1]) >= _YEAR_DAYS:
            return named[-1]
        year = self._reviewed.end.year if self._reviewed else self._year
        return Period(date(year, 1, 1), date(year, 12, 31), f"năm {year}") if year else None

    def _heads_a_list(self, one: TimeWords) -> bool:
        """Whether what follows a time are the points of a plan for it: 'Các chỉ tiêu khác của năm 2024: ...'."""
        colon = _COLON.match(self._text, one.end)
        near = max(0, one.start - _NEAR_PLAN)
        return colon is not None and (one.is_planned or bool(_AIMS.search(self._folded, near, colon.end())))

    def _fits(self, one: TimeWords, is_ahead: bool) -> bool:
        if is_ahead:
            return not one.is_current and may_be_aimed_at(one.period, self._report)
        day = self._report.held_on
        is_the_meetings = one.period.start == one.period.end == day
        is_planned = one.is_planned and (
            day is None or one.period.start > day or (one.period.end - day).days > MONTH_DAYS
        )
        return not is_planned and not is_the_meetings and may_be_reported(one.period, self._report)

    def _named(self, measure: Measure, until: int, is_ahead: bool) -> TimeWords | None:
        """The time named for a measure in its own clause: the last before it, else one right behind it."""
        if own := self._named_at(measure):
            return own
        times = [one for one in self._times if self._fits(one, is_ahead)]
        begins = clause_start(self._folded, measure.start)
        before = [one for one in times if begins <= one.start and one.end <= measure.start]
        behind = next((one for one in times if measure.end <= one.start < until), None)
        if (
            before
            and behind
            and _WITHIN.fullmatch(self._folded[measure.end : behind.start])
            and "," in self._folded[before[-1].end : measure.start]
        ):
            return behind
        if before:
            return before[-1]
        stop = _RUN_END.search(self._folded, measure.end)
        last = min(until, stop.start() if stop else len(self._text))
        return next((one for one in times if measure.end <= one.start < last), None)

    def _named_at(self, measure: Measure) -> TimeWords | None:
        """The time right behind one of two levels: 'từ 41,06% năm 2021 xuống 34,9% năm 2022'."""
        if not _LEVEL.search(self._folded, 0, measure.start):
            return None
        times = every_time_in(self._text, self._year)
        return next((one for one in times if 0 < one.start - measure.end <= len(" của ")), None)

    def _summed_up(self, period: Period | None, cumulative: bool, setting: Setting) -> tuple[Period | None, bool]:
        """The period from January on where the words say that a figure adds up."""
        if period and not cumulative and _SO_FAR.search(fold(setting.lead)):
            return since_january(period), True
        return period, cumulative
