"""A Query and the clause that answers it -> the direct answer: a person, date, place, figure, or yes and no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.candidates import line_around
from assistant.answering.direct_figures import figure, yes_or_no
from assistant.answering.facets import ROLES, SIGNED, asked_facets
from assistant.answering.fragments import Direct, capital
from assistant.answering.knowing import asks_who
from assistant.answering.offices import Office, is_held, offices_asked, offices_in
from assistant.answering.selection import Clause
from assistant.domain import Query, is_by_hand
from assistant.questions.kinds import folded_for_cues
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import Person, find_people
from assistant.vietnamese.places import find_places
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

_MEETING_VERB = Cue(r"\b(?:dự|khai mạc|kết luận|chủ trì|chủ tọa|phát biểu|báo cáo|trình bày|điều hành|bế mạc)\b")
_INTERROGATIVES = re.compile(
    r"\b(?:ai|bao nhieu|may|khi nao|bao gio|o dau|(?:ngay|thang|luc|gio|nguoi|ong|ba|dong chi|xa|huyen|thon"
    r"|don vi|muc|nao) nao|gi"
    r"|who|when|where|how (?:many|much)|what)\b"
)
_ASKS_OFFICE = re.compile(
    r"\bchuc (?:vu|danh)\b|\bgiu chuc\b|\blam chuc\b|\bgiu vai tro\b|\blam (?:nghe )?gi\b"
    r"|\b(?:what|which) (?:position|post|job|title|office|role)\b"
)
_ASKS_SEVERAL = re.compile(
    r"\b(?:nhung|cac|hai|ba|bon|nam|sau|may|\d+) (?:ai|nguoi|vi|dong chi|ong|lanh dao|dai bieu|chu tich|bi thu"
    r"|can bo)\b|\bgom (?:co )?ai\b|\bai va ai\b|\bwho (?:are|were)\b"
    r"|\b(?:two|three|four|five|all|names|officials|leaders|people(?!'|’))\b"
)
_WHO = re.compile(r"\b(?:ai|who)\b")
_ONLY_A_DAY = 5
# So many of the question's words must be told of one of several people for that one to be meant.
_FEWEST_SHARED = 2
# And so many where they are asked for by an office that the clause gives to none of them.
_SHARED_WITHOUT_OFFICE = 3
_FEWEST_OF_A_PRESIDIUM = 2
# So many characters before and behind a clause name the others of a presidium.
_NEAR = 400
_OF_TIME = frozenset("ngay thang nam hom buoi sang chieu luc gio nao may".split())
# Between what happens on one day and what happens on another.
_BETWEEN_DAYS = re.compile(r"[,;] ?(?!\d)|(?= (?:và|còn|rồi) )")
_ASKED_UNIT = re.compile(
    r"\b(?<!thi )(?P<level>huyen|tinh|xa|phuong) (?:nao|gi)\b|\b(?:which|what) (?P<english>district|province|commune)\b"
)
_IN_ENGLISH = {"district": "huyen", "province": "tinh", "commune": "xa"}


def direct_answer(query: Query, clause: Clause, *, is_side: bool = False) -> Direct | None:
    """Return the direct answer that the clause holds, None when the whole clause is the answer.

    Of a comparison a clause tells one side (`is_side`), or all that is compared.
    """
    if query.kind not in ("yesno", "place") and asks_twice(query):
        return None
    match query.kind:
        case "person":
            return _person(query, clause)
        case "date":
            return _date(query, clause)
        case "place":
            return _place(query, clause)
        case "comparison":
            return _place(query, clause) or (figure(query, clause) if is_side else None)
        case "figure" | "count":
            return figure(query, clause)
        case "yesno":
            return yes_or_no(query, clause)
        case _:
            return None


def asks_twice(query: Query) -> bool:
    """Whether a question asks for two things: who, and since when."""
    return len(_INTERROGATIVES.findall(folded_for_cues(query.own or query.standalone))) > 1


def _person(query: Query, clause: Clause) -> Direct | None:
    people = find_people(clause.text)
    own = query.own or query.standalone
    asked = fold(own)
    if not asks_who(query):
        return None
    if not people or (len(people) > 1 and _ASKS_SEVERAL.search(asked)):
        return None
    if _ASKS_OFFICE.search(asked):
        named = [person for person in people if fold(person.name) in fold(query.standalone)]
        return _office_of(named[0], clause) if named else None
    people = tuple(person for person in people if fold(person.name) not in asked)
    if not people:  # what a person did or said is asked for, not who
        return None
    said = fold(query.said)
    people = tuple(person for person in people if fold(person.name) not in said) or people
    offices = offices_asked(query)
    if "chair" in asked_facets(query) and not offices and (presidium := _presidium(people, clause)):
        return presidium
    verbs = [match.start() for told in _roles_asked(fold(in_full(own))) for match in told.finditer(clause.text)]
    holders = [person for person in people if _holds(offices, clause.text, person)]
    if verbs and not holders:
        chosen = _beside_verb(people, min(verbs), clause.text)
        return Direct("; ".join(_with_office(clause.text, person) for person in chosen))
    others_office = offices and any(person.office_start < person.office_end for person in people)
    if not holders and (others_office or len(people) < 2):
        return None
    least = _SHARED_WITHOUT_OFFICE if offices and not holders else _FEWEST_SHARED
    meant = _of_the_stretch(asked, clause.text, holders or people, least) if len(holders) != 1 else None
    if meant or not holders:
        return Direct(_with_office(clause.text, meant)) if meant else None
    best = max(holders, key=lambda person: _overlap(asked, _with_office(clause.text, person)))
    return Direct(_with_office(clause.text, best))


def _roles_asked(question: str) -> list[Cue]:
    """Return how the parts that a folded question asks for are told: of several the one next behind "ai", for what
    stands before it is given: "chủ tịch vắng mặt thì ai đọc báo cáo"."""
    who = _WHO.search(question)
    asked = [
        (found.start(), told) for name, asks, told in ROLES if name not in SIGNED for found in asks.finditer(question)
    ]
    behind = [one for one in asked if who and one[0] >= who.end()]
    return [min(behind, key=lambda one: one[0])[1]] if behind else [told for _, told in asked]


def _presidium(people: Sequence[Person], clause: Clause) -> Direct | None:
    """Return all who presided by what reading found near a clause, where it names one of several; None elsewhere."""
    report = clause.evidence.report
    chairs = [one for one in report.participants if one.part == "chair"]
    if not any(person.name == one.name for person in people for one in chairs):
        return None
    start, end = max(0, clause.start - _NEAR), clause.end + _NEAR
    named_at = {one.start - start for one in chairs}
    near = report.text[start:end]
    presiding = [person for person in find_people(near) if person.start in named_at]
    if len({person.name for person in presiding}) < _FEWEST_OF_A_PRESIDIUM:
        return None
    spans = [(start + min(_edges(one)), start + max(_edges(one))) for one in presiding]
    beside = tuple(span for span in spans if span[1] <= clause.start or clause.end <= span[0])
    return Direct("; ".join(_with_office(near, one) for one in presiding), beside)


def _edges(person: Person) -> tuple[int, ...]:
    office = (person.office_start, person.office_end) if person.office_start < person.office_end else ()
    return (person.start, person.end, *office)


def _of_the_stretch(asked: str, text: str, people: Sequence[Person], least: int) -> Person | None:
    """Return who is told of, up to the next one named, in most of the question's words; None when several are."""
    ends = [*(min(other.start, other.office_start) for other in people[1:]), len(text)]
    asked_for = {one for one in syllables(fold(in_full(asked))) if one not in FOLDED_STOPWORDS}
    shared = [
        len(asked_for & set(syllables(fold(in_full(text[person.end : end])))))
        for person, end in zip(people, ends, strict=True)
    ]
    best = max(shared)
    return people[shared.index(best)] if best >= least and shared.count(best) == 1 else None


def _holds(offices: frozenset[Office], text: str, person: Person) -> bool:
    held = offices_in(text[person.office_start : person.office_end])
    return any(is_held(asked, one) for asked in offices for one in held)


def _office_of(person: Person, clause: Clause) -> Direct | None:
    """Return a person with the office that the clause tells, or else another line of its report; None for neither."""
    if person.office_start < person.office_end:
        return Direct(_with_office(clause.text, person))
    text = clause.evidence.report.text
    told = (one for one in find_people(text) if one.office_start < one.office_end and one.name == person.name)
    elsewhere = next(told, None)
    if elsewhere is None:
        return None
    span = (min(elsewhere.start, elsewhere.office_start), max(elsewhere.end, elsewhere.office_end))
    return Direct(_with_office(text, elsewhere), (span,))


def _place(query: Query, clause: Clause) -> Direct | None:
    """Return the report's own unit before the clause, where a unit is asked for that the clause doesn't name."""
    asked = _ASKED_UNIT.search(fold(query.own or query.standalone))
    report = clause.evidence.report
    if asked is None:
        return None
    level = asked["level"] or _IN_ENGLISH[asked["english"]]
    field = {"xa": "commune", "phuong": "commune", "huyen": "district", "tinh": "province"}[level]
    if any(fold(place.level or "") == level for place in find_places(clause.text)):
        return None
    if is_by_hand(report, field):  # no words say so
        return None
    unit = getattr(report, field)
    origin = next((one for one in report.origins if one.field in (field, "place") and one.start is not None), None)
    if unit is None or origin is None or origin.start is None or origin.end is None:
        return None
    return Direct(f"{capital(unit)}: {clause.text.strip(' ,;')}", ((origin.start, origin.end),))


def _beside_verb(people: tuple[Person, ...], verb: int, text: str) -> tuple[Person, ...]:
    """Return a verb's subjects: those before it, back to the verb of others; where none is, the first after it."""
    before = tuple(person for person in people if person.end <= verb)
    others = [other.end() for other in _MEETING_VERB.finditer(text[:verb])]
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


def _date(query: Query, clause: Clause) -> Direct | None:
    report = clause.evidence.report
    mentions = find_dates(clause.text)
    if not mentions:
        return None
    if len(mentions) > 1:
        return None if "held" in asked_facets(query) else _of_several_days(query, clause.text)
    mention = mentions[0]
    held = report.held_on
    is_held = held is not None and (held.day, held.month) == (mention.day_of_month, mention.month)
    if mention.year_known or not is_held or held is None:
        return None
    year = re.search(rf"(?<!\d){held.year}(?!\d)", report.text)
    if year is None:
        return None
    around = line_around(report.text, year.start())
    words = mention.text[:1].upper() + mention.text[1:]
    return Direct(f"{words} ({held.year}): {clause.text}", (around,))


def _of_several_days(query: Query, text: str) -> Direct | None:
    """Return the part of a clause that tells of the event asked about, None where no part tells more than others."""
    said = syllables(fold(in_full(query.own or query.standalone)))
    asked = {one for one in said if one not in FOLDED_STOPWORDS | _OF_TIME}
    marks = [(0, 0), *(found.span() for found in _BETWEEN_DAYS.finditer(text)), (len(text), len(text))]
    parts = [text[end:start].strip(" ,;.") for (_, end), (start, _) in pairwise(marks)]
    if len(parts) > 1 and len(parts[0].split()) <= _ONLY_A_DAY:  # "Ngày 25/7, HĐND xã họp": the day is of what follows
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    dated = [part for part in parts if find_dates(part)]
    shared = [len(asked & set(syllables(fold(in_full(part))))) for part in dated]
    if len(dated) < 2 or shared.count(max(shared)) > 1:
        return None
    best = dated[shared.index(max(shared))]
    return Direct(capital(re.sub(r"^(?:và|còn|rồi) ", "", best)))


def _overlap(folded_question: str, text: str) -> float:
    told = {s for s in syllables(fold(in_full(text))) if s not in FOLDED_STOPWORDS}
    asked = set(syllables(folded_question))
    surplus = 0.5 if "pho" in told and "pho" not in asked else 0.0
    return len(told & asked) - surplus - 0.01 * len(told)
