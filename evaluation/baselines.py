"""What the assistant is held against: the first passage found, quoted whole, by two usual ways of finding it.

Both cut the same kept texts into the same pieces, use no language model, never refuse, and read a follow-up as it is
typed. `langchain_pipeline` is what tutorials build from LangChain's parts: pieces of 1000 characters that share 200,
Chroma, the best four; the encoder is this project's. `bm25` ranks the pieces by their words alone, with and without
diacritics, as the project's own lexical index does. LangChain's parts stand in requirements-dev.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.domain import Answer, Citation, Passage, Report, Statement, Timings, Turn
from assistant.embedding.encoder import Encoder

if TYPE_CHECKING:
    from langchain_chroma import Chroma

SIZE, OVERLAP = 1000, 200
TOP = 4
_UNTIMED = Timings(0.0, 0.0, 0.0, 0.0, 0.0)

# Question -> ids of pieces, the best first.
Search = Callable[[str], Sequence[str]]


class FirstPassage:
    """Answers every question with the first passage that a search finds."""

    def __init__(self, search: Search, reports: Sequence[Report], pieces: Sequence[Passage]) -> None:
        self._search = search
        self._reports = {report.id: report for report in reports}
        self._pieces = {piece.id: piece for piece in pieces}

    def ask(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """Return the passage as the answer, cited; an empty one when no word of the question is found."""
        first = self._search(question)[:1]
        citations = tuple(self._cite(self._pieces[found]) for found in first)
        statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
        return Answer(
            text="".join(f"{statement.text} [1]" for statement in statements),
            abstained=False,
            kind="none",
            understood=question,
            notes=(),
            statements=statements,
            citations=citations,
            nearest=(),
            composer="first passage",
            took_ms=_UNTIMED,
        )

    def _cite(self, piece: Passage) -> Citation:
        report = self._reports[piece.report_id]
        words = (piece.text, piece.start, piece.end)
        return Citation(1, report.id, report.source.path, report.title, report.place, report.held_on, None, *words)


def cut_pieces(reports: Sequence[Report]) -> tuple[Passage, ...]:
    """Return the pieces of the reports' texts, as LangChain's splitter cuts them."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    return tuple(
        _piece(report, number, document.page_content, document.metadata["start_index"])
        for report in reports
        for number, document in enumerate(splitter.create_documents([report.text]), start=1)
    )


@contextmanager
def langchain_pipeline(reports: Sequence[Report], encoder: Encoder, folder: Path) -> Iterator[FirstPassage]:
    """Embed the pieces into a Chroma store in `folder`; yield what answers with the first of the best four."""
    pieces = cut_pieces(reports)
    with langchain_store(reports, pieces, encoder, folder) as store:
        yield FirstPassage(lambda q: [str(found.id) for found in store.similarity_search(q, TOP)], reports, pieces)


@contextmanager
def langchain_store(
    reports: Sequence[Report], pieces: Sequence[Passage], encoder: Encoder, folder: Path
) -> Iterator[Chroma]:
    """Embed the pieces into a Chroma store in `folder`, each with the place of its report; yield LangChain's of it."""
    from chromadb.api.client import Client
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    places = {report.id: report.place or "" for report in reports}
    texts, ids = [piece.text for piece in pieces], [piece.id for piece in pieces]
    told = [{"place": places[piece.report_id]} for piece in pieces]
    # Chroma would look into our .env for settings of its own.
    settings = Settings(is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False, _env_file=None)
    with closing(Client(settings=settings)) as client:
        yield Chroma.from_texts(texts, _Encoding(encoder), told, ids=ids, client=client)


@contextmanager
def bm25(reports: Sequence[Report], folder: Path) -> Iterator[FirstPassage]:
    """Index the words of the pieces in `folder`; yield what answers with the one that BM25 ranks first."""
    from assistant.store.lexical import TantivyIndex

    pieces = cut_pieces(reports)
    with closing(TantivyIndex(folder)) as index:
        index.replace((), pieces, np.zeros((len(pieces), 0), np.float32))
        yield FirstPassage(lambda q: [hit.passage_id for hit in index.search(q, 1, 1.0, 1.0, None)], reports, pieces)


class _Encoding(Embeddings):
    """The project's encoder, as LangChain asks for vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._encoder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._encoder.embed_query(text).tolist()
        return vector


def _piece(report: Report, number: int, text: str, start: int) -> Passage:
    return Passage(f"{report.id}-{number}", report.id, number, start, start + len(text), text, header="")
