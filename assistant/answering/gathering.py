"""The clause that leads a list, and the other clauses -> those of its report that belong to the list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.answering.addressees import addressed
from assistant.answering.facets import asked_facets
from assistant.answering.selection import Clause
from assistant.domain import AnswerKind, Query, Report
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import find_people
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

# How many clauses a list may have, and how much worse than the leader one may score.
GATHERED: Mapping[AnswerKind, tuple[int, float]] = {
    "list": (6, 2.0),
    "limitation": (8, 3.5),
    "task": (8, 3.5),
    "summary": (10, 9.0),
    "none": (1, 0.0),
}
# Of a whole meeting's shortcomings or tasks, where the report sets so many down, all are told, up to so many.
FEWEST, WHOLE = 2, 14
# Kinds of question that may ask for what one organ or person is to do.
_ADDRESSED = frozenset(("task", "list"))
_GAP = 40
_ONE_MONTH = 31
# A clause that scores so close to the leader may lead in its place.
CLOSE = 1.0
# What shows that a clause can be in a list of this kind.
_SHOWN_BY: Mapping[AnswerKind, tuple[str, ...]] = {
    "limitation": ("sign", "point_limitation", "section_limitations"),
    "task": ("sign", "point_task", "section_tasks", "section_conclusion"),
}
# What shows that it is something else, whatever its words.
_OTHERWISE: Mapping[AnswerKind, tuple[str, ...]] = {"limitation": ("point_task", "section_tasks", "section_conclusion")}
# Parts in a meeting that few take: who else was there is no answer.
_OF_A_FEW = frozenset(("chair", "open", "conclude", "report", "minutes", "signer", "absent"))
_WHO = re.compile(r"\bai\b|\bwho\b|\b(?:nguoi|vi|dong chi|ong|ba|lanh dao|dai bieu) (?:\w+ )?nao\b")
# Words that ask for a whole meeting's shortcomings, tasks or gist, and that say when it was.
_OF_MEETINGS = frozenset(
    "tom tat luoc gon khai quat tong quan noi dung chinh y diem ket qua hoi nghi cuoc phien ky hop buoi bao cao han che"
    " ton tai kho khan vuong mac yeu kem khuyet bat cap han nhiem vu giai phap viec trong tam neu chi ra dat giao yeu"
    " cau de can phai lam gi nao giup toi minh cho biet ngay thang nam quy dau cuoi giua sang chieu con the thi"
    " sao ve cua what were are is the of a an give me summary summarize summarise please meeting session"
    " shortcomings limitations difficulties tasks main points report mentioned named set for ubnd hdnd"
    " uy ban nhan dan thuc hien trien khai hoi dong thuong vu truc btv bch"
    " chap hanh dang bo huyen xa tinh thi tran phuong thanh pho".split()
)
# How a sentence begins that tells of the one before it more exactly.
_GOES_ON = re.compile(r"[\s.]*(?:trong đó|cụ thể|theo đó|gồm|bao gồm|đó là)\b", re.IGNORECASE)
_NEVER = ("block_heading", "block_caption", "short")


def gather(query: Query, leader: Clause, ranked: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the leader with its chain, what goes on behind it, and others of its report that score well, in order."""
    limit, margin = GATHERED[query.kind]
    if limit == 1:
        return (leader,)
    report = leader.evidence.report
    same = [clause for clause in ranked if clause.evidence.report.id == report.id]
    near = [clause for clause in same if clause.score >= leader.score - margin and _belongs(query, clause)]
    in_order = sorted(same, key=lambda clause: clause.start)
    if _asks_who(query) and asked_facets(query) & _OF_A_FEW and leader.features["facet"]:
        return _of_a_few(report.text, leader, in_order)
    told = addressed(query, in_order) if query.kind in _ADDRESSED else ()
    says = any(is_statement(clause) for clause in told)
    if says and (query.kind == "task" or leader in told):  # "those who led the Committee's session": no tasks of it
        return told
    if asks_for_all(query, report) and len(whole := [one for one in in_order if _is_set_down(query, one)]) >= FEWEST:
        return tuple(whole[:WHOLE])
    if query.kind in _SHOWN_BY:
        leader = _of_the_longest_chain(report.text, leader, near, in_order)
    first = in_order.index(leader)
    lead = (leader,) if is_statement(leader) else ()
    after = _run(query, report.text, in_order[first:])
    before = _chain(report.text, in_order[first::-1])
    chosen = dict.fromkeys((clause.start, clause.end) for clause in (*lead, *after, *before, *near))
    kept = set(list(chosen)[:limit])
    return tuple(clause for clause in in_order if (clause.start, clause.end) in kept)


def _asks_who(query: Query) -> bool:
    return query.kind == "list" and _WHO.search(fold(query.own or query.standalone)) is not None


def _of_a_few(text: str, leader: Clause, in_order: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the leader, who took the part asked for, with the clauses of its own sentence that name more of them."""
    position = in_order.index(leader)
    before, after = in_order[position::-1], in_order[position:]
    named = (*reversed(_sentence(text, before, backwards=True)), leader, *_sentence(text, after, backwards=False))
    return tuple(one for one in named if one == leader or find_people(one.text))


def _sentence(text: str, clauses: Sequence[Clause], *, backwards: bool) -> list[Clause]:
    """Return the clauses beside the first one with only a comma or a semicolon between them."""
    found: list[Clause] = []
    for one, other in pairwise(clauses):
        first, second = (other, one) if backwards else (one, other)
        if not _goes_on(text, first, second):
            break
        found.append(other)
    return found


def _of_the_longest_chain(text: str, leader: Clause, near: Sequence[Clause], in_order: Sequence[Clause]) -> Clause:
    """Return, of the clauses that score about as well as the leader, that of the longest chain."""

    def length(clause: Clause) -> int:
        position = in_order.index(clause)
        return len(_chain(text, in_order[position::-1])) + len(_chain_after(text, in_order[position:]))

    return max((leader, *(one for one in near if one.score >= leader.score - CLOSE)), key=length)


def in_kind(query: Query, ranked: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses that can lead a list of this kind; all of them for other kinds."""
    return tuple(clause for clause in ranked if query.kind not in _SHOWN_BY or _belongs(query, clause))


def _belongs(query: Query, clause: Clause) -> bool:
    """Whether a clause is a statement, and of the kind that the list is of."""
    shown, other = _SHOWN_BY.get(query.kind, ()), _OTHERWISE.get(query.kind, ())
    features = clause.features
    is_other = any(features.get(name) for name in other) and not any(
        features.get(name) for name in shown if name != "sign"
    )
    return is_statement(clause) and not is_other and (not shown or any(features.get(name) for name in shown))


def _is_set_down(query: Query, clause: Clause) -> bool:
    """Whether a clause belongs to the list by its section or as one of the report's points, not by its words alone."""
    shown = (name for name in _SHOWN_BY.get(query.kind, ()) if name != "sign")
    is_head = any(clause.features.get(name) for name in ("block_heading", "block_caption"))
    return not is_head and any(clause.features.get(name) for name in shown)


def is_statement(clause: Clause) -> bool:
    """Whether a clause says something: it is no heading, no caption and no fragment."""
    return not clause.is_title and not any(clause.features.get(name) for name in _NEVER)


def _run(query: Query, text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses behind the first one that are of its chain, or of the kind that the list is of, in a row."""
    run: list[Clause] = []
    for previous, clause in pairwise(clauses):
        shown = query.kind in _SHOWN_BY and _belongs(query, clause) and clause.start - previous.end <= _GAP
        if not (_is_chained(text, previous, clause) or shown):
            break
        run.append(clause)
    return run


def _chain_after(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    chain: list[Clause] = []
    for previous, clause in pairwise(clauses):
        if not _is_chained(text, previous, clause):
            break
        chain.append(clause)
    return chain


def _chain(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses before the first one, given backwards, that are of its chain."""
    chain: list[Clause] = []
    for following, clause in pairwise(clauses):
        if not _is_chained(text, clause, following):
            break
        chain.append(clause)
    return chain


def _is_chained(text: str, first: Clause, second: Clause) -> bool:
    """Whether the second of two clauses goes on where the first ends.

    Only a comma or a semicolon lies between them, or it begins with words that go on about the sentence before it, or
    both tell who took part.
    """
    if "\n" in text[first.end : second.start]:
        return False
    if _GOES_ON.match(text, first.end) or all(one.features.get("section_participants") for one in (first, second)):
        return True
    return _goes_on(text, first, second)


def _goes_on(text: str, first: Clause, second: Clause) -> bool:
    between = text[first.end : second.start]
    return "\n" not in between and text[first.end - 1] not in ".!?" and not between.strip(" ,;")


def asks_for_all(query: Query, report: Report) -> bool:
    """Whether a question wants the shortcomings, the tasks or the gist of a whole meeting, and of no special matter.

    The report must be the one named, by place, body or time.
    """
    if query.kind not in ("limitation", "task", "summary"):
        return False
    named = fold(f"{report.title} {report.body or ''} {' '.join(report.units)} {' '.join(query.names)}")
    said = {one for one in syllables(fold(in_full(query.own or query.standalone))) if not one[0].isdigit()}
    return said <= FOLDED_STOPWORDS | _OF_MEETINGS | set(syllables(named))


def of_meeting_named(query: Query, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses of reports on just the time that a query names, or else of meetings held then; all if none."""
    exact = tuple(clause for clause in clauses if clause.features["of_period"])
    held = tuple(clause for clause in clauses if was_held_then(query, clause))
    return exact or held or tuple(clauses)


def was_held_then(query: Query, clause: Clause) -> bool:
    """Whether the meeting that a clause tells of was held in the month, or on the day, that a query names."""
    start, end, held_on = query.named.date_from, query.named.date_to, clause.evidence.report.held_on
    return bool(start and end and held_on and (end - start).days <= _ONE_MONTH and start <= held_on <= end)
