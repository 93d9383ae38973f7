"""XQuAD Vietnamese as a library and questions: paragraph retrieval through the product's own retriever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Block, Report, Source
from assistant.embedding.clauses import embed_passages
from assistant.embedding.encoder import Encoder
from assistant.passages import cut
from assistant.questions import understand
from assistant.retrieval import Retriever
from assistant.store.library import Library
from assistant.vietnamese.folding import fold

XQUAD = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "xquad"


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs, and (question, index of its paragraph) pairs."""

    texts: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """R@1, R@5 and MRR@10 over `n` questions."""

    n: int
    recall_1: float
    recall_5: float
    mrr_10: float


def read_xquad(folder: Path = XQUAD, language: str = "vi") -> Paragraphs:
    """Return the 240 paragraphs and 1,190 questions of one language. Raises FileNotFoundError."""
    articles = json.loads((folder / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    questions = [(qa["question"], index) for index, paragraph in enumerate(paragraphs) for qa in paragraph["qas"]]
    return Paragraphs(tuple(paragraph["context"] for paragraph in paragraphs), tuple(questions))


def build_library(texts: Sequence[str], encoder: Encoder, folder: Path, stack: ExitStack) -> Library:
    """Make a library in which each text is a report of its own, named by its index, and own its indexes."""
    library = stack.enter_context(Library.open(folder, model=encoder.identity, dimension=encoder.dimension))
    for index, text in enumerate(texts):
        report = _report(index, text)
        passages = cut(report, encoder.count_tokens)
        made = embed_passages(report.text, passages, encoder.embed_passages)
        library.put(report, passages, made.vectors, clauses=made.clauses)
    stack.enter_context(library.own())
    return library


def rank(retriever: Retriever, questions: Sequence[tuple[str, int]], *, folded: bool = False) -> Ranking:
    """Ask each question; a paragraph's rank is that of its first passage. `folded` strips the diacritics first."""
    ranks = [_rank(retriever, fold(text) if folded else text, str(index)) for text, index in questions]
    n = len(ranks)
    return Ranking(
        n,
        sum(rank == 1 for rank in ranks) / n,
        sum(0 < rank <= 5 for rank in ranks) / n,
        sum(1 / rank for rank in ranks if 0 < rank <= 10) / n,
    )


def _rank(retriever: Retriever, question: str, path: str) -> int:
    evidence = retriever.retrieve(understand(question), k=40).evidence
    paths = list(dict.fromkeys(item.report.source.path for item in evidence))
    return paths.index(path) + 1 if path in paths else 0


def _report(index: int, text: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source("default", "xquad", str(index), digest)
    blocks = (Block(0, len(text), "prose"),)
    return Report(id=digest[:16], source=source, text=text, blocks=blocks, title="")
