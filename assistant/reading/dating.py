"""Dates and periods a report mentions -> when it was published, when the meeting was held, what time it covers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain import Period
from assistant.reading.excerpts import Excerpt, Known
from assistant.reading.furniture import is_issue_line
from assistant.reading.opening import Opening
from assistant.vietnamese.dates import DateMention, PeriodMention, find_dates, find_periods
from assistant.vietnamese.folding import fold

_CRAWLED = re.compile(r"date ((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-(\d{2}))?")
_YEAR = re.compile(r"(?<![\d./-])(?:nam |thang \d{1,2}/|\d{1,2}/|quy [ivx\d]+/)(20\d{2}|19\d{2})(?![\d-])")
_TERM = re.compile(r"(?:nhiem ky|giai doan)\s*\d{4}\s*[-–]\s*\d{4}")
_PLANNED_YEAR = re.compile(r"(?:nhiem vu|phuong huong|ke hoach|du toan)[^.;,]{0,30} nam (20\d{2})")
# A day that belongs to a document, a deadline, an anniversary or a count up to it is not the day of the meeting.
_OTHER_DAY = re.compile(
    r"(?:\bso \d[\w./-]*|\b(?:ke hoach|nghi quyet|quyet dinh|thong bao|cong van|chi thi|ket luan|van ban|to trinh"
    r"|luat)[^,;.]{0,40}"
    r"|\b(?:den|truoc|het|tinh den|ke tu|sau|dip|ky niem|nhan|cong nhan|du kien|trong thoi gian|thanh lap"
    r"|truyen thong|ngay sinh)(?: het)?)[\s,(]*(?:ngay )?$"
)
_SINCE = re.compile(r"\btu\s*(?:ngay )?$")
_EARLIER_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})\s*(?:-|–|,|va|den)(?: het)?\s*(?:ngay )?$")
_ISSUING = re.compile(r"[^.;]{0,80}?\b(?:ban hanh|phe duyet|co (?:cong van|van ban)|ky (?:quyet dinh|ket))\b")
_HELD = re.compile(
    r"\b(?:dien ra|to chuc|hop|khai mac|bat dau|hom|vao|trong|hoi nghi|ky hop|phien hop|thoi gian|gio)\b[^.;]{0,40}$"
    r"|\b(?:hoi nghi|ky hop|phien hop|cuoc hop)\b[^.;]{0,120}\b(?:chu tri|chu toa|to chuc)(?: (?:vao|hom|sang"
    r"|chieu))?(?: ngay)?\s*$"
)
_START = 40
_NEAR = 60
# 'trên cơ sở đó, ngày 28/11, Ban Pháp chế họp …': a clause of its own that begins with the day.
_OPENS_CLAUSE = re.compile(r"[,;:–-]\s*$")
_CLAUSE_OF_MEETING = re.compile(
    r"\W{0,3}(?:tai [^,;.]{0,70},\s*)?[^,;.]{0,90}\b(?:to chuc|hop|tien hanh|dien ra|khai mac|be mac|giao ban)\b"
)
_MEETING = re.compile(
    r"\b(?:to chuc|dien ra|khai mac|be mac|hop|tien hanh|hoi nghi|ky hop|phien hop|cuoc hop|giao ban|chu tri|dai hoi"
    r"|lam viec"
    r"|bat dau|thoi gian|hoi y|buoi|phien)\b"
)
_COMING = re.compile(r"\b(?:se|du kien|sap)\b[^.;]*$")
_YET_TO_COME = re.compile(r"[^.;,]*\b(?:se|toi day|sap toi)\b")
# Cues before a period: a review of results, a regular session, or plans. Longer ones first, so that 'thực hiện nhiệm
# vụ' is a review though 'nhiệm vụ' alone is a plan.
_CONTEXT = re.compile(
    r"\b(?:(?P<review>(?:ket qua|so ket|tong ket|danh gia|kiem diem)(?: nhiem vu)?|tinh hinh"
    r"|thuc hien (?:cac |nhung )?nhiem vu"
    r"|cong viec|nhin lai)"
    r"|(?P<plan>phuong huong|trien khai|nhiem vu|ke hoach|giai phap|trong tam|ban|de ra|chuan bi|muc tieu|du toan"
    r"|phan dau"
    r"|dinh huong|chuong trinh cong tac)"
    r"|(?P<session>thuong ky|dinh ky|phien|ky hop|giao ban|hop|bao cao|cong tac|thu ngan sach|dat))\b"
)
_REVIEWED_MONTHS = re.compile(
    r"\b(?:ket qua|danh gia|kiem diem|so ket|tong ket|cong tac)\b[^.;,\d]{0,60}?"
    r"\b(?:(?P<months>\d{1,2}|ba|sau|tam|chin|muoi) thang\b(?! (?:dau|cuoi|nam|con lai|qua|toi|tiep))"
    r"|(?P<half>nua nam)\b(?! (?:cuoi|con lai|toi))|(?P<year>nam qua|mot nam)\b)"
)
_CLOSING_TERM = re.compile(r"\b(?:so ket|tong ket|kiem diem)\b")
_CONTEXT_LENGTH = 110
# Months since January that were over longer ago than these days were no subject: they count from another day.
_STALE = 120
_MEETING_SENTENCES = 6
_RANKS = {"review": 0, "session": 2, None: 4}
_TOO_DOUBTFUL = 10


@dataclass(frozen=True, slots=True)
class Publication:
    """When a page was published: the day where it is known, and the last day it can have been."""

    day: Known[date] | None
    no_later_than: date | None


def published(declared: date | None, lines: tuple[Excerpt, ...]) -> Publication:
    """Return the publication day the file declares, or else the one its date lines say; a bare month only bounds it."""
    if declared:
        shown = next(
            ((line, mention) for line in lines for mention in find_dates(line.text) if mention.day == declared), None
        )
        if shown:
            return Publication(Known(declared, shown[0], shown[1].start, shown[1].end, "date line"), declared)
        return Publication(Known(declared, Excerpt("", None), 0, 0, "file properties"), declared)
    for line in lines:
        crawled = _CRAWLED.match(line.text)
        if crawled and not crawled[3]:
            year, month = int(crawled[1]), int(crawled[2])
            return Publication(None, date(year, month, monthrange(year, month)[1]))
        for mention in find_dates(line.text):
            if mention.day and mention.year_known and is_issue_line(line.text):
                return Publication(None, mention.day)
            if mention.day and mention.year_known:
                return Publication(Known(mention.day, line, mention.start, mention.end, "date line"), mention.day)
    return Publication(None, None)


def held_on(opening: Opening, publication: Publication) -> Known[date] | None:
    """Return the day of the meeting, the first if it took several; None when it or its year is not said.

    A day without a year takes it from the publication date, being the last such day before it, or else from the only
    year the opening speaks of. No meeting is held after its report was published.
    """
    years = _years(opening)
    for where, excerpt, mention, first in _meeting_days(opening):
        day = first.day if first.year_known else _completed(first, publication, years, excerpt.text)
        if day and (publication.no_later_than is None or day <= publication.no_later_than):
            source = "written" if first.year_known else "of publication" if publication.no_later_than else "of report"
            return Known(day, excerpt, mention.start, mention.end, f"{where}, year {source}")
    return None


def period_covered(opening: Opening, held: date | None, publication: Publication) -> Known[Period] | None:
    """Return the period whose results the meeting looked at, not the one it planned for; None when not said."""
    reference = held or publication.no_later_than
    years = _years(opening)
    year = reference.year if reference else (min(years) if len(years) == 1 else None)
    ranked = sorted(_ranked_periods(opening, year, reference), key=lambda candidate: candidate[0])
    return ranked[0][1] if ranked else None


def _meeting_days(opening: Opening) -> Iterator[tuple[str, Excerpt, DateMention, DateMention]]:
    """Yield the days that may be the meeting's, as written and as the first of several: those of the opening first,
    then those of captions and the title."""
    places = (("opening", opening.sentences), ("caption", opening.captions), ("title", opening.title))
    for where, excerpt in ((where, excerpt) for where, excerpts in places for excerpt in excerpts):
        folded = excerpt.folded
        for mention in find_dates(excerpt.text):
            before, after = folded[: mention.start], folded[mention.end :]
            earlier = _EARLIER_DAY.search(before)
            coming = _COMING.search(before[-_NEAR:]) or _YET_TO_COME.match(after[: _NEAR // 2])
            if not coming and _tells_the_day(mention, before, after) and (earlier or not _OTHER_DAY.search(before)):
                yield where, excerpt, mention, _first_day(mention, before)


def _tells_the_day(mention: DateMention, before: str, after: str) -> bool:
    """Whether a day is said the way a meeting's is: with the part of the day, at the start, or after its verb."""
    if _ISSUING.match(after) or (_SINCE.search(before) and len(before) > _START):
        return False
    opens = _OPENS_CLAUSE.search(before) and _CLAUSE_OF_MEETING.match(after)
    placed = mention.part_of_day is not None or len(before) <= _START or opens or _HELD.search(before)
    return bool(placed) and bool(_MEETING.search(after) or _MEETING.search(before))


def _first_day(mention: DateMention, before: str) -> DateMention:
    """Of 'ngày 20 và 21/12' the first day: a meeting of several days is held on it."""
    earlier = _EARLIER_DAY.search(before)
    if earlier is None or not 0 < int(earlier[1]) < mention.day_of_month:
        return mention
    number = int(earlier[1])
    return replace(mention, day_of_month=number, day=mention.day.replace(day=number) if mention.day else None)


def _completed(mention: DateMention, publication: Publication, years: frozenset[int], text: str) -> date | None:
    latest = publication.no_later_than
    if latest:
        return next(filter(None, (_day(latest.year - back, mention, latest) for back in (0, 1))), None)
    own = _years_in(text)
    years = own if len(own) == 1 or (len(years) != 1 and _adjacent(own)) else years
    if _adjacent(years):
        return _day(min(years) if mention.month > 6 else max(years), mention)
    if len(years) != 1:
        return None
    year = next(iter(years))
    planned = {int(found) for found in _PLANNED_YEAR.findall(fold(text))}
    return _day(year - 1 if mention.month == 12 and planned == {year} else year, mention)


def _adjacent(years: frozenset[int]) -> bool:
    return len(years) == 2 and max(years) - min(years) == 1


def _day(year: int, mention: DateMention, latest: date | None = None) -> date | None:
    try:
        day = date(year, mention.month, mention.day_of_month)
    except ValueError:
        return None
    return day if latest is None or day <= latest else None


def _years(opening: Opening) -> frozenset[int]:
    return _years_in(" ".join(excerpt.text for excerpt in (*opening.title, *opening.sentences[:6])))


def _years_in(text: str) -> frozenset[int]:
    folded = _TERM.sub(" ", fold(text))
    written = {mention.day.year for mention in find_dates(text) if mention.day and mention.year_known}
    return frozenset(int(year) for year in _YEAR.findall(folded)) | written


def _ranked_periods(opening: Opening, year: int | None, reference: date | None) -> Iterator[tuple[int, Known[Period]]]:
    """Yield periods with a rank, lower is better: what the title reviews, what the opening does, sessions, the rest."""
    titles = [(0, excerpt) for excerpt in opening.title]
    for position, excerpt in (*titles, *enumerate(opening.sentences[:_MEETING_SENTENCES], start=1)):
        text, folded = excerpt.text, excerpt.folded
        for mention in (*find_periods(text, year), *_reviewed_months(text, folded, year, reference)):
            period = _before(mention, year, reference)
            context = _context(folded[max(0, mention.start - _CONTEXT_LENGTH) : mention.start])
            if period is None or context == "plan" or (reference and period.start > reference):
                continue
            rank = _RANKS[context] + min(position, 1) + _doubt(mention, context, folded, position)
            if rank < _TOO_DOUBTFUL:
                rule = f"{'opening' if position else 'title'}, {context or 'in passing'}"
                yield rank, Known(period, excerpt, mention.start, mention.end, rule)


def _reviewed_months(text: str, folded: str, year: int | None, reference: date | None) -> Iterator[PeriodMention]:
    """Months counted from the year's start though that is not said: 'đánh giá kết quả 9 tháng'."""
    for match in _REVIEWED_MONTHS.finditer(folded):
        start, end = match.span(match.lastgroup or 0)
        words = {
            "half": "6 tháng đầu năm",
            "year": f"năm {year - (reference is not None and reference.month < 4)}" if year else "",
        }
        written = words.get(match.lastgroup or "", f"{text[start:end]} tháng đầu năm")
        for mention in find_periods(written, year):
            if not (reference and mention.period and (reference - mention.period.end).days > _STALE):
                yield replace(mention, start=start, end=match.end())


def _doubt(mention: PeriodMention, context: str | None, folded: str, position: int) -> int:
    """What speaks against a mention: a term of office unless it is being closed, a mere year, a sentence in passing."""
    words = fold(mention.text)
    if words.startswith(("nhiem ky", "giai doan")):
        return 5 if _CLOSING_TERM.search(folded) else _TOO_DOUBTFUL
    if words.startswith("nam ") and context != "review" and position > 0:
        return _TOO_DOUBTFUL
    return _TOO_DOUBTFUL if context is None and position > 0 else 0


def _before(mention: PeriodMention, year: int | None, reference: date | None) -> Period | None:
    """Of a period without a year the last one that began before the meeting ('tháng 12' in January is last year's)."""
    written = re.search(r"\d{4}", mention.text)
    january = reference is not None and reference.month <= 2
    if mention.period and reference and year and january and not written and mention.period.start > reference:
        earlier = find_periods(mention.text, year - 1)
        return earlier[0].period if earlier else None
    return mention.period


def _context(before: str) -> str | None:
    cues = [cue.lastgroup for cue in _CONTEXT.finditer(before)]
    # 'tổng kết công tác': a session's word behind a review's changes nothing.
    telling = [cue for cue in cues if cue != "session"] or cues
    return telling[-1] if telling else None
