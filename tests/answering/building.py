"""What tests of answering share: queries, clauses, a tiny encoder and a count of terms, all made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.selection import Clause
from assistant.answering.wanted import Frequencies
from assistant.domain import AnswerKind, Query, Report
from assistant.questions import understand
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.syllables import pairs, syllables
from tests.reports import make_evidence, make_report


class SyllableEncoder:
    """An Encoder whose vectors are hashed bags of syllables: texts of the same words are near."""

    identity = "syllables"
    dimension = 512

    def __init__(self, floor: float = 0.0, *, folds: bool = False) -> None:
        """`floor` lifts every cosine, as trained models do: unrelated texts are at it. One that `folds` knows words
        typed without diacritics, as those models do too."""
        self._written = fold if folds else str
        self.embedded: list[str] = []
        self._common = np.sqrt(floor)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self.embed_query(text) for text in texts]) if texts else np.empty((0, self.dimension), "f4")

    def embed_query(self, text: str) -> NDArray[np.float32]:
        counts = np.zeros(self.dimension, np.float32)
        for syllable in syllables(self._written(text)):
            counts[1 + hashlib.sha256(syllable.encode()).digest()[0] * 2 % (self.dimension - 1)] += 1
        row = counts / (float(np.linalg.norm(counts)) or 1.0) * np.sqrt(1 - self._common**2)
        row[0] = self._common
        return np.asarray(row, np.float32)

    def count_tokens(self, text: str) -> int:
        return len(syllables(text))


def frequencies_of(reports: Sequence[Report]) -> Frequencies:
    """Return how many of these reports hold each term."""
    held: list[set[str]] = []
    for report in reports:
        found = tuple(fold(syllable) for syllable in syllables(in_full(f"{report.title} {report.text}")))
        held.append({*found, *pairs(found)})

    def count(terms: Sequence[str]) -> Mapping[str, int]:
        return {term: sum(term in terms_held for terms_held in held) for term in terms}

    return count


def make_query(question: str, kind: AnswerKind | None = None) -> Query:
    """Return the question as understood; it must be understood as this kind, when one is given."""
    query = understand(question)
    assert kind in (None, query.kind)
    return query


def make_clause(text: str, report: Report | None = None) -> Clause:
    """Return a clause that is the whole text, or these words of the report."""
    report = report or make_report(text)
    start = report.text.index(text)
    return Clause(make_evidence(report), (start, start + len(text)), score=1.0, confidence=1.0, features={})
