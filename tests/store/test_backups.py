"""A backup holds what cannot be made again, and is taken and put back while the library is in use."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.backups import back_up, read_backup, restore
from assistant.errors import BackupError, LibraryBusy, LibraryDamaged, LibraryError
from assistant.feedback import FEEDBACK_FILE, Feedback, store_feedback, stored_feedback
from assistant.store.library import Library

COMMENT = Feedback("a1", "2031-06-29T08:00:00", "up", "Rõ ràng.", "Ai chủ trì?", "{}", "{}")


def opened(folder: Path) -> Library:
    return Library.open(folder, model="m", dimension=8, busy_timeout_s=2)


@pytest.fixture
def library(tmp_path: Path, write) -> Path:
    """A library of two reports, an uploaded file and a comment."""
    folder = tmp_path / "vectorstore"
    with opened(folder) as made:
        for name in ("a.txt", "b.txt"):
            made.put(*write(name, f"Câu của {name}."))
    (folder / "uploads" / "default").mkdir(parents=True)
    (folder / "uploads" / "default" / "a.txt").write_text("Câu của a.txt.", encoding="utf-8")
    (folder / "uploads" / ".arriving-1").write_text("nửa chừng", encoding="utf-8")
    store_feedback(folder / FEEDBACK_FILE, COMMENT)
    return folder


def paths(library: Library) -> list[str]:
    return [summary.source.path for summary in library.reports()]


def test_a_backup_put_back_elsewhere_is_the_same_library(library: Path, tmp_path: Path, write) -> None:
    made = back_up(library, tmp_path / "backup")
    assert (made.reports, made.model, made.dimension) == (2, "m", 8)
    assert set(made.files) == {"catalog.sqlite", "feedback.sqlite", "uploads/default/a.txt"}
    assert restore(tmp_path / "backup", tmp_path / "other") == made == read_backup(tmp_path / "backup")
    entry = write("b.txt", "Câu của b.txt.")
    with opened(library) as first, opened(tmp_path / "other") as second, first.own(), second.own():
        assert paths(second) == paths(first) == ["a.txt", "b.txt"]
        assert second.report(entry.report.id) == first.report(entry.report.id) == entry.report
        assert second.dense(entry.vectors[0], 2) == first.dense(entry.vectors[0], 2)
        assert second.lexical("câu của", 2) == first.lexical("câu của", 2) != ()
    assert [*stored_feedback(tmp_path / "other" / FEEDBACK_FILE)] == [COMMENT]
    assert (tmp_path / "other" / "uploads" / "default" / "a.txt").read_text(encoding="utf-8") == "Câu của a.txt."


def test_whoever_uses_the_library_goes_on_with_what_is_restored(library: Path, tmp_path: Path, write) -> None:
    back_up(library, tmp_path / "backup")
    with opened(library) as used, used.own():
        used.put(*write("c.txt", "Câu của c.txt."))
        used.remove(write("a.txt").report.id)
        used.catch_up()
        assert paths(used) == ["b.txt", "c.txt"]
        restore(tmp_path / "backup", library)
        assert paths(used) == ["a.txt", "b.txt"]
        used.catch_up()
        assert {hit.passage_id[:16] for hit in used.lexical("câu của", 9)} == {s.id for s in used.reports()}
        used.put(*write("d.txt", "Câu của d.txt."))
        used.catch_up()
        assert len(used.lexical("câu của", 9)) == len(used.dense(write("d.txt").vectors[0], 9)) == 3


def test_a_backup_taken_while_somebody_writes_is_of_one_moment(library: Path, tmp_path: Path, write) -> None:
    with opened(library) as writing, closing(sqlite3.connect(library / "catalog.sqlite")) as held:
        held.execute("BEGIN IMMEDIATE")
        held.execute("DELETE FROM reports")
        back_up(library, tmp_path / "backup")
        held.execute("ROLLBACK")
        writing.put(*write("c.txt"))
    assert read_backup(tmp_path / "backup").reports == 2


def test_a_writer_who_does_not_end_keeps_the_library_as_it_is(library: Path, tmp_path: Path) -> None:
    back_up(library, tmp_path / "backup")
    with closing(sqlite3.connect(library / "catalog.sqlite")) as held:
        held.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy):
            restore(tmp_path / "backup", library, wait_s=0.5)
    assert [*library.glob(".restoring*")] == []
    with opened(library) as unchanged:
        assert paths(unchanged) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("state", ["torn", "empty", "gone", "no database"])
def test_a_damaged_library_comes_back(library: Path, tmp_path: Path, state: str) -> None:
    back_up(library, tmp_path / "backup")
    catalog = library / "catalog.sqlite"
    match state:
        case "torn":
            catalog.write_bytes(catalog.read_bytes()[:5_000])
        case "empty":
            catalog.write_bytes(b"")
        case "gone":
            catalog.unlink()
        case _:
            catalog.write_bytes(b"this is no database" * 999)
    restore(tmp_path / "backup", library)
    with opened(library) as back, back.own():
        assert paths(back) == ["a.txt", "b.txt"]
        assert len(back.lexical("câu của", 9)) == 2


def test_a_damaged_catalog_is_not_backed_up_as_if_it_were_whole(library: Path, tmp_path: Path) -> None:
    catalog = library / "catalog.sqlite"
    size = catalog.stat().st_size
    with catalog.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))
    with pytest.raises(LibraryDamaged, match="library restore"):
        back_up(library, tmp_path / "backup")
    assert [path.name for path in tmp_path.iterdir()] == ["vectorstore"]


def test_a_backup_that_is_not_whole_changes_nothing(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    back_up(library, folder)
    (folder / "feedback.sqlite").write_bytes(b"")
    with pytest.raises(BackupError, match=r"damaged \(feedback.sqlite\)"):
        restore(folder, library)
    (folder / "feedback.sqlite").unlink()
    with pytest.raises(BackupError, match="not whole"):
        restore(folder, library)
    shutil.rmtree(folder)
    with pytest.raises(BackupError, match="no backup"):
        restore(folder, library)


def test_a_backup_overwrites_nothing_and_needs_a_library(library: Path, tmp_path: Path) -> None:
    back_up(library, tmp_path / "backup")
    with pytest.raises(BackupError, match="is there already"):
        back_up(library, tmp_path / "backup")
    with pytest.raises(LibraryError, match="no library"):
        back_up(tmp_path / "nothing", tmp_path / "second")
    assert not (tmp_path / "second").exists()
