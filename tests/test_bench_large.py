"""The bench of a large library: the library it makes, and figures computed from the times they are named after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.store.library import Library
from evaluation.bench_large import Asked, figures
from evaluation.many_passages import CLAUSES_EACH, fill, pool_of
from evaluation.question_sets import PROJECT
from tests.light_encoder import LightEncoder
from tests.reports import make_report

TEXTS = [
    f"Thu ngân sách xã {n} đạt {n} tỷ đồng. Xã trồng {n}0 ha rừng sản xuất. Đường thôn {n} đã làm xong."
    for n in range(9)
]


def test_a_library_holds_as_many_passages_as_asked_of_clauses_that_were_read(tmp_path: Path) -> None:
    encoder = LightEncoder()
    reports = [
        make_report(text, id=f"r{n}", place=f"xã Đồi {name}")
        for n, (text, name) in enumerate(zip(TEXTS, "ABCDEFGHI", strict=True))
    ]
    pool = pool_of(reports, encoder)
    assert len(pool.words) == 3 * len(TEXTS)
    assert pool.rows.shape == (len(pool.words), encoder.dimension)
    with Library.open(tmp_path, model=encoder.identity, dimension=encoder.dimension) as library:
        held = fill(library, reports, pool, passages=25)
        made = library.reports()
        passages = [passage for one in made for passage in library.passages_of(one.id)]
        vectors = library.vectors([passage.id for passage in passages])
    assert held == len(passages) >= 25
    assert len(made) > 1
    assert len({one.place for one in made}) == len(made)
    assert all(sum(words in passage.text for words in pool.words) >= CLAUSES_EACH for passage in passages)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=0.01)


def test_the_same_library_is_made_again(tmp_path: Path) -> None:
    encoder, texts = LightEncoder(), []
    reports = [make_report(text, id=f"r{n}") for n, text in enumerate(TEXTS)]
    for folder in ("one", "other"):
        with Library.open(tmp_path / folder, model=encoder.identity, dimension=encoder.dimension) as library:
            fill(library, reports, pool_of(reports, encoder), passages=10)
            texts.append([library.report(one.id).text for one in library.reports()])  # type: ignore[union-attr]
    assert texts[0] == texts[1]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked")
def test_the_memory_of_the_process_that_starts_another_is_not_counted() -> None:
    held = bytearray(b"x" * (600 << 20))
    program = "from evaluation.bench_large import _most_memory_gb; print(_most_memory_gb())"
    told = subprocess.run((sys.executable, "-c", program), cwd=PROJECT, check=True, capture_output=True, text=True)
    assert 0.01 < float(told.stdout) < len(held) / 2**30


def test_figures_are_told_as_ratios_and_held_to_their_bars() -> None:
    small, large = Asked((10.0, 20.0, 30.0), (40.0, 60.0), 0.9), Asked((30.0, 50.0, 70.0), (), 1.6)
    told = {one.name: one for one in figures(small, large, build_s=90.0)}
    assert told["p50, many / few"].value == pytest.approx(2.5)
    assert not told["p50, many / few"].met
    assert told["p95, beside an ingest / quiet"].value == pytest.approx(59 / 29)
    assert told["memory of the process that asks many, GB"].met is False
    assert told["build of the large library, seconds"].met
