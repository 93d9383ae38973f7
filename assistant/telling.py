"""The outcomes of an ingest -> the table, the JSON or the lines that are printed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePosixPath

from assistant.ingesting import Outcome

STATUSES = ("added", "updated", "unchanged", "removed", "failed")


def print_result(outcomes: Sequence[Outcome], note: str, *, as_json: bool) -> None:
    """Print the totals, all and by format, and what failed; as JSON every file."""
    if as_json:
        formats = {suffix: _counted(of_it) for suffix, of_it in _by_format(outcomes).items()}
        files = [asdict(outcome) for outcome in outcomes]
        print(json.dumps({"totals": _counted(outcomes), "formats": formats, "files": files}, ensure_ascii=False))
        return
    print_table(outcomes)
    for outcome in outcomes:
        if outcome.status == "failed":
            print(on_one_line(f"failed: {outcome.path}: {outcome.reason}"))
    if note:
        print(note)


def print_table(outcomes: Sequence[Outcome]) -> None:
    """Print the totals, with a row for each format when there are several."""
    from rich.console import Console
    from rich.table import Table

    formats = _by_format(outcomes)
    several = len(formats) > 1
    table = Table(*(("format",) if several else ()), *STATUSES)
    if several:
        for suffix, of_it in formats.items():
            table.add_row(*_cells(suffix, of_it))
        table.add_section()
    table.add_row(*_cells("total", outcomes)[0 if several else 1 :])
    Console().print(table)


def of_other_formats(passed_over: Mapping[str, int]) -> str:
    """Return a line that tells how many files were left out because of their format; "" for none."""
    if not passed_over:
        return ""
    kinds = ", ".join(f"{count} {on_one_line(suffix)}" for suffix, count in sorted(passed_over.items()))
    return f"Passed over, as their format is not read: {kinds}"


def line(outcome: Outcome, at: datetime, *, as_json: bool) -> str:
    """Return what became of one file, and when, on one line."""
    if as_json:
        return json.dumps({"time": at.isoformat(timespec="seconds"), **asdict(outcome)}, ensure_ascii=False)
    passages = f" ({outcome.passages} passage{'s' if outcome.passages != 1 else ''})" if outcome.passages else ""
    reason = f": {outcome.reason}" if outcome.reason else ""
    return timed(f"{outcome.status:<9} {outcome.path}{passages}{reason}", at)


def timed(text: str, at: datetime) -> str:
    """Return a text on one line behind the time."""
    return f"{at:%Y-%m-%d %H:%M:%S}  {on_one_line(text)}"


def on_one_line(text: str) -> str:
    """Return a text without control characters, which names of files and parsers' reasons may hold."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


def _by_format(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes by the ending of the document's own name, also of one within an archive."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(PurePosixPath(outcome.path).suffix.lower() or "(none)", []).append(outcome)
    return dict(sorted(found.items()))


def _counted(outcomes: Sequence[Outcome]) -> dict[str, int]:
    counts = Counter[str](outcome.status for outcome in outcomes)
    return {status: counts[status] for status in STATUSES}


def _cells(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    from rich.markup import escape

    return [escape(name), *map(str, _counted(outcomes).values())]
