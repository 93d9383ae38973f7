"""The real reports beside the checkout, where they are: all are read, and their spans hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Source
from assistant.passages import RETRIEVABLE, cut
from assistant.reading import SUPPORTED, read_report

REPORTS = Path(__file__).resolve().parents[2].parent / "shared" / "reports"
FILES = sorted(path for path in REPORTS.rglob("*") if path.suffix in SUPPORTED)


@pytest.mark.skipif(not FILES, reason="the shared reports are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_report_is_read_and_cut(path: Path) -> None:
    report = read_report(path, Source("default", "", path.name, ""), "r")
    passages = cut(report, lambda text: round(1.4 * len(text.split())) + 2)
    kept = sum(block.end - block.start for block in report.blocks if block.kind in RETRIEVABLE)
    assert report.title and passages
    assert all(passage.text == report.text[passage.start : passage.end] for passage in passages)
    assert sum(len(passage.text) for passage in passages) > 0.97 * kept
