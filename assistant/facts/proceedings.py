"""A measure -> whether it tells of the meeting itself: who came, what was tabled, how they voted, who was honoured."""

from __future__ import annotations

import re

from assistant.facts.kinds import Setting
from assistant.facts.measures import Measure
from assistant.vietnamese.folding import fold

_OF_THE_MEETING = frozenset((None, "opening", "participants", "discussion", "reports", "conclusion", "tasks"))
_OF_THOSE_PRESENT = re.compile(
    r"\b(?:dai bieu|du hop|tham du|du hoi nghi|co mat|vang mat|trieu tap|bieu quyet|tan thanh|phieu"
    r"|thong nhat(?! cho))\b"
)
_AWARDED = re.compile(
    r"\b(?:giay khen|bang khen|khen thuong|trao tang|nhan dip nay|dip nay|(?:bieu|tuyen) duong \d+ (?:tap the"
    r"|ca nhan))\b"
)
# What a meeting's own record tells wherever it stands: how many voted, in how many copies the minutes were made.
_VOTED = re.compile(
    r"\b(?:bieu quyet|tan thanh|gio tay|nhat tri|(?<!bo )phieu(?! bau))\b:?(?:[^,;:]|, dat\b){0,50}$"
    r"|\b(?:bien ban|lap thanh)\b[^;]{0,40}$"
)
_VOTERS = re.compile(
    r"[^,;.]{0,50}\b(?:(?<!bo )phieu|tan thanh|nhat tri|bieu quyet|(?:thanh vien|dai bieu|uy vien"
    r"|dong chi)(?: du hop)? (?:co mat|nhat tri|tan thanh))\b"
)
_VOTES = frozenset(("%", "phiếu", "đại biểu", "thành viên", "ủy viên", "đồng chí", "bản", ""))
_GAVE_ITS_OPINION = re.compile(r"\bcho y kien(?: vao| doi voi| ve)?\s*$")
_HONOURED = re.compile(r"[^,;.]{0,20}\b(?:duoc )?(?:nhan|tang|trao|tang thuong) (?:co|giay khen|bang khen)\b")
_VOTED_ON = re.compile(
    r"\b(?:ky hop|hoi nghi|phien hop)(?: da)?(?: bieu quyet)? thong qua\s*$|\b(?:tan thanh"
    r"|nhat tri)\b.{0,60}\bthong qua\s*$"
)
_OF_THE_PEOPLE = re.compile(r"\b(?:cu tri|tra loi|tiep cong dan|don thu)\b")
_GATHERED = re.compile(r"\b(?:thong bao|tong hop|trinh bay)\b")
_DESCRIBED = re.compile(r"\b(?:dan so|dien tich|thanh lap|sap nhap|hop nhat)\b")
_COUNTED_AT_IT = re.compile(
    r"(?:\d+ )?(?:dai bieu|luot y kien|y kien|diem cau|to trinh|tham luan|trang|phan|cau hoi|uy vien|chuc danh|phieu"
    r"|kien nghi toi)\b"
)
_OFFICES = re.compile(
    r"\b(?:bi thu|chu tich|truong|thu truong|dai dien|lanh dao|giam doc|tru so|diem cau)\b[^,;]{0,40}$"
)
_BY_THE_MEETING = re.compile(
    r"\b(?:thong qua|ban hanh|bieu quyet|ra|xem xet|tham tra|nghe|trinh|cho y kien)\b[^,;]{0,40}$"
)
_RESOLVED = re.compile(r"\b(?:nghi quyet|to trinh|bao cao|noi dung|du thao|tham luan|de an)\b")
_NEAR, _NEAR_OFFICE, _BESIDE = 110, 70, 40
_PEOPLE = re.compile(r"(?:dong chi|dai bieu|nguoi|uy vien|can bo|dang vien|ong|ba|vi|diem)\b")
# Units of what is no person: among the participants, too, these are figures of a period.
_NO_PEOPLE = frozenset(("đồng", "ha", "km", "tấn", "lần", "hạng"))


def is_of_the_record(measure: Measure, setting: Setting) -> bool:
    """Whether a measure tells how a meeting voted, or how its record was made out."""
    if measure.unit == "phiếu" or _AWARDED.search(fold(setting.told)[-_NEAR_OFFICE:]):
        return True
    if _GAVE_ITS_OPINION.search(fold(setting.near)) and _RESOLVED.match(fold(measure.unit)):
        return True
    if _HONOURED.match(fold(setting.after)):
        return True
    if fold(measure.unit) == "nghi quyet" and _VOTED_ON.search(fold(setting.told)[-_NEAR:]):
        return True
    if measure.unit not in _VOTES or "cu tri" in fold(setting.told + setting.after):
        return False
    return bool(_VOTED.search(fold(setting.told)[-_NEAR:]) or _VOTERS.match(fold(setting.after)))


def counts_who_came(measure: Measure, folded: str, *, is_dated: bool) -> bool:
    """Whether a measure among the participants counts those present, at no time but the meeting's own."""
    if _DESCRIBED.search(folded):
        return False
    return bool(_PEOPLE.match(fold(measure.unit))) or (measure.unit not in _NO_PEOPLE and not is_dated)


def is_of_the_meeting(measure: Measure, setting: Setting) -> bool:
    """Whether a figure tells of the meeting itself: who came, what was tabled, how they voted."""
    if setting.section not in _OF_THE_MEETING:
        return False
    near, told = fold(setting.near), fold(setting.told)
    if setting.section in ("opening", "participants") and _OFFICES.search(told[-_NEAR_OFFICE:]):
        return True
    around = f"{told[-_NEAR:]}{fold(setting.after[:30])}"
    if setting.section == "discussion" and _OF_THE_PEOPLE.search(around) and not _GATHERED.search(around):
        return False
    passed = _BY_THE_MEETING.search(near) and _RESOLVED.match(fold(measure.unit))
    counted = _COUNTED_AT_IT.match(fold(f"{measure.unit}{setting.after[:30]}")) or _COUNTED_AT_IT.match(
        fold(measure.unit)
    )
    present = _OF_THOSE_PRESENT.search(f"{near[-_BESIDE:]} {fold(measure.unit)} {fold(setting.after[:20])}")
    return bool(passed or counted or present or _AWARDED.search(told))
