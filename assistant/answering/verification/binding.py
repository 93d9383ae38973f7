"""A figure of a statement and the same one in its grounds -> whether the words around them are about the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.verification.lexicon import content
from assistant.answering.verification.measures import Measure
from assistant.vietnamese.indicators import default_indicators

_TAKEN_OVER = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the grounds and the text it stands in."""

    measure: Measure
    text: str


def of_another(told: Measure, known: Measure, others: Sequence[Measure], context: str) -> str:
    """Return a word beside a figure that in the grounds goes with another figure, else "".

    So it is when the statement says of a figure what the grounds say of others alone, and leaves out what they say of
    it; or when it says nothing of what stands before the figure there, but what stands around another of its unit.
    `context` are the words known of the reports themselves.
    """
    if other := _other_indicator(told, known):
        return other
    said = _claimed(told) - frozenset(content(context))
    around = known.near | known.lead
    foreign = said & frozenset(word for other in others for word in other.near) - around
    head = frozenset(content(known.before)) or frozenset(content(known.behind))
    if foreign and (head - said if head else len(foreign) > len(said & around)):
        return min(foreign)
    own = frozenset(content(known.before))
    rivals = [other for other in others if other.unit.lower() in (known.unit.lower(), told.unit.lower())]
    nearest = max((_nearness(said, other) for other in rivals), default=0.0)
    return min(said) if own and said and not own & said and nearest > _nearness(said, known) else ""


def _other_indicator(told: Measure, known: Measure) -> str:
    """Return the indicator of a statement's figure where the same figure is known to be of another one, else ""."""
    indicators = default_indicators()
    said = indicators.canonical(told.before) or indicators.canonical(f"{told.lead_text} {told.before} {told.behind}")
    around = f"{known.lead_text} {known.before} {known.behind}"
    of = indicators.canonical(known.before) or indicators.canonical(around)
    return said if said and of and said != of and not indicators.mentions(said, around) else ""


def _nearness(said: frozenset[str], measure: Measure) -> float:
    return len(said & measure.near) + _TAKEN_OVER * len(said & (measure.lead - measure.near))


def _claimed(measure: Measure) -> frozenset[str]:
    return frozenset(content(f"{measure.before} {measure.text} {measure.behind}"))

