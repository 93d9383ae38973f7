"""One process owns the derived indexes; others learn who does, change the catalog, and the owner follows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.errors import LibraryBusy, LibraryError
from assistant.store.follower import Follower
from assistant.store.library import Library
from assistant.store.ownership import owner, owning, read_whole, write_whole

PROJECT = Path(__file__).resolve().parents[2]

PRELUDE = """
import sys, time
import numpy as np
from pathlib import Path
from assistant.domain import Block, Passage, Report, Source
from assistant.errors import LibraryBusy
from assistant.store.library import Library
library = Library.open(Path(sys.argv[1]), model="m", dimension=8)
"""


def start(path, script):
    command = [sys.executable, "-c", PRELUDE + textwrap.dedent(script), str(path)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


def test_another_process_cannot_own_but_its_changes_are_seen_within_two_seconds(library, path):
    script = """
        try:
            with library.own():
                print("owned")
        except LibraryBusy as busy:
            print(busy.url)
        text = "Hội nghị bàn về chợ phiên."
        report = Report(
            id="f" * 16,
            source=Source("default", "/kho", "z.txt", "0"),
            text=text,
            blocks=(Block(0, len(text), "prose"),),
            title="",
        )
        passage = Passage("f-1", report.id, 0, 0, len(text), text, "")
        library.put(report, (passage,), np.eye(8, dtype=np.float32)[:1])
        print("put", flush=True)
    """
    with library.own("http://127.0.0.1:7860"), Follower(library) as follower:
        other = start(path, script)
        assert other.stdout.readline() == "http://127.0.0.1:7860\n"
        assert other.stdout.readline() == "put\n"
        deadline = time.monotonic() + 2
        while not library.lexical("chợ phiên", 5) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [hit.passage_id for hit in library.lexical("chợ phiên", 5)] == ["f-1"]
        assert [summary.source.path for summary in library.reports()] == ["z.txt"]
        assert follower.trouble is None
        assert other.wait() == 0
        other.stdout.close()


def test_a_killed_owner_leaves_the_indexes_to_the_next(library, path, write):
    entry = write("a.txt")
    library.put(*entry)
    other = start(path, 'with library.own("http://x"):\n    print("owned", flush=True)\n    time.sleep(60)')
    assert other.stdout.readline() == "owned\n"
    assert library.owner().pid == other.pid
    with pytest.raises(LibraryBusy, match=f"process {other.pid}.*http://x") as busy, library.own():
        pass
    assert busy.value.url == "http://x"
    other.send_signal(signal.SIGKILL)
    other.wait()
    other.stdout.close()
    assert (path / "owner.json").exists()
    assert library.owner() is None
    with library.own():
        assert library.owner().pid == os.getpid()
        assert library.dense(entry.vectors[0], 1)[0].passage_id == entry.passages[0].id


def test_two_libraries_of_one_process_cannot_both_own(library, path):
    with Library.open(path, model="m", dimension=8) as second:
        with library.own(), pytest.raises(LibraryBusy), second.own():
            pass
        with second.own():
            assert second.applied_seq() == 0


def test_an_owner_that_soon_lets_go_is_waited_for(tmp_path):
    first = owning(tmp_path, None, 0)
    first.__enter__()
    started = time.monotonic()
    with pytest.raises(LibraryBusy), owning(tmp_path, None, 0.3):
        pass
    assert time.monotonic() - started >= 0.3
    first.__exit__(None, None, None)
    with owning(tmp_path, "http://y", 0.3):
        assert owner(tmp_path).url == "http://y"
    assert owner(tmp_path) is None


def test_what_one_thread_owns_another_lets_go(tmp_path):
    with ExitStack() as stack:
        opening = threading.Thread(target=lambda: stack.enter_context(owning(tmp_path, None, 0)))
        opening.start()
        opening.join()
        with pytest.raises(LibraryBusy), owning(tmp_path, None, 0):
            pass
    with owning(tmp_path, None, 0):
        assert owner(tmp_path)


@pytest.mark.parametrize("noted", ["", "{", "[]", '{"pid": "1"}', json.dumps({"pid": 2**22 + 1, "url": "http://old"})])
def test_a_stale_or_torn_note_of_an_owner_counts_as_nobody(tmp_path, noted):
    (tmp_path / "owner.json").write_text(noted)
    assert owner(tmp_path) is None


def test_a_folder_that_refuses_the_lock_is_named(tmp_path):
    (tmp_path / "indexes.lock").mkdir()
    with pytest.raises(LibraryError, match="writable"), owning(tmp_path, None, 0):
        pass


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    write_whole(tmp_path / "note.json", {"seq": 1})
    with pytest.raises(TypeError):
        write_whole(tmp_path / "note.json", {"seq": object()})
    assert read_whole(tmp_path / "note.json") == {"seq": 1}


def test_a_follower_reports_trouble_and_goes_on(library, write, monkeypatch, caplog):
    def refuse():
        raise LibraryError("disk full")

    with library.own(), Follower(library, every_s=0.01) as follower:
        with monkeypatch.context() as patch:
            patch.setattr(library, "catch_up", refuse)
            wait_until(lambda: follower.trouble is not None)
        library.put(*write("a.txt"))
        wait_until(lambda: library.applied_seq() == 1)
        wait_until(lambda: follower.trouble is None)
    assert [record.exc_info[1].args for record in caplog.records] == [("disk full",)]


def wait_until(condition, within_s=5):
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
