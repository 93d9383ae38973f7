"""What a catalog holds in numbers, and what is noticed when it was changed behind our back."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from assistant.commands import typed
from assistant.errors import LibraryDamaged
from assistant.store.inspecting import faults, holding


def test_what_a_catalog_holds(catalog, write):
    assert (holding(catalog).changes, holding(catalog).changed_at) == (0, None)
    catalog.put(*write("a.txt"))
    catalog.put(*write("b.txt", "Một câu.", collection="mật"))
    held = holding(catalog)
    assert (held.model, held.dimension, held.passages, held.changes) == ("m", 8, 3, 2)
    assert held.reports == {"default": 1, "mật": 1}
    assert held.library_id == catalog.library_id
    assert held.changed_at == catalog.changes(1, 1)[0].at


SHORT, LONG = np.zeros(3, "<f2").tobytes(), np.full(8, 9, "<f2").tobytes()
CHANGES = {
    "a word": ("UPDATE reports SET text = replace(text, '41 tỷ', '14 tỷ') WHERE path = 'a.txt'", (), "text of a.txt"),
    "a span": ("UPDATE passages SET end = 9999 WHERE number = 1", (), "outside"),
    "a vector cut": ("UPDATE passages SET vector = ? WHERE number = 0", (SHORT,), "another size"),
    "a vector": ("UPDATE passages SET vector = ? WHERE number = 0", (LONG,), "vector that was changed"),
    "an orphan": ("UPDATE passages SET report_id = 'none' WHERE number = 1", (), "belongs to nothing"),
}


@pytest.mark.parametrize(("statement", "values", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_what_was_changed_is_told(catalog, write, statement, values, expected):
    catalog.put(*write("a.txt"))
    assert [*faults(catalog)] == []
    with closing(sqlite3.connect(catalog.path)) as opened, opened:
        opened.execute(statement, values)
    (fault,) = faults(catalog)
    assert expected in fault


def test_a_text_that_was_changed_is_not_quoted(catalog, write):
    report = write("a.txt").report
    catalog.put(*write("a.txt"))
    with closing(sqlite3.connect(catalog.path)) as opened, opened:
        opened.execute(CHANGES["a word"][0])
    with pytest.raises(LibraryDamaged, match=re.escape(f"a.txt: run `{typed('-m assistant library restore')}")):
        catalog.report(report.id)
