"""Questions whose answer is known -> the features of every clause that selection looks at, and which of them answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Span, candidates
from assistant.answering.facets import asked_facets
from assistant.answering.selection import Selector
from assistant.answering.wanted import Wanted, wanted
from assistant.domain import Evidence, Query, Retrieved
from assistant.embedding.encoder import Encoder
from assistant.questions import fits, understand
from assistant.retrieval import Retriever
from assistant.store.library import Library
from evaluation.judging import Expected, names_of, says
from evaluation.reader.lists import mark
from evaluation.reader.rows import Row

# What a clause that holds a near-miss counts beside one that doesn't.
NEAR_MISS = 0.2


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its n clauses: their features by name, and `worth` (n,): from 0 to 1, how well each answers."""

    expected: Expected
    query: Query
    asked: Wanted
    features: list[dict[str, float]]
    worth: NDArray[np.float64]


# How well a clause of a passage answers a question, 0 to 1.
Worth = Callable[[Expected, Evidence, Span], float]


def examples(questions: Sequence[Expected], library: Library, encoder: Encoder) -> Iterator[Example]:
    """Yield an example for each question for which anything is found. The library's indexes must be owned."""
    return _examples(questions, library, encoder, _worth)


def marked_examples(rows: Sequence[Row], library: Library, encoder: Encoder) -> Iterator[Example]:
    """Yield an example for each of the reader's questions: the clauses marked answer."""
    by_id = {row.id: row for row in rows}

    def worth(expected: Expected, item: Evidence, span: Span) -> float:
        words = item.report.text[slice(*span)]
        return float(mark(by_id[expected.id], item.report.source.path, words) == "answer")

    questions = [
        Expected(row.id, row.question, (), row.type, row.style, row.language, (), (), frozenset((row.report,)))
        for row in rows
    ]
    return _examples(questions, library, encoder, worth)


def leads(questions: Sequence[Expected], library: Library, encoder: Encoder) -> Iterator[tuple[str, bool]]:
    """Yield for each answerable question its id and whether the clause that selection has lead answers, at least in
    part. The library's indexes must be owned."""
    selector = Selector(encoder, library.frequencies, library.clause_vectors)
    answerable = [one for one in questions if one.is_answerable and one.gold]
    for expected, query, retrieved in _retrieved(answerable, library, encoder):
        found = selector.select(query, (*retrieved.evidence, *retrieved.beside), retrieved.facts)
        yield expected.id, bool(found) and _worth(expected, found[0].evidence, found[0].span) > 0


def _examples(questions: Sequence[Expected], library: Library, encoder: Encoder, worth_of: Worth) -> Iterator[Example]:
    selector = Selector(encoder, library.frequencies, library.clause_vectors)
    for expected, query, retrieved in _retrieved(questions, library, encoder):
        found = candidates((*retrieved.evidence, *retrieved.beside), asked_facets(query))
        if found:
            asked = wanted(query, library.frequencies)
            near = selector.nearest(query, found)
            features = selector.describe(query, asked, near, retrieved.facts)
            worth = np.array([worth_of(expected, one.evidence, one.span) for one in near])
            yield Example(expected, query, asked, features, worth)


def _retrieved(
    questions: Sequence[Expected], library: Library, encoder: Encoder
) -> Iterator[tuple[Expected, Query, Retrieved]]:
    """Yield each question as understood, with what is found for it."""
    retriever = Retriever(library, encoder)
    meaning = encoder if fits(encoder.identity) else None
    for expected in questions:
        query = understand(
            expected.question,
            expected.turns,
            reports=library.reports(),
            frequencies=library.frequencies,
            meaning=meaning,
            spellings=library.spellings,
        )
        yield expected, query, retriever.retrieve(query)


def _worth(expected: Expected, item: Evidence, span: Span) -> float:
    """Return the square of the share of the gold groups that a clause of a right report holds."""
    if not expected.gold or not names_of(item.report.source.path) & expected.reports:
        return 0.0
    words = item.report.text[slice(*span)]
    held = sum(any(says(words, gold) for gold in group) for group in expected.gold) / len(expected.gold)
    return held**2 * (NEAR_MISS if any(says(words, wrong) for wrong in expected.wrong) else 1.0)
