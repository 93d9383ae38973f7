"""A clause -> its fragments between commas, and the part of a long one that a question is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.signs import bears_sign
from assistant.domain import Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

Span = tuple[int, int]
# Words of the longest answer to a question for one fact.
LONGEST = 60
# So many more of a question's words tell which of a clause's statements is meant.
_LEADS_BY = 2
# Between figures of one clause; a comma inside a number separates nothing, nor does "và" in "đạt và vượt".
_BETWEEN = re.compile(r",(?!\d)|(?<!\d),|;|\((?=\D*\d)|(?<![Đđ]ạt )\bvà (?=bằng|đạt|tăng|giảm|vượt|\d)")
# Closes a document ("giao các đơn vị thực hiện./."), not a sentence.
_END_OF_DOCUMENT = re.compile(r"\s*\.?\s*/\s*-?\.?$")
# The rest of what the figure before a comma counts: "37 con trâu, bò của 29 hộ".
_COUNTED_TOO = re.compile(r" ?[^\W\d]+(?: [^\W\d]+)?(?=\s*(?:[;)]|\.?\s*$)| (?:của|ở|tại|cho|thuộc) )")


@dataclass(frozen=True, slots=True)
class Direct:
    """The words of a direct answer, and spans outside the clause that it also rests on."""

    text: str
    beside: tuple[Span, ...] = ()


def trimmed(text: str) -> str:
    """Return quoted words without marks at their edges that belong to what stood around them."""
    return _END_OF_DOCUMENT.sub(".", text.strip(" ,;"))


def segments_of(text: str) -> list[Span]:
    """Return the spans between the marks that separate figures of one clause: one in "37 con trâu, bò"."""
    starts, ends = [0], []
    for mark in _BETWEEN.finditer(text):
        if mark[0] == "," and _COUNTED_TOO.match(text, mark.end()):
            continue
        ends.append(mark.start())
        starts.append(mark.end())
    return [(start, end) for start, end in zip(starts, (*ends, len(text)), strict=True) if text[start:end].strip()]


def statement_asked(query: Query, text: str, *, most_of_others: int = LONGEST) -> str:
    """Return, of statements that semicolons part, the one with most of the query's own words; all where none leads, or
    another has more than `most_of_others` of them."""
    parts = text.split(";")
    if any(part.count("(") != part.count(")") for part in parts):
        return text
    asked = set(syllables(fold(in_full(query.own or query.standalone)))) - FOLDED_STOPWORDS
    shared = [_words_shared(asked, part) for part in parts]
    best, *others = sorted(shared, reverse=True)
    leading = parts[shared.index(best)].strip()
    leads = others and best - others[0] >= _LEADS_BY and others[0] <= most_of_others
    return leading if leads and bears_sign(query, leading) >= bears_sign(query, text) else text


def shorten(query: Query, text: str) -> str:
    """Return the part of a long clause that has most of what the query asks for.

    It has at most LONGEST words, unless one fragment alone is longer.
    """
    if len(text.split()) <= LONGEST:
        return text
    asked = set(syllables(fold(in_full(query.standalone)))) - FOLDED_STOPWORDS
    segments = segments_of(text)
    worth = [_words_shared(asked, text[slice(*span)]) + 2 * bears_sign(query, text[slice(*span)]) for span in segments]
    first = last = max(range(len(segments)), key=lambda number: worth[number])
    while True:
        wider = [(first - 1, last), (first, last + 1)]
        wider = [
            (a, b)
            for a, b in wider
            if a >= 0 and b < len(segments) and len(text[segments[a][0] : segments[b][1]].split()) <= LONGEST
        ]
        if not wider:
            return trimmed(text[segments[first][0] : segments[last][1]])
        first, last = max(wider, key=lambda pair: worth[pair[0] if pair[0] < first else pair[1]])


def _words_shared(asked: set[str], text: str) -> int:
    return len(asked & set(syllables(fold(in_full(text)))))


def capital(words: str) -> str:
    """Return words with their first letter in upper case."""
    return words[:1].upper() + words[1:]
