"""Good, damaged and hostile files through the real ingest.py: python -m evaluation.fuzz [--seed N].

Every good file must be ingested, and every other one ingested or refused with one named reason; nothing may hang or
crash, open a connection, read or write outside, or leave anything behind. Linux only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from assistant.reading import ARCHIVES, SUPPORTED
from evaluation.bars import CONCLUSIONS, Figure
from evaluation.bars import report as print_figures
from evaluation.fuzzing.corpus import HOSTILE, Kind, make_files
from evaluation.fuzzing.folder import lay_out
from evaluation.fuzzing.judging import Told, judge, print_tables, strays
from evaluation.fuzzing.made import Bait, Made
from evaluation.fuzzing.watching import Listener, Places, Run, listening, watch

PROJECT = Path(__file__).resolve().parents[1]
INGEST = (sys.executable, str(PROJECT / "ingest.py"))
SECONDS_A_FILE, START_S = 5.0, 120.0
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of; `share` makes large hostile files so much smaller, `command` ingests a folder."""

    seed: int = 20_240_405
    good: int = 200
    bad: int = 1000
    share: float = 1.0
    suffixes: frozenset[str] = SUPPORTED | ARCHIVES
    hostile: tuple[Kind, ...] = HOSTILE
    command: tuple[str, ...] = INGEST


def main() -> int:
    """Run the whole; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.fuzz")
    usual = Plan()
    parser.add_argument("--seed", type=int, default=usual.seed, help="the same number makes the same files")
    parser.add_argument("--good", type=int, default=usual.good, help="how many good files (default: 200)")
    parser.add_argument("--bad", type=int, default=usual.bad, help="how many bad ones (default: 1000)")
    options = parser.parse_args()
    from assistant.settings import load_settings

    status = fuzz(Plan(options.seed, options.good, options.bad), load_settings().models)
    print(CONCLUSIONS[status])
    return status


def fuzz(plan: Plan, models: Path) -> int:
    """Make the files, ingest them, print what became of them; return 1 when a bar is missed."""
    with TemporaryDirectory(prefix="fuzz-") as name, listening() as listener:
        places = Places(Path(name))
        places.make()
        bait = Bait(listener.url, places.secret, places.written, plan.share)
        random = Random(plan.seed)
        made = make_files(random, bait, plan.good, plan.bad, plan.suffixes, plan.hostile)
        laid = lay_out(made, places.reports, bait, random)
        print(f"seed {plan.seed}: {len(laid)} files are made; they are ingested", flush=True)
        before = places.state()
        command = (*plan.command, "--json", str(places.reports))
        run = watch(command, places, models, START_S + SECONDS_A_FILE * len(laid))
        told = _told(run)
        return print_figures("fuzzing", (*_of_files(laid, told), *_of_run(run, told, places, before, listener)))


def _told(run: Run) -> tuple[Told, ...]:
    """What the command says of each file; () when that is no JSON."""
    try:
        files = json.loads(run.out)["files"]
        return tuple(Told(one["path"], one["status"], one["reason"]) for one in files)
    except (ValueError, KeyError, TypeError):
        print(f"status {run.status}, no JSON: {run.out[-300:]!r} {run.err[-2000:]}")
        return ()


def _of_files(laid: dict[str, Made], told: Sequence[Told]) -> tuple[Figure, ...]:
    verdicts = judge(laid, told)
    print_tables(verdicts)
    stray = strays(laid, told)
    for one in stray:
        print(f"STRAY: {one.path!r} {one.status} {one.reason!r}")
    good, bad = ([one for one in verdicts if one.made.good is wanted] for wanted in (True, False))
    return (
        Figure("good files", len(good)),
        Figure("good files not ingested", sum(bool(one.fault) for one in good), 0, at_most=True),
        Figure("bad files", len(bad)),
        Figure("bad files ingested", sum(any(t.status == "added" for t in one.told) for one in bad)),
        Figure("bad files neither ingested nor refused by name", sum(bool(one.fault) for one in bad), 0, at_most=True),
        Figure("files told of that are no files of the folder", len(stray), 0, at_most=True),
    )


def _of_run(
    run: Run, told: Sequence[Told], places: Places, before: dict[str, tuple[int, int]], listener: Listener
) -> tuple[Figure, ...]:
    after = places.state()
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    for title, found in (("CHANGED", changed), ("LEFT", places.left()), ("ASKED", listener.asked)):
        for one in found[:_SHOWN]:
            print(f"{title}: {one!r}")
    expected = int(any(one.status == "failed" for one in told))
    return (
        Figure("exit status other than expected, or hung", float(run.status != expected), 0, at_most=True),
        Figure("connections opened", len(listener.asked), 0, at_most=True),
        Figure("texts kept of files outside", places.secrets(), 0, at_most=True),
        Figure("files written or changed outside", len(changed), 0, at_most=True),
        Figure("files left in the temporary folder", len(places.left()), 0, at_most=True),
        Figure("seconds in all", run.wall_s, START_S + SECONDS_A_FILE * len(told), at_most=True),
        Figure("MB of memory of ingest.py itself, at most", run.peak_mb),
    )


if __name__ == "__main__":
    sys.exit(main())
