"""A Query and a clause of a report -> the features that the fitted weights of selection count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.answering.facets import LOOSE, asked_facets, told_facets
from assistant.answering.lacking import lacks
from assistant.answering.offices import Office, is_held, offices_asked, offices_in
from assistant.answering.signs import bears_sign, fits_unit, is_target
from assistant.answering.subjects import subject_before
from assistant.answering.wanted import RAREST, Told, Wanted, told, told_months
from assistant.domain import Evidence, Facts, Figure, Period, Query, Report
from assistant.questions.measuring import kinds_asked
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.numbers import numerals
from assistant.vietnamese.places import same_name

Span = tuple[int, int]
_BEFORE = 300
_LONG = 60
# Between these lie the cosines of nearly all clauses the weights were fitted on; another encoder may give any.
LEAST_COSINE, MOST_COSINE = 0.75, 0.95
# What a clause with a person in another part or office than the one asked for lacks, beside one with none.
_OTHERWISE = 0.6
_SECTIONS = ("opening", "participants", "reports", "results", "limitations", "discussion", "conclusion", "tasks")
_POINTS = ("decision", "task", "limitation", "event")


@dataclass(frozen=True, slots=True)
class Context:
    """A clause and what stands around it: its evidence, the facts of its report, how near its vector is."""

    evidence: Evidence
    span: Span
    facts: Facts
    cosine: float
    nearness: float

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.evidence.report.text[slice(*self.span)]


def clause_features(query: Query, wanted: Wanted, context: Context) -> dict[str, float]:
    """Return the features of one clause by name."""
    report, passage, text = context.evidence.report, context.evidence.passage, context.text
    subject = subject_before(report.text, passage.start, context.span)
    here = told(" ".join((report.text[slice(*subject)] if subject else "", text, *_called(report, context.span))))
    before = told(report.text[max(passage.start, context.span[0] - _BEFORE) : context.span[0]])
    around, header = told(passage.text), told(passage.header)
    return {
        **_words(wanted, here, before, around, header),
        **_nearness(context, text),
        **_place_in_report(context),
        **_agreement(query, wanted, text),
        **_figures(query, wanted, context),
        **_asked_for(query, wanted, context),
        "sign": float(bears_sign(query, text)),
        "numbers": _share(wanted.numbers, numerals(text)) if query.kind != "yesno" else 0.0,
    }


def _called(report: Report, span: Span) -> tuple[str, ...]:
    """Return the names of those who take part in the meeting in a span that calls them by their office alone."""
    words = report.text[slice(*span)]
    here = (person for person in report.participants if span[0] <= person.start < span[1])
    return tuple(dict.fromkeys(person.name for person in here if person.name not in words))


def _asked_for(query: Query, wanted: Wanted, context: Context) -> dict[str, float]:
    """Return how a clause agrees with the part in a meeting, the office or the time that the query asks for."""
    asked, offices = asked_facets(query), offices_asked(query)
    told_of, held = told_facets(context.evidence.report, context.span), offices_in(context.text)
    holds = any(is_held(one, other) for one in offices for other in held)
    return {
        "facet": len(asked & told_of) / len(asked) if asked else 0.0,
        "facet_missing": float(bool(asked - LOOSE) and not asked & told_of),
        "author": float("author" in asked and "author" in told_of),
        "office": float(holds),
        "office_missing": float(bool(offices) and not holds),
        "office_other": float(bool(offices and held) and not holds),
        "lacks": 1.0
        if lacks(query, wanted, context.text, told_of)
        else _OTHERWISE * _is_of_another(query, asked & told_of, asked - LOOSE, offices, holds),
    }


def _is_of_another(query: Query, met: Set[str], asked: Set[str], offices: Set[Office], holds: bool) -> bool:
    """Whether a clause tells of people, but not of the part or the office asked for."""
    return query.kind == "person" and bool(asked or offices) and not met and not holds


def _words(wanted: Wanted, here: Told, before: Told, around: Told, header: Told) -> dict[str, float]:
    near = here.terms | before.terms
    rarest = sorted(wanted.terms, key=lambda term: -wanted.terms[term])[:3]
    left = {pair: weight for pair, weight in wanted.pairs.items() if pair not in header.terms}
    new = {term: weight for term, weight in wanted.terms.items() if term not in header.terms}
    return {
        "terms": _covered(wanted.terms, here.terms),
        "terms_not_in_header": _covered(new, here.terms),
        "terms_near": _covered(wanted.terms, near),
        "terms_near_or_header": _covered(wanted.terms, near | header.terms),
        "terms_passage": _covered(wanted.terms, around.terms),
        "terms_all": _covered(wanted.terms, around.terms | header.terms),
        "pairs": _covered(wanted.pairs, here.terms),
        "pairs_not_in_header": _covered(left, here.terms),
        "pairs_passage": _covered(wanted.pairs, around.terms),
        "exact": len(wanted.exact & here.exact) / len(wanted.exact) if wanted.exact else 0.0,
        "rarest": sum(term in here.terms for term in rarest) / 3,
        "rarest_near": sum(term in near or term in header.terms for term in rarest) / 3,
        **_concepts(wanted, here, before, around, header),
    }


def _concepts(wanted: Wanted, here: Told, before: Told, around: Told, header: Told) -> dict[str, float]:
    """Return how far concepts are told, and how far terms are where a concept tells them in other words."""
    asked = wanted.concepts.keys()
    near = here.terms | before.terms | header.terms
    if not wanted.terms:
        return _NOTHING_TOLD
    left = _left(wanted, near | around.terms, here.concepts | before.concepts | around.concepts | header.concepts)
    return {
        "concepts": _share(asked, here.concepts),
        "concepts_near": _share(asked, here.concepts | before.concepts),
        "concepts_passage": _share(asked, around.concepts | header.concepts),
        "concept_count": min(len(asked & here.concepts), 4) / 4,
        "told": 1 - sum(_left(wanted, here.terms, here.concepts)) / wanted.weight,
        "told_near": 1 - sum(_left(wanted, near, here.concepts | before.concepts | header.concepts)) / wanted.weight,
        "told_all": 1 - sum(left) / wanted.weight,
        "untold_most": max(left, default=0.0) / RAREST,
        "untold_many": min(len(left), 5) / 5,
        **_focus(wanted, here, near, around, header),
    }


_NOTHING_TOLD = dict.fromkeys(
    (
        "concepts", "concepts_near", "concepts_passage", "concept_count", "told", "told_near", "told_all",
        "untold_most", "untold_many", "focus", "focus_near", "focus_passage",
    ),
    0.0,
)  # fmt: skip


def _focus(wanted: Wanted, here: Told, near: Set[str], around: Told, header: Told) -> dict[str, float]:
    """Return how much of what the interrogatives stand next to is told, and half where nothing does."""
    if not wanted.focus:
        return dict.fromkeys(("focus", "focus_near", "focus_passage"), 0.5)
    by_concept = {term for concept, words in wanted.concepts.items() if concept in here.concepts for term in words}
    everywhere = near | around.terms | header.terms
    return {
        "focus": _share(wanted.focus, here.terms | by_concept),
        "focus_near": _share(wanted.focus, near | by_concept),
        "focus_passage": _share(wanted.focus, everywhere | by_concept),
    }


def _left(wanted: Wanted, terms: Set[str], concepts: Set[str]) -> list[float]:
    """Return the weights of the terms that are told neither in their own words nor as a concept."""
    as_concepts = {term for concept, words in wanted.concepts.items() if concept in concepts for term in words}
    return [weight for term, weight in wanted.terms.items() if term not in terms and term not in as_concepts]


def _covered(weights: Mapping[str, float], terms: Set[str]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in terms) / total if total else 0.0


def _share(asked: Set[str], told_of: Set[str]) -> float:
    return len(asked & told_of) / len(asked) if asked else 0.0


def _nearness(context: Context, text: str) -> dict[str, float]:
    return {
        "cosine": min(max(context.cosine, LEAST_COSINE), MOST_COSINE) * 10 - 8,
        "nearness": context.nearness,
        "rank": -math.log(context.evidence.rank),
        "passage_score": context.evidence.score,
        "length": min(len(text.split()), _LONG) / _LONG,
        "short": float(len(text.split()) < 5),
    }


def _place_in_report(context: Context) -> dict[str, float]:
    report, (start, end) = context.evidence.report, context.span
    block = next((one.kind for one in report.blocks if one.start <= start < one.end), "prose")
    section = next((one.kind for one in report.sections if one.start <= start < one.end), None)
    points = {point.kind for point in context.facts.points if point.start < end and start < point.end}
    return {
        **{f"section_{name}": float(name == section) for name in _SECTIONS},
        **{f"point_{name}": float(name in points) for name in _POINTS},
        **{f"block_{name}": float(name == block) for name in ("heading", "caption", "table")},
        "early": float(start < 0.15 * len(report.text)),
        "late": float(start > 0.8 * len(report.text)),
    }


def _agreement(query: Query, wanted: Wanted, text: str) -> dict[str, float]:
    months, target = told_months(text), is_target(text)
    return {
        "months_same": float(bool(months & wanted.months)),
        "months_other": float(bool(months and wanted.months) and not months & wanted.months),
        "target_same": float(wanted.is_target and target),
        "target_missing": float(wanted.is_target and not target),
        "target_unasked": float(target and not wanted.is_target),
        "baseline_same": float(bool(wanted.baseline) and wanted.baseline in fold(text)),
        "baseline_missing": float(bool(wanted.baseline) and wanted.baseline not in fold(text)),
        "indicator": float(bool(wanted.indicator) and default_indicators().mentions(wanted.indicator or "", text)),
        "indicator_missing": float(
            bool(wanted.indicator) and not default_indicators().mentions(wanted.indicator or "", text)
        ),
    }


def _figures(query: Query, wanted: Wanted, context: Context) -> dict[str, float]:
    start, end = context.span
    held = [figure for figure in context.facts.figures if start <= figure.start < end]
    best = max((figure_features(query, wanted, figure) for figure in held), key=figure_fit, default={})
    return {**_NO_FIGURE, **best, "figure": float(bool(held))}


_NO_FIGURE = {
    name: 0.0
    for name in (
        "figure_unit", "figure_indicator", "figure_other_indicator", "figure_kind", "figure_period",
        "figure_other_period", "figure_against", "figure_other_against", "figure_place", "figure_words",
    )
}  # fmt: skip


def figure_features(query: Query, wanted: Wanted, figure: Figure) -> dict[str, float]:
    """Return how a figure agrees with what is asked: its unit, indicator, kind, period, plan, place, words."""
    indicator = wanted.indicator
    against = fold(figure.against or "")
    known = figure.canonical
    return {
        "figure_unit": float(fits_unit(wanted.folded, figure.unit)),
        "figure_indicator": float(bool(indicator) and known == indicator),
        "figure_other_indicator": float(bool(indicator and known) and known != indicator),
        "figure_kind": float(figure.kind in kinds_asked(query.own or query.standalone, indicator)),
        "figure_period": float(_same_period(figure.period, wanted.periods)),
        "figure_other_period": float(_other_period(figure.period, wanted.periods)),
        "figure_against": float(bool(wanted.baseline) and wanted.baseline in against),
        "figure_other_against": float(bool(wanted.baseline) and wanted.baseline not in against),
        "figure_place": float(
            bool(query.named.place and figure.place) and same_name(query.named.place or "", figure.place or "")
        ),
        "figure_words": _covered(wanted.terms, told(figure.indicator).terms),
    }


def figure_fit(features: Mapping[str, float]) -> float:
    """Return how well a figure fits, for choosing between those of one clause."""
    return (
        features["figure_unit"] + features["figure_indicator"] - features["figure_other_indicator"]
        + 0.7 * features["figure_kind"] + 0.8 * features["figure_period"] - 0.8 * features["figure_other_period"]
        + features["figure_against"] - features["figure_other_against"] + features["figure_words"]
    )  # fmt: skip


def _same_period(period: Period | None, asked: Sequence[Period]) -> bool:
    return period is not None and any((period.start, period.end) == (one.start, one.end) for one in asked)


def _other_period(period: Period | None, asked: Iterable[Period]) -> bool:
    wanted = tuple(asked)
    return (
        period is not None and bool(wanted) and not any(p.start <= period.end and period.start <= p.end for p in wanted)
    )
