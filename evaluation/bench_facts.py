"""Figures extracted and held against hand-made tables: python -m evaluation.bench_facts [--show].

The rules were written while looking at the reports of `development`; those of `held_out` were annotated by another
author and held against the rules without having been looked at. The other sets are not annotated yet. A figure is right
when value, unit, kind, period and place are; of a target's period the last day counts, for the first is seldom said.
Reports or tables that are missing are named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import sqrt
from pathlib import Path
from typing import Any

from assistant.domain import Figure, Report, Source
from assistant.facts import find_figures
from assistant.reading import read_report
from assistant.vietnamese.folding import fold
from evaluation import bars
from evaluation.bench_reading import CONCLUSIONS, FOLDERS
from evaluation.golden import Letters, check_text

TABLES = Path(__file__).with_name("tables") / "facts"
SETS = {
    "development": FOLDERS["development"],
    "seeds": FOLDERS["seeds"],
    "samples": FOLDERS["samples"],
}
PRECISION, RECALL = 0.95, 0.90
FIELDS = ("value", "unit", "kind", "period", "place")
_Z = 1.96
_SPELT = {"đ/c": "đồng chí", "dn": "doanh nghiệp", "htx": "hợp tác xã"}


@dataclass(frozen=True, slots=True)
class GoldenFigure:
    """A figure as annotated; `at` counts letters of the kept text."""

    at: tuple[int, int]
    value: Decimal
    unit: str
    kind: str
    period: tuple[str, str] | None
    place: str | None


@dataclass(slots=True)
class Score:
    """What a set of reports amounts to: figures annotated, found, at the right place, and right in each field."""

    wanted: int = 0
    found: int = 0
    met: int = 0
    right: int = 0
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))


def main() -> int:
    """Print precision and recall of each set of reports; 1 when a bar is missed, 2 without data."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_facts")
    parser.add_argument("--show", action="store_true", help="print each figure that is wrong, missing or too many")
    show = parser.parse_args().show
    statuses = []
    for name, folder in SETS.items():
        table = TABLES / f"{name}.json"
        if not (folder.is_dir() and table.exists()):
            statuses.append(bars.no_data(f"{name} (no {folder if table.exists() else table.name})"))
            continue
        score = Score()
        entries = json.loads(table.read_text(encoding="utf-8"))
        for entry in entries:
            _hold_against(entry, folder, score, show=show)
        statuses.append(bars.report(f"{name}: figures of {len(entries)} reports", tuple(_rows(score))))
    status = bars.MISSED if bars.MISSED in statuses else max(statuses, default=bars.NO_DATA)
    print(CONCLUSIONS[status])
    return status


def interval(right: int, count: int) -> tuple[float, float]:
    """Return the 95% interval of a share by Wilson's score (Wilson, 1927)."""
    if not count:
        return 0.0, 1.0
    share, spread = right / count, _Z * _Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def wrong_fields(wanted: GoldenFigure, found: Figure) -> tuple[str, ...]:
    """Return the fields in which a figure differs from the annotated one."""
    same = {
        "value": abs(found.value - wanted.value) <= abs(wanted.value) / 1_000_000,
        "unit": _same_unit(wanted.unit, found.unit),
        "kind": found.kind == wanted.kind,
        "period": _same_period(wanted, found),
        "place": fold(wanted.place or "") == fold(found.place or ""),
    }
    return tuple(name for name in FIELDS if not same[name])


def _hold_against(entry: dict[str, Any], folder: Path, score: Score, *, show: bool) -> None:
    path = folder / entry["file"]
    report = read_report(path, Source("golden", "", entry["file"], ""), entry["file"])
    letters = check_text(entry["file"], entry["sha256"], entry["letters_sha256"], path.read_bytes(), report)
    golden = tuple(map(_golden, entry["figures"]))
    figures = list(find_figures(report))
    score.wanted += len(golden)
    score.found += len(figures)
    for one in golden:
        figure = next((f for f in figures if _stands_at(one, f, letters)), None)
        wrong: Sequence[str] = ("missing",)
        if figure:
            figures.remove(figure)
            wrong = wrong_fields(one, figure)
            score.met += 1
            score.right += not wrong
            for name in FIELDS:
                score.fields[name] += name not in wrong
        if wrong and show:
            print(f"{entry['file']}: {_told(report, letters, one)}: {', '.join(wrong)}; should be {one}, is {figure}")
    if show:
        print(*(f"{entry['file']}: too many: {f.words} ({f.kind})" for f in figures), sep="\n")


def _rows(score: Score) -> Iterator[bars.Figure]:
    for name, count, bar in (("precision", score.found, PRECISION), ("recall", score.wanted, RECALL)):
        low, high = interval(score.right, count)
        share = score.right / count if count else 0.0
        yield bars.Figure(f"all right: {name} of {count} ({low:.3f} to {high:.3f})", share, bar)
    for name in FIELDS:
        low, high = interval(score.fields[name], score.met)
        share = score.fields[name] / score.met if score.met else 0.0
        yield bars.Figure(f"{name}, of {score.met} met ({low:.3f} to {high:.3f})", share)


def _golden(entry: dict[str, Any]) -> GoldenFigure:
    first, last = entry["at"]
    period = tuple(entry["period"]) if entry["period"] else None
    value = Decimal(str(entry["value"]))
    return GoldenFigure((first, last), value, entry["unit"], entry["kind"], period, entry["place"])


def _stands_at(wanted: GoldenFigure, found: Figure, letters: Letters) -> bool:
    return letters.offset(found.start) < wanted.at[1] and wanted.at[0] < letters.offset(found.end)


def _same_unit(wanted: str, found: str) -> bool:
    """Whether two units are one: a longer noun for what is counted is the same thing, "nhà" and "nhà ở"."""
    first, second = (
        fold(_SPELT.get(unit.lower(), unit)).replace("²", "2").replace("³", "3") for unit in (wanted, found)
    )
    return bool(second) and (first.startswith(second) or second.startswith(first))


def _same_period(wanted: GoldenFigure, found: Figure) -> bool:
    if wanted.period is None or found.period is None:
        return wanted.period is None and found.period is None
    own = (found.period.start.isoformat(), found.period.end.isoformat())
    return own[1] == wanted.period[1] if wanted.kind == "target" else own == wanted.period


def _told(report: Report, letters: Letters, one: GoldenFigure) -> str:
    start, end = letters.positions[one.at[0]], letters.positions[one.at[1] - 1] + 1
    return " ".join(report.text[max(0, start - 60) : end + 20].split())


if __name__ == "__main__":
    sys.exit(main())
