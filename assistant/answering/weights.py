"""The fitted weights of selection, read from the file that `make fit` writes with the figures they gave."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answering.trees import Trees, read_trees
from assistant.domain import AnswerKind

FILE = Path(__file__).with_name("weights.json")
# Kinds of answer that are looked for alike share their weights.
GROUPS: Mapping[AnswerKind, str] = {
    "person": "person", "date": "date", "place": "place", "figure": "measure", "count": "measure",
    "comparison": "measure", "yesno": "measure", "limitation": "limitation", "task": "task", "list": "list",
    "summary": "summary", "none": "other", "meetings": "other", "talk": "other",
}  # fmt: skip
# What a clause without anything of the kind wanted loses; the rest is fitted beside it.
LACKING = 5.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of features: `ranks` of each group order its clauses, `answers` tell how likely the best ones answer."""

    ranks: Mapping[str, Mapping[str, float]]
    answers: Trees

    def rank(self, kind: AnswerKind, features: Mapping[str, float]) -> float:
        """Return the score by which the clauses of one query are ordered."""
        weights = self.ranks[GROUPS[kind]]
        counted = sum(weight * features.get(name, 0.0) for name, weight in weights.items())
        return counted - LACKING * features["lacks"]

    def confidences(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability, 0 to 1, that each clause with these features answers."""
        return [float(one) for one in self.answers.probabilities(rows)]


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """Return the weights beside this module."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(stored["ranks"], read_trees(stored["answers"]))
