"""The derived indexes follow the catalog and come back whole from a crash, a loss, damage or a restored backup."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from assistant.errors import LibraryError, ModelMismatch
from assistant.store import indexes as module
from assistant.store.catalog import Catalog
from assistant.store.indexes import Indexes
from assistant.store.lexical import TantivyIndex


@pytest.fixture
def opened(catalog, path):
    """Return a function that opens the indexes, in place of those it opened before."""
    living = []

    def reopen():
        while living:
            living.pop().close()
        living.append(Indexes(path / "indexes", catalog, None))
        return living[-1]

    yield reopen
    while living:
        living.pop().close()


@pytest.fixture(scope="module")
def three_reports(tmp_path_factory, write):
    """A library of three reports whose indexes are in step."""
    folder = tmp_path_factory.mktemp("three") / "vectorstore"
    catalog = Catalog.open(folder / "catalog.sqlite", model="m", dimension=8)
    for name in ("a.txt", "b.txt", "c.txt"):
        catalog.put(*write(name, *(f"Câu {n} của {name}." for n in range(40))))
    Indexes(folder / "indexes", catalog, None).close()
    catalog.close()
    return folder


@pytest.fixture
def path(tmp_path, request):
    folder = tmp_path / "vectorstore"
    if "filled" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("three_reports"), folder)
    return folder


@pytest.fixture
def filled(opened):
    """What `opened` does, for a library of three reports whose indexes were in step."""
    return opened


@pytest.fixture
def fills(monkeypatch):
    """The kinds of index that are made again from the catalog, in order."""
    kinds = []
    fill = Indexes._fill

    def counted(self, index):
        kinds.append(type(index).__name__)
        fill(self, index)

    monkeypatch.setattr(Indexes, "_fill", counted)
    return kinds


def assert_in_step(indexes, catalog):
    """Both indexes hold exactly the catalog's passages, and find them."""
    passage_ids = catalog.passage_ids()
    assert indexes.dense.ids() == indexes.lexical.ids() == frozenset(passage_ids)
    assert indexes.applied_seq == catalog.last_seq()
    found = indexes.dense.query(catalog.passage_vectors(passage_ids), 1) if passage_ids else ()
    assert tuple(hits[0].passage_id for hits in found) == passage_ids
    assert {hit.passage_id for hit in indexes.lexical.search("câu", 10_000, 1, 0, None)} == set(passage_ids)


def test_changes_are_applied_in_step(catalog, write, filled):
    indexes = filled()
    catalog.put(*write("a.txt", "Câu mới."))
    catalog.remove(write("b.txt").report.id)
    catalog.put(*write("d.txt", "Câu của d."))
    assert indexes.catch_up() == 3
    assert indexes.catch_up() == 0
    assert_in_step(indexes, catalog)


def test_indexes_in_step_are_opened_without_a_rebuild(catalog, filled, fills):
    assert_in_step(filled(), catalog)
    assert fills == []


def test_what_was_committed_after_a_crash_is_applied_when_opened(catalog, write, filled, fills):
    catalog.put(*write("d.txt", "Câu của d."))
    assert_in_step(filled(), catalog)
    assert fills == []


@pytest.mark.parametrize("where", [(TantivyIndex, "replace"), (Indexes, "_note_applied")], ids=["half", "unnoted"])
def test_a_crash_while_applying_loses_and_doubles_nothing(catalog, write, filled, fills, where, monkeypatch):
    indexes = filled()
    catalog.put(*write("a.txt", "Câu mới."))
    catalog.remove(write("b.txt").report.id)
    with monkeypatch.context() as patch:

        def crash(*_):
            raise LibraryError("crash")

        patch.setattr(*where, crash)
        with pytest.raises(LibraryError, match="crash"):
            indexes.catch_up()
    assert_in_step(filled(), catalog)
    assert fills == []


def test_a_crash_while_rebuilding_rebuilds_again(catalog, filled, path, monkeypatch):
    shutil.rmtree(path / "indexes")
    with monkeypatch.context() as patch:

        def crash(*_):
            raise LibraryError("crash")

        patch.setattr(TantivyIndex, "replace", crash)
        with pytest.raises(LibraryError, match="crash"):
            filled()
    assert_in_step(filled(), catalog)


def tear(folder, pattern, size):
    torn = [file for file in folder.rglob(pattern) if file.is_file()]
    assert torn
    for file in torn:
        file.write_bytes(file.read_bytes()[:size])


DAMAGE = {
    "all is gone": (lambda at: shutil.rmtree(at), {"ChromaIndex", "TantivyIndex"}),
    "chroma is gone": (lambda at: shutil.rmtree(at / "chroma"), {"ChromaIndex"}),
    "chroma is empty": (lambda at: tear(at, "chroma.sqlite3", 0), {"ChromaIndex"}),
    "chroma is torn": (lambda at: tear(at, "chroma.sqlite3", 9_000), {"ChromaIndex"}),
    "tantivy is gone": (lambda at: shutil.rmtree(at / "tantivy"), {"TantivyIndex"}),
    "tantivy's list is torn": (lambda at: tear(at, "meta.json", 10), {"TantivyIndex"}),
    "tantivy's documents are torn": (lambda at: tear(at, "*.store", 10), {"TantivyIndex"}),
    "tantivy's terms are torn": (lambda at: tear(at, "*.term", 3), {"TantivyIndex"}),
    "the note is gone": (lambda at: (at / "applied.json").unlink(), {"ChromaIndex", "TantivyIndex"}),
}


@pytest.mark.parametrize(("damage", "expected"), DAMAGE.values(), ids=DAMAGE.keys())
def test_what_is_lost_or_damaged_is_made_again(catalog, filled, fills, path, damage, expected):
    damage(path / "indexes")
    assert_in_step(filled(), catalog)
    assert set(fills) == expected


def test_a_graph_that_lost_passages_is_noticed_though_their_ids_are_there(catalog, write, path, opened, fills):
    for report in range(60):
        catalog.put(*write(f"{report}.txt", *(f"Câu {n} của {report}." for n in range(20))))
    opened().close()
    fills.clear()
    graphs = [folder for folder in (path / "indexes" / "chroma").iterdir() if folder.is_dir()]
    assert any((folder / "index_metadata.pickle").exists() for folder in graphs)
    for folder in graphs:
        shutil.rmtree(folder)
        folder.mkdir()
    assert_in_step(opened(), catalog)
    assert set(fills) == {"ChromaIndex"}


def test_indexes_of_another_format_are_made_again(catalog, filled, fills, monkeypatch):
    monkeypatch.setattr(module, "FORMAT", module.FORMAT + 1)
    assert_in_step(filled(), catalog)
    assert set(fills) == {"ChromaIndex", "TantivyIndex"}


@pytest.mark.parametrize("changes_since", [0, 2, 3])
def test_a_catalog_restored_from_a_backup_is_followed(catalog, write, path, opened, fills, changes_since, tmp_path):
    catalog.put(*write("a.txt"))
    catalog.close()
    backup = tmp_path / "backup.sqlite"
    shutil.copy(catalog.path, backup)
    catalog.put(*write("a.txt", "Câu sửa lại."))
    catalog.put(*write("b.txt", "Câu của b."))
    opened().close()
    fills.clear()
    catalog.close()
    shutil.copy(backup, catalog.path)
    for number in range(changes_since):
        catalog.put(*write(f"{number}.txt", f"Câu của {number}."))
    indexes = opened()
    assert indexes.dense.ids() == indexes.lexical.ids() == frozenset(catalog.passage_ids())
    assert set(fills) == {"ChromaIndex", "TantivyIndex"}


def test_another_model_stops_those_who_still_use_the_old_one(catalog, write, filled):
    indexes = filled()
    other = Catalog.open(catalog.path, model="other", dimension=4, any_model=True)
    passage_ids = other.passage_ids()
    other.set_model("other", 4, zip(passage_ids, vectors_of_four(len(passage_ids)), strict=True))
    with pytest.raises(ModelMismatch, match="restart"):
        indexes.catch_up()
    indexes.close()
    reopened = Indexes(catalog.path.parent / "indexes", other, None)
    assert_in_step(reopened, other)
    reopened.close()
    other.close()


def vectors_of_four(count):
    rows = np.random.default_rng(1).normal(size=(count, 4)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
