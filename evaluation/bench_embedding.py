"""The int8 session beside torch float32, identical batches, one run: python -m evaluation.bench_embedding."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from assistant.embedding.encoder import Encoder
from assistant.offline import force_offline
from evaluation.bars import Figure, no_data, report
from evaluation.xquad import XQUAD, Paragraphs, build_library, rank, read_xquad

PASSAGES, QUERIES, ROUNDS = 32, 10, 5


def main() -> int:
    """Print throughput, query time and retrieval of both engines, as ratios and differences."""
    force_offline()
    from assistant.embedding.encoder import load_encoder
    from assistant.settings import load_settings

    if not XQUAD.is_dir():
        return no_data(str(XQUAD))
    settings = load_settings()
    name, models, threads = settings.encoder, settings.models, settings.threads
    int8, torch = (load_encoder(name, models, engine, threads) for engine in ("onnx", "torch"))
    data = read_xquad()
    whole = (text for text in data.texts if int8.count_tokens(text) <= 256)
    passages = sorted(whole, key=int8.count_tokens)[-PASSAGES:]
    questions = [question for question, _ in data.questions[: QUERIES * ROUNDS]]
    speeds, queries = _times((int8, torch), passages, questions)
    mrr = [_mrr(encoder, data) for encoder in (int8, torch)]
    return report(
        f"{int8.identity}: int8 session beside torch float32",
        (
            Figure("int8 passages a second", PASSAGES / speeds[0]),
            Figure("torch passages a second", PASSAGES / speeds[1]),
            Figure("throughput, int8 / torch", speeds[1] / speeds[0], 1.2),
            Figure("int8 one query, p50 ms", queries[0] * 1e3),
            Figure("torch one query, p50 ms", queries[1] * 1e3),
            Figure("one query p50, int8 / torch", queries[0] / queries[1], 0.35, at_most=True),
            Figure("int8 XQuAD MRR@10", mrr[0]),
            Figure("torch XQuAD MRR@10", mrr[1]),
            Figure("XQuAD MRR@10 lost by int8", mrr[1] - mrr[0], 0.005, at_most=True),
        ),
    )


def _mrr(encoder: Encoder, data: Paragraphs) -> float:
    from assistant.retrieval import Retriever

    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        library = build_library(data.texts, encoder, folder, stack)
        return rank(Retriever(library, encoder), data.questions).mrr_10


def _times(
    encoders: Sequence[Encoder], passages: Sequence[str], questions: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Return median seconds of a batch and of a query for each encoder, measured in turn, after a warm-up."""
    batches: list[list[float]] = [[] for _ in encoders]
    singles: list[list[float]] = [[] for _ in encoders]
    for round_ in range(-1, ROUNDS):
        for index, encoder in enumerate(encoders):
            asked = questions[max(round_, 0) * QUERIES :][:QUERIES]
            batch = _timed(partial(encoder.embed_passages, passages))
            each = [_timed(partial(encoder.embed_query, question)) for question in asked]
            if round_ >= 0:
                batches[index].append(batch)
                singles[index].extend(each)
    return [median(times) for times in batches], [median(times) for times in singles]


def _timed(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
