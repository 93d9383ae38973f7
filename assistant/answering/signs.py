"""What in a clause shows that it can be the kind of answer a query wants: a person, a figure, a date, a shortcoming."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import CELL, Query
from assistant.questions.kinds import folded_for_cues
from assistant.vietnamese.assigning import GIVES
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_places

_LIMITATION = Cue(
    r"\b(?:hạn chế|tồn tại|khó khăn|vướng mắc|chưa|chậm|thấp|yếu|thiếu|bất cập"
    r"|còn (?:một số|nhiều|xảy ra|tình trạng))\b"
)
_TASK = Cue(
    rf"\b(?:yêu cầu|đề nghị|{GIVES}|cần|phải|tập trung|tiếp tục|tăng cường|đẩy mạnh|phấn đấu"
    r"|chỉ đạo|lưu ý)\b"
)
_TARGET = Cue(
    r"\b(?:phấn đấu|mục tiêu(?! quốc gia)|dự kiến|tối thiểu|ít nhất|chỉ tiêu (?:đặt ra|đến|năm)|target\w*|goal"
    r"|aim(?:s|ed|ing)?)\b"
)
_MONEY = re.compile(r"\b(tien|ty|trieu|dong|kinh phi|von|thu ngan sach|thu nsnn|vnd|billion|million)\b")
_PERCENT = re.compile(r"\bphan tram\b|%|\bty le\b|\bpercent\w*|\bpp\b|\bshare\b|\brate\b")
_UNITS_NAMED = re.compile(r"\(([^()|\d]{1,12})\)")
_SHARES = ("%", "điểm phần trăm")
_COUNTABLE = re.compile(
    r"xa|phuong|huyen|thon|ban|ho|nguoi|truong|du an|dang vien|dai bieu|doanh nghiep|hop tac xa|htx|nghi quyet|chi tieu"
    r"|tieu chi|y kien|cong trinh|can bo|hoc sinh|lao dong|san pham|mo hinh"
)
_PEOPLE = re.compile(
    r"(?:nguoi|dong chi|vien|can bo|(?:\w+ )?(?:vien|bieu|sinh|dong)|chu tich|bi thu|ca|cap|em|chau)\b"
)
_MEASURES = {
    **dict.fromkeys(("ha", "hec ta", "hecta", "m2", "m²", "km2", "km²"), "area"),
    **dict.fromkeys(("m", "met", "km", "cay so"), "length"),
    **dict.fromkeys(("tan", "ta", "kg"), "mass"),
    **dict.fromkeys(("lan",), "times"),
}
_ASKED = re.compile(
    rf"\b(?:bao nhieu|may|how many) (?P<thing>%|phan tram|(?:{'|'.join(_MEASURES)})\b|(?:{_COUNTABLE.pattern})\b|\w+)"
    r"(?: (?P<next>\w+))?"
)


# Asks for a sum where no unit is named: "đền bù bao nhiêu", "tốn bao nhiêu", "how much did it cost".
_ASKS_SUM = re.compile(
    r"\b(?:so tien|ton (?:kem )?bao nhieu|(?:den bu|boi thuong|tra cong|(?:^|(?:khen|tien|muc|duoc) )thuong"
    r"|(?:duoc|tien) bu) (?:la |duoc |het )*(?:bao nhieu|may)"
    r"|gia khoi diem|quy ra tien|tong muc (?:dau tu|dt)|cost|earn(?:ed)?)\b"
)


def bears_sign(query: Query, text: str) -> bool:
    """Return whether the clause bears what the query's kind of answer needs."""
    match query.kind:
        case "person":
            return bool(find_people(text))
        case "figure" | "count" | "comparison":
            if is_target(text) and not is_target(query.standalone):
                return False
            asked = folded_for_cues(query.standalone)
            units = [quantity.unit for quantity in find_quantities(text)]
            if CELL in text:  # a table's row names its unit beside the indicator
                units += _UNITS_NAMED.findall(text)
            return any(fits_unit(asked, "đồng" if "đồng" in unit else unit) for unit in units)
        case "date":
            return bool(find_dates(text))
        case "place":
            return bool(find_places(text))
        case "limitation":
            return _LIMITATION.stands_in(text)
        case "task":
            return _TASK.stands_in(text)
        case _:
            return False


@lru_cache(maxsize=4096)
def fits_unit(folded_question: str, unit: str) -> bool:
    """Return whether a quantity of this unit can be what the question asks for."""
    asked = _ASKED.search(folded_question.replace("hec-ta", "hec ta"))
    thing = asked["thing"] if asked else ""
    thing_next = f"{thing} {asked['next']}" if asked else ""
    if thing_next == "dong chi":
        return not unit or fold(unit).startswith(("dong chi", "nguoi"))
    if thing_next.split()[1:] in (["do"], ["usd"]):
        return "usd" in fold(unit)
    if thing in ("ty", "trieu", "dong", "tien", "von") or thing_next in ("kinh phi", "ngan sach"):
        return unit == "đồng" or unit.startswith("đồng/")
    if thing in ("do", "usd"):
        return "usd" in fold(unit)
    if thing == "diem":
        return fold(unit).startswith("diem")
    if thing in ("%", "phan tram"):
        return unit in _SHARES
    if _ASKS_SUM.search(folded_question) and not _PERCENT.search(folded_question):
        return unit == "đồng"
    if unit in ("đồng", *_SHARES) and "how many" in folded_question and "how many percent" not in folded_question:
        return False
    if asked and unit and fold(unit).split()[0] in (*thing.split(), asked["next"]):
        return True
    if _MEASURES.get(thing):
        return _MEASURES.get(fold(unit)) == _MEASURES[thing] or fold(unit).startswith(f"{thing}/")
    if _PERCENT.search(folded_question):
        return unit in _SHARES or bool(_MONEY.search(folded_question) and unit == "đồng")
    if _COUNTABLE.fullmatch(thing) and (unit in ("đồng", *_SHARES) or fold(unit) in _MEASURES):
        return False
    return bool(unit) or not asked


@lru_cache(maxsize=4096)
def is_unit_named(folded_question: str, unit: str) -> bool:
    """Return whether the question names what it wants counted or measured, and a quantity of this unit is of that."""
    asked = _ASKED.search(folded_question.replace("hec-ta", "hec ta"))
    if asked is None or not unit or not fits_unit(folded_question, unit):
        return False
    things = frozenset(f"{asked['thing']} {asked['next'] or ''}".split())
    is_sum = unit == "đồng" or unit.startswith("đồng/")
    return (
        (is_sum and bool(things & {"ty", "trieu", "dong", "tien"}))
        or (unit in _SHARES and asked["thing"] in ("%", "phan tram"))
        or _MEASURES.get(fold(unit).split("/")[0], unit) == _MEASURES.get(asked["thing"], "")
        or fold(unit).split()[0] in things
    )


def is_measure(unit: str) -> bool:
    """Whether a unit measures, in money, shares, areas …, and names nothing that is counted."""
    return unit in _SHARES or unit.startswith("đồng") or fold(unit).split("/")[0] in _MEASURES


def is_of_people(unit: str) -> bool:
    """Whether a unit counts people, whom one text calls by several names."""
    return _PEOPLE.match(fold(unit)) is not None


# What stands behind "bao nhiêu" and is no noun that reports count under that name, folded.
_NO_NOUN = frozenset(
    """
    ty trieu dong tien phan % lan diem do gio thang ngay nam tuan quy chuc tram nghin ngan kinh von ra loai thu cai con
    chiec khoan viec dieu muc hang so cuoc phien buoi nguoi vi ong ba anh chi em dua can hoc dai chuyen cay tren doi
    """.split()
)
_SAME_NOUN = {"nha": "ho", "gia": "ho", "ho": "nha", "ca": "truong"}


def asked_thing(folded_question: str) -> frozenset[str]:
    """Return words, folded, of which a text has one that counts what is asked for; none where any text may."""
    asked = _ASKED.search(folded_question)
    words = f"{asked['thing']} {asked['next'] or ''}".split()[:2] if asked else []
    if not words or words[0] in _NO_NOUN or words[0].isdigit() or words[0] in _MEASURES:
        return frozenset()
    return frozenset((*words, _SAME_NOUN.get(words[0], words[0])))


@lru_cache(maxsize=8192)
def is_target(text: str) -> bool:
    """Return whether a text speaks of what is aimed at, not of what was reached."""
    return _TARGET.stands_in(text)
