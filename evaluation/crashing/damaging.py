"""A library's index files, damaged one at a time -> whether it was noticed and made good.

What the library finds must be what it found before: because the indexes were made again at the start or at the first
search, or because the damage hurts nobody.
"""

from __future__ import annotations

import logging
import multiprocessing
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

from assistant.errors import IndexDamaged
from assistant.store.library import Library
from evaluation.bars import Figure, report
from evaluation.crashing.script import DIMENSION, MODEL, entry

CASES, SEED = 200, 20_261_130
_REPORTS = 90
# A supervisor starts a program again that died of what it read.
_STARTS = 4
_LONGEST_S = 120.0
_ASKED = 60

Notice = Literal[
    "rebuilt at the start", "rebuilt at the first search", "hurts nobody", "died at first", "WRONG", "DIES"
]
Damage = Callable[[Path, Random], None]
# What searches find: the passages nearest to some vectors, and those that have some words.
Findings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One file, by its path below the library, and what is done to it."""

    file: str
    damage: str
    seed: int


def damage(count: int, seed: int, reports: int = _REPORTS) -> int:
    """Try so many cases, print what came of each kind of file; return 1 when a bar is missed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["evaluation.crashing.damaging", "chromadb"])
    seen: Counter[tuple[str, Notice]] = Counter()
    with TemporaryDirectory(prefix="damage-") as name:
        folder = Path(name)
        _make(folder / "whole", reports)
        before = _ask(folder / "whole")
        for case in islice(_cases(folder / "whole", seed), count):
            notice = _try(context, folder, case, before)
            seen[case.damage, notice] += 1
            if notice in {"WRONG", "DIES"}:
                print(f"  {notice}: {case.file}, {case.damage}, seed {case.seed}", flush=True)
    for kind in DAMAGE:
        told = (f"{notice} {number}" for (damage, notice), number in sorted(seen.items()) if damage == kind)
        print(f"{kind:<16} {', '.join(told)}")
    bad = sum(number for (_, notice), number in seen.items() if notice in {"WRONG", "DIES"})
    return report("damage", (Figure("cases", seen.total()), Figure("not made good", bad, 0, at_most=True)))


def _cut(file: Path, random: Random) -> None:
    file.write_bytes(file.read_bytes()[: random.randrange(1, max(2, file.stat().st_size))])


def _zero(file: Path, random: Random) -> None:
    whole = bytearray(file.read_bytes())
    start = random.randrange(len(whole))
    end = min(len(whole), start + max(1, len(whole) // 4))
    whole[start:end] = bytes(end - start)
    file.write_bytes(whole)


def _flip(file: Path, random: Random) -> None:
    whole = bytearray(file.read_bytes())
    whole[random.randrange(len(whole))] ^= 1 << random.randrange(8)
    file.write_bytes(whole)


DAMAGE: dict[str, Damage] = {
    "gone": lambda file, _: file.unlink(),
    "empty": lambda file, _: file.write_bytes(b"") and None,
    "cut": _cut,
    "zeroed in part": _zero,
    "one bit flipped": _flip,
}


def _cases(whole: Path, seed: int) -> Iterator[Case]:
    files = sorted(path for path in (whole / "indexes").rglob("*") if path.is_file() and path.stat().st_size)
    random = Random(seed)
    kinds = [(path.relative_to(whole).as_posix(), damage) for path in files for damage in DAMAGE]
    for file, kind in cycle(kinds):
        yield Case(file, kind, random.getrandbits(32))


def _make(folder: Path, reports: int) -> None:
    with _opened(folder) as library:
        for number in range(reports):
            made = entry(f"{number}.txt", number)
            library.put(made.report, made.passages, made.vectors)
        with library.own():
            pass


def _opened(folder: Path) -> Library:
    return Library.open(folder, model=MODEL, dimension=DIMENSION)


def _try(context: ForkServerContext, folder: Path, case: Case, before: Findings) -> Notice:
    """Damage a copy of the library and ask it, started anew whenever that kills who asks."""
    tried = folder / "tried"
    shutil.rmtree(tried, ignore_errors=True)
    shutil.copytree(folder / "whole", tried)
    DAMAGE[case.damage](tried / case.file, Random(case.seed))
    for start in range(_STARTS):
        told, telling = context.Pipe(duplex=False)
        process = context.Process(target=_tell, args=(str(tried), telling), daemon=True)
        process.start()
        telling.close()
        with suppress(EOFError):
            if told.poll(_LONGEST_S):
                notice, found = told.recv()
                process.join()
                return "WRONG" if found != before else "died at first" if start else notice
        process.kill()
        process.join()
    return "DIES"


def _tell(folder: str, telling: Connection) -> None:
    """Open the library and ask it, as the app does."""
    logging.disable()  # whoever notices says so, two hundred times
    found: Findings = ()
    with _opened(Path(folder)) as library, library.own():
        notice: Notice = "rebuilt at the start" if library.was_rebuilt else "hurts nobody"
        while not found:
            with suppress(IndexDamaged):
                found = _findings(library)
            library.catch_up()  # what the app does twice a second
        if notice == "hurts nobody" and library.was_rebuilt:
            notice, found = "rebuilt at the first search", _findings(library)
    telling.send((notice, found))


def _ask(folder: Path) -> Findings:
    with _opened(folder) as library, library.own():
        return _findings(library)


def _findings(library: Library) -> Findings:
    reports = library.reports()
    passages = [passage for one in reports for passage in library.passages_of(one.id)]
    asked = passages[:: max(1, len(passages) // _ASKED)]
    vectors = library.vectors([passage.id for passage in asked])
    nearest = (tuple(hit.passage_id for hit in library.dense(vector, 1)) for vector in vectors)
    named = (tuple(hit.passage_id for hit in library.lexical(one.text, 5)) for one in asked)
    return (*nearest, *named)
