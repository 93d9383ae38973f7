"""Kill programs that change a library, again and again, and see that nothing is lost: python -m evaluation.crash.

Changes are puts, updates, removals, rebuilds, backups and restores, made by the process that owns the indexes or beside
one that does. Either is killed (SIGKILL) at a random moment, and so is every third process that recovers from it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from evaluation.bars import CONCLUSIONS, Figure, report
from evaluation.crashing.checking import check
from evaluation.crashing.script import Kind, steps
from evaluation.crashing.working import Place, follow, noted, recover, work

POINTS, SEED = 300, 20_261_130
# A library is used for so many kills, so that it grows and shrinks.
_A_LIBRARY = 15
LONGEST_S = 1.5
_LONGEST_CHECK_S = 120.0
_PRELOADED = ["evaluation.crashing.checking", "evaluation.crashing.working", "chromadb"]


@dataclass(slots=True)
class Outcome:
    """What came of a run: how often what was killed, how many steps were taken, and each fault."""

    killed: Counter[str] = field(default_factory=Counter)
    during: Counter[Kind | str] = field(default_factory=Counter)
    steps: int = 0
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Run the whole; return 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.crash")
    parser.add_argument("--points", type=int, default=POINTS, help=f"how many kills (default: {POINTS})")
    parser.add_argument("--seed", type=int, default=SEED, help="the same number makes the same changes")
    options = parser.parse_args()
    status = crash(options.points, options.seed)
    print(CONCLUSIONS[status])
    return status


def crash(points: int, seed: int, longest_s: float = LONGEST_S) -> int:
    """Kill so many times, after `longest_s` at the latest, print what came of it; return 1 when a bar is missed."""
    outcome = Outcome()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    random, library = Random(seed), 0
    while outcome.killed.total() < points:
        library += 1
        with TemporaryDirectory(prefix="crash-") as name:
            _use_up(Runner(context, Place(Path(name)), seed + library, random, outcome, longest_s), points)
        print(f"{outcome.killed.total()} kills, {outcome.steps} steps, {len(outcome.faults)} faults", flush=True)
    for fault in outcome.faults[:20]:
        print(" ", fault)
    for title, counted in (("killed", outcome.killed), ("during", outcome.during)):
        print(f"{title}:", ", ".join(f"{name} {count}" for name, count in counted.most_common()))
    figures = (
        Figure("kills", outcome.killed.total()),
        Figure("lost, doubled, ghosts, torn or not found", len(outcome.faults), 0, at_most=True),
    )
    return report("crashes", figures)


def _use_up(runner: Runner, points: int) -> None:
    for _ in range(_A_LIBRARY):
        if runner.outcome.killed.total() >= points:
            break
        runner.kill_once()
        runner.recover()
    runner.outcome.steps += noted(runner.place).done


@dataclass(frozen=True, slots=True)
class Runner:
    """One library that is changed by the steps of `seed`, and whoever is killed over it."""

    context: ForkServerContext
    place: Place
    seed: int
    random: Random
    outcome: Outcome
    longest_s: float

    def kill_once(self) -> None:
        """Let a program change the library, alone or beside an owner, and kill one of them, then the other."""
        if self.random.random() < 0.5:
            self._kill("the owner that changes", self._started(work, True))
            return
        owner, other = self._started(follow), self._started(work, False)
        named = [("an owner that follows", owner), ("who changes beside an owner", other)]
        self.random.shuffle(named)
        for name, process in named:
            self._kill(name, process)

    def recover(self) -> None:
        """Open the library again, every third time killed in doing so, and look what is left."""
        if self.random.random() < 1 / 3:
            self._kill("who recovers", self._started(recover))
        told, telling = self.context.Pipe(duplex=False)
        checking = self.context.Process(target=check, args=(str(self.place.folder), self.seed, telling))
        checking.start()
        telling.close()
        try:
            if not told.poll(_LONGEST_CHECK_S):
                raise EOFError
            found = told.recv()
        except EOFError:
            found = ("torn: the library cannot be opened",)
        checking.join()
        self.outcome.faults += [f"{self.seed}, step {noted(self.place).done}: {fault}" for fault in found]

    def _started(self, program: Callable[..., None], owning: bool | None = None) -> ForkServerProcess:
        more = {} if owning is None else {"seed": self.seed, "owning": owning}
        process = self.context.Process(target=program, args=(str(self.place.folder),), kwargs=more, daemon=True)
        process.start()
        return process

    def _kill(self, name: str, process: ForkServerProcess) -> None:
        time.sleep(self.random.uniform(0.0, self.longest_s))
        if process.exitcode is not None and name != "who recovers":
            self.outcome.faults.append(f"{self.seed}: {name} ended by itself with status {process.exitcode}")
        process.kill()
        process.join()
        journal = noted(self.place)
        at = next(steps(self.seed, journal.done)).kind if journal.is_begun else "nothing"
        self.outcome.killed[name] += 1
        self.outcome.during[at] += 1


if __name__ == "__main__":
    raise SystemExit(main())
