"""read_trees, probabilities: what `make fit` stored -> the probability of each row of features."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from assistant.answering.trees import read_trees
from evaluation.fit_selection import RATE, stored_trees

STORED = {
    "names": ["told", "near"],
    "baseline": 0.0,
    # told <= 0.5 ? -2 : (near <= 1 ? 0 : 2), and a tree that is one leaf
    "trees": [
        [[0, 0.5, 1, 2, 0], [-1, 0, 1, 1, -2], [1, 1.0, 3, 4, 0], [-1, 0, 3, 3, 0], [-1, 0, 4, 4, 2]],
        [[-1, 0, 0, 0, 1]],
    ],
}


@pytest.mark.parametrize(
    ("row", "z"),
    [
        ({"told": 0.5, "near": 9.0}, -1.0),
        ({"told": 0.6, "near": 1.0}, 1.0),
        ({"told": 0.6, "near": 1.1}, 3.0),
        ({}, -1.0),  # a feature that a row lacks is 0
        ({"told": 1.0, "other": 5.0}, 1.0),
    ],
)
def test_a_row_comes_to_a_leaf_of_each_tree(row: dict[str, float], z: float) -> None:
    assert read_trees(STORED).probabilities([row])[0] == pytest.approx(1 / (1 + np.exp(-z)))


def test_no_rows_have_no_probabilities() -> None:
    assert len(read_trees(STORED).probabilities([])) == 0


def test_what_is_stored_tells_what_the_model_tells() -> None:
    random = np.random.default_rng(5)
    table = random.normal(size=(400, 6))
    model = GradientBoostingClassifier(n_estimators=20, learning_rate=RATE, max_leaf_nodes=8, random_state=0)
    model.fit(table, table[:, 0] * table[:, 1] + table[:, 2] > 0)
    names = tuple("abcdef")
    rows = [dict(zip(names, row, strict=True)) for row in table.tolist()]
    told = read_trees(stored_trees(names, model)).probabilities(rows)
    assert np.abs(told - model.predict_proba(table)[:, 1]).max() < 1e-3
