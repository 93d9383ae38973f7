"""Boosted trees, read from what `make fit` stored -> the probability of each row of features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LEAF = -1


@dataclass(frozen=True, slots=True)
class Trees:
    """n trees of at most m nodes over the features in `names`; rows go left where a feature is at most `threshold`.

    `feature`, `threshold`, `left`, `right` and `value` are (n, m); a leaf has the feature -1 and points to itself.
    A row's probability is the logistic function of `baseline` and the values of the leaves that it comes to
    (Friedman 2001, Greedy function approximation: a gradient boosting machine).
    """

    names: tuple[str, ...]
    baseline: float
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the probability of each row (rows,), from 0 to 1; a feature that a row lacks is 0."""
        table = np.array([[row.get(name, 0.0) for name in self.names] for row in rows]).reshape(-1, len(self.names))
        trees = np.arange(len(self.feature))[None, :]
        nodes = np.zeros((len(table), len(self.feature)), np.int64)
        for _ in range(self.feature.shape[1]):
            feature = self.feature[trees, nodes]
            if (feature == _LEAF).all():
                break
            goes_left = np.take_along_axis(table, np.maximum(feature, 0), axis=1) <= self.threshold[trees, nodes]
            nodes = np.where(goes_left, self.left[trees, nodes], self.right[trees, nodes])
        z = self.baseline + self.value[trees, nodes].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-z)))


def read_trees(stored: Mapping[str, Any]) -> Trees:
    """Return trees from their form in JSON: each is a list of nodes [feature, threshold, left, right, value]."""
    most = max(len(tree) for tree in stored["trees"])
    nodes = np.zeros((len(stored["trees"]), most, 5))
    nodes[:, :, 0] = _LEAF
    for number, tree in enumerate(stored["trees"]):
        nodes[number, : len(tree)] = tree
    feature, threshold, left, right, value = (nodes[:, :, field] for field in range(5))
    whole = [field.astype(np.int64) for field in (feature, left, right)]
    return Trees(tuple(stored["names"]), float(stored["baseline"]), whole[0], threshold, whole[1], whole[2], value)
