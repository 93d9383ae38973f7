"""The readable files beside this module -> wordings that stand for each other, deny each other, or claim nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.answering.verification.wording import WORD
from assistant.vietnamese.folding import canonical_spelling

# Phrases that tell things apart though each of their words claims nothing.
_KEPT = re.compile(
    r"\b(?:nâng cao|kiểu mẫu|cấp cao|đầu tư|trong nước|nước ngoài|vùng (?:cao|thấp|hạ|sâu)|nông thôn mới nâng cao"
    r"|cận nghèo)\b"
)
# Roman figures and single letters.
_NUMERAL = re.compile(r"[ivxl]+|[a-z]")
_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def strong_wordings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return what a statement may say only over words that say so too, and the wordings that do."""
    rows = (line.split("\t") for line in _lines("strong.tsv"))
    return tuple((re.compile(rf"(?<!\w)(?:{said})(?!\w)"), tuple(filter(None, told.split("|")))) for said, told in rows)


@lru_cache(maxsize=1)
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the sets of wordings that stand for each other."""
    return tuple(tuple(line.split("|")) for line in _lines("synonyms.tsv"))


@lru_cache(maxsize=1)
def antonyms() -> tuple[tuple[str, str], ...]:
    """Return pairs of wordings that deny each other, each pair both ways."""
    pairs = [tuple(line.split("\t")) for line in _lines("antonyms.tsv")]
    return tuple(pair for first, second in pairs for pair in ((first, second), (second, first)))


@lru_cache(maxsize=1)
def weak_words() -> frozenset[str]:
    """Return the single words that claim nothing by themselves."""
    return frozenset(one for one in _weak() if " " not in one)


@lru_cache(maxsize=1)
def weak_phrases() -> tuple[str, ...]:
    """Return the phrases that claim nothing by themselves, longest first."""
    return tuple(sorted((one for one in _weak() if " " in one), key=len, reverse=True))


@lru_cache(maxsize=4096)
def claiming(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of plain text that claim something, in lower case, each with its span."""
    lowered = text.lower()
    kept = [match.span() for match in _KEPT.finditer(lowered)]
    masked = _weak_phrase().sub(lambda match: "·" * len(match[0]), lowered)
    found = ((match[0], *match.span()) for match in WORD.finditer(lowered))
    return tuple(
        (word, start, end)
        for word, start, end in found
        if not _NUMERAL.fullmatch(word)
        if any(first <= start < last for first, last in kept) or (masked[start] != "·" and word not in weak_words())
    )


def content(text: str) -> tuple[str, ...]:
    """Return the words of plain text that claim something."""
    return tuple(word for word, _, _ in claiming(text))


@lru_cache(maxsize=1)
def english_wordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return how English says what reports say: patterns on lower case, and the Vietnamese for each."""
    rows = (line.split("\t") for line in _lines("english.tsv"))
    return tuple((re.compile(rf"(?<![\w’'])(?:{pattern})(?!\w)", re.IGNORECASE), words) for pattern, words in rows)


@lru_cache(maxsize=4096)
def stands_in(wording: str, lowered: str) -> bool:
    """Whether a wording stands in lower-case plain text as whole words."""
    return _pattern(wording).search(lowered) is not None


@lru_cache(maxsize=4096)
def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(wording)}(?!\w)")


@lru_cache(maxsize=1)
def _weak() -> tuple[str, ...]:
    return tuple(one.strip() for line in _lines("weak.txt") for one in line.split("|"))


@lru_cache(maxsize=1)
def _weak_phrase() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, weak_phrases()))})(?!\w)")


def _lines(name: str) -> list[str]:
    text = canonical_spelling((_FOLDER / name).read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
