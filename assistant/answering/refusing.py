"""A Query that nothing answers -> a refusal: what is missing, what the library holds, what came closest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.knowing import unknown_names
from assistant.answering.phrases import phrase
from assistant.answering.selection import Clause
from assistant.domain import Filters, Query, Retrieved

NEAREST, _PLACES = 3, 8


def abstain(query: Query, ranked: Sequence[Clause], retrieved: Retrieved) -> Draft:
    """Return the refusal; it names what in the question no report of the evidence knows."""
    language, filtered = query.language, query.filters != Filters()
    within = "_within" if filtered else ""  # what is told of the reports is true of those that the filters permit
    said = [phrase("none", language)]
    reports = {clause.evidence.report.id: clause.evidence.report for clause in ranked}
    missing = [name for name in query.names if all(name in unknown_names(query, one) for one in reports.values())]
    if missing and reports:
        said.append(phrase(f"unknown_name{within}", language, names=", ".join(missing)))
    if (missing or retrieved.widened) and retrieved.places:
        more = " …" if len(retrieved.places) > _PLACES else ""
        holds = phrase(f"holds_places{within}", language, places=", ".join(retrieved.places[:_PLACES]) + more)
        said.append(holds.replace(" ….", " …"))
    if retrieved.widened and query.named.date_from and retrieved.years:
        first, last = min(retrieved.years), max(retrieved.years)
        years = str(first) if first == last else f"{first}–{last}"
        said.append(phrase(f"holds_years{within}", language, years=years))
    if filtered:
        said.append(phrase("without_filters", language))
    nearest = tuple(quote_of(clause) for clause in islice(ranked, NEAREST))
    return Draft((DraftStatement(" ".join(said), ()),), abstained=True, nearest=nearest)


def quote_of(clause: Clause) -> Quote:
    """Return the quote that is a clause's own words."""
    return Quote(clause.evidence.report, clause.start, clause.end)
