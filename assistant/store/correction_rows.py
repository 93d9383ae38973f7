"""Corrections of reports by hand <-> rows of the catalog; they stay when a report is read anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, delete, insert, select

from assistant.domain import CorrectableField, CorrectedValue, Correction, Participant, Period
from assistant.store.database import CORRECTIONS, chosen

_ORDER = {field: number for number, field in enumerate(get_args(CorrectableField))}
_DAYS = ("held_on", "published_on")


def read_corrections(
    connection: Connection, report_ids: Sequence[str] | None = None
) -> Mapping[str, tuple[Correction, ...]]:
    """Return the corrections of these reports by report id, of all when None, in the order of the fields."""
    found: dict[str, list[Correction]] = {}
    for row in chosen(connection, select(CORRECTIONS), CORRECTIONS.c.report_id, report_ids):
        value = _value_from(row["field"], row["value"])
        found.setdefault(row["report_id"], []).append(Correction(row["field"], value))
    return {report_id: tuple(sorted(made, key=_in_order)) for report_id, made in found.items()}


def write_corrections(connection: Connection, report_id: str, corrections: Sequence[Correction]) -> bool:
    """Keep these corrections of a report in place of its earlier ones; return whether that changes anything."""
    made = tuple(sorted(corrections, key=_in_order))
    if read_corrections(connection, [report_id]).get(report_id, ()) == made:
        return False
    drop_corrections(connection, report_id)
    if made:
        rows = [{"report_id": report_id, "field": one.field, "value": _kept(one.value)} for one in made]
        connection.execute(insert(CORRECTIONS), rows)
    return True


def drop_corrections(connection: Connection, report_id: str) -> None:
    """Forget the corrections of a report."""
    connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.report_id == report_id))


def _in_order(correction: Correction) -> int:
    return _ORDER[correction.field]


def _kept(value: CorrectedValue) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Period():
            return [value.start.isoformat(), value.end.isoformat(), value.label]
        case tuple():
            return [astuple(one) for one in value]
        case _:
            return value


def _value_from(field: str, kept: Any) -> CorrectedValue:
    if kept is not None and field in _DAYS:
        return date.fromisoformat(kept)
    if kept is not None and field == "period":
        start, end, label = kept
        return Period(date.fromisoformat(start), date.fromisoformat(end), label)
    if kept is not None and field == "participants":
        return tuple(Participant(*one) for one in kept)
    value: CorrectedValue = kept
    return value
