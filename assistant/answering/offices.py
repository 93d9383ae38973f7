"""Words -> the offices they name, so that "phó chủ tịch huyện" is asked for and not its chairman."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import Query
from assistant.vietnamese.abbreviations import spelt_out
from assistant.vietnamese.folding import fold
from assistant.vietnamese.syllables import named_at

_ORGANS = {
    "uy ban nhan dan": "ubnd", "ubnd": "ubnd", "uy ban mat tran": "mttq", "mat tran to quoc": "mttq",
    "mat tran": "mttq",
    "mttq": "mttq", "uy ban kiem tra": "ubkt", "uy ban": "ubnd", "hoi dong nhan dan": "hdnd", "hdnd": "hdnd",
    "hoi dong": "hdnd", "huyen uy": "party", "tinh uy": "party", "dang uy": "party", "thanh uy": "party",
    "thi uy": "party", "quan uy": "party", "dang bo": "party", "chi bo": "chi bo", "huyen doan": "doan",
    "thanh doan": "doan", "tinh doan": "doan", "doan": "doan", "hoi nong dan": "hnd", "hoi phu nu": "hpn",
    "hoi lien hiep phu nu": "hpn", "cuu chien binh": "ccb", "lien doan lao dong": "ldld",
}  # fmt: skip
_LEVELS = {
    "tinh uy": "tinh", "tinh doan": "tinh", "thanh uy": "huyen", "thi uy": "huyen", "huyen uy": "huyen",
    "quan uy": "huyen",
    "huyen doan": "huyen", "dang uy": "xa", "tinh": "tinh", "huyen": "huyen", "thi xa": "huyen", "thanh pho": "huyen",
    "quan": "huyen", "xa": "xa", "phuong": "xa", "thi tran": "xa",
}  # fmt: skip
_RANKS = (
    "bi thu|chu tich|giam doc|truong phong|truong ban|chanh van phong|vien truong|chanh an|truong cong an"
    "|chi huy truong"
    "|chu nhiem|hat truong|hieu truong|truong thon|truong doan|truong tram|chanh thanh tra|ke toan truong|to truong"
)
# What "hội đồng" and "ủy ban" are followed by where they are no people's council or committee.
_NO_OTHER = r"\b(?! (?:quan|thi|tu|nghia|giai|boi|xet|tham|khoa|truong|bau|kiem|dan|thuong|quoc|mat)\b)"
_BARE = ("hoi dong", "uy ban")
_ORGAN_NAMES = "|".join(name + _NO_OTHER * (name in _BARE) for name in sorted(_ORGANS, key=len, reverse=True))
_OFFICE = re.compile(
    rf"\b(?P<deputy>pho )?(?<!moi )(?<!hoi )(?<!thi )(?P<rank>{_RANKS})\b(?P<standing> thuong truc)?"
    r"(?: (?:cua |ban chap hanh |ban thuong vu )*"
    rf"(?P<organ>{_ORGAN_NAMES})\b)?"
    r"(?: (?P<level>tinh|huyen|thi xa|thanh pho|quan(?! (?:tri|su|ly|doi|he|chung))|xa|phuong|thi tran)\b)?"
)
# Ranks of those who head a department, and the words that are none of its name.
_HEADING = frozenset(("truong phong", "truong ban", "giam doc", "truong cong an", "chu nhiem"))
_OF_WHAT = (
    "noi vu|tai chinh|tai nguyen|nong nghiep|kinh te|van hoa|giao duc|y te|tu phap|lao dong|quan ly|thanh tra"
    "|dan toc|cong thuong|to chuc|tuyen giao|dan van|noi chinh|phap che|xay dung|giao thong|ke hoach|khoa hoc"
    "|thong tin|ngoai vu|du lich|do thi|kho bac|bao hiem|ngan hang|dien luc|buu dien|hanh chinh|thue|thong ke"
    "|phuc vu|phat trien|thuy"
)
_DEPARTMENT = re.compile(
    rf" (?:(?:so|cuc|chi cuc|trung tam|cong ty|ban|phong|benh vien|truong|nha may) )?(?:{_OF_WHAT})\b"
)
_ROOM = re.compile(rf"\b(?:phong|ban|chi cuc) ({_OF_WHAT})\b")
# Who heads a unit that bears a name, and how the name of the person is asked for.
_UNIT = re.compile(r"\b(xã|phường|thị trấn|thôn|bản|ấp|làng|xóm|buôn)\b", re.IGNORECASE)
_HEAD_OF = re.compile(rf"\b(?:chủ tịch|bí thư|trưởng|phó)\b(?: \w+){{0,4}}? {_UNIT.pattern}", re.IGNORECASE)
_ASKS_NAME = re.compile(r"\b(?:ten|la ai|ai la|ho ten)\b")
# How a question points to the office that the question before it named.
_POINTS_BACK = re.compile(r"\b(?:vi tri|chuc(?: vu)?|cuong vi|ghe|vai tro) (?:nay|ay|do|kia|tren)\b")
_HEADS = r"\b(?:dung dau|lanh dao cao nhat(?: cua)?|phu trach chung)"
# How people ask for an office, and how English puts it, in the words that reports use.
_WORDED = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\b(pho |p\.? ?)?ct (?=ubnd|uy ban|hdnd|hoi dong|mttq|huyen|tinh|xa|phuong|thi xa)", r"\1chu tich "),
        (r"\b(pho |p\.? ?)?bt (?=huyen|tinh|dang|thi uy|xa|phuong)", r"\1bi thu "),
        (r"\bp\.? ?(?=(?:chu tich|bi thu)\b)", "pho "),
        (rf"{_HEADS} (?=dang bo|huyen uy|dang uy|tinh uy|thi uy|thanh uy|cap uy)", "bi thu "),
        (rf"{_HEADS} (?:chinh quyen|uy ban nhan dan|ubnd|uy ban)", "chu tich ubnd"),
        (rf"{_HEADS} (?:co quan dan cu|hoi dong nhan dan|hdnd|hoi dong)", "chu tich hdnd"),
        (r"\bchu tich (?=huyen|xa|tinh|thanh pho|thi xa|phuong|thi tran|quan)", "chu tich ubnd "),
        (r"\bbi thu (?=huyen\b(?! uy| doan)|xa\b|phuong\b|thi tran\b)", "bi thu dang bo "),
        (r"\b(?:head|leader|chief|in charge) of the (?:district )?party\b", "bi thu huyen uy"),
        (r"\bpeople'?s council\b", "hdnd"),
        (r"\bpeople'?s committee\b", "ubnd"),
        (r"\bdistrict party committee\b|\bdistrict party\b", "huyen uy"),
        (r"\bprovincial party committee\b|\bprovincial party\b", "tinh uy"),
        (r"\bcommune party committee\b", "dang uy"),
        (r"\bparty committee\b", "dang bo"),
        (r"\b(?:standing (?P<d>vice|deputy)|(?:vice|deputy) standing)[- ](?=chair|secretary)", "pho thuong truc "),
        (r"\b(?:vice|deputy)[- ](?:party )?(?=chair|secretary|director|head)", "pho "),
        (r"\bchair(?:man|woman|person)?\b(?! the)", "chu tich"),
        (r"\bsecretary\b", "bi thu"),
        (r"\bdirector\b", "giam doc"),
        (r"\bpho thuong truc (chu tich|bi thu)", r"pho \1 thuong truc"),
        (
            r"\b(hdnd|ubnd|huyen uy|tinh uy|dang bo|dang uy)(?:'s|s)? "
            r"((?:pho )?(?:chu tich|bi thu)(?: thuong truc)?)\b",
            r"\2 \1",
        ),
        (
            r"\b(chu tich|bi thu|giam doc)((?: thuong truc)?) of (?:the )?(?:\w+ ){0,3}?"
            r"(?=hdnd|ubnd|huyen uy|tinh uy|dang)",
            r"\1\2 ",
        ),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its rank, whether it is a deputy's or a standing one, its organ's kind and level ("" unknown).

    `of` are the first syllables of the department that its holder heads, () where none is told.
    """

    rank: str
    is_deputy: bool
    is_standing: bool
    organ: str
    level: str
    of: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def offices_in(text: str) -> frozenset[Office]:
    """Return the offices that words name, in Vietnamese or English."""
    folded = fold(spelt_out(text))
    for pattern, words in _WORDED:
        folded = pattern.sub(words, folded)
    return frozenset(map(_read, _OFFICE.finditer(folded)))


def departments_in(text: str) -> frozenset[str]:
    """Return what the offices and boards that words name are for, folded: "noi vu" for "Phòng Nội vụ"."""
    return frozenset(_ROOM.findall(fold(spelt_out(text))))


def _department(found: re.Match[str]) -> tuple[str, ...]:
    """Return the first syllables of what stands behind the rank of somebody who heads a department."""
    if found["rank"] not in _HEADING or found["organ"] or found["level"]:
        return ()
    behind = _DEPARTMENT.match(found.string, found.end())
    return tuple(behind[0].split()) if behind else ()


def _read(found: re.Match[str]) -> Office:
    organ = found["organ"] or ""
    level = _LEVELS.get(found["level"] or "", "") or _LEVELS.get(organ, "")
    kind = _ORGANS.get(organ, "") or ("party" if found["rank"] == "bi thu" else "")
    return Office(found["rank"], bool(found["deputy"]), bool(found["standing"]), kind, level, _department(found))


def tells_office_elsewhere(question: str, text: str) -> bool:
    """Whether a question names who heads a commune or village, and words tell only of those of others of its level."""
    asked = _HEAD_OF.search(question)
    name = fold(named_at(question, asked.end())) if asked and _ASKS_NAME.search(fold(question)) else ""
    if asked is None or not name:
        return False
    units = (found for found in _UNIT.finditer(text) if fold(found[1]) == fold(asked[1]))
    others = {other for found in units if (other := fold(named_at(text, found.end())))}
    return bool(others) and name not in others


def offices_asked(query: Query) -> frozenset[Office]:
    """Return the offices that a question asks about: its own, or where it only points to one, that spoken of before."""
    own = query.own or query.standalone
    return offices_in(own) or (offices_in(query.context) if _POINTS_BACK.search(fold(own)) else frozenset())


def is_held(asked: Office, held: Office) -> bool:
    """Whether an office that a person holds can be the one asked for; what is left unsaid may be anything."""
    return (
        asked.rank == held.rank
        and asked.is_deputy == held.is_deputy
        and (held.is_standing or not asked.is_standing)
        and _may_be(asked.organ, held.organ)
        and _may_be(asked.level, held.level)
        and all(one == other for one, other in zip(asked.of, held.of, strict=False))
    )


def _may_be(asked: str, held: str) -> bool:
    return not asked or not held or asked == held
