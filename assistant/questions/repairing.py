"""A question with typing slips -> the same question in the library's own words, where one slip away there is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from assistant.domain import ReportSummary
from assistant.questions.shelf import bare_name, shelf_of
from assistant.vietnamese.abbreviations import ABBREVIATIONS
from assistant.vietnamese.concepts import common_words
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, STOPWORDS

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]
_TOKEN = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONGEST = 3, 7
_SHORTEST_NAME = 6
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
# Sounds that are written for one another.
_SOUNDS = (("tr", "ch"), ("gi", "d"), ("s", "x"), ("r", "d"), ("l", "n"), ("y", "i"), ("ngh", "ng"), ("gh", "g"))


def repair(question: str, reports: Sequence[ReportSummary], frequencies: Frequencies) -> str:
    """Return the question with slips repaired: in names of the library's places, and in words that no report has.

    A word is replaced only by one that stands beside its neighbour in some report. Capitalised words with diacritics
    stay: they may be names that the library doesn't know.
    """
    repaired = _with_places(question, reports, frequencies)
    tokens = list(_TOKEN.finditer(repaired))
    folded = [fold(token[0]) for token in tokens]
    counts = frequencies(tuple(dict.fromkeys(folded)))
    replaced = {
        number: word
        for number, token in enumerate(tokens)
        if not counts[folded[number]] and _may_be_a_slip(token[0]) and (word := _meant(number, folded, frequencies))
    }
    for number, word in sorted(replaced.items(), reverse=True):
        repaired = f"{repaired[: tokens[number].start()]}{word}{repaired[tokens[number].end() :]}"
    return repaired


def _may_be_a_slip(word: str) -> bool:
    is_common = {word, fold(word)} & (STOPWORDS | FOLDED_STOPWORDS | common_words()) or word in ABBREVIATIONS
    return word.islower() and _SHORTEST <= len(word) <= _LONGEST and not is_common


def _meant(number: int, folded: Sequence[str], frequencies: Frequencies) -> str:
    """Return the word one slip away that stands most often beside a neighbour of the word; "" for none."""
    beside = [*(f"{folded[number - 1]}_{{}}" for _ in range(number > 0))]
    beside += [f"{{}}_{folded[number + 1]}" for _ in range(number + 1 < len(folded))]
    near = tuple(dict.fromkeys(_one_slip_away(folded[number])))
    pairs = {pair.format(word): word for pair in beside for word in near}
    counts = frequencies(tuple(pairs))
    best = max(counts, key=lambda pair: counts[pair], default="")
    return pairs[best] if best and counts[best] else ""


def _one_slip_away(word: str) -> Iterator[str]:
    cuts = [(word[:position], word[position:]) for position in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase)
    yield from (left + letter + right for left, right in cuts for letter in ascii_lowercase)


def _with_places(question: str, reports: Sequence[ReportSummary], frequencies: Frequencies) -> str:
    tokens = list(_TOKEN.finditer(question))
    folded = tuple(fold(token[0]) for token in tokens)
    names = _names_of(frozenset(shelf_of(reports).units))
    windows = [(start, folded[start : start + size]) for size in names.sizes for start in range(len(folded) - size + 1)]
    said = {window for _, window in windows}
    right = {start + offset for start, window in windows if window in names.whole for offset in range(len(window))}
    for start, window in windows:
        end = start + len(window)
        if right & set(range(start, end)):
            continue  # a word of a place's name, spelt right
        if all(_may_be_a_name(one[0]) for one in tokens[start:end]):
            continue
        alike = (words for gap in _gaps(window) for words in names.gapped.get(gap, ()) if words not in said)
        meant = [words for words in alike if _is_slip_of(window, words)]
        if meant and not any(frequencies(("_".join(window[:2]),)).values()):
            first = min(meant, key=names.whole.__getitem__)
            return f"{question[: tokens[start].start()]}{names.whole[first]}{question[tokens[end - 1].end() :]}"
    return question


_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of places by their folded words, whole and with a gap in the place of one word; `sizes` in words."""

    whole: Mapping[_Words, str]
    gapped: Mapping[_Words, Sequence[_Words]]
    sizes: Sequence[int]


@lru_cache(maxsize=4)  # the units of a library, and of parts of it, hardly change between questions
def _names_of(units: frozenset[str]) -> _Names:
    whole: dict[_Words, str] = {}
    gapped: dict[_Words, list[_Words]] = {}
    for name in sorted({bare_name(unit) for unit in units}):
        words = tuple(_TOKEN.findall(fold(name)))
        if len(words) < 2 or words in whole:
            continue
        whole[words] = name
        for gap in _gaps(words) if len(fold(name)) >= _SHORTEST_NAME else ():
            gapped.setdefault(gap, []).append(words)
    return _Names(whole, gapped, sorted({len(one) for one in whole}))


def _gaps(words: _Words) -> Iterator[_Words]:
    """Yield the words with each of them left out in turn, what stands for it empty."""
    return ((*words[:position], "", *words[position + 1 :]) for position in range(len(words)))


def _may_be_a_name(word: str) -> bool:
    """Whether a word is written as a name is: capitalised, with its diacritics, and a syllable of Vietnamese."""
    return has_diacritics(word) and word.istitle() and _SYLLABLE.fullmatch(fold(word)) is not None


def _is_slip_of(written: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether one word is another's sound or has one letter too few, too many or out of order, and the rest agree."""
    differing = [(a, b) for a, b in zip(written, meant, strict=True) if a != b]
    if len(differing) != 1:
        return False
    (a, b) = differing[0]
    swapped = len(a) == len(b) and sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2
    return _sound(a) == _sound(b) or swapped or (abs(len(a) - len(b)) == 1 and _drops_one(*sorted((a, b), key=len)))


def _drops_one(short: str, long: str) -> bool:
    return any(long[:position] + long[position + 1 :] == short for position in range(len(long)))


def _sound(word: str) -> str:
    for written, alike in _SOUNDS:
        if word.startswith(written):
            return alike + word[len(written) :]
    return word
