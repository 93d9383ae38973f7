"""The catalog: what is put comes back, is replaced and removed whole, and every change is numbered."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.commands import typed
from assistant.errors import LibraryBusy, LibraryDamaged, LibraryError, ModelMismatch
from assistant.store.catalog import Catalog


def open_catalog(catalog: Catalog, **changes: object) -> Catalog:
    wanted = {"model": "m", "dimension": 8, "busy_timeout_s": 0.2} | changes
    return Catalog.open(catalog.path, **wanted)  # type: ignore[arg-type]


def test_a_report_comes_back_as_it_was_put(catalog, write):
    entry = write("a.txt")
    assert catalog.put(*entry)
    assert catalog.report(entry.report.id) == entry.report
    assert catalog.passages([p.id for p in entry.passages]) == entry.passages


def test_unknown_metadata_stays_unknown(catalog, write):
    entry = write("a.txt")
    bare = replace(entry.report, body=None, place=None, held_on=None, period=None, participants=(), origins=())
    catalog.put(bare, entry.passages, entry.vectors)
    assert catalog.report(bare.id) == bare


def test_vectors_come_back_as_unit_rows_in_the_order_of_the_passages(catalog, write):
    entry = write("a.txt", *(f"Câu thứ {n} của báo cáo." for n in range(12)))
    catalog.put(*entry)
    passages, vectors = catalog.passages_of([entry.report.id])
    assert passages == entry.passages
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.allclose(vectors, entry.vectors, atol=1e-3)


def test_a_summary_has_the_metadata_and_no_text(catalog, write):
    report = write("a.txt").report
    catalog.put(*write("a.txt"))
    (summary,) = catalog.summaries()
    assert not hasattr(summary, "text")
    shared = (
        "id",
        "source",
        "title",
        "body",
        "place",
        "held_on",
        "published_on",
        "period",
        "participants",
        "documents",
    )
    assert [getattr(summary, name) for name in shared] == [getattr(report, name) for name in shared]


def test_putting_the_same_again_changes_nothing(catalog, write):
    catalog.put(*write("a.txt"))
    before = catalog.last_seq()
    assert not catalog.put(*write("a.txt", seed=5))
    assert catalog.last_seq() == before


@pytest.mark.parametrize("change", [{"title": "Kỳ họp"}, {"participants": ()}, {"held_on": None}])
def test_changed_metadata_is_a_change(catalog, write, change):
    entry = write("a.txt")
    catalog.put(*entry)
    assert catalog.put(replace(entry.report, **change), entry.passages, entry.vectors)


def test_a_changed_file_replaces_its_passages_whole(catalog, write):
    old, new = write("a.txt"), write("a.txt", "Một câu khác hẳn.")
    catalog.put(*old)
    assert catalog.put(*new)
    assert catalog.passage_ids() == tuple(p.id for p in new.passages)
    assert catalog.passages([p.id for p in (*old.passages, *new.passages)]) == new.passages


def test_a_removed_report_leaves_nothing_behind(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry)
    assert catalog.remove(entry.report.id)
    assert not catalog.remove(entry.report.id)
    assert (catalog.report_ids(), catalog.passage_ids(), catalog.vectors()) == ((), (), {})


def test_changes_are_numbered_in_order_and_never_again(catalog, write):
    first, second = write("a.txt"), write("b.txt")
    catalog.put(*first)
    catalog.put(*second)
    catalog.remove(first.report.id)
    log = [(change.seq, change.report_id, change.operation) for change in catalog.changes(0, 10)]
    assert log == [(1, first.report.id, "put"), (2, second.report.id, "put"), (3, first.report.id, "remove")]
    assert [change.seq for change in catalog.changes(1, 1)] == [2]
    assert catalog.last_seq() == 3


def test_a_report_without_passages_is_kept(catalog, write):
    entry = write("a.txt")
    catalog.put(entry.report, (), np.empty((0, 8), np.float32))
    assert catalog.report_ids() == (entry.report.id,)
    assert catalog.passages_of([entry.report.id])[1].shape == (0, 8)


WRONG = {
    "one vector too few": lambda e: (e.report, e.passages, e.vectors[1:]),
    "another dimension": lambda e: (e.report, e.passages, e.vectors[:, :4]),
    "not a number": lambda e: (e.report, e.passages, e.vectors * np.nan),
    "words not in the text": lambda e: (replace(e.report, text="x" * 200), e.passages, e.vectors),
    "of another report": lambda e: (replace(e.report, id="0" * 16), e.passages, e.vectors),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_does_not_belong_together_is_refused_whole(catalog, write, wrong: Callable[..., tuple]):
    with pytest.raises(ValueError, match=r"passages|finite|not cut"):
        catalog.put(*wrong(write("a.txt")))
    assert (catalog.report_ids(), catalog.last_seq()) == ((), 0)


def test_many_ids_are_read_in_one_call(catalog, write):
    entry = write("a.txt", *(f"Câu {n}." for n in range(2_500)))
    catalog.put(*entry)
    wanted = [p.id for p in reversed(entry.passages)]
    assert catalog.passages([*wanted, "unknown"]) == entry.passages[::-1]


def test_a_library_of_another_model_is_refused_with_the_command_that_re_embeds(catalog, write):
    catalog.put(*write("a.txt"))
    for other in ({"model": "other"}, {"dimension": 16}):
        with pytest.raises(ModelMismatch, match=re.escape(typed("-m assistant library re-embed"))):
            open_catalog(catalog, **other)


def test_an_empty_library_takes_any_model_and_then_refuses_the_old_one(catalog, write):
    open_catalog(catalog, model="other", dimension=16).close()
    with pytest.raises(ModelMismatch):
        catalog.put(*write("a.txt"))


def test_another_model_replaces_every_vector(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry)
    catalog.set_model("other", 4, [(p.id, np.eye(4, dtype=np.float32)[p.number]) for p in entry.passages])
    again = open_catalog(catalog, model="other", dimension=4)
    assert np.array_equal(again.passages_of([entry.report.id])[1], np.eye(4)[:2])
    assert catalog.changes(1, 9)[0].operation == "reembed"
    again.close()


def test_another_model_is_refused_whole_when_a_passage_has_no_vector(catalog, write):
    entry = write("a.txt")
    catalog.put(*entry)
    with pytest.raises(LibraryBusy):
        catalog.set_model("other", 4, [(entry.passages[0].id, np.ones(4, np.float32))])
    open_catalog(catalog).close()


def test_an_unknown_schema_is_refused_with_a_remedy(catalog):
    with sqlite3.connect(catalog.path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(LibraryDamaged, match=r"schema 99.*ingest again"):
        open_catalog(catalog)


def test_somebody_elses_database_is_refused(path):
    path.mkdir()
    with sqlite3.connect(path / "catalog.sqlite") as connection:
        connection.execute("CREATE TABLE reports (id)")
    with pytest.raises(LibraryDamaged, match="schema unknown"):
        Catalog.open(path / "catalog.sqlite", model="m", dimension=8)


def test_a_file_that_is_no_database_is_refused(path):
    path.mkdir()
    (path / "catalog.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryDamaged, match="library restore"):
        Catalog.open(path / "catalog.sqlite", model="m", dimension=8)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="ASSISTANT_LIBRARY"):
        Catalog.open(tmp_path / "file" / "catalog.sqlite", model="m", dimension=8)


def test_a_writer_that_takes_too_long_is_not_waited_for(catalog, write):
    impatient = open_catalog(catalog)
    holder = sqlite3.connect(catalog.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="try again"):
        impatient.put(*write("a.txt"))
    assert impatient.report_ids() == (), "readers don't wait for a writer"
    holder.execute("ROLLBACK")
    assert impatient.put(*write("a.txt"))
    holder.close()
    impatient.close()


def test_a_new_library_may_be_opened_by_many_at_once(path):
    def open_it(_):
        opened = Catalog.open(path / "catalog.sqlite", model="m", dimension=8)
        opened.close()
        return opened.library_id

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(open_it, range(8)))) == 1


def test_a_file_keeps_its_report_when_it_is_ingested_from_another_folder(catalog, write, tmp_path):
    file = tmp_path / "2031" / "huyện" / "a.txt"
    file.parent.mkdir(parents=True)
    from_above = catalog.identify("default", file, tmp_path, "0")
    assert (from_above.root, from_above.path) == (str(tmp_path), "2031/huyện/a.txt")
    catalog.put(*write("2031/huyện/a.txt", root=str(tmp_path)))
    assert catalog.identify("default", file, file.parent, "0") == from_above
    assert catalog.identify("other", file, file.parent, "0").root == str(file.parent)


def test_two_files_of_one_name_in_two_folders_are_two_reports(catalog, write, tmp_path):
    catalog.put(*write("a.txt", root=str(tmp_path / "x")))
    source = catalog.identify("default", tmp_path / "y" / "a.txt", tmp_path / "y", "0")
    assert source.root == str(tmp_path / "y")


def test_paths_with_signs_that_urls_know_are_opened(tmp_path: Path):
    path = tmp_path / "thư viện ?mode=ro&x #1" / "catalog.sqlite"
    Catalog.open(path, model="m", dimension=8).close()
    assert path.is_file()
