"""What a query's words ask for, and what clauses tell -> how far each tells it, counted for all clauses at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.answering.wanted import RAREST, Told, Wanted

# For each clause (row) and each thing asked for (column), whether it is told; for each clause, a number.
Marks = NDArray[np.bool_]
Column = NDArray[np.float64]
Of = TypeVar("Of")


class Surroundings(NamedTuple, Generic[Of]):
    """What is told by a clause, by what stands before it in its passage, by all of its passage, and by the header."""

    here: Of
    before: Of
    around: Of
    header: Of


def word_features(wanted: Wanted, told: Sequence[Surroundings[Told]]) -> list[dict[str, float]]:
    """Return the features that count the words and the concepts told, by name, for each clause."""
    parts: Surroundings[Sequence[Told]] = Surroundings(*zip(*told, strict=True))
    terms = Surroundings(*(_marks(wanted.terms, [one.terms for one in part]) for part in parts))
    exact = [len(wanted.exact & one.exact) / len(wanted.exact) if wanted.exact else 0.0 for one in parts.here]
    columns = {
        **_terms(wanted, terms),
        **_pairs(wanted, parts),
        "exact": np.array(exact),
        **_concepts(wanted, parts, terms),
    }
    rows = np.column_stack([np.broadcast_to(column, len(told)) for column in columns.values()]).tolist()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _terms(wanted: Wanted, told: Surroundings[Marks]) -> dict[str, Column]:
    weights = _weights(wanted.terms)
    near = told.here | told.before
    rarest = np.argsort(-weights, kind="stable")[:3]
    return {
        "terms": _covered(weights, told.here),
        "terms_not_in_header": _covered(weights, told.here, ~told.header),
        "terms_near": _covered(weights, near),
        "terms_near_or_header": _covered(weights, near | told.header),
        "terms_passage": _covered(weights, told.around),
        "terms_all": _covered(weights, told.around | told.header),
        "rarest": told.here[:, rarest].sum(axis=1) / 3,
        "rarest_near": (near | told.header)[:, rarest].sum(axis=1) / 3,
    }


def _pairs(wanted: Wanted, parts: Surroundings[Sequence[Told]]) -> dict[str, Column]:
    weights = _weights(wanted.pairs)
    here, around, header = (
        _marks(wanted.pairs, [one.terms for one in part]) for part in (parts.here, parts.around, parts.header)
    )
    return {
        "pairs": _covered(weights, here),
        "pairs_not_in_header": _covered(weights, here, ~header),
        "pairs_passage": _covered(weights, around),
    }


def _concepts(wanted: Wanted, parts: Surroundings[Sequence[Told]], terms: Surroundings[Marks]) -> dict[str, Column]:
    """Return how far concepts are told, and how far terms are where a concept tells them in other words."""
    if not wanted.terms:
        return _NOTHING_TOLD
    told = Surroundings(*(_marks(wanted.concepts, [one.concepts for one in part]) for part in parts))
    worded = np.array([[term in words for term in wanted.terms] for words in wanted.concepts.values()], int)
    worded = worded.reshape(len(wanted.concepts), len(wanted.terms))
    weights, near = _weights(wanted.terms), terms.here | terms.before | terms.header

    def left(in_words: Marks, as_concepts: Marks) -> Marks:
        """Mark the terms that are told neither in their own words nor as a concept."""
        told_at_all: Marks = in_words | (as_concepts @ worded > 0)
        return ~told_at_all

    everywhere = left(near | terms.around, told.here | told.before | told.around | told.header)
    untold = {
        "told": left(terms.here, told.here),
        "told_near": left(near, told.here | told.before | told.header),
        "told_all": everywhere,
    }
    return {
        "concepts": _share(told.here),
        "concepts_near": _share(told.here | told.before),
        "concepts_passage": _share(told.around | told.header),
        "concept_count": np.minimum(told.here.sum(axis=1), 4) / 4,
        **{name: 1 - _summed(weights, marks) / wanted.weight for name, marks in untold.items()},
        "untold_most": np.where(everywhere, weights, 0.0).max(axis=1) / RAREST,
        "untold_many": np.minimum(everywhere.sum(axis=1), 5) / 5,
        **_focus(wanted, told.here @ worded > 0, terms.here, near, near | terms.around),
    }


_NOTHING_TOLD: dict[str, Column] = dict.fromkeys(
    (
        "concepts", "concepts_near", "concepts_passage", "concept_count", "told", "told_near", "told_all",
        "untold_most", "untold_many", "focus", "focus_near", "focus_passage",
    ),
    np.zeros(1),
)  # fmt: skip


def _focus(wanted: Wanted, by_concept: Marks, here: Marks, near: Marks, everywhere: Marks) -> dict[str, Column]:
    """Return how much of what the interrogatives stand next to is told, and half where nothing does."""
    if not wanted.focus:
        return dict.fromkeys(("focus", "focus_near", "focus_passage"), np.full(1, 0.5))
    focus = np.array([term in wanted.focus for term in wanted.terms])
    return {
        "focus": _share((here | by_concept)[:, focus]),
        "focus_near": _share((near | by_concept)[:, focus]),
        "focus_passage": _share((everywhere | by_concept)[:, focus]),
    }


def _marks(asked: Iterable[str], told: Sequence[Set[str]]) -> Marks:
    """Return which of the things asked for each set holds; the clauses of a passage share some of theirs."""
    names = tuple(asked)
    known = {id(one): [name in one for name in names] for one in {id(one): one for one in told}.values()}
    return np.array([known[id(one)] for one in told], bool).reshape(len(told), len(names))


def _weights(weights: Mapping[str, float]) -> Column:
    return np.fromiter(weights.values(), float, len(weights))


def _covered(weights: Column, told: Marks, counted: Marks | None = None) -> Column:
    """Return the share, by weight, of what is counted (all unless given) that is told; 0 where nothing is."""
    all_of_it = np.ones((1, len(weights)), bool) if counted is None else counted
    totals = np.broadcast_to(_summed(weights, all_of_it), len(told))
    found = _summed(weights, told & all_of_it)
    return np.divide(found, totals, out=np.zeros(len(told)), where=totals > 0)


def _summed(weights: Column, marks: Marks) -> Column:
    """Return the sum of the marked weights of each row, added one after the other: like clauses get like sums."""
    if not len(weights):
        return np.zeros(len(marks))
    return np.asarray(np.cumsum(np.where(marks, weights, 0.0), axis=1)[:, -1])


def _share(marks: Marks) -> Column:
    """Return the share of the columns that are marked in each row, 0 of none."""
    return np.asarray(marks.sum(axis=1) / max(marks.shape[1], 1))
