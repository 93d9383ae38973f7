"""A library whose vectors are replaced by another model's."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.errors import LibraryBusy
from assistant.store.library import Library
from assistant.store.reembedding import reembed


def embed(texts):
    """Another model, of four dimensions: a vector by the length of the text."""
    rows = np.array([[1, len(text) % 7, len(text) % 5, len(text) % 3] for text in texts], np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_every_passage_is_embedded_by_the_other_model_with_its_header(library, path, write):
    entries = [write(f"{n}.txt", *(f"Câu {'x' * (n + m)}." for m in range(40))) for n in range(4)]
    for entry in entries:
        library.put(*entry)
    with library.own():
        pass
    told = []
    assert reembed(path, model="other", dimension=4, embed=embed, progress=lambda *p: told.append(p)) == 160
    assert told == [(40, 160), (80, 160), (120, 160), (160, 160)]
    with Library.open(path, model="other", dimension=4) as again, again.own():
        for entry in entries:
            expected = embed([p.embedded_text for p in entry.passages])
            ids = [p.id for p in entry.passages]
            assert np.allclose(again.vectors(ids), expected, atol=1e-3)
            assert [again.clause_vectors(ids)[p.id].spans for p in entry.passages] == [
                ((p.start, p.end),) for p in entry.passages
            ]
        assert len(again.dense(embed(["x"])[0], 200)) == 160


def test_an_owned_library_is_not_re_embedded(library, path, write):
    library.put(*write("a.txt"))
    with library.own("http://x"), pytest.raises(LibraryBusy):
        reembed(path, model="other", dimension=4, embed=embed)
    Library.open(path, model="m", dimension=8).close()


def test_reports_changed_meanwhile_keep_the_library_as_it_was(library, path, write):
    library.put(*write("a.txt"))

    def embed_slowly(texts):
        library.put(*write("b.txt"))
        return embed(texts)

    with pytest.raises(LibraryBusy, match="again"):
        reembed(path, model="other", dimension=4, embed=embed_slowly)
    with library.own():
        assert len(library.dense(write("a.txt").vectors[0], 10)) == 4
