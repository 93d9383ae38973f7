"""A question -> the clauses that selection would have the reader look at, and which of them answer it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answering.selection import Selector
from assistant.embedding.encoder import Encoder, SentenceEncoder
from assistant.questions import fits, understand
from assistant.retrieval import Retriever
from assistant.store.library import Library
from evaluation.asking import own_library, say
from evaluation.reader.rows import Row, lots

# So many of the best clauses are listed for a question, its answers and near-misses beside them wherever they rank.
LISTED = 24
_SAME_FROM = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A question as it was understood, with n clauses under their headers, best first as selection ranks them.

    `answers` and `near` (n,) tell which answer and which are near-misses; `ranked` says how many of the first n
    selection itself would have looked at.
    """

    id: str
    lot: str
    type: str
    language: str
    question: str
    clauses: tuple[str, ...]
    answers: tuple[bool, ...]
    near: tuple[bool, ...]
    ranked: int


def listed_in(library: Library, encoder: Encoder, rows: Sequence[Row]) -> Iterator[Listed]:
    """Yield the list of each row for which anything is found. The library's indexes must be owned."""
    retriever, selector = Retriever(library, encoder), Selector(encoder, library.frequencies, library.clause_vectors)
    meaning = encoder if fits(encoder.identity) else None
    reports, frequencies, spellings = library.reports(), library.frequencies, library.spellings
    for row in rows:
        query = understand(row.question, reports=reports, frequencies=frequencies, meaning=meaning, spellings=spellings)
        retrieved = retriever.retrieve(query)
        found = selector.select(query, (*retrieved.evidence, *retrieved.beside), retrieved.facts)
        told = [(clause.evidence.report.source.path, clause.evidence.passage.header, clause.text) for clause in found]
        marked = [mark(row, path, words) for path, _, words in told]
        kept = [number for number, mark in enumerate(marked) if number < LISTED or mark]
        if kept:
            yield Listed(
                row.id,
                row.lot,
                row.type,
                row.language,
                query.standalone,
                tuple(f"{told[number][1]}\n{told[number][2]}" for number in kept),
                tuple(marked[number] == "answer" for number in kept),
                tuple(marked[number] == "near" for number in kept),
                min(LISTED, len(found)),
            )


def make_lists(rows: Sequence[Row], encoder: SentenceEncoder, file: Path) -> tuple[Listed, ...]:
    """Return the lists of all rows, kept in a file, since each lot is first made a library: ten minutes in all."""
    if file.is_file():
        return tuple(_listed(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines())
    made: list[Listed] = []
    for letter, reports in lots().items():
        of_lot = [row for row in rows if row.lot == letter]
        if not of_lot:
            continue
        with TemporaryDirectory() as folder, own_library(reports, encoder, Path(folder)) as library:
            made += listed_in(library, encoder, of_lot)
        say(f"lot {letter}: {len(made)} questions have their clauses")
    write_lists(made, file)
    return tuple(made)


def write_lists(lists: Sequence[Listed], file: Path) -> None:
    """Keep lists in a file, whole or not at all."""
    whole = file.with_suffix(".part")
    whole.write_text("".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in lists), encoding="utf-8")
    whole.replace(file)


def mark(row: Row, path: str, words: str) -> str:
    """Return whether a clause of the row's report is an answer or a near-miss: "answer", "near" or ""."""
    if path.rsplit("/", 1)[-1] != row.report:
        return ""
    if any(_is_same(words, answer) for answer in row.answers):
        return "answer"
    return "near" if any(_is_same(words, near) for near in row.near) else ""


def _is_same(words: str, marked: str) -> bool:
    """Whether a clause is the one marked, or most of it where it was cut otherwise."""
    one, other = " ".join(words.split()), " ".join(marked.split())
    shorter, longer = sorted((one, other), key=len)
    return one == other or (shorter in longer and len(shorter) >= max(_SAME_FROM, len(longer) / 2))


def _listed(row: dict[str, object]) -> Listed:
    values = (tuple(value) if isinstance(value, list) else value for value in row.values())
    return Listed(*values)  # type: ignore[arg-type]
