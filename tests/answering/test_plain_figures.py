"""plainly_told: a question for a figure by its name, place and time alone -> the clause whose facts state it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.plain_figures import LEAST_SURE, plainly_told
from assistant.answering.selection import Clause
from assistant.domain import Query
from assistant.questions import understand
from tests.answering.building import make_clause
from tests.reports import make_summary

LIBRARY = (make_summary("1", place="xã Hòa Thượng"),)
STATED = dict.fromkeys(("figure_indicator", "figure_kind", "figure_period", "figure_place", "figure_unit"), 1.0)


def asked(question: str) -> Query:
    return understand(question, reports=LIBRARY)


def clause(confidence: float = 0.2, **features: float) -> Clause:
    return replace(make_clause("trồng 41 ha rừng"), confidence=confidence, features=STATED | features)


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("Diện tích trồng rừng 9 tháng 2024 của xã Hòa Thượng là bao nhiêu?", True),
        ("xa Hoa Thuong trong rung duoc bao nhieu ha trong 9 thang 2024", True),
        ("Diện tích trồng rừng 9 tháng 2024 là bao nhiêu?", False),  # of which place?
        ("Diện tích trồng rừng của xã Hòa Thượng là bao nhiêu?", False),  # of what time?
        ("Xã Hòa Thượng trồng rừng gỗ lớn 9 tháng 2024 được bao nhiêu?", False),  # of which kind of forest?
        ("Ai trồng rừng ở xã Hòa Thượng 9 tháng 2024?", False),
    ],
)
def test_only_a_question_for_nothing_more_is_answered_by_the_facts(question: str, is_told: bool) -> None:
    assert (plainly_told(asked(question), (clause(),)) is not None) is is_told


@pytest.mark.parametrize("feature", STATED)
def test_the_facts_must_agree_in_all(feature: str) -> None:
    question = asked("Diện tích trồng rừng 9 tháng 2024 của xã Hòa Thượng là bao nhiêu?")
    assert plainly_told(question, (clause(**{feature: 0.0}),)) is None
    assert plainly_told(question, (clause(target_unasked=1.0),)) is None
    assert plainly_told(question, (clause(LEAST_SURE / 2),)) is None


def test_the_first_clause_that_states_it_is_taken() -> None:
    question = asked("Diện tích trồng rừng 9 tháng 2024 của xã Hòa Thượng là bao nhiêu?")
    other, first, second = clause(figure_period=0.0), clause(), clause(0.1)
    assert plainly_told(question, (other, first, second)) is first
