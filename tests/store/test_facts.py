"""Facts are kept beside their report: put, replaced and removed with it, and upgraded to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import Facts, Figure, Period, Point, Report
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
    assert catalog.put(*entry, Facts(figures))
    assert catalog.figures() == figures
    assert catalog.figures([entry.report.id], kind="ratio") == figures[1:]
    assert catalog.figures(canonical="thu ngân sách nhà nước") == figures[:1]
    assert catalog.figures(["another"]) == ()


def point(report: Report, **changes: object) -> Point:
    when = Period(date(2023, 1, 1), date(2023, 9, 30), "đến 30/9/2023")
    made = Point(id=f"{report.id}:task0", report_id=report.id, kind="task", section="tasks", when=when, start=0, end=5)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_points_come_back_as_they_were_put_and_go_with_their_report(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    points = (point(entry.report), point(entry.report, id="another", kind="limitation", when=None, start=6, end=9))
    assert catalog.put(*entry, Facts(points=points))
    assert catalog.points() == points
    assert catalog.points([entry.report.id], "limitation") == points[1:]
    assert catalog.points(["another"]) == ()
    catalog.remove(entry.report.id)
    assert catalog.points() == ()


@pytest.mark.parametrize("changes", [{"report_id": "another"}, {"start": 5}, {"end": 100_000}, {"start": -1}])
def test_a_point_of_another_report_or_outside_its_text_is_refused(  # type: ignore[no-untyped-def]
    catalog: Catalog, write, changes: dict[str, object]
) -> None:
    entry = write("a.txt")
    with pytest.raises(ValueError, match="not read from report"):
        catalog.put(*entry, Facts(points=(point(entry.report, **changes),)))


def test_other_figures_are_a_change_and_the_same_are_none(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entry = write("a.txt")
    assert catalog.put(*entry, Facts((figure(entry.report, 0),)))
    assert not catalog.put(*entry, Facts((figure(entry.report, 0),)))
    assert catalog.put(*entry, Facts((figure(entry.report, 0, SCHOOLS),)))
    assert [one.kind for one in catalog.figures()] == ["ratio"]


def test_a_removed_report_leaves_no_figure(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    kept, gone = write("a.txt"), write("b.txt")
    for entry in (kept, gone):
        catalog.put(*entry, Facts((figure(entry.report, 0),)))
    catalog.remove(gone.report.id)
    assert [one.report_id for one in catalog.figures()] == [kept.report.id]


@pytest.mark.parametrize(("schema", "lacking"), [("2", ("figures", "points")), ("3", ("points",))])
def test_a_catalog_without_facts_gets_their_tables(  # type: ignore[no-untyped-def]
    tmp_path: Path, write, schema: str, lacking: tuple[str, ...]
) -> None:
    path, entry = tmp_path / "old.sqlite", write("a.txt")
    with closing(Catalog.open(path, model="m", dimension=8)) as old:
        old.put(*entry)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in lacking:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE reports DROP COLUMN pages")
        connection.execute("ALTER TABLE passages DROP COLUMN clauses")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (schema,))
    with closing(Catalog.open(path, model="m", dimension=8)) as upgraded:
        assert upgraded.report_ids() == (entry.report.id,)
        assert (upgraded.figures(), upgraded.points()) == ((), ())
        assert upgraded.put(*entry, Facts((figure(entry.report, 0),), (point(entry.report),)))


@pytest.mark.parametrize("changes", [{"report_id": "another"}, {"words": "99%"}])
def test_a_figure_of_another_report_or_of_other_words_is_refused(  # type: ignore[no-untyped-def]
    catalog: Catalog, write, changes: dict[str, str]
) -> None:
    entry = write("a.txt")
    with pytest.raises(ValueError, match="not read from report"):
        catalog.put(*entry, Facts((replace(figure(entry.report, 0), **changes),)))  # type: ignore[arg-type]
    assert (catalog.report_ids(), catalog.figures()) == ((), ())


def test_many_reports_come_in_their_order(catalog: Catalog, write) -> None:  # type: ignore[no-untyped-def]
    entries = [write(f"{number}.txt") for number in range(12)]
    for entry in entries:
        catalog.put(*entry, Facts((figure(entry.report, 1, SCHOOLS), figure(entry.report, 0))))
    asked = [entry.report.id for entry in entries] + [str(number) for number in range(2_000)]
    found = [(one.report_id, one.start) for one in catalog.figures(asked[::-1])]
    assert len(found) == 24
    assert found == sorted(found)
