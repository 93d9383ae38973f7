"""A catalog as the first schema kept it: written with plain SQL, for the tests of what becomes of it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.store.identity import report_id

TABLES = """
CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name));
CREATE TABLE reports (
    id VARCHAR NOT NULL, collection VARCHAR NOT NULL, root VARCHAR NOT NULL, path VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL, title TEXT NOT NULL, body TEXT, place TEXT, held_on DATE, published_on DATE,
    period_start DATE, period_end DATE, period_label TEXT, chairs JSON NOT NULL, content_sha256 VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL, blocks JSON NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (id), UNIQUE (collection, root, path)
);
CREATE TABLE passages (
    id VARCHAR NOT NULL, report_id VARCHAR NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, header TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY (report_id) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE changes (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, report_id VARCHAR, operation VARCHAR NOT NULL, at VARCHAR NOT NULL
);
CREATE INDEX ix_passages_report_id ON passages (report_id);
"""


class Kept(NamedTuple):
    """A report as it was kept, cut into one passage of its whole text; its vector points the first way."""

    root: str
    path: str
    text: str
    sha256: str
    title: str = "Hội nghị Huyện ủy Vân Sơn"
    chairs: tuple[str, ...] = ("Lê Thị Mận",)

    @property
    def id(self) -> str:
        return report_id("default", self.root, self.path)

    @property
    def passage_id(self) -> str:
        return f"{self.id}-{hashlib.sha256(self.text.encode()).hexdigest()[:8]}-0001"


def write_catalog(path: Path, reports: Sequence[Kept], *, model: str, dimension: int) -> None:
    """Write a catalog of schema 1 that holds these reports."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TABLES)
        meta = {"schema": "1", "library_id": "0123456789abcdef", "model": model, "dimension": str(dimension)}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        for kept in reports:
            _write(connection, kept, dimension)


def _write(connection: sqlite3.Connection, kept: Kept, dimension: int) -> None:
    length = len(kept.text)
    row = {
        "id": kept.id,
        "collection": "default",
        "root": kept.root,
        "path": kept.path,
        "sha256": kept.sha256,
        "title": kept.title,
        "body": "Huyện ủy",
        "place": "huyện Vân Sơn",
        "held_on": "2031-06-29",
        "published_on": None,
        "period_start": "2031-01-01",
        "period_end": "2031-06-30",
        "period_label": "6 tháng đầu năm 2031",
        "chairs": json.dumps(kept.chairs, ensure_ascii=False),
        "content_sha256": "0" * 64,
        "text_sha256": hashlib.sha256(kept.text.encode()).hexdigest(),
        "blocks": json.dumps([[0, length, "prose"]]),
        "text": kept.text,
    }
    connection.execute(f"INSERT INTO reports VALUES ({', '.join(f':{name}' for name in row)})", row)
    vector = np.eye(1, dimension, dtype="<f2").tobytes()
    passage = (kept.passage_id, kept.id, 1, 0, length, kept.title, vector)
    connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", passage)
    put = (kept.id, "put", "2031-07-01T00:00:00.000000+00:00")
    connection.execute("INSERT INTO changes (report_id, operation, at) VALUES (?, ?, ?)", put)
