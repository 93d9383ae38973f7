"""The questions that the reader learns from, with the clauses that answer each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from evaluation.question_sets import REPORTS, ReportFiles

QUESTIONS = Path(__file__).resolve().parent / "questions"
FOLDERS = (REPORTS / "development", REPORTS / "unseen")


@dataclass(frozen=True, slots=True)
class Row:
    """A question about one report: each of `answers` alone shows the answer, or a part of a list; none where the
    report does not say. `near` are clauses that a careless reader would take."""

    id: str
    report: str
    question: str
    language: str
    style: str
    type: str
    answers: tuple[str, ...]
    near: tuple[str, ...]

    @property
    def lot(self) -> str:
        """The letter of the lot of reports that its report is one of."""
        return self.report[0]


def read_rows(folder: Path = QUESTIONS) -> tuple[Row, ...]:
    """Read all rows, in the order of their files' names."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(_row(json.loads(line)) for line in lines if line.strip())


def lots() -> dict[str, ReportFiles]:
    """Return the reports of each lot by its letter."""
    letters = {file.name[0]: folder for folder in FOLDERS for file in folder.iterdir()}
    return {letter: ReportFiles(folder, f"{letter}*") for letter, folder in sorted(letters.items())}


def _row(row: dict[str, object]) -> Row:
    answers, near = row["answers"], row["near"]
    assert isinstance(answers, list) and isinstance(near, list)
    plain = (str(row[field]) for field in ("id", "report", "question", "lang", "style", "type"))
    return Row(*plain, answers=tuple(answers), near=tuple(near))
