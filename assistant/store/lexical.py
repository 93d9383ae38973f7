"""Passages -> a tantivy index of syllables and syllable pairs, exact and folded; a question -> BM25 hits.

The text that is indexed is the passage's header and its words. Queries are built from terms, never parsed.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tantivy import Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder

from assistant.domain import Passage
from assistant.errors import IndexDamaged
from assistant.store.database import file_error
from assistant.store.derived import Hit
from assistant.vietnamese.folding import fold
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, STOPWORDS, pairs, syllables

# One thread and tantivy's smallest useful heap: reports come one by one, and more threads make more segments to merge.
_HEAP_BYTES = 50_000_000
_THREADS = 1
# The last four bytes of every file of tantivy's index format 7.
_MAGIC = 1337


class TantivyIndex:
    """The lexical index in one folder, in memory when None.

    Any thread may search; one at a time may write, and a commit is seen whole.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._schema = _schema()
        with self._errors():
            self._index = self._open()

    def close(self) -> None:
        """Release what the index holds; nothing is open between two writes."""

    def replace(
        self, report_ids: Sequence[str], passages: Sequence[Passage], vectors: NDArray[np.float32] | None = None
    ) -> None:
        """Let `passages` be all there is of these reports, in one commit. Their vectors are of no use here."""
        with self._errors():
            writer = self._index.writer(_HEAP_BYTES, _THREADS)
            for report_id in report_ids:
                writer.delete_documents_by_term("report_id", report_id)
            for passage in passages:
                writer.add_document(_document(passage))
            _commit(writer)
            self._index.reload()

    def check(self) -> None:
        """Raise IndexDamaged when a file of the index is not as it was written: a changed one may still be searched."""
        with self._errors():
            for file in _files(self._folder) if self._folder else ():
                if not _is_as_written(file):
                    raise ValueError(f"{file.name} has changed")

    def ids(self) -> frozenset[str]:
        """Return the ids of all passages in the index, read from the documents themselves."""
        with self._errors():
            return frozenset(hit.passage_id for hit in self._found(Query.all_query(), None))

    def search(
        self, question: str, k: int, exact_boost: float, folded_boost: float, report_ids: frozenset[str] | None
    ) -> tuple[Hit, ...]:
        """Return the k best passages by BM25, the best first; with `report_ids`, of these reports only.

        Each field's score counts as often as its boost says; a field whose boost is 0 is not searched.
        """
        wanted = self._wanted(question, exact_boost, folded_boost)
        if not wanted or report_ids == frozenset():
            return ()
        clauses = [(Occur.Must, Query.boolean_query(wanted))]
        if report_ids is not None:
            permitted = Query.term_set_query(self._schema, "report_id", sorted(report_ids))
            clauses.append((Occur.Must, Query.const_score_query(permitted, 0.0)))
        with self._errors():
            return self._found(Query.boolean_query(clauses), k)

    def frequencies(self, terms: Sequence[str], *, spelt: bool = False) -> dict[str, int]:
        """Return in how many passages each folded term (a syllable or a pair) occurs; as it is `spelt`, if asked."""
        searcher, field = self._index.searcher(), "exact" if spelt else "folded"
        with self._errors():
            return {term: searcher.doc_freq(field, term) for term in terms}

    def _wanted(self, question: str, exact_boost: float, folded_boost: float) -> list[tuple[Occur, Query]]:
        exact, folded = question_terms(question)
        fields = (("exact", exact, exact_boost), ("folded", folded, folded_boost))
        return [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), boost))
            for field, terms, boost in fields
            if boost > 0
            for term in terms
        ]

    def _found(self, query: Query, k: int | None) -> tuple[Hit, ...]:
        searcher = self._index.searcher()
        limit = max(1, searcher.num_docs if k is None else k)
        hits = searcher.search(query, limit, count=False).hits
        found = (Hit(searcher.doc(address).get_first("passage_id") or "", score) for score, address in hits)
        # Equal scores come in the order of segments, which differs from one build to the next.
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.passage_id)))

    def _open(self) -> Index:
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        index = Index(self._schema, str(self._folder) if self._folder else None)
        # Commits are ours: reload when one is done, not by a thread that watches the folder.
        index.config_reader("manual")
        index.reload()
        return index

    @contextmanager
    def _errors(self) -> Iterator[None]:
        place = self._folder or Path("in memory")
        try:
            yield
        except OSError as exc:
            raise file_error(exc, place) from exc
        except (ValueError, KeyError, TypeError, RuntimeError) as exc:
            raise IndexDamaged(
                f"The lexical index {place} cannot be used ({exc}): it is rebuilt, ask again shortly; "
                "check that the disk has space."
            ) from exc


def passage_terms(text: str) -> tuple[str, ...]:
    """Return the terms a text is found by: its syllables and its pairs of neighbouring syllables."""
    found = syllables(text)
    return (*found, *pairs(found))


def question_terms(question: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms to look for, each once, exact and folded: pairs, and syllables that are no stopwords."""
    found = syllables(question)
    exact = (*_telling(found, STOPWORDS), *pairs(found))
    folded = tuple(map(fold, found))
    loose = (*_telling(folded, FOLDED_STOPWORDS), *pairs(folded))
    return tuple(dict.fromkeys(exact)), tuple(dict.fromkeys(loose))


def _telling(found: Sequence[str], stopwords: frozenset[str]) -> tuple[str, ...]:
    return tuple(syllable for syllable in found if syllable not in stopwords) or tuple(found)


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("report_id", tokenizer_name="raw", index_option="basic")
    # "whitespace" splits and does nothing else: the terms are already as they should be.
    builder.add_text_field("exact", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("folded", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(passage: Passage) -> Document:
    exact = " ".join(passage_terms(passage.embedded_text))
    return Document(passage_id=passage.id, report_id=passage.report_id, exact=exact, folded=fold(exact))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of the segments that were committed last. What a crash left of others is none of ours."""
    for segment in json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]:
        name, deletes = segment["segment_id"].replace("-", ""), segment["deletes"]
        yield from (file for file in sorted(folder.glob(f"{name}.*")) if file.suffix != ".del")
        if deletes:
            yield folder / f"{name}.{deletes['opstamp']}.del"


def _is_as_written(file: Path) -> bool:
    """Tell whether the contents have the CRC-32 in tantivy's footer: JSON, its length, a magic number (both uint32)."""
    whole = file.read_bytes()
    length, magic = struct.unpack("<II", whole[-8:].rjust(8, b"\0"))
    if magic != _MAGIC:
        return False
    contents, footer = whole[: -8 - length], whole[-8 - length : -8]
    return bool(json.loads(footer)["crc"] == zlib.crc32(contents))


def _commit(writer: IndexWriter) -> None:
    writer.commit()
    # Waiting lets merges end and gives up the writer's lock.
    writer.wait_merging_threads()
