"""A report's ranked clauses -> those of a summary: some of each section, under a heading for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from assistant.answering.gathering import is_statement
from assistant.answering.selection import Clause

# How many clauses each section gives at most, in the report's order; what a section is not known of stands first.
_SHARES: Mapping[str, int] = {
    "opening": 2, "participants": 0, "reports": 2, "results": 8, "limitations": 3, "discussion": 2, "conclusion": 4,
    "tasks": 4, "": 5,
}  # fmt: skip
_LONGEST = 22
# What is measured, decided or asked for tells more than the rest: so much in score.
_TELLING = 2.0
_TELLS = ("figure", "point_decision", "point_task", "point_limitation")


def by_section(leader: Clause, ranked: Sequence[Clause]) -> Iterator[tuple[str, tuple[Clause, ...]]]:
    """Yield the sections of the leader's report with the clauses that sum it up, both in the report's order."""
    report = leader.evidence.report
    same = [clause for clause in ranked if clause.evidence.report.id == report.id and is_statement(clause)]
    left = dict(_SHARES)
    chosen: list[Clause] = []
    for clause in sorted(same, key=_worth, reverse=True):
        name = _section(clause)
        if left[name] and len(chosen) < _LONGEST:
            left[name] -= 1
            chosen.append(clause)
    in_order = sorted(chosen, key=lambda clause: clause.start)
    for name, clauses in groupby(in_order, key=_section):
        yield name, tuple(clauses)


def _worth(clause: Clause) -> float:
    return clause.score + _TELLING * any(clause.features[name] for name in _TELLS)


def _section(clause: Clause) -> str:
    return next((name for name in _SHARES if name and clause.features[f"section_{name}"]), "")
