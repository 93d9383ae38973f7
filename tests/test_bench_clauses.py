"""The benchmark of clause vectors counts questions whose answer is among the first."""

from __future__ import annotations

import numpy as np

from evaluation.bench_clauses import ranked_among


def test_a_question_counts_where_any_passage_that_answers_is_among_the_first() -> None:
    similarities = np.array([[0.9, 0.8, 0.1], [0.1, 0.2, 0.3], [0.5, 0.4, 0.3]], np.float32)
    answers = np.array([[True, False, False], [True, True, False], [False, False, True]])
    assert ranked_among(similarities, answers) == {1: 1, 3: 3, 8: 3, 16: 3}
