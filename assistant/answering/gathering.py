"""The clause that leads a list, and the other clauses -> those of its report that belong to the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.answering.selection import Clause
from assistant.domain import AnswerKind, Query

# How many clauses a list may have, and how much worse than the leader one may score.
GATHERED: Mapping[AnswerKind, tuple[int, float]] = {
    "list": (6, 2.0),
    "limitation": (8, 3.5),
    "task": (8, 3.5),
    "summary": (10, 9.0),
    "none": (1, 0.0),
}
_GAP = 40
# A clause that scores so close to the leader may lead in its place.
CLOSE = 1.0
# What shows that a clause can be in a list of this kind.
_SHOWN_BY: Mapping[AnswerKind, tuple[str, ...]] = {
    "limitation": ("sign", "point_limitation", "section_limitations"),
    "task": ("sign", "point_task", "section_tasks", "section_conclusion"),
}
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
    if query.kind in _SHOWN_BY:
        leader = _of_the_longest_chain(report.text, leader, near, in_order)
    first = in_order.index(leader)
    lead = (leader,) if is_statement(leader) else ()
    after = _run(query, report.text, in_order[first:])
    before = _chain(report.text, in_order[first::-1])
    chosen = dict.fromkeys((clause.start, clause.end) for clause in (*lead, *after, *before, *near))
    kept = set(list(chosen)[:limit])
    return tuple(clause for clause in in_order if (clause.start, clause.end) in kept)


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
    shown = _SHOWN_BY.get(query.kind, ())
    return is_statement(clause) and (not shown or any(clause.features.get(name) for name in shown))


def is_statement(clause: Clause) -> bool:
    """Whether a clause says something: it is no heading, no caption and no fragment."""
    return not any(clause.features.get(name) for name in _NEVER)


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
    """Whether only a comma or a semicolon lies between two clauses."""
    between = text[first.end : second.start]
    return "\n" not in between and text[first.end - 1] not in ".!?" and not between.strip(" ,;")
