"""Statements over samples/, faithful and not, held against the rules: python -m evaluation.bench_verify [--show].

Each file of evaluation/verification/ is a table. The rules were tuned with `tuned.jsonl`; the tables of other names
were written once the rules were frozen. A statement that is not faithful must be caught, a faithful one must pass.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.verification import Verdict, check
from assistant.domain import Report, Source
from assistant.reading import read_report
from evaluation import bars

PROJECT = Path(__file__).resolve().parents[1]
TABLES = PROJECT / "evaluation" / "verification"
TUNED_WITH = "tuned"
CAUGHT, FALSE_ALARMS = 0.98, 0.03
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of a table: `quotes` are exact strings of the kept text of `report`, a file of samples/."""

    id: str
    kind: str
    faithful: bool
    text: str
    report: str
    quotes: tuple[str, ...]
    language: str


def main() -> int:
    """Print for each table how many unfaithful statements are caught and how many faithful ones are, by kind."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_verify")
    parser.add_argument("--show", action="store_true", help=f"print what goes wrong in {TUNED_WITH}.jsonl")
    show = parser.parse_args().show
    tables = sorted(TABLES.glob("*.jsonl"), key=lambda path: (path.stem != TUNED_WITH, path.stem))
    if not tables:
        return bars.no_data(str(TABLES))
    return max(_measure(path, show=show and path.stem == TUNED_WITH) for path in tables)


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read a table."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(Row(**{**row, "quotes": tuple(row["quotes"])}) for row in rows)


def judge(row: Row) -> Verdict:
    """Return the verdict on a row's statement. Raises ValueError when its report does not hold a quote."""
    return check(DraftStatement(row.text, quotes_of(row)))


def quotes_of(row: Row) -> tuple[Quote, ...]:
    """Return the words a row's statement cites. Raises ValueError when its report does not hold them."""
    report = _read(row.report)
    starts = (report.text.index(words) for words in row.quotes)
    return tuple(Quote(report, start, start + len(words)) for start, words in zip(starts, row.quotes, strict=True))


def _measure(path: Path, *, show: bool) -> int:
    rows = read_rows(path)
    wrong = {row.id: judge(row) for row in rows}
    if show:
        _print_misses(rows, wrong)
    how = "tuned with" if path.stem == TUNED_WITH else "written after the rules"
    caught, alarms = (_figures(rows, wrong, faithful) for faithful in (False, True))
    return bars.report(f"{path.name}: {len(rows)} statements over samples/, {how}", (*caught, *alarms))


def _figures(rows: Sequence[Row], verdicts: dict[str, Verdict], faithful: bool) -> tuple[bars.Figure, ...]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row.faithful == faithful:
            kinds[row.kind].append(bool(verdicts[row.id].wrong))
    every = [found for kind in kinds.values() for found in kind]
    name, bar = ("false alarms", FALSE_ALARMS) if faithful else ("caught", CAUGHT)
    whole = bars.Figure(f"{name}, of {len(every)}", _share(every), bar, at_most=faithful)
    return (whole, *(bars.Figure(f"  {kind}, of {len(kinds[kind])}", _share(kinds[kind])) for kind in sorted(kinds)))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _print_misses(rows: Sequence[Row], verdicts: dict[str, Verdict]) -> None:
    for row in rows:
        verdict = verdicts[row.id]
        if bool(verdict.wrong) == row.faithful:
            said = "ALARM" if row.faithful else "MISSED"
            print(f"{said} {row.id} {row.kind} {verdict.kinds} {verdict.wrong}\n    {row.text}")
            print(f"    < {' / '.join(row.quotes)[:_SHOWN]}")


@lru_cache(maxsize=64)
def _read(name: str) -> Report:
    return read_report(PROJECT / "samples" / name, Source("samples", "", name, ""), name)


if __name__ == "__main__":
    sys.exit(main())
