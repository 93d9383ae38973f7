"""The fitted weights of the kinds of answer, by a question's words alone and by its words and its vector."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

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


class Meaning(Protocol):
    """What gives the vector (d,) of a question: an encoder and its identity."""

    @property
    def identity(self) -> str:
        """The embedding model, by which its weights are found."""

    def embed_query(self, text: str) -> Vector:
        """Return the vector of a question."""


def fits(identity: str) -> bool:
    """Whether weights were fitted on vectors of the embedding model of this identity."""
    return any(one["model"] == identity for one in _models().values())


@lru_cache(maxsize=4)
def kind_weights(identity: str | None = None) -> KindWeights | None:
    """Return the weights for words alone, or for words and a vector of the model of this identity, which they fit; None
    where none were fitted."""
    if identity is None:
        words = _stored().get("words")
        return KindWeights(words, {}) if words else None
    stored = next(one for one in _models().values() if one["model"] == identity)
    return KindWeights(stored["words"], {kind: np.array(row, np.float32) for kind, row in stored["vectors"].items()})


def _models() -> Mapping[str, Any]:
    """Return what was fitted beside vectors, by the name of their model."""
    found: Mapping[str, Any] = _stored().get("models", {})
    return found


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else {}
