"""Text -> the villages and quarters it names, which lie below the units of government."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEVELS = ("thôn", "bản", "buôn", "làng", "ấp", "khóm", "xóm", "khu phố", "tổ dân phố", "tiểu khu", "sóc", "bon")
# "Xã Bản Cài" is a commune, "cơ bản" no village.
_VILLAGE = re.compile(
    rf"(?<!\w)(?<!xã )(?<!huyện )(?<!phường )(?<!trấn )(?<!cơ )(?<!căn )(?<!liên )(?<!- )(?<!văn )"
    r"(?<!biên )(?<!kịch )(?<!phiên )(?<!chăm )(?<![Nn]hật )"
    rf"(?P<level>{'|'.join(_LEVELS)}|{'|'.join(level.capitalize() for level in _LEVELS)}) "
    r"(?=(?P<name>\w+(?:[ ][^\W_]+){0,5}))"
)
_NO_NAMES = frozenset(("Kế", "Nghị", "Văn", "Quy", "Báo", "Dự", "Người", "Mẹ", "Đề"))
_NUMBERED = frozenset(("ấp", "khóm", "xóm", "khu phố", "tổ dân phố", "tiểu khu"))


def _is_no_name(word: str) -> bool:
    """Whether a capitalised word begins a document or an organ: 'Bản Kế hoạch', 'làng Văn hóa', an abbreviation."""
    return word in _NO_NAMES or (word.isupper() and len(word) > 1 and word.isalpha())


class Village(NamedTuple):
    """A village or quarter: where its level stands in the text, and its name with the level before it."""

    start: int
    name: str


def find_villages(text: str) -> tuple[Village, ...]:
    """Return the villages that NFC text names, in order: 'thôn Nà Khuổi', 'tổ dân phố số 3'."""
    found = []
    for match in _VILLAGE.finditer(text):
        level = match["level"].lower()
        name: list[str] = []
        for word in match["name"].split():
            is_number = word.isdigit() and (name or level in _NUMBERED)
            if _is_no_name(word) or not (word[0].isupper() or is_number or (word == "số" and not name)):
                break
            name.append(word)
        if name and name != ["số"]:
            found.append(Village(match.start("level"), f"{level} {' '.join(name)}"))
    return tuple(found)
