"""A short `make crash`: programs killed over a library, index files damaged; and that losses would be noticed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.store.dense import ChromaIndex
from assistant.store.indexes import Indexes
from assistant.store.lexical import TantivyIndex
from evaluation.bars import MET
from evaluation.crash import crash
from evaluation.crashing.checking import found_faults
from evaluation.crashing.damaging import damage
from evaluation.crashing.script import entry, expected
from evaluation.crashing.working import Place, note, open_library

SEED = 1


def test_programs_that_are_killed_lose_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    status = crash(points=8, seed=SEED, longest_s=0.8)
    assert status == MET, capfd.readouterr().out


def test_damaged_files_of_the_indexes_are_made_good(capfd: pytest.CaptureFixture[str]) -> None:
    status = damage(count=10, seed=SEED, reports=12)
    assert status == MET, capfd.readouterr().out


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A library after the first steps, as the journal tells."""
    made = Place(tmp_path)
    with open_library(made) as library:
        for name, version in expected(SEED, 12, frozenset()).items():
            put = entry(name, version)
            library.put(put.report, put.passages, put.vectors)
    note(made, 11, "done")
    return made


def _sql(*statements: str) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        with closing(sqlite3.connect(place.library / "catalog.sqlite")) as opened, opened:
            for statement in statements:
                opened.execute(statement)

    return change


ONE = "(SELECT id FROM reports LIMIT 1)"
LOSSES = {
    "a report is gone": (
        _sql(f"DELETE FROM passages WHERE report_id = {ONE}", f"DELETE FROM reports WHERE id = {ONE}"),
        "lost or a ghost",
    ),
    "an older version stands": (lambda place: note(place, 40, "done"), "lost or a ghost"),
    "a passage is gone": (_sql(f"DELETE FROM passages WHERE report_id = {ONE} AND number = 0"), "torn"),
    "a text has changed": (_sql("UPDATE reports SET text = text || ' '"), "not the one that was stored"),
}


def test_a_library_that_lost_nothing_has_no_faults(place: Place) -> None:
    assert [*found_faults(place, SEED)] == []


@pytest.mark.parametrize(("lose", "fault"), LOSSES.values(), ids=LOSSES.keys())
def test_what_is_lost_from_the_catalog_is_told(place: Place, lose: Callable[[Place], None], fault: str) -> None:
    lose(place)
    assert any(fault in told for told in found_faults(place, SEED))


@pytest.mark.parametrize(("index", "name"), [(ChromaIndex, "dense"), (TantivyIndex, "lexical")])
def test_what_is_lost_from_an_index_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, index: type[ChromaIndex | TantivyIndex], name: str
) -> None:
    replace = index.replace

    def lose_one(self: object, ids: object, passages: tuple[object, ...], vectors: NDArray[np.float32]) -> None:
        replace(self, ids, passages[1:], vectors[1:])  # type: ignore[arg-type]

    monkeypatch.setattr(index, "replace", lose_one)
    monkeypatch.setattr(Indexes, "_check", lambda self: None)
    assert f"lost: 1 passages in the {name} index" in [*found_faults(place, SEED)]
