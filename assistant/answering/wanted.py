"""A Query -> what its words ask for: terms, pairs, concepts, numbers, months, plan; a text -> what its words tell."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.months import asked_months, months_in
from assistant.answering.signs import is_target
from assistant.domain import Period, Query
from assistant.questions.kinds import cue_of, folded_for_cues
from assistant.questions.measuring import baseline_asked
from assistant.vietnamese.abbreviations import expand, in_full, spelt_out
from assistant.vietnamese.concepts import concepts_in, in_vietnamese, wordings_in
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.numbers import numerals
from assistant.vietnamese.places import find_name
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, STOPWORDS, pairs, syllables

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]
RAREST = 5.0
# What a word counts that only the question before it has, where the question has words of its own.
CONTEXT = 0.4
# Words that say where and when count less: retrieval has already narrowed the search by them.
CIRCUMSTANCE = 0.4
_LEVELS = frozenset("huyen tinh xa hoi nghi hop bao cao luy ke cong don".split())
_QUESTION_WORDS = frozenset(
    """
    ai gi nao dau sao may bao nhieu the khi hoi neu cho biet ra duoc la co khong chua phai ten muc so nhung cac
    who what when where which how many much was were is are did does do has have had the of in at on for to a an and by
    it its their that this from with be been as or not any there s
    """.split()
)
_INTERROGATIVES = frozenset("ai gi nao dau may nhieu".split())
# So many terms on either side of an interrogative, within so many words, are what it asks about.
NEAREST, _REACH = 2, 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query's words ask for.

    `terms` are its folded syllables and `pairs` two neighbouring ones, each with its weight; a rare one weighs more.
    `unseen` are the terms that no report of the library has. `exact` are its syllables with their diacritics, empty
    when it was typed without. `concepts` are those it speaks of, each with the terms for it. `baseline` is whose
    plan, or which time, a share or a change is measured against. `focus` are the terms that stand next to the
    question's interrogatives, which say what is asked of its subject.
    """

    terms: Mapping[str, float]
    pairs: Mapping[str, float]
    exact: frozenset[str]
    concepts: Mapping[str, frozenset[str]]
    unseen: frozenset[str]
    numbers: frozenset[str]
    months: frozenset[str]
    periods: tuple[Period, ...]
    is_target: bool
    baseline: str
    indicator: str | None
    folded: str
    focus: frozenset[str]

    @property
    def weight(self) -> float:
        """The weight of all terms together."""
        return sum(self.terms.values()) or 1.0


def wanted(query: Query, frequencies: Frequencies) -> Wanted:
    """Return what a query asks for; `frequencies` tells in how many passages each folded term stands."""
    own, context = query.own or query.standalone, query.context
    wording, concepts = _in_vietnamese(query, own)
    around = _in_vietnamese(query, context)[0] if context else ""
    found = syllables(wording)
    content, joined = _content(found)
    more, more_joined = _content(syllables(around))
    counts = frequencies(tuple(dict.fromkeys((*content, *joined, *more, *more_joined))))
    rarity = _rarity(counts, _circumstances(query))
    share = CONTEXT if content else 1.0
    told_before = {term: share * rarity[term] for term in (*more, *more_joined)}
    own_months = asked_months(own)
    return Wanted(
        terms={term: told_before[term] for term in more} | {term: rarity[term] for term in content},
        pairs={pair: told_before[pair] for pair in more_joined if counts[pair]}
        | {pair: rarity[pair] for pair in joined if counts[pair]},
        exact=_exact(found) if query.has_diacritics else frozenset(),
        concepts=concepts,
        unseen=frozenset(term for term in content if not counts[term]),
        numbers=numerals(own),
        months=own_months or asked_months(context),
        periods=_periods(own) or _periods(context),
        is_target=is_target(own),
        baseline=baseline_asked(own),
        indicator=default_indicators().canonical(own) or default_indicators().canonical(context),
        folded=folded_for_cues(own if cue_of(own, ()) != "none" else f"{own} {context}"),
        focus=_focus(folded_for_cues(own)) & frozenset(content) if query.asked_in != "en" else frozenset(),
    )


def _content(found: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folded syllables that carry meaning, and the pairs of neighbouring ones, each once."""
    folded = tuple(map(fold, found))
    content = (one for one in folded if one not in FOLDED_STOPWORDS and one not in _QUESTION_WORDS)
    joined = (pair for pair in pairs(folded) if not set(pair.split("_")) & _QUESTION_WORDS)
    return tuple(dict.fromkeys(content)), tuple(dict.fromkeys(joined))


def _focus(folded: str) -> frozenset[str]:
    """Return the syllables with a meaning that stand NEAREST to the interrogatives of a folded question."""
    words = syllables(folded)
    meaning = [n for n, word in enumerate(words) if word not in FOLDED_STOPWORDS and word not in _QUESTION_WORDS]
    asking = [n for n, word in enumerate(words) if word in _INTERROGATIVES]
    near = (
        (
            *[n for n in meaning if at - _REACH <= n < at][-NEAREST:],
            *[n for n in meaning if at < n <= at + _REACH][:NEAREST],
        )
        for at in asking
    )
    return frozenset(words[n] for each in near for n in each)


def _periods(text: str) -> tuple[Period, ...]:
    return tuple(one.period for one in find_periods(in_full(text)) if one.period)


def _in_vietnamese(query: Query, text: str) -> tuple[str, Mapping[str, frozenset[str]]]:
    """Return the words to look for and the concepts; of an English question names and numbers stay, the rest is put
    into the words that reports use."""
    if query.asked_in != "en":
        wording = " ".join((in_full(text), *expand(text)))
        return wording, {concept: _terms(words) for concept, words in wordings_in(wording).items()}
    known = in_vietnamese(text)
    kept = [word for word in _WORD.findall(text) if has_diacritics(word) or any(c.isdigit() for c in word)]
    names = [word for name in query.names for word in name.split()]
    place = query.named.place.split(" ", 1)[-1] if query.named.place else ""
    return " ".join((*kept, *names, place, *(words for _, words in known))), {
        name: _terms(words) for name, words in known
    }


def _terms(words: str) -> frozenset[str]:
    return frozenset(fold(syllable) for syllable in syllables(words))


def _rarity(counts: Mapping[str, int], circumstances: frozenset[str]) -> dict[str, float]:
    largest = max(counts.values(), default=0) + 1
    rarity = {term: min(math.log(1 + largest / max(n, 0.5)), RAREST) for term, n in counts.items()}
    return {term: weight * (CIRCUMSTANCE if term in circumstances else 1.0) for term, weight in rarity.items()}


def _circumstances(query: Query) -> frozenset[str]:
    """Return the syllables that say where and when."""
    text = query.standalone
    spans = [(mention.start, mention.end) for mention in find_periods(text)]
    spans += [(mention.start, mention.end) for mention in find_dates(text)]
    place = find_name(text, query.named.place.split(" ", 1)[-1]) if query.named.place else None
    words = " ".join(text[start:end] for start, end in (*spans, *((place,) if place else ())))
    return frozenset(fold(syllable) for syllable in syllables(words)) | _LEVELS


def _exact(found: Sequence[str]) -> frozenset[str]:
    return frozenset(one for one in found if one not in STOPWORDS and fold(one) not in _QUESTION_WORDS)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells, as questions are compared with it."""

    terms: frozenset[str]
    exact: frozenset[str]
    concepts: frozenset[str]


@lru_cache(maxsize=4096)
def told(text: str) -> Told:
    """Return the folded syllables and pairs, the exact syllables and the concepts of a text, abbreviations in full."""
    spelt = spelt_out(text)
    readings = {syllables(in_full(text)), syllables(spelt)}  # one and the same for most texts
    folded = [tuple(fold("\n".join(reading)).split("\n")) if reading else () for reading in readings]
    return Told(
        terms=frozenset(term for reading in folded for term in (*reading, *pairs(reading))),
        exact=frozenset(one for reading in readings for one in reading),
        concepts=concepts_in(spelt),
    )


@lru_cache(maxsize=512)
def line_of(text: str) -> str:
    """Return the folded syllables of a long text in a row, for `stands_in`, abbreviations in full and spelt out.

    What is made on the way is not remembered: of whole reports that takes hundreds of megabytes.
    """
    readings = {one.__wrapped__(text) for one in (in_full, spelt_out)}
    return "\n".join(f" {fold(' '.join(syllables.__wrapped__(reading)))} " for reading in readings)


def stands_in(line: str, term: str) -> bool:
    """Whether a term, a syllable or a pair of them ("a_b"), is one of the text that `line_of` was given."""
    return f" {term.replace('_', ' ')} " in line


@lru_cache(maxsize=4096)
def told_months(text: str) -> frozenset[str]:
    """Return the months that a text names."""
    return months_in(text)
