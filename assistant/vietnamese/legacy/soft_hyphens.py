"""A line of TCVN3 whose ư (the byte of the soft hyphen) was drawn as "-" -> the line with that byte again: ng-êi."""

from __future__ import annotations

import re

from assistant.vietnamese.legacy.encodings import Encoding
from assistant.vietnamese.legacy.spelling import is_syllable

_SOFT = "\u00ad"
_HYPHENED = re.compile("(?<![\\w-])([A-Za-z\u00a1-\u00ff]{0,8})-([A-Za-z\u00a1-\u00ff]{0,8})(?![\\w-])")


def mend_hyphens(line: str, encoding: Encoding) -> str:
    """Return bytes with a hyphen as ư where both sides are one syllable with it and not each a syllable without."""
    return _HYPHENED.sub(lambda found: _mended(found, encoding), line)


def _mended(found: re.Match[str], encoding: Encoding) -> str:
    sides = [encoding.decode(side) for side in found.groups()]
    joined = encoding.decode(f"{found[1]}{_SOFT}{found[2]}")
    apart = all(is_syllable(side) for side in sides if side)
    return f"{found[1]}{_SOFT}{found[2]}" if any(sides) and is_syllable(joined) and not apart else found[0]
