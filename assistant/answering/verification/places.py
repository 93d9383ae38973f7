"""A statement and its grounds -> a place in it that neither the cited words name nor its reports lie in."""

from __future__ import annotations

from assistant.answering.verification.grounds import Grounds
from assistant.vietnamese.places import find_name, find_places, same_name


def wrong_place(statement: str, grounds: Grounds) -> str:
    """Return the first place of a plain statement that its grounds don't know, else ""."""
    units = [unit for report in grounds.context.reports for unit in report.units]
    for place in find_places(statement):
        if any(same_name(place.text, unit) or same_name(place.name, unit) for unit in units):
            continue
        if find_name(grounds.full, place.name) is None and find_name(grounds.context.told, place.name) is None:
            return place.text
    return ""
