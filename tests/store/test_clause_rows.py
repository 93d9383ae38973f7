"""The vectors of clauses in the catalog: kept with their passage, gone with it, and only shown with it."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.embedding.clauses import ClauseVectors
from assistant.store.catalog import Catalog
from assistant.store.library import Library
from tests.store.conftest import DIMENSION, Entry, unit_rows


def clauses_of(entry: Entry, seed: int = 1) -> list[ClauseVectors]:
    """Three clauses in the first passage, one in each other."""
    counts = [3, *[1] * (len(entry.passages) - 1)]
    return [
        ClauseVectors(tuple((passage.start + n, passage.start + n + 4) for n in range(count)), unit_rows(count, seed))
        for passage, count in zip(entry.passages, counts, strict=True)
    ]


def test_they_come_back_as_they_were_put(catalog: Catalog, write) -> None:
    entry = write("a.txt")
    told = clauses_of(entry)
    assert catalog.put(*entry, clauses=told)
    ids = [passage.id for passage in entry.passages]
    found = catalog.clause_vectors([*ids, "không-có"])
    assert set(found) == set(ids)
    for passage_id, one in zip(ids, told, strict=True):
        assert found[passage_id].spans == one.spans
        assert found[passage_id].rows == pytest.approx(one.rows, abs=1e-3)
        assert np.linalg.norm(found[passage_id].rows, axis=1) == pytest.approx(1, abs=1e-6)


def test_a_report_kept_without_has_none(catalog: Catalog, write) -> None:
    entry = write("a.txt")
    catalog.put(*entry)
    assert catalog.clause_vectors([passage.id for passage in entry.passages]) == {}
    assert catalog.vectors()[entry.report.id].rows.shape == (2, DIMENSION)


def test_one_for_each_passage_or_none(catalog: Catalog, write) -> None:
    entry = write("a.txt")
    with pytest.raises(ValueError, match="2 passages need as many vectors of clauses, not 1"):
        catalog.put(*entry, clauses=clauses_of(entry)[:1])
    assert catalog.report_ids() == ()


def test_another_model_replaces_or_drops_them(catalog: Catalog, write) -> None:
    entry = write("a.txt")
    catalog.put(*entry, clauses=clauses_of(entry))
    ids = [passage.id for passage in entry.passages]
    vectors = [(passage_id, np.eye(4, dtype=np.float32)[0]) for passage_id in ids]
    catalog.set_model("other", 4, vectors, {ids[0]: ClauseVectors(((0, 3),), np.eye(4, dtype=np.float32)[:1])})
    assert {name: one.spans for name, one in catalog.clause_vectors(ids).items()} == {ids[0]: ((0, 3),)}


def test_they_are_shown_to_whom_the_passage_is(library: Library, write) -> None:
    own, other = write("a.txt", collection="hđnd"), write("b.txt", collection="mật")
    for entry in (own, other):
        library.put(*entry, clauses=clauses_of(entry))
    ids = [passage.id for entry in (own, other) for passage in entry.passages]
    assert set(library.clause_vectors(ids)) == set(ids)
    part = library.limited_to(frozenset({"hđnd"}))
    assert set(part.clause_vectors(ids)) == {passage.id for passage in own.passages}
