"""A Query and a clause with figures -> what the clause says of the figure asked for, or whether it is as asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from assistant.answering.fragments import Direct, Span, capital, segments_of, shorten, statement_asked, trimmed
from assistant.answering.months import months_in
from assistant.answering.phrases import phrase
from assistant.answering.selection import Clause
from assistant.answering.signs import fits_unit, is_measure, is_of_people, is_target, is_unit_named
from assistant.answering.subjects import subject_before
from assistant.answering.tables import read_row
from assistant.domain import Query
from assistant.questions.kinds import folded_for_cues
from assistant.questions.measuring import baseline_asked
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import Quantity, find_quantities
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

# What tells figures of one clause apart: whose plan, and a single month against the months so far.
_BASELINES = re.compile(
    r"\b(huyen giao|tinh giao|trung uong giao|tw giao|hdnd(?= (?:\w+ )?(?:giao|de ra|quyet nghi))|cung ky|nam truoc"
    r"|thang \d+|\d+ thang|ca nam|ke hoach|du toan|(?<!ha )(?<!nen )tang(?! lop)"
    r"|giam(?! (?:doc|sat|thi|dinh)\b)|dung thu|xep thu)\b"
)
_MONTHS = re.compile(r"\b(?:thang \d+|\d+ thang)\b")
# How a segment goes on about the figure before it; any other begins with an indicator of its own.
_GOES_ON = re.compile(
    r"\s*(?:và |trong đó |tức )?(?:ước |mới |chỉ |cũng |tương )?(?:tính )?(?:đạt|bằng|tăng|giảm|chiếm|vượt|gấp|còn"
    r"|đứng|xếp|đương|ứng|so với|hoàn thành|lũy kế|luỹ kế|cộng dồn|(?:riêng )?tháng \d|nâng tổng|được|nhích"
    r"|(?:cao|thấp|nhiều|ít|kém|lớn|nhỏ) hơn|\d)",
    re.IGNORECASE,
)
_REMAINING = re.compile(r"\s*(?:chỉ |mới )?còn(?: lại)? \d", re.IGNORECASE)
# How a segment tells of a part of what the one before it counts.
_OF_A_PART = re.compile(r"[\s(]*(?:và )?(?:trong đó|riêng)\b(?: có)?", re.IGNORECASE)
# So many of a follow-up's own words tell which figure of a clause it means.
_FEWEST_SHARED = 2
_REACHES = frozenset("dat bang tang giam chiem vuot con uoc duoc bao nhieu may nam thang quy ngay".split())
_YEAR = len("2024")
# "Trong 5 tháng" tells a time, unless times are what is asked for.
_TIMES = frozenset(("tháng", "năm", "quý", "ngày", "tuần"))


def figure(query: Query, clause: Clause) -> Direct | None:
    """Return what the clause says of the figure asked for, led by what it measures; None where it is quoted whole."""
    row = read_row(clause.evidence.report, clause.start, query.standalone)
    if row:
        return Direct(row[0], (row[1],))
    text = clause.text
    subject, beside = _subject(clause)
    segments = segments_of(text)
    kept = _kept(query, text, segments)
    if not kept:
        words = trimmed(shorten(query, text))
        return Direct(capital(f"{subject}: {words}"), beside) if subject else None
    opening = _opening(text, segments, kept[0])
    if any(_opening(text, segments, span) != opening for span in kept):
        return None  # of several indicators: the clause is quoted whole
    parts = [_balanced(trimmed(text[slice(*span)])) for span in kept]
    if any(part.count("(") != part.count(")") for part in parts):
        return None
    words = ", ".join(parts)
    lead = "" if kept[0] == opening else _measured(text, opening, kept[-1])
    return Direct(capital(": ".join(filter(None, (subject if opening == segments[0] else "", lead, words)))), beside)


def _kept(query: Query, text: str, segments: list[Span]) -> list[Span]:
    """Return the segments that tell the figure asked for, none where the question tells none from the others."""
    asked = _asked(query)
    figures = {
        span: [
            one
            for one in find_quantities(text[slice(*span)])
            if one.unit not in _TIMES or is_unit_named(asked, one.unit)
        ]
        for span in segments
    }
    fitting = [span for span in segments if any(fits_unit(asked, one.unit) for one in figures[span])]
    if not is_target(query.standalone):  # what was reached stands before what is planned, where a clause tells both
        fitting = [span for span in fitting if not is_target(text[slice(*span)])] or fitting
    if only := _the_one_counted(folded_for_cues(query.own or query.standalone), figures):
        return _with_what_goes_on(text, segments, only) if only in fitting else []
    if query.context and (kept := _of_the_words(query, text, segments, fitting, least=_FEWEST_SHARED)):
        return kept
    return _told_apart(asked, text, fitting) or _of_the_words(query, text, segments, fitting)


def _the_one_counted(asked: str, figures: Mapping[Span, Sequence[Quantity]]) -> Span | None:
    """Return the segment that alone counts what the question names; None where another may count the same."""
    units = {span: [one.unit for one in found] for span, found in figures.items() if found}
    named = [span for span, found in units.items() if any(is_unit_named(asked, unit) for unit in found)]
    if len(named) != 1 or len(units) == 1:
        return None
    others = [unit for span, found in units.items() if span not in named for unit in found]
    return None if any(not unit or is_of_people(unit) for unit in others) else named[0]


def _with_what_goes_on(text: str, segments: list[Span], kept: Span) -> list[Span]:
    """Return a segment with those behind it that go on about its figure: "đạt 58% kế hoạch", not "12 con bò"."""
    after = segments[segments.index(kept) + 1 :]
    return [kept, *takewhile(lambda span: _goes_on(text, span) and not text[slice(*span)].strip()[:1].isdigit(), after)]


def _goes_on(text: str, span: Span) -> bool:
    """Whether a segment goes on about what stands before it: "còn 168 hộ", unless no "hộ" does."""
    if text[span[0] - 1] == ";" or not _GOES_ON.match(text, *span):
        return False
    counted = find_quantities(text[slice(*span)]) if _REMAINING.match(text, *span) else ()
    return not counted or is_measure(counted[0].unit) or counted[0].unit in text[: span[0]]


def _opening(text: str, segments: list[Span], kept: Span) -> Span:
    """Return the segment that names what a kept one measures: the last before it that does not go on about another."""
    before = segments[: segments.index(kept) + 1]
    return next((span for span in reversed(before[1:]) if not _goes_on(text, span)), segments[0])


def _asked(query: Query) -> str:
    """Return the folded question, with whose plan it asks about as reports tell it."""
    own = query.own or query.standalone
    whose = baseline_asked(own)
    plan = f" {whose} giao" if whose and whose != "cung ky" else ""
    return f"{folded_for_cues(query.standalone if not whose else own)}{plan}"


def _subject(clause: Clause) -> tuple[str, tuple[Span, ...]]:
    """Return the indicator that the clause goes on about, without its own figure and months, and where it stands."""
    report = clause.evidence.report
    span = subject_before(report.text, clause.evidence.passage.start, (clause.start, clause.end))
    if span is None:
        return "", ()
    text = report.text[slice(*span)]
    named = re.split(
        r"\s*\b(?:trong tháng\b|(?:trong )?(?:tháng \d|\d+ tháng|quý ))",
        _measured(text, segments_of(text)[0], (0, 0)),
        maxsplit=1,
    )[0]
    return named.strip(" ,:"), (span,)


def _told_apart(asked: str, text: str, spans: list[Span]) -> list[Span]:
    """Return the spans that share most of what tells figures apart with the question; none when all share alike."""
    scores = [_baseline_overlap(asked, text, span) for span in spans]
    if not scores or min(scores) == max(scores):
        return []
    return [span for span, score in zip(spans, scores, strict=True) if score == max(scores)]


def _of_the_words(query: Query, text: str, segments: list[Span], fitting: list[Span], *, least: int = 0) -> list[Span]:
    """Return the spans whose indicator, with what the clause is of, has most of the question's own words; none when all
    have alike, or the best fewer than `least` itself. A part has the words of its whole."""
    said = syllables(fold(in_full(query.own or query.standalone)))
    asked = {one for one in said if one not in FOLDED_STOPWORDS | _REACHES}
    first = _words(text[slice(*segments[0])])
    shared = {}
    for span in fitting:
        words = _words(text[slice(*_opening(text, segments, span))])
        part = _OF_A_PART.match(text, *span) and span != segments[0]
        whole = _words(text[slice(*segments[segments.index(span) - 1])]) if part else frozenset()
        shared[span] = (len(asked & (words | whole | first)), len(asked & words))
    best = max(shared.values(), default=(0, 0))
    if not shared or min(shared.values()) == best or best[1] < least:
        return []
    return [span for span in fitting if shared[span] == best]


def _words(text: str) -> frozenset[str]:
    """Return the folded syllables of a text but for its figures and what they are measured in: these tell no
    indicator, while the noun that they count does."""
    text = _OF_A_PART.sub(" ", text, count=1)
    for one in reversed(find_quantities(text)):
        text = f"{text[: one.start]} {'' if is_measure(one.unit) else one.unit} {text[one.end :]}"
    return frozenset(one for one in syllables(fold(in_full(text))) if not one.isdigit() or len(one) == _YEAR)


def _baseline_overlap(asked: str, text: str, span: Span) -> int:
    """Return how much of what tells figures apart a segment shares. One that begins anew and names no months is of
    those before it."""
    told = set(_BASELINES.findall(fold(in_full(text[slice(*span)]))))
    if not (months_in(text[slice(*span)]) or _goes_on(text, span) or _OF_A_PART.match(text, *span)):
        before = [one for one in segments_of(text) if one[1] <= span[0] and months_in(text[slice(*one)])]
        told |= set(_MONTHS.findall(fold(in_full(text[slice(*before[-1])])))) if before else set()
    return len(told & set(_BASELINES.findall(asked)))


def _measured(text: str, opening: Span, chosen: Span) -> str:
    """Return what a segment begins with, up to its first figure: what it measures.

    Where a later segment has its own period, the one at the beginning is left out.
    """
    lead = text[slice(*opening)]
    figures = [quantity.start for quantity in find_quantities(lead) if quantity.unit != "tháng"]
    lead = lead[: figures[0]].rstrip(" ,") if figures else lead
    if months_in(lead) and months_in(text[opening[1] : chosen[1]]):
        lead = re.split(r"\b(?:tháng \d|\d+ tháng)", lead, maxsplit=1, flags=re.IGNORECASE)[0].rstrip(" ,(")
    lead = re.sub(r"(\s+(ước|đạt|được|là|có|còn|bằng|trên|gần|hơn|tăng|giảm|trong|lên))+$", "", lead.strip())
    return lead.rstrip(" :")


def _balanced(words: str) -> str:
    return words.rstrip(")") if "(" not in words else words


def yes_or_no(query: Query, clause: Clause) -> Direct | None:
    """Compare the figure in the question with the report's of the same unit; without one, let the report speak.

    Yes needs every figure asked about; a target never confirms a result, nor a clause of several indicators.
    """
    asked = [q for q in find_quantities(query.standalone) if q.unit]
    words = trimmed(clause.text)
    whole = all(_GOES_ON.match(clause.text, *span) for span in segments_of(clause.text)[1:])
    comparable = whole and is_target(clause.text) == is_target(query.standalone)
    question = fold(in_full(query.standalone))
    told = [_of_unit(quantity.unit, question, clause.text) for quantity in asked]
    equal = [any(q.value == quantity.value for q in same) for quantity, same in zip(asked, told, strict=True) if same]
    if comparable and equal and len(set(equal)) == 1 and (len(equal) == len(asked) or not equal[0]):
        return Direct(phrase("yes" if equal[0] else "no", query.language, words=words))
    return Direct(phrase("says", query.language, words=trimmed(statement_asked(query, clause.text, most_of_others=0))))


def _of_unit(unit: str, asked: str, text: str) -> list[Quantity]:
    """Return the quantities of a unit, only of the period and plan asked about where they tell these apart."""
    spans = [span for span in segments_of(text) if any(q.unit == unit for q in find_quantities(text[slice(*span)]))]
    nearest = _told_apart(asked, text, spans) or spans
    return [q for span in nearest for q in find_quantities(text[slice(*span)]) if q.unit == unit]
