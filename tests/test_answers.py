"""Some forty questions of the development set over samples/, with the real model: no answer gets worse unseen.

`make evaluate` asks all questions and has the bars. These floors stand a little below what these questions reached on
2026-11-29, 15 of 23 and 13 of 20: whoever makes answers better raises them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.embedding.encoder import SentenceEncoder
from assistant.opening import build_assistant
from evaluation.asking import Asked, ask_all, own_library
from evaluation.judging import read_questions
from evaluation.question_sets import PROJECT, QUESTIONS, ReportFiles
from evaluation.scores import Scores, score

# Two of the five districts of samples/: ingesting all would take twice as long.
REPORTS = ReportFiles(PROJECT / "samples", "[nt]*")
EVERY = 2
RIGHT, REFUSED_RIGHTLY = 0.60, 0.60


@pytest.fixture(scope="module")
def asked(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, ...]:
    questions = read_questions(QUESTIONS / "samples.jsonl")
    answerable = [one for one in questions if one.is_answerable and all(map(_is_there, one.reports))][::EVERY]
    others = [one for one in questions if not one.is_answerable]
    with own_library(REPORTS, encoder, tmp_path_factory.mktemp("library")) as library:
        return ask_all(build_assistant(library, encoder), (*answerable, *others), library)


@pytest.fixture(scope="module")
def scores(asked: tuple[Asked, ...]) -> Scores:
    assert len(asked) == 43
    return score(asked)


def test_answerable_questions_are_answered_right(scores: Scores, asked: tuple[Asked, ...]) -> None:
    missed = [one.expected.id for one in asked if one.expected.is_answerable and one.verdict != "right"]
    assert scores.row("answerable").right.value >= RIGHT, missed


def test_what_the_reports_do_not_say_is_refused(scores: Scores, asked: tuple[Asked, ...]) -> None:
    answered = [one.expected.id for one in asked if not one.expected.is_answerable and one.verdict != "right"]
    assert scores.refusal_recall.value >= REFUSED_RIGHTLY, answered


def test_every_quote_stands_at_its_span(scores: Scores) -> None:
    assert scores.quotes_found.of > 43
    assert scores.quotes_found.value == 1


def _is_there(file: str) -> bool:
    return REPORTS.holds(Path(file))
