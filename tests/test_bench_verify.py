"""The table of statements over samples/: sound as a table, and its bars met by a part of it that is read in time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evaluation import bench_verify
from evaluation.bench_verify import CAUGHT, FALSE_ALARMS, TABLES, judge, quotes_of, read_rows

TUNED = read_rows(TABLES / "tuned.jsonl")
EVERY = 6


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.jsonl")), ids=lambda path: path.name)
def test_a_table_has_each_id_once_and_quotes_of_its_reports(path: Path) -> None:
    rows = read_rows(path)
    assert not [id for id, count in Counter(row.id for row in rows).items() if count > 1]
    for row in rows:
        assert quotes_of(row)  # raises when its report does not hold one


def test_the_first_table_is_large_enough() -> None:
    faithful = sum(row.faithful for row in TUNED)
    assert min(faithful, len(TUNED) - faithful) >= 150


def test_a_part_of_the_table_meets_the_bars() -> None:
    part = TUNED[::EVERY]
    wrong = [bool(judge(row).wrong) for row in part]
    unfaithful = [found for row, found in zip(part, wrong, strict=True) if not row.faithful]
    faithful = [found for row, found in zip(part, wrong, strict=True) if row.faithful]
    assert sum(unfaithful) / len(unfaithful) >= CAUGHT
    assert sum(faithful) / len(faithful) <= FALSE_ALARMS


def test_a_table_that_misses_a_bar_makes_the_benchmark_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(row for row in TUNED if row.faithful)
    lines = (TABLES / "tuned.jsonl").read_text(encoding="utf-8").splitlines()
    kept = next(line for line in lines if f'"{row.id}"' in line)
    (tmp_path / "later.jsonl").write_text(kept.replace('"faithful": true', '"faithful": false'), encoding="utf-8")
    monkeypatch.setattr(bench_verify, "TABLES", tmp_path)
    monkeypatch.setattr("sys.argv", ["bench_verify"])
    assert bench_verify.main() == 1
    printed = capsys.readouterr().out
    assert "written after the rules" in printed
    assert "MISSED" in printed
