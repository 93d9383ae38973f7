"""A short `make fuzz`: good, damaged and hostile files through ingest.py, and what the readers refuse at sight."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.reading import ARCHIVES, SUPPORTED
from evaluation.bars import MET
from evaluation.fuzz import Plan, fuzz
from evaluation.fuzzing.corpus import HOSTILE
from evaluation.fuzzing.judging import Told, judge, reason_fault, strays
from evaluation.fuzzing.made import Made

LIGHT = (sys.executable, "-m", "tests.light_ingest")
# Those of programs take seconds each; runs of one sign differ in what they repeat, and some of them are enough here.
QUICK = (SUPPORTED | ARCHIVES) - {".doc", ".odt", ".png", ".jpg", ".jpeg"}
# These take a limit of time or memory to end, or thousands of parts to make: `make fuzz` has them.
SLOW = (
    *("six heads of 60 MB", "60k members", "300 pages of pictures", "98 MB of paragraphs", "page of one line"),
    *("markdown of one line", "100k pages", "forms of forms"),
)
STRUCTURAL = tuple(kind for kind in HOSTILE if "run of" not in kind[1] and kind[1] not in SLOW)
RUNS = tuple(kind for kind in HOSTILE if "run of" in kind[1])[::6]


def test_good_files_are_ingested_and_others_ingested_or_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hostile = tuple(kind for kind in (*STRUCTURAL, *RUNS) if kind[0] in QUICK)
    plan = Plan(good=25, bad=len(hostile) + 22, share=0.002, suffixes=QUICK, hostile=hostile, command=LIGHT)
    status = fuzz(plan, tmp_path)
    assert status == MET, capfd.readouterr().out


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("the file is larger than 20 MB; split it into one file per report", ""),
        ("damaged .pdf file: it is truncated or not a PDF; copy it again from its source", ""),
        ("", "no reason"),
        ("two\nlines", "more than one line"),
        ("it cannot be read (ValueError: height and width must be > 0)", "a raw error"),
        ("Traceback (most recent call last)", "a raw error"),
        ("'NoneType' has no attribute 'text'", "a raw error"),
        ("x" * 1000, "1000 characters"),
    ],
)
def test_a_reason_is_one_line_in_words(reason: str, fault: str) -> None:
    assert reason_fault(reason).startswith(fault)
    assert bool(reason_fault(reason)) == bool(fault)


GOOD, BAD, ARCHIVE = Made(".txt", "utf-8.txt", b"a", good=True), Made(".pdf", "cut short", b"a"), Made(".zip", "", b"")


@pytest.mark.parametrize(
    ("made", "told", "fault"),
    [
        (GOOD, [Told("a", "added", "")], ""),
        (GOOD, [], "nothing was told"),
        (GOOD, [Told("a", "failed", "empty file")], "a good file was refused"),
        (BAD, [Told("a", "added", "")], ""),
        (BAD, [Told("a", "failed", "empty file")], ""),
        (BAD, [Told("a", "failed", "empty file"), Told("a", "failed", "damaged")], "told of twice"),
        (BAD, [Told("a", "updated", "")], "it is said to be updated"),
        (BAD, [Told("a", "failed", "(KeyError: 1)")], "a raw error"),
        (ARCHIVE, [Told("a/1.txt", "added", ""), Told("a/2.txt", "failed", "damaged")], ""),
        (ARCHIVE, [Told("a/1.txt", "added", ""), Told("a/1.txt", "added", "")], "told of twice"),
    ],
)
def test_what_is_told_of_a_file_is_judged(made: Made, told: list[Told], fault: str) -> None:
    (verdict,) = judge({"a": made}, told)
    assert verdict.fault.startswith(fault)
    assert bool(verdict.fault) == bool(fault)


def test_what_is_told_of_no_file_is_a_stray() -> None:
    link = Told("link.txt", "added", "")
    assert strays({"a": GOOD}, [Told("a", "added", ""), link]) == (link,)
