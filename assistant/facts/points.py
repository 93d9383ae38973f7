"""A Report -> the points it makes, a clause each: decisions, tasks, limitations, events to come."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Period, Point, PointKind, Report, Section, SectionKind
from assistant.facts.day_times import day_ranges, deadline_in
from assistant.facts.reviewed import year_of
from assistant.vietnamese.assigning import FOLDED_ASSIGNS, FOLDED_GIVES
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import clauses, sentences

_READ = frozenset(("prose", "heading", "caption"))
_DECIDES = re.compile(
    r"\b(?:biểu quyết|thông qua|quyết nghị|quyết định|thống nhất|nhất trí|đồng ý|phê duyệt|miễn nhiệm"
    r"|bãi nhiệm|kết nạp"
    r"|bầu (?:bổ sung )?(?=đồng chí|ông|bà|chức danh))\b"
)
_BY_THE_MEETING = re.compile(
    r"\b(?:hội nghị|kỳ họp|phiên họp|cuộc họp|đại biểu|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|ban thường vụ"
    r"|ban chấp hành|thường trực|bí thư|chủ tịch)\b"
)
_NO_DECISION = re.compile(
    r"\b(?:đề nghị|yêu cầu|cần|sẽ|nếu|chưa|không|trước khi|để trình|dự thảo nghị quyết|theo quyết định"
    r"|thực hiện quyết định"
    r"|các quyết định|nghị quyết đã được thông qua)\b"
)
_DECIDING = frozenset(("opening", "reports", "discussion", "conclusion", None))
# A clause that only leads in to those after it: 'vẫn còn một số hạn chế, đó là:', 'Về nhiệm vụ tháng 9, … yêu cầu:'.
_LEADS_IN = re.compile(r":\s*$")
_SETS_A_TASK = re.compile(
    rf"\b(?:tiep tuc|tap trung|tang cuong|day manh|thuc hien|trien khai|hoan thanh|chu trong|quan tam|phan dau|lam tot"
    rf"|to chuc|chi dao|ra soat|ban giao(?! ban)|{FOLDED_GIVES}|yeu cau|de nghi|phoi hop|xay dung|chuan bi"
    r"|kiem tra|don doc|dieu dong|phu trach|chiu trach nhiem|(?:lam|la) to truong|giai quyet|xu ly|nang cao"
    r"|lap (?:phuong an|ke hoach|danh sach|ho so|de an)"
    r"|bao dam|dam bao|chu dong|khan truong|quyet liet|huy dong|tham muu|can|phai|day nhanh|nang|duy tri|phat huy|mo"
    r"|dua|ra|trinh|bao cao|hoan tat|van dong|tuyen truyen|quan ly|bo tri|thu|dau gia|ban hanh|theo doi|som)\b"
)
# Begins what tells of the meeting itself, unless somebody demands something there.
_TELLS_OF_IT = re.compile(
    r"\W*(?:cung )?(?:tai|trong) (?:buoi|cuoc|hoi nghi|phien|ky)\b"
    rf"(?!.*\b(?:yeu cau|de nghi|{FOLDED_GIVES}|phan cong|chi dao|nhan manh|luu y|can|phai|se|phan dau)\b)"
)
# Gives somebody a task in whatever section; a demand does where a meeting is concluded.
_ASSIGNS, _DEMANDS = re.compile(FOLDED_ASSIGNS), re.compile(r"\b(?:yeu cau|de nghi|chi dao)\b")
_UNASSIGNED = frozenset(("results", "limitations"))
_EVENT = re.compile(
    r"(?<!be mac )(?<!ket luan )\b(?:dai hoi|hoi nghi|ky hop|phien hop|cuoc hop"
    r"|(?<!ty )(?<!ti )le (?!hoi chua)\w+|ngay hoi|hoi thi|hoi thao"
    r"|hoi cho|bau cu|bau truong"
    r"|festival|ky thi|hoi hoa|khai mac|tuan le|giai (?:viet da|bong|chay|dua|the thao)|lien hoan|dem hoi"
    r"|chuong trinh nghe thuat"
    r"|gap mat|doi thoai"
    r"|dien tap|ra quan|khoi cong|khanh thanh|le hoi|giao quan|ky niem|tap huan|tiep xuc cu tri"
    r"|giam sat chuyen de|hop bao"
    r"|tet trong cay|tuyen quan|kham tuyen|chien dich|khai giang|cong bo)\b"
)
_FORESEEN = re.compile(
    r"\b(?:dien ra|to chuc) (?:tu|vao|trong|ngay)\b|\b(?:se (?:dien ra|to chuc|khai mac|hop)"
    r"|du kien (?:khai mac|to chuc|dien ra|cong nhan|trinh|thang))\b"
)
_FORESEEN_FOR = re.compile(r"\bdu kien\b")
# Before a day that is no event's own: deadlines, days gone by, the time that tasks are for.
_NO_EVENT = re.compile(
    r"\b(?:truoc|cham nhat|xong|han|den)(?: het)?(?: \d{1,2} gio)?(?: (?:ngay|thang))?\s*$"
    r"|\b(?:da|vua|qua)\b[^;.]{0,30}$"
    r"|\b(?:nhiem vu|cong tac|trong tam|phuong huong|so|van ban|quyet dinh)\b[^;.,]{0,30}$"
)
_JOINED = re.compile(r"\s*(?:den|-|–|va|,)\s*(?:het\s*)?(?:ngay\s*)?")
_TEN_DAYS = re.compile(r"\b(thuong|trung|ha) tuan\s*$")
_AND = re.compile(r"\s*(?:[,;]|và\b)?\s*")
_BEHIND = 30
_SHORTEST, _LONGER_THAN_A_MONTH = 12, 31
_EARLY, _LATE = 4, 10
_PLANNING = frozenset((None, "reports", "discussion", "conclusion", "tasks"))


def find_points(report: Report) -> tuple[Point, ...]:
    """Return the points of a report in the order of its text, each clause once for each kind it is."""
    found: dict[tuple[PointKind, int], Point] = {}
    for start, end, section in _clauses_of(report):
        words = report.text[start:end]
        told = [(kind, when, start, end) for kind, when in _kinds(report, words, section)]
        told += [
            ("event", when, start + first, start + last) for first, last, when in _announced(report, words, section)
        ]
        for kind, when, first, last in told:
            name = f"{report.id}:{kind}{first}"
            point = Point(id=name, report_id=report.id, kind=kind, section=section, when=when, start=first, end=last)
            found.setdefault((kind, first), point)
    return tuple(found.values())


def _clauses_of(report: Report) -> Iterator[tuple[int, int, SectionKind | None]]:
    for block in report.blocks:
        if block.kind not in _READ:
            continue
        for first, last in sentences(report.text, block.start, block.end):
            for start, end in clauses(report.text, first, last):
                words = report.text[start:end]
                start += len(words) - len(words.lstrip(" ,;-–+•\n\t"))
                end = start + len(report.text[start:end].rstrip(" ,;\n\t"))
                if end - start >= _SHORTEST:
                    yield start, end, _section_at(report.sections, start)


def _kinds(report: Report, words: str, section: SectionKind | None) -> Iterator[tuple[PointKind, Period | None]]:
    lowered, folded = words.lower(), fold(words)
    if not _LEADS_IN.search(words):
        if section == "limitations":
            yield "limitation", None
        elif _is_task(folded, section):
            yield "task", deadline_in(words, year_of(report))
        elif section in _DECIDING and _decides(lowered):
            yield "decision", None


def _is_task(folded: str, section: SectionKind | None) -> bool:
    """Whether a clause sets a task: by its section, or because it gives somebody one outside of a list of tasks."""
    if section == "tasks":
        return _SETS_A_TASK.search(folded) is not None and not _TELLS_OF_IT.match(folded)
    giving = _ASSIGNS.search(folded) if section not in _UNASSIGNED else None
    giving = giving or (_DEMANDS.search(folded) if section == "conclusion" else None)
    return giving is not None and _SETS_A_TASK.search(folded, giving.end()) is not None


def _decides(lowered: str) -> bool:
    return bool(_DECIDES.search(lowered) and _BY_THE_MEETING.search(lowered) and not _NO_DECISION.search(lowered))


def _announced(report: Report, words: str, section: SectionKind | None) -> Iterator[tuple[int, int, Period]]:
    """Yield what a clause announces for after the meeting: where each is told in it, and on which day or days."""
    day = report.held_on or report.published_on or (report.period.end if report.period else None)
    folded = fold(words)
    if day is None or not (_FORESEEN.search(folded) or section in _PLANNING):
        return
    begins = 0
    times = sorted(_times_after(day, words, folded), key=lambda one: one.start)
    for number, time in enumerate(times):
        told = folded[
            begins : min(time.end + _BEHIND, times[number + 1].start if number + 1 < len(times) else len(folded))
        ]
        foreseen, is_event = _FORESEEN.search(told) is not None, _EVENT.search(told) is not None
        if time.is_month:
            announced = is_event or _FORESEEN_FOR.search(told) is not None
        else:
            announced = is_event or foreseen or (time.is_range and section == "tasks")
        if announced:
            last = number + 1 == len(times)
            yield begins, len(words) if last else time.end, time.period
            skipped = _AND.match(words, time.end)
            begins = skipped.end() if skipped else time.end


@dataclass(frozen=True, slots=True)
class _Time:
    """A time named in a clause: days, the first and the last of several when `is_range`, or a month."""

    start: int
    end: int
    period: Period
    is_range: bool = False
    is_month: bool = False


def _times_after(day: date, words: str, folded: str) -> Iterator[_Time]:
    """The days and months named in words that come after another day and are no deadlines."""
    taken: list[tuple[int, int]] = []
    for named in day_ranges(words, day.year):
        taken.append((named.start, named.end))
        if named.period.start > day:
            yield _Time(named.start, named.end, named.period, is_range=True)
    run: list[tuple[int, int, date]] = []
    for one in find_dates(words):
        known = one.day if one.year_known else _coming(day, one.day_of_month, one.month)
        if known is None or known <= day or any(start < one.end and one.start < end for start, end in taken):
            continue
        if run and not _JOINED.fullmatch(folded[run[-1][1] : one.start]):
            yield _of_days(run)
            run = []
        if run or not _NO_EVENT.search(folded[: one.start]):
            run.append((one.start, one.end, known))
            taken.append((one.start, one.end))
    if run:
        yield _of_days(run)
    for month in find_periods(words, day.year):
        before = folded[: month.start]
        is_free = not any(start < month.end and month.start < end for start, end in taken)
        if month.period and is_free and _is_month_after(day, month.period) and not _NO_EVENT.search(before):
            yield _Time(month.start, month.end, _part_of_month(month.period, before), is_month=True)


def _of_days(run: Sequence[tuple[int, int, date]]) -> _Time:
    first, last = min(day for _, _, day in run), max(day for _, _, day in run)
    label = " - ".join(dict.fromkeys((_written(first), _written(last))))
    return _Time(run[0][0], run[-1][1], Period(first, last, label), is_range=len(run) > 1)


def _is_month_after(day: date, period: Period) -> bool:
    return period.start > day and (period.end - period.start).days < _LONGER_THAN_A_MONTH


def _part_of_month(month: Period, before: str) -> Period:
    """A month, or the ten days of it that are named: 'trung tuần tháng 11'."""
    ten_days = _TEN_DAYS.search(before)
    if ten_days is None:
        return month
    first = {"thuong": 1, "trung": 11, "ha": 21}[ten_days[1]]
    start = month.start.replace(day=first)
    end = month.end if first == 21 else month.start.replace(day=first + 9)
    return Period(start, end, f"{ten_days[0].strip()} {month.label}")


def _coming(day: date, day_of_month: int, month: int) -> date | None:
    """That day of the year of another; of the next year when that one is at a year's end and this at its start."""
    next_year = day.month >= _LATE and month <= _EARLY
    year = day.year + 1 if next_year else day.year
    return date(year, month, day_of_month) if day_of_month <= monthrange(year, month)[1] else None


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _section_at(sections: tuple[Section, ...], position: int) -> SectionKind | None:
    return next((one.kind for one in sections if one.start <= position < one.end), None)
