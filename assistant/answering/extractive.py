"""The default composer: a Query and its Evidence -> statements made of the reports' own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from assistant.answering.comparisons import compare_figures
from assistant.answering.direct import asks_twice, direct_answer
from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.fragments import LONGEST, Direct, shorten, statement_asked, trimmed
from assistant.answering.gathering import GATHERED, asks_for_all, gather, in_kind, of_meeting_named, was_held_then
from assistant.answering.joining import join
from assistant.answering.knowing import (
    contradicts,
    is_near_in_time_and_place,
    is_of_another_measure,
    is_only_planned,
    knows_place,
    tells_when_held,
)
from assistant.answering.meetings import list_meetings
from assistant.answering.named_each import leaves_unnamed
from assistant.answering.phrases import phrase, whereabouts
from assistant.answering.plain_figures import plainly_told
from assistant.answering.refusing import abstain, quote_of
from assistant.answering.repeating import repeats
from assistant.answering.selection import LOOKED_AT, Clause, Selector
from assistant.answering.summarizing import by_section
from assistant.domain import AnswerKind, Query, Retrieved
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import find_people

# A clause of these kinds, which are told in many words, is seldom sure, and answers from this confidence on.
ENOUGH_OF: Mapping[AnswerKind, float] = {"list": 0.3, "limitation": 0.2, "summary": 0.25}
# A day that reading took for the meeting's own needs little more.
ENOUGH_WHEN_HELD = 0.05
# From this confidence on a clause tells the other half of a question that asks two things.
SURE_OF_A_SECOND = 0.4
# What a report's facts say of just the figure, place and time asked for needs as little.
ENOUGH_PLAINLY_TOLD = 0.0
# So much of that stays to be met by what answers instead of a clause that was ruled out.
LEAST_LEFT = 0.4
# Of places set side by side each must tell its own part, which the question asks for in few words.
ENOUGH_BESIDE = 0.3
# Reports whose best clause scores this close to the best one, and is about as likely, answer as well; where a question
# names no report, and in a comparison, those from farther away.
TIE, ANYWHERE, COMPARED = 0.3, 1.5, 4.0
AS_SURE = 0.1
GROUPED = 4

# Of the meeting itself, so that of meetings held in the month named one held in another is none.
_OF_A_MEETING = frozenset(("person", "date", "place"))
_HEADED = frozenset(("results", "limitations", "discussion", "conclusion", "tasks"))


class ExtractiveComposer:
    """Answers with clauses of the reports, led by the direct answer; refuses when none answers the question."""

    name = "extractive"

    def __init__(self, selector: Selector) -> None:
        self._selector = selector

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        """Return the draft for a query; it abstains when no clause answers."""
        if query.kind == "talk":
            return Draft((DraftStatement(phrase("talk", query.language), (), is_phrase=True),))
        if over_facts := list_meetings(query, retrieved) or compare_figures(query, retrieved):
            return over_facts
        if retrieved.parts and (in_parts := self._in_parts(query, retrieved)):
            return in_parts
        return self._from_clauses(query, retrieved)

    def stream(self, query: Query, retrieved: Retrieved) -> Iterator[DraftStatement | Draft]:
        """Yield the draft, which is made at once."""
        yield self.compose(query, retrieved)

    def _in_parts(self, query: Query, retrieved: Retrieved) -> Draft | None:
        """Return the answers to the parts of a query, None where none has one.

        A comparison of which one side is not told abstains.
        """
        compared = query.kind == "comparison"
        drafts = [
            self._from_clauses(part, found, compared) if compared else self.compose(part, found)
            for part, found in zip(query.parts, retrieved.parts, strict=True)
        ]
        joined = join(query, drafts)
        if joined and compared and any(draft.abstained for draft in drafts):
            return Draft(_missing(joined), abstained=True, nearest=tuple(_quoted_by(joined)))
        return joined

    def _from_clauses(self, query: Query, retrieved: Retrieved, is_compared: bool = False) -> Draft:
        found = self._selector.select(query, (*retrieved.evidence, *retrieved.beside), retrieved.facts)
        knowing = tuple(clause for clause in found if knows_place(query, clause.evidence.report))
        if retrieved.widened:
            knowing = tuple(clause for clause in knowing if is_near_in_time_and_place(query, clause))
        leading = in_kind(query, knowing) or knowing
        if leading and asks_for_all(query, leading[0].evidence.report):
            leading = of_meeting_named(query, leading)
        if plain := plainly_told(query, leading):
            leading = (plain, *(clause for clause in leading if clause is not plain))
        enough = partial(_enough, query, found, None if is_compared else self._selector.enough)
        leading = _from_the_first_that_answers(query, leading, enough)
        if not leading:
            return abstain(query, found, retrieved)
        leaders = leading[:1] if is_compared else _leaders(query, leading)
        several = is_compared or len(leaders) > 1
        statements = tuple(one for leader in leaders for one in _state(query, leader, knowing, several))
        told = [quote.report.text[quote.start : quote.end] for one in statements for quote in one.quotes]
        return abstain(query, found, retrieved) if leaves_unnamed(query, told) else Draft(statements)


def _missing(draft: Draft) -> tuple[DraftStatement, ...]:
    return tuple(statement for statement in draft.statements if not statement.quotes)


def _quoted_by(draft: Draft) -> Iterator[Quote]:
    return (quote for statement in draft.statements for quote in statement.quotes)


def _from_the_first_that_answers(
    query: Query, leading: Sequence[Clause], enough: Callable[[Clause], float]
) -> tuple[Clause, ...]:
    """Return the clauses from the first that contradicts nothing on, none where it is not as sure as `enough` tells.

    What another period's figure, a target, or what was just told took of the probability that something answers is
    left to the next.
    """
    left = 1.0
    for number, clause in enumerate(leading[:LOOKED_AT]):
        if is_only_planned(query, clause, leading[:LOOKED_AT]) or repeats(query, clause):
            left = max(LEAST_LEFT, left - clause.confidence)
        elif not contradicts(query, clause):
            sure = clause.confidence + _borne_out(query, clause, leading[number + 1 : LOOKED_AT])
            return tuple(leading[number:]) if sure >= enough(clause) * left else ()
        if is_of_another_measure(query, clause):
            left = max(LEAST_LEFT, left - clause.confidence)
    return ()


def _borne_out(query: Query, leader: Clause, others: Sequence[Clause]) -> float:
    """Return how likely other clauses make it that the leader tells who holds an office: those that name the same."""
    if query.kind != "person" or not leader.features["office"] or not (holder := _holder(query, leader)):
        return 0.0
    return sum(one.confidence for one in others if one.features["office"] and _holder(query, one) == holder)


def _holder(query: Query, clause: Clause) -> frozenset[str]:
    found = direct_answer(query, clause)
    return frozenset(fold(person.name) for person in find_people(found.text)) if found else frozenset()


def _enough(query: Query, found: Sequence[Clause], enough: float | None, leader: Clause) -> float:
    """Return how confident a leader must be: of most kinds `enough`, in a comparison (None) what that needs.

    What is asked of a whole meeting that is known needs no topic to meet.
    """
    if enough is None:
        return ENOUGH_BESIDE
    if plainly_told(query, (leader,)):
        return ENOUGH_PLAINLY_TOLD
    features, named = leader.features, query.named
    is_only = len({clause.evidence.report.id for clause in found}) == 1
    is_named = bool(named.place and features["of_place"]) or bool(named.date_from and features["of_time"])
    if (is_only or is_named) and not features["of_other_place"]:
        if asks_for_all(query, leader.evidence.report):
            return 0.0
        if tells_when_held(query, leader):
            return ENOUGH_WHEN_HELD
    return ENOUGH_OF.get(query.kind, enough)


def _leaders(query: Query, knowing: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the best clause of each report that answers about as well as the best one, and of the same time where
    one is named."""
    best: dict[str, Clause] = {}
    for clause in knowing:
        best.setdefault(clause.evidence.report.id, clause)
    leader, margin = knowing[0], _margin(query)
    if query.kind in _OF_A_MEETING and was_held_then(query, leader):
        best = {report_id: clause for report_id, clause in best.items() if was_held_then(query, clause)}
    timely = leader.features["of_time"]
    return tuple(
        clause
        for clause in best.values()
        if clause.score >= leader.score - margin
        and (
            margin > TIE or (clause.features["of_time"] == timely and clause.confidence >= leader.confidence - AS_SURE)
        )
    )[:GROUPED]


def _margin(query: Query) -> float:
    if query.kind == "comparison" and query.figures:
        return COMPARED
    named = query.named
    return TIE if named.place or named.date_from or query.names else ANYWHERE


def _state(query: Query, leader: Clause, ranked: Sequence[Clause], several: bool) -> list[DraftStatement]:
    if query.kind == "summary":
        statements = list(_summary(query, leader, ranked))
    elif query.kind in GATHERED:
        statements = [_quoted(clause) for clause in gather(query, leader, ranked)]
    else:
        found = direct_answer(query, leader, is_side=several)
        statements = [_directly(leader, found)] if found else [_shortly(query, leader)]
        if not found and asks_twice(query) and (second := _second(leader, ranked)):
            statements.append(_quoted(second))
    if several and statements:
        first = statements[0]
        lead = f"{whereabouts(leader.evidence.report, query.language)}: {first.text}"
        statements[0] = DraftStatement(lead[:1].upper() + lead[1:], first.quotes, first.status)
    return statements


def _summary(query: Query, leader: Clause, ranked: Sequence[Clause]) -> Iterator[DraftStatement]:
    for section, clauses in by_section(leader, ranked):
        if section in _HEADED:
            yield DraftStatement(phrase(f"section_{section}", query.language), (), is_phrase=True)
        yield from map(_quoted, clauses)


def _second(leader: Clause, ranked: Sequence[Clause]) -> Clause | None:
    """Return the clause that may answer the other half of a question: the next best of the report, if it is short."""
    left = LONGEST - len(leader.text.split())
    return next(
        (
            clause
            for clause in ranked
            if clause != leader
            and clause.evidence.report.id == leader.evidence.report.id
            and clause.confidence >= SURE_OF_A_SECOND
            and len(clause.text.split()) <= left
        ),
        None,
    )


def _directly(clause: Clause, found: Direct) -> DraftStatement:
    report = clause.evidence.report
    beside = tuple(Quote(report, start, end) for start, end in found.beside)
    return DraftStatement(found.text, (quote_of(clause), *beside))


def _shortly(query: Query, clause: Clause) -> DraftStatement:
    is_whole = query.kind in ("comparison", "figure", "count") or asks_twice(query)
    text = clause.text if is_whole else statement_asked(query, clause.text)
    words = trimmed(shorten(query, text))
    return DraftStatement(words[:1].upper() + words[1:], (quote_of(clause),))


def _quoted(clause: Clause) -> DraftStatement:
    words = trimmed(clause.text)
    return DraftStatement(words[:1].upper() + words[1:], (quote_of(clause),))
