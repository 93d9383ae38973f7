"""Programs that are killed: one that changes a library step by step, and one that owns its indexes meanwhile.

Each runs in a process of its own and notes in a journal what it begins and what it has done. What is in the journal
outlives the process: a kill takes no written bytes away.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from assistant.backups import back_up, restore
from assistant.store.follower import Follower
from assistant.store.library import Library
from evaluation.crashing.script import DIMENSION, MODEL, Kind, Step, entry, steps

Mark = Literal["begun", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library under test, its backups and its journal are."""

    folder: Path

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self.folder / "vectorstore"

    def backup(self, number: int) -> Path:
        """The backup that the step of this number makes."""
        return self.folder / f"backup-{number}"

    @property
    def journal(self) -> Path:
        """What was begun and done, one JSON array a line."""
        return self.folder / "journal"


@dataclass(frozen=True, slots=True)
class Noted:
    """What a journal tells: how many steps are done with, whether the next was begun, and which had an effect."""

    done: int
    is_begun: bool
    taken: frozenset[int]


def open_library(place: Place) -> Library:
    """Open the library under test."""
    return Library.open(place.library, model=MODEL, dimension=DIMENSION, busy_timeout_s=20)


def work(folder: str, seed: int, *, owning: bool) -> None:
    """Change the library from where the journal ends until killed; `owning` its indexes, or beside an owner."""
    place = Place(Path(folder))
    with open_library(place) as library, ExitStack() as stack:
        if owning:
            stack.enter_context(library.own(wait_s=20))
        for step in steps(seed, noted(place).done):
            note(place, step.number, "begun")
            mark = _take(step, place, library, seed, owning=owning)
            note(place, step.number, mark)


def follow(folder: str) -> None:
    """Own the indexes and follow the catalog until killed, as the app does."""
    with open_library(Place(Path(folder))) as library, library.own(wait_s=20), Follower(library, every_s=0.02):
        time.sleep(3600)


def recover(folder: str) -> None:
    """Open the library as any program does at its start."""
    with open_library(Place(Path(folder))) as library, library.own(wait_s=20):
        pass


def note(place: Place, number: int, mark: Mark) -> None:
    """Write a line whole."""
    line = json.dumps([number, mark]).encode() + b"\n"
    opened = os.open(place.journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        os.write(opened, line)
    finally:
        os.close(opened)


def noted(place: Place) -> Noted:
    """Return what the journal tells."""
    if not place.journal.exists():
        return Noted(0, is_begun=False, taken=frozenset())
    lines = [json.loads(line) for line in place.journal.read_text(encoding="utf-8").splitlines()]
    ended = {number: mark for number, mark in lines if mark != "begun"}
    done = max(ended, default=-1) + 1
    begun = max((number for number, mark in lines if mark == "begun"), default=-1)
    return Noted(done, begun >= done, frozenset(number for number, mark in ended.items() if mark == "done"))


def _numbers(seed: int, kind: Kind, end: int) -> frozenset[int]:
    return frozenset(step.number for step in islice(steps(seed), end) if step.kind == kind)


def _take(step: Step, place: Place, library: Library, seed: int, *, owning: bool) -> Mark:
    match step.kind:
        case "put":
            made = entry(step.name, step.version)
            library.put(made.report, made.passages, made.vectors)
        case "remove":
            library.remove(entry(step.name, 0).report.id)
        case "rebuild" if owning:
            library.rebuild()
        case "back up":
            shutil.rmtree(place.backup(step.number), ignore_errors=True)  # made, but not noted before a kill
            back_up(place.library, place.backup(step.number))
        case "restore" if backups := sorted(noted(place).taken & _numbers(seed, "back up", step.number)):
            restore(place.backup(backups[-1]), place.library)
        case _:
            return "skipped"
    if owning and step.number % 3:
        library.catch_up()
    return "done"
