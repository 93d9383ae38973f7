"""Text whose letters are bytes of TCVN3, VNI or windows-1258 taken for Western ones -> Unicode; right text as it is.

So do text layers of PDF files and files once saved as UTF-8 by mistake: "Céng hßa x· héi", "Coäng hoøa xaõ hoäi".
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.vietnamese.legacy.capitals import restore_capitals
from assistant.vietnamese.legacy.encodings import Encoding, encodings
from assistant.vietnamese.legacy.soft_hyphens import mend_hyphens
from assistant.vietnamese.legacy.weighing import Evidence, weigh

_HIGH = re.compile("[\u00a1-\u00ff]")
# Letters and tones that only Vietnamese in Unicode has.
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_LINES = re.compile(r"(\r\n|[\n\r\v\f\u2028\u2029])")
_WELL = 0.9
_ALIKE = str.maketrans("μ∙", "µ·")


def repair(text: str) -> str:
    """Return text with each line that is recognised turned into Unicode; line breaks stay, other lines are untouched.

    A line is recognised when nearly all its words above ASCII become Vietnamese syllables that they were not before.
    Once one is, short lines follow with less; where no line is Vietnamese as it stands, all lines follow.
    """
    if not _HIGH.search(text):
        return text
    pieces = _LINES.split(text)
    lines = _Lines(pieces[::2])
    if not lines.firm:
        return text
    known = [lines.encoding_of(place) for place in range(len(lines.found))]
    pieces[::2] = [lines.decoded(place, one) if one else lines.found[place] for place, one in enumerate(known)]
    return "".join(_with_capitals(pieces, known))


def _with_capitals(pieces: list[str], known: list[Encoding | None]) -> list[str]:
    """Restore capitals in the lines whose encoding loses them; what stands around those lines helps."""
    whole = restore_capitals("".join(pieces))
    start, restored = 0, []
    for number, piece in enumerate(pieces):
        one = known[number // 2] if number % 2 == 0 else None
        restored.append(whole[start : start + len(piece)] if one and one.loses_capitals else piece)
        start += len(piece)
    return restored


class _Lines:
    """The lines of one text, each with the encoding it is recognised in, if any."""

    def __init__(self, found: list[str]) -> None:
        self.found = found
        self._hyphens = not any("\u00ad" in line for line in found)
        doubtful = [place for place, line in enumerate(found) if _HIGH.search(line) and not _VIETNAMESE.search(line)]
        self._doubtful = set(doubtful)
        self.firm = {place: one for place in doubtful if (one := self._recognised(found[place])) is not None}
        self._used = tuple(one for one, _ in Counter(self.firm.values()).most_common())
        right = any(_VIETNAMESE.search(line) for line in found)
        self._pure = not right and 2 * len(self.firm) >= len(doubtful)

    def encoding_of(self, place: int) -> Encoding | None:
        """Return the encoding of a line that is recognised by itself or beside the others."""
        if place not in self._doubtful:
            return None
        return self.firm.get(place) or self._beside_others(self.found[place])

    def decoded(self, place: int, encoding: Encoding) -> str:
        """Return one line decoded."""
        return encoding.decode(self._prepared(self.found[place], encoding))

    def _recognised(self, line: str) -> Encoding | None:
        weighed = [(self._weighed(line, one), one) for one in encodings()[:3]]
        firm = [(seen.read, seen.gained, one) for seen, one in weighed if _is_firm(seen)]
        return max(firm, key=lambda found: found[:2])[2] if firm else None

    def _beside_others(self, line: str) -> Encoding | None:
        for one in self._used:
            seen = self._weighed(line, one)
            if seen.read >= _WELL * seen.words and seen.gained and not seen.lost:
                return one
            if self._pure and seen.read >= seen.stood and 2 * seen.read >= seen.words:
                return one
        return None

    def _weighed(self, line: str, encoding: Encoding) -> Evidence:
        return weigh(self._prepared(line, encoding), encoding)

    def _prepared(self, line: str, encoding: Encoding) -> str:
        line = line.translate(_ALIKE)
        return mend_hyphens(line, encoding) if self._hyphens and encoding.name == "tcvn3" else line


def _is_firm(seen: Evidence) -> bool:
    """Whether a line is recognised by itself; a word or two could be the names of a Western language."""
    if seen.read < _WELL * seen.words or 5 * seen.gained < 2 * seen.words:
        return False
    if seen.telling and seen.distinct >= 3:
        return True
    sure = seen.read == seen.words and not seen.lost
    if seen.telling and seen.distinct == 2:
        return sure and seen.gained == seen.words and seen.size >= 6
    return sure and seen.distinct >= 4 and 4 * seen.gained >= 3 * seen.words
