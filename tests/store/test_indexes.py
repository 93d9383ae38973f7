"""The derived indexes follow the catalog and come back whole from a crash, a loss, damage or a restored backup."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from assistant.errors import IndexDamaged, LibraryError, ModelMismatch
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
def rebuilds(monkeypatch):
    """One entry for each time that the indexes are made again from the catalog."""
    seen = []
    rebuild = Indexes.rebuild

    def counted(self):
        seen.append("rebuilt")
        rebuild(self)

    monkeypatch.setattr(Indexes, "rebuild", counted)
    return seen


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


def test_indexes_in_step_are_opened_without_a_rebuild(catalog, filled, rebuilds):
    assert_in_step(filled(), catalog)
    assert rebuilds == []


def test_what_was_committed_after_a_crash_is_applied_when_opened(catalog, write, filled, rebuilds):
    catalog.put(*write("d.txt", "Câu của d."))
    assert_in_step(filled(), catalog)
    assert rebuilds == []


@pytest.mark.parametrize("where", [(TantivyIndex, "replace"), (Indexes, "_note_applied")], ids=["half", "unnoted"])
def test_a_crash_while_applying_loses_and_doubles_nothing(catalog, write, filled, rebuilds, where, monkeypatch):
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
    assert rebuilds == []


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
    "all is gone": lambda at: shutil.rmtree(at),
    "chroma is gone": lambda at: shutil.rmtree(folder_in_use(at) / "chroma"),
    "chroma is empty": lambda at: tear(at, "chroma.sqlite3", 0),
    "chroma is torn": lambda at: tear(at, "chroma.sqlite3", 9_000),
    "tantivy is gone": lambda at: shutil.rmtree(folder_in_use(at) / "tantivy"),
    "tantivy's list is torn": lambda at: tear(at, "meta.json", 10),
    "tantivy's documents are torn": lambda at: tear(at, "*.store", 10),
    "tantivy's terms are torn": lambda at: tear(at, "*.term", 3),
    "the note is gone": lambda at: (at / "applied.json").unlink(),
}


def folder_in_use(at):
    (folder,) = (entry for entry in at.iterdir() if entry.is_dir())
    return folder


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_what_is_lost_or_damaged_is_made_again(catalog, filled, rebuilds, path, damage):
    damage(path / "indexes")
    assert_in_step(filled(), catalog)
    assert rebuilds == ["rebuilt"]


def test_a_rebuild_leaves_only_what_is_in_use(catalog, filled, path):
    for leftover in ("chroma", "7/tantivy"):
        (path / "indexes" / leftover).mkdir(parents=True)
    indexes = filled()
    before = folder_in_use(path / "indexes").name
    indexes.rebuild()
    assert folder_in_use(path / "indexes").name != before
    assert_in_step(indexes, catalog)


def test_a_search_is_answered_while_indexes_are_rebuilt(catalog, filled, monkeypatch):
    indexes, found = filled(), []
    passage_id = catalog.passage_ids()[0]
    fill = Indexes._fill

    def asked_meanwhile(self, index):
        found.append(indexes.nearest(catalog.passage_vectors([passage_id])[0], 1)[0].passage_id)
        fill(self, index)

    monkeypatch.setattr(Indexes, "_fill", asked_meanwhile)
    indexes.rebuild()
    assert found == [passage_id, passage_id]
    assert_in_step(indexes, catalog)


def test_damage_noticed_by_a_search_is_mended_by_the_next_catching_up(catalog, filled, rebuilds):
    indexes = filled()
    indexes.dense.close()
    with pytest.raises(IndexDamaged):
        indexes.nearest(np.ones(8, np.float32), 1)
    assert indexes.catch_up() == 0
    assert rebuilds == ["rebuilt"]
    assert_in_step(indexes, catalog)


def test_a_graph_that_lost_passages_is_noticed_though_their_ids_are_there(catalog, write, path, opened, rebuilds):
    for report in range(60):
        catalog.put(*write(f"{report}.txt", *(f"Câu {n} của {report}." for n in range(20))))
    opened().close()
    rebuilds.clear()
    graphs = [folder for folder in (folder_in_use(path / "indexes") / "chroma").iterdir() if folder.is_dir()]
    assert any((folder / "index_metadata.pickle").exists() for folder in graphs)
    for folder in graphs:
        shutil.rmtree(folder)
        folder.mkdir()
    assert_in_step(opened(), catalog)
    assert rebuilds == ["rebuilt"]


def test_a_graph_that_never_led_to_every_passage_is_not_made_again_at_each_start(
    catalog, filled, rebuilds, monkeypatch
):
    monkeypatch.setattr(Indexes, "_missed", lambda self, dense, passage_ids: 9)
    assert_in_step(filled(), catalog)
    assert rebuilds == ["rebuilt"]  # it was made when nothing was missed
    assert_in_step(filled(), catalog)
    assert rebuilds == ["rebuilt"]
    monkeypatch.setattr(Indexes, "_missed", lambda self, dense, passage_ids: 20)
    assert_in_step(filled(), catalog)
    assert rebuilds == ["rebuilt"] * 2


def test_indexes_of_another_format_are_made_again(catalog, filled, rebuilds, monkeypatch):
    monkeypatch.setattr(module, "FORMAT", module.FORMAT + 1)
    assert_in_step(filled(), catalog)
    assert rebuilds == ["rebuilt"]


@pytest.mark.parametrize("changes_since", [0, 2, 3])
def test_a_catalog_restored_from_a_backup_is_followed(catalog, write, path, opened, rebuilds, changes_since, tmp_path):
    catalog.put(*write("a.txt"))
    catalog.close()
    backup = tmp_path / "backup.sqlite"
    shutil.copy(catalog.path, backup)
    catalog.put(*write("a.txt", "Câu sửa lại."))
    catalog.put(*write("b.txt", "Câu của b."))
    opened().close()
    rebuilds.clear()
    catalog.close()
    shutil.copy(backup, catalog.path)
    for number in range(changes_since):
        catalog.put(*write(f"{number}.txt", f"Câu của {number}."))
    indexes = opened()
    assert indexes.dense.ids() == indexes.lexical.ids() == frozenset(catalog.passage_ids())
    assert rebuilds == ["rebuilt"]


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
