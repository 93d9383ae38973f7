"""Count how questions are spelt, for those typed without diacritics: python -m evaluation.fit_spellings.

Words and pairs of neighbours of the Vietnamese questions in `kinds/development.jsonl` that are typed with diacritics,
those that several have; what a library's reports say is told by the library itself.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from assistant.questions.restoring import FILE, words_and_pairs
from assistant.vietnamese.folding import has_diacritics
from evaluation.fit_kinds import LEARNT

SHARED_BY = 3


def main() -> int:
    """Count and write the file."""
    rows = map(json.loads, LEARNT.read_text(encoding="utf-8").splitlines())
    asked = (row["question"] for row in rows if row["lang"] == "vi" and row["style"] in ("plain", "abbrev", "followup"))
    told = Counter(term for question in asked if has_diacritics(question) for term in set(words_and_pairs(question)))
    kept = sorted((term, times) for term, times in told.items() if times >= SHARED_BY)
    FILE.write_text("".join(f"{term}\t{times}\n" for term, times in kept), encoding="utf-8")
    print(f"{len(kept)} words and pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
