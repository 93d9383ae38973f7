"""A reader over lists of clauses -> how often an answer comes first, and how well its scores tell that there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.reader.lists import Listed

# The scores (n,) of a question's n clauses.
Score = Callable[[str, Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares of the answerable questions whose first, or one of whose first three clauses answers; and the chance that
    the best clause of an answerable question scores above that of an unanswerable one."""

    questions: int
    first: float
    three: float
    told_apart: float


def measure(lists: Sequence[Listed], score: Score) -> Measured:
    """Score the clauses that selection looks at and measure their order."""
    first, three, answerable, refusable = [], [], [], []
    for one in lists:
        scores = score(one.question, one.clauses[: one.ranked])
        order = np.argsort(-scores, kind="stable")
        (refusable if one.type == "unanswerable" else answerable).append(float(scores.max()))
        if one.type != "unanswerable":
            first.append(one.answers[order[0]])
            three.append(any(one.answers[number] for number in order[:3]))
    told = np.array([np.mean(np.array(refusable) < best) for best in answerable])
    return Measured(len(lists), float(np.mean(first)), float(np.mean(three)), float(told.mean()))


def as_ranked(question: str, clauses: Sequence[str]) -> NDArray[np.float32]:
    """Score clauses by the order in which selection ranks them: what the reader is held against."""
    return -np.arange(len(clauses), dtype=np.float32)
