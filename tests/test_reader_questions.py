"""The questions that the reader learns from are whole: their clauses stand in the reports, none is asked twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest

from assistant.domain import Source
from assistant.reading import read_report
from assistant.vietnamese.folding import fold
from evaluation.question_sets import SETS
from evaluation.reader.rows import FOLDERS, Row, lots, read_rows

ROWS = read_rows()
KINDS = frozenset("person date place figure count list limitation task summary yesno unanswerable".split())
STYLES = frozenset(("plain", "unaccented", "abbrev", "typo"))


def of_lot(letter: str) -> Iterator[tuple[str, list[Row]]]:
    rows = [row for row in ROWS if row.lot == letter]
    return ((report, [row for row in rows if row.report == report]) for report in {row.report for row in rows})


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("letter", sorted({row.lot for row in ROWS}))
def test_every_clause_stands_in_its_report(letter: str) -> None:
    for name, rows in of_lot(letter):
        file = next(folder / name for folder in FOLDERS if (folder / name).is_file())
        text = plain(read_report(file, Source("default", "", name, ""), "r").text)
        assert [row.id for row in rows for words in (*row.answers, *row.near) if plain(words) not in text] == []


def test_no_two_questions_of_a_report_are_nearly_the_same() -> None:
    for letter in lots():
        for _, rows in of_lot(letter):
            words = {row.id: frozenset(re.findall(r"\w+", fold(row.question))) for row in rows}
            near = [
                (a, b) for a, b in combinations(words, 2) if len(words[a] & words[b]) > 0.8 * len(words[a] | words[b])
            ]
            assert near == []


def test_exactly_those_without_an_answer_are_unanswerable_and_have_a_near_miss() -> None:
    assert [row.id for row in ROWS if (row.type == "unanswerable") == bool(row.answers)] == []
    assert [row.id for row in ROWS if row.type == "unanswerable" and not row.near] == []
    assert [row.id for row in ROWS if set(row.answers) & set(row.near)] == []


def test_they_are_of_all_kinds_and_styles() -> None:
    shares = Counter(value for row in ROWS for value in (row.type, row.style, row.language))
    assert len(ROWS) >= 3000 and len({row.report for row in ROWS}) >= 100
    assert {row.type for row in ROWS} == KINDS and {row.style for row in ROWS} == STYLES
    assert min(shares[kind] for kind in KINDS) >= 0.02 * len(ROWS)
    assert min(shares[style] for style in STYLES) >= 0.08 * len(ROWS)
    assert shares["unanswerable"] >= len(ROWS) / 6 and shares["en"] >= 0.08 * len(ROWS)


def test_nothing_that_is_tested_with_is_learnt_from() -> None:
    tested = [one for one in SETS if one.use != "development" and one.is_present]
    asked = {fold(line) for one in tested for line in re.findall(r'"question": "([^"]+)"', one.file.read_text("utf-8"))}
    assert len(asked) > 300
    assert {row.id for row in ROWS if fold(row.question) in asked} == set()
    assert {
        row.report
        for row in ROWS
        if any(
            one.reports.holds(file) for one in tested for file in [one.reports.folder / row.report] if file.is_file()
        )
    } == set()
