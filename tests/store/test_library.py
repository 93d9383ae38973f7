"""The library: what others use of the store, in one piece."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from assistant.errors import IndexUnreachable, LibraryError, ModelMismatch
from assistant.store.library import Library

CHROMA = Path(sys.executable).with_name("chroma")


def test_what_was_put_is_found_both_ways_and_read_back(library, write):
    entry, other = write("a.txt"), write("b.txt", "Chợ xã họp phiên đầu tiên.")
    library.put(*entry)
    library.put(*other)
    with library.own():
        dense = library.dense(entry.vectors[0], 2)
        lexical = library.lexical("thu ngân sách", 5)
    assert dense[0].passage_id == lexical[0].passage_id == entry.passages[0].id
    assert library.passages([dense[0].passage_id]) == entry.passages[:1]
    assert library.passages_of(entry.report.id) == entry.passages
    assert library.report(entry.report.id) == entry.report


def test_summaries_are_in_order_and_by_collection(library, write):
    for name, collection in (("b.txt", "default"), ("a.txt", "default"), ("c.txt", "mật")):
        library.put(*write(name, collection=collection))
    assert [s.source.path for s in library.reports()] == ["a.txt", "b.txt", "c.txt"]
    assert [s.source.path for s in library.reports("mật")] == ["c.txt"]
    assert library.reports("không có") == ()
    first = library.reports()[0]
    assert library.summary(first.id) == first
    library.remove(first.id)
    assert [s.source.path for s in library.reports()] == ["b.txt", "c.txt"]
    assert (library.summary(first.id), library.report(first.id)) == (None, None)


def test_filters_are_exact_in_both_searches(library, write):
    entries = [write(f"{n}.txt") for n in range(6)]
    for entry in entries:
        library.put(*entry)
    permitted = frozenset({entries[4].report.id})
    with library.own():
        dense = library.dense(entries[0].vectors[0], 50, permitted)
        lexical = library.lexical("hội nghị", 50, report_ids=permitted)
        assert library.dense(entries[0].vectors[0], 50, frozenset()) == ()
    assert {hit.passage_id for hit in dense} == {hit.passage_id for hit in lexical}
    assert {hit.passage_id for hit in dense} == {p.id for p in entries[4].passages}


def test_filtered_and_unfiltered_dense_search_agree(library, write):
    entries = [write(f"{n}.txt", *(f"Câu {n} {m}." for m in range(20))) for n in range(5)]
    for entry in entries:
        library.put(*entry)
    everything = frozenset(entry.report.id for entry in entries)
    with library.own():
        chroma = library.dense(entries[0].vectors[3], 10)
        exact = library.dense(entries[0].vectors[3], 10, everything)
    assert [hit.passage_id for hit in chroma] == [hit.passage_id for hit in exact]
    assert [hit.score for hit in chroma] == pytest.approx([hit.score for hit in exact], abs=1e-5)


def test_an_empty_library_finds_nothing(library, write):
    with library.own():
        assert library.dense(write("a.txt").vectors[0], 5) == ()
        assert library.lexical("hội nghị", 5) == ()
    assert library.reports() == ()


def test_searching_needs_ownership(library, write):
    for search in (lambda: library.dense(write("a.txt").vectors[0], 1), lambda: library.lexical("thu", 1)):
        with pytest.raises(LibraryError, match="own"):
            search()


def test_a_library_opened_again_is_the_same(path, write):
    for _ in range(2):
        with Library.open(path, model="m", dimension=8) as library:
            library.put(*write("a.txt"))
            with library.own():
                assert library.lexical("ngân sách", 5)
                assert (library.last_seq(), library.applied_seq()) == (1, 1)


def test_another_model_is_refused(library, path, write):
    library.put(*write("a.txt"))
    with pytest.raises(ModelMismatch, match="re-embed"):
        Library.open(path, model="other", dimension=8)


def test_the_layout_on_disk(library, path, write):
    library.put(*write("a.txt"))
    with library.own():
        names = {file.relative_to(path).as_posix() for file in path.rglob("*")}
    expected = {
        "catalog.sqlite",
        "indexes/1/chroma",
        "indexes/1/tantivy",
        "indexes/applied.json",
        "indexes.lock",
        "owner.json",
    }
    assert expected <= names


def test_threads_may_ask_while_changes_are_applied(library, write):
    library.put(*write("kept.txt"))
    kept = write("kept.txt")
    stop, failures = threading.Event(), []

    def ask():
        while not stop.is_set():
            found = library.lexical("ngân sách Vân Sơn", 500), library.dense(kept.vectors[0], 1)
            filtered = library.dense(kept.vectors[0], 5, frozenset({kept.report.id}))
            if kept.passages[0].id not in {hit.passage_id for hit in found[0]} or found[1][0].score < 0.999:
                failures.append(found)
            if len(filtered) != 2 or not library.reports():
                failures.append(filtered)

    with library.own():
        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(12):
            library.put(*write(f"{number % 5}.txt", f"Câu sửa lần {number}."))
            library.catch_up()
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []


class ChromaServer:
    """`chroma run` on a port of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process = None

    def start(self) -> None:
        command = [CHROMA, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.1)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()


@pytest.fixture
def chroma(tmp_path):
    """A Chroma server of this machine, started."""
    server = ChromaServer(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(chroma):
    return chroma.url


needs_chroma = pytest.mark.skipif(not CHROMA.exists(), reason="no chroma command beside this Python")


@needs_chroma
@pytest.mark.parametrize("keeps", [True, False], ids=["kept", "lost"])
def test_a_server_that_goes_and_comes_back_is_done_without_meanwhile(chroma, tmp_path, write, keeps):
    entry, late = write("a.txt"), write("b.txt", "Câu của b.")
    with Library.open(tmp_path / "one", model="m", dimension=8, chroma_url=chroma.url) as library:
        library.put(*entry)
        with library.own():
            before = library.dense(entry.vectors[0], 2)
            chroma.stop()
            assert [hit.passage_id for hit in library.dense(entry.vectors[0], 2)] == [hit.passage_id for hit in before]
            library.put(*late)
            with pytest.raises(IndexUnreachable, match="chroma run"):
                library.catch_up()
            # What was added meanwhile is found both ways, though the server knows nothing of it.
            assert library.dense(late.vectors[0], 1)[0].passage_id == late.passages[0].id
            assert library.lexical("câu của b", 1)[0].passage_id == late.passages[0].id
            if not keeps:
                shutil.rmtree(chroma.folder)
            chroma.start()
            if not keeps:
                library.dense(entry.vectors[0], 1)
            library.catch_up()
            assert library.nearest_all(late.vectors, 1)[0][0].passage_id == late.passages[0].id
            assert library.nearest_all(entry.vectors[:1], 1)[0][0].passage_id == before[0].passage_id


@needs_chroma
def test_a_library_opens_while_its_server_is_away(chroma, tmp_path, write, caplog):
    entry = write("a.txt")
    for away in (False, True):
        if away:
            chroma.stop()
        with Library.open(tmp_path / "one", model="m", dimension=8, chroma_url=chroma.url) as library:
            library.put(*entry)
            with library.own():
                assert library.dense(entry.vectors[0], 1)[0].passage_id == entry.passages[0].id
                assert library.lexical("ngân sách", 1)[0].passage_id == entry.passages[0].id
    assert f"No Chroma server answers at {chroma.url}" in caplog.text


@needs_chroma
def test_a_collection_that_names_a_model_to_load_is_done_without(chroma, tmp_path, write, caplog):
    entry = write("a.txt")
    with Library.open(tmp_path / "one", model="m", dimension=8, chroma_url=chroma.url) as library:
        library.put(*entry)
        with library.own():
            library.dense(entry.vectors[0], 1)
    collections = f"{chroma.url}api/v2/tenants/default_tenant/databases/default_database/collections"
    (ours,) = httpx.get(collections).json()
    httpx.delete(f"{collections}/{ours['name']}").raise_for_status()
    model = {"model_name": "somebody/model", "device": "cpu", "normalize_embeddings": False}
    function = {
        "type": "known",
        "name": "sentence_transformer",
        "config": {**model, "kwargs": {"trust_remote_code": True}},
    }
    made = {"name": ours["name"], "configuration": {"hnsw": {"space": "cosine"}, "embedding_function": function}}
    httpx.post(collections, json=made).raise_for_status()
    with Library.open(tmp_path / "one", model="m", dimension=8, chroma_url=chroma.url) as library, library.own():
        assert library.dense(entry.vectors[0], 1)[0].passage_id == entry.passages[0].id
        with pytest.raises(IndexUnreachable, match="names an embedding function"):
            library.catch_up()
    assert "names an embedding function" in caplog.text


@needs_chroma
def test_a_chroma_server_serves_as_well_as_the_embedded_store(server, tmp_path, write):
    entries = [write(f"{n}.txt") for n in range(3)]
    for name in ("one", "two"):
        with Library.open(tmp_path / name, model="m", dimension=8, chroma_url=server) as library:
            for entry in entries:
                library.put(*entry)
            with library.own():
                library.remove(entries[0].report.id)
                library.catch_up()
                found = library.dense(entries[1].vectors[0], 50)
            (tmp_path / name / "indexes" / "applied.json").unlink()
            with library.own():
                again = library.dense(entries[1].vectors[0], 50)
        assert {hit.passage_id for hit in found} == {p.id for entry in entries[1:] for p in entry.passages}
        assert [hit.passage_id for hit in again] == [hit.passage_id for hit in found]
        assert not [*(tmp_path / name / "indexes").rglob("chroma*")]
