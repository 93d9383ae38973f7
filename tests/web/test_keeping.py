"""An answer is found by its id for a while, by whoever asked and nobody else."""

from __future__ import annotations

import pytest

from assistant.web.keeping import Answers, Kept
from assistant.web.visitors import ANYBODY, Visitor
from tests.web.fake import BUDGET


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


LAN = Visitor("lan", "reader")


def kept(question: str = "Thu?", asked_by: Visitor = ANYBODY) -> Kept:
    return Kept(question, BUDGET, asked_by=asked_by)


@pytest.mark.parametrize(
    ("asked_by", "looked_for_by", "is_found"),
    [
        (ANYBODY, ANYBODY, True),
        (LAN, Visitor("lan", "reader"), True),
        (LAN, Visitor("minh", "reader"), False),
        (LAN, ANYBODY, False),
        (ANYBODY, LAN, False),
        (LAN, Visitor("lan", "reader", frozenset({"default"})), False),
        (Visitor("lan", "reader", frozenset({"a", "b"})), Visitor("lan", "reader", frozenset({"a"})), False),
        (Visitor("lan", "reader", frozenset({"a", "b"})), Visitor("lan", "reader", frozenset({"b", "a"})), True),
    ],
)
def test_only_who_asked_finds_it_while_they_may_read_the_same(
    asked_by: Visitor, looked_for_by: Visitor, is_found: bool
) -> None:
    answers = Answers()
    answer_id = answers.keep(kept(asked_by=asked_by))
    assert (answers.find(answer_id, looked_for_by) is not None) == is_found
    assert answers.find(answer_id + "x", asked_by) is None


def test_it_is_forgotten_after_its_time() -> None:
    clock = Clock()
    answers = Answers(lasting_s=10, clock=clock)
    answer_id = answers.keep(kept())
    clock.now = 9.9
    assert answers.find(answer_id, ANYBODY)
    clock.now = 10
    assert answers.find(answer_id, ANYBODY) is None


def test_the_oldest_makes_room() -> None:
    answers = Answers(most=2)
    first, second, third = (answers.keep(kept(question)) for question in ("Một?", "Hai?", "Ba?"))
    assert answers.find(first, ANYBODY) is None
    assert [found.question for one in (second, third) if (found := answers.find(one, ANYBODY))] == ["Hai?", "Ba?"]


def test_ids_cannot_be_guessed() -> None:
    answers = Answers()
    ids = {answers.keep(kept()) for _ in range(100)}
    assert len(ids) == 100
    assert min(map(len, ids)) >= 22  # 128 bits
