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

from assistant.domain import Figure, Period
from assistant.store.catalog import Catalog

REVENUE = Figure(
    id="set by figure()",
    report_id="set by figure()",
    kind="plan_share",
    indicator="thu NSNN",
    canonical="thu ngân sách nhà nước",
    value=Decimal("38.18"),
    unit="%",
    words="38,18%",
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


def figure(report_id: str, number: int, like: Figure = REVENUE) -> Figure:
    return replace(like, id=f"{report_id}:f{number}", report_id=report_id)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog.open(tmp_path / "catalog.sqlite", model="m", dimension=8, busy_timeout_s=5)) as opened:
        yield opened


def test_figures_come_back_as_they_were_put(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    figures = (figure(entry.report.id, 0), figure(entry.report.id, 1, SCHOOLS))
    assert catalog.put(*entry, figures)
    assert catalog.figures() == figures
    assert catalog.figures([entry.report.id], kind="ratio") == figures[1:]
    assert catalog.figures(canonical="thu ngân sách nhà nước") == figures[:1]
    assert catalog.figures(["another"]) == ()


def test_other_figures_are_a_change_and_the_same_are_none(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    assert catalog.put(*entry, (figure(entry.report.id, 0),))
    assert not catalog.put(*entry, (figure(entry.report.id, 0),))
    assert catalog.put(*entry, (figure(entry.report.id, 0, SCHOOLS),))
    assert [one.kind for one in catalog.figures()] == ["ratio"]


def test_a_removed_report_leaves_no_figure(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    kept, gone = write("a.txt"), write("b.txt")
    for entry in (kept, gone):
        catalog.put(*entry, (figure(entry.report.id, 0),))
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
        assert upgraded.put(*entry, (figure(entry.report.id, 0),))
