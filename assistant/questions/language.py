"""A question -> the language it is asked in."""

from __future__ import annotations

import re

from assistant.domain import Language
from assistant.vietnamese.folding import has_diacritics

_ENGLISH = frozenset(
    "the what who when where which how is are was were did does do of and in at on to for please many much that by "
    "from has have had their its with a an summarise summarize list compare".split()
)
# Small words that are no Vietnamese syllables, as "do", "an", "the", "to", "in" and "on" are.
_SURELY = frozenset(
    "what who when where which how is are was were does did of and at for please many much by from has have had their "
    "its with summarise summarize list compare".split()
)
_OPENS_IN_ENGLISH = re.compile(r"\W*(who|whom|whose|what|when|where|which|how|is|are|was|were|did|does|has|have)\b")


def language_of(question: str) -> Language:
    """Return the language of a question, by its small words."""
    # Vietnamese names in an English question carry diacritics; the small words around them tell the language.
    words = question.lower().split()
    if 2 * sum(map(has_diacritics, words)) >= len(words):
        return "vi"
    plain = [word.strip("?,.'") for word in words]
    english = sum(word in _ENGLISH for word in plain) if any(word in _SURELY for word in plain) else 0
    opens = _OPENS_IN_ENGLISH.match(question.lower()) is not None
    return "en" if opens or (english >= 2 and english * 4 >= len(words)) else "vi"
