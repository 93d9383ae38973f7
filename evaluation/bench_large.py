"""Asking a library of 100,000 passages beside one of 1,000, and beside an ingest: python -m evaluation.bench_large.

The passages beside those of twelve real reports are made: real clauses recombined, their vectors mixed of two. Each
library is asked by a process of its own, which tells how much memory it holds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from assistant.offline import force_offline
from evaluation.bars import CONCLUSIONS, Figure, report
from evaluation.question_sets import PROJECT, QUESTIONS, REPORTS, ReportFiles

READ = ReportFiles(REPORTS / "development", "a*")
ASKED = QUESTIONS / "reports_a.jsonl"
# What another process ingests meanwhile.
INGESTED = ReportFiles(REPORTS / "development", "b*")
FEW, MANY = 1000, 100_000
LONGEST_BUILD_S, SLOWER, BESIDE_AN_INGEST, MEMORY_GB = 600.0, 2.0, 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of each answer, those given while an ingest ran, and the most memory the process held, in GB."""

    quiet: tuple[float, ...]
    beside: tuple[float, ...]
    memory_gb: float


def main() -> int:
    """Build, ask and print; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_large")
    parser.add_argument("--passages", type=int, default=MANY, help=f"of the large library (default: {MANY})")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)  # a library, asked by this process
    parser.add_argument("--beside-ingest", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    force_offline()
    if options.ask:
        print(json.dumps(asdict(ask(options.ask, options.beside_ingest))))
        return 0
    with TemporaryDirectory() as folder:
        few, many = Path(folder) / "few", Path(folder) / "many"
        _build(few, FEW)
        build_s = _build(many, options.passages)
        small, large = _in_a_process(few, "--beside-ingest"), _in_a_process(many)
    status = report(f"{options.passages} passages beside {FEW}", figures(small, large, build_s))
    print(CONCLUSIONS[status])
    return status


def figures(small: Asked, large: Asked, build_s: float) -> tuple[Figure, ...]:
    """Return the figures of both libraries, with the bars of their ratios."""
    (few_p50, few_p95), (many_p50, many_p95) = (np.percentile(one.quiet, (50, 95)) for one in (small, large))
    beside_p95 = float(np.percentile(small.beside, 95)) if small.beside else float("nan")
    return (
        Figure("build of the large library, seconds", build_s, LONGEST_BUILD_S, at_most=True),
        Figure("whole answer p50 ms, few", float(few_p50)),
        Figure("whole answer p95 ms, few", float(few_p95)),
        Figure("whole answer p50 ms, many", float(many_p50)),
        Figure("whole answer p95 ms, many", float(many_p95)),
        Figure("p50, many / few", float(many_p50 / few_p50), SLOWER, at_most=True),
        Figure("memory of the process that asks many, GB", large.memory_gb, MEMORY_GB, at_most=True),
        Figure(f"whole answer p95 ms beside an ingest, few ({len(small.beside)})", beside_p95),
        Figure("p95, beside an ingest / quiet", beside_p95 / float(few_p95), BESIDE_AN_INGEST, at_most=True),
    )


def ask(folder: Path, beside_ingest: bool) -> Asked:
    """Ask a library every question, once it is warm; then again while another process ingests, where wanted."""
    from assistant.opening import build_assistant, open_encoder
    from assistant.settings import load_settings
    from assistant.store.follower import Follower
    from assistant.store.library import Library
    from evaluation.judging import read_questions

    encoder = open_encoder(load_settings())
    questions = [one.question for one in read_questions(ASKED)]
    with (
        Library.open(folder, model=encoder.identity, dimension=encoder.dimension) as library,
        library.own(),
        Follower(library),
    ):
        assistant = build_assistant(library, encoder)

        def timed(question: str) -> float:
            began = perf_counter()
            assistant.ask(question)
            return (perf_counter() - began) * 1e3

        for question in questions:  # whichever caches hold them are full when the clock starts
            timed(question)
        quiet = tuple(map(timed, questions))
        beside: list[float] = []
        if beside_ingest:
            with _ingest(folder) as running:
                while running.poll() is None:
                    beside += [timed(question) for question in questions if running.poll() is None]
    return Asked(quiet, tuple(beside), _most_memory_gb())


def _ingest(library: Path) -> subprocess.Popen[bytes]:
    files = [str(one) for one in sorted(INGESTED.folder.iterdir()) if INGESTED.holds(one)]
    environment = os.environ | {"ASSISTANT_LIBRARY": str(library)}
    command = (sys.executable, "ingest.py", *files)
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _build(folder: Path, passages: int) -> float:
    """Make a library of the real reports and so many passages, its indexes too; return the seconds that took."""
    from assistant.opening import open_encoder
    from assistant.settings import load_settings
    from assistant.store.library import Library
    from evaluation.asking import own_library, say
    from evaluation.many_passages import fill, pool_of

    encoder = open_encoder(load_settings())
    with own_library(READ, encoder, folder) as library:
        reports = tuple(one for known in library.reports() if (one := library.report(known.id)))
    pool, began = pool_of(reports, encoder), perf_counter()
    with Library.open(folder, model=encoder.identity, dimension=encoder.dimension) as library:
        held = fill(library, reports, pool, passages)
        say(f"{held} passages are in the catalog after {perf_counter() - began:.0f} s")
        with library.own():
            pass
    return perf_counter() - began


def _in_a_process(library: Path, *more: str) -> Asked:
    command: Sequence[str] = (sys.executable, "-m", "evaluation.bench_large", "--ask", str(library), *more)
    told = json.loads(subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return Asked(tuple(told["quiet"]), tuple(told["beside"]), told["memory_gb"])


def _most_memory_gb() -> float:
    # The kernel's own `ru_maxrss` of a new process begins with what the one that started it held.
    (told,) = (line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmHWM"))
    return int(told.split()[1]) / 2**20


if __name__ == "__main__":
    sys.exit(main())
