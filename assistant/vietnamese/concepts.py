"""Text -> the concepts of the field that it speaks of, however they are worded, from a readable glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.vietnamese.folding import canonical_spelling, fold, has_diacritics

FILE = Path(__file__).with_name("concepts.tsv")
_WORD = re.compile(r"\w+")


class Wordings(dict[str, str]):
    """Wordings -> concepts. `longest` tells of how many words at most a wording is that begins with a word."""

    def __init__(self, concepts: Mapping[str, str]) -> None:
        super().__init__(concepts)
        self.longest: dict[str, int] = {}
        for wording in concepts:
            first, *others = wording.split(" ")
            self.longest[first] = max(self.longest.get(first, 0), 1 + len(others))


@dataclass(frozen=True, slots=True)
class Glossary:
    """Wordings -> concepts, by their words in canonical spelling, by their words without diacritics, and in English.

    `heads` gives the wording that reports use most for each concept.
    """

    exact: Wordings
    folded: Wordings
    english: Wordings
    heads: Mapping[str, str]


def concepts_in(text: str) -> frozenset[str]:
    """Return the concepts that a Vietnamese text speaks of; typed without diacritics it is read without them."""
    return frozenset(wordings_in(text))


@lru_cache(maxsize=4096)
def wordings_in(text: str) -> Mapping[str, str]:
    """Return the concepts that a Vietnamese text speaks of, each with the words for it, folded."""
    known = default_glossary()
    if has_diacritics(text):
        found = _found(canonical_spelling(text.lower()), known.exact)
    else:
        found = _found(fold(text), known.folded)
    return {concept: fold(words) for concept, words in found}


@lru_cache(maxsize=1024)
def in_vietnamese(question: str) -> tuple[tuple[str, str], ...]:
    """Return each concept that an English question speaks of, with the wording that reports use for it."""
    known = default_glossary()
    found = dict(_found(fold(question), known.english))
    return tuple((concept, known.heads[concept]) for concept in found)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the folded words that the glossary's Vietnamese wordings are made of."""
    return frozenset(word for wording in default_glossary().folded for word in wording.split())


@lru_cache(maxsize=1)
def default_glossary() -> Glossary:
    """Return the glossary beside this module."""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    english: dict[str, str] = {}
    heads: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        concept, vietnamese, in_english = (column.split("|") for column in line.split("\t"))
        heads[concept[0]] = vietnamese[0]
        for wording in vietnamese:
            exact.setdefault(_plain(canonical_spelling(wording.lower())), concept[0])
            folded.setdefault(_plain(fold(wording)), concept[0])
        for wording in in_english:
            english.setdefault(_plain(fold(wording)), concept[0])
    return Glossary(Wordings(exact), Wordings(folded), Wordings(english), heads)


def _found(text: str, known: Wordings) -> Iterator[tuple[str, str]]:
    """Yield the concepts of the longest wordings from left to right, with their words; none begins inside another."""
    words = _WORD.findall(text)
    position = 0
    while position < len(words):
        longest = known.longest.get(words[position], 0)
        for length in range(min(longest, len(words) - position), 0, -1):
            wording = " ".join(words[position : position + length])
            if concept := known.get(wording):
                yield concept, wording
                position += length
                break
        else:
            position += 1


def _plain(wording: str) -> str:
    return " ".join(_WORD.findall(wording))
