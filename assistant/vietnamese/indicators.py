"""What is measured, as written -> its canonical name, from a readable file that an office can extend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold

# A spelling of so many syllables is known by them in any order.
_FEWEST_SYLLABLES = 4
FILE = Path(__file__).with_name("indicators.tsv")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A canonical indicator: its name, the units it is measured in ("đồng", "%"), and how reports write it, folded."""

    name: str
    units: tuple[str, ...]
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that are known by a canonical name."""

    known: tuple[Indicator, ...]

    def canonical(self, written: str, unit: str | None = None) -> str | None:
        """Return the name of the indicator that words name; one not measured in `unit`, where given, is none of them.

        The longest spelling that stands in the words decides; a long one may stand there in another order:
        'Vốn đầu tư công giải ngân'.
        """
        folded = fold(in_full(written))
        syllables = frozenset(folded.split())
        best, length = None, 0
        for indicator in self.known:
            if unit is not None and indicator.units and unit not in indicator.units:
                continue
            for synonym in indicator.synonyms:
                if len(synonym) > length and _stands_in(synonym, folded, syllables):
                    best, length = indicator.name, len(synonym)
        return best

    def mentions(self, name: str, text: str) -> bool:
        """Whether a text names the indicator of a canonical name, in any of its spellings."""
        folded = fold(in_full(text))
        syllables = frozenset(folded.split())
        spelt = next((indicator.synonyms for indicator in self.known if indicator.name == name), ())
        return any(_stands_in(one, folded, syllables) for one in spelt)

    def words_of(self, name: str) -> frozenset[str]:
        """Return the folded syllables of all spellings of the indicator of a canonical name."""
        spelt = next((indicator.synonyms for indicator in self.known if indicator.name == name), ())
        return frozenset(word for one in spelt for word in one.split())

    def units_of(self, name: str) -> tuple[str, ...]:
        """Return the units that the indicator of a canonical name is measured in."""
        return next((indicator.units for indicator in self.known if indicator.name == name), ())


def read_indicators(path: Path) -> Indicators:
    """Return the indicators in a file of tab-separated lines: name, units, synonyms; both lists separated by '|'."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return Indicators(tuple(_read(line) for line in lines if line.strip() and not line.startswith("#")))


@lru_cache(maxsize=1)
def default_indicators() -> Indicators:
    """Return the indicators that come with the program."""
    return read_indicators(FILE)


def _stands_in(synonym: str, folded: str, syllables: frozenset[str]) -> bool:
    if synonym in folded and re.search(rf"(?<!\w){re.escape(synonym)}(?!\w)", folded):
        return True
    parts = synonym.split()
    return len(parts) >= _FEWEST_SYLLABLES and syllables.issuperset(parts)


def _read(line: str) -> Indicator:
    name, units, synonyms = (*line.split("\t"), "", "")[:3]
    spelt = (name, *filter(None, synonyms.split("|")))
    return Indicator(name, tuple(filter(None, units.split("|"))), tuple(fold(in_full(one.strip())) for one in spelt))
