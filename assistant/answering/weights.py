"""The fitted weights of selection, read from the file that `make fit` writes with the figures they gave."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import mul
from pathlib import Path

from assistant.domain import AnswerKind
from assistant.embedding.prepare import PACKAGED_MODEL, name_of

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
    """Weights of features: `ranks` of each group order its clauses, `answers` tell whether the best one answers.

    A clause is taken to answer from the probability `enough` on. Between the two `cosines` lie nearly all that the
    embedding model gave clauses; another model may give any.
    """

    ranks: Mapping[str, Mapping[str, float]]
    answers: Mapping[str, float]
    cosines: tuple[float, float]
    enough: float

    def rank(self, kind: AnswerKind, features: Mapping[str, float]) -> float:
        """Return the score by which the clauses of one query are ordered."""
        weights = self.ranks[GROUPS[kind]]
        return _counted(weights, features) - LACKING * features["lacks"]

    def confidence(self, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1, that a clause with these features answers."""
        z = _counted(self.answers, features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def _counted(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Return the weighted sum of the features; one that is not there counts as 0."""
    return float(sum(map(mul, weights.values(), map(features.get, weights, repeat(0.0)))))


@lru_cache(maxsize=4)
def weights_for(identity: str) -> Weights:
    """Return the weights that were fitted with vectors of the embedding model of this identity, or where it has none
    those of the packaged one."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    own = stored.get(name_of(identity), stored[PACKAGED_MODEL])
    least, most = own["cosines"]
    return Weights(own["ranks"], own["answers"], (least, most), own["enough"])
