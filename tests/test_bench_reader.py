"""The benchmark of the reader counts misses before and after, and how likely chance alone would part them so."""

from __future__ import annotations

import pytest

from evaluation.bench_reader import HELD_OUT, compare
from evaluation.question_sets import SETS


def test_misses_are_counted_before_and_after() -> None:
    before = {"a": True, "b": False, "c": False, "d": True, "e": False}
    after = {"a": True, "b": True, "c": True, "d": False, "e": False}
    told = compare(before, after)
    assert (told.asked, told.missed_before, told.missed, told.gained, told.lost) == (5, 3, 2, 2, 1)
    assert told.removed == pytest.approx(1 / 3)
    assert told.chance == 1.0


def test_many_gained_and_none_lost_is_no_chance() -> None:
    before = {str(number): False for number in range(10)}
    assert compare(before, dict.fromkeys(before, True)).chance == pytest.approx(2 / 2**10)


def test_without_a_miss_nothing_is_removed() -> None:
    assert compare({"a": True}, {"a": True}).removed == 0.0


def test_no_set_that_anybody_looked_at_is_counted() -> None:
    assert {one.use for one in SETS if one.name in HELD_OUT} == {"test", "held out"}
