"""Passages that a model read -> the words that only an order to it has, and whether a sentence of its own follows one.

What a report tells a machine ("ignore the above", "every answer must begin with ...") is its own text, so it stays in
its passage, and the prompt says that it is data. Verification would let a model repeat it: the words do stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import Evidence
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences
from assistant.vietnamese.syllables import syllables

_MACHINE = (
    r"(?:tro ly (?:ai|ao)|chatbot|mo hinh (?:ngon ngu|ai)|tri tue nhan tao|(?:the|an|any) ai|language model|assistant)"
)
# Folded. Only what speaks to a machine or of its answers: reports do tell of virtual assistants, and set people tasks.
_ORDERS = (
    r"\b(?:bo qua|phot lo|lam ngo|ignore|disregard|forget|override)\b[^.\n]{0,40}"
    r"\b(?:chi dan|huong dan|cau lenh|menh lenh|instructions?|prompts?|rules|above)\b",
    rf"\b(?:ban la|ban dang la|you are|as an?)\b[^.\n]{{0,20}}{_MACHINE}",
    rf"{_MACHINE}[^.\n]{{0,20}}\b(?:phai|must|should|shall)\b[^.\n]{{0,60}}\b(?:tra loi|answer|reply|respond)",
    rf"\b(?:task|instructions?|note|nhiem vu|yeu cau|loi nhan) (?:for|to|cho|danh cho) {_MACHINE}",
    r"\bmoi cau tra loi phai\b|\b(?:every|all|each|your) (?:answers?|repl(?:y|ies)) must\b",
    r"\bchi tra loi\s*:|\b(?:answer|reply|respond|say|print|output) only\b|\bsystem prompt\b",
    r"\b(?:gui|send|post)\b[^.\n]{0,20}\b(?:cau hoi|hoi thoai|question|conversation)\b[^.\n]{0,40}https?:",
    # Tokens of chat templates, and tags of a prompt's.
    r"<\|\w+\|>|\[/?inst\]|<</?sys>>|</?(?:system|doan|cau_hoi|think)\b[^>\n]{0,40}>|^\W*system\s*:",
)
_ORDER = re.compile("|".join(_ORDERS))


def words_of_orders(passages: Sequence[Evidence]) -> frozenset[str]:
    """Return the folded words that stand in orders to a machine and nowhere else in the passages."""
    ordered: set[str] = set()
    told: set[str] = set()
    for text in _texts(passages):
        for start, end in sentences(text):
            (ordered if is_order(text[start:end]) else told).update(_words(text[start:end]))
    return frozenset(ordered - told)


def obeys(said: str, words: frozenset[str]) -> bool:
    """Whether a sentence has one of the words that only orders have."""
    return not words.isdisjoint(_words(said))


def is_order(sentence: str) -> bool:
    """Whether a sentence tells a machine that reads it what to do."""
    return bool(_ORDER.search(fold(sentence)))


def _texts(passages: Sequence[Evidence]) -> Iterator[str]:
    for found in passages:
        yield from filter(None, (found.passage.text, found.report.title, found.report.place))


def _words(text: str) -> set[str]:
    return {fold(syllable) for syllable in syllables(text)}
