"""What the assistant is held against: the first passage found, quoted whole, by two usual ways of finding it.

Both cut the same kept texts into the same pieces, use no language model, never refuse, and read a follow-up as it is
typed. `langchain_pipeline` is what tutorials build: pieces of 1000 characters that share 200, this project's encoder,
Chroma, the best four. `bm25` ranks the pieces by their words alone, with and without diacritics, as the project's own
lexical index does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from assistant.domain import Answer, Citation, Passage, Report, Statement, Timings, Turn
from assistant.embedding.encoder import Encoder
from assistant.store.derived import Hit
from evaluation.splitting import split

TOP = 4
_UNTIMED = Timings(0.0, 0.0, 0.0, 0.0, 0.0)

Search = Callable[[str], str | None]


class FirstPassage:
    """Answers every question with the first passage that a search finds."""

    def __init__(self, search: Search, reports: Sequence[Report], pieces: Sequence[Passage]) -> None:
        self._search = search
        self._reports = {report.id: report for report in reports}
        self._pieces = {piece.id: piece for piece in pieces}

    def ask(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """Return the passage as the answer, cited; an empty one when no word of the question is found."""
        found = self._search(question)
        citations = (self._cite(self._pieces[found]),) if found else ()
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
    return tuple(
        Passage(f"{report.id}-{number}", report.id, number, start, end, report.text[start:end], header="")
        for report in reports
        for number, (start, end) in enumerate(split(report.text), start=1)
    )


@contextmanager
def langchain_pipeline(reports: Sequence[Report], encoder: Encoder, folder: Path) -> Iterator[FirstPassage]:
    """Embed the pieces into a Chroma collection in `folder`; yield what answers with the first of the best four."""
    from assistant.store.dense import ChromaIndex

    pieces = cut_pieces(reports)
    with closing(ChromaIndex(folder, "pieces", None)) as index:
        index.replace((), pieces, encoder.embed_passages([piece.text for piece in pieces]))
        yield FirstPassage(
            lambda q: _first(index.query(encoder.embed_query(q).reshape(1, -1), TOP)[0]), reports, pieces
        )


@contextmanager
def bm25(reports: Sequence[Report], folder: Path) -> Iterator[FirstPassage]:
    """Index the words of the pieces in `folder`; yield what answers with the one that BM25 ranks first."""
    from assistant.store.lexical import TantivyIndex

    pieces = cut_pieces(reports)
    with closing(TantivyIndex(folder)) as index:
        index.replace((), pieces, np.zeros((len(pieces), 0), np.float32))
        yield FirstPassage(lambda q: _first(index.search(q, 1, 1.0, 1.0, None)), reports, pieces)


def _first(hits: Sequence[Hit]) -> str | None:
    return hits[0].passage_id if hits else None
