"""A Query and a clause -> whether the clause can answer at all: names, place, time, office and plan agree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answering.about_report import is_of_other_organ, known_words, sessions_in
from assistant.answering.facets import asked_facets
from assistant.answering.gathering import GATHERED
from assistant.answering.selection import Clause
from assistant.domain import Query, Report
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_name, find_places

# A clause in whose passage so little of the query is told, by weight, answers nothing.
LEAST_TOLD = 0.2
# Where somebody is asked for without a known part or office, the words must tell who: 'ai là huấn luyện viên'.
LEAST_TOLD_OF_SOMEBODY = 0.4
_ROLES = ("facet", "facet_missing", "office", "office_missing")
_OF_THE_MEETING = frozenset(("chair", "open", "conclude", "held", "ended"))
# How a question asks what somebody said, folded, and the parts of a meeting in which people speak.
_SAYING = re.compile(
    r"\b(?:phat bieu|gop y|chi dao|de nghi|kien nghi|de xuat|yeu cau|ket luan|noi (?:gi|ve)|neu|nhan manh|quan triet"
    r"|giao|cho biet|giai trinh|tra loi|chat van|bao cao|speech|said|say|asked?|suggest\w*|propos\w*|instruct\w*"
    r"|conclu\w*)\b"
)
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
    measured = query.kind in ("figure", "count")
    return (
        features["lacks"] >= 1
        or _is_of_other_meeting(query, clause)
        or _is_said_by_another(query, clause)
        or (features["told_all"] < LEAST_TOLD and query.kind not in GATHERED)
        or (bool(query.names) and query.kind != "comparison" and features["names"] < 1)
        or (query.kind == "person" and features["told_all"] < LEAST_TOLD_OF_SOMEBODY and not _asks_role(features))
        or (query.kind == "person" and bool(features["office_missing"]) and not features["facet"])
        or (query.kind == "person" and bool(features["facet_missing"]) and not features["office"])
        or (measured and any(features[name] for name in _OF_ANOTHER))
    )


def _is_of_other_meeting(query: Query, clause: Clause) -> bool:
    """Whether the query asks of a session, or who led a meeting of an organ, and the clause's report is of another."""
    report, asked = clause.evidence.report, sessions_in(fold(in_full(query.own or query.standalone)))
    if asked and report.session not in asked and not asked & _sessions_told(clause):
        return True
    return bool(asked_facets(query) & _OF_THE_MEETING) and is_of_other_organ(query, report)


def _is_said_by_another(query: Query, clause: Clause) -> bool:
    """Whether the query asks what somebody said, and the clause neither names them nor is in their turn to speak."""
    own = query.own or query.standalone
    asked = {fold(person.name) for person in find_people(own)} if query.kind in GATHERED else set()
    if not asked or not _SAYING.search(fold(own)):
        return False
    report = clause.evidence.report
    turns = [one for one in report.participants if one.part in _SPEAKING and one.start < clause.end]
    last = max((one.start for one in turns), default=-1)
    speaking = {fold(one.name) for one in turns if one.start >= min(last, clause.start)}
    return not asked & speaking and not any(name in fold(clause.text) for name in asked)


def _sessions_told(clause: Clause) -> frozenset[int]:
    """Return the sessions that a clause speaks of, where its report's own is not known all that the report does."""
    report = clause.evidence.report
    return sessions_in(known_words(report) if report.session is None else fold(in_full(clause.text)))


def _asks_role(features: Mapping[str, float]) -> bool:
    return any(features[name] for name in _ROLES)
