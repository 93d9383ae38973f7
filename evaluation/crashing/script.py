"""A seed -> an endless list of changes to a library, and what it must hold after so many of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Block, Passage, Report, Source
from assistant.store.identity import report_id

DIMENSION = 24
MODEL = "crash"
_NAMES = 12
_ROOT = "/reports"

Kind = Literal["put", "remove", "rebuild", "back up", "restore"]
# How often each comes; "put" adds a report or, as often as not, changes one.
_WEIGHTS: Mapping[Kind, int] = {"put": 12, "remove": 4, "rebuild": 1, "back up": 1, "restore": 2}


@dataclass(frozen=True, slots=True)
class Step:
    """One change: `version` tells what a put report says."""

    number: int
    kind: Kind
    name: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What is put: a report, its passages and their vectors, float32 (n, DIMENSION) of unit length."""

    report: Report
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]


def steps(seed: int, first: int = 0) -> Iterator[Step]:
    """Yield the changes of this seed from number `first` on."""
    return islice(_steps(seed), first, None)


def expected(seed: int, done: int, taken: frozenset[int]) -> dict[str, int]:
    """Return the version of each report by name after the first `done` steps, where those in `taken` were taken."""
    held: dict[str, int] = {}
    kept: dict[str, int] | None = None
    for step in islice(_steps(seed), done):
        match step.kind:
            case "put":
                held[step.name] = step.version
            case "remove":
                held.pop(step.name, None)
            case "back up" if step.number in taken:
                kept = dict(held)
            case "restore" if kept is not None:
                held = dict(kept)
    return held


def entry(name: str, version: int) -> Entry:
    """Return the report of this name as this version has it."""
    random = Random(f"{name} {version}")
    sentences = [f"Câu {n} của {name}, bản {version}: {random.getrandbits(40)}." for n in range(random.randint(1, 30))]
    text = "\n".join(sentences)
    identity = report_id("default", _ROOT, name)
    source = Source("default", _ROOT, name, hashlib.sha256(text.encode()).hexdigest())
    report = Report(id=identity, source=source, title=name, text=text, blocks=(Block(0, len(text), "prose"),))
    passages: list[Passage] = []
    start = 0
    for number, sentence in enumerate(sentences):
        digest = hashlib.sha256(sentence.encode()).hexdigest()[:12]
        end = start + len(sentence)
        passages.append(Passage(f"{identity}-{digest}", identity, number, start, end, sentence, name))
        start = end + 1
    rows = np.random.default_rng(random.getrandbits(32)).normal(size=(len(passages), DIMENSION)).astype(np.float32)
    return Entry(report, tuple(passages), rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _steps(seed: int) -> Iterator[Step]:
    random = Random(seed)
    kinds, weights = tuple(_WEIGHTS), tuple(_WEIGHTS.values())
    number = 0
    while True:
        (kind,) = random.choices(kinds, weights)
        name = f"{random.randrange(_NAMES)}.txt" if kind in {"put", "remove"} else ""
        yield Step(number, kind, name, number)
        number += 1
