"""`python -m assistant facts`: figures, people, points and meetings of a library, as lines and as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from assistant.__main__ import main
from assistant.domain import Source
from assistant.facts import find_facts
from assistant.reading import read_report
from assistant.store.catalog import Catalog

TEXT = (
    "Hội nghị Ban Thường vụ Huyện ủy Sơn Đông đánh giá nhiệm vụ tháng 8/2023\n\n"
    "Sáng ngày 31/8/2023, Ban Thường vụ Huyện ủy Sơn Đông tổ chức hội nghị đánh giá nhiệm vụ tháng 8. Đồng chí Vũ Thị "
    "Hà, Bí thư Huyện ủy chủ trì hội nghị.\n\n"
    "Trong tháng 8, kinh tế của huyện ổn định. Thu ngân sách nhà nước đạt 52 tỷ đồng, bằng 41,6% dự toán huyện"
    " giao.\n\n"
    "Bên cạnh kết quả đạt được, vẫn còn hạn chế: tiến độ giải phóng mặt bằng một số dự án còn chậm.\n\n"
    "Kết luận hội nghị, đồng chí Vũ Thị Hà yêu cầu các xã tập trung thu ngân sách; hoàn thành trồng rừng trước"
    " ngày 30/9; chuẩn bị tốt Đại hội Hội Nông dân huyện diễn ra ngày 20/10.\n"
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder, file = tmp_path / "library", tmp_path / "thang-8.txt"
    file.write_text(TEXT, encoding="utf-8")
    report = read_report(
        file, Source("default", str(tmp_path), file.name, sha256(file.name.encode()).hexdigest()), "r1"
    )
    with closing(Catalog.open(folder / "catalog.sqlite", model="m", dimension=8)) as catalog:
        catalog.put(report, (), np.zeros((0, 8), np.float32), find_facts(report))
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(folder))
    return folder


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["figures"], ["52 tỷ đồng", "41,6%"]),
        (["figures", "--kind", "plan_share", "--indicator", "thu ngan sach"], ["41,6%"]),
        (["figures", "--place", "son dong", "--to", "2023-07-31"], []),
        (["people", "--name", "vu thi ha"], ["Vũ Thị Hà, Bí thư Huyện ủy  (chair)"]),
        (["people", "--part", "opening"], []),
        (["points", "--kind", "limitation"], ["tiến độ giải phóng mặt bằng"]),
        (["points", "--kind", "task", "--to", "2023-09-30"], ["[đến 30/9/2023]", "hoàn thành trồng rừng"]),
        (["points", "--kind", "event"], ["[20/10/2023]", "Đại hội Hội Nông dân"]),
        (["points", "--kind", "decision"], []),
        (["meetings", "--chair", "Vũ Thị Hà", "--from", "2023-08-01"], ["2023-08-31", "huyện Sơn Đông"]),
        (["meetings", "--body", "HĐND"], []),
    ],
)
def test_lines(library: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: list[str]) -> None:
    assert main(["facts", *arguments]) == 0
    printed, hint = capsys.readouterr()
    assert bool(printed) == bool(told) != bool(hint)
    assert [words for words in told if words not in printed] == []


def test_json_is_what_the_api_gives(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "figures", "--kind", "result", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    figure = json.loads(line)
    assert (figure["value"], figure["unit"], figure["words"]) == ("52000000000", "đồng", "52 tỷ đồng")
    assert figure["words"] in figure["quote"]


def test_without_a_library_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "none"))
    assert main(["facts", "meetings"]) == 2
    assert "ingest.py" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_report_is_opened_once_for_all_its_figures(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    report = Catalog.report
    monkeypatch.setattr(Catalog, "report", lambda self, name: (opened.append(name), report(self, name))[1])
    assert main(["facts", "figures"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1
    assert opened == ["r1"]


def test_a_reader_that_has_seen_enough_is_no_error(library: Path) -> None:
    command = f"{sys.executable} -m assistant facts figures | head -0"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
