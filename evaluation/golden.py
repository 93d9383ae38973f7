"""Hand-made tables of what reports say about themselves -> Golden entries to hold a reader against.

A table holds values and offsets, never a report's sentences; of a title that the repository must not carry it holds a
hash. Offsets count the letters and digits of the kept text before a place, so they outlast any change of spaces and
breaks; `letters_sha256` tells when the text itself is another.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Period, Report

Span = tuple[int, int]
TABLES = Path(__file__).with_name("tables")


class GoldenOutdated(Exception):
    """A report's file or its kept text is no longer the one that was annotated."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a field should hold, and where the report says so; None when the words stand outside the kept text."""

    value: Any
    at: Span | None


@dataclass(frozen=True, slots=True)
class Golden:
    """One annotated report. `content` are the spans that are its own (prose, headings, captions, tables), None when
    they were not marked; `sections` tells where each begins; people are (name, part, office)."""

    file: str
    sha256: str
    letters_sha256: str
    values: dict[str, Value]
    people: tuple[tuple[str, str, str | None], ...]
    documents: tuple[str, ...]
    sections: tuple[tuple[str, int], ...]
    content: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, and where each stands in it."""

    text: str
    positions: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """Count the letters and digits of a text."""
        positions = tuple(position for position, character in enumerate(text) if character.isalnum())
        return cls("".join(text[position] for position in positions), positions)

    def offset(self, position: int) -> int:
        """How many letters stand before a position of the text."""
        return bisect_left(self.positions, position)

    @property
    def sha256(self) -> str:
        """The hash of the letters."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_table(name: str) -> tuple[Golden, ...]:
    """Return the entries of evaluation/tables/<name>.json."""
    entries = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(_golden(entry) for entry in entries)


def check(golden: Golden, raw: bytes, report: Report) -> Letters:
    """Return the letters of a report. Raises GoldenOutdated when it is not the one that was annotated."""
    return check_text(golden.file, golden.sha256, golden.letters_sha256, raw, report)


def check_text(file: str, sha256: str, letters_sha256: str, raw: bytes, report: Report) -> Letters:
    """Return the letters of the report in `file`. Raises GoldenOutdated when it is not the one of these hashes."""
    letters = Letters.of(report.text)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise GoldenOutdated(f"{file} is not the file that was annotated.")
    if letters.sha256 != letters_sha256:
        raise GoldenOutdated(f"The kept text of {file} has changed: annotate it again.")
    return letters


def _golden(entry: dict[str, Any]) -> Golden:
    content = entry.get("content")
    return Golden(
        file=entry["file"],
        sha256=entry["sha256"],
        letters_sha256=entry["letters_sha256"],
        values={field: _value(field, known) for field, known in entry["values"].items()},
        people=tuple((name, part, office) for name, part, office in entry["people"]),
        documents=tuple(entry["documents"]),
        sections=tuple((kind, start) for kind, start in entry["sections"]),
        content=None if content is None else tuple((start, end) for start, end in content),
    )


def _value(field: str, known: dict[str, Any]) -> Value:
    value, at = known["value"], known["at"]
    if field in ("held_on", "published_on"):
        value = date.fromisoformat(value)
    elif field == "period":
        value = Period(date.fromisoformat(value[0]), date.fromisoformat(value[1]), "")
    return Value(value, (at[0], at[1]) if at else None)
