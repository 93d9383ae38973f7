"""XQuAD Vietnamese paragraph retrieval through the product's own retriever: python -m evaluation.bench_retrieval."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.offline import force_offline
from evaluation.bars import Figure, no_data, report
from evaluation.xquad import XQUAD, Ranking, build_library, rank, read_xquad


def main() -> int:
    """Print R@1, R@5 and MRR@10 for questions as typed, without diacritics, and in English."""
    force_offline()
    from assistant.embedding.encoder import load_encoder
    from assistant.retrieval import Retriever
    from assistant.settings import load_settings

    if not XQUAD.is_dir():
        return no_data(str(XQUAD))
    settings = load_settings()
    encoder = load_encoder(settings.encoder, settings.models, settings.embedding_engine, settings.threads)
    paragraphs = read_xquad()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        retriever = Retriever(build_library(paragraphs.texts, encoder, folder, stack), encoder)
        plain = rank(retriever, paragraphs.questions)
        folded = rank(retriever, paragraphs.questions, folded=True)
        english = rank(retriever, read_xquad(language="en").questions)
    return report(
        f"XQuAD Vietnamese, {len(paragraphs.texts)} paragraphs, {plain.n} questions, {encoder.identity}",
        (
            *_rows("as typed", plain, mrr=0.965, recall_5=0.99),
            *_rows("without diacritics", folded, mrr=0.94),
            *_rows("English questions", english),
        ),
    )


def _rows(name: str, ranking: Ranking, mrr: float | None = None, recall_5: float | None = None) -> tuple[Figure, ...]:
    return (
        Figure(f"{name}: MRR@10", ranking.mrr_10, mrr),
        Figure(f"{name}: R@5", ranking.recall_5, recall_5),
        Figure(f"{name}: R@1", ranking.recall_1),
    )


if __name__ == "__main__":
    sys.exit(main())
