"""Speed of ingesting, asking and starting beside the usual LangChain pipeline: python -m evaluation.bench_speed.

The pipeline is that of `baselines.py`: LangChain's splitter, the same weights, Chroma. It is given the texts as they
were read and searches without answering; ours reads files, finds facts, keeps clause vectors and two indexes, and gives
whole checked answers. Both take turns in one run: whoever compares machines compares the ratios.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.offline import force_offline
from evaluation.bars import CONCLUSIONS, Figure, report
from evaluation.question_sets import QUESTIONS, REPORTS, ReportFiles
from evaluation.starting_times import FILES, starting_figures

if TYPE_CHECKING:
    from langchain_chroma import Chroma

    from assistant.assistant import Assistant
    from assistant.domain import Report
    from assistant.embedding.encoder import SentenceEncoder
    from evaluation.judging import Expected

READ = ReportFiles(REPORTS / "development", "a*")
ASKED = QUESTIONS / "reports_a.jsonl"
# Questions that warm both sides up before any is timed.
WARMING = 20
LONGEST_ANSWER_MS, LONGEST_NO_OP_S, LONGEST_IMPORT_S, STARTING_RATIO = 60.0, 5.0, 0.3, 1.5


@dataclass(slots=True)
class Times:
    """Milliseconds of each question to the assistant, and to the pipeline's search."""

    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)


def main() -> int:
    """Measure and print; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_speed")
    parser.add_argument("--files", type=int, default=FILES, help=f"of the ingest of nothing new (default: {FILES})")
    options = parser.parse_args()
    force_offline()
    from assistant.embedding.encoder import load_encoder
    from assistant.settings import load_settings

    settings = load_settings()
    name, models, threads = settings.encoder, settings.models, settings.threads
    ours, torch = (load_encoder(name, models, engine, threads) for engine in (settings.embedding_engine, "torch"))
    with TemporaryDirectory() as folder:
        measured = (*_reports(ours, torch, Path(folder)), *starting_figures(ours, Path(folder), options.files, _BARS))
    status = report(f"{ours.identity}: ours beside the usual LangChain pipeline", measured)
    print(CONCLUSIONS[status])
    return status


_BARS = {"import": LONGEST_IMPORT_S, "page": STARTING_RATIO, "nothing new": LONGEST_NO_OP_S}


def _reports(ours: SentenceEncoder, torch: SentenceEncoder, folder: Path) -> tuple[Figure, ...]:
    """Ingest the reports on each side, then ask both the same questions in turn."""
    from assistant.opening import build_assistant
    from evaluation.asking import own_library
    from evaluation.baselines import cut_pieces, langchain_store
    from evaluation.judging import read_questions

    _warm_up((ours, torch))
    began = perf_counter()
    with own_library(READ, ours, folder / "library") as library:
        ingested_s = perf_counter() - began
        whole = tuple(one for known in library.reports() if (one := library.report(known.id)))
        letters = sum(len(one.text) for one in whole)
        pieces, began = cut_pieces(whole), perf_counter()
        with langchain_store(whole, pieces, torch, folder / "torch"):
            with_torch_s = perf_counter() - began
        began = perf_counter()
        with langchain_store(whole, cut_pieces(whole), ours, folder / "chroma") as store:
            theirs_s = perf_counter() - began
            assistant = build_assistant(library, ours)
            questions = read_questions(ASKED)
            plain, placed = (_ask(assistant, store, questions, one) for one in ({}, _places(questions, whole)))
            with_torch = _searched(store, torch, [one.question for one in questions])
    return (
        *_of_ingest(letters, ingested_s, theirs_s, with_torch_s),
        *_of_asking("", plain),
        *_of_asking(", of one place", placed),
        Figure("search p50 ms, LangChain over torch", float(np.median(with_torch))),
    )


def _warm_up(encoders: Sequence[SentenceEncoder]) -> None:
    """Load what either side would load in its first use, for neither to be timed."""
    for module in ("chromadb", "langchain_chroma", "assistant.store.indexes", "assistant.ingesting"):
        import_module(module)
    for encoder in encoders:
        encoder.embed_passages(["hội nghị"])


def _of_ingest(letters: int, ours_s: float, theirs_s: float, with_torch_s: float) -> tuple[Figure, ...]:
    return (
        Figure("ingest, characters a second, ours", letters / ours_s),
        Figure("ingest, characters a second, LangChain, same session", letters / theirs_s),
        Figure("ingest, characters a second, LangChain over torch", letters / with_torch_s),
        Figure("ingest, ours / LangChain, same session", theirs_s / ours_s, 1.0),
        Figure("ingest, ours / LangChain over torch", with_torch_s / ours_s),
    )


def _of_asking(scope: str, times: Times) -> tuple[Figure, ...]:
    ours, theirs = np.percentile(times.ours, (50, 95)), np.percentile(times.theirs, (50, 95))
    return (
        Figure(f"whole answer p50 ms{scope}", float(ours[0]), LONGEST_ANSWER_MS, at_most=True),
        Figure(f"whole answer p95 ms{scope}", float(ours[1])),
        Figure(f"bare similarity_search p50 ms{scope}", float(theirs[0])),
        Figure(f"bare similarity_search p95 ms{scope}", float(theirs[1])),
        Figure(f"p50, whole answer / bare search{scope}", float(ours[0] / theirs[0]), 1.0, at_most=True),
    )


def _ask(assistant: Assistant, store: Chroma, questions: Sequence[Expected], places: dict[str, str]) -> Times:
    """Time every question on both sides in turn, under its place where one is given; the first only warm them up."""
    from assistant.domain import Filters
    from evaluation.baselines import TOP

    times = Times()
    for number, one in enumerate((*questions[:WARMING], *questions)):
        place = places.get(one.id)
        ours = _timed(partial(assistant.ask, one.question, (), Filters(place=place)))
        limit = {"place": place} if place else None
        theirs = _timed(partial(store.similarity_search, one.question, TOP, filter=limit))
        if number >= WARMING:
            times.ours.append(ours)
            times.theirs.append(theirs)
    return times


def _searched(store: Chroma, encoder: SentenceEncoder, questions: Sequence[str]) -> list[float]:
    """Return the milliseconds of each search where another encoder makes the vector of the question."""
    from evaluation.baselines import TOP

    def search(question: str) -> None:
        store.similarity_search_by_vector(encoder.embed_query(question).tolist(), TOP)

    return [_timed(partial(search, question)) for question in questions]


def _places(questions: Sequence[Expected], reports: Sequence[Report]) -> dict[str, str]:
    """Return for each question the place of the report it is about, of another report for those about none."""
    known = {one.source.path: one.place for one in reports if one.place}
    some = next(iter(known.values()))
    return {
        one.id: next((place for path, place in known.items() if path.startswith(tuple(one.reports))), some)
        for one in questions
    }


def _timed(run: Callable[[], object]) -> float:
    """Return milliseconds."""
    began = perf_counter()
    run()
    return (perf_counter() - began) * 1e3


if __name__ == "__main__":
    sys.exit(main())
