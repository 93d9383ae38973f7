"""A Query and a clause of a report -> the features that the fitted weights of selection count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.answering.clause_reading import ClauseRead
from assistant.answering.coverage import word_features
from assistant.answering.facets import LOOSE, asked_facets
from assistant.answering.lacking import lacks
from assistant.answering.offices import Office, is_held, offices_asked
from assistant.answering.signs import bears_sign, fits_unit
from assistant.answering.wanted import Told, Wanted, told
from assistant.domain import Evidence, Figure, Period, Query
from assistant.questions.measuring import kinds_asked
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.places import same_name

_LONG = 60
# What a clause with a person in another part or office than the one asked for lacks, beside one with none.
_OTHERWISE = 0.6


@dataclass(frozen=True, slots=True)
class Context:
    """A clause beside a question: the evidence it is of, what it tells, how near its vector is."""

    evidence: Evidence
    clause: ClauseRead
    cosine: float
    nearness: float


def clause_features(query: Query, wanted: Wanted, contexts: Sequence[Context]) -> list[dict[str, float]]:
    """Return the features of each clause by name."""
    words = word_features(wanted, [context.clause.surroundings for context in contexts])
    asked, offices = asked_facets(query), offices_asked(query)
    return [
        {
            **counted,
            **_nearness(context),
            **context.clause.standing,
            **_agreement(wanted, context.clause),
            **_figures(query, wanted, context.clause.figures),
            **_asked_for(query, wanted, context.clause, asked, offices),
            "sign": float(bears_sign(query, context.clause.text)),
            "numbers": _share(wanted.numbers, context.clause.numerals) if query.kind != "yesno" else 0.0,
        }
        for counted, context in zip(words, contexts, strict=True)
    ]


def _asked_for(
    query: Query, wanted: Wanted, clause: ClauseRead, asked: Set[str], offices: Set[Office]
) -> dict[str, float]:
    """Return how a clause agrees with the part in a meeting, the office or the time that the query asks for."""
    told_of, held = clause.facets, clause.offices
    holds = any(is_held(one, other) for one in offices for other in held)
    return {
        "facet": len(asked & told_of) / len(asked) if asked else 0.0,
        "facet_missing": float(bool(asked - LOOSE) and not asked & told_of),
        "author": float("author" in asked and "author" in told_of),
        "office": float(holds),
        "office_missing": float(bool(offices) and not holds),
        "office_other": float(bool(offices and held) and not holds),
        "lacks": 1.0
        if lacks(query, wanted, clause.text, told_of)
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


def _nearness(context: Context) -> dict[str, float]:
    words = context.clause.words
    return {
        "cosine": context.cosine * 10 - 8,
        "nearness": context.nearness,
        "rank": -math.log(context.evidence.rank),
        "passage_score": context.evidence.score,
        "length": min(words, _LONG) / _LONG,
        "short": float(words < 5),
    }


def _agreement(wanted: Wanted, clause: ClauseRead) -> dict[str, float]:
    months, target = clause.months, clause.is_target
    by_plan = bool(wanted.baseline) and wanted.baseline in clause.folded
    named = bool(wanted.indicator) and default_indicators().mentions(wanted.indicator or "", clause.text)
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


def _figures(query: Query, wanted: Wanted, held: Sequence[Figure]) -> dict[str, float]:
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
