"""The default composer: a Query and its Evidence -> statements made of the reports' own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from assistant.answering.comparisons import compare_figures
from assistant.answering.direct import Direct, direct_answer
from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.meetings import list_meetings
from assistant.answering.months import agrees, months_in
from assistant.answering.phrases import phrase, whereabouts
from assistant.answering.selection import Clause, Selector
from assistant.answering.signs import bears_sign
from assistant.domain import AnswerKind, Query, Report, Retrieved
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.places import find_name, find_places

# A clause answers from this support on; a question in English, which shares few words with it, from this cosine on.
# Chosen on every second question of evaluation/questions; near-misses are still often answered (see CHANGELOG).
ENOUGH_SUPPORT, ENOUGH_COSINE = 0.85, 0.8
# With diacritics the vectors tell other subjects apart; without them they don't.
RELATED_COSINE = 0.85
# Reports whose best clause scores this close to the best one answer as well.
TIE, COMPARED = 0.06, 0.45
GROUPED = 4
LISTED, SUMMARISED = 8, 4
NEAREST = 3
_LISTS: frozenset[AnswerKind] = frozenset(("list", "limitation", "task", "summary"))
_MEASURED: frozenset[AnswerKind] = frozenset(("figure", "count", "yesno"))
_COUNTED: frozenset[AnswerKind] = frozenset(("figure", "count"))
# Kinds whose answer must itself stand in the clause.
_NEEDS_SIGN: frozenset[AnswerKind] = frozenset(("person", "date", "place", "figure", "count", "comparison"))


class ExtractiveComposer:
    """Answers with clauses of the reports, led by the direct answer; refuses when none covers the question."""

    name = "extractive"

    def __init__(self, selector: Selector) -> None:
        self._selector = selector

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        """Return the draft for a query; it abstains when no clause answers."""
        if query.kind == "talk":
            return Draft((DraftStatement(phrase("talk", query.language), ()),))
        if over_facts := list_meetings(query, retrieved) or compare_figures(query, retrieved):
            return over_facts
        found = self._selector.select(query, retrieved.evidence)
        knowing = tuple(clause for clause in found if not _unknown_names(query, clause) and _knows_place(query, clause))
        answering = tuple(clause for clause in knowing if _answers(query, clause))
        if retrieved.widened:
            answering = tuple(clause for clause in answering if _is_near_in_time_and_place(query, clause))
        if not answering:
            return _abstain(query, found, () if knowing or not found else _unknown_names(query, found[0]))
        leaders = _leaders(query, answering)
        statements = [statement for leader in leaders for statement in _state(query, leader, knowing, len(leaders) > 1)]
        return Draft(tuple(statements))


def _answers(query: Query, clause: Clause) -> bool:
    if query.kind in _NEEDS_SIGN and not bears_sign(query, clause.text):
        return False
    if query.kind in _COUNTED and not _is_of_the_indicator(query, clause):
        return False
    if query.kind in _MEASURED and not agrees(query, _months_told(clause), clause.evidence.report.period):
        return False
    if query.asked_in == "en":
        return clause.cosine >= ENOUGH_COSINE
    related = not query.has_diacritics or clause.cosine >= RELATED_COSINE
    return related and clause.support >= ENOUGH_SUPPORT


def _is_of_the_indicator(query: Query, clause: Clause) -> bool:
    """Whether the passage of a clause names the known indicator that the question asks a number of, if it does."""
    known = default_indicators()
    asked = known.canonical(query.standalone)
    return asked is None or known.mentions(asked, clause.evidence.passage.text)


def _is_near_in_time_and_place(query: Query, clause: Clause) -> bool:
    """Whether a clause from a widened search is of the year asked about, or names it, and so for the place."""
    report, place = clause.evidence.report, query.named.place
    years = {day.year for day in (query.named.date_from, query.named.date_to) if day}
    dated = {day.year for day in (report.held_on or report.published_on, report.period and report.period.end) if day}
    here = place in (None, report.place) or find_name(clause.text, place.split(" ", 1)[-1]) is not None
    return here and all(year in dated or str(year) in clause.text for year in years)


def _knows_place(query: Query, clause: Clause) -> bool:
    """Whether a clause's report is of the place that the question names, or speaks of it."""
    place, report = query.named.place, clause.evidence.report
    if place in (None, report.place):
        return True
    words = find_places(place)
    return fold(words[0].name if words else place) in _known_words(report)


def _months_told(clause: Clause) -> frozenset[str]:
    """Return the months a clause names; a table's row has those of its table's headings."""
    report = clause.evidence.report
    table = next((b for b in report.blocks if b.kind == "table" and b.start <= clause.start < b.end), None)
    return months_in(report.text[table.start : table.end] if table else clause.text)


def _unknown_names(query: Query, clause: Clause) -> tuple[str, ...]:
    """Return the names in the question that the clause's report knows nothing of; a comparison may name several."""
    known = _known_words(clause.evidence.report)
    unknown = tuple(name for name in query.names if fold(name) not in known)
    return () if query.kind == "comparison" and len(unknown) < len(query.names) else unknown


@lru_cache(maxsize=64)
def _known_words(report: Report) -> str:
    return fold(f"{report.title} {report.place or ''} {report.text}")


def _abstain(query: Query, ranked: Sequence[Clause], missing: Sequence[str]) -> Draft:
    wording = phrase("none", query.language)
    if missing:
        wording = f"{wording} {phrase('unknown_name', query.language, names=', '.join(missing))}"
    nearest = tuple(_quote(clause) for clause in islice(ranked, NEAREST))
    return Draft((DraftStatement(wording, ()),), abstained=True, nearest=nearest)


def _leaders(query: Query, answering: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the best clause of each report that answers about as well as the best one; of more for comparisons."""
    best: dict[str, Clause] = {}
    for clause in answering:
        best.setdefault(clause.evidence.report.id, clause)
    margin = COMPARED if query.kind == "comparison" else TIE
    return tuple(clause for clause in best.values() if clause.score >= answering[0].score - margin)[:GROUPED]


def _state(query: Query, leader: Clause, ranked: Sequence[Clause], several: bool) -> list[DraftStatement]:
    if query.kind in _LISTS or query.kind == "none":
        statements = _listed(query, leader, ranked)
    else:
        found = direct_answer(query, leader)
        statements = [_directly(leader, found)] if found else [_quoted(leader)]
    if several and statements:
        report = leader.evidence.report
        first = statements[0]
        lead = f"{whereabouts(report, query.language)}: {first.text}"
        statements[0] = DraftStatement(lead, first.quotes, first.status)
    return statements


def _directly(clause: Clause, found: Direct) -> DraftStatement:
    report = clause.evidence.report
    beside = tuple(Quote(report, start, end) for start, end in found.beside)
    return DraftStatement(found.text, (_quote(clause), *beside))


def _listed(query: Query, leader: Clause, ranked: Sequence[Clause]) -> list[DraftStatement]:
    """Return the leader with the clauses around it that go on about the same thing, in the order of the report."""
    passage = leader.evidence.passage
    near = sorted((c for c in ranked if c.evidence.passage.id == passage.id), key=lambda clause: clause.start)
    index = near.index(leader)
    chosen = [leader]
    limit = {"none": 1, "summary": SUMMARISED}.get(query.kind, LISTED)
    for clause in near[index + 1 :]:
        goes_on = query.kind == "summary" or bears_sign(query, clause.text) or _continues(leader, clause)
        if len(chosen) >= limit or not goes_on:
            break
        chosen.append(clause)
    return [_quoted(clause) for clause in chosen]


def _continues(leader: Clause, clause: Clause) -> bool:
    """Whether only semicolons lie between two clauses: one chain."""
    between = leader.evidence.report.text[leader.end - 1 : clause.start]  # a clause holds its own full stop
    return "\n" not in between and not any(mark + " " in between for mark in ".!?")


def _quoted(clause: Clause) -> DraftStatement:
    words = clause.text.strip(" ,;")
    return DraftStatement(words[:1].upper() + words[1:], (_quote(clause),))


def _quote(clause: Clause) -> Quote:
    return Quote(clause.evidence.report, clause.start, clause.end)
