"""Plain text around a figure -> what the figure is held against: whose plan, or which time before."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEVELS = "tỉnh|huyện|thành phố|thị xã|trung ương|xã|phường|cấp trên"
_PLAN = r"(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|phương án|vốn giao|vốn kế hoạch)"
_ORGAN = r"(?:(?:do|của) )?(?:hội đồng nhân dân |ủy ban nhân dân )?"
_FORMS = re.compile(
    rf"(?P<given>{_ORGAN}(?P<giver>{_LEVELS})(?: đã)? giao\b(?=\s*(?:[^\w\s]|$|là|và|năm|đầu|\d|thì|nhưng|đạt|của"
    rf"|tại|tăng)))"
    rf"|(?P<of>(?!mục tiêu){_PLAN} (?:vốn |năm )?(?:do |của )?"
    rf"(?:hội đồng nhân dân |ủy ban nhân dân )?(?P<owner>{_LEVELS})\b)"
    r"|(?P<before>(?:so )?(?:với )?(?:cùng kỳ|năm trước|năm ngoái|tháng trước|quý trước)"
    r"|(?:so|với|hơn) (?:với )?(?:cuối năm \d{4}|giữa năm))"
    r"|(?P<begin>so với đầu năm)"
    rf"|(?P<plan>{_PLAN}\b(?! quốc gia| hóa))",
    re.IGNORECASE,
)

# "Nhiều hơn mức tỉnh giao" only compares a figure with a plan: it is not given by it.
_ONLY_COMPARED = re.compile(r"\b(?:hơn|vượt)(?: so với)?(?: cả)?(?: xa)?(?: mức| con số)? ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plan and who gave it ("" for nobody named), or a time before that is compared with."""

    kind: str
    giver: str
    text: str


def baseline_in(text: str) -> Baseline | None:
    """Return the first baseline that plain text names."""
    found = [_read(match) for match in _FORMS.finditer(text)]
    if found and found[0].kind == "plan" and _ONLY_COMPARED.search(text[: text.find(found[0].text)]):
        return None
    with_giver = [one for one in found if one.giver]
    return with_giver[0] if with_giver and found[0].kind == "plan" else found[0] if found else None


def agrees(told: Baseline | None, known: Baseline | None) -> bool:
    """Whether a statement's baseline is the known one; it may name less."""
    if told is None:
        return True
    if known is None:
        return False
    return told.kind == known.kind and (not told.giver or told.giver == known.giver)


def _read(match: re.Match[str]) -> Baseline:
    kind = "before" if match["before"] else "begin" if match["begin"] else "plan"
    giver = (match["giver"] or match["owner"] or "").lower()
    return Baseline(kind, giver, match[0].strip())
