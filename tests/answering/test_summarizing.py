"""by_section: a report's ranked clauses -> some of each section, in the report's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.selection import Clause
from assistant.answering.summarizing import by_section
from tests.answering.building import make_clause
from tests.reports import make_report

Told = tuple[str, float, tuple[str, ...]]


def clauses_of(told: Sequence[Told], id: str = "doi-may") -> tuple[Clause, ...]:
    """Return the clauses of one report, from their words, scores and features, the best first."""
    report = make_report(" ".join(words for words, _, _ in told), id=id)
    made = [
        replace(make_clause(words, report), score=score, features=defaultdict(float, dict.fromkeys(features, 1.0)))
        for words, score, features in told
    ]
    return tuple(sorted(made, key=lambda clause: -clause.score))


def summed_up(*told: Told, beside: Sequence[Clause] = ()) -> list[tuple[str, list[str]]]:
    ranked = clauses_of(told)
    sections = by_section(ranked[0], (*beside, *ranked))
    return [(section, [clause.text for clause in clauses]) for section, clauses in sections]


def test_sections_and_their_clauses_stand_in_the_order_of_the_report() -> None:
    assert summed_up(
        ("Huyện ủy họp.", 1.0, ("section_opening",)),
        ("Thu ngân sách đạt 65 tỷ đồng.", 3.0, ("section_results", "figure")),
        ("Trồng 30 ha rừng.", 5.0, ("section_results", "figure")),
        ("Giải ngân còn chậm.", 2.0, ("section_limitations",)),
        ("Các xã tập trung thu ngân sách.", 4.0, ("section_tasks",)),
    ) == [
        ("opening", ["Huyện ủy họp."]),
        ("results", ["Thu ngân sách đạt 65 tỷ đồng.", "Trồng 30 ha rừng."]),
        ("limitations", ["Giải ngân còn chậm."]),
        ("tasks", ["Các xã tập trung thu ngân sách."]),
    ]


@pytest.mark.parametrize(
    ("section", "most"),
    [("opening", 2), ("participants", 0), ("results", 8), ("limitations", 3), ("conclusion", 4), ("tasks", 4)],
)
def test_of_each_section_only_the_best_are_told(section: str, most: int) -> None:
    lead = ("Hội nghị họp.", 9.0, ())
    told = [(f"Ý thứ {number}.", float(number), (f"section_{section}",)) for number in range(1, 10)]
    best = [words for words, _, _ in told[len(told) - most :]]
    assert summed_up(lead, *told) == [("", ["Hội nghị họp."]), *([(section, best)] if most else [])]


@pytest.mark.parametrize("feature", ["figure", "point_decision", "point_task", "point_limitation"])
def test_what_is_measured_or_decided_goes_before_what_only_scores_better(feature: str) -> None:
    told = [(f"Ý thứ {number}.", 2.0, ("section_opening",)) for number in (1, 2)]
    telling = ("Ý thứ 3.", 0.5, ("section_opening", feature))
    assert summed_up(*told, telling) == [("opening", ["Ý thứ 1.", "Ý thứ 3."])]


def test_a_summary_is_of_so_many_clauses_at_most() -> None:
    sections = ("opening", "reports", "results", "limitations", "discussion", "conclusion", "tasks")
    told = [(f"Ý {section} {number}.", 1.0, (f"section_{section}",)) for section in sections for number in range(9)]
    assert sum(len(clauses) for _, clauses in summed_up(*told)) == 22


def test_headings_and_other_reports_are_no_part_of_a_summary() -> None:
    other = clauses_of([("Suối Bạc thu 80 tỷ đồng.", 9.0, ("section_results",))], id="suoi-bac")
    told = (
        ("KẾT QUẢ", 3.0, ("section_results", "block_heading")),
        ("Ảnh: hội nghị.", 3.0, ("section_results", "block_caption")),
        ("Thu ngân sách đạt 65 tỷ đồng.", 2.0, ("section_results",)),
    )
    assert summed_up(*told, beside=other) == [("results", ["Thu ngân sách đạt 65 tỷ đồng."])]
