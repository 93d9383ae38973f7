"""Texts -> the organs of Party and state named in them, and the one whose meeting they report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from assistant.reading.excerpts import Excerpt, Known
from assistant.reading.opening import Opening
from assistant.vietnamese.folding import fold

_LEVELS = {
    "thanh pho": "thành phố",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
    "thi xa": "thị xã",
    "phuong": "phường",
    "huyen": "huyện",
    "tinh": "tỉnh",
    "quan": "quận",
    "xa": "xã",
    "tp": "thành phố",
    "tx": "thị xã",
}
_PARTY_COMMITTEES = {
    "tinh uy": ("Tỉnh ủy", "tỉnh"),
    "thanh uy": ("Thành ủy", "thành phố"),
    "huyen uy": ("Huyện ủy", "huyện"),
    "quan uy": ("Quận ủy", "quận"),
    "thi uy": ("Thị ủy", "thị xã"),
    "dang uy": ("Đảng ủy", None),
}
_YOUTH_UNIONS = {
    "tinh doan": ("Tỉnh đoàn", "tỉnh"),
    "thanh doan": ("Thành đoàn", "thành phố"),
    "huyen doan": ("Huyện đoàn", "huyện"),
    "thi doan": ("Thị đoàn", "thị xã"),
}
_CENTRAL = {
    "chinh phu": "Chính phủ",
    "quoc hoi": "Quốc hội",
    "bo chinh tri": "Bộ Chính trị",
    "uy ban thuong vu quoc hoi": "Ủy ban Thường vụ Quốc hội",
}
_LEVEL = rf"(?P<level>{'|'.join(_LEVELS)})\b"
_COMMITTEE = rf"(?P<committee>{'|'.join(_PARTY_COMMITTEES)})(?: (?P<under>xa|phuong|thi tran|dac khu))?"
_COUNCIL = "(?:hdnd|hoi dong nhan dan)"
_STANDING = "(?:thuong truc|tt)"
_BUREAU = "(?:(?:ban )?thuong vu|btv)"
_EXECUTIVE = "(?:ban chap hanh|bch)"
_BOARD = (
    r"(?P<board>ban (?:phap che|dan toc|do thi|kinh te ?[-–,]? ?(?:va )?(?:xa hoi|ngan sach)?"
    r"|van hoa ?[-–,]? ?(?:va )?xa hoi|kt ?[-–] ?xh|kt ?[-–] ?ns|vh ?[-–] ?xh))"
)
_UNION = (
    r"(?P<union>hoi nong dan|hoi (?:lhpn|lien hiep phu nu)|hoi (?:ccb|cuu chien binh)"
    r"|(?:ldld|lien doan lao dong)|hoi chu thap do|hoi nguoi cao tuoi)(?: viet nam)?"
)
# Longer names first: 'Ban Thường vụ Huyện ủy' is not 'Huyện ủy'. {board} and its like stand for the words as written.
_FORMS = tuple(
    (re.compile(rf"\b{pattern}"), name)
    for pattern, name in (
        (rf"{_BOARD} (?:cua )?{_COUNCIL} {_LEVEL}", "{board} HĐND {level}"),
        (
            r"(?P<steering>(?:ban chi dao|bcd)\b(?:,? [^\s,.;:]+){0,14}?) (?P<central_level>trung uong)\b",
            "{steering} Trung ương",
        ),
        (rf"(?P<steering>(?:ban chi dao|bcd)\b(?:,? [^\s,.;:]+){{0,14}}?) {_LEVEL}", "{steering} {level}"),
        (rf"(?:ubkt|uy ban kiem tra) {_COMMITTEE}\b", "Ủy ban Kiểm tra {committee}"),
        (rf"{_BUREAU} {_COMMITTEE}\b", "Ban Thường vụ {committee}"),
        (rf"{_BUREAU} dang bo {_LEVEL}", "Ban Thường vụ Đảng bộ {level}"),
        (rf"{_EXECUTIVE}(?: dang bo)? {_LEVEL}", "Ban Chấp hành Đảng bộ {level}"),
        (rf"{_EXECUTIVE} {_COMMITTEE}\b", "Ban Chấp hành {committee}"),
        (rf"{_STANDING} {_COUNCIL} {_LEVEL}", "Thường trực HĐND {level}"),
        (rf"{_STANDING} {_COMMITTEE}\b", "Thường trực {committee}"),
        (rf"{_COUNCIL} {_LEVEL}", "HĐND {level}"),
        (rf"(?:ubnd|uy ban nhan dan) {_LEVEL}", "UBND {level}"),
        (
            rf"ban thuong truc (?:uy ban |ub ?)(?:mttq|mat tran to quoc)(?: viet nam| vn)?"
            rf" {_LEVEL}",
            "Ban Thường trực Ủy ban MTTQ {level}",
        ),
        (rf"uy ban bau cu {_LEVEL}", "Ủy ban bầu cử {level}"),
        (
            rf"(?P<council>hoi dong (?:nghia vu quan su|thi dua(?:[ ,-]*khen thuong)?|giao duc|pho"
            rf" bien[^,.;]{{0,40}})) {_LEVEL}",
            "{council} {level}",
        ),
        (rf"ban can su dang (?:{_COUNCIL}|ubnd|uy ban nhan dan) {_LEVEL}", "Ban Cán sự đảng UBND {level}"),
        (
            rf"(?:uy ban|ub)? ?(?:mttq|mat tran to quoc)(?: viet nam| vn)? {_LEVEL}",
            "Ủy ban MTTQ {level}",
        ),
        (rf"{_UNION} {_LEVEL}", "{union} {level}"),
        (rf"(?P<youth>{'|'.join(_YOUTH_UNIONS)})\b", "{youth}"),
        (rf"{_COMMITTEE}\b", "{committee}"),
        (rf"dang bo {_LEVEL}", "Đảng bộ {level}"),
        (rf"(?P<central>{'|'.join(sorted(_CENTRAL, key=len, reverse=True))})\b", "{central}"),
    )
)
_SHORT_WORDS = (
    *(
        (r"^BCĐ\b", "Ban Chỉ đạo"),
        (r"\bKT ?[-–] ?XH\b", "Kinh tế - Xã hội"),
        (r"\bKT ?[-–] ?NS\b", "Kinh tế - Ngân sách"),
    ),
    *((r"\bVH ?[-–] ?XH\b", "Văn hóa - Xã hội"), (r"\bLHPN\b", "Liên hiệp Phụ nữ"), (r"\bCCB\b", "Cựu chiến binh")),
    (r"\bLĐLĐ\b", "Liên đoàn Lao động"),
)
_CONVENES = re.compile(
    r"[^.;:\n]{0,80}?\b(?P<verb>phoi hxp|to chuc|hop|khai mac|be mac|tien hanh|giao ban|so ket|tong ket|kiem"
    r" diem|trien khai"
    r"|thong qua|xem xet"
    r"|cho y kien|hoi nghi|lam viec)\b"
)
_CONVENED = re.compile(r"\b(?:hoi nghi|ky hop|phien hop|cuoc hop|hop|giao ban)\b[^.;:,\n]{0,70}$")
_OFFICE = re.compile(
    r"\b(?:uy vien|bi thu|pho|chu tich|pct|ct|pbt|bt|truong|chanh|can bo|dai bieu|van phong|tru so|nha khach"
    r"|lanh dao|thuoc"
    r"|thanh vien|quyen|nguyen"
    r"|du toan|nghi quyet|nghi quyet dai hoi|dai hoi|ban|cac ban)(?: dang)?\s*$"
    r"|\b(?:tru so|hoi truong|phong hop|nha van hoa|trung tam)\b[^,;.]{0,40}$"
)
# Named for short where the text names the very organ as well: 'Hội nghị Huyện ủy lần thứ 9'.
_BROAD = tuple(name for name, _ in _PARTY_COMMITTEES.values())
# A title such as 'Thị ủy Gò Cát: Một năm vượt khó' speaks of what its organ did.
_TITLE_COLON = re.compile(r"[^,;.:]{0,40}:")
# 'Hội Nông dân tỉnh phối hợp với Hội Nông dân huyện tổ chức': the first is the one that convenes.
_HELPS = re.compile(r"\bphoi hxp (?:cung |voi )*(?:cac )?$")
_LOOK_BACK = 120
_CHAIRMAN_OF = re.compile(r"\bchu tich\s*$")


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as named in a text: `name` is in full and without its place, `level` such as huyện, or None."""

    start: int
    end: int
    name: str
    level: str | None


def find_organs(text: str) -> tuple[Organ, ...]:
    """Return the organs named in NFC text, in order, the longest name where several overlap."""
    folded = fold(text)
    found: list[Organ] = []
    for pattern, name in _FORMS:
        for match in pattern.finditer(folded):
            if not any(organ.start < match.end() and match.start() < organ.end for organ in found):
                found.append(_organ(match, name, text))
    return tuple(sorted(found, key=lambda organ: organ.start))


def meeting_organ(opening: Opening) -> Known[Organ] | None:
    """Return the organ whose meeting is reported, None when no organ is named as convening one.

    An organ that is only part of somebody's office ('Bí thư Huyện ủy') convenes nothing, except that a title which
    names nothing else speaks of its chairman's organ.
    """
    scored: list[tuple[int, Excerpt, Organ]] = []
    titles = [(0, excerpt) for excerpt in opening.title]
    for position, excerpt in (*titles, *enumerate(opening.sentences, start=1)):
        organs, folded = find_organs(excerpt.text), excerpt.folded
        for organ, following in zip_longest(organs, organs[1:]):
            stop = following.start if following else len(excerpt.text)
            scored.append((_score(folded, organ, stop, position), excerpt, organ))
    best = max(scored, key=lambda one: (one[0], not one[2].name.startswith(_BROAD)), default=None)
    if best is not None and best[0] > 0:
        return Known(best[2], best[1], best[2].start, best[2].end, "convening organ")
    return _chairmans_organ(opening.title)


def organ_in_title(opening: Opening) -> Organ | None:
    """Return the first organ that the title names, though it may be in somebody's office: its level tells whose the
    meeting is where nothing else does."""
    return next((organ for line in opening.title for organ in find_organs(line.text)), None)


def _chairmans_organ(title: tuple[Excerpt, ...]) -> Known[Organ] | None:
    for excerpt in title:
        for organ in find_organs(excerpt.text):
            if _CHAIRMAN_OF.search(excerpt.folded[: organ.start]):
                return Known(organ, excerpt, organ.start, organ.end, "organ of the chair named in the title")
    return None


def _organ(match: re.Match[str], name: str, text: str) -> Organ:
    groups = match.groupdict()
    level = _LEVELS.get(groups.get("level") or groups.get("under") or "")
    committee, own_level = _PARTY_COMMITTEES.get(groups.get("committee") or "", ("", None))
    if groups.get("under"):
        committee = f"{committee} {level}"
    youth, youth_level = _YOUTH_UNIONS.get(groups.get("youth") or "", ("", None))
    central = _CENTRAL.get(groups.get("central") or "", "")
    written = {key: _in_full(match, key, text) for key in ("board", "steering", "union", "council") if groups.get(key)}
    full = name.format(committee=committee, level=level, youth=youth, central=central, **written)
    return Organ(
        *match.span(),
        full,
        level or own_level or youth_level or ("trung ương" if central or groups.get("central_level") else None),
    )


def _in_full(match: re.Match[str], group: str, text: str) -> str:
    """The words of a group as written but for brackets, abbreviations spelt out, the first letter a capital."""
    words = re.sub(r"\s*\([^)]*\)", "", text[match.start(group) : match.end(group)])
    for short, full in _SHORT_WORDS:
        words = re.sub(short, full, words)
    return words[:1].upper() + words[1:]


def _score(folded: str, organ: Organ, stop: int, position: int) -> int:
    """How sure it is that the organ convenes the meeting; the title is position 0, early sentences follow.

    What follows counts up to `stop`, where the next organ is named.
    """
    before, after = folded[max(0, organ.start - _LOOK_BACK) : organ.start], folded[organ.end :]
    if _OFFICE.search(before) or _HELPS.search(before):
        return 0
    convenes = _CONVENES.match(after)
    convening = bool(convenes and convenes.start("verb") <= stop - organ.end) or bool(_CONVENED.search(before))
    broad = 2 * organ.name.startswith(_BROAD)
    if not convening and position == 0 and not folded[: organ.start].strip() and _TITLE_COLON.match(after):
        return 4 - broad
    return 4 * convening + 2 * (position == 0) + (position in (1, 2)) - broad * convening
