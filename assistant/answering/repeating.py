"""A follow-up and a clause -> whether the clause only tells again what the answer before it said."""

from __future__ import annotations

from collections.abc import Hashable

from assistant.answering.direct import direct_answer
from assistant.answering.knowing import asks_who
from assistant.answering.selection import Clause
from assistant.domain import Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import find_people
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

# A clause with so many of a follow-up's own words is meant, though it was told before.
ENOUGH_SHARED = 0.5
_ASKING = frozenset("ai gi nao may bao nhieu duoc dau hom ngay thang nguoi the con thi sao muc bac".split())


def repeats(query: Query, clause: Clause) -> bool:
    """Whether a clause answers a follow-up only with the people, figures or days of the answer before it, and has few
    of the follow-up's own words: "Còn huyện thì cử ai xuống?" is not answered by who chaired, which was just told."""
    if not query.said:
        return False
    found = direct_answer(query, clause)
    told = _told(query, found.text if found else clause.text)
    if not told or not told <= _told(query, query.said):
        return False
    own = fold(query.own)
    if query.kind == "person" and (not asks_who(query) or any(str(name) in own for name in told)):
        return False
    asked = {one for one in syllables(fold(in_full(query.own))) if one not in FOLDED_STOPWORDS | _ASKING}
    shared = asked & set(syllables(fold(in_full(clause.text))))
    return len(shared) < ENOUGH_SHARED * len(asked)


def _told(query: Query, text: str) -> frozenset[Hashable]:
    """Return what a text tells of the kind asked for."""
    match query.kind:
        case "person":
            return frozenset(fold(person.name) for person in find_people(text))
        case "figure" | "count":
            return frozenset(one.value for one in find_quantities(text))
        case "date":
            return frozenset((day.day_of_month, day.month) for day in find_dates(text))
        case _:
            return frozenset()
