"""A statement that repeats a sentence of its grounds but for a few words -> the words that stand in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.answering.verification.lexicon import claiming, synonyms
from assistant.answering.verification.wording import chunk_spans

# So much of a statement must be repeated, and so many words may be exchanged at one place.
_REPEATED, _LONGEST, _SHORTEST = 0.8, 3, 4
_NOT_DONE = re.compile(r"\b(?:chưa|không|đề nghị|yêu cầu|kiến nghị|phấn đấu|dự kiến|sẽ|cần|phải)\b")
_PAIRS = (("tăng", "giảm"), ("cao", "thấp"), ("trên", "dưới"), ("nhiều", "ít"), ("nhanh", "chậm"), ("đầu", "cuối"))
_OPPOSITES = frozenset((*_PAIRS, *((other, one) for one, other in _PAIRS)))
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W\d_]+")


def exchanged(statement: str, told: str) -> str:
    """Return words of a plain statement that stand where the told words have others of another meaning, else ""."""
    for here in _chunks(statement):
        best = max(_chunks(told), key=lambda one: _ratio(here, one), default=())
        if len(here) < _SHORTEST or _ratio(here, best) < _REPEATED:
            continue
        for first, second in _replaced(here, best):
            if _turns(first, second):
                return " ".join(first)
            if (
                len(first) == len(second)
                and _claims(first)
                and _claims(second)
                and not _mean_alike(first, second)
                and not _stands(first, best)
            ):
                return " ".join(first)
    return ""


def _chunks(text: str) -> Iterator[tuple[str, ...]]:
    return (tuple(_TOKEN.findall(text[start:end].lower())) for start, end in chunk_spans(text))


def _ratio(here: tuple[str, ...], there: tuple[str, ...]) -> float:
    matched = sum(block.size for block in _matcher(here, there).get_matching_blocks())
    return matched / len(here) if here else 0.0


def _replaced(here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for kind, i, j, k, m in _matcher(here, there).get_opcodes():
        if kind == "replace" and max(j - i, m - k) <= _LONGEST and (i > 0 and k > 0):
            yield here[i:j], there[k:m]


def _matcher(here: tuple[str, ...], there: tuple[str, ...]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, here, there, autojunk=False)


def _claims(words: tuple[str, ...]) -> bool:
    return any(not word[0].isdigit() for word in words) and bool(claiming(" ".join(words)))


def _turns(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether words in another's place turn it round: "đã" for "chưa" or "đề nghị", "giảm" for "tăng"."""
    said, told = " ".join(first), " ".join(second)
    if any(one in first and other in second for one, other in _OPPOSITES):
        return True
    return bool({"đã", "được"} & set(first)) and _NOT_DONE.search(told) is not None and not _NOT_DONE.search(said)


def _stands(words: tuple[str, ...], there: tuple[str, ...]) -> bool:
    return set(words) <= set(there)


def _mean_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    one, other = set(first), set(second)
    if one & other:
        return True
    return any(
        any(set(said.split()) & one for said in wordings) and any(set(told.split()) & other for told in wordings)
        for wordings in synonyms()
    )
