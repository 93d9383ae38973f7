"""evaluation/kinds: questions whose kind of answer is known, those that weights are fitted on and those held out."""

from __future__ import annotations

import json
from collections import Counter
from typing import get_args

from assistant.domain import AnswerKind
from assistant.questions.kinds import kind_of
from assistant.vietnamese.folding import fold
from evaluation.fit_kinds import HELD, LEARNT

DEVELOPMENT, HELD_OUT = (
    [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in (LEARNT, HELD)
)
# What `make fit` printed for words alone on 2026-11-29 was .868.
FLOOR = 0.84


def test_every_question_has_a_known_kind_language_and_style() -> None:
    for row in (*DEVELOPMENT, *HELD_OUT):
        assert row["type"] in get_args(AnswerKind), row
        assert row["lang"] in ("vi", "en"), row
        assert row["style"] in ("plain", "unaccented", "abbrev", "typo", "followup"), row


def test_no_question_stands_twice_and_none_that_is_held_out_is_learnt() -> None:
    asked = Counter(fold(row["question"]).strip() for row in (*DEVELOPMENT, *HELD_OUT))
    assert [question for question, times in asked.items() if times > 1] == []


def test_kinds_of_questions_held_out_are_told_as_well_as_before() -> None:
    right = sum(kind_of(row["question"], ()) == row["type"] for row in HELD_OUT)
    assert right / len(HELD_OUT) >= FLOOR
