"""Two figures -> whether one tells the other: the same value and unit, or the value rounded where it says so."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering.verification.counting import DAY
from assistant.answering.verification.english import is_foreign
from assistant.answering.verification.lexicon import synonyms
from assistant.answering.verification.measures import Measure
from assistant.answering.verification.wording import CAPITALS
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_name

# "Hơn 118 tỷ" for 118,4: how far a rounded figure may lie from the one it rounds, as a share of it.
_ROUNDING, _HALVING = Decimal("0.06"), Decimal("0.2")
_SHORT_OF = ("chưa đến", "chưa tới", "chưa được", "chưa đầy", "không đến", "không tới", "không đầy", "không được")
_UP, _DOWN = (
    frozenset(("trên", "hơn", "quá", "không dưới", "ít nhất", "tối thiểu", "trở lên")),
    frozenset(("gần", "ngót", "non", *_SHORT_OF)),
)
_ABOUT = frozenset(("khoảng", "xấp xỉ", "ước", "cỡ", "tầm", "chừng"))
BELOW = frozenset(("dưới", "không quá", "tối đa", *_SHORT_OF))
_HARD = frozenset(
    (
        "đồng",
        "%",
        "‰",
        "ha",
        "km",
        "m",
        "m²",
        "m³",
        "km²",
        "tấn",
        "tạ",
        "kg",
        "usd",
        "điểm phần trăm",
        "lần",
        "thứ",
        "ngày",
    )
)
_ANYBODY = frozenset(("người", "đồng chí", "vị", "cá nhân"))
PEOPLE = _ANYBODY | frozenset(
    ("đại biểu", "đảng viên", "ủy viên", "cán bộ", "lao động", "học sinh", "em", "công nhân", "giáo viên", "thanh niên",
     "bị can", "công chức", "vận động viên", "thành viên", "nhân khẩu")
)  # fmt: skip
# Count whatever is told of: "22 chiếc" are ships where ships are counted.
_CLASSIFIERS = frozenset(("chiếc", "cái", "con", "ngôi", "căn"))
_LOWER = re.compile(r"\b(?:thấp|ít|nhỏ) hơn(?: mức)? $")
# "Quá nửa" says which side of the half.
_HALF_WORD = re.compile(r" (?:một )?nửa$")
# Before the whole that a part is told of.
_OF_WHOLE = re.compile(r"(?:tổng số|trong số|trên tổng|trong tổng|tổng cộng|trên|trong|đủ|của)(?: \w+)?\s*$")
_UNIT_RUNS_ON = 3
_NOUN = re.compile(
    r"\bsố ((?:thôn|xã|hộ|vụ|trường|dự án|doanh nghiệp|người|đảng viên|lao động|sản phẩm|bản|nhà|tàu|đơn vị))\b"
)
_NAMES = re.compile(rf"(?: (?:là|gồm))?:?(?:,? (?:và )?[{CAPITALS}][^\W\d_]*)+")


def same_figure(told: Measure, known: Measure) -> bool:
    if (told.unit == DAY) != (known.unit == DAY):
        return False
    if not _same_unit(told, known):
        return False
    if told.out_of is not None and known.out_of not in (None, told.out_of):
        return False
    if told.value == known.out_of and _OF_WHOLE.search(told.before.lower()):
        return True
    if told.value == known.value:
        if known.approximation in BELOW and _LOWER.search(told.before.lower()):
            return True
        return not _contradicts(told.approximation, known.approximation)
    return _rounds(told, known)


def counts_names(statement: str, told: Measure, known: str) -> bool:
    """Whether a small number counts the names behind it, all of them in the grounds: "ba xã Pá, Cút, Pha"."""
    listed = _NAMES.match(statement, told.end)
    names = re.split(r", | và ", listed[0].strip(" ,")) if listed else []
    names = [re.sub(r"^(?:là|gồm|:|của) ?", "", name.strip()) for name in names]
    return 1 < len(names) == told.value and all(find_name(known, name) for name in names)


def _contradicts(told: str, known: str) -> bool:
    """Whether "trên" stands for "dưới", or "dưới" for nothing."""
    if known in BELOW:
        return told not in BELOW
    if told in BELOW or told in _DOWN:
        return known not in BELOW | _DOWN | _ABOUT
    return told in ("trên", "hơn", "quá", "không dưới") and known not in _UP


def _rounds(told: Measure, known: Measure) -> bool:
    """Whether a figure is another one rounded, and says so."""
    if not known.value or told.out_of is not None:
        return False
    share = abs(told.value - known.value) / abs(known.value)
    if share > (_HALVING if "nửa" in told.text else _ROUNDING) or len(_digits(told.value)) >= len(_digits(known.value)):
        return False
    said = told.approximation or _HALF_WORD.sub("", told.text.lower())
    if said in _UP | {"hơn"}:
        return told.value < known.value
    if said in _DOWN or "gần" in told.text:
        return told.value > known.value
    return said in _ABOUT or "nửa" in told.text


def _digits(value: Decimal) -> str:
    return f"{value:f}".replace(".", "").strip("0")


def _same_unit(told: Measure, known: Measure) -> bool:
    first, second = told.unit.lower(), known.unit.lower()
    if first == second or _per_more(told, known) or first in _CLASSIFIERS or _are_synonyms(told, known):
        return True
    if _is_hard(first) or _is_hard(second):
        return False
    if not first:
        return _same_noun(told, known)
    if any(map(is_foreign, first.split())):
        return True
    here, there = set(fold(first).split()), set(fold(second).split())
    if not second and (noun := _NOUN.search(known.before.lower())):
        return fold(noun[1]).split()[0] == fold(first).split()[0]
    if not second:
        return True
    kinds = {_people_of(told), _people_of(known)}
    if "" not in kinds:
        return len(kinds) == 1 or bool(kinds & _ANYBODY)
    return here <= there | _next_words(known) or there <= here | _next_words(told)


def _are_synonyms(told: Measure, known: Measure) -> bool:
    first, second = (
        {measure.unit.lower(), f"{measure.unit.lower()} {' '.join(measure.behind.lower().split()[:1])}".strip(" .,;")}
        for measure in (told, known)
    )
    return any(first & {*wordings} and second & {*wordings} for wordings in synonyms())


def _same_noun(told: Measure, known: Measure) -> bool:
    """Whether a bare number counts what the known one does, as far as both say: "số thôn kiểu mẫu là 37"."""
    first, second = (_NOUN.search(measure.before.lower()) for measure in (told, known))
    there = known.unit.lower() or (second[1] if second else "")
    return first is None or not there or first[1].split()[0] == there.split()[0]


def _per_more(told: Measure, known: Measure) -> bool:
    """Whether a statement names in words, or leaves out, what the known unit is for each of: "bình quân đầu người"."""
    first, *per = told.unit.lower().split("/")
    second, *known_per = known.unit.lower().split("/")
    return bool(known_per) and first == second and set(per) <= set(known_per)


def _people_of(measure: Measure) -> str:
    """The people that a figure counts, "" when it counts none: "5 công chức" counts officials."""
    unit = measure.unit.lower()
    longer = f"{unit} {' '.join(measure.behind.lower().split()[:1])}".strip(" .,;")
    return longer if longer in PEOPLE else unit if unit in PEOPLE else ""


def _next_words(measure: Measure) -> set[str]:
    """The words right behind a figure's unit: "4 chủ | đầu tư"."""
    return set(fold(measure.behind).split()[:_UNIT_RUNS_ON])


def _is_hard(unit: str) -> bool:
    return unit.split("/")[0] in _HARD
