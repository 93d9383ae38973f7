"""What a child does for one request: read a report, find the facts of one that was read, or list the documents of an
archive. Answers are lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.domain import Facts, Figure, Point, Report, Source
from assistant.errors import ReadingError
from assistant.facts import find_facts
from assistant.reading import READER, Member, list_members, read_report
from assistant.reading.draft import check_length

# Of a source nothing is told: it is known to the one that asks, and may be no Unicode.
_UNKNOWN = Source("", "", "", "")
# What a worker says first, and how answers begin.
READY, DONE, FAILED = b"ready\n", b"+", b"-"
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read, and the facts in it."""

    report: Report
    facts: Facts


READING = TypeAdapter(Reading)
REPORT = TypeAdapter(Report)
FACTS = TypeAdapter(Facts)
MEMBERS = TypeAdapter(tuple[Member, ...])


def carry_out(request: Mapping[str, Any]) -> bytes:
    """Return the answer to a request: DONE with what was asked for, or FAILED with the reason in one line.

    Every exception becomes a reason: this is the outermost edge of a child, and its file is reported by name.
    """
    try:
        return DONE + _TASKS[request["task"]](request)
    except ReadingError as exc:
        return failed(str(exc))
    except MemoryError:
        return failed("reading it needs more memory than a file may take; split it into smaller ones")
    except RecursionError:
        return failed("damaged file: its parts lie too deep in each other; save it again as .docx or .pdf")
    except Exception as exc:
        return failed(f"it cannot be read ({type(exc).__name__}: {exc})")


def failed(reason: str) -> bytes:
    """Return the answer that a file failed for this reason."""
    return FAILED + json.dumps(" ".join(reason.split())[:LONGEST_REASON]).encode()


def _read(request: Mapping[str, Any]) -> bytes:
    report = read_report(Path(request["path"]), _UNKNOWN, request["report_id"], request["member"])
    return READING.dump_json(Reading(report, find_facts(report)))


def _facts(request: Mapping[str, Any]) -> bytes:
    return FACTS.dump_json(find_facts(REPORT.validate_python(request["report"])))


def _list(request: Mapping[str, Any]) -> bytes:
    return MEMBERS.dump_json(list_members(Path(request["path"])))


def told(report: Report) -> Any:
    """Return a report as a request tells it."""
    return REPORT.dump_python(replace(report, source=_UNKNOWN), mode="json")


def of_report(facts: Facts, report: Report) -> Facts:
    """Return facts as they are. Raises ValueError for those of no words of this report."""
    found: tuple[Figure | Point, ...] = (*facts.figures, *facts.points)
    for fact in found:
        if fact.report_id != report.id or not 0 <= fact.start < fact.end <= len(report.text):
            raise ValueError("the facts of another report")
    return facts


def of_source(reading: Reading, source: Source, report_id: str) -> Reading:
    """Return a reading whose report came from `source`. Raises ValueError for one that no reader makes: a child that
    was taken over may answer anything."""
    report, facts = reading.report, reading.facts
    check_length(len(report.text), len(report.blocks))
    spans = [(block.start, block.end) for block in report.blocks]
    in_order = all(before <= start for (_, before), (start, _) in pairwise(spans))
    if not in_order or not all(0 <= start <= end <= len(report.text) for start, end in spans):
        raise ValueError("blocks that overlap or lie outside of the text")
    told_of = {report.id, *(one.report_id for one in facts.figures), *(one.report_id for one in facts.points)}
    if told_of != {report_id}:
        raise ValueError("the report of another file")
    return replace(reading, report=replace(report, source=replace(source, reader=READER)))


_TASKS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {"read": _read, "facts": _facts, "list": _list}
