"""A statement and its grounds -> a place in it that neither the cited words name nor its reports lie in."""

from __future__ import annotations

from assistant.answering.verification.grounds import Grounds
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import SURNAMES
from assistant.vietnamese.places import Place, find_name, find_places, same_name


def wrong_place(statement: str, grounds: Grounds) -> str:
    """Return the first place of a plain statement that its grounds don't know, else ""."""
    units = [unit for report in grounds.context.reports for unit in report.units]
    for place in find_places(statement):
        if any(same_name(place.text, unit) or same_name(place.name, unit) for unit in units):
            continue
        runs_on = statement[place.end : place.end + 2][1:].isupper()
        name = _without_person(place.name, runs_on=runs_on)
        if name != place.name and any(same_name(name, unit) for unit in units):
            continue
        if find_name(grounds.told, name) is None and _names_another(place, grounds):
            return place.text
        if find_name(grounds.full, name) is None and find_name(grounds.context.told, name) is None:
            return place.text
    return ""


def _names_another(place: Place, grounds: Grounds) -> bool:
    """Whether the quotes themselves name a place of the same kind, which then is no longer the one before them."""
    kind = fold(place.text).removesuffix(fold(place.name)).strip()
    return bool(kind) and any(fold(other.text).startswith(kind) for other in find_places(grounds.told))


def _without_person(name: str, *, runs_on: bool) -> str:
    """A place's name without the surname of somebody named right behind it: "Yên Hạ Lê"."""
    *rest, last = name.split()
    return " ".join(rest) if len(rest) > 1 and (runs_on or fold(last) in SURNAMES) else name
