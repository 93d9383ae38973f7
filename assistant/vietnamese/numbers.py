"""Text -> the measured quantities it holds, and its figures in one spelling for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold, has_diacritics

# What matches folded text reads figures typed without diacritics as well.
_SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6, "nghin": 10**3, "ngan": 10**3}
_SCALES |= {"billion": 10**9, "million": 10**6, "thousand": 10**3}
_UNITS = {
    **{
        "%": "%",
        "‰": "‰",
        "phan tram": "%",
        "percent": "%",
        "diem phan tram": "điểm phần trăm",
        "diem %": "điểm phần trăm",
    },
    **{"dong": "đồng", "vnd": "đồng", "d": "đồng", "usd": "USD", "lan": "lần", "tan": "tấn", "ta": "tạ", "kg": "kg"},
    **{"met vuong": "m²", "met khoi": "m³", "ki lo met": "km", "hec ta": "ha"},
    **{"ha": "ha", "km2": "km²", "km²": "km²", "m2": "m²", "m²": "m²", "m3": "m³", "m³": "m³", "lit": "lít"},
    **{"km": "km", "m": "m", "cm": "cm", "mw": "MW", "kwh": "kWh", "kw": "kW"},
}
_COUNTED_TEXT = """
doanh nghiep|san pham|dong chi|dang vien|nghi quyet|chi tieu|tieu chi|mo hinh|dai bieu|hoi vien|doan vien|nhiem vu
chuong trinh|cong trinh|du an|hop tac xa|to chuc|co so|can bo|hoc sinh|giao vien|lao dong|phong hoc|thi tran|don vi
dia phuong|luot y kien|y kien|luot nguoi|luot khach|luot ho|ky hop|bao cao|to trinh|de an|ke hoach|ho ngheo
ho can ngheo|ho dan|thanh vien|van ban|thu tuc|ho so|don thu|cuoc hop|nguoi dan|giai phap|linh vuc|muc tieu|noi dung
van de|khau dot pha|khau|xa|phuong|huyen|thon|ho|nguoi|truong|con|cay|luot|vu|cuoc|nha|lop|nganh|nhom|chi bo|htx|dn
dot pha|ngay cong|truong hop|uy vien|bi thu
nhom viec|dau viec|dau diem|tham luan|nghi dinh|chi dang bo|tai khoan|tuyen duong|tuyen|can nha|ngoi nha|dang bo
mo cat|mo da|cai|viec|buoc|mo|chot|can|dia diem|ban|lang|ap|to dan pho|cum|khu|chi hoi|co quan|phong|doi|cau
"""
_COUNTED = _COUNTED_TEXT.strip().replace("\n", "|").split("|")
_NOT_COUNTED_TEXT = """
va so cua trong voi den tai dat la thi duoc tu de theo cho tang giam bang tren duoi ve da cung nhung hoac hay o
tro khi do vao truoc sau uoc se dang nay gom nham cac nhieu chiem vuot thuoc bi ma cao thap
"""
_NOT_COUNTED = frozenset(_NOT_COUNTED_TEXT.split())
_NOT_COUNTED_AS_SPELT = frozenset("còn khó thẳng rộng dài nằm đều cũng mới lại gắn gồm nữa thế".split())
# Words that count though they fold to some that don't: "7 sở", "2 ổ", "10 mã".
_COUNTED_AS_SPELT = frozenset(("sở", "ổ", "mã"))
_LABELLED = re.compile(
    r"(?:\b(?:thu|khoa|dieu|khoan|chuong|nghi quyet|chi thi|quyet dinh|ket luan|trung uong|(?<!binh )quan|quoc lo"
    r"|tinh lo|ql|tl|lan|dot|ban chi dao|covid|cap do|muc do|nam|thang|quy|ngay|tai khoan|dien thoai|dt|fax|to"
    r"|khu pho|khoi|giai doan|(?<!ha )tang|mui)"
    r"|(?<!tong )(?<!trong )(?<!con )(?<!ho )(?<!dan )\bso)\s*[-–:.]?\s*$"
)
# After a time the number is another: "8 tháng 26.310 tấn", "từ đầu năm 3 vụ".
_TIME_SO_FAR = re.compile(r"(?:\d|đầu|cả|trong|mỗi|hằng|hàng|cùng|toàn|các) (?:tháng|năm|quý|ngày)\s*$")
# Words that only fold to a label: "bí thư 52 chi bộ", "ruộng bậc thang 62.300 lượt".
_NO_LABELS = frozenset(
    """
    tăng tặng quân quan quán thư thu thử khoa khoan khoán lan lân nam thang thắng thẳng quy quỹ ngay to tô so sở sổ đốt
    tố khỏi lạn lán làn khởi khói thủ toàn nằm
    """.split()
)
# Before the name of those counted: "46 vị ủy viên".
_CLASSIFIERS = frozenset(("vị", "vi"))
_WORD_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}

_FIVE = re.compile(
    r"\bnăm (?P<thing>việc|nhóm(?: việc)?|giải pháp|nhiệm vụ|nội dung|vấn đề|khâu|mục tiêu|chương trình|điểm)\b"
)
# After "hai", "ba" … these make other words of them; before one, these make a name or an order of it.
_COUNTED_BY_NO_WORD = frozenset(
    """
    là bên cấp mặt vợ mẹ mươi trăm nghìn ngàn vạn triệu tỷ tháng năm ngày giờ tuần quý nhất số cách phần trong
    chiều trụ má con bà ông anh chị em cô trên dưới và đến hoặc hay với nửa chục phải đã được bao gai lô tầm trở về mùa
    """.split()
)
_BEFORE_A_NAME = frozenset("thứ lần khóa khoá tháng ngày mùng lớp số quý điều mục khoản hạng loại cấp bậc nhóm".split())

_SPACE = r"[^\S\n]"
_DIGITS, _SCALE = r"\d+(?:[.,]\d+)*", "(?:" + "|".join(_SCALES) + r")\b"
_FIGURE = re.compile(
    rf"(?<![\w.,/:])(?<!\d{{4}}[-–])(?<![^\W\d_][-–])(?P<figure>{_DIGITS})(?!\d|:\d|h\d|/[^\W\d_]|-[^\W\d_]+/|[/-]\d+/)"
    rf"(?:/(?P<out_of>{_DIGITS}))?(?P<scales>{_SPACE}*{_SCALE}(?:{_SPACE}+(?:{_DIGITS}{_SPACE}+)?{_SCALE})*)?"
)
_WORDED = re.compile(rf"(?<!\w)(?P<word>{'|'.join(_WORD_NUMBERS)})(?=\s+\w)", re.IGNORECASE)
_TERM = re.compile(rf"({_DIGITS})?\s*({_SCALE})?")
_UNIT = re.compile(
    rf"{_SPACE}*(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)(?P<per>(?:/[^\W\d_]+)*)"
)
_PER = re.compile(r"(?:/[^\W\d_]+)+")
_COUNTED_THING = re.compile(
    rf"{_SPACE}*(?:{'|'.join(sorted(_COUNTED, key=len, reverse=True))}|diem(?! (?:phan|%)))(?!\w)"
)
_ANY_WORD = re.compile(rf"{_SPACE}?([^\W\d_]+)(?![\w])")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?")
_NUMERAL = re.compile(rf"(?<![^\W_])({_DIGITS})(\s*%|\s+phan tram\b)?")
_FRACTION = re.compile(r"(?<![\d/.,])0*(\d{1,3})/0*(\d{1,3})(?![\d/])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured number: money in đồng, a share in %, or a count of `unit` ("" when none is named).

    In "11/27 chỉ tiêu" the value is 11 and `out_of` 27. `text` covers number and unit.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    text: str
    out_of: Decimal | None = None


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in NFC text, in order; dates, periods, ordinals and document numbers are none."""
    folded = fold(text)
    taken = [(day.start, day.end) for day in find_dates(text)] + [(one.start, one.end) for one in find_periods(text)]
    found = (*_in_digits(text, folded), *_in_words(text, folded))
    free = (one for one in found if not any(start < one.end and one.start < end for start, end in taken))
    return tuple(sorted(free, key=lambda quantity: quantity.start))


@lru_cache(maxsize=8192)
def numerals(text: str) -> frozenset[str]:
    """Return the figures of text in one spelling: "02" -> "2", "57,34 %" -> "57.34%", "3.273" -> "3273".

    A day gives its parts ("22.4" -> "22", "4"), a fraction itself and its parts ("11/27", "11", "27").
    """
    folded = fold(text)
    found: set[str] = set()
    for day in reversed(find_dates(text)):
        found |= {str(day.day_of_month), str(day.month)} | (
            {str(day.day.year)} if day.day and day.year_known else set()
        )
        folded = folded[: day.start] + " " * (day.end - day.start) + folded[day.end :]
    found |= {f"{part}/{whole}" for part, whole in _FRACTION.findall(folded)}
    for figure, percent in _NUMERAL.findall(folded):
        found.add(_plain(_value(figure, is_share=bool(percent))) + ("%" if percent else ""))
    return frozenset(found)


def _in_digits(text: str, folded: str) -> Iterator[Quantity]:
    position = 0
    while match := _FIGURE.search(folded, position):
        quantity = _read(match, text, folded)
        position = quantity.end if quantity else match.end()
        if quantity:
            yield quantity


def _read(match: re.Match[str], text: str, folded: str) -> Quantity | None:
    scales = match["scales"] or ""
    unit, end = _unit_after(match.end(), text, folded, has_scale=bool(scales))
    labelled = _is_labelled(match.start(), text, folded) and not scales and unit not in ("%", "ha")
    is_year = not unit and not scales and re.fullmatch(r"(?:19|20)\d\d", match["figure"])
    if labelled or is_year:
        return None
    value = _scaled(match["figure"], scales, is_share=unit == "%")
    out_of = _scaled(match["out_of"], scales, is_share=False) if match["out_of"] else None
    return Quantity(match.start(), end, value, unit, text[match.start() : end], out_of)


def _is_labelled(position: int, text: str, folded: str) -> bool:
    """Whether the word before a number makes it a name or an order: "lần 3", "Nghị quyết 13"."""
    if not _LABELLED.search(folded[max(0, position - 24) : position]):
        return False
    before = text[max(0, position - 80) : position].lower()
    words = before.split()
    if words and has_diacritics(text) and words[-1] in _NO_LABELS:
        return False
    return _TIME_SO_FAR.search(before) is None


def _in_words(text: str, folded: str) -> Iterator[Quantity]:
    """Yield "hai khâu", "ba xã": a number word before a thing that is counted, neither of them in a name."""
    yield from _five(text)
    for match in _WORDED.finditer(text):
        thing = _COUNTED_THING.match(folded, match.end()) or _counted_word(match, text)
        if thing and text[match.end() : thing.end()].islower():
            value = Decimal(_WORD_NUMBERS[match[0].lower()])
            unit = text[match.end() : thing.end()].strip()
            yield Quantity(match.start(), thing.end(), value, unit, text[match.start() : thing.end()])


def _five(text: str) -> Iterator[Quantity]:
    """Yield "năm việc", "năm nhóm giải pháp": "năm" before most other things is a year."""
    for match in _FIVE.finditer(text):
        yield Quantity(match.start(), match.end(), Decimal(5), match["thing"], match[0])


def _counted_word(number: re.Match[str], text: str) -> re.Match[str] | None:
    """The word that a number word counts: "hai phường" counts, "hai bên", "ba là" and "một số" don't."""
    word = _ANY_WORD.match(text, number.end())
    before = text[: number.start()].lower().split()
    is_name = number[0][0].isupper() and before and before[-1][-1] not in ".:;!?-"
    if word is None or is_name or word[1].lower() in _COUNTED_BY_NO_WORD or (before and before[-1] in _BEFORE_A_NAME):
        return None
    return word


def _unit_after(position: int, text: str, folded: str, has_scale: bool) -> tuple[str, int]:
    """Return the unit after a number, and where it ends; a scale without unit (65 tỷ) is money."""
    if thing := _COUNTED_THING.match(folded, position):
        return " ".join(text[position : thing.end()].split()), thing.end()
    unit = _UNIT.match(folded, position)
    if unit and _spells(text[unit.start("unit") : unit.end("unit")], unit["unit"]):
        return _UNITS[unit["unit"]] + text[unit.start("per") : unit.end()].lower(), unit.end()
    if has_scale:
        per = _PER.match(folded, position)
        return "đồng" + (text[position : per.end()].lower() if per else ""), per.end() if per else position
    word = _ANY_WORD.match(folded, position)
    spelt = text[word.start(1) : word.end()] if word else ""
    if (
        word is None
        or (word[1] in _NOT_COUNTED and spelt not in _COUNTED_AS_SPELT)
        or not text[word.start(1) : word.end()].islower()
    ):
        return "", position
    if spelt in _NOT_COUNTED_AS_SPELT:
        return "", position
    if spelt in _CLASSIFIERS and (thing := _COUNTED_THING.match(folded, word.end())):
        return " ".join(text[word.end() : thing.end()].split()), thing.end()
    return spelt, word.end()


def _spells(written: str, folded: str) -> bool:
    """Whether a word is the unit, with diacritics or typed without, and not one that only folds to it (tân, tấn)."""
    spelt = (
        folded,
        _UNITS[folded].lower(),
        "đ",
        "vnđ",
        "điểm %",
        "phần trăm",
        "mét vuông",
        "mét khối",
        "ki lô mét",
        "héc ta",
    )
    return written.lower() in spelt


def _scaled(figure: str, scales: str, is_share: bool) -> Decimal:
    """Return "394" with " tỷ 581 triệu" as 394581000000; scales in a row multiply (1,2 triệu tỷ)."""
    total, term = Decimal(0), _value(figure, is_share)
    for digits, scale in _TERM.findall(scales):
        if digits:
            total, term = total + term, _value(digits, is_share=False)
        term *= _SCALES.get(scale, 1)
    total += term
    return total.to_integral_value() if total == total.to_integral_value() else total


def _value(figure: str, is_share: bool) -> Decimal:
    """Read Vietnamese digits: dots group thousands and a comma starts the decimals, save where that can't be (96.4)."""
    if _GROUPED.fullmatch(figure) and not (is_share and figure.count(".") == 1 and "," not in figure):
        dots_group = "." in figure and not figure.count(",") > 1
        return Decimal(figure.replace(".", "").replace(",", ".") if dots_group else figure.replace(",", ""))
    if figure.count(".") + figure.count(",") == 1:
        return Decimal(figure.replace(",", "."))
    return Decimal(re.sub(r"[.,]", "", figure))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
