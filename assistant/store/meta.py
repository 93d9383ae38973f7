"""A connection to the catalog -> its tables, schema version, library id and embedding model, made or checked."""

from __future__ import annotations

import json
import secrets
from dataclasses import astuple
from pathlib import Path

from sqlalchemy import Connection, inspect, select, update
from sqlalchemy.dialects.sqlite import insert

from assistant.commands import typed
from assistant.domain import Participant
from assistant.errors import LibraryDamaged, ModelMismatch
from assistant.store.database import CORRECTIONS, FIGURES, META, POINTS, REPORTS, SCHEMA_VERSION, TABLES

_PAGES = "ALTER TABLE reports ADD COLUMN pages JSON NOT NULL DEFAULT '[]'"
_CLAUSES = "ALTER TABLE passages ADD COLUMN clauses BLOB"
# What each older schema lacks. Its reports stay as they were read; the next ingest reads their files again.
_UPGRADES = {
    "1": (
        *(
            f"ALTER TABLE reports ADD COLUMN {name} TEXT"
            for name in ("level", "term", "commune", "district", "province")
        ),
        "ALTER TABLE reports ADD COLUMN number TEXT",
        "ALTER TABLE reports ADD COLUMN session INTEGER",
        "ALTER TABLE reports ADD COLUMN reader INTEGER NOT NULL DEFAULT 0",
        *(
            f"ALTER TABLE reports ADD COLUMN {name} JSON NOT NULL DEFAULT '[]'"
            for name in ("participants", "documents", "origins", "sections")
        ),
        "ALTER TABLE passages ADD COLUMN section TEXT",
        _PAGES,
        _CLAUSES,
    ),
    "2": (_PAGES, _CLAUSES),
    "3": (_PAGES, _CLAUSES),
    "4": (_PAGES, _CLAUSES),
    "5": (_CLAUSES,),  # and the table of corrections
    "6": (_CLAUSES,),
    "7": (),  # corrected participants, which that version cannot read
}


def is_ready(connection: Connection, path: Path) -> bool:
    """Tell whether the catalog has this version's tables. Raises LibraryDamaged when they are of an unknown one."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return False
    version = read_meta(connection, "schema") if META.name in tables else None
    if version != SCHEMA_VERSION and version not in _UPGRADES:
        raise LibraryDamaged(
            f"{path} has schema {version or 'unknown'}, and this version of the program reads {SCHEMA_VERSION}: "
            "run the version that made it, or move the library away and ingest again."
        )
    return version == SCHEMA_VERSION


def make_ready(connection: Connection, path: Path, model: str, dimension: int) -> None:
    """Make the tables of an empty catalog and name its schema, model and library, or upgrade an older one's."""
    if is_ready(connection, path):
        return
    if not inspect(connection).get_table_names():
        TABLES.create_all(connection)
        write_meta(connection, library_id=secrets.token_hex(8), model=model, dimension=str(dimension))
    else:
        version = read_meta(connection, "schema")
        for statement in _UPGRADES[version]:
            connection.exec_driver_sql(statement)
        if version == "1":
            _move_chairs(connection)
        TABLES.create_all(connection, [FIGURES, POINTS, CORRECTIONS])
    write_meta(connection, schema=SCHEMA_VERSION)


def _move_chairs(connection: Connection) -> None:
    """Schema 1 kept the chairs as names alone; they become participants where the text names them."""
    for report_id, names, text in connection.exec_driver_sql("SELECT id, chairs, text FROM reports").all():
        found = [(name, text.find(name)) for name in json.loads(names)]
        chairs = [Participant(name, "chair", None, start, start + len(name)) for name, start in found if start >= 0]
        values = {"participants": [astuple(chair) for chair in chairs]}
        connection.execute(update(REPORTS).where(REPORTS.c.id == report_id).values(values))
    connection.exec_driver_sql("ALTER TABLE reports DROP COLUMN chairs")


def is_empty(connection: Connection) -> bool:
    """Tell whether the catalog holds no report."""
    return connection.scalar(select(REPORTS.c.id).limit(1)) is None


def same_model(connection: Connection, model: str, dimension: int) -> bool:
    """Tell whether the catalog's vectors are those of this model."""
    return (read_meta(connection, "model"), read_meta(connection, "dimension")) == (model, str(dimension))


def require_model(connection: Connection, path: Path, model: str, dimension: int) -> None:
    """Raise ModelMismatch unless the catalog's vectors are those of this model."""
    if same_model(connection, model, dimension):
        return
    known, size = read_meta(connection, "model"), read_meta(connection, "dimension")
    raise ModelMismatch(
        f"{path} holds vectors of the embedding model {known} ({size} dimensions), not of {model} ({dimension}): "
        f"run `{typed('-m assistant library re-embed')}` to re-embed the library with {model}, "
        "or set ASSISTANT_EMBEDDING_MODEL and ASSISTANT_READER back to what it was built with; "
        "restart the app if it runs."
    )


def read_meta(connection: Connection, name: str) -> str:
    """Return what is noted under this name, "" when nothing is."""
    return connection.scalar(select(META.c.value).where(META.c.name == name)) or ""


def write_meta(connection: Connection, **values: str) -> None:
    """Note each value under its name in place of what was there."""
    statement = insert(META)
    replacing = statement.on_conflict_do_update(["name"], set_={"value": statement.excluded.value})
    connection.execute(replacing, [{"name": name, "value": value} for name, value in values.items()])
