"""Evidence -> its clauses, scored by how well each answers the query."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.signs import bears_sign
from assistant.domain import Evidence, Query
from assistant.embedding.encoder import Encoder
from assistant.vietnamese.abbreviations import ABBREVIATIONS, expand
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import clauses
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, pairs, syllables

PASSAGES = 8
# What a term found beside the clause is worth against one in it: before it in its passage, or in the header.
BEFORE, HEADER, PASSAGE = 0.45, 0.6, 0.25
PAIR_WEIGHT = 0.6
# Shares of the score: terms covered, cosine of the clause under its header, its passage's rank, kind of answer borne.
TERMS, DENSE, RANK, SIGN = 1.0, 0.09, 0.03, 0.22
_WORD = re.compile(r"[^\W_]+(?:[-/&][^\W_]+)*")
_QUESTION_WORDS = frozenset(
    """
    ai gi nao dau sao may bao nhieu the khi hoi neu cho biet ra duoc la co khong chua phai ten muc so
    who what when where which how many much was were is are did does the of in at on for to a an and by it
    """.split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a passage, its score, and the share (0 to 1) of the query's terms that it covers in its context."""

    evidence: Evidence
    start: int
    end: int
    score: float
    coverage: float
    cosine: float

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.evidence.report.text[self.start : self.end]


class Selector:
    """Scores clauses; vectors of clauses already seen are kept, so follow-ups cost little."""

    def __init__(self, encoder: Encoder, remembered: int = 4096) -> None:
        self._encoder = encoder
        self._remembered = remembered
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def select(self, query: Query, evidence: Sequence[Evidence]) -> tuple[Clause, ...]:
        """Return the clauses of the best passages, the best first, each span once."""
        candidates = _candidates(evidence[:PASSAGES])
        if not candidates:
            return ()
        wanted = weigh(query, [item.passage.text for item in evidence])
        cosines = self._cosines(query, candidates)
        spread = float(cosines.std()) or 1.0
        scored = [
            _score(query, wanted, item, span, float(cosine), float((cosine - cosines.mean()) / spread))
            for (item, span), cosine in zip(candidates, cosines.tolist(), strict=True)
        ]
        return tuple(sorted(scored, key=lambda clause: (-clause.score, clause.start)))

    def _cosines(self, query: Query, candidates: Sequence[tuple[Evidence, tuple[int, int]]]) -> NDArray[np.float32]:
        texts = [f"{item.passage.header}\n{item.report.text[start:end]}" for item, (start, end) in candidates]
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > self._remembered:
            self._vectors.clear()
            new = list(dict.fromkeys(texts))
        self._vectors.update(zip(new, self._encoder.embed_passages(new), strict=True))
        rows = np.stack([self._vectors[text] for text in texts])
        return rows @ self._encoder.embed_query(query.standalone)


def weigh(query: Query, pool: Sequence[str]) -> Mapping[str, float]:
    """Return the query's terms, folded, each with its weight: rare among the retrieved passages weighs more."""
    found = tuple(fold(syllable) for syllable in syllables(in_full(query.standalone)))
    content = [syllable for syllable in found if syllable not in FOLDED_STOPWORDS and syllable not in _QUESTION_WORDS]
    joined = [pair for pair in pairs(found) if not set(pair.split("_")) & _QUESTION_WORDS]
    seen = Counter(term for text in pool for term in set(_terms(text)))
    n = len(pool) or 1
    rarity = {term: math.log(1 + (n + 1) / (seen[term] + 1)) for term in (*content, *joined)}
    return {term: rarity[term] * (PAIR_WEIGHT if "_" in term else 1.0) for term in rarity}


@lru_cache(maxsize=8192)
def in_full(text: str) -> str:
    """Return text with each abbreviation that has one meaning followed by what it stands for."""

    def replace(match: re.Match[str]) -> str:
        meanings = ABBREVIATIONS.get(match[0], ())
        return f"{match[0]} {meanings[0]}" if len(meanings) == 1 else match[0]

    replaced = _WORD.sub(replace, text)
    return " ".join((replaced, *expand(text))) if replaced == text else replaced


def _candidates(evidence: Iterable[Evidence]) -> list[tuple[Evidence, tuple[int, int]]]:
    spans: dict[tuple[str, tuple[int, int]], Evidence] = {}
    for item in evidence:
        for span in clauses(item.report.text, item.passage.start, item.passage.end):
            spans.setdefault((item.report.id, span), item)
    return [(item, span) for (_, span), item in spans.items()]


def _score(
    query: Query, wanted: Mapping[str, float], item: Evidence, span: tuple[int, int], cosine: float, nearness: float
) -> Clause:
    text = item.report.text
    own = _terms(text[span[0] : span[1]])
    before = _terms(text[max(item.passage.start, span[0] - 300) : span[0]])
    header, passage = _terms(item.passage.header), _terms(item.passage.text)
    total = sum(wanted.values()) or 1.0
    worth = ((own, 1.0), (header, HEADER), (before, BEFORE), (passage, PASSAGE))
    covered = sum(
        weight * next((share for terms, share in worth if term in terms), 0.0) for term, weight in wanted.items()
    )
    coverage = covered / total
    sign = SIGN if bears_sign(query, text[span[0] : span[1]]) else 0.0
    score = TERMS * coverage + DENSE * nearness - RANK * math.log(item.rank) + sign
    return Clause(item, span[0], span[1], score, coverage, cosine)


@lru_cache(maxsize=16384)
def _terms(text: str) -> frozenset[str]:
    found = tuple(fold(syllable) for syllable in syllables(in_full(text)))
    return frozenset((*found, *pairs(found)))


