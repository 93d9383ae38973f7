"""`python -m assistant library …`: what it prints, what it asks, and what it leaves behind."""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.store.library import Library
from tests.light_encoder import DIMENSION, LightEncoder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two reports, which the settings name."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("mận.txt", "đào.txt"):
        (reports / name).write_text(f"Hội nghị xã {name}\n\nThu ngân sách đạt 41 tỷ đồng.\n", encoding="utf-8")
    with Library.open(tmp_path / "vectorstore", model="light", dimension=DIMENSION) as library:
        tuple(Ingester(library, LightEncoder(), "default").ingest(find_files([reports])))
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "vectorstore"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "vectorstore"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_library(*arguments: str) -> tuple[int, str, str]:
        status = main(["library", *arguments])
        return status, *capsys.readouterr()

    return run_library


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as opened, opened:
        opened.execute(statement)


def test_info_counts(run: Run, folder: Path) -> None:
    status, out, err = run("info")
    assert (status, err) == (0, "")
    assert "2 in the collection default" in out
    assert "In use by    nobody" in out
    told = json.loads(run("info", "--json")[1])
    assert (told["reports"], told["model"], told["owner"]) == ({"default": 2}, "light", None)
    assert told["bytes"]["catalog"] > told["bytes"]["uploads"] == 0


def test_a_whole_library_is_told_so(run: Run) -> None:
    status, out, err = run("verify")
    assert (status, err) == (0, "")
    assert "The catalog is whole." in out
    assert "each of 2 passages finds itself" in out


def test_a_lost_index_is_rebuilt_and_said_so(run: Run, folder: Path) -> None:
    assert "rebuilt" in run("verify")[1]  # nobody made them yet
    assert "rebuilt" not in run("verify")[1]
    (store,) = (folder / "indexes").rglob("chroma.sqlite3")
    store.write_bytes(b"torn")
    status, out, _ = run("verify")
    assert (status, "rebuilt" in out) == (0, True)


def test_a_changed_text_is_found_and_the_way_back_is_named(run: Run, folder: Path) -> None:
    change(folder, "UPDATE reports SET text = replace(text, '41', '14') WHERE path = 'mận.txt'")
    status, out, err = run("verify")
    assert status == 1
    assert out == "The text of mận.txt is not the one that was stored.\n"
    assert "library restore BACKUP" in err


def test_rebuild_makes_new_indexes_and_beside_an_app_asks_it_to(run: Run, folder: Path) -> None:
    assert run("rebuild")[:2] == (0, "The indexes are made again.\n")
    with Library.open(folder, model="light", dimension=DIMENSION) as library, library.own("http://127.0.0.1:1"):
        before = [*(folder / "indexes").glob("*/")]
        status, out, _ = run("rebuild")
        assert (status, "The app at http://127.0.0.1:1" in out) == (0, True)
        library.catch_up()
        assert [*(folder / "indexes").glob("*/")] != before
        assert "in use" in run("verify")[2]


def test_a_backup_is_put_back_after_a_yes_and_what_was_there_is_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("backup", "backup")[:2] == (0, "2 reports are copied to backup, every file checked.\n")
    change(folder, "DELETE FROM reports WHERE path = 'mận.txt'")
    answers = iter(["n", "y"])
    monkeypatch.setattr(builtins, "input", lambda _: next(answers))
    refused = run("restore", "backup")
    assert refused[0] == 2
    assert "Nothing was changed; say --yes" in refused[1]
    assert '{"default": 1}' in run("info", "--json")[1]
    status, out, _ = run("restore", "backup")
    assert status == 0
    assert '{"default": 2}' in run("info", "--json")[1]
    (kept,) = folder.parent.glob("vectorstore-before-*")
    assert str(kept) in out
    assert run("restore", str(kept), "--yes")[0] == 0
    assert '{"default": 1}' in run("info", "--json")[1]


def test_a_damaged_catalog_is_restored_though_it_cannot_be_copied_first(run: Run, folder: Path) -> None:
    run("backup", "backup")
    (folder / "catalog.sqlite").write_bytes(b"no database" * 1_000)
    status, _, err = run("info")
    assert (status, "library restore BACKUP" in err) == (2, True)
    status, _, err = run("restore", "backup", "--yes")
    assert (status, "cannot be copied first" in err) == (0, True)
    assert '{"default": 2}' in run("info", "--json")[1]
    assert [*folder.glob("catalog-damaged-*.sqlite")]


@pytest.mark.parametrize("arguments", [("info",), ("verify",), ("rebuild",), ("backup", "b"), ("re-embed",)])
def test_where_there_is_no_library_nothing_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "nothing"))
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "no library" in err
    assert not (tmp_path / "nothing").exists()
