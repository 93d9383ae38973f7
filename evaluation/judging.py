"""A question with its expected answer, and an Answer -> right, wrong or refused."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.domain import Answer, Turn

Verdict = Literal["right", "wrong", "refused"]
SHORT_TYPES = frozenset(("person", "date", "figure", "count", "place", "yesno"))
LONGEST_SHORT_ANSWER = 70


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of a question set: every group of `gold` needs one of its strings, none of `wrong` may stand there."""

    id: str
    question: str
    turns: tuple[Turn, ...]
    type: str
    style: str
    language: str
    gold: tuple[tuple[str, ...], ...]
    wrong: tuple[str, ...]
    reports: frozenset[str]


def read_questions(path: Path) -> tuple[Expected, ...]:
    """Read a .jsonl question set."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(
        Expected(
            id=row["id"],
            question=row["question"],
            turns=tuple(Turn(turn["role"], turn["content"]) for turn in row["history"]),
            type=row["type"],
            style=row["style"],
            language=row["lang"],
            gold=tuple(tuple(group) for group in row["gold"]),
            wrong=tuple(row["wrong"]),
            reports=frozenset(row["reports"]),
        )
        for row in rows
    )


def judge(expected: Expected, answer: Answer) -> Verdict:
    """Return the verdict; a refusal is right only where nothing answers."""
    if expected.type == "unanswerable":
        return "right" if answer.abstained else "wrong"
    if answer.abstained:
        return "refused"
    said = _plain(re.sub(r"\[\d+\]", " ", answer.text))
    cited = {citation.file for citation in answer.citations}
    return "right" if _holds(expected, said) and _cites(expected, cited) else "wrong"


def _holds(expected: Expected, said: str) -> bool:
    complete = all(any(_says(said, words) for words in group) for group in expected.gold)
    short = expected.type not in SHORT_TYPES or len(said.split()) <= LONGEST_SHORT_ANSWER
    return complete and short and not any(_says(said, words) for words in expected.wrong)


def _cites(expected: Expected, cited: set[str]) -> bool:
    if not expected.reports:
        return True
    return expected.reports <= cited if expected.type == "comparison" else bool(expected.reports & cited)


def _says(said: str, words: str) -> bool:
    """Whether the words stand there whole: not inside a longer word or number."""
    return bool(re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(_plain(words))}(?!\w)(?![.,]\d)", said))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("tỉ ", "tỷ ").split())
