"""Evidence -> its clauses, scored by how well each answers the query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.answering.about_report import report_features
from assistant.answering.candidates import Candidate, Span, candidates
from assistant.answering.clause_reading import read_clause
from assistant.answering.facets import asked_facets
from assistant.answering.features import Context, clause_features
from assistant.answering.wanted import Frequencies, Wanted, wanted
from assistant.answering.weights import GROUPS, weights_for
from assistant.domain import Evidence, Facts, Query
from assistant.embedding.clauses import ClauseVectors
from assistant.embedding.encoder import Encoder
from assistant.vietnamese.folding import fold

NO_FACTS = Facts()


# Of so many clauses that score best the likeliest to answer leads.
LOOKED_AT = 5
# How likely the rest are to answer is told of so many that a question's place and time may leave to lead.
TOLD_SURE = 24
WIDEST = 6.0
# So many clauses are read, those whose vectors and passages are nearest; by these two, so much the passage's score
# counts. Of 1,500 development questions the clause that leads among all candidates was always among these.
READ, PASSAGE_SHARE = 64, 0.6


# What counts differently for each group of kinds.
OF_KINDS = tuple(
    "score first gap sign told told_near told_all untold_most unseen terms terms_not_in_header pairs exact rarest"
    " concepts focus focus_near cosine nearness nearer nearest facet office figure_unit figure_words figure_period"
    " section_limitations section_tasks section_conclusion point_task point_limitation block_heading early length"
    " of_place of_time".split()
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A score, how far it lies above the best of the others, and whether it is the best of all."""

    score: float
    gap: float
    is_first: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a passage: `score` ranks it, `confidence` is the probability that it answers."""

    evidence: Evidence
    span: Span
    score: float
    confidence: float
    features: Mapping[str, float] = field(hash=False)

    @property
    def start(self) -> int:
        """Where it begins in the report's text."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.evidence.report.text[slice(*self.span)]

    @property
    def is_title(self) -> bool:
        """Whether it is its report's headline, which tells what a meeting was about and little else."""
        title = self.evidence.report.title
        return bool(title) and fold(title).strip(" .") == fold(self.text).strip(" .")


@dataclass(frozen=True, slots=True)
class Near:
    """A candidate and how near its vector is to the question's: the cosine, in standard deviations above the mean of
    all candidates, and by how many it leads the others."""

    evidence: Evidence
    span: Span
    cosine: float
    nearness: float
    lead: float


# Finds the clauses of passages with their vectors, by passage id.
Kept = Callable[[Sequence[str]], Mapping[str, ClauseVectors]]


def none_kept(passage_ids: Sequence[str]) -> Mapping[str, ClauseVectors]:
    """Where no vectors are kept."""
    return {}


class Selector:
    """Scores clauses. Their vectors are those that `kept` finds; those of others are made, and remembered."""

    def __init__(
        self, encoder: Encoder, frequencies: Frequencies, kept: Kept = none_kept, remembered: int = 8192
    ) -> None:
        self._encoder = encoder
        self._weights = weights_for(encoder.identity)
        self._frequencies = frequencies
        self._kept = kept
        self._remembered = remembered
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._lock = Lock()

    @property
    def enough(self) -> float:
        """The confidence from which a clause is taken to answer."""
        return self._weights.enough

    def select(
        self, query: Query, evidence: Sequence[Evidence], facts: Mapping[str, Facts] | None = None
    ) -> tuple[Clause, ...]:
        """Return the clauses of the evidence, each span once: first the likeliest of those that score best, then the
        rest by score. `facts` are those of its reports."""
        found = self.nearest(query, candidates(evidence, asked_facets(query)))
        if not found:
            return ()
        asked = wanted(query, self._frequencies)
        weights = self._weights
        described = self.describe(query, asked, found, facts or {})
        scores = [weights.rank(query.kind, features) for features in described]
        worst = sorted(scores, reverse=True)[:TOLD_SURE][-1]
        told = [
            weights.confidence(answering(query, asked, features, standing)) if standing.score >= worst else 0.0
            for features, standing in zip(described, standings(scores), strict=True)
        ]
        clauses = sorted(
            (
                Clause(one.evidence, one.span, score, sure, features)
                for one, score, sure, features in zip(found, scores, told, described, strict=True)
            ),
            key=lambda clause: (-clause.score, clause.start),
        )
        return (*sorted(clauses[:LOOKED_AT], key=lambda clause: -clause.confidence), *clauses[LOOKED_AT:])

    def nearest(self, query: Query, found: Sequence[Candidate]) -> list[Near]:
        """Return the candidates that are read, in their order: all, or of many those nearest to the question."""
        if not found:
            return []
        cosines = self._cosines(query, found)
        nearness = _standardised(cosines)
        near = [
            Near(item, span, *each)
            for (item, span), *each in zip(
                found, cosines.tolist(), nearness.tolist(), lead_of_each(nearness.tolist()), strict=True
            )
        ]
        by_passage = _standardised(np.array([item.score for item, _ in found]))
        order = np.argsort(-(nearness + PASSAGE_SHARE * by_passage), kind="stable")
        return [near[number] for number in sorted(order[:READ].tolist())]

    def describe(
        self, query: Query, asked: Wanted, found: Sequence[Near], facts: Mapping[str, Facts]
    ) -> list[dict[str, float]]:
        """Return the features of each candidate."""
        reports = {one.evidence.report.id: one.evidence.report for one in found}
        told_of = {name: report_features(query, asked, report) for name, report in reports.items()}
        least, most = self._weights.cosines
        contexts = [
            Context(
                one.evidence,
                read_clause(one.evidence, one.span, facts.get(one.evidence.report.id, NO_FACTS)),
                min(max(one.cosine, least), most),
                one.nearness,
            )
            for one in found
        ]
        return [
            {
                **told_of[one.evidence.report.id],
                **features,
                "nearer": max(-WIDEST, min(WIDEST, one.lead)),
                "nearest": float(one.lead >= 0),
            }
            for one, features in zip(found, clause_features(query, asked, contexts), strict=True)
        ]

    def _cosines(self, query: Query, found: Sequence[Candidate]) -> NDArray[np.float32]:
        kept = self._kept(tuple(dict.fromkeys(item.passage.id for item, _ in found)))
        rows = {
            (passage_id, span): row
            for passage_id, one in kept.items()
            for span, row in zip(one.spans, one.rows, strict=True)
        }
        named = [(item.passage.id, span) for item, span in found]
        lacking = [number for number, name in enumerate(named) if name not in rows]
        made = self._made([found[number] for number in lacking])
        rows.update((named[number], row) for number, row in zip(lacking, made, strict=True))
        return np.stack([rows[name] for name in named]) @ self._encoder.embed_query(query.standalone)

    def _made(self, found: Sequence[Candidate]) -> list[NDArray[np.float32]]:
        """Return the vectors of candidates, made where they are not remembered."""
        texts = [item.passage.under_header(item.report.text[start:end]) for item, (start, end) in found]
        known = {text: vector for text in texts if (vector := self._vectors.get(text)) is not None}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._encoder.embed_passages(new), strict=True))
        with self._lock:  # several threads ask at once, and one may have made room meanwhile
            if len(self._vectors) + len(new) > self._remembered:
                self._vectors.clear()
            self._vectors.update((text, known[text]) for text in new)
        return [known[text] for text in texts]


def _standardised(values: NDArray[np.floating]) -> NDArray[np.floating]:
    mean, spread = float(values.mean()), float(values.std()) or 1.0
    return (values - mean) / spread


def lead_of_each(values: Sequence[float]) -> list[float]:
    """Return how far each value lies above the best of the others: below 0 for all but the best."""
    best, second = sorted((*values, -inf, -inf), reverse=True)[:2]
    return [value - (best if value < best else second) for value in values]


def standings(scores: Sequence[float]) -> list[Standing]:
    """Return how each score stands among all."""
    best = max(scores)
    return [Standing(score, lead, score == best) for score, lead in zip(scores, lead_of_each(scores), strict=True)]


def answering(query: Query, asked: Wanted, features: Mapping[str, float], standing: Standing) -> dict[str, float]:
    """Return the features that tell whether a clause answers, beside those that rank it."""
    content = len(asked.terms) or 1
    group = GROUPS[query.kind]
    told = {
        **features,
        "bias": 1.0,
        "score": standing.score / 10,
        "gap": max(-WIDEST, min(WIDEST, standing.gap)),
        "first": float(standing.is_first),
        "unseen": len(asked.unseen) / content,
        "unseen_any": float(bool(asked.unseen)),
        "few_terms": float(content <= 3),
        "has_context": float(bool(query.context)),
        "english": float(query.asked_in == "en"),
        "unaccented": float(not query.has_diacritics),
        "unknown_names": 1 - features["names"] if query.names and query.kind != "comparison" else 0.0,
        f"kind_{group}": 1.0,
    }
    return told | {f"{group} {name}": told[name] for name in OF_KINDS if told[name]}
