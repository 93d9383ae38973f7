"""Evidence -> its clauses, scored by how well each answers the query."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.months import months_in
from assistant.answering.signs import bears_sign, is_target
from assistant.answering.subjects import subject_before
from assistant.domain import AnswerKind, Evidence, Query
from assistant.embedding.encoder import Encoder
from assistant.vietnamese.abbreviations import expand, in_full, spelt_out
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_name
from assistant.vietnamese.sentences import clauses
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, pairs, syllables

PASSAGES = 8
# What a term found beside the clause is worth against one in it: in the clause whose indicator it goes on about, in the
# header, before it, elsewhere in its passage.
SUBJECT, HEADER, BEFORE, PASSAGE = 0.85, 0.75, 0.35, 0.15
# Shares of the score: cosine of the clause under its header (per standard deviation), rank of its passage (per e-fold),
# and bearing the kind of answer wanted; covering every term counts 1.
DENSE, RANK, SIGN = 0.06, 0.02, 0.24
CIRCUMSTANCE = 0.4
# What a clause loses that speaks of other months only, or of a result where the target is asked about.
ASIDE = 0.12
_FIGURES: frozenset[AnswerKind] = frozenset(("figure", "count", "comparison", "yesno"))
# A fact is not answered where the library knows less than this share of the question's words. Words for what a list is
# of (hạn chế, nhiệm vụ) need not stand in a report.
KNOWN = 1 / 3
_TOPICAL: frozenset[AnswerKind] = frozenset(("limitation", "task", "list", "summary", "none"))
PAIR_WEIGHT, UNSEEN_WEIGHT, RAREST = 0.35, 0.6, 5.0
# How far pairs and the kind of answer add to the share of known terms that tells whether a clause answers at all.
PAIRS_SUPPORT, SIGN_SUPPORT = 0.5, 0.15

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]
_LEVELS = frozenset("huyen tinh xa hoi nghi hop bao cao luy ke cong don".split())
_QUESTION_WORDS = frozenset(
    """
    ai gi nao dau sao may bao nhieu the khi hoi neu cho biet ra duoc la co khong chua phai ten muc so
    who what when where which how many much was were is are did does the of in at on for to a an and by it
    """.split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a passage. `score` ranks it; `support` and `cosine` tell whether it answers at all.

    `support` is the share of the query's terms known to the library that the clause covers in its context, with what
    pairs of them and the kind of answer add.
    """

    evidence: Evidence
    start: int
    end: int
    score: float
    support: float
    cosine: float

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.evidence.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The query's folded terms, syllables and pairs, each with its weight; `seen` are those the library knows."""

    weights: Mapping[str, float]
    seen: frozenset[str]


class Selector:
    """Scores clauses; vectors of clauses already seen are kept, so follow-ups cost little."""

    def __init__(self, encoder: Encoder, frequencies: Frequencies, remembered: int = 4096) -> None:
        self._encoder = encoder
        self._frequencies = frequencies
        self._remembered = remembered
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def select(self, query: Query, evidence: Sequence[Evidence]) -> tuple[Clause, ...]:
        """Return the clauses of the best passages, the best first, each span once."""
        candidates = _candidates(evidence[:PASSAGES])
        if not candidates:
            return ()
        wanted = weigh(query, self._frequencies)
        cosines = self._cosines(query, candidates)
        spread = float(cosines.std()) or 1.0
        scored = [
            _score(query, wanted, item, span, cosine, (cosine - float(cosines.mean())) / spread)
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


def weigh(query: Query, frequencies: Frequencies) -> Wanted:
    """Return the query's terms; a rare one weighs more, one that no report has as much as a frequent one."""
    wording = " ".join((in_full(query.standalone), *expand(query.standalone)))
    found = tuple(fold(syllable) for syllable in syllables(wording))
    content = [syllable for syllable in found if syllable not in FOLDED_STOPWORDS and syllable not in _QUESTION_WORDS]
    joined = [pair for pair in pairs(found) if not set(pair.split("_")) & _QUESTION_WORDS]
    counts = frequencies(tuple(dict.fromkeys((*content, *joined))))
    largest = max(counts.values(), default=0) + 1
    rarity = {term: min(math.log(1 + largest / n), RAREST) if n else UNSEEN_WEIGHT for term, n in counts.items()}
    for term in _circumstances(query):
        if term in rarity:
            rarity[term] *= CIRCUMSTANCE
    weights = {term: rarity[term] * (PAIR_WEIGHT if "_" in term else 1.0) for term in rarity}
    return Wanted(weights, frozenset(term for term, n in counts.items() if n))


def _circumstances(query: Query) -> frozenset[str]:
    """Return the syllables that say where and when: retrieval has already narrowed the search by them."""
    text = query.standalone
    spans = [(mention.start, mention.end) for mention in find_periods(text)]
    spans += [(mention.start, mention.end) for mention in find_dates(text)]
    place = find_name(text, query.named.place.split(" ", 1)[-1]) if query.named.place else None
    words = " ".join(text[start:end] for start, end in (*spans, *((place,) if place else ())))
    return frozenset(fold(syllable) for syllable in syllables(words)) | _LEVELS


def _candidates(evidence: Iterable[Evidence]) -> list[tuple[Evidence, tuple[int, int]]]:
    spans: dict[tuple[str, tuple[int, int]], Evidence] = {}
    for item in evidence:
        for span in clauses(item.report.text, item.passage.start, item.passage.end):
            spans.setdefault((item.report.id, span), item)
    return [(item, span) for (_, span), item in spans.items()]


def _score(
    query: Query, wanted: Wanted, item: Evidence, span: tuple[int, int], cosine: float, nearness: float
) -> Clause:
    text = item.report.text
    worth = _worth(wanted, item, span)
    sign = bears_sign(query, text[span[0] : span[1]])
    total = sum(wanted.weights.values()) or 1.0
    coverage = sum(weight * worth[term] for term, weight in wanted.weights.items()) / total
    score = coverage + DENSE * nearness - RANK * math.log(item.rank) + SIGN * sign
    score -= ASIDE * (query.kind in _FIGURES and _is_aside(query.standalone, text[slice(*span)]))
    support = _support(wanted, worth) if query.kind in _TOPICAL or _is_known(wanted) else 0.0
    return Clause(item, *span, score, support + SIGN_SUPPORT * sign, cosine)


def _is_aside(question: str, text: str) -> bool:
    asked, told = months_in(question), months_in(text)
    other_months = bool(asked and told) and not asked & told
    return other_months or (is_target(question) and not is_target(text))


def _is_known(wanted: Wanted) -> bool:
    asked = [term for term in wanted.weights if "_" not in term]
    return sum(term in wanted.seen for term in asked) >= KNOWN * len(asked)


def _worth(wanted: Wanted, item: Evidence, span: tuple[int, int]) -> dict[str, float]:
    """Return what each term's place is worth: 1 in the clause, less beside it, 0 outside its passage."""
    text, passage = item.report.text, item.passage
    subject = subject_before(text, passage.start, span)
    places = (
        (_terms(text[span[0] : span[1]]), 1.0),
        (_terms(text[slice(*subject)]) if subject else frozenset(), SUBJECT),
        (_terms(passage.header), HEADER),
        (_terms(text[max(passage.start, span[0] - 300) : span[0]]), BEFORE),
        (_terms(passage.text), PASSAGE),
    )
    return {term: next((share for terms, share in places if term in terms), 0.0) for term in wanted.weights}


def _support(wanted: Wanted, worth: Mapping[str, float]) -> float:
    """Return the weighted share of known syllables covered, with the plain share of known pairs near the clause."""
    syllables_seen = [term for term in wanted.seen if "_" not in term]
    pairs_seen = [term for term in wanted.seen if "_" in term]
    total = sum(wanted.weights[term] for term in syllables_seen)
    if not total:
        return 0.0
    covered = sum(wanted.weights[term] * min(1.0, 1.2 * worth[term]) for term in syllables_seen) / total
    near = sum(worth[term] >= BEFORE for term in pairs_seen) / max(1, len(pairs_seen))
    return covered + PAIRS_SUPPORT * near


@lru_cache(maxsize=16384)
def _terms(text: str) -> frozenset[str]:
    """The folded syllables and pairs of a text, with its abbreviations as they stand and in full."""
    readings = (syllables(in_full(text)), syllables(spelt_out(text)))
    folded = [tuple(fold(syllable) for syllable in reading) for reading in readings]
    return frozenset(term for reading in folded for term in (*reading, *pairs(reading)))
