"""A measure and the words around it -> what kind of figure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import FigureKind, SectionKind
from assistant.facts.measures import RANK, Measure
from assistant.vietnamese.folding import fold

# On lower-case NFC text: folded, "tặng" would be "tăng" and "cán" would be "cần".
_APPROXIMATELY = (
    r"(?:\s*\b(?:trên|hơn|gần|khoảng|dưới|xấp xỉ|từ|mức|ước|bình quân|ít nhất|chỉ|thêm|đạt|tới|đến|thực tế)\b)*\s*$"
)
_CHANGES = re.compile(
    r"\b(?:tăng|giảm|vượt|gấp|cao hơn|thấp hơn|nhiều hơn|ít hơn|hụt thu|lớn hơn|tăng trưởng)\b"
    r"(?P<between>[^,;:()]{0,45}?)" + _APPROXIMATELY
)
_TO_A_LEVEL = re.compile(r"\b(?:lên|còn|xuống|thành|về)\b")
_A_PLAN = (
    r"(?:kế hoạch|kh\b|khn\b|dự toán|dt\b|chỉ tiêu|nghị quyết|nq\b|mục tiêu|vốn (?:được )?giao|phương án|số giao"
    r"|tiến độ)"
)
_COMPARED = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:so với|so cùng kỳ|cùng kỳ|của cùng kỳ)\b(?! {_A_PLAN})")
_OF_PLAN = re.compile(rf"\s*(?:so với |so |của |tổng )*(?:mức )?(?:tổng )?(?:kinh phí được giao|{_A_PLAN})")
# Capital is disbursed out of what is planned, said or not.
_DISBURSED = re.compile(r"\bgiải ngân\b.*\b(?:đạt|được|bằng)\b" + _APPROXIMATELY)
_GROWTH = re.compile(r"\b(?:tốc độ (?:tăng|phát triển)|tăng trưởng)\b[^;]*$")
_TOTAL = re.compile(r"\b(?:nâng|đưa)\b[^;]{0,25}\b(?:tổng|số)\b[^;]{0,80}\b(?:lên|là|thành|đạt|có)\b" + _APPROXIMATELY)
_AIMED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu (?:giao|đề ra|năm|là)|kế hoạch (?:giao|năm \d+ là|là|đề ra)|dự kiến|quyết tâm"
    r"|bảo đảm đạt|đảm bảo đạt|yêu cầu|đề nghị|kiến nghị|đề xuất|sẽ|cần|phải|tối thiểu|ít nhất|tranh thủ|xin|mong muốn"
    r"|hướng tới|đến (?:cuối |hết )?năm 20\d\d)\b"
)
_PLANNED = re.compile(r"\b(?:được giao|(?:dự toán|kế hoạch|chỉ tiêu) (?:\w+ )*?giao)\s*(?:là|:)?\s*$")
_DONE = re.compile(r"\b(?:đã|hiện có|hiện nay|vừa qua|nhân dịp này|dịp này)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# What is counted in a programme is not to be reached: "04 nhóm nhiệm vụ", "2 khâu đột phá".
_OF_A_PROGRAMME = re.compile(
    r"(?:nhom|nhiem vu|giai phap|chuong trinh|khau|noi dung|van de|linh vuc|viec|trong tam|dinh huong|nguyen tac"
    r"|muc tieu|y kien|quan diem)\b"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The words around a measure, in lower case.

    `near` runs from the last comma, semicolon or measure to it, `lead` from its clause's beginning, `after` from its
    end on; `section` is the one it stands in.
    """

    near: str
    lead: str
    after: str
    section: SectionKind | None


def kind_of(measure: Measure, setting: Setting) -> FigureKind:
    """Return the kind of figure a measure is."""
    if is_aimed(measure, setting):
        return "target"
    if measure.unit == RANK:
        return "rank"
    if _TOTAL.search(setting.near):
        return "running_total"
    if measure.out_of is not None:
        return "ratio"
    if _is_change(measure, setting):
        return "change"
    if measure.unit == "%" and (measure.is_slip or _OF_PLAN.match(setting.after) or _DISBURSED.search(setting.near)):
        return "plan_share"
    return "result"


def is_aimed(measure: Measure, setting: Setting) -> bool:
    """Whether a measure is to be reached, not reached: said so in its clause, or by standing among the tasks."""
    lead = _QUOTED.sub(" ", setting.lead)
    cue = _last(_AIMED, lead)
    if _PLANNED.search(setting.near):
        return True
    if _OF_A_PROGRAMME.match(fold(measure.unit)) and measure.out_of is None:
        return False
    if cue is not None and not _DONE.search(lead[cue:]):
        return True
    return setting.section == "tasks" and not _DONE.search(lead)


def _is_change(measure: Measure, setting: Setting) -> bool:
    change = _CHANGES.search(setting.near)
    if change and not _TO_A_LEVEL.search(change["between"]):
        return True
    if measure.unit in ("%", "lần") and _COMPARED.match(setting.after):
        return True
    if measure.unit in ("lần", "điểm phần trăm"):
        return True
    return measure.unit == "%" and bool(_GROWTH.search(setting.near)) and not _OF_PLAN.match(setting.after)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    found = None
    for match in pattern.finditer(text):
        found = match.end()
    return found
