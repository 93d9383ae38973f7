"""Fit the weights of selection: python -m evaluation.fit_selection.

Two models over the features of `assistant.answering.features`, both on the development sets of questions only:
- ranks: for each group of kinds a weight for each feature, shared weights plus the group's own, by the softmax over a
  question's clauses (the likelihood that a clause drawn from it answers), with L2 on both parts;
- answers: logistic regression on whether a clause answers, over those that score best, which decides which of them
  leads, and between answer and refusal.
The figures printed and stored are those of five-fold cross-validation over questions. The weights are those of the
embedding model that the settings name; those of another model stay.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from assistant.answering.gathering import GATHERED
from assistant.answering.selection import LOOKED_AT, answering, standings
from assistant.answering.weights import FILE, GROUPS, LACKING, weights_for
from assistant.embedding.encoder import SentenceEncoder
from assistant.embedding.prepare import READING_MODEL, name_of
from assistant.offline import force_offline
from assistant.opening import open_encoder
from assistant.settings import load_settings
from evaluation.asking import own_library, say
from evaluation.judging import read_questions
from evaluation.question_sets import HELD_BACK, SETS
from evaluation.reader.rows import FOLDERS, lots, read_rows
from evaluation.selection_examples import Example, examples, marked_examples

SHARED, OWN, STRENGTH, FOLDS, SMALLEST = 3.0, 20.0, 0.01, 5, 1e-3
# Questions over facts are answered before selection is asked.
_OVER_FACTS = frozenset(("meetings", "comparison"))
_UNFITTED = frozenset(("lacks",))

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Weights of each group over the features in `names`; `shared` serve a group that has none."""

    names: tuple[str, ...]
    groups: dict[str, Array]
    shared: Array

    def scores(self, example: Example) -> Array:
        """Return the score of each clause."""
        weights = self.groups.get(GROUPS[example.query.kind], self.shared)
        return np.asarray(_matrix(example, self.names) @ weights - LACKING * _lacking(example))


def main() -> int:
    """Fit both models, print their figures and write the weights."""
    force_offline()
    encoder = open_encoder(load_settings())
    known = [one for one in _development(encoder) if one.expected.type not in _OVER_FACTS]
    before = weights_for(encoder.identity)
    held = [fit_ranks([one for n, one in enumerate(known) if n % FOLDS != fold]) for fold in range(FOLDS)]
    scores = [held[n % FOLDS].scores(one) for n, one in enumerate(known)]
    ranks = fit_ranks(known)
    answers, figures = fit_answers(known, scores)
    fitted = {
        "fitted": {"questions": len(known), **_first(known, scores), **figures},
        "cosines": list(before.cosines),
        "enough": before.enough,  # chosen by what whole answers give, not by the fit
        "ranks": {
            group: _rounded(ranks.names, ranks.groups.get(group, ranks.shared))
            for group in sorted(set(GROUPS.values()))
        },
        "answers": answers,
    }
    stored = json.loads(FILE.read_text("utf-8")) | {name_of(encoder.identity): fitted}
    FILE.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")
    print(json.dumps(fitted["fitted"], indent=1))
    return 0


def _development(encoder: SentenceEncoder) -> list[Example]:
    """Return the development questions; those over reports that the reader learnt from would make it look too good."""
    reads = name_of(encoder.identity) == READING_MODEL
    found: list[Example] = []
    for one in SETS:
        if one.use == "development" and one.is_present and not (reads and one.reports.folder in FOLDERS):
            with TemporaryDirectory() as folder, own_library(one.reports, encoder, Path(folder)) as library:
                found += examples(read_questions(one.file), library, encoder)
            say(f"{one.name}: {len(found)} questions so far")
    for letter, reports in lots().items() if reads else ():
        if rows := [row for row in read_rows() if row.lot == letter and letter in HELD_BACK]:
            with TemporaryDirectory() as folder, own_library(reports, encoder, Path(folder)) as library:
                found += marked_examples(rows, library, encoder)
            say(f"lot {letter}: {len(found)} questions so far")
    return found


def fit_ranks(known: Sequence[Example]) -> Ranks:
    """Return the weights that make it likeliest that a clause drawn by the softmax of scores answers."""
    answered = [one for one in known if one.worth.sum() > 0]
    names = tuple(sorted({name for one in answered for name in one.features[0]} - _UNFITTED))
    groups = tuple(sorted({GROUPS[one.query.kind] for one in answered}))
    spread = np.vstack([_matrix(one, names) for one in answered]).std(axis=0) + 1e-6
    rows = [
        (groups.index(GROUPS[one.query.kind]), _matrix(one, names) / spread, one.worth, LACKING * _lacking(one))
        for one in answered
    ]
    shape = (1 + len(groups), len(names))

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape)
        slope = np.vstack([SHARED * weights[:1], OWN * weights[1:]])
        total = float((weights * slope).sum()) / 2
        for group, matrix, worth, lacking in rows:
            z = matrix @ (weights[0] + weights[1 + group]) - lacking
            drawn = np.exp(z - z.max())
            drawn /= drawn.sum()
            right = drawn * worth
            total -= float(np.log(right.sum() + 1e-12))
            step = (drawn - right / (right.sum() + 1e-12)) @ matrix
            slope[0] += step
            slope[1 + group] += step
        return total, slope.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    weights = found.x.reshape(shape)
    own = {group: (weights[0] + weights[1 + number]) / spread for number, group in enumerate(groups)}
    return Ranks(names, own, weights[0] / spread)


def fit_answers(known: Sequence[Example], scores: Sequence[Array]) -> tuple[dict[str, float], dict[str, object]]:
    """Return the weights that tell whether a clause answers, and what thresholds give, cross-validated."""
    best = [np.argsort(-score)[:LOOKED_AT] for score in scores]
    told = [_told(one, score, order) for one, score, order in zip(known, scores, best, strict=True)]
    names = tuple(sorted({name for each in told for features in each for name in features}))
    tables = [np.array([[features.get(name, 0.0) for name in names] for features in each]) for each in told]
    answering_ = [one.worth[order] > 0 for one, order in zip(known, best, strict=True)]
    spread = np.vstack(tables).std(axis=0) + 1e-6
    folds = np.arange(len(known)) % FOLDS
    sure = [np.zeros(len(order)) for order in best]
    for fold in range(FOLDS):
        model = _regression().fit(*_stacked(tables, answering_, spread, folds != fold))
        for number in np.flatnonzero(folds == fold):
            sure[number] = model.predict_proba(tables[number] / spread)[:, 1]
    right = np.array([_answers(*each) for each in zip(known, best, sure, strict=True)])
    answerable = np.array([one.expected.is_answerable for one in known])
    likeliest = np.array([float(each.max()) for each in sure])
    model = _regression().fit(*_stacked(tables, answering_, spread, folds >= 0))
    return _rounded(names, model.coef_[0] / spread), {
        "answers when led by the likeliest": round(float(right[answerable].mean()), 3),
        **{
            f"answered from {threshold}": _shares(likeliest >= threshold, right, answerable)
            for threshold in (0.3, 0.4, 0.5, 0.6, 0.7)
        },
    }


def _told(example: Example, scores: Array, order: NDArray[np.intp]) -> list[dict[str, float]]:
    stand = standings(scores.tolist())
    return [answering(example.query, example.asked, example.features[number], stand[number]) for number in order]


def _stacked(
    tables: Sequence[Array], answering_: Sequence[NDArray[np.bool_]], spread: Array, kept: NDArray[np.bool_]
) -> tuple[Array, NDArray[np.bool_]]:
    chosen = np.flatnonzero(kept)
    return np.vstack([tables[n] for n in chosen]) / spread, np.concatenate([answering_[n] for n in chosen])


def _answers(example: Example, order: NDArray[np.intp], sure: Array) -> bool:
    """Whether the likeliest clause answers; of a list whether one of the likeliest three does."""
    looked_at = 3 if example.query.kind in GATHERED else 1
    return bool((example.worth[order[np.argsort(-sure)[:looked_at]]] > 0).any())


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="newton-cholesky", fit_intercept=False)


def _shares(said: NDArray[np.bool_], right: NDArray[np.bool_], answerable: NDArray[np.bool_]) -> dict[str, float]:
    return {
        "right": round(float((said & right)[answerable].mean()), 3),
        "wrong": round(float((said & ~right)[answerable].mean()), 3),
        "unanswerable refused": round(float((~said)[~answerable].mean()), 3),
    }


def _first(known: Sequence[Example], scores: Sequence[Array]) -> dict[str, float]:
    asked = [(one, score) for one, score in zip(known, scores, strict=True) if one.expected.is_answerable]
    first = [one.worth[int(score.argmax())] > 0 for one, score in asked]
    three = [bool((one.worth[np.argsort(-score)[:3]] > 0).any()) for one, score in asked]
    return {"answers first": round(float(np.mean(first)), 3), "among the first three": round(float(np.mean(three)), 3)}


def _matrix(example: Example, names: Sequence[str]) -> Array:
    return np.array([[features.get(name, 0.0) for name in names] for features in example.features])


def _lacking(example: Example) -> Array:
    return np.array([features["lacks"] for features in example.features])


def _rounded(names: Sequence[str], weights: Array) -> dict[str, float]:
    pairs = zip(names, weights, strict=True)
    return {name: round(float(weight), 4) for name, weight in pairs if abs(weight) >= SMALLEST}


if __name__ == "__main__":
    sys.exit(main())
