"""The fitted weights of the kinds of answer, by a question's words alone and by its words and its vector."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import AnswerKind

FILE = Path(__file__).with_name("kinds.json")
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KindWeights:
    """For each kind the weights of signs in words, and (d,) those of a question's vector; without vectors none."""

    words: Mapping[AnswerKind, Mapping[str, float]]
    vectors: Mapping[AnswerKind, Vector]

    def scores(self, signs: Iterable[str], meaning: Vector | None) -> dict[AnswerKind, float]:
        """Return the logit of each kind."""
        found = tuple(signs)
        scores = {kind: sum(weights.get(sign, 0.0) for sign in found) for kind, weights in self.words.items()}
        if meaning is None:
            return scores
        return {kind: score + float(self.vectors[kind] @ meaning) for kind, score in scores.items()}


def fits(identity: str) -> bool:
    """Whether vectors of the embedding model of this identity are those that the weights were fitted on."""
    return bool(identity) and bool(_stored().get("model") == identity)


@lru_cache(maxsize=2)
def kind_weights(*, with_meaning: bool) -> KindWeights | None:
    """Return the weights for words alone or for words and a vector; None where none were fitted."""
    stored = _stored()
    if not with_meaning:
        return KindWeights(stored["words"], {}) if stored else None
    return KindWeights(
        stored["words_beside_vectors"], {kind: np.array(row, np.float32) for kind, row in stored["vectors"].items()}
    )


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else {}
