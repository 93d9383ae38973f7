"""A Query and the clause that answers it -> the direct answer: a person, date, place, figure, or yes and no."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.months import months_in
from assistant.answering.phrases import phrase
from assistant.answering.selection import Clause
from assistant.answering.signs import asked_roles, fits_unit, holds_office, is_target
from assistant.answering.subjects import subject_before
from assistant.answering.tables import read_row
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
# How a segment goes on about the figure before it; any other begins with an indicator of its own.
_GOES_ON = re.compile(
    r"\s*(?:và |trong đó |tức )?(?:ước |mới |chỉ |cũng |tương )?(?:tính )?(?:đạt|bằng|tăng|giảm|chiếm|vượt|gấp|còn"
    r"|đứng|xếp|đương|ứng|so với|hoàn thành|lũy kế|luỹ kế|cộng dồn|(?:riêng )?tháng \d|nâng tổng|được|\d)",
    re.IGNORECASE,
)
_MEETING_VERB = re.compile(r"\b(?:du|khai mac|ket luan|chu tri|chu toa|phat bieu|bao cao|trinh bay|dieu hanh|be mac)\b")


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
        chosen = _beside_verb(people, min(verbs), clause.text)
        return Direct("; ".join(_with_office(clause.text, person) for person in chosen))
    holders = [person for person in people if holds_office(asked, clause.text, person)]
    if not holders:
        return None
    best = max(holders, key=lambda person: _overlap(asked, _with_office(clause.text, person)))
    return Direct(_with_office(clause.text, best))


def _beside_verb(people: tuple[Person, ...], verb: int, text: str) -> tuple[Person, ...]:
    """Return a verb's subjects: those before it, back to the verb of others; where none is, the first after it."""
    before = tuple(person for person in people if person.end <= verb)
    others = [other.end() for other in _MEETING_VERB.finditer(fold(text[:verb]))]
    for other in reversed(others):
        subjects = tuple(person for person in before if person.start >= other)
        if subjects:
            return subjects
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
    row = read_row(clause.evidence.report, clause.start, query.standalone)
    if row:
        return Direct(row[0], (row[1],))
    text = clause.text
    asked = fold(in_full(query.standalone))
    segments = _segments(text)
    chosen = _told_apart(asked, text, [span for span in segments if _fitting(asked, text[slice(*span)])])
    subject, beside = _subject(clause)
    if not chosen:
        return Direct(_capital(f"{subject}: {text}"), beside) if subject else None
    between = segments[1 : segments.index(chosen[-1]) + 1]
    if not all(_GOES_ON.match(text, *span) for span in between):
        return None  # another indicator begins on the way: the clause is quoted whole
    words = ", ".join(_balanced(text[slice(*span)].strip()) for span in chosen)
    lead = "" if chosen[0] == segments[0] else _measured(text, segments, chosen[-1])
    return Direct(_capital(": ".join(filter(None, (subject, lead, words)))), beside)


def _subject(clause: Clause) -> tuple[str, tuple[Span, ...]]:
    """Return the indicator that the clause goes on about, without its own figure and months, and where it stands."""
    report = clause.evidence.report
    span = subject_before(report.text, clause.evidence.passage.start, (clause.start, clause.end))
    if span is None:
        return "", ()
    text = report.text[slice(*span)]
    named = re.split(
        r"\s*\b(?:trong )?(?:tháng \d|\d+ tháng|quý )", _measured(text, _segments(text), (0, 0)), maxsplit=1
    )[0]
    return named.strip(" ,:"), (span,)


def _told_apart(asked: str, text: str, spans: list[Span]) -> list[Span]:
    """Return the spans that share most of what tells figures apart with the question; none when all share alike."""
    scores = [_baseline_overlap(asked, text[slice(*span)]) for span in spans]
    if not scores or min(scores) == max(scores):
        return []
    return [span for span, score in zip(spans, scores, strict=True) if score == max(scores)]


def _measured(text: str, segments: list[Span], chosen: Span) -> str:
    """Return what the clause begins with, up to its first figure: what it measures.

    Where a later segment has its own period, the one at the beginning is left out.
    """
    lead = text[slice(*segments[0])]
    figures = [quantity.start for quantity in find_quantities(lead) if quantity.unit != "tháng"]
    lead = lead[: figures[0]].rstrip(" ,") if figures else lead
    if months_in(lead) and months_in(text[segments[0][1] : chosen[1]]):
        lead = re.split(r"\b(?:tháng \d|\d+ tháng)", lead, maxsplit=1, flags=re.IGNORECASE)[0].rstrip(" ,(")
    return re.sub(r"(\s+(ước|đạt|được|là|có|còn|bằng|trên|gần|hơn|tăng|giảm|trong))+$", "", lead)


def _balanced(words: str) -> str:
    return words.rstrip(")") if "(" not in words else words


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

    Yes needs every figure asked about; a target never confirms a result, nor a clause of several indicators.
    """
    asked = [q for q in find_quantities(query.standalone) if q.unit]
    words = clause.text.strip(" ,;")
    whole = all(_GOES_ON.match(clause.text, *span) for span in _segments(clause.text)[1:])
    comparable = whole and is_target(clause.text) == is_target(query.standalone)
    question = fold(in_full(query.standalone))
    told = [_of_unit(quantity.unit, question, clause.text) for quantity in asked]
    equal = [any(q.value == quantity.value for q in same) for quantity, same in zip(asked, told, strict=True) if same]
    if comparable and equal and len(set(equal)) == 1 and (len(equal) == len(asked) or not equal[0]):
        return Direct(phrase("yes" if equal[0] else "no", query.language, words=words))
    return Direct(phrase("says", query.language, words=words))


def _of_unit(unit: str, asked: str, text: str) -> list[Quantity]:
    """Return the quantities of a unit, only of the period and plan asked about where they tell these apart."""
    spans = [span for span in _segments(text) if any(q.unit == unit for q in find_quantities(text[slice(*span)]))]
    nearest = _told_apart(asked, text, spans) or spans
    return [q for span in nearest for q in find_quantities(text[slice(*span)]) if q.unit == unit]


def _overlap(folded_question: str, text: str) -> float:
    told = {s for s in syllables(fold(in_full(text))) if s not in FOLDED_STOPWORDS}
    asked = set(syllables(folded_question))
    surplus = 0.5 if "pho" in told and "pho" not in asked else 0.0
    return len(told & asked) - surplus - 0.01 * len(told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
