"""Reports, passages and vectors made up for the tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import (
    Block,
    DocumentReference,
    Origin,
    Participant,
    Passage,
    Period,
    Report,
    Section,
    Source,
)
from assistant.store.catalog import Catalog
from assistant.store.identity import report_id
from assistant.store.library import Library

DIMENSION = 8
SENTENCES = (
    "Thu ngân sách 6 tháng của huyện Vân Sơn ước đạt 41 tỷ đồng.",
    "Đồng chí Lê Thị Mận chủ trì hội nghị lần thứ năm.",
)


class Entry(NamedTuple):
    """What `put` takes."""

    report: Report
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]


Write = Callable[..., Entry]


@pytest.fixture(scope="session")
def write() -> Write:
    """Return a function that makes an entry of a file name and sentences, one passage each, with vectors of a seed."""
    return _entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectorstore"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, model="m", dimension=DIMENSION, busy_timeout_s=5) as opened:
        yield opened


@pytest.fixture
def catalog(path: Path) -> Iterator[Catalog]:
    opened = Catalog.open(path / "catalog.sqlite", model="m", dimension=DIMENSION, busy_timeout_s=5)
    yield opened
    opened.close()


def _entry(
    name: str,
    *sentences: str,
    collection: str = "default",
    root: str = "/kho",
    seed: int | None = None,
    title: str = "Hội nghị Huyện ủy Vân Sơn",
) -> Entry:
    sentences = sentences or SENTENCES
    text = "\n".join(sentences)
    source = Source(collection, root, name, hashlib.sha256(text.encode()).hexdigest())
    identity = report_id(collection, root, name)
    report = Report(
        id=identity,
        source=source,
        text=text,
        blocks=(Block(0, len(text), "prose"),),
        sections=(Section(0, len(text), "results"),),
        title=title,
        body="Huyện ủy",
        place="huyện Vân Sơn",
        held_on=date(2031, 6, 29),
        period=Period(date(2031, 1, 1), date(2031, 6, 30), "6 tháng đầu năm 2031"),
        session=9,
        participants=(Participant("Lê Thị Mận", "chair", "Bí thư Huyện ủy", 3, 13),),
        documents=(DocumentReference("Nghị quyết", "13-NQ/HU", 20, 40),),
        pages=(0, 5, 5),
        origins=(Origin("held_on", "opening", 0, 5), Origin("title", "file properties", None, None)),
    )
    return Entry(report, _passages(report, sentences), unit_rows(len(sentences), seed or _seed(name + text)))


def _passages(report: Report, sentences: tuple[str, ...]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    start = 0
    for number, sentence in enumerate(sentences):
        digest = hashlib.sha256(sentence.encode()).hexdigest()[:8]
        passage_id = f"{report.id}-{digest}-{number:04d}"
        end = start + len(sentence)
        passages.append(Passage(passage_id, report.id, number, start, end, sentence, report.title))
        start = end + 1
    return tuple(passages)


def unit_rows(count: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _seed(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
