"""A path -> a SQLite engine and the catalog's tables; what SQLite complains about -> LibraryError with a remedy."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    URL,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    RowMapping,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.commands import typed
from assistant.errors import LibraryBusy, LibraryDamaged, LibraryError

SCHEMA_VERSION = "8"

_PAUSE_S = 0.02
# SQLite takes 32,766 values in one statement; far fewer keep each statement quick.
_VALUES = 1_000

TABLES = MetaData()

META = Table(
    "meta",
    TABLES,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

REPORTS = Table(
    "reports",
    TABLES,
    Column("id", String, primary_key=True),
    Column("collection", String, nullable=False),
    Column("root", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("reader", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text),
    Column("level", Text),
    Column("term", Text),
    Column("session", Integer),
    Column("place", Text),
    Column("commune", Text),
    Column("district", Text),
    Column("province", Text),
    Column("held_on", Date),
    Column("published_on", Date),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_label", Text),
    Column("participants", JSON, nullable=False),
    Column("number", Text),
    Column("documents", JSON, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("content_sha256", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("sections", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("collection", "root", "path"),
)

PASSAGES = Table(
    "passages",
    TABLES,
    Column("id", String, primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("header", Text, nullable=False),
    Column("section", Text),
    Column("vector", LargeBinary, nullable=False),
    # Null where an older version kept the passage.
    Column("clauses", LargeBinary),
)

FIGURES = Table(
    "figures",
    TABLES,
    Column("id", String, primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("clause_start", Integer, nullable=False),
    Column("clause_end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("canonical", Text, index=True),
    # Decimals as text: SQLite would round them to binary fractions.
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("approximation", Text),
    Column("out_of", Text),
    Column("up_to", Text),
    Column("against", Text),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("period_label", Text),
    Column("cumulative", Boolean, nullable=False),
    Column("place", Text),
    Column("section", Text),
    Column("is_slip", Boolean, nullable=False),
)

POINTS = Table(
    "points",
    TABLES,
    Column("id", String, primary_key=True),
    Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("section", Text),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("when_label", Text),
)

# What holds of a report instead of what is read in its file. Not bound to its row, which every new reading replaces.
CORRECTIONS = Table(
    "corrections",
    TABLES,
    Column("report_id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

# AUTOINCREMENT: a sequence number is never given twice, even after the newest rows are deleted.
CHANGES = Table(
    "changes",
    TABLES,
    Column("seq", Integer, primary_key=True),
    Column("report_id", String),
    Column("operation", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)


def restore_remedy() -> str:
    """Return what to do about a damaged library, as the end of a message."""
    return f"run `{typed('-m assistant library restore BACKUP')}`, or move the library away and ingest again"


def open_engine(path: Path, busy_timeout_s: float) -> Engine:
    """Return an engine whose connections wait up to `busy_timeout_s` for another writer. Makes no tables."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_timeout_s, "check_same_thread": False},
        json_serializer=partial(json.dumps, ensure_ascii=False),
        # Every thread of the app gets a connection at once; none waits for another's to come back.
        max_overflow=-1,
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    logging.getLogger("sqlalchemy.pool.impl." + type(engine.pool).__name__).addFilter(_is_no_interrupt)
    return engine


def _is_no_interrupt(record: logging.LogRecord) -> bool:
    """Return False for the traceback that the pool logs when Ctrl-C comes while a connection goes back to it. The pool
    puts the connection away and raises the interrupt again, so nothing is hidden."""
    return record.exc_info is None or not isinstance(record.exc_info[1], KeyboardInterrupt)


def write_ahead(engine: Engine, wait_s: float) -> None:
    """Put the file into WAL mode, which it remembers: readers and one writer don't wait for each other."""
    deadline = time.monotonic() + wait_s
    with closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as exc:
                # SQLite does not wait here for another process that opens a new catalog at the same moment.
                if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            time.sleep(_PAUSE_S)


@contextmanager
def catalog_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors and the file system's into a LibraryError that says what to do."""
    try:
        yield
    except DBAPIError as exc:
        if not isinstance(exc.orig, sqlite3.DatabaseError) or isinstance(exc.orig, sqlite3.IntegrityError):
            raise
        raise _translated(exc.orig, path) from exc
    except sqlite3.DatabaseError as exc:
        raise _translated(exc, path) from exc
    except OSError as exc:
        raise file_error(exc, path) from exc


def file_error(exc: OSError, path: Path) -> LibraryError:
    """Return the LibraryError for what the file system refused."""
    return LibraryError(
        f"The library at {path} cannot be written: {exc.strerror or exc}. "
        "Free disk space and make the folder writable for this user, or set ASSISTANT_LIBRARY to another folder."
    )


def _configure(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # Transactions are begun by _begin alone; sqlite3's own rules would leave reads outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    # FULL, not NORMAL: after a power cut NORMAL may forget the last commits, and the derived indexes would be ahead
    # of a catalog that gives the same sequence numbers to other changes. One sync a report is nothing beside embedding.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    # A transaction that will write takes the lock at once: upgrading later fails without waiting when another wrote.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _translated(exc: sqlite3.DatabaseError, path: Path) -> LibraryError:
    if "no such column" in str(exc) or "has no column" in str(exc):
        return LibraryError(f"{path} was upgraded by a newer version of the program: restart this one as that version.")
    # The low byte of SQLite's extended code is the primary one.
    match getattr(exc, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusy(f"Another process keeps writing {path}; try again when it has finished.")
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return LibraryError(f"{path} cannot be written ({exc}): free disk space or check the disk, then try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return LibraryError(
                f"{path} cannot be opened for writing ({exc}): make the file and its folder writable for this user, "
                "or set ASSISTANT_LIBRARY to another folder."
            )
        case _:
            return LibraryDamaged(f"{path} cannot be read ({exc}): {restore_remedy()}.")


def chosen(
    connection: Connection, query: Select[Any], key: ColumnElement[Any], values: Sequence[str] | None
) -> Iterator[RowMapping]:
    """Yield the rows of a query whose key is one of these values, every row when None."""
    if values is None:
        yield from connection.execute(query).mappings()
        return
    for start in range(0, len(values), _VALUES):
        yield from connection.execute(query.where(key.in_(values[start : start + _VALUES]))).mappings()
