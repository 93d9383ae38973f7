"""The question sets, the reports each is asked over, and who may look at its answers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

PROJECT = Path(__file__).resolve().parents[1]
QUESTIONS = PROJECT / "evaluation" / "questions"
SHARED = PROJECT.parent / "shared"

# Rules are made with the answers of a development set in sight. Those of a test set, which has the bars, and of a
# held-out one are only ever counted.
Use = Literal["development", "test", "held out"]
# Lots of reports that the reader is not trained on. They tell how good it is.
HELD_BACK = frozenset("fqsu")


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Reports that make one library: the files of a folder whose names fit a pattern."""

    folder: Path
    pattern: str = "*"

    @property
    def name(self) -> str:
        """The files as a person would name them: samples/*."""
        return os.path.relpath(self.folder / self.pattern, PROJECT)

    def holds(self, file: Path) -> bool:
        """Whether a file of the folder is one of the reports."""
        return fnmatchcase(file.name, self.pattern)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A .jsonl file of questions over some reports."""

    name: str
    file: Path
    reports: ReportFiles
    use: Use

    @property
    def is_shown(self) -> bool:
        """Whether single answers may be looked at."""
        return self.use == "development"

    @property
    def is_present(self) -> bool:
        """Whether questions and reports are on this machine; git holds neither those of ../shared nor its reports."""
        return self.file.is_file() and self.reports.folder.is_dir()


SAMPLES = ReportFiles(PROJECT / "samples")
SEEDS = ReportFiles(SHARED / "reports" / "seeds")
PAGES = ReportFiles(SHARED / "reports" / "pages", "*.html")

REPORTS = PROJECT / "evaluation" / "reports"
SECOND = ReportFiles(REPORTS / "second")


def _over_lot(folder: str, letter: str, use: Use) -> QuestionSet:
    """Return the set over one lot of the invented reports, whose names begin with its letter."""
    name = f"reports_{letter}"
    return QuestionSet(name, QUESTIONS / f"{name}.jsonl", ReportFiles(REPORTS / folder, f"{letter}*"), use)


SETS = (
    QuestionSet("samples", QUESTIONS / "samples.jsonl", SAMPLES, "development"),
    QuestionSet("test", QUESTIONS / "test.jsonl", SAMPLES, "test"),
    QuestionSet("seeds", QUESTIONS / "seeds.jsonl", SEEDS, "development"),
    QuestionSet("examples", SHARED / "questions" / "seeds_examples.jsonl", SEEDS, "development"),
    QuestionSet("pages", QUESTIONS / "pages.jsonl", PAGES, "development"),
    QuestionSet("pages_held", QUESTIONS / "pages_held.jsonl", PAGES, "held out"),
    *(_over_lot("development", letter, "development") for letter in "abcdef"),
    *(_over_lot("unseen", letter, "development") for letter in "ghkqrs"),
    _over_lot("unseen", "u", "held out"),
    QuestionSet("second_seen", QUESTIONS / "second_seen.jsonl", SECOND, "development"),
    QuestionSet("second", QUESTIONS / "second.jsonl", SECOND, "held out"),
    QuestionSet("third", QUESTIONS / "third.jsonl", SECOND, "held out"),
    QuestionSet("third_u", QUESTIONS / "third_u.jsonl", ReportFiles(REPORTS / "unseen", "u*"), "held out"),
)
