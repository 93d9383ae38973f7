"""A model's sentence and the passages it names -> a statement that quotes the few of their words that bear it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.verification import unsupported
from assistant.domain import Evidence
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import Span, clauses, sentences
from assistant.vietnamese.syllables import pairs, syllables

# Verifying takes milliseconds a piece, and a long passage has dozens.
LIKELIEST = 3

_Cutting = Callable[[str, int, int], tuple[Span, ...]]


def _whole(text: str, start: int, end: int) -> tuple[Span, ...]:
    return ((start, end),)


_FROM_SMALL: tuple[_Cutting, ...] = (clauses, sentences, _whole)


def ground(text: str, passages: Sequence[Evidence]) -> DraftStatement:
    """Return the statement with one quote of each passage: a clause, else a sentence, else all of it.

    When not even whole passages bear it out it quotes the nearest clauses, and verification will replace it.
    """
    tried = [DraftStatement(text, tuple(_best(text, one, cut) for one in passages)) for cut in _FROM_SMALL]
    return next((statement for statement in tried if not unsupported(statement)), tried[0])


def _best(text: str, found: Evidence, cut: _Cutting) -> Quote:
    """Return the piece of a passage that shares most words with a text, if need be the next that bears it out."""
    passage, report = found.passage, found.report
    spans = cut(report.text, passage.start, passage.end) or ((passage.start, passage.end),)
    said = _words(text)

    def sharing(quote: Quote) -> tuple[int, int]:
        return len(said & _words(quote.text)), -len(quote.text)

    likeliest = nlargest(LIKELIEST, (Quote(report, start, end) for start, end in spans), key=sharing)
    return next((one for one in likeliest if not unsupported(DraftStatement(text, (one,)))), likeliest[0])


def _words(text: str) -> frozenset[str]:
    """Return the syllables and adjacent pairs of a text: "8 tháng" is not "tháng 8"."""
    found = tuple(fold(syllable) for syllable in syllables(text))
    return frozenset((*found, *pairs(found)))
