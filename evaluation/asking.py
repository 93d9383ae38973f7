"""Reports -> a library of their own and the systems that answer from it; a system and questions -> judged answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Protocol

from assistant.domain import Answer, Turn
from assistant.embedding.encoder import SentenceEncoder
from assistant.store.library import Library
from evaluation.judging import Expected, Verdict, judge
from evaluation.question_sets import ReportFiles

ASSISTANT = "assistant"
_EVERY = 20


class System(Protocol):
    """What answers questions: the assistant, or what it is held against."""

    def ask(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """Return the answer to a question after earlier turns."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer and what was made of it: `at_any_length` is the verdict were length not judged.

    `quotes_found` of the answer's citations, the nearest passages among them, quote what stands at their span.
    """

    expected: Expected
    answer: Answer
    verdict: Verdict
    at_any_length: Verdict
    quotes_found: int
    took_ms: float


@contextmanager
def open_systems(
    reports: ReportFiles, encoder: SentenceEncoder, folder: Path
) -> Iterator[tuple[Library, dict[str, System]]]:
    """Ingest the reports into a library in `folder`; yield it and the systems by name, the assistant first."""
    from assistant.opening import build_assistant
    from evaluation.baselines import bm25, langchain_pipeline

    with ExitStack() as stack:
        library = stack.enter_context(own_library(reports, encoder, folder / "library"))
        whole = tuple(report for known in library.reports() if (report := library.report(known.id)))
        pipeline = stack.enter_context(langchain_pipeline(whole, encoder, folder / "chroma"))
        words = stack.enter_context(bm25(whole, folder / "words"))
        yield library, {ASSISTANT: build_assistant(library, encoder), "langchain": pipeline, "bm25": words}


@contextmanager
def own_library(reports: ReportFiles, encoder: SentenceEncoder, folder: Path) -> Iterator[Library]:
    """Ingest the reports into a library in `folder` and own its indexes; a file that fails is named."""
    from assistant.finding import find_files
    from assistant.ingesting import Ingester

    files = [found for found in find_files((reports.folder,)) if reports.holds(found.file)]
    with Library.open(folder, model=encoder.identity, dimension=encoder.dimension) as library:
        for outcome in Ingester(library, encoder, "default").ingest(files):
            if outcome.status == "failed":
                say(f"{outcome.path} is not read: {outcome.reason}")
        with library.own():
            yield library


def ask_all(system: System, questions: Sequence[Expected], library: Library, name: str = "") -> tuple[Asked, ...]:
    """Ask every question in turn and judge the answers; `name` tells on stderr how far it is."""

    @cache
    def text_of(report_id: str) -> str:
        report = library.report(report_id)
        return report.text if report else ""

    def asked(expected: Expected) -> Asked:
        began = perf_counter()
        answer = system.ask(expected.question, expected.turns)
        took_ms = (perf_counter() - began) * 1e3
        found = sum(text_of(c.report_id)[c.start : c.end] == c.quote for c in (*answer.citations, *answer.nearest))
        verdict, at_any_length = judge(expected, answer), judge(expected, answer, of_any_length=True)
        return Asked(expected, answer, verdict, at_any_length, found, took_ms)

    return tuple(asked(expected) for expected in _counted(questions, name))


def _counted(questions: Sequence[Expected], name: str) -> Iterator[Expected]:
    for number, expected in enumerate(questions, start=1):
        yield expected
        if name and (number % _EVERY == 0 or number == len(questions)):
            say(f"{name}: {number} of {len(questions)}")


def say(line: str) -> None:
    """Tell how far it is, where it does not mix with what is printed."""
    print(line, file=sys.stderr, flush=True)
