"""A measure in its sentence -> the period it is of: named for it, framing its sentence, or the report's own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice

from assistant.domain import Period, Report
from assistant.facts.kinds import Setting, is_laid_out
from assistant.facts.measures import Measure
from assistant.facts.times import (
    LONGEST_DAYS,
    TimeWords,
    deadline_in,
    every_time_in,
    headed_times,
    since_january,
    times_in,
    to_the_end,
)
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences

_OF_THE_MEETING = frozenset((None, "opening", "participants", "discussion", "reports", "conclusion", "tasks"))
_OF_THOSE_PRESENT = re.compile(
    r"\b(?:dai bieu|du hop|tham du|du hoi nghi|co mat|vang mat|trieu tap|bieu quyet|tan thanh|phieu"
    r"|thong nhat(?! cho))\b"
)
_AWARDED = re.compile(
    r"\b(?:giay khen|bang khen|khen thuong|trao tang|nhan dip nay|dip nay|(?:bieu|tuyen) duong \d+ (?:tap the|ca nhan))\b"
)
# What a meeting's own record tells wherever it stands: how many voted, in how many copies the minutes were made.
_VOTED = re.compile(
    r"\b(?:bieu quyet|tan thanh|gio tay|nhat tri|(?<!bo )phieu(?! bau))\b(?:[^,;]|, dat\b){0,50}$|\b(?:bien ban|lap thanh)\b[^;]{0,40}$"
)
_VOTERS = re.compile(
    r"[^,;.]{0,50}\b(?:(?<!bo )phieu|tan thanh|nhat tri|bieu quyet|(?:thanh vien|dai bieu|uy vien|dong chi)(?: du hop)? (?:co mat|nhat tri|tan thanh))\b"
)
_VOTES = frozenset(("%", "phiếu", "đại biểu", "thành viên", "ủy viên", "đồng chí", "bản", ""))
_OF_THE_PEOPLE = re.compile(r"\b(?:cu tri|tra loi|tiep cong dan|don thu)\b")
_GATHERED = re.compile(r"\b(?:thong bao|tong hop|trinh bay)\b")
_DESCRIBED = re.compile(r"\b(?:dan so|dien tich|thanh lap|sap nhap|hop nhat)\b")
_COUNTED_AT_IT = re.compile(
    r"(?:\d+ )?(?:dai bieu|luot y kien|y kien|diem cau|to trinh|tham luan|trang|phan|cau hoi|uy vien|chuc danh|phieu"
    r"|kien nghi toi)\b"
)
_OFFICES = re.compile(
    r"\b(?:bi thu|chu tich|truong|thu truong|dai dien|lanh dao|giam doc|tru so|diem cau)\b[^,;]{0,40}$"
)
_BY_THE_MEETING = re.compile(
    r"\b(?:thong qua|ban hanh|bieu quyet|ra|xem xet|tham tra|nghe|trinh|cho y kien)\b[^,;]{0,40}$"
)
_RESOLVED = re.compile(r"\b(?:nghi quyet|to trinh|bao cao|noi dung|du thao|tham luan|de an)\b")
_SO_FAR = re.compile(r"\b(?:luy ke|cong don|tinh chung|(?:tu|so voi) dau nam)\b")
_PLANS = re.compile(r"\b(?:nhiem vu|phuong huong|ke hoach|giai phap|trong tam|nhung thang|thoi gian)\b")
_REVIEWS = re.compile(r"\b(?:ket qua|tinh hinh|so ket|tong ket|danh gia|bao cao|thuc hien|kiem diem|cong tac)\b")
_MONTH_AND_MONTHS = re.compile(r"\bthang (\d{1,2})(?:/\d{4})?(?:,? va|,) (?:luy ke )?(\d{1,2}|muoi|chin|tam|bay|sau) thang\b")
_CLAUSE_END = re.compile(r"[;|]")
_A_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu)(?: cua)?(?: \w+)?\s*$")
_AIMS = re.compile(r"\b(?:chi tieu|muc tieu|moc|phan dau|phai dat|nhiem vu)\b")
_COLON = re.compile(r"[^;.:]{0,40}:")
_SEGMENT_END = re.compile(r"[;|]|,(?!\d)")
_TO_BE_DONE = re.compile(r"\s*(?:xong|hoan thanh|truoc|cham nhat|thoi gian|han|den)\b")
_BEFORE_IT = re.compile(r"\btruoc(?: ngay)?\s*$")
_WITHIN = re.compile(r"[^,;.:]*\btrong ")
_OPENS_WITH_A_DEADLINE = re.compile(r"\W*(?:(?:\d+|[a-z])[.)] )?(?:truoc|den|cham nhat)\b[^,;]{0,30},")
_LAST = re.compile(r"\b(?:trong|truoc|den|vao|xong|het)(?: (?:het|ngay|thang|quy|nam))?\s*$")
_BARE = re.compile(r"\w+ thang")
_MONEY = re.compile(r"\b(?:giai ngan|ngan sach)\b")
_SPENDERS = re.compile(r"\b(?:chu dau tu|du an|cong trinh|so, nganh|goi thau)\b")
_LEVEL = re.compile(r"\b(?:tu|xuong|len|con)(?: con)?\s*$")
_RUN_END = re.compile(r"[,;:|.]\s")
# Lengths in days: a month at most, a time that may be told of before it is over, how soon is over, long gone.
_MONTH_LENGTH = 30.4
_MONTH, _LONG, _SHORTEST, _SOON, _STALE = 31, 300, 26, 45, 120
_FIRST = 10
_NEAR_OFFICE = 70
_HEADED, _OPENING, _NEAR_PLAN, _NEAR_REVIEW = 240, 2_500, 60, 110
_PEOPLE = re.compile(r"(?:dong chi|dai bieu|nguoi|uy vien|can bo|dang vien|ong|ba|vi|diem)\b")
# Units of what is no person: among the participants, too, these are figures of a period.
_NO_PEOPLE = frozenset(("đồng", "ha", "km", "tấn", "lần", "hạng"))


def year_of(report: Report) -> int | None:
    """Return the year that a time written without one is of."""
    if report.period and length_in_days(report.period) <= LONGEST_DAYS:
        return report.period.end.year
    day = report.held_on or report.published_on or (report.period.end if report.period else None)
    return day.year if day else None


def reviewed_period(report: Report) -> Period | None:
    """Return the time whose results a meeting looked back on; of a term, the part that was over."""
    opening = report.text[:_OPENING]
    period = report.period
    if period is None or _is_stale(period, report):
        period = _reviewed_in(opening, report) or _framing_results(report) or _before_the_planned(report) or period
    if period is None:
        return None
    both = _MONTH_AND_MONTHS.search(fold(opening)) if length_in_days(period) < _MONTH else None
    if both and int(both[1]) == period.end.month:
        return since_january(period)
    day = report.held_on
    if day and length_in_days(period) > _LONG and (period.end - day).days > _SOON:
        return _part_over(report.text, period, day, year_of(report)) or period
    return period


def _is_stale(period: Period, report: Report) -> bool:
    """Whether a time of a year at most was over long before the meeting, or begins after it: not what it reviewed."""
    day = report.held_on or report.published_on
    if day is None or length_in_days(period) > LONGEST_DAYS:
        return False
    return (day - period.end).days > _STALE or period.start > day


def term_of(report: Report) -> Period | None:
    """Return the term of office that a meeting belongs to, where its report names it."""
    for words in (report.term or "", report.title, report.text[:_OPENING]):
        for one in find_periods(words):
            if one.period and "nhiem ky" in fold(one.period.label) + fold(words[max(0, one.start - 12) : one.end]):
                return one.period
    return report.period if report.period and length_in_days(report.period) > LONGEST_DAYS else None


def _reviewed_in(opening: str, report: Report) -> Period | None:
    folded = fold(opening)
    for one in every_time_in(opening, year_of(report)):
        before = folded[max(0, one.start - _NEAR_REVIEW) : one.start]
        plans = [match.end() for match in _PLANS.finditer(before)]
        reviews = [match.end() for match in _REVIEWS.finditer(before)]
        told = may_be_reported(one.period, report) and not (one.is_until or _is_stale(one.period, report)) and length_in_days(one.period) > _SHORTEST
        if told and reviews and (not plans or max(reviews) >= max(plans) - 12) and "cuoi" not in fold(one.period.label):
            return one.period
    return None


def _framing_results(report: Report) -> Period | None:
    """The time that frames the first results told: 'Sáu tháng qua, thu ngân sách ...'."""
    for section in report.sections:
        if section.kind == "results":
            for start, end in islice(sentences(report.text, section.start, section.end), _FIRST):
                for one in times_in(report.text[start:end], year_of(report)):
                    if one.fronted and may_be_reported(one.period, report) and length_in_days(one.period) > _SHORTEST:
                        return one.period
    return None


def _before_the_planned(report: Report) -> Period | None:
    """The year, quarter or month before the one that a title plans for: 'thông qua nghị quyết về phát triển năm 2023'."""
    day = report.held_on or report.published_on
    for one in every_time_in(report.title, year_of(report)):
        if day and 0 <= (one.period.start - day).days <= _SOON and one.period.start.day == 1:
            end = one.period.start - timedelta(days=1)
            months = round((length_in_days(one.period) + 1) / _MONTH_LENGTH)
            start = date(end.year, end.month - months + 1, 1)
            return Period(start, end, f"từ tháng {start.month} đến tháng {end.month}/{end.year}")
    return None


def _part_over(text: str, period: Period, held_on: date, year: int | None) -> Period | None:
    """The first time named in a text that begins with a period and was over when the meeting was held."""
    for one in times_in(text, year):
        is_over = one.period.end <= held_on or one.period.end.year == held_on.year
        near = one.period.start.year - period.start.year in (0, 1) and length_in_days(one.period) > LONGEST_DAYS
        begins = one.period.start == period.start or (near and one.fronted)
        of_it = begins and is_over and one.period.end < period.end
        if of_it and (one.period.end - one.period.start).days > 0.3 * (held_on - period.start).days:
            return one.period
    return None


def planned_period(report: Report, section_start: int) -> Period | None:
    """Return the time that the tasks told from a place on are for: named where they begin, or in the title."""
    beginning = report.text[max(0, section_start - 60) : section_start + _HEADED]
    for words in (beginning, report.title, report.text[:_OPENING]):
        folded = fold(words)
        for one in times_in(words, year_of(report)):
            short = length_in_days(one.period) <= LONGEST_DAYS and not one.is_until
            planned = _PLANS.search(folded, max(0, one.start - _NEAR_PLAN), one.start)
            if short and planned and may_be_aimed_at(one.period, report):
                return one.period
    return None


def length_in_days(period: Period) -> int:
    """Return how many days lie between a period's first and last day."""
    return (period.end - period.start).days


def may_be_reported(period: Period, report: Report) -> bool:
    """Whether results may be of a period: it has begun when the meeting is held; of several years, it is over too."""
    day = report.held_on or (report.period.end if report.period else None)
    if day is None:
        return True
    if length_in_days(period) > LONGEST_DAYS and period.end.year > day.year:
        return False
    return period.start <= day


def may_be_aimed_at(period: Period, report: Report) -> bool:
    """Whether a target may be for a period: it is not over when the meeting is held."""
    day = report.held_on or (report.period.end if report.period else None)
    return day is None or period.end >= day


def is_vote(measure: Measure, setting: Setting) -> bool:
    """Whether a measure tells how a meeting voted, or how its record was made out."""
    if measure.unit == "phiếu" or _AWARDED.search(fold(setting.told)[-_NEAR_OFFICE:]):
        return True
    if measure.unit not in _VOTES or "cu tri" in fold(setting.told + setting.after):
        return False
    return bool(_VOTED.search(fold(setting.told)[-_NEAR_REVIEW:]) or _VOTERS.match(fold(setting.after)))


class Dated:
    """The times of one sentence and those that govern it."""

    def __init__(self, report: Report, text: str, reviewed: Period | None) -> None:
        self._report, self._text, self._folded = report, text, fold(text)
        self._reviewed = reviewed
        self._year = year_of(report)
        last = reviewed.end if reviewed else None
        found = times_in(text, self._year, last)
        found = [one for one in found if not self._is_a_length(one)]
        self._times = tuple(sorted((*found, *to_the_end(text, self._year, term_of(report), last)), key=lambda one: one.start))

    def _is_a_length(self, one: TimeWords) -> bool:
        """Whether months that don't count since January are meant: 'dừng sản xuất trong hai tháng' in a year's review."""
        bare = _BARE.fullmatch(self._folded[one.start : one.end])
        return bool(bare and self._reviewed and (self._reviewed.end - one.period.end).days > _STALE)

    def headed(self, is_ahead: bool) -> Period | None:
        """Return the time that a heading names for what stands below it, the longest of several."""
        periods = [one.period for one in headed_times(self._text, self._year) if self._fits(one, is_ahead)]
        return max(periods, key=length_in_days, default=None)

    def handed_on(self, is_ahead: bool) -> Period | None:
        """Return the time that frames the sentences after this one too; a year within a term frames its own only."""
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
        if setting.section == "participants" and self._counts_who_came(measure, governing):
            return None, False
        if is_vote(measure, setting):
            return None, False
        if setting.section in ("opening", "participants") and self._is_of_the_meeting(measure, setting):
            return None, False
        if named := self._named(measure, until, is_ahead=False):
            return self._summed_up(named.period, named.cumulative, setting)
        if self._is_of_the_meeting(measure, setting):
            return None, False
        if frame := self.framing(is_ahead=False):
            return self._summed_up(frame.period, frame.cumulative, setting)
        if governing and (earlier := self._named_earlier(measure)):
            return self._summed_up(earlier.period, earlier.cumulative, setting)
        return self._summed_up(governing or self._reviewed, False, setting)

    def _named_earlier(self, measure: Measure) -> TimeWords | None:
        """The time of an earlier clause of the sentence: nearer than one that governs from sentences before."""
        told = [one for one in self._times if one.end <= measure.start and self._fits(one, is_ahead=False)]
        return next((one for one in reversed(told) if not one.is_aside and not one.is_until), None)

    def is_to_come(self, measure: Measure) -> bool:
        """Whether the time named for a measure begins after the meeting, or is a day to come before which it is due."""
        day = self._report.held_on
        begins = self._clause_start(measure)
        named = [one for one in self._times if begins <= one.start and one.end <= measure.start]
        behind = next((one for one in self._times if one.start >= measure.end), None)
        if behind and day and behind.period.start > day and _WITHIN.fullmatch(self._folded[measure.end : behind.start]):
            return True
        time = named[-1] if named else next((one for one in self._times if one.fronted and one.end <= measure.start), None)
        if time is None or day is None:
            return False
        is_due = time.is_until and _BEFORE_IT.search(self._folded[: time.start]) is not None and time.period.end > day
        return time.period.start > day or is_due

    def _counts_who_came(self, measure: Measure, governing: Period | None) -> bool:
        """Whether a measure among the participants counts those present, at no time but the meeting's own."""
        if self.framing(is_ahead=False) or _DESCRIBED.search(self._folded):
            return False
        return bool(_PEOPLE.match(fold(measure.unit))) or (measure.unit not in _NO_PEOPLE and not governing)

    def of_column(self, heading: str, is_ahead: bool) -> TimeWords | None:
        """Return the time that a table's column is of, None when its heading names none."""
        return next((one for one in headed_times(heading, self._year) if self._fits(one, is_ahead)), None)

    def _aimed(self, measure: Measure, setting: Setting, governing: Period | None, until: int) -> Period | None:
        if setting.is_plan or is_laid_out(measure, setting):
            return self.plan_year(measure)
        if last := deadline_in(self._segments(measure), self._year):
            return last
        named = self._named(measure, until, is_ahead=True) or self.framing(is_ahead=True)
        if named:
            return named.period
        return self._of_its_plan(measure) or self._begun_with(measure) or governing or self._in_a_name(measure)

    def _begun_with(self, measure: Measure) -> Period | None:
        """The time that a chain of tasks begins with: 'quý IV phải khắc phục ...; thu thêm 1,2 tỷ đồng'."""
        if opening := _OPENS_WITH_A_DEADLINE.match(self._folded):
            return deadline_in(self._text[: opening.end()], self._year)
        begins = self._clause_start(measure)
        times = (one for one in self._times if one.end <= begins and self._fits(one, is_ahead=True))
        return next((one.period for one in times if one.fronted or not _LAST.search(self._folded[: one.start])), None)

    def _of_its_plan(self, measure: Measure) -> Period | None:
        """The year of the plan that a clause is about: 'kế hoạch năm 2023 phải thu hồi 50 ha'."""
        before = self._folded[: measure.start]
        years = (
            one.period
            for one in every_time_in(self._text, self._year)
            if self._clause_start(measure) <= one.start < measure.start and _A_PLAN.search(before[: one.start])
        )
        return next((one for one in years if may_be_aimed_at(one, self._report)), None)

    def _in_a_name(self, measure: Measure) -> Period | None:
        """The time to come that a document is called after: 'thông qua Nghị quyết năm 2026: thu ngân sách 23 tỷ'."""
        day = self._report.held_on
        colon = self._text.rfind(":", 0, measure.start)
        told = [one.period for one in every_time_in(self._text, self._year) if one.end <= colon]
        return next((one for one in reversed(told) if day and one.start > day and length_in_days(one) >= _SHORTEST), None)

    def plan_year(self, measure: Measure) -> Period | None:
        """The year that a plan is for: named before it, else the one looked back on."""
        begins = self._clause_start(measure)
        named = [one.period for one in find_periods(self._text[begins : measure.start], self._year) if one.period]
        if named and length_in_days(named[-1]) > LONGEST_DAYS - 2:
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
        is_planned = one.is_planned and (day is None or one.period.start > day or (one.period.end - day).days > _MONTH)
        return not is_planned and not is_the_meetings and may_be_reported(one.period, self._report)

    def _named(self, measure: Measure, until: int, is_ahead: bool) -> TimeWords | None:
        """The time named for a measure in its own clause: the last before it, else one right behind it."""
        if own := self._named_at(measure):
            return own
        times = [one for one in self._times if self._fits(one, is_ahead)]
        begins = self._clause_start(measure)
        before = [one for one in times if begins <= one.start and one.end <= measure.start]
        behind = next((one for one in times if measure.end <= one.start < until), None)
        if before and behind and _WITHIN.fullmatch(self._folded[measure.end : behind.start]) and "," in self._folded[before[-1].end : measure.start]:
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
        return next((one for one in times if 0 < one.start - measure.end <= len(" (")), None)

    def _clause_start(self, measure: Measure) -> int:
        return max((match.end() for match in _CLAUSE_END.finditer(self._folded, 0, measure.start)), default=0)

    def _segments(self, measure: Measure) -> str:
        """The words between the commas around a measure, and those behind that say when it is to be done."""
        begins = max((match.end() for match in _SEGMENT_END.finditer(self._folded, 0, measure.start)), default=0)
        stop = _SEGMENT_END.search(self._folded, measure.end)
        end = stop.start() if stop else len(self._text)
        if stop and stop[0] == "," and _TO_BE_DONE.match(self._folded, stop.end()):
            behind = _SEGMENT_END.search(self._folded, stop.end())
            end = behind.start() if behind else len(self._text)
        return self._text[begins:end]

    def _summed_up(self, period: Period | None, cumulative: bool, setting: Setting) -> tuple[Period | None, bool]:
        """The period from January on where the words say that a figure adds up."""
        if period and not cumulative and _SO_FAR.search(fold(setting.lead)):
            return since_january(period), True
        return period, cumulative

    def _is_of_the_meeting(self, measure: Measure, setting: Setting) -> bool:
        """Whether a figure tells of the meeting itself: who came, what was tabled, how they voted."""
        if setting.section not in _OF_THE_MEETING:
            return False
        near, told = fold(setting.near), fold(setting.told)
        if setting.section in ("opening", "participants") and _OFFICES.search(told[-_NEAR_OFFICE:]):
            return True
        around = f"{told[-_NEAR_REVIEW:]}{fold(setting.after[:30])}"
        if setting.section == "discussion" and _OF_THE_PEOPLE.search(around) and not _GATHERED.search(around):
            return False
        passed = _BY_THE_MEETING.search(near) and _RESOLVED.match(fold(measure.unit))
        counted = _COUNTED_AT_IT.match(fold(f"{measure.unit}{setting.after[:30]}")) or _COUNTED_AT_IT.match(
            fold(measure.unit)
        )
        present = _OF_THOSE_PRESENT.search(f"{near} {fold(measure.unit)} {fold(setting.after[:20])}")
        return bool(passed or counted or present or _AWARDED.search(told))
