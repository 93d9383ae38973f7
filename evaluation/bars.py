"""Measured figures beside the bars they must meet -> a printed table and an exit status; how sure a share is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

MET, MISSED, NO_DATA = 0, 1, 2
# The last line of a benchmark says what its status means: make turns every status but 0 into its own 2.
CONCLUSIONS = {
    MET: "Every bar is met.",
    MISSED: "A bar is missed.",
    NO_DATA: "No bar is missed, but the reports named as missing were not measured.",
}
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `bar` is what it must reach: at least, or at most when `at_most`; None states no bar."""

    name: str
    value: float
    bar: float | None = None
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.bar is None or (self.value <= self.bar if self.at_most else self.value >= self.bar)


def report(title: str, figures: Sequence[Figure]) -> int:
    """Print each figure beside its bar; return 1 when one is missed."""
    print(title)
    for figure in figures:
        sign = "<=" if figure.at_most else ">="
        bar = "" if figure.bar is None else f"  {sign} {figure.bar:g}  {'met' if figure.met else 'MISSED'}"
        print(f"  {figure.name:<58} {figure.value:9.4f}{bar}")
    return MET if all(figure.met for figure in figures) else MISSED


def no_data(what: str) -> int:
    """Say that the data is missing; return 2."""
    print(f"data missing: {what}")
    return NO_DATA


def interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95% interval of a share by Wilson's score (Wilson, 1927)."""
    if not count:
        return 0.0, 1.0
    share, spread = right / count, _Z * _Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
