"""What in a clause shows that it can be the kind of answer a query wants: a person in that role, a figure, a date."""

from __future__ import annotations

import re

from assistant.domain import CELL, Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.numbers import find_quantities
from assistant.vietnamese.people import Person, find_people
from assistant.vietnamese.places import find_places

# Roles at a meeting: how a question asks for one, and how a report tells it. Both on folded text.
ROLES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (role, re.compile(asked), re.compile(told))
    for role, asked, told in (
        (
            "conclude",
            r"\bket luan\b|\bduc ket\b|\bchot (lai|y)\b|\bconclu\w+|\bclosing\b|\bbe mac\b",
            r"\bket luan\b|\bbe mac\b",
        ),
        ("open", r"\bkhai mac\b|\bmo dau\b|\bopen(ed|ing|s)?\b", r"\bkhai mac\b"),
        (
            "chair",
            r"\bchu (tri|toa|xi)\b|\bcam trich\b|\bdieu hanh\b|\bchair(s|ed|ing)?\b|\bpresid\w+|\bdung ra to chuc\b",
            r"\bchu (tri|toa)\b|\bdieu hanh\b",
        ),
        (
            "report",
            r"\b(trinh bay|bao cao tom tat|doc bao cao|thong qua bao cao)\b|\bpresented\b",
            r"\bbao cao\b|\btrinh bay\b",
        ),
        ("speak", r"\bphat bieu\b|\bspoke\b|\bspeech\b", r"\bphat bieu\b"),
        ("direct", r"\bchi dao\b|\binstruct\w*|\bdirected\b", r"\bchi dao\b|\byeu cau\b|\bluu y\b"),
    )
)
_LIMITATION = re.compile(
    r"\b(han che|ton tai|kho khan|vuong mac|chua|cham|thap|yeu|con (mot so|nhieu|xay ra|tinh trang)|thieu|bat cap)\b"
)
_TASK = re.compile(r"\b(yeu cau|de nghi|giao|can|phai|tap trung|tiep tuc|tang cuong|day manh|phan dau|chi dao|luu y)\b")
_TARGET = re.compile(r"\b(phan dau|muc tieu|du kien|toi thieu|chi tieu (dat ra|den|nam)|target\w*|goal)\b")
_ORGANS = {
    "uy ban nhan dan": "ubnd", "ubnd": "ubnd", "uy ban": "ubnd", "hoi dong nhan dan": "hdnd", "hdnd": "hdnd",
    "hoi dong": "hdnd", "huyen uy": "huyen uy", "tinh uy": "tinh uy", "dang uy": "dang uy", "thanh uy": "thanh uy",
}  # fmt: skip
_OFFICE = re.compile(
    r"\b(?P<deputy>pho )?"
    r"(?P<rank>bi thu|chu tich|giam doc|truong phong|truong ban|chanh van phong|vien truong|chanh an)\b"
    rf"(?: thuong truc)?(?: (?P<organ>{'|'.join(_ORGANS)})\b)?"
)
# How an English question puts an office, in the order a report writes it.
_ENGLISH_OFFICES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bpeople'?s council\b", "hdnd"),
        (r"\bpeople'?s committee\b", "ubnd"),
        (r"\bdistrict party committee\b", "huyen uy"),
        (r"\bprovincial party committee\b", "tinh uy"),
        (r"\b(vice|deputy)[- ](?=chair|secretary|director)", "pho "),
        (r"\bchair(man|woman|person)\b", "chu tich"),
        (r"\bsecretary\b", "bi thu"),
        (r"\bdirector\b", "giam doc"),
        (r"\b(hdnd|ubnd|huyen uy|tinh uy)(?:'s)? ((?:pho )?(?:chu tich|bi thu))\b", r"\2 \1"),
        (r"\b(chu tich|bi thu|giam doc) of (?:the )?(?:district |provincial |commune )?", r"\1 "),
    )
)
_MONEY = re.compile(r"\b(tien|ty|trieu|dong|kinh phi|von|thu ngan sach|thu nsnn|vnd|billion|million)\b")
_PERCENT = re.compile(r"\bphan tram\b|%|\bty le\b|\bpercent\w*|\bpp\b|\bshare\b|\brate\b")
# A single month, or the months so far; the month of a day is neither.
_UNITS_NAMED = re.compile(r"\(([^()|\d]{1,12})\)")
_SHARES = ("%", "điểm phần trăm")
_COUNTABLE = re.compile(
    r"xa|phuong|huyen|thon|ban|ho|nguoi|truong|du an|dang vien|dai bieu|doanh nghiep|hop tac xa|htx|nghi quyet|chi tieu"
    r"|tieu chi|y kien|cong trinh|can bo|hoc sinh|lao dong|san pham|mo hinh"
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


def bears_sign(query: Query, text: str) -> bool:
    """Return whether the clause bears what the query's kind of answer needs."""
    folded = fold(text)
    match query.kind:
        case "person":
            return _bears_role(fold(in_full(query.standalone)), text)
        case "figure" | "count" | "comparison":
            if is_target(text) and not is_target(query.standalone):
                return False
            asked = fold(query.standalone)
            units = [quantity.unit for quantity in find_quantities(text)]
            if CELL in text:  # a table's row names its unit beside the indicator
                units += _UNITS_NAMED.findall(text)
            return any(fits_unit(asked, "đồng" if "đồng" in unit else unit) for unit in units)
        case "date":
            return bool(find_dates(text))
        case "place":
            return bool(find_places(text))
        case "limitation":
            return bool(_LIMITATION.search(folded))
        case "task":
            return bool(_TASK.search(folded))
        case _:
            return False


def fits_unit(folded_question: str, unit: str) -> bool:
    """Return whether a quantity of this unit can be what the question asks for."""
    asked = _ASKED.search(folded_question)
    thing = asked["thing"] if asked else ""
    if thing in ("ty", "trieu", "dong"):
        return unit == "đồng"
    if thing in ("%", "phan tram"):
        return unit in _SHARES
    if asked and unit and fold(unit).split()[0] in (*thing.split(), asked["next"]):
        return True
    if _MEASURES.get(thing):
        return _MEASURES.get(fold(unit)) == _MEASURES[thing] or fold(unit).startswith(f"{thing}/")
    if _PERCENT.search(folded_question):
        return unit in _SHARES or bool(_MONEY.search(folded_question) and unit == "đồng")
    if _COUNTABLE.fullmatch(thing) and (unit in ("đồng", *_SHARES) or fold(unit) in _MEASURES):
        return False
    return bool(unit) or not asked


def asked_roles(folded_question: str) -> tuple[re.Pattern[str], ...]:
    """Return how reports tell the roles that the question asks about."""
    return tuple(told for _, asked, told in ROLES if asked.search(folded_question))


def is_target(text: str) -> bool:
    """Return whether a text speaks of what is aimed at, not of what was reached."""
    return bool(_TARGET.search(fold(text)))


def holds_office(folded_question: str, text: str, person: Person) -> bool:
    """Return whether the office beside a name is the one asked for: same rank, and same organ where one is named."""
    for pattern, words in _ENGLISH_OFFICES:
        folded_question = pattern.sub(words, folded_question)
    asked = _OFFICE.search(folded_question)
    if asked is None:
        return True
    told = fold(in_full(text[person.office_start : person.office_end]))
    return any(
        held["rank"] == asked["rank"]
        and bool(held["deputy"]) == bool(asked["deputy"])
        and (not asked["organ"] or not held["organ"] or _ORGANS[asked["organ"]] == _ORGANS[held["organ"]])
        for held in _OFFICE.finditer(told)
    )


def _bears_role(folded_question: str, text: str) -> bool:
    people = find_people(text)
    roles = asked_roles(folded_question)
    if roles:
        return bool(people) and any(told.search(fold(text)) for told in roles)
    return any(holds_office(folded_question, text, person) for person in people)
