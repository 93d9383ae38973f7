"""Figures are kept beside their report: put, replaced and removed with it, and upgraded to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import Figure, Period, Report
from assistant.store.catalog import Catalog

REVENUE = Figure(
    id="set by figure()",
    report_id="set by figure()",
    kind="plan_share",
    indicator="thu NSNN",
    canonical="thu ngân sách nhà nước",
    value=Decimal("38.18"),
    unit="%",
    words="set by figure()",
    approximation="ước",
    out_of=None,
    up_to=Decimal("40.5"),
    against="dự toán HĐND huyện giao",
    period=Period(date(2023, 1, 1), date(2023, 8, 31), "8 tháng đầu năm 2023"),
    cumulative=True,
    place="huyện Vân Sơn",
    section="results",
    is_slip=False,
    start=10,
    end=16,
    clause_start=0,
    clause_end=40,
)
SCHOOLS = replace(
    REVENUE,
    kind="ratio",
    canonical=None,
    value=Decimal(7),
    out_of=Decimal(10),
    up_to=None,
    period=None,
    start=20,
    end=24,
)


def figure(report: Report, number: int, like: Figure = REVENUE) -> Figure:
    """A figure of these fields whose words are those that stand at its span in the report."""
    words = report.text[like.start : like.end]
    return replace(like, id=f"{report.id}:f{number}", report_id=report.id, words=words)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(tmp_path / "catalog.sqlite", model="m", dimension=8, busy_timeout_s=5)) as opened:
        yield opened


def test_figures_come_back_as_they_were_put(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    figures = (figure(entry.report, 0), figure(entry.report, 1, SCHOOLS))
    assert catalog.put(*entry, figures)
    assert catalog.figures() == figures
    assert catalog.figures([entry.report.id], kind="ratio") == figures[1:]
    assert catalog.figures(canonical="thu ngân sách nhà nước") == figures[:1]
    assert catalog.figures(["another"]) == ()


def test_other_figures_are_a_change_and_the_same_are_none(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    assert catalog.put(*entry, (figure(entry.report, 0),))
    assert not catalog.put(*entry, (figure(entry.report, 0),))
    assert catalog.put(*entry, (figure(entry.report, 0, SCHOOLS),))
    assert [one.kind for one in catalog.figures()] == ["ratio"]


def test_a_removed_report_leaves_no_figure(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    kept, gone = write("a.txt"), write("b.txt")
    for entry in (kept, gone):
        catalog.put(*entry, (figure(entry.report, 0),))
    catalog.remove(gone.report.id)
    assert [one.report_id for one in catalog.figures()] == [kept.report.id]


def test_a_catalog_without_figures_gets_their_table(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    path, entry = tmp_path / "old.sqlite", write("a.txt")
    with closing(Catalog.open(path, model="m", dimension=8)) as old:
        old.put(*entry)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE figures")
        connection.execute("UPDATE meta SET value = '2' WHERE name = 'schema'")
    with closing(Catalog.open(path, model="m", dimension=8)) as upgraded:
        assert upgraded.report_ids() == (entry.report.id,)
        assert upgraded.figures() == ()
        assert upgraded.put(*entry, (figure(entry.report, 0),))


@pytest.mark.parametrize("changes", [{"report_id": "another"}, {"words": "99%"}])
def test_a_figure_of_another_report_or_of_other_words_is_refused(  # type: ignore[no-untyped-def]
    catalog: Catalog, write, changes: dict[str, str]
) -> None:
    entry = write("a.txt")
    with pytest.raises(ValueError, match="not read from report"):
        catalog.put(*entry, (replace(figure(entry.report, 0), **changes),))  # type: ignore[arg-type]
    assert (catalog.report_ids(), catalog.figures()) == ((), ())


def test_many_reports_come_in_their_order(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entries = [write(f"{number}.txt") for number in range(12)]
    for entry in entries:
        catalog.put(*entry, (figure(entry.report, 1, SCHOOLS), figure(entry.report, 0)))
    asked = [entry.report.id for entry in entries] + [str(number) for number in range(2_000)]
    found = [(one.report_id, one.start) for one in catalog.figures(asked[::-1])]
    assert len(found) == 24
    assert found == sorted(found)
