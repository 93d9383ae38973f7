"""What a report was read to say about itself, and corrections by hand -> what holds of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from assistant.domain.report import Metadata, Origin, Participant, Period, Report

CorrectableField = Literal[
    "title",
    "body",
    "term",
    "session",
    "place",
    "commune",
    "district",
    "province",
    "held_on",
    "published_on",
    "period",
    "number",
    "participants",
]
CorrectedValue = str | int | date | Period | tuple[Participant, ...] | None
# The rule of an Origin whose value nobody read: it stands nowhere in the text.
BY_HAND = "corrected by hand"

_Known = TypeVar("_Known", bound=Metadata)
_UNITS: tuple[Literal["commune", "district", "province"], ...] = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Correction:
    """The value of a report's metadata that holds instead of the one that was read; None says that it is unknown."""

    field: CorrectableField
    value: CorrectedValue


def corrected(known: _Known, corrections: Sequence[Correction]) -> _Known:
    """Return what is known of a report with the corrections in place of what was read; their origin is BY_HAND.

    A corrected place of the same level (huyện A -> huyện B) also replaces the commune, district or province it was.
    """
    if not corrections:
        return known
    values = {one.field: one.value for one in corrections}
    values |= _following(known, values)
    kept = (origin for origin in known.origins if origin.field not in values)
    origins = (*kept, *(Origin(field, BY_HAND, None, None) for field in values))
    return replace(known, **values, origins=origins)  # type: ignore[arg-type]


def named_in(known: Report, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return corrections with each participant where the text of a report, as it was read, names them.

    Who is named nowhere is left out: what is said of somebody must lead to words of the report.
    """
    return tuple(
        replace(one, value=tuple(found for person in one.value if (found := _found(known, person))))
        if isinstance(one.value, tuple)
        else one
        for one in corrections
    )


def _found(known: Report, person: Participant) -> Participant | None:
    read = [one for one in known.participants if one.name == person.name and one.start < one.end]
    where = next((one for one in read if one.part == person.part), read[0] if read else None)
    if where:
        return replace(person, start=where.start, end=where.end)
    words = r"\s+".join(map(re.escape, person.name.split()))
    told = re.search(rf"(?<!\w){words}(?!\w)", known.text, re.IGNORECASE)
    return replace(person, start=told.start(), end=told.end()) if told else None


def is_by_hand(known: Metadata, field: str) -> bool:
    """Tell whether a value was corrected by hand."""
    return any(origin.field == field and origin.rule == BY_HAND for origin in known.origins)


def _following(known: Metadata, values: Mapping[CorrectableField, CorrectedValue]) -> dict[CorrectableField, str]:
    place, before = values.get("place"), known.place
    if not isinstance(place, str) or before is None or _level(place) != _level(before):
        return {}
    return {unit: place for unit in _UNITS if unit not in values and getattr(known, unit) == before}


def _level(unit: str) -> str:
    return unit.split(" ")[0].casefold()
