"""A Query and a clause -> whether the clause can answer at all: names, place, time, office and plan agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.about_report import is_of_other_month, is_of_other_organ, known_words, sessions_in, tells_organ
from assistant.answering.contrasts import tells_counterpart
from assistant.answering.demanding import leaves_untold
from assistant.answering.facets import asked_facets
from assistant.answering.gathering import GATHERED
from assistant.answering.offices import departments_in, tells_office_elsewhere
from assistant.answering.replying import tells_no_words
from assistant.answering.selection import Clause
from assistant.answering.tables import is_untold
from assistant.domain import AnswerKind, Query, Report
from assistant.questions.kinds import folded_for_cues
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_name, find_places

# A clause in whose passage so little of the query is told, by weight, answers nothing.
LEAST_TOLD = 0.2
# Where somebody is asked for without a known part or office, the words must tell who: 'ai là huấn luyện viên'.
LEAST_TOLD_OF_SOMEBODY = 0.4
# Of a clause that is this sure to answer fewer will do: the question may put all in other words.
SURE_OF_SOMEBODY, LEAST_TOLD_OF_SURE = 0.5, 0.25
# What is held beside the meeting that a report is of.
_EVENT = Cue(
    r"\b(?:hội thi|ngày hội|lễ hội|lễ|liên hoan|giải|đại hội|hội chợ|phiên chợ|tập huấn|tiếp xúc cử tri|diễn tập"
    r"|hội thao|hội thảo|kỳ họp|đối thoại)\b"
)
_ROLES = ("facet", "facet_missing", "office", "office_missing")
_OF_THE_MEETING = frozenset(("chair", "open", "conclude", "held", "ended"))
# How a question asks what somebody said, folded, and the parts of a meeting in which people speak.
_SAYING = re.compile(
    r"\b(?:phat bieu|gop y|chi dao|de nghi|kien nghi|de xuat|yeu cau|ket luan|noi (?:gi|ve)|neu|nhan manh|quan triet"
    r"|giao|cho biet|giai trinh|tra loi|chat van|bao cao|speech|said|say|asked?|suggest\w*|propos\w*|instruct\w*"
    r"|conclu\w*)\b"
)
# How a clause begins that tells who was there, and what one has that tells somebody's words.
_TOOK_PART = re.compile(r"\W*(?:cùng |đến |tham |về )*dự\b", re.IGNORECASE)
_TELLS_WORDS = Cue(
    r"\b(?:phát biểu|cho rằng|cho biết|nêu|nhấn mạnh|yêu cầu|đề nghị|kiến nghị|đề xuất|phản ánh|hứa|cam kết|chỉ đạo"
    r"|kết luận|giao|giải trình|trả lời|chất vấn|hỏi|báo cáo|lưu ý|khẳng định|đánh giá|nhận|mong|xin|chia sẻ|góp ý"
    r"|băn khoăn|thống nhất|quán triệt|phê bình|biểu dương|ghi nhận|nói|kể|thông tin|nhắc|đồng ý|tiếp thu|giải thích"
    r"|làm rõ|chúc|bày tỏ|gợi ý|đặt vấn đề|phân tích|lo|cảnh báo|kêu gọi|phải|cần|tập trung|tiếp tục|said|told"
    r"|asked)\b|:"
)
# How a question asks for a person, folded.
_WHO = re.compile(
    r"\b(?:ai|(?:nguoi|vi|dong chi|ong|ba|anh|chi|lanh dao|dai bieu|can bo|nhan vat|chu tich|bi thu|giam doc) nao"
    r"|ten (?:la |j |gj )?gi|ho ten|(?:chuc(?: vu| danh)?|nghe) gi|lam gi|who\w*)\b"
)
_WHO_IS = re.compile(r"\W*(?:ai|who) (?:la|is|was) (?!nguoi|vi |the (?:one|person)|who)")
_WHAT = re.compile(r"\b(?:gi|ra sao|the nao|nhu nao|what|how)\b")
# What is told apart by a number, folded.
_NUMBERED = re.compile(
    r"\b(?:(bao|ap thap|nghi quyet|quyet dinh|chi thi|van ban|cong van|thong bao|to trinh|ke hoach|quoc lo|tinh lo"
    r"|duong|cum|lo) so (\d{1,4})|(lop|quoc lo|tinh lo|mui|nghi quyet|chi thi) (\d{1,3}))\b(?![.,%]\d)"
)
# Any kind of document may be meant by it: "văn bản số 118" is "Số: 118/TB-UBND".
_ANY_DOCUMENT = "van ban"
_BEST = re.compile(
    r"\b(?:dan dau|dung dau|di dau|tot nhat|cao nhat|nhanh nhat|nhieu nhat|som nhat|lon nhat|kha nhat|best|highest|most"
    r"|fastest|largest)\b"
)
_WORST = re.compile(
    r"\b(?:cham nhat|thap nhat|kem nhat|it nhat|yeu nhat|doi so|cuoi bang|worst|lowest|least|slowest|smallest)\b"
)
# Of what is still to come: no day of the meeting itself that a report tells of.
_TO_COME = Cue(r"\b(?:sẽ|sắp(?! xếp| đặt| nhập)|tới đây|lần tới|will|upcoming|next|due to)\b")
_EXPECTED = re.compile(r"\b(?:du kien|se|dinh|du dinh|sap toi|toi day|will|due)\b")
_TOLD_BY_TITLES: frozenset[AnswerKind] = frozenset(("date", "place", "person", "summary", "none"))
_SPEAKING = frozenset(("opening", "report", "speech", "conclusion"))
_OF_ANOTHER = ("baseline_missing", "figure_other_period", "months_other", "target_missing")


def knows_place(query: Query, report: Report) -> bool:
    """Whether a report is of the place that the question names, or speaks of it."""
    place = query.named.place
    if place is None or place in report.units:
        return True
    words = find_places(place)
    return fold(words[0].name if words else place) in known_words(report)


def tells_when_held(query: Query, clause: Clause) -> bool:
    """Whether a question for the day of a meeting may be answered by a clause: its report's day was read there."""
    origins = (one.start for one in clause.evidence.report.origins if one.field == "held_on")
    read_here = any(start is not None and clause.start <= start < clause.end for start in origins)
    return query.kind == "date" and read_here and "held" in asked_facets(query)


def unknown_names(query: Query, report: Report) -> tuple[str, ...]:
    """Return the names in the question that a report knows nothing of."""
    known = known_words(report)
    return tuple(name for name in query.names if fold(name) not in known)


def is_near_in_time_and_place(query: Query, clause: Clause) -> bool:
    """Whether a clause from a widened search is of the year asked about, and so for the place.

    Its report is, or it names the year, or what stands before it in its passage does.
    """
    report, place = clause.evidence.report, query.named.place
    years = {day.year for day in (query.named.date_from, query.named.date_to) if day}
    dated = {day.year for day in (report.held_on or report.published_on, report.period and report.period.end) if day}
    here = place in (None, report.place) or find_name(clause.text, (place or "").split(" ", 1)[-1]) is not None
    up_to_here = report.text[clause.evidence.passage.start : clause.end]
    return here and all(year in dated or str(year) in up_to_here for year in years)


def contradicts(query: Query, clause: Clause) -> bool:
    """Whether a clause cannot answer: it lacks a name, a part, an office, a plan or a time that the query names, or all
    of its words.

    Of the development sets' best clauses that answer, each of these is true of no more than one in fifty.
    """
    features = clause.features
    return (
        features["lacks"] >= 1
        or (clause.is_title and query.kind not in _TOLD_BY_TITLES)
        or _is_of_other_meeting(query, clause)
        or leaves_untold(query, clause.text, clause.evidence.report)
        or _is_said_by_another(query, clause)
        or _only_took_part(query, clause)
        or _is_of_a_part(query, clause)
        or _is_of_another_number(query, clause)
        or _tells_other_end(query, clause)
        or _is_of_a_day_to_come(query, clause)
        or _is_of_no_such_department(query, clause)
        or (query.kind == "person" and tells_office_elsewhere(query.own or query.standalone, clause.text))
        or (query.kind == "person" and bool(features["office"]) and _is_of_another_year(query, clause))
        or (features["told_all"] < LEAST_TOLD and query.kind not in GATHERED)
        or (bool(query.names) and query.kind != "comparison" and features["names"] < 1)
        or _tells_of_anybody(query, clause)
        or (query.kind == "person" and bool(features["office_missing"]) and not features["facet"])
        or (query.kind == "person" and bool(features["facet_missing"]) and not features["office"])
        or is_of_another_measure(query, clause)
        or _is_of_an_empty_cell(query, clause)
    )


def is_of_another_measure(query: Query, clause: Clause) -> bool:
    """Whether a clause tells what was asked for of another period or plan, a result for a target or its counterpart."""
    is_other = any(clause.features[name] for name in _OF_ANOTHER) or tells_counterpart(query.own, clause.text)
    return query.kind in ("figure", "count") and is_other


def _is_of_an_empty_cell(query: Query, clause: Clause) -> bool:
    """Whether a clause is a table's row with nothing in the columns asked for."""
    is_of_figures = query.kind in ("figure", "count", "comparison")
    return is_of_figures and is_untold(clause.evidence.report, clause.start, query.standalone)


def is_only_planned(query: Query, clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether a clause tells a target that is not asked for, of an indicator whose result its report tells, too."""
    if query.kind != "figure" or not (clause.features["target_unasked"] and clause.features["indicator"]):
        return False
    return any(
        one.features["indicator"] and one.features["figure_indicator"] and not one.features["target_unasked"]
        for one in found
        if one.evidence.report.id == clause.evidence.report.id and not contradicts(query, one)
    )


def _is_of_other_meeting(query: Query, clause: Clause) -> bool:
    """Whether the query asks of a session, a month's meeting or who led an organ's, and the report is of another."""
    report, asked = clause.evidence.report, sessions_in(fold(in_full(query.own or query.standalone)))
    if asked and report.session not in asked and not asked & _sessions_told(clause):
        return True
    if is_of_other_month(query, report, clause.text):
        return True
    if not asked_facets(query) & _OF_THE_MEETING or not is_of_other_organ(query, report):
        return False
    is_to_come = query.kind == "date" and _EXPECTED.search(fold(query.own or query.standalone))
    return not is_to_come or not tells_organ(query, clause.text)


def _is_said_by_another(query: Query, clause: Clause) -> bool:
    """Whether the query asks what somebody said, and the clause neither names them nor is in their turn to speak."""
    own = query.own or query.standalone
    asks_words = query.kind in GATHERED or (query.kind == "person" and not asks_who(query))
    asked = {fold(person.name) for person in find_people(own)} if asks_words else set()
    if not asked or not _SAYING.search(fold(own)):
        return False
    report = clause.evidence.report
    turns = [one for one in report.participants if one.part in _SPEAKING and one.start < clause.end]
    last = max((one.start for one in turns), default=-1)
    speaking = {fold(one.name) for one in turns if one.start >= min(last, clause.start)}
    return not asked & speaking and not any(name in fold(clause.text) for name in asked)


def _is_of_a_part(query: Query, clause: Clause) -> bool:
    """Whether the query asks for a figure of a whole unit, and the clause's report is of a unit that only lies in it.

    The clause may still tell of the whole, by its level: "cao hơn bình quân của tỉnh".
    """
    asked, report = query.named.place, clause.evidence.report
    if query.kind not in ("figure", "count") or not asked or not report.place or asked not in report.units:
        return False
    (whole, *_), (part, *_) = find_places(asked) or [None], find_places(report.place) or [None]
    if whole is None or part is None or asked == report.place or find_name(query.standalone, part.name):
        return False
    return re.search(rf"\b{re.escape(fold(whole.level or asked))}\b", fold(clause.text)) is None


def _only_took_part(query: Query, clause: Clause) -> bool:
    """Whether the query asks what somebody said, and the clause tells who was there."""
    own = query.own or query.standalone
    if asks_who(query):
        return False
    if query.kind == "person" and tells_no_words(folded_for_cues(own), clause.text):
        return True
    if not _SAYING.search(fold(own)) or not find_people(own) or not find_people(clause.text):
        return False
    return _TOOK_PART.match(clause.text) is not None or not _TELLS_WORDS.stands_in(clause.text)


def asks_who(query: Query) -> bool:
    """Whether a question asks for somebody, itself or as the one before it did, and not for what somebody said."""
    own = folded_for_cues(query.own or query.standalone)
    return bool(_WHO.search(own)) or (not _WHAT.search(own) and bool(_WHO.search(folded_for_cues(query.standalone))))


def _tells_of_anybody(query: Query, clause: Clause) -> bool:
    """Whether somebody is asked for without a known part or office, and the clause tells too little of who is meant.

    "Ai là huấn luyện viên …" asks by what somebody is, and so in words that must be told, whatever the office.
    """
    by_what_they_are = _WHO_IS.match(folded_for_cues(query.own or query.standalone)) is not None
    if query.kind != "person" or (any(clause.features[name] for name in _ROLES) and not by_what_they_are):
        return False
    is_sure = clause.confidence >= SURE_OF_SOMEBODY and not by_what_they_are
    return clause.features["told_all"] < (LEAST_TOLD_OF_SURE if is_sure else LEAST_TOLD_OF_SOMEBODY)


def _is_of_another_number(query: Query, clause: Clause) -> bool:
    """Whether the query names one of several things by its number, "bão số 6", and the clause's report never does."""
    asked, known = numbered_things(query.own or query.standalone), known_words(clause.evidence.report)
    if not asked or asked & numbered_things(known):
        return False
    documents = [number for thing, number in asked if thing == _ANY_DOCUMENT]
    return not any(re.search(rf"\bso:? ?{number} ?[/-] ?[a-z]", known) for number in documents)


@lru_cache(maxsize=512)
def numbered_things(text: str) -> frozenset[tuple[str, int]]:
    """Return the storms, documents, classes, roads … that a text tells from others of their kind by a number."""
    found = (match.groups() for match in _NUMBERED.finditer(fold(in_full(text))))
    return frozenset((one or other, int(first or second)) for one, first, other, second in found)


def _is_of_another_year(query: Query, clause: Clause) -> bool:
    """Whether the query names a time, and the clause's report is known to be of a meeting in other years."""
    years = {day.year for day in (query.named.date_from, query.named.date_to) if day}
    held_on = clause.evidence.report.held_on
    return bool(years and held_on and not min(years) <= held_on.year <= max(years) + 1)


def _is_of_no_such_department(query: Query, clause: Clause) -> bool:
    """Whether the query asks for the tasks of a department that the clause's report never speaks of."""
    asked = departments_in(query.own or query.standalone) if query.kind == "task" else frozenset()
    known = f"{known_words(clause.evidence.report)} {fold(in_full(clause.text))}"
    return bool(asked) and not any(name in known for name in asked)


def _tells_other_end(query: Query, clause: Clause) -> bool:
    """Whether the query asks for the best or the worst, and the clause tells only of the other."""
    asked, told = fold(in_full(query.own or query.standalone)), fold(in_full(clause.text))
    best, worst = _BEST.search(asked), _WORST.search(asked)
    if bool(best) == bool(worst):
        return False
    same, other = (_BEST, _WORST) if best else (_WORST, _BEST)
    return bool(other.search(told)) and not same.search(told)


def _is_of_a_day_to_come(query: Query, clause: Clause) -> bool:
    """Whether the query asks when a meeting was held, and the clause tells when something else will be.

    What is asked about may itself be to come; then the clause names it.
    """
    if query.kind != "date" or "held" not in asked_facets(query) or tells_when_held(query, clause):
        return False
    own, told = query.own or query.standalone, {fold(event[0]) for event in _EVENT.finditer(clause.text)}
    if any(fold(event[0]) in told for event in _EVENT.finditer(own)):
        return False
    return _TO_COME.stands_in(clause.text) and not _TO_COME.stands_in(own)


def _sessions_told(clause: Clause) -> frozenset[int]:
    """Return the sessions that a clause speaks of, where its report's own is not known all that the report does."""
    report = clause.evidence.report
    return sessions_in(known_words(report) if report.session is None else fold(in_full(clause.text)))
