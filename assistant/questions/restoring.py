"""A question typed without diacritics -> the same question with those that the library's own words most likely have."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path

from assistant.vietnamese.folding import canonical_spelling

Frequencies = Callable[[Sequence[str]], Mapping[str, int]]
# Words and pairs of questions, with the number that have each; `evaluation.fit_spellings` writes it.
FILE = Path(__file__).with_name("spellings.tsv")
# What one question counts beside a passage of the library.
ASKED = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_QUALITIES = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_TONES = {
    "a": "àáảãạ", "ă": "ằắẳẵặ", "â": "ầấẩẫậ", "e": "èéẻẽẹ", "ê": "ềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọ", "ô": "ồốổỗộ",
    "ơ": "ờớởỡợ", "u": "ùúủũụ", "ư": "ừứửữự", "y": "ỳýỷỹỵ",
}  # fmt: skip
_LONGEST = 7  # no syllable has more letters: nghiêng
# Of each word so many spellings are looked at, the commonest first.
_KEPT = 6
# What a pair that stands nowhere counts, beside one that stands once; a word's own share in the choice.
_UNSEEN, _ALONE = 0.05, 0.3


def restore(question: str, frequencies: Frequencies) -> str:
    """Return the question with diacritics: of all ways to spell its words the likeliest by pairs of neighbours.

    `frequencies` tells in how many passages a syllable, or two as "a_b", stands as it is spelt. A word that no passage
    has in any spelling stays as it is.
    """
    words = list(_WORD.finditer(question))
    if not words:
        return question
    known = _counts(dict.fromkeys(one for word in words for one in spellings(word[0].lower())), frequencies)
    options = [_options(word[0].lower(), known) for word in words]
    chosen = _likeliest(options, known, frequencies)
    for word, spelt in reversed(list(zip(words, chosen, strict=True))):
        question = f"{question[: word.start()]}{_cased(word[0], spelt)}{question[word.end() :]}"
    return question


@lru_cache(maxsize=4096)
def spellings(folded: str) -> tuple[str, ...]:
    """Return all ways to give a syllable without diacritics some, itself among them."""
    if len(folded) > _LONGEST:
        return (folded,)
    bare = ("".join(letters) for letters in product(*(_QUALITIES.get(letter, letter) for letter in folded)))
    return tuple(dict.fromkeys(canonical_spelling(toned) for spelt in bare for toned in _toned(spelt)))


def _toned(spelt: str) -> Iterator[str]:
    yield spelt
    for position, letter in enumerate(spelt):
        yield from (f"{spelt[:position]}{toned}{spelt[position + 1 :]}" for toned in _TONES.get(letter, ""))


def words_and_pairs(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are spelt, and each two neighbours as "a_b"."""
    words = tuple(canonical_spelling(word.lower()) for word in _WORD.findall(text))
    return (*words, *(f"{one}_{other}" for one, other in pairwise(words)))


def _counts(terms: Iterable[str], frequencies: Frequencies) -> dict[str, float]:
    """Return how often terms stand, in the library's passages and in questions as people type them."""
    wanted = tuple(terms)
    told = frequencies(wanted)
    return {term: told[term] + ASKED * _asked().get(term, 0) for term in wanted}


@lru_cache(maxsize=1)
def _asked() -> dict[str, int]:
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.is_file() else []
    return {term: int(times) for term, times in (line.split("\t") for line in lines)}


def _options(folded: str, known: Mapping[str, float]) -> tuple[str, ...]:
    present = sorted((one for one in spellings(folded) if known[one]), key=lambda one: -known[one])
    return tuple(present[:_KEPT]) or (folded,)


def _likeliest(
    options: Sequence[tuple[str, ...]], known: Mapping[str, float], frequencies: Frequencies
) -> tuple[str, ...]:
    """Return the course through the options whose pairs and words are commonest together (Viterbi)."""
    pairs = _counts(
        dict.fromkeys(f"{one}_{other}" for before, after in pairwise(options) for one, other in product(before, after)),
        frequencies,
    )
    best: dict[str, tuple[float, tuple[str, ...]]] = {
        one: (_ALONE * _worth(known.get(one, 0)), (one,)) for one in options[0]
    }
    for after in options[1:]:
        best = {
            other: max(
                (
                    score + _worth(pairs.get(f"{one}_{other}", 0)) + _ALONE * _worth(known.get(other, 0)),
                    (*course, other),
                )
                for one, (score, course) in best.items()
            )
            for other in after
        }
    return max(best.values())[1]


def _worth(count: float) -> float:
    return math.log(count + _UNSEEN)


def _cased(written: str, spelt: str) -> str:
    if written.isupper() and len(written) > 1:
        return written  # an abbreviation
    return spelt[:1].upper() + spelt[1:] if written[:1].isupper() else spelt
