"""What SQLite and the file system complain about reaches the user as one clear error."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import nullcontext

import pytest
from sqlalchemy import event

from assistant.errors import LibraryDamaged, LibraryError
from assistant.store.catalog import Catalog
from assistant.store.database import catalog_errors, open_engine


def test_a_full_disk_says_free_space(tmp_path):
    connection = sqlite3.connect(tmp_path / "full.sqlite", isolation_level=None)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(LibraryError, match="free disk space"), catalog_errors(tmp_path):
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    connection.close()


def test_a_read_only_file_says_make_it_writable(tmp_path):
    path = tmp_path / "kept.sqlite"
    Catalog.open(path, model="m", dimension=8).close()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    with pytest.raises(LibraryError, match="writable") as raised, catalog_errors(path):
        connection.execute("DELETE FROM meta")
    assert not isinstance(raised.value, LibraryDamaged)
    connection.close()


def test_an_error_of_the_file_system_names_the_folder(tmp_path):
    with pytest.raises(LibraryError, match=str(tmp_path)), catalog_errors(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_torn_catalog_is_damage(catalog, write):
    catalog.put(*write("a.txt", *(f"Câu {n}." for n in range(400))))
    catalog.close()
    size = catalog.path.stat().st_size
    with catalog.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(LibraryDamaged, match="library restore"):
        Catalog.open(catalog.path, model="m", dimension=8).passage_ids()


@pytest.mark.parametrize(("raised", "is_logged"), [(KeyboardInterrupt, False), (RuntimeError, True)])
def test_a_connection_put_away_when_ctrl_c_comes_writes_no_traceback(tmp_path, caplog, raised, is_logged):
    """The interrupt itself still reaches the caller: a command ends with its own message alone on the screen."""
    engine = open_engine(tmp_path / "catalog.sqlite3", busy_timeout_s=1)

    def interrupt(*_):
        raise raised

    connection = engine.raw_connection()
    event.listen(engine, "reset", interrupt)
    with pytest.raises(raised) if raised is KeyboardInterrupt else nullcontext():  # the pool keeps errors to itself
        connection.close()
    event.remove(engine, "reset", interrupt)
    engine.dispose()
    assert ("Exception during reset" in caplog.text) is is_logged
