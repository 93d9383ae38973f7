"""Questions whose answer is known -> the features of every clause that selection looks at, and which of them answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import candidates
from assistant.answering.facets import asked_facets
from assistant.answering.selection import Selector
from assistant.answering.wanted import Wanted, wanted
from assistant.domain import Evidence, Query
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


def examples(questions: Sequence[Expected], library: Library, encoder: Encoder) -> Iterator[Example]:
    """Yield an example for each question for which anything is found. The library's indexes must be owned."""
    selector = Selector(encoder, library.frequencies)
    for expected in questions:

        def worth(item: Evidence, span: tuple[int, int], expected: Expected = expected) -> float:
            return _worth(expected, item, span)

        yield from _described(expected, worth, library, encoder, selector)


def examples_of_rows(rows: Sequence[Row], library: Library, encoder: Encoder) -> Iterator[Example]:
    """Yield an example for each of the reader's questions for which anything is found, worth 1 where it is marked.

    A question of which no answer is among the clauses is left out: its marks are of a clause cut otherwise.
    """
    selector = Selector(encoder, library.frequencies)
    for row in rows:

        def worth(item: Evidence, span: tuple[int, int], row: Row = row) -> float:
            return float(mark(row, item.report.source.path, item.report.text[slice(*span)]) == "answer")

        for one in _described(_expected(row), worth, library, encoder, selector):
            if one.worth.any() or not one.expected.is_answerable:
                yield one


def _expected(row: Row) -> Expected:
    reports = frozenset((row.report,))
    return Expected(row.id, row.question, (), row.type, row.style, row.language, (), (), reports)


def _described(
    expected: Expected,
    worth: Callable[[Evidence, tuple[int, int]], float],
    library: Library,
    encoder: Encoder,
    selector: Selector,
) -> Iterator[Example]:
    query = understand(
        expected.question,
        expected.turns,
        reports=library.reports(),
        frequencies=library.frequencies,
        embed=encoder.embed_query if fits(encoder.identity) else None,
        spellings=library.spellings,
    )
    retrieved = Retriever(library, encoder).retrieve(query)
    found = candidates((*retrieved.evidence, *retrieved.beside), asked_facets(query))
    if found:
        asked = wanted(query, library.frequencies)
        features = selector.describe(query, asked, found, retrieved.facts)
        yield Example(expected, query, asked, features, np.array([worth(*each) for each in found]))


def _worth(expected: Expected, item: Evidence, span: tuple[int, int]) -> float:
    """Return the square of the share of the gold groups that a clause of a right report holds."""
    if not expected.gold or not names_of(item.report.source.path) & expected.reports:
        return 0.0
    words = item.report.text[slice(*span)]
    held = sum(any(says(words, gold) for gold in group) for group in expected.gold) / len(expected.gold)
    return held**2 * (NEAR_MISS if any(says(words, wrong) for wrong in expected.wrong) else 1.0)
