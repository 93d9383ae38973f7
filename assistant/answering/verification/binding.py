"""A figure of a statement and the same one in its grounds -> whether the words around them are about the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.verification.changes import direction
from assistant.answering.verification.counting import DAY
from assistant.answering.verification.english import is_foreign
from assistant.answering.verification.lexicon import content, synonyms, weak_phrases, weak_words
from assistant.answering.verification.measures import Measure
from assistant.answering.verification.times import agrees
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators

_MEASURED = frozenset(("đồng", "%", "tấn", "ha", "USD"))
_DENIED = re.compile(r"^\W*(?:\w+ ){0,3}(?:chưa|không)\b")
_PAIR = re.compile(r"(?=(?<!\w)([^\W\d_]+ [^\W\d_]+)(?!\w))")
_TAKEN_OVER, _FEWEST = 0.5, 2


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the grounds and the text it stands in."""

    measure: Measure
    text: str


def of_another(told: Measure, known: Measure, others: Sequence[Measure], context: str) -> str:
    """Return a word beside a figure that in the grounds goes with another figure, else "".

    So it is when the statement says of a figure what the grounds say of others alone, and leaves out what they say of
    it; or when it says nothing of what stands before the figure there, but what stands around another of its unit.
    Words that stand beside neither are a paraphrase's own and tell nothing.
    `context` are the words known of the reports themselves.
    """
    if other := _other_indicator(told, known):
        return other
    if told.unit != DAY and (name := _other_name(told, known, context)):
        return name
    said = _claimed(told) - frozenset(content(context))
    if _DENIED.search(told.behind.lower()) and _DENIED.search(known.behind.lower()):
        others = [one for one in others if _DENIED.search(one.behind.lower())]
    around = known.near | known.lead
    elsewhere = frozenset(word for other in others for word in other.near)
    foreign = said & elsewhere - around - _alike(said, around)
    head = frozenset(content(_last_stretch(known.before))) or frozenset(content(known.behind))
    rivals = [other for other in others if _could_stand_for(other, told, known)]
    of_rival = any(foreign <= other.near for other in rivals)
    left_out = len(head - said)
    alone = left_out and (of_rival or left_out > len(head & said))
    if foreign and (alone if head else (of_rival or not direction(known)) and len(foreign) > len(said & around)):
        return min(foreign)
    if len(foreign) >= _FEWEST and of_rival:
        return min(foreign)
    own = frozenset(content(known.before))
    if own - said and any(_fits_better(said, own, other, told) for other in rivals):
        return min(own - said)
    nearest = max((_nearness(said, other) for other in rivals), default=0.0)
    return min(said) if len(own) >= _FEWEST and said and not own & said and nearest > _nearness(said, known) else ""


def _other_name(told: Measure, known: Measure, context: str) -> str:
    """Return the name beside a figure beside which the grounds have other names alone, else ""."""
    around = f"{known.lead_text} {known.before} {known.behind}"
    names = _names(f"{told.before} {told.behind}")
    if not names or not _names(f"{known.before} {known.behind}"):
        return ""
    return "" if any(fold(name) in fold(f"{around} {context}") for name in names) else names[0]


def _names(text: str) -> list[str]:
    """Two capitalised words in a row, wherever they stand."""
    pairs = (pair.split() for pair in _PAIR.findall(text))
    return [" ".join(pair) for pair in pairs if all(one[0].isupper() and one.lower() not in _common() for one in pair)]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that begin sentences and offices: "Theo Bí thư" is no name."""
    return weak_words() | {word for wording in weak_phrases() for word in wording.split()}


def _could_stand_for(rival: Measure, told: Measure, known: Measure) -> bool:
    """Whether another figure is of the sort of this one: of its unit, and a change where this is told as one."""
    if rival.unit.lower() not in (known.unit.lower(), told.unit.lower()):
        return False
    return not (direction(told) and direction(known)) or bool(direction(rival))


def _fits_better(said: frozenset[str], own: frozenset[str], other: Measure, told: Measure) -> bool:
    """Whether all that stands before another figure is said, and as much as of what stands before this one."""
    head = frozenset(content(other.before))
    if told.times and not all(agrees(time, other.times) for time in told.times):
        return False
    return bool(head) and head <= said and len(said & head) >= len(said & own)


def _alike(said: frozenset[str], around: frozenset[str]) -> frozenset[str]:
    """Those of the words said for which others of the same meaning stand around a figure."""
    alike: set[str] = set()
    for wordings in synonyms():
        there = [set(one.split()) for one in wordings if set(one.split()) <= around]
        if there:
            alike.update(
                word for one in wordings if _is_another(set(content(one)), said, there) for word in one.split()
            )
    return frozenset(alike)


def _is_another(wording: set[str], said: frozenset[str], there: list[set[str]]) -> bool:
    """Whether a wording is said, and is more than a longer form of one that stands there."""
    return bool(wording) and wording <= said and any(not one < wording for one in there)


def _other_indicator(told: Measure, known: Measure) -> str:
    """Return the indicator of a statement's figure where the same figure is known to be of another one, else ""."""
    if told.unit not in _MEASURED:
        return ""
    indicators = default_indicators()
    said = indicators.canonical(told.before) or indicators.canonical(f"{told.lead_text} {told.before} {told.behind}")
    own = indicators.canonical(known.before)
    around = f"{known.before} {known.behind}" if own else f"{known.lead_text} {known.before} {known.behind}"
    of = own or indicators.canonical(around)
    return said if said and of and said != of and not indicators.mentions(said, around) else ""


def _nearness(said: frozenset[str], measure: Measure) -> float:
    return len(said & measure.near) + _TAKEN_OVER * len(said & (measure.lead - measure.near))


def _claimed(measure: Measure) -> frozenset[str]:
    return frozenset(
        word for word in content(f"{measure.before} {measure.behind}") if not (word.isascii() and is_foreign(word))
    )


def _last_stretch(before: str) -> str:
    """The words right before a figure, back to a comma or the like."""
    stretches = [one for one in re.split(r"[,;:()]", before) if one.strip()]
    return stretches[-1] if stretches else ""
