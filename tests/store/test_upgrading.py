"""A catalog of the first schema is opened as one of today: what it never knew, or cannot point at, is unknown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Block, Correction, Participant, Passage, Period
from assistant.errors import LibraryDamaged, ModelMismatch
from assistant.store.catalog import Catalog
from assistant.store.database import SCHEMA_VERSION
from tests.schema_1 import Kept, write_catalog

DIMENSION = 8
TEXT = "Thu ngân sách 6 tháng của huyện Vân Sơn ước đạt 41 tỷ đồng."
KEPT = Kept("/kho", "a.txt", TEXT, "1" * 64)
OTHER = Kept("/kho", "b.txt", "Đồng chí Lê Thị Mận chủ trì hội nghị.", "2" * 64)


def open_catalog(path: Path, model: str = "m") -> Catalog:
    return Catalog.open(path, model=model, dimension=DIMENSION, busy_timeout_s=5)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "vectorstore" / "catalog.sqlite"
    write_catalog(path, [KEPT, OTHER], model="m", dimension=DIMENSION)
    return path


@pytest.fixture
def upgraded(old: Path) -> Iterator[Catalog]:
    catalog = open_catalog(old)
    yield catalog
    catalog.close()


def test_a_report_keeps_what_was_known_about_it(upgraded: Catalog) -> None:
    report = upgraded.report(KEPT.id)
    assert report is not None
    assert (report.text, report.blocks) == (TEXT, (Block(0, len(TEXT), "prose"),))
    assert (report.source.root, report.source.path, report.source.sha256) == (KEPT.root, KEPT.path, KEPT.sha256)
    assert (report.title, report.body, report.place) == (KEPT.title, "Huyện ủy", "huyện Vân Sơn")
    assert (report.held_on, report.published_on) == (date(2031, 6, 29), None)
    assert report.period == Period(date(2031, 1, 1), date(2031, 6, 30), "6 tháng đầu năm 2031")


def test_what_the_first_schema_did_not_hold_is_unknown(upgraded: Catalog) -> None:
    report = upgraded.report(KEPT.id)
    assert report is not None
    unknown = ("level", "term", "session", "commune", "district", "province", "number")
    assert [getattr(report, name) for name in unknown] == [None] * len(unknown)
    assert (report.participants, report.documents, report.origins, report.sections, report.pages) == ((),) * 5
    assert report.source.reader == 0


def test_summaries_say_the_same(upgraded: Catalog) -> None:
    summaries = {summary.id: summary for summary in upgraded.summaries()}
    assert set(summaries) == {KEPT.id, OTHER.id}
    assert (summaries[KEPT.id].place, summaries[KEPT.id].level) == ("huyện Vân Sơn", None)


def test_chairs_stay_known_where_the_text_names_them(upgraded: Catalog) -> None:
    participants = {summary.id: summary.participants for summary in upgraded.summaries()}
    assert participants[OTHER.id] == (Participant("Lê Thị Mận", "chair", None, 9, 19),)
    assert participants[KEPT.id] == ()


def test_passages_come_back_with_their_vectors_and_no_section(upgraded: Catalog) -> None:
    passages, vectors = upgraded.passages_of([KEPT.id])
    assert passages == (Passage(KEPT.passage_id, KEPT.id, 1, 0, len(TEXT), TEXT, KEPT.title, None),)
    assert np.array_equal(vectors, np.eye(1, DIMENSION, dtype=np.float32))


def test_the_library_and_its_changes_stay_the_same(upgraded: Catalog) -> None:
    assert upgraded.library_id == "0123456789abcdef"
    assert [change.report_id for change in upgraded.changes(0, 9)] == [KEPT.id, OTHER.id]


def test_reports_are_put_and_removed_as_ever(upgraded: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    assert entry.report.id == KEPT.id
    assert upgraded.put(*entry)
    assert upgraded.remove(OTHER.id)
    assert upgraded.report_ids() == (KEPT.id,)
    assert upgraded.report(KEPT.id) == entry.report
    assert upgraded.passages_of([KEPT.id])[0] == entry.passages


@pytest.mark.parametrize("schema", ["2", "3", "4"])
def test_a_later_schema_gets_the_pages_it_lacks(tmp_path: Path, write, schema: str) -> None:  # type: ignore[no-untyped-def]
    path, entry = tmp_path / "late.sqlite", write("a.txt")
    with closing(open_catalog(path)) as catalog:
        catalog.put(*entry)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE reports DROP COLUMN pages")
        connection.execute("ALTER TABLE passages DROP COLUMN clauses")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (schema,))
    with closing(open_catalog(path)) as catalog:
        report = catalog.report(entry.report.id)
        assert report == replace(entry.report, pages=())
        assert catalog.remove(entry.report.id)
        assert catalog.put(*entry)
        assert catalog.report(entry.report.id) == entry.report


def test_the_fifth_schema_gets_the_table_of_corrections(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    path, entry = tmp_path / "fifth.sqlite", write("a.txt")
    with closing(open_catalog(path)) as catalog:
        catalog.put(*entry)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE corrections")
        connection.execute("ALTER TABLE passages DROP COLUMN clauses")
        connection.execute("UPDATE meta SET value = '5' WHERE name = 'schema'")
    with closing(open_catalog(path)) as catalog:
        assert catalog.report(entry.report.id) == entry.report
        assert not catalog.put(*entry)  # it is known, and nothing is read again
        catalog.put(*entry, corrections=(Correction("place", "huyện Vân Hồ"),))
    with closing(open_catalog(path)) as catalog:
        assert [summary.place for summary in catalog.summaries()] == ["huyện Vân Hồ"]


def test_it_is_upgraded_once_to_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.sqlite"
    for path in (old, new):
        open_catalog(path).close()
    upgraded = dump(old)
    open_catalog(old).close()
    assert dump(old) == upgraded
    assert f"INSERT INTO \"meta\" VALUES('schema','{SCHEMA_VERSION}');" in upgraded
    assert columns(old) == columns(new)


def test_many_may_open_it_at_once(old: Path) -> None:
    def open_it(_: int) -> tuple[str, ...]:
        with closing(open_catalog(old)) as catalog:
            return catalog.report_ids()

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(open_it, range(8))) == {tuple(sorted((KEPT.id, OTHER.id)))}


def test_another_model_is_refused_after_the_upgrade_too(old: Path) -> None:
    with pytest.raises(ModelMismatch, match="re-embed"):
        open_catalog(old, model="other")


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("DROP TABLE passages")
    before = dump(old)
    with pytest.raises(LibraryDamaged, match="library restore"):
        open_catalog(old)
    assert dump(old) == before


def columns(path: Path) -> dict[str, set[tuple[str, str, int]]]:
    """The name, the type and whether a value is needed, for each column of each table."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: {
                (name, kind, needed) for _, name, kind, needed, *_ in connection.execute(f"PRAGMA table_info({table})")
            }
            for table in ("meta", "reports", "passages", "figures", "points", "corrections", "changes")
        }
