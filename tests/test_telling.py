"""What became of the files, as users and programs are told."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone

import pytest

from assistant.ingesting import Outcome
from assistant.telling import line, print_result

AT = datetime(2024, 4, 5, 7, 30, 1, tzinfo=timezone(timedelta(hours=7)))
ZERO = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0, "failed": 0}
SEVERAL = (
    Outcome("2024/b.DOCX", "updated", passages=2),
    Outcome("a.docx", "added", passages=3),
    Outcome("lưu trữ.zip/b.docx", "failed", "damaged"),
    Outcome("lưu trữ.zip/c.pdf", "added", passages=1),
    Outcome("khóa.zip", "failed", "encrypted"),
    Outcome("cũ.pdf", "removed"),
    Outcome("lost+found", "failed", "unreadable"),
)


def rows(printed: str) -> list[list[str]]:
    """Return the cells of the table's rows, its headings first."""
    return [re.findall(r"[^\s│┃]+", row) for row in printed.splitlines() if row.startswith(("│", "┃"))]


class TestTheTable:
    def test_it_has_a_row_for_each_format_and_the_total(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_result(SEVERAL, "", as_json=False)
        assert rows(capsys.readouterr().out) == [
            ["format", *ZERO],
            ["(none)", "0", "0", "0", "0", "1"],
            [".docx", "1", "1", "0", "0", "1"],
            [".pdf", "1", "0", "0", "1", "0"],
            [".zip", "0", "0", "0", "0", "1"],
            ["total", "2", "1", "0", "1", "3"],
        ]

    @pytest.mark.parametrize("outcomes", [(), SEVERAL[:2]], ids=["nothing", "one format"])
    def test_with_less_than_two_formats_it_is_the_total_alone(
        self, capsys: pytest.CaptureFixture[str], outcomes: tuple[Outcome, ...]
    ) -> None:
        print_result(outcomes, "", as_json=False)
        added = "1" if outcomes else "0"
        assert rows(capsys.readouterr().out) == [list(ZERO), [added, added, "0", "0", "0"]]

    def test_failures_and_the_note_stand_below_each_on_its_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        outcomes = (Outcome("hai\ndòng.txt", "failed", "line 1\nline 2"), Outcome("đuôi.[/bold]", "failed", "unknown"))
        print_result(outcomes, "The app shows it.", as_json=False)
        assert capsys.readouterr().out.splitlines()[-3:] == [
            "failed: hai dòng.txt: line 1 line 2",
            "failed: đuôi.[/bold]: unknown",
            "The app shows it.",
        ]


def test_json_has_the_same_by_format(capsys: pytest.CaptureFixture[str]) -> None:
    print_result(SEVERAL, "not told to programs", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["totals"] == {**ZERO, "added": 2, "updated": 1, "removed": 1, "failed": 3}
    assert told["formats"] == {
        "(none)": {**ZERO, "failed": 1},
        ".docx": {**ZERO, "added": 1, "updated": 1, "failed": 1},
        ".pdf": {**ZERO, "added": 1, "removed": 1},
        ".zip": {**ZERO, "failed": 1},
    }
    assert len(told["files"]) == len(SEVERAL)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome("2024/a.docx", "added", passages=12), "added     2024/a.docx (12 passages)"),
        (Outcome("a.docx", "updated", passages=1), "updated   a.docx (1 passage)"),
        (Outcome("a.docx", "unchanged"), "unchanged a.docx"),
        (Outcome("a\x1b[2J\nb.pdf", "failed", "bad\r\nxref"), "failed    a [2J b.pdf: bad xref"),
    ],
)
def test_a_line_tells_time_status_path_and_passages_or_reason(outcome: Outcome, told: str) -> None:
    assert line(outcome, AT, as_json=False) == f"2024-04-05 07:30:01  {told}"


def test_a_line_of_json_is_one_object() -> None:
    told = line(Outcome("hai\ndòng.txt", "failed", "xấu"), AT, as_json=True)
    assert "\n" not in told
    assert json.loads(told) == {
        "time": "2024-04-05T07:30:01+07:00",
        "path": "hai\ndòng.txt",
        "status": "failed",
        "reason": "xấu",
        "passages": 0,
    }
