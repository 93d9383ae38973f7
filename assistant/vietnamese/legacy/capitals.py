"""Text whose toned letters lost their capitals (CHủ NGHĩA, ủy ban) -> capitals again, where the words around tell."""

from __future__ import annotations

import re

from assistant.vietnamese.legacy.spelling import is_syllable

_TONED = frozenset("àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
# Words of markup (<CENTER>) are no words of the text.
_WORD = re.compile(r"(?<!<)(?<!</)(?<!\w)[^\W\d_]+")
# A sentence begins a paragraph or follows a full stop; a line that only goes on begins none.
_BEGINNING = re.compile(r"((?:\A|\n[^\S\n]*\n|[.!?:;…]\n)[^\S\n]*(?:[-+*•“\"(\[]\s?)*|\w\w[.!?…]\s+)([^\W\d_])")
# "Huyện ủy ban hành" names no committee.
_COMMITTEE = re.compile(
    r"(?<!tỉnh )(?<!huyện )(?<!thành )(?<!thị )(?<!quận )(?<!đảng )(?<!xã )(?<!phường )(?<!cấp )"
    r"(?<!\w)([ủu])(?=[yỷ] (?:ban (?!hành)|viên [A-ZĂÂÊÔƠƯĐ]))",
    re.IGNORECASE,
)


def restore_capitals(text: str, *, begins: bool = True) -> str:
    """Return text with capitals in words of capitals, in "Ủy ban" and, where it `begins`, at the start of sentences.

    Same length; only letters with a tone change.
    """
    text = "".join(map(_restored, text.splitlines(keepends=True)))
    if begins:
        text = _BEGINNING.sub(lambda found: found[1] + _raised(found[2]), text)
    return _COMMITTEE.sub(lambda found: _raised(found[1]), text)


def _raised(letter: str) -> str:
    return letter.upper() if letter in _TONED else letter


def _restored(line: str) -> str:
    words = list(_WORD.finditer(line))
    clear = [_is_in_capitals(word[0]) for word in words]
    if True not in clear:
        return line
    for place, word in enumerate(words):
        if clear[place] or (clear[place] is None and _among_capitals(clear, place)):
            line = line[: word.start()] + word[0].upper() + line[word.end() :]
    return line


def _is_in_capitals(word: str) -> bool | None:
    """Whether a word was written in capitals; None when one capital or none leaves it open: Xã, Kỳ, ở."""
    kept = [letter for letter in word if letter not in _TONED]
    if any(letter.islower() for letter in kept):
        return False
    if len(word) > 1 and len(kept) > 1:
        return True if is_syllable(word) else None
    return None


def _among_capitals(clear: list[bool | None], place: int) -> bool:
    """Whether the nearest words that are clear, before and after, are all in capitals."""
    before = next((known for known in reversed(clear[:place]) if known is not None), True)
    after = next((known for known in clear[place + 1 :] if known is not None), True)
    return before and after
