"""A Query and a clause of a report -> the features that the fitted weights of selection count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.answering.coverage import Surroundings, word_features
from assistant.answering.facets import LOOSE, asked_facets, told_facets
from assistant.answering.lacking import lacks
from assistant.answering.offices import Office, is_held, offices_asked, offices_in
from assistant.answering.signs import bears_sign, fits_unit, is_target
from assistant.answering.subjects import subject_before
from assistant.answering.wanted import Told, Wanted, told, told_months
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


def clause_features(query: Query, wanted: Wanted, contexts: Sequence[Context]) -> list[dict[str, float]]:
    """Return the features of each clause by name."""
    words = word_features(wanted, [_surroundings(context) for context in contexts])
    asked, offices = asked_facets(query), offices_asked(query)
    return [
        {
            **counted,
            **_nearness(context, context.text),
            **_place_in_report(context),
            **_agreement(wanted, context.text),
            **_figures(query, wanted, context),
            **_asked_for(query, wanted, context, asked, offices),
            "sign": float(bears_sign(query, context.text)),
            "numbers": _share(wanted.numbers, numerals(context.text)) if query.kind != "yesno" else 0.0,
        }
        for counted, context in zip(words, contexts, strict=True)
    ]


def _surroundings(context: Context) -> Surroundings[Told]:
    report, passage, span = context.evidence.report, context.evidence.passage, context.span
    subject = subject_before(report.text, passage.start, span)
    here = (report.text[slice(*subject)] if subject else "", context.text, *_called(report, span))
    before = report.text[max(passage.start, span[0] - _BEFORE) : span[0]]
    return Surroundings(told(" ".join(here)), told(before), told(passage.text), told(passage.header))


def _called(report: Report, span: Span) -> tuple[str, ...]:
    """Return the names of those who take part in the meeting in a span that calls them by their office alone."""
    words = report.text[slice(*span)]
    here = (person for person in report.participants if span[0] <= person.start < span[1])
    return tuple(dict.fromkeys(person.name for person in here if person.name not in words))


def _asked_for(
    query: Query, wanted: Wanted, context: Context, asked: Set[str], offices: Set[Office]
) -> dict[str, float]:
    """Return how a clause agrees with the part in a meeting, the office or the time that the query asks for."""
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


def _share(asked: Set[str], told_of: Set[str]) -> float:
    return len(asked & told_of) / len(asked) if asked else 0.0


def _told_share(wanted: Wanted, words: Told) -> float:
    """Return the share, by weight, of the terms that are told."""
    return sum(weight for term, weight in wanted.terms.items() if term in words.terms) / wanted.weight


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


def _agreement(wanted: Wanted, text: str) -> dict[str, float]:
    months, target = told_months(text), is_target(text)
    by_plan = bool(wanted.baseline) and wanted.baseline in fold(text)
    named = bool(wanted.indicator) and default_indicators().mentions(wanted.indicator or "", text)
    return {
        "months_same": float(bool(months & wanted.months)),
        "months_other": float(bool(months and wanted.months) and not months & wanted.months),
        "target_same": float(wanted.is_target and target),
        "target_missing": float(wanted.is_target and not target),
        "target_unasked": float(target and not wanted.is_target),
        "baseline_same": float(by_plan),
        "baseline_missing": float(bool(wanted.baseline) and not by_plan),
        "indicator": float(named),
        "indicator_missing": float(bool(wanted.indicator) and not named),
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
        "figure_words": _told_share(wanted, told(figure.indicator)),
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
