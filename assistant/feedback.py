"""What visitors think of an answer -> one SQLite file beside the library, and out of it again, oldest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import FeedbackDamaged

FEEDBACK_FILE = "feedback.sqlite"
Rating = Literal["up", "down"]
_BUSY_S = 10.0
_TABLE = """create table if not exists feedback (
    answer_id text primary key, at text not null, rating text not null, comment text not null,
    question text not null, filters text not null, answer text not null)"""
_COLUMNS = "answer_id, at, rating, comment, question, filters, answer"
_STORE = f"insert or replace into feedback ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)"
_LIST = f"select {_COLUMNS} from feedback order by at, answer_id"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb with its comment. `at` is UTC in ISO 8601, `filters` and `answer` are JSON as the HTTP API has them.

    Nothing in it says who gave it.
    """

    answer_id: str
    at: str
    rating: Rating
    comment: str
    question: str
    filters: str
    answer: str


def store_feedback(file: Path, given: Feedback) -> None:
    """Keep it; a second thumb for the same answer replaces the first. Raises FeedbackDamaged."""
    row = (given.answer_id, given.at, given.rating, given.comment, given.question, given.filters, given.answer)
    try:
        with closing(sqlite3.connect(file, timeout=_BUSY_S)) as opened, opened:
            opened.execute(_TABLE)
            opened.execute(_STORE, row)
    except sqlite3.Error as exc:
        raise FeedbackDamaged(_remedy(file, exc)) from exc


def stored_feedback(file: Path) -> Iterator[Feedback]:
    """Yield all that was given, nothing where no file is. Raises FeedbackDamaged."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)) as opened:
            for row in opened.execute(_LIST):
                yield Feedback(*row)
    except sqlite3.Error as exc:
        raise FeedbackDamaged(_remedy(file, exc)) from exc


def _remedy(file: Path, exc: sqlite3.Error) -> str:
    return f"The feedback in {file} cannot be used ({exc}): see that it can be written, or move it away."
