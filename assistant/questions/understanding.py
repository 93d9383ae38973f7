"""A question and the turns before it -> a Query: the kind of answer wanted, place, time, names, standalone wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.domain import AnswerKind, Filters, Query, ReportSummary, Turn
from assistant.questions.followups import Completed, compared_before, complete, split
from assistant.questions.kind_weights import Meaning
from assistant.questions.kinds import kind_of
from assistant.questions.language import language_of
from assistant.questions.measuring import figures_asked
from assistant.questions.meetings import meetings_asked, people_named
from assistant.questions.naming import known_places, named_time, names_in
from assistant.questions.repairing import Frequencies, repair
from assistant.questions.restoring import restore
from assistant.questions.shelf import bare_name
from assistant.questions.sides import sides
from assistant.questions.times_apart import at_two_times
from assistant.questions.today import time_from_today
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import has_diacritics
from assistant.vietnamese.unicode import normalize

# Kinds of question that are answered as a whole, however many things they ask.
_WHOLE: frozenset[AnswerKind] = frozenset(("talk", "meetings"))
# Kinds of question that words of comparison stand in without asking for one.
_NO_COMPARISONS: frozenset[AnswerKind] = frozenset(
    ("talk", "meetings", "limitation", "task", "summary", "person", "date", "yesno")
)


def understand(
    question: str,
    turns: Sequence[Turn] = (),
    filters: Filters | None = None,
    language: Literal["auto", "vi", "en"] = "auto",
    reports: Sequence[ReportSummary] = (),
    frequencies: Frequencies | None = None,
    meaning: Meaning | None = None,
    spellings: Frequencies | None = None,
    today: date | None = None,
) -> Query:
    """Return what the question asks, completed from earlier turns where it needs them.

    `reports` are what the library holds: their places are recognised however they are typed. `frequencies` tells in
    how many passages a folded term stands, `spellings` so for a term with its diacritics: slips of the keyboard are
    repaired with the one, missing diacritics with the other. `meaning` gives the vector of a question, of a
    model that the weights of kinds fit: with it the kind of answer is told better. Meetings of "this month" are those
    by `today`.
    """
    asked = normalize(question).strip()
    asked_in = language_of(asked)
    repaired = repair(asked, reports, frequencies) if frequencies and asked_in == "vi" else asked
    is_bare = not has_diacritics(repaired)
    restored = restore(repaired, spellings) if spellings and asked_in == "vi" and is_bare else repaired
    completed = complete(restored, turns, reports)
    query = Query(
        question=asked,
        standalone=completed.standalone,
        kind="none",
        language=asked_in if language == "auto" else language,
        asked_in=language_of(completed.own),
        has_diacritics=has_diacritics(completed.context if is_bare else completed.standalone),
        filters=filters or Filters(),
    )
    whole = _by(today, _filled(query, completed, reports, meaning))
    if whole.kind == "comparison":
        alone = _sides(completed, reports)
        return replace(whole, parts=tuple(_of_one_side(_filled(query, part, reports, meaning)) for part in alone))
    parts = () if whole.kind in _WHOLE else split(completed, reports)
    return replace(whole, parts=tuple(_asking_itself(_filled(query, one, reports, meaning), meaning) for one in parts))


def _sides(completed: Completed, reports: Sequence[ReportSummary]) -> tuple[Completed, ...]:
    """Return what a comparison asks of each of its sides; () where these can't be told."""
    asked = sides(completed.own, reports) or at_two_times(completed.own)
    alone = tuple(Completed(one, completed.context) for one in asked)
    return alone or compared_before(completed, reports)


def _by(today: date | None, query: Query) -> Query:
    """Return a query for meetings with the time that it names by today, if it names no other."""
    if today is None or query.kind != "meetings" or query.named.date_from:
        return query
    days = time_from_today(query.own, today)
    return replace(query, named=replace(query.named, date_from=days[0], date_to=days[1])) if days else query


def _asking_itself(query: Query, meaning: Meaning | None) -> Query:
    """Return half of a question with the kind of answer that its own words want, not the other half's."""
    spoken_of = (*map(bare_name, query.places), *query.names)
    return replace(query, kind=_kind(Completed(query.own), spoken_of, meaning))


def _of_one_side(query: Query) -> Query:
    """Return what is asked of one side of a comparison: a day where a side is asked for that, else a figure."""
    return replace(query, kind="date" if query.kind == "date" else "figure", figures=None, meetings=None)


def _filled(query: Query, completed: Completed, reports: Sequence[ReportSummary], meaning: Meaning | None) -> Query:
    """Return the query with what the completed question says."""
    standalone, names = completed.standalone, names_in(completed.standalone)
    places = known_places(completed.own, reports) or known_places(standalone, reports)
    filled = replace(
        query,
        standalone=standalone,
        own=completed.own,
        context=completed.context,
        said=completed.said,
        kind=_kind(completed, (*map(bare_name, places), *names), meaning),
        named=replace(_time(completed), place=places[0] if len(places) == 1 else None),
        names=names,
        places=places,
    )
    return _over_facts(filled, reports)


def _over_facts(query: Query, reports: Sequence[ReportSummary]) -> Query:
    """Return the query with what it asks of facts across reports, if it asks for any."""
    if query.kind == "meetings":
        return replace(query, meetings=meetings_asked(query.standalone, reports, query.question))
    if query.kind in _NO_COMPARISONS:
        return query
    compared = tuple(dict.fromkeys((*query.places, *known_places(query.context, reports))))
    spoken = tuple(dict.fromkeys((*query.names, *people_named(query.standalone, reports))))
    figures = figures_asked(query.standalone, compared, spoken)
    if figures is None and query.kind != "comparison":
        return query
    return replace(query, kind="comparison", figures=figures, places=compared)


def _kind(completed: Completed, spoken_of: Sequence[str], meaning: Meaning | None) -> AnswerKind:
    kinds = (kind_of(words, spoken_of, meaning) for words in (completed.own, completed.context) if words)
    return next((kind for kind in kinds if kind != "none"), "none")


def _time(completed: Completed) -> Filters:
    """Return the first and last day asked about, of the question itself or else of what completes it."""
    start, end = named_time(in_full(completed.own))
    if start is None and completed.context:
        start, end = named_time(in_full(completed.context))
    return Filters(date_from=start, date_to=end)
