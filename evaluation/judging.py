"""A question with its expected answer, and an Answer -> right, wrong or refused."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from assistant.domain import Answer, AnswerKind, Turn

Verdict = Literal["right", "wrong", "refused"]
SHORT_TYPES = frozenset(("person", "date", "figure", "count", "place", "yesno"))
LONGEST_SHORT_ANSWER = 70
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NO_NUMBER_BEFORE, _NO_NUMBER_AFTER = r"(?<!\d[.,])", r"(?![.,]\d)"
_INVISIBLE = re.compile(r"[\u200b-\u200f\ufeff]")


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of a question set: every group of `gold` needs one of its strings, none of `wrong` may stand there.

    `reports` are those to cite, each by its file's name or the first three characters of it. The `note` of a question
    that nothing answers may begin with the kind of answer it asks for.
    """

    id: str
    question: str
    turns: tuple[Turn, ...]
    type: str
    style: str
    language: str
    gold: tuple[tuple[str, ...], ...]
    wrong: tuple[str, ...]
    reports: frozenset[str]
    note: str = ""

    @property
    def asks_for(self) -> AnswerKind | None:
        """The kind of answer that is asked for, None where nobody noted it."""
        first = re.split(r"\W", self.note)[0] if self.type == "unanswerable" else self.type
        return next((kind for kind in get_args(AnswerKind) if kind == first), None)

    @property
    def is_answerable(self) -> bool:
        """Whether the reports say what is asked."""
        return self.type != "unanswerable"


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
            note=row.get("note", ""),
        )
        for row in rows
    )


def judge(expected: Expected, answer: Answer, *, of_any_length: bool = False) -> Verdict:
    """Return the verdict; a refusal is right only where nothing answers, a short answer only where it is short.

    `of_any_length` judges all but the length.
    """
    if not expected.is_answerable:
        return "right" if answer.abstained else "wrong"
    if answer.abstained:
        return "refused"
    said = re.sub(r"\[\d+\]", " ", answer.text)
    short = expected.type not in SHORT_TYPES or len(said.split()) <= LONGEST_SHORT_ANSWER
    return "right" if (short or of_any_length) and _holds(expected, said) and _cites(expected, answer) else "wrong"


def names_of(file: str) -> frozenset[str]:
    """Return the names by which a row may call a cited file: that below the ingested folder, and its beginning."""
    name = file.rsplit("/", 1)[-1]
    return frozenset((name, name[:3]))


def _holds(expected: Expected, said: str) -> bool:
    complete = all(any(says(said, words) for words in group) for group in expected.gold)
    return complete and not any(says(said, words) for words in expected.wrong)


def _cites(expected: Expected, answer: Answer) -> bool:
    cited = frozenset(name for citation in answer.citations for name in names_of(citation.file))
    if not expected.reports:
        return True
    return expected.reports <= cited if expected.type == "comparison" else bool(expected.reports & cited)


def says(said: str, words: str) -> bool:
    """Whether the words stand in what is said, whole: not inside a longer word or number."""
    said, wanted = _plain(said), _plain(words)
    before = _NO_WORD_BEFORE * wanted[:1].isalnum() + _NO_NUMBER_BEFORE * wanted[:1].isdigit()
    after = _NO_WORD_AFTER * wanted[-1:].isalnum() + _NO_NUMBER_AFTER * wanted[-1:].isdigit()
    return bool(re.search(before + re.escape(wanted) + after, said))


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(visible.lower().replace("tỉ ", "tỷ ").split())
