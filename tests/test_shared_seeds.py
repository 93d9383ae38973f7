"""The real reports beside some checkouts, through the real commands: all are read, and the asked facts are found."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.embedding.encoder import SentenceEncoder
from assistant.finding import find_files
from assistant.ingesting import Ingester, Outcome
from assistant.opening import build_assistant
from assistant.store.library import Library
from tests.conftest import PROJECT

SHARED = PROJECT.parent / "shared"
FOLDERS = (SHARED / "reports/seeds", SHARED / "reports/pages")
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this checkout")


@dataclass(frozen=True)
class Ingested:
    """The library of the real reports, what became of each, and an assistant over it."""

    library: Library
    outcomes: tuple[Outcome, ...]
    assistant: Assistant

    def ids(self) -> set[str]:
        reports = self.library.reports()
        return {report.id for report in reports} | {p.id for r in reports for p in self.library.passages_of(r.id)}


@pytest.fixture(scope="module")
def ingested(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    path = tmp_path_factory.mktemp("vectorstore")
    with Library.open(path, model=encoder.identity, dimension=encoder.dimension) as library:
        outcomes = tuple(Ingester(library, encoder, "default").ingest(find_files(FOLDERS)))
        with library.own():
            yield Ingested(library, outcomes, build_assistant(library, encoder))


def test_every_report_and_page_is_read(shared: Path, ingested: Ingested) -> None:
    failed = {outcome.path: outcome.reason for outcome in ingested.outcomes if outcome.status == "failed"}
    assert failed == {}
    assert len(ingested.outcomes) == len(ingested.library.reports()) == 5 + 15
    assert all(outcome.passages for outcome in ingested.outcomes)


@pytest.mark.parametrize(
    ("question", "said", "unsaid", "file"),
    [
        ("Ai kết luận hội nghị lần thứ 30 của Đảng bộ huyện Hiệp Hòa?", "Ngô Tiến Dũng", "Hoàng Công Bộ", "000"),
        ("Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?", "253 tỷ", "65", "003"),
        ("thu ngan sach 9 thang nam 2020 cua huyen Ba Che", "30 tỷ", "253", "001"),
    ],
)
def test_the_asked_fact_is_found_and_cited(
    ingested: Ingested, question: str, said: str, unsaid: str, file: str
) -> None:
    answer = ingested.assistant.ask(question)
    assert not answer.abstained
    assert said in answer.text
    assert unsaid not in answer.text
    assert answer.citations[0].file.startswith(file)


def test_what_no_report_says_is_refused(ingested: Ingested) -> None:
    answer = ingested.assistant.ask("Ai là huấn luyện viên đội tuyển bóng đá?")
    assert (answer.abstained, answer.citations) == (True, ())


def test_the_same_folders_again_are_all_unchanged_in_under_three_seconds(ingested: Ingested) -> None:
    ids, seq = ingested.ids(), ingested.library.last_seq()
    command = [sys.executable, str(PROJECT / "ingest.py"), *map(str, FOLDERS), "--json"]
    environment = {**os.environ, "ASSISTANT_LIBRARY": str(ingested.library.path)}
    before = _spent_s()
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    spent_s = _spent_s() - before
    totals = json.loads(done.stdout)["totals"]
    assert totals == {"added": 0, "updated": 0, "unchanged": 20, "removed": 0, "failed": 0}
    assert (ingested.ids(), ingested.library.last_seq()) == (ids, seq)
    # Of the processor, so that other work on the machine does not count.
    assert spent_s < 3


def _spent_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_revenue_of_places_is_set_side_by_side_with_a_citation_for_each(ingested: Ingested) -> None:
    answer = ingested.assistant.ask("So sánh thu ngân sách của các huyện trong các báo cáo")
    assert answer.table
    quoted = {citation.number: citation for citation in answer.citations}
    found = {}
    for row, numbers in zip(answer.table.rows, answer.table.citations, strict=True):
        cited = quoted[numbers[2] or 0]
        assert row[2].removeprefix("ước ") in cited.quote
        found[cited.file[:3]] = row[1:3]
    assert found == {
        "001": ("9 tháng đầu năm 2020", "trên 30 tỷ đồng"),
        "002": ("6 tháng đầu năm 2020", "gần 69 tỷ đồng"),
        "003": ("8 tháng đầu năm 2023", "ước 253 tỷ đồng"),
    }
    assert "khác nhau về độ dài kỳ" in answer.text
    assert answer.chart is None


def test_the_meetings_of_2020_are_three_one_of_them_undated(ingested: Ingested) -> None:
    answer = ingested.assistant.ask("Năm 2020 có những hội nghị nào?")
    assert answer.table
    assert [row[0] for row in answer.table.rows] == ["26/6/2020", "14/10/2020", "không rõ ngày"]
    named = {citation.number: citation.file[:3] for citation in answer.citations}
    assert [named[numbers[1] or 0] for numbers in answer.table.citations] == ["002", "001", "000"]
    assert any("không rõ ngày" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Thu ngân sách của huyện Ba Chẽ đạt bao nhiêu phần trăm dự toán tỉnh giao?", "88,6%", "84,3%"),
        ("Ba Chẽ thu ngân sách bằng bao nhiêu phần trăm dự toán huyện giao?", "84,3%", "88,6%"),
    ],
)
def test_a_share_is_of_the_plan_asked_about(ingested: Ingested, question: str, said: str, unsaid: str) -> None:
    answer = ingested.assistant.ask(question)
    assert said in answer.text
    assert unsaid not in answer.text
    assert [citation.file[:3] for citation in answer.citations] == ["001"]
