"""A Query and the clause that answers it -> the direct answer: a person, date, place, figure, or yes and no."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.phrases import phrase
from assistant.answering.selection import Clause
from assistant.answering.signs import asked_roles, fits_unit, holds_office, is_target
from assistant.domain import Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import Quantity, find_quantities
from assistant.vietnamese.people import Person, find_people
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

Span = tuple[int, int]
# Between figures of one clause; a comma inside a number separates nothing.
_BETWEEN = re.compile(r",(?!\d)|(?<!\d),|;|\((?=\D*\d)|\bvà (?=bằng|đạt|tăng|giảm|vượt|\d)")
# What tells figures of one clause apart: whose plan, and a single month against the months so far.
_BASELINES = re.compile(
    r"\b(huyen giao|tinh giao|trung uong giao|tw giao|hdnd|cung ky|nam truoc|thang \d+|\d+ thang|ca nam|ke hoach"
    r"|du toan|tang|giam|dung thu|xep thu)\b"
)


@dataclass(frozen=True, slots=True)
class Direct:
    """The words of a direct answer, and spans outside the clause that it also rests on."""

    text: str
    beside: tuple[Span, ...] = ()


def direct_answer(query: Query, clause: Clause) -> Direct | None:
    """Return the direct answer that the clause holds, None when the whole clause is the answer."""
    match query.kind:
        case "person":
            return _person(query, clause)
        case "date":
            return _date(clause)
        case "place":
            return None
        case "figure" | "count" | "comparison":
            return _figure(query, clause)
        case "yesno":
            return _yes_or_no(query, clause)
        case _:
            return None


def _person(query: Query, clause: Clause) -> Direct | None:
    people = find_people(clause.text)
    if not people:
        return None
    asked = fold(in_full(query.standalone))
    verbs = [match.start() for role in asked_roles(asked) for match in role.finditer(fold(clause.text))]
    if verbs:
        chosen = _beside_verb(people, min(verbs))
        return Direct("; ".join(_with_office(clause.text, person) for person in chosen))
    holders = [person for person in people if holds_office(asked, clause.text, person)]
    best = max(holders or people, key=lambda person: _overlap(asked, _with_office(clause.text, person)))
    return Direct(_with_office(clause.text, best))


def _beside_verb(people: tuple[Person, ...], verb: int) -> tuple[Person, ...]:
    """Those before the verb are its subjects together; where none is, the first after it."""
    before = tuple(person for person in people if person.end <= verb)
    return before or people[:1]


def _with_office(text: str, person: Person) -> str:
    office = text[person.office_start : person.office_end].strip(" ,:-–")
    if not office:
        return person.name
    return f"{person.name}, {office}" if person.office_start >= person.end else f"{office} {person.name}"


def _date(clause: Clause) -> Direct | None:
    report = clause.evidence.report
    mentions = find_dates(clause.text)
    if not mentions:
        return None
    mention = mentions[0]
    held = report.held_on
    is_held = held is not None and (held.day, held.month) == (mention.day_of_month, mention.month)
    if mention.year_known or not is_held or held is None:
        return None
    year = re.search(rf"(?<!\d){held.year}(?!\d)", report.text)
    if year is None:
        return None
    around = _line_of(report.text, year.start())
    words = mention.text[:1].upper() + mention.text[1:]
    return Direct(f"{words} ({held.year}): {clause.text}", (around,))


def _line_of(text: str, position: int) -> Span:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return max(start, position - 100), min(len(text) if end < 0 else end, position + 60)


def _figure(query: Query, clause: Clause) -> Direct | None:
    """Return the part of the clause with the figure asked for, led by what it measures."""
    text = clause.text
    asked = fold(in_full(query.standalone))
    segments = _segments(text)
    measured = [(span, _fitting(asked, text[slice(*span)])) for span in segments]
    figures = [(span, quantity) for span, quantities in measured for quantity in quantities[:1]]
    if len(figures) < 2:
        return None
    scores = [_baseline_overlap(asked, text[slice(*span)]) for span, _ in figures]
    best = max(scores)
    if best == 0 or min(scores) == best:
        return None
    chosen = [span for (span, _), score in zip(figures, scores, strict=True) if score == best]
    subject = text[: segments[0][1]] if chosen[0] != segments[0] else ""
    first = find_quantities(subject)
    lead = subject[: first[0].start].rstrip(" ,") if first else subject
    lead = re.sub(r"\s*(ước đạt|ước|đạt|được|là|có|trên|gần|hơn)$", "", lead)
    words = ", ".join(text[slice(*span)].strip() for span in chosen)
    return Direct(_capital(f"{lead}: {words}" if lead else words))


def _segments(text: str) -> list[Span]:
    starts, ends = [0], []
    for mark in _BETWEEN.finditer(text):
        ends.append(mark.start())
        starts.append(mark.end())
    return [(start, end) for start, end in zip(starts, (*ends, len(text)), strict=True) if text[start:end].strip()]


def _fitting(asked: str, segment: str) -> list[Quantity]:
    return [quantity for quantity in find_quantities(segment) if fits_unit(asked, quantity.unit)]


def _baseline_overlap(asked: str, segment: str) -> int:
    told = set(_BASELINES.findall(fold(in_full(segment))))
    return len(told & set(_BASELINES.findall(asked)))


def _yes_or_no(query: Query, clause: Clause) -> Direct | None:
    """Compare the figure in the question with the report's of the same unit; without one, let the report speak.

    A target never confirms a result.
    """
    asked = [q for q in find_quantities(query.standalone) if q.unit]
    told = [q for q in find_quantities(clause.text) if q.unit]
    words = clause.text.strip(" ,;")
    comparable = is_target(clause.text) == is_target(query.standalone)
    for quantity in asked:
        same = [q for q in told if q.unit == quantity.unit]
        if same and comparable:
            key = "yes" if any(q.value == quantity.value for q in same) else "no"
            return Direct(phrase(key, query.language, words=words))
    return Direct(phrase("says", query.language, words=words))


def _overlap(folded_question: str, text: str) -> float:
    told = {s for s in syllables(fold(in_full(text))) if s not in FOLDED_STOPWORDS}
    asked = set(syllables(folded_question))
    surplus = 0.5 if "pho" in told and "pho" not in asked else 0.0
    return len(told & asked) - surplus - 0.01 * len(told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
