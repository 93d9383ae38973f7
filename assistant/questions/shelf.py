"""The reports of a library -> the names that questions are held against, gathered once for as long as they stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import ReportSummary
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_places, letters_in, letters_of


@dataclass(frozen=True, slots=True)
class Shelf:
    """`units` are the places of the reports and what they lie in, with the letters of their bare names; `people` those
    who took part, with their folded names."""

    units: Mapping[str, str]
    people: Mapping[str, str]

    def units_in(self, text: str) -> Iterator[str]:
        """Yield the units that `find_name` may find in a text by their bare names."""
        letters = letters_in(text)
        return (unit for unit, name in self.units.items() if name in letters)

    def people_in(self, text: str) -> Iterator[str]:
        """Yield the people whom a text names, however it is typed."""
        folded = fold(text)
        return (full for full, name in self.people.items() if name in folded and _stands_in(name, folded))


def shelf_of(reports: Sequence[ReportSummary]) -> Shelf:
    """Return what is gathered of these reports."""
    return _gathered(_Same(reports))


def bare_name(place: str) -> str:
    """Return a place without the word for its level: "huyện Hòa An" -> "Hòa An"."""
    found = find_places(place)
    return found[0].name if found else place


class _Same:
    """Reports that equal themselves alone: to compare thousands would cost more than to gather their names."""

    def __init__(self, reports: Sequence[ReportSummary]) -> None:
        self.reports = reports

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.reports is other.reports

    def __hash__(self) -> int:
        return id(self.reports)


@lru_cache(maxsize=4)
def _gathered(same: _Same) -> Shelf:
    units = dict.fromkeys(unit for report in same.reports for unit in report.units)
    names = dict.fromkeys(person.name for report in same.reports for person in report.participants)
    return Shelf(
        {unit: letters_of(bare_name(unit)) for unit in units}, {name: fold(name) for name in names if " " in name}
    )


def _stands_in(name: str, folded: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None
