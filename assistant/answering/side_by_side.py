"""A Query that compares places, and evidence -> one question for each place, with the clause that answers it best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.selection import Clause, Selector
from assistant.domain import Query, Retrieved
from assistant.vietnamese.places import find_name, find_places, same_name

MOST = 4


def of_each_place(query: Query, retrieved: Retrieved, selector: Selector) -> Iterator[tuple[Query, Sequence[Clause]]]:
    """Yield for each place compared what is asked of it alone, and the clauses of its reports, the best first."""
    for place in query.places[:MOST]:
        alone = _of(place, query)
        evidence = [
            item
            for item in (*retrieved.evidence, *retrieved.beside)
            if any(same_name(place, unit) for unit in item.report.units)
        ]
        yield alone, selector.select(alone, evidence, retrieved.facts)


def _of(place: str, query: Query) -> Query:
    others = [_bare(other) for other in query.places if other != place]
    own = query.own or query.standalone
    for other in others:
        while span := find_name(own, other):
            own = f"{own[: span[0]]}·{own[span[1] :]}"
    names = tuple(name for name in query.names if not any(same_name(name, other) for other in others))
    return replace(query, kind="figure", own=own, names=names, places=(place,), named=replace(query.named, place=place))


def _bare(place: str) -> str:
    found = find_places(place)
    return found[0].name if found else place
