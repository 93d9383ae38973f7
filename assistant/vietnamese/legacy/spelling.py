"""A word -> whether it is spelt as a Vietnamese syllable can be: onset, rhyme and tone that go together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"
_FRONT = tuple("eêiy")
_ONSETS = tuple(
    sorted("b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x".split(), key=lambda onset: -len(onset))
)
# The rhymes of Hoàng Phê's dictionary of spelling, without tones.
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet
    oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uênh uêch ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split()
)
_AFTER_QU = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eo et ê ên êt i it ich ôc
    ơ ơn ơt y ych yên yêt yêu ynh yt
    """.split()
)
_LONGEST = 10  # "nghiêng" with its marks apart
_LETTERS = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Return whether a word is spelt as a Vietnamese syllable, in any case, with either tone placement."""
    return len(word) <= _LONGEST and _is_syllable(unicodedata.normalize("NFC", word).lower())


def letters(text: str) -> list[str]:
    """Return the runs of letters of a text."""
    return _LETTERS.findall(text)


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    marked = unicodedata.normalize("NFD", word)
    tones = [mark for mark in marked if mark in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    if bare.endswith(("c", "ch", "p", "t")) and not (tones and tones[0] in _STOPPED_TONES):
        return False
    if bare in _RHYMES or bare in ("gi", "gin", "giêng", "giêt"):
        return True
    return any(_fit(onset, bare.removeprefix(onset)) for onset in _ONSETS if bare.startswith(onset))


def _fit(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme in _AFTER_QU
    if rhyme not in _RHYMES or rhyme.startswith("yê"):
        return False
    if onset in ("gh", "ngh"):
        return rhyme.startswith(_FRONT[:3])
    if onset in ("c", "g", "ng"):
        return not rhyme.startswith(_FRONT)
    return not (onset == "gi" and rhyme.startswith("i"))
