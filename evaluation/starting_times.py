"""An encoder and a folder -> how long the programs take to start: the package, the page, an ingest of nothing new."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import numpy as np
from numpy.typing import NDArray

from evaluation.bars import Figure
from evaluation.question_sets import PROJECT
from evaluation.serving import settings_as_shipped

if TYPE_CHECKING:
    from assistant.embedding.encoder import SentenceEncoder

FILES = 2000
_TRIES = 3
_LONGEST_S = 300.0
_IMPORT = "import time; began = time.perf_counter(); import {}; print(time.perf_counter() - began)"
_TEXT = "Ngày {day}/6/2024, UBND xã Đồi Mây họp phiên thứ {n}. Thu ngân sách đạt {n} triệu đồng."


def starting_figures(
    encoder: SentenceEncoder, folder: Path, files: int, bars: Mapping[str, float]
) -> tuple[Figure, ...]:
    """Return the figures; `bars` are those of "import" (seconds), "page" (times import gradio), "nothing new" (s)."""
    package_s = min(_imported("assistant") for _ in range(_TRIES))
    gradio_s = min(_imported("gradio") for _ in range(_TRIES))
    page_s, ready_s = (min(times) for times in zip(*(_served(folder / "served") for _ in range(_TRIES)), strict=True))
    nothing_s = _nothing_new(encoder, folder, files)
    return (
        Figure("import assistant, seconds", package_s, bars["import"], at_most=True),
        Figure("import gradio, seconds", gradio_s),
        Figure("python app.py until a page is served, seconds", page_s),
        Figure("until a page is served / import gradio", page_s / gradio_s, bars["page"], at_most=True),
        Figure("python app.py until it answers questions, seconds", ready_s),
        Figure("until it answers questions / import gradio", ready_s / gradio_s),
        Figure(f"ingest of {files} files with nothing new, seconds", nothing_s, bars["nothing new"], at_most=True),
    )


def _imported(module: str) -> float:
    """Return how long a new process takes to import a module, in seconds."""
    return float(_run((sys.executable, "-c", _IMPORT.format(module))))


def _served(library: Path) -> tuple[float, float]:
    """Return how long the app takes until it serves any page, and until it answers questions, in seconds."""
    environment = settings_as_shipped(library, log_level="error")
    home = f"http://127.0.0.1:{environment['ASSISTANT_PORT']}"
    began = perf_counter()
    app = subprocess.Popen((sys.executable, "app.py"), cwd=PROJECT, env=environment)
    try:
        served_s = _until(f"{home}/", began, is_ready=False)
        return served_s, _until(f"{home}/readyz", began, is_ready=True)
    finally:
        app.terminate()
        app.wait(30)


def _until(url: str, began: float, is_ready: bool) -> float:
    """Return the seconds since `began` at which an address answers, if only that it is starting, or answers well.

    Raises TimeoutError.
    """
    end = monotonic() + _LONGEST_S
    while monotonic() < end:
        try:
            with urlopen(url, timeout=5):
                return perf_counter() - began
        except HTTPError:  # the page that says what is still being loaded
            if not is_ready:
                return perf_counter() - began
        except OSError:
            pass
        sleep(0.02)
    raise TimeoutError(f"{url} does not answer.")


def _nothing_new(encoder: SentenceEncoder, folder: Path, files: int) -> float:
    """Return how long `ingest.py` takes over so many small files that the library holds, in seconds."""
    from assistant.finding import find_files
    from assistant.ingesting import Ingester
    from assistant.store.library import Library

    small, library = folder / "small", folder / "of small files"
    small.mkdir()
    for n in range(files):
        (small / f"{n:04d}.txt").write_text(_TEXT.format(day=n % 28 + 1, n=n), encoding="utf-8")
    with Library.open(library, model=encoder.identity, dimension=encoder.dimension) as held:
        for outcome in Ingester(held, Anywhere(encoder), "default").ingest(find_files((small,))):
            if outcome.status != "added":
                raise RuntimeError(f"{outcome.path}: {outcome.status} {outcome.reason}")
    environment = os.environ | {"ASSISTANT_LIBRARY": str(library)}
    times = []
    for _ in range(_TRIES + 1):  # the first makes the indexes
        began = perf_counter()
        _run((sys.executable, "ingest.py", str(small)), environment)
        times.append(perf_counter() - began)
    return min(times[1:])


class Anywhere:
    """An Encoder that takes another's name and gives every text the same vector: filling the library is not timed."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.identity = encoder.identity
        self.dimension = encoder.dimension
        self.count_tokens = encoder.count_tokens

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), rows of unit length."""
        return np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return float32 (dimension,), of unit length."""
        return self.embed_passages((text,))[0]


def _run(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    return subprocess.run(
        command, cwd=PROJECT, env=dict(environment), check=True, capture_output=True, text=True, timeout=_LONGEST_S
    ).stdout
