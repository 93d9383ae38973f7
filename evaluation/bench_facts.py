"""Figures, people and events held against hand-made tables: python -m evaluation.bench_facts [--show].

The rules were mended with the reports of `development`, `formerly_unseen`, `samples` and `seeds`; those of `unseen`
were held against them for the first time when the rules were frozen. The bars are for `seeds` and `unseen`. A figure is
right when value, unit, kind, period and place are; of a target's period the last day counts, for the first is seldom
said. A person is right with the part taken, an event with its days. Reports or tables that are missing are named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.domain import Facts, Figure, Point, Report, Source
from assistant.facts import find_facts
from assistant.reading import read_report
from assistant.vietnamese.folding import canonical_spelling, fold
from evaluation import bars
from evaluation.bench_reading import FOLDERS
from evaluation.golden import Letters, check_text

TABLES = Path(__file__).with_name("tables") / "facts"
SETS = {
    "development": FOLDERS["development"],
    "formerly_unseen": FOLDERS["unseen"],
    "samples": FOLDERS["samples"],
    "seeds": FOLDERS["seeds"],
    "unseen": FOLDERS["unseen"],
}
WITH_BARS = frozenset(("seeds", "unseen"))
PRECISION, RECALL = 0.95, 0.90
FIELDS = ("value", "unit", "kind", "period", "place")
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
class Tally:
    """How many facts of one sort are annotated, how many were found, and how many of these are right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    def add(self, wanted: int, found: int, right: int) -> None:
        """Count one more report."""
        self.wanted += wanted
        self.found += found
        self.right += right


@dataclass(slots=True)
class Score:
    """What a set of reports amounts to; `met` counts figures found at the right place, `fields` those right in each."""

    figures: Tally = field(default_factory=Tally)
    people: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)
    met: int = 0
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))


def main() -> int:
    """Print precision and recall of each set of reports; 1 when a bar is missed, 2 without data."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_facts")
    parser.add_argument("--show", action="store_true", help="print each fact that is wrong, missing or too many")
    say: Callable[[str], None] = print if parser.parse_args().show else lambda _: None
    statuses = []
    for name, folder in SETS.items():
        table = TABLES / f"{name}.json"
        if not (folder.is_dir() and table.exists()):
            statuses.append(bars.no_data(f"{name} (no {folder if table.exists() else table.name})"))
            continue
        score = Score()
        entries = json.loads(table.read_text(encoding="utf-8"))
        for entry in entries:
            hold_against(entry, folder, score, say)
        rows = tuple(_rows(score, with_bars=name in WITH_BARS))
        statuses.append(bars.report(f"{name}: facts of {len(entries)} reports", rows))
    status = bars.MISSED if bars.MISSED in statuses else max(statuses, default=bars.NO_DATA)
    print(bars.CONCLUSIONS[status])
    return status


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


def hold_against(entry: dict[str, Any], folder: Path, score: Score, say: Callable[[str], None]) -> None:
    """Hold one report's facts against its entry of a table. Raises GoldenOutdated when it is another report."""
    path = folder / entry["file"]
    report = read_report(path, Source("golden", "", entry["file"], ""), entry["file"])
    letters = check_text(entry["file"], entry["sha256"], entry["letters_sha256"], path.read_bytes(), report)
    facts = find_facts(report)
    _hold_figures(entry, report, letters, facts, score, say)
    _hold_people(entry, report, score, say)
    _hold_events(entry, letters, facts, score, say)


def _hold_figures(
    entry: dict[str, Any], report: Report, letters: Letters, facts: Facts, score: Score, say: Callable[[str], None]
) -> None:
    golden, figures = tuple(map(_golden, entry["figures"])), list(facts.figures)
    right = 0
    for one in golden:
        figure = next((f for f in figures if _stands_at(one.at, (f.start, f.end), letters)), None)
        wrong: Sequence[str] = ("missing",)
        if figure:
            figures.remove(figure)
            wrong = wrong_fields(one, figure)
            score.met += 1
            right += not wrong
            for name in FIELDS:
                score.fields[name] += name not in wrong
        if wrong:
            say(f"{entry['file']}: {_told(report, letters, one)}: {', '.join(wrong)}; should be {one}, is {figure}")
    score.figures.add(len(golden), len(facts.figures), right)
    for figure in figures:
        say(f"{entry['file']}: too many: {figure.words} ({figure.kind})")


def _hold_people(entry: dict[str, Any], report: Report, score: Score, say: Callable[[str], None]) -> None:
    wanted = {(_spelt(name), part) for name, part, _ in entry["people"]}
    found = {(_spelt(person.name), str(person.part)) for person in report.participants}
    score.people.add(len(wanted), len(found), len(wanted & found))
    for name, part in sorted(wanted - found):
        say(f"{entry['file']}: person missing: {name} ({part})")
    for name, part in sorted(found - wanted):
        say(f"{entry['file']}: person too many: {name} ({part})")


def _hold_events(
    entry: dict[str, Any], letters: Letters, facts: Facts, score: Score, say: Callable[[str], None]
) -> None:
    wanted = [one for one in entry["events"] if one["dates"]]
    found = [point for point in facts.points if point.kind == "event"]
    right = [one for one in wanted if any(_is_event(one, point, letters) for point in found)]
    score.events.add(len(wanted), len(found), len(right))
    for one in wanted:
        if one not in right:
            say(f"{entry['file']}: event missing: {one['dates']} at {one['at']}")
    for point in found:
        if not any(_is_event(one, point, letters) for one in wanted):
            say(f"{entry['file']}: event too many: {point}")


def _is_event(wanted: dict[str, Any], point: Point, letters: Letters) -> bool:
    when = point.when and [point.when.start.isoformat(), point.when.end.isoformat()]
    return when == wanted["dates"] and _stands_at(tuple(wanted["at"]), (point.start, point.end), letters)


def _rows(score: Score, *, with_bars: bool) -> Iterator[bars.Figure]:
    tallies = (("figures", score.figures, True), ("people", score.people, True), ("events", score.events, False))
    for name, tally, has_bar in tallies:
        for what, count, bar in (("precision", tally.found, PRECISION), ("recall", tally.wanted, RECALL)):
            if count:
                low, high = bars.interval(tally.right, count)
                told = f"{name}, all right: {what} of {count} ({low:.3f} to {high:.3f})"
                yield bars.Figure(told, tally.right / count, bar if with_bars and has_bar else None)
    for name in FIELDS if score.met else ():
        low, high = bars.interval(score.fields[name], score.met)
        yield bars.Figure(f"{name}, of {score.met} met ({low:.3f} to {high:.3f})", score.fields[name] / score.met)


def _golden(entry: dict[str, Any]) -> GoldenFigure:
    first, last = entry["at"]
    period = tuple(entry["period"]) if entry["period"] else None
    value = Decimal(str(entry["value"]))
    return GoldenFigure((first, last), value, entry["unit"], entry["kind"], period, entry["place"])


def _stands_at(wanted: tuple[int, int], found: tuple[int, int], letters: Letters) -> bool:
    return letters.offset(found[0]) < wanted[1] and wanted[0] < letters.offset(found[1])


def _spelt(name: str) -> str:
    return canonical_spelling(name.lower())


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
