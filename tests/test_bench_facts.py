"""The benchmark of facts: what counts as right, and how sure a share is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.domain import Figure, Period
from evaluation import bench_facts
from evaluation.bars import interval
from evaluation.bench_facts import GoldenFigure, wrong_fields

MONTH = Period(date(2023, 8, 1), date(2023, 8, 31), "tháng 8/2023")
FOUND = Figure(
    id="r:f0",
    report_id="r",
    kind="result",
    indicator="thu ngân sách",
    canonical="thu ngân sách nhà nước",
    value=Decimal(65_000_000_000),
    unit="đồng",
    words="65 tỷ đồng",
    approximation="ước",
    out_of=None,
    up_to=None,
    against=None,
    period=MONTH,
    cumulative=False,
    place="huyện Đông Ninh",
    section="results",
    is_slip=False,
    start=0,
    end=10,
    clause_start=0,
    clause_end=10,
)
WANTED = GoldenFigure((0, 8), FOUND.value, "đồng", "result", ("2023-08-01", "2023-08-31"), "huyện Đông Ninh")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, ()),
        ({"value": Decimal(6_500_000_000)}, ("value",)),
        ({"unit": "%"}, ("unit",)),
        ({"unit": ""}, ("unit",)),
        ({"kind": "target"}, ("kind",)),
        ({"period": None}, ("period",)),
        ({"period": Period(date(2023, 1, 1), date(2023, 8, 31), "8 tháng")}, ("period",)),
        ({"place": "xã Minh Phú"}, ("place",)),
        ({"place": "Huyện Đông Ninh"}, ()),
    ],
)
def test_fields_that_differ(changes: dict[str, object], wrong: tuple[str, ...]) -> None:
    assert wrong_fields(WANTED, replace(FOUND, **changes)) == wrong  # type: ignore[arg-type]


def test_of_a_target_only_the_last_day_counts() -> None:
    by_august = Period(date(2023, 1, 1), date(2023, 8, 31), "đến 31/8/2023")
    aimed = replace(FOUND, kind="target", period=by_august)
    assert wrong_fields(replace(WANTED, kind="target"), aimed) == ()
    assert wrong_fields(WANTED, replace(aimed, kind="result")) == ("period",)


def test_interval_is_wilsons() -> None:
    # Wilson's 95% interval of 95 in 100 is .888 to .978.
    low, high = interval(95, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
    assert interval(0, 0) == (0.0, 1.0)


def test_the_repositorys_own_table_fits_its_reports(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["bench_facts"])
    monkeypatch.setattr(bench_facts, "SETS", {"samples": bench_facts.SETS["samples"]})
    bench_facts.main()
    printed = capsys.readouterr().out
    value = next(line for line in printed.splitlines() if line.strip().startswith("value, of"))
    assert float(value.split()[-1]) > 0.98
