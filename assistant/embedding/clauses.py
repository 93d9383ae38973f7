"""A report's passages -> the vectors of their clauses, each read under its header, and of each passage their mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Passage
from assistant.vietnamese.sentences import clauses

Span = tuple[int, int]
# What embeds n texts: float32 (n, dim), rows of unit length.
EmbedTexts = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class ClauseVectors:
    """The clauses of a passage, as spans of its report's text, and their vectors: float32 (n, dim) of unit length."""

    spans: tuple[Span, ...]
    rows: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Of n passages a vector each, float32 (n, dim) of unit length, and the vectors of their clauses."""

    vectors: NDArray[np.float32]
    clauses: tuple[ClauseVectors, ...]


def embed_passages(text: str, passages: Sequence[Passage], embed: EmbedTexts) -> Embedded:
    """Embed the clauses of passages of a report with this text.

    A passage's vector is the mean of its clauses'. One of all its words would cost as much again, and finds passages no
    better (`make bench-clauses`).
    """
    spans = [clauses(text, passage.start, passage.end) or ((passage.start, passage.end),) for passage in passages]
    words = [(passage, text[start:end]) for passage, each in zip(passages, spans, strict=True) for start, end in each]
    rows = embed([passage.under_header(told) for passage, told in words])
    found, taken = [], 0
    for each in spans:
        found.append(ClauseVectors(each, rows[taken : taken + len(each)]))
        taken += len(each)
    means = np.array([one.rows.mean(axis=0) for one in found], np.float32).reshape(len(found), rows.shape[1])
    return Embedded(means / np.linalg.norm(means, axis=1, keepdims=True), tuple(found))
