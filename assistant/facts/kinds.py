"""A measure and the words around it -> what kind of figure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import FigureKind, SectionKind
from assistant.facts.measures import RANK, Measure

# On lower-case NFC text: folded, "tặng" would be "tăng" and "cán" would be "cần".
_APPROXIMATELY = (
    r"(?:\s*\b(?:trên|hơn|gần|khoảng|dưới|xấp xỉ|từ|mức|ước|bình quân|ít nhất|chỉ|thêm|đạt|tới|đến|thực tế)\b)*\s*$"
)
_CHANGES = re.compile(
    r"\b(?:tăng|giảm|vượt|tụt|nhích|gấp|cao hơn|thấp hơn|nhiều hơn|ít hơn|hụt thu|lớn hơn|tăng trưởng)\b"
    r"(?P<between>[^,;:()]{0,45}?)" + _APPROXIMATELY
)
_TO_A_LEVEL = re.compile(r"\b(?:lên|còn|xuống|thành|về|mốc|nhờ|do|vì|với|của|ở|tại)\b")
_BELOW_AVERAGE = re.compile(r"\b(?:cao|thấp) hơn (?:mức )?(?:bình quân|trung bình)[^,;\d]*$")
_MOVED = re.compile(r"\b(?:tăng|giảm|nhích|hạ)(?: lên| xuống| thêm)?" + _APPROXIMATELY)
_FROM_A_LEVEL = re.compile(r"\b(?:tăng|giảm) từ\s*$")
_SHORT_OF = re.compile(r"\b(?:hụt|hụt thu|thiếu hụt|thu [^,;]*còn thiếu)\b[^,;:()]{0,20}$")
_A_PLAN = (
    r"(?:kế hoạch|kh\b|khn\b|dự toán|dt\b|chỉ tiêu|nghị quyết|nq\b|mục tiêu|vốn (?:được )?giao|phương án|số giao"
    r"|tiến độ)"
)
_COMPARED = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:so với|so cùng kỳ|cùng kỳ|của cùng kỳ)\b(?! (?:{_A_PLAN}|giao\b))")
_OF_PLAN = re.compile(
    rf"\s*(?:so với |so |của |tổng )*(?:mức )?(?:tổng )?(?:kinh phí được giao|(?<=so với )giao\b"
    rf"|(?:tỉnh|huyện|thị xã|thành phố|trung ương) giao\b|{_A_PLAN})"
)
# Capital is disbursed, a fund collected, a work carried on out of what is planned, said or not.
_OUT_OF_A_PLAN = re.compile(
    r"\b(?:giải ngân|thu (?:các )?(?:loại )?quỹ|tiến độ|vốn [^,;]{0,60}\b(?:đạt|mới))\b|\bvốn [^,;\d]{0,60}$"
)
# What tells how low a share is, and asks for nothing: "tỷ lệ giải ngân dưới 25%".
_IS_LOW = re.compile(r"\bgiải ngân\b[^,;]{0,20}\b(?:dưới|mới)\s*$")
_IS_LOWER = re.compile(r"\b(?:có|còn) [^,;]{0,25}\b(?:giải ngân|đạt)\b[^,;]{0,10}\bdưới\s*$")
# What a year's quota is set for: the percentage behind its count is a share of that quota.
_QUOTA = re.compile(
    r"\b(?:kết nạp|giải quyết việc làm|tạo việc làm|(?:tuyển|giao) quân|tuyển (?:dụng|sinh)|vận động"
    r"|trồng mới|gieo (?:trồng|cấy|sạ)|xuất khẩu lao động|xóa)\b[^;]*\d[^;]*,\s*(?:đạt|bằng)\s*$"
)
_AGAINST_A_PLAN = re.compile(rf"\bso với (?:tổng )?{_A_PLAN}\b[^,;%]{{0,40}}\b(?:bằng|đạt)" + _APPROXIMATELY)
_AIMS_REACHED = re.compile(r"\bchỉ tiêu (?:còn lại )?(?:mới |chỉ )?(?:đạt|hoàn thành)" + _APPROXIMATELY)
# What is told of money behind its amount is a share of what was planned: "chi 412,6 tỷ đồng, đạt 58%".
_MONEY_REACHED = re.compile(
    r"\b(?:thu|chi|vốn|giải ngân|quỹ)\b[^;.]{0,150}\d[^;.,\d]{0,30}đồng,?\s*(?:đạt|bằng|tỷ lệ|đạt tỷ lệ)\s*$"
)
_GROWTH = re.compile(r"\b(?:tốc độ (?:tăng|phát triển)|tăng trưởng)\b[^;]*$")
_GROWTH_OF = re.compile(r"\btốc độ tăng trưởng\b[^;,\d]*$")
_TOTAL = re.compile(
    r"\b(?:nâng|đưa)\b[^;]{0,25}\b(?:tổng|số|diện tích)\b[^;]{0,80}\b(?:lên|là|thành|đạt|có)\b" + _APPROXIMATELY
)
# What always speaks of a time to come, and what does so but among results and limitations.
_AIMED_AT = (
    r"phấn đấu|(?<!như )mong muốn|(?<!hơn )(?<!vượt )(?<!với )(?<!đạt )mục tiêu(?! (?:quốc gia|nghị quyết"
    r"|đại hội))|chỉ tiêu (?:giao|đề ra|năm|là|đến)"
    r"|kế hoạch (?:giao|năm \d+ là|là|đề ra)|dự kiến|quyết tâm|đặt ra|kiến nghị tỉnh|cam kết"
    r"|(?<!\d )đến (?:cuối |hết )?năm 20\d\d"
    r"|(?:cho ý kiến|đồng ý|thống nhất)\b[^.;]*\b(?:đề án|chủ trương|phương án|danh mục|việc hỗ trợ)"
    r"|(?:phải|cần)(?: \w+){0,2}? (?:đạt|hoàn thành|giảm|nâng|đưa|thu hồi|giải ngân|kèm cặp|bàn giao|xóa)"
    r"|tối thiểu|hứa|cố gắng(?! của)"
)
_ASKED_FOR = (
    r"bảo đảm đạt|đảm bảo đạt|yêu cầu|đề nghị|đề xuất|sẽ|gợi ý|mong|nhận vận động"
    r"|(?<!\d )kiến nghị(?! (?:của|cử tri|quá hạn|chưa|đã|được|tại|sau|này|đến))"
    r"|cần|phải(?! (?:đi|chờ|tiêu hủy|di dời|dừng|nghỉ|bỏ|vay|chịu|sơ tán))|tối thiểu|ít nhất|tranh thủ|xin|hướng tới"
    r"|cam kết|hứa|giao|nhiệm vụ"
)
# Money that is applied for, or agreed to and not yet come.
_APPLIED_FOR = re.compile(
    r"\b(?:trình|đề nghị|xin|kiến nghị|được) (?:tỉnh|huyện|cấp trên|trung ương)(?: đồng ý)? hỗ trợ\b[^,;\d]*$"
)
_UNTIL_A_YEAR = re.compile(r"\bđến (?:cuối |hết )?năm 20\d\d\b")
_PROMISED = re.compile(
    r"\b(?:cam kết|phấn đấu|hứa|quyết tâm|phải (?:giải ngân|đạt|hoàn thành|thu))\b[^,;%]*$|\b(?:chỉ tiêu"
    r"|kế hoạch|mục tiêu)\b[^,;%]{0,40}\blà\s*$"
)
_AIMED = re.compile(rf"\b(?:{_AIMED_AT}|{_ASKED_FOR})\b")
_AIMED_STRICTLY = re.compile(rf"\b(?:{_AIMED_AT})\b")
# A chain of clauses goes on about what its first clause asks for.
_CHAIN = re.compile(
    r"\b(?:phấn đấu|mục tiêu(?! quốc gia)|yêu cầu|đề nghị|nhiệm vụ|(?<!bàn )giao|tập trung"
    r"|kiến nghị (?:tỉnh|huyện|với|cấp|trung ương)"
    r"|chỉ tiêu[^;.]{0,20} năm \d+)\b|\b(?:phải|cần|việc|quán triệt)\b[^;.:]{0,60}:"
)
_CHAIN_OF_PLANS = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu(?! quốc gia)|nhiệm vụ)\b[^;.]{0,40}(?:năm \d{4}|năm tới|cuối năm)[^;.]{0,20}:"
    r"|\b(?:các|những) (?:chỉ tiêu|mục tiêu)(?: (?:chủ yếu|chính|cơ bản|cụ thể))?(?: là)?\s*:"
    r"|\b(?:cho ý kiến|đồng ý|thống nhất)\b[^.;]*\b(?:đề án|chủ trương|phương án|danh mục)\b"
)
_CHAINED = frozenset(("tasks", "conclusion", "discussion"))
_PAST = frozenset(("results", "limitations", "reports", "participants", "opening"))
_PLANNED = re.compile(
    r"(?:\b(?:được (?:giao|phân bổ)|dự toán(?: là)?|(?:tỉnh|huyện|thị xã|thành phố|trung ương) giao|(?:dự toán|kế hoạch"
    r"|chỉ tiêu) (?:\w+ )*?giao)\s*(?:là|:)?"
    r"|\b(?:kế hoạch|tổng|nguồn) vốn(?: đầu tư công)?(?: (?:được giao|năm \d{4}))*\s*(?:là|:)"
    r"|\bkế hoạch vốn(?:[^,;\d]|năm \d{4}){0,40}|\bvốn(?:[^,;\d]|năm \d{4}){0,60}\bgiao cho [^,;\d]{0,20}(?: là)?)\s*$"
)
# "Bằng 76,5% kế hoạch năm (1.500 ha)", "82,4% kế hoạch 500 ha": what the plan itself was.
_A_PLAN_BEFORE = re.compile(
    rf"\((?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết)[^()%]*$"
    rf"|{_A_PLAN}(?: (?!\d)[\w-]+){{0,5}}\s*\((?:là |từ )?\s*$|%\s+(?:kế hoạch|dự toán)\s+$"
)
# What the capital of a plan is laid out for: "kế hoạch vốn là 215 tỷ đồng, bố trí cho 96 công trình".
_WORKS = frozenset(("công trình", "dự án", "gói thầu"))
_LAID_OUT = re.compile(r"\b(?:kế hoạch vốn|được giao|tổng vốn)\b(?![^;]*\b(?:đã|giải ngân|đạt|hoàn thành|còn)\b)[^;]*$")
_ALLOTTED = re.compile(r"\s*(?:vốn )?(?:được|đã) (?:giao|phân bổ)")
_DONE = re.compile(
    r"\b(?:đã|từng (?:hứa|cam kết)|bởi|vì sao|băn khoăn|(?<!thực )(?<!phát )(?<!thể )(?<!biểu )hiện|nơi có"
    r"|trong khi(?! chờ)|nguyên nhân"
    r"|làm rõ(?! trách nhiệm)|mới \w+(?: \w+)? được|mới (?:bàn giao|giải ngân|hoàn thành|thực hiện|thu|chi)"
    r"|xảy ra|phát sinh|hiện có|hiện nay|hiện mới|hiện còn|mới có|mới đạt|vừa qua|nhân dịp này|dịp này|vì|bị"
    r"|để giữ)\b"
)
_TO_BE_DONE = re.compile(
    r"\s*(?:[^\W\d_]+ ){0,2}sẽ được\b|\s*(?:\w+ )?(?:phải|cần) (?:làm|tập trung|thực hiện|giải quyết|hoàn thành)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Headings of a table's columns.
_PLAN_COLUMN = re.compile(r"^\W*(?:kế hoạch|kh\b|dự toán|chỉ tiêu|mục tiêu|phấn đấu|nghị quyết)")
_SHARE_COLUMN = re.compile(
    r"^\W*(?:đạt|tỷ lệ)?\W*\(%\)\W*$|(?:so|%|tỷ lệ|đạt|\bth)[^|]*\b(?:kế hoạch|kh|dự toán|dt|chỉ tiêu"
    r"|nghị quyết)\b|th/kh"
)
_CHANGE_COLUMN = re.compile(r"cùng kỳ|năm trước|tháng trước|tăng|giảm")
_DONE_COLUMN = re.compile(r"thực hiện|kết quả|%|tỷ lệ|\bso\b")


@dataclass(frozen=True, slots=True)
class Setting:
    """The words around a measure, in lower case.

    `near` runs from the last comma, semicolon or measure to it, `lead` from its clause's beginning, `told` from its
    sentence's, `after` from its end on; `section` is the one it stands in. `column` heads its column of a table.
    """

    near: str
    lead: str
    told: str
    after: str
    section: SectionKind | None
    column: str = ""

    @property
    def is_plan(self) -> bool:
        """Whether the measure is what a plan, an estimate or an allotment amounts to."""
        planned = _PLANNED.search(self.near) or _A_PLAN_BEFORE.search(self.lead)
        return bool(planned or _ALLOTTED.match(self.after))

    @property
    def is_listed_plan(self) -> bool:
        """Whether the measure stands in a list of what a plan aims at."""
        return _CHAIN_OF_PLANS.search(self.told) is not None


def kind_of(
    measure: Measure, setting: Setting, *, is_record: bool = False, is_to_come: bool = False, is_over: bool = False
) -> FigureKind:
    """Return the kind of figure a measure is; in a table the heading of its column says so.

    What only records the meeting aims at nothing; what is of a time to come can only be aimed at, 'đến năm 2025' at no
    year that is over.
    """
    if setting.column and (kind := _kind_of_column(setting.column, measure.unit)):
        return kind
    if not is_record and (is_to_come or is_aimed(measure, setting, is_over)):
        return "target"
    if measure.unit == RANK:
        return "rank"
    if _TOTAL.search(setting.near):
        return "running_total"
    if measure.out_of is not None:
        return "ratio"
    if _is_change(measure, setting):
        return "change"
    return "plan_share" if measure.unit == "%" and _is_of_plan(measure, setting) else "result"


_GOES_ON = re.compile(
    r"^\)?[^;.\d%]{0,30}[;,]?\s*(?:ngược lại,\s*|riêng\s+|thấp nhất\s+|cao nhất\s+|trong đó\s+|còn\s+|và\s+|là\s+)*"
    r"(?:xã|phường|thị trấn|huyện|vốn)\b[^;.\d]{0,60}$"
)


_PART_OF_A_PLAN = re.compile(
    r"^[,;(]?\s*(?:trong đó|gồm|bao gồm):?\s*(?:(?:vốn|nguồn|ngân sách)\b[^;.\d]*)?$"
    r"|^[^;.\d]*\b(?:vốn|nguồn|ngân sách)\b[^;.\d]*$"
)
_SPENT = re.compile(r"\b(?:đã|giải ngân|đạt|thu|chi)\b")
_LEADS_ON = re.compile(
    r"^\W*(?:dẫn đầu|cao nhất|thấp nhất|ngược lại|riêng|tiếp theo|đứng đầu|(?:những|các|một số) (?:đơn vị"
    r"|địa phương|xã|chủ đầu tư))\b"
)


def is_part(between: str, same_unit: bool) -> bool:
    """Whether an amount is told as a part of a plan's: '6.820 tỷ đồng, trong đó vốn trung ương 1.945 tỷ đồng'."""
    return same_unit and _PART_OF_A_PLAN.match(between) is not None and not _SPENT.search(between)


def leads_on(text: str) -> bool:
    """Whether a sentence tells of single places what the one before told of all: 'Dẫn đầu là huyện X đạt 71%'."""
    return _LEADS_ON.match(text.lower()) is not None


def goes_on(between: str, kind: FigureKind, before: FigureKind | None, unit: str) -> bool:
    """Whether a share is told of another place or fund as the one before it: 'giải ngân 31%; riêng xã Y mới 27%'."""
    return unit == "%" and kind == "result" and before == "plan_share" and _GOES_ON.match(between) is not None


def _kind_of_column(heading: str, unit: str) -> FigureKind | None:
    if unit == "%" and _SHARE_COLUMN.search(heading):
        return "plan_share"
    if unit in ("%", "lần") and _CHANGE_COLUMN.search(heading):
        return "change"
    return "target" if is_plan_column(heading) else None


def is_change_column(heading: str) -> bool:
    """Whether a table's column holds changes: the time in its heading is the one compared with."""
    return _CHANGE_COLUMN.search(heading) is not None


def is_plan_column(heading: str) -> bool:
    """Whether a table's column holds what is planned, by its heading in lower case."""
    return bool(_PLAN_COLUMN.search(heading)) and not _DONE_COLUMN.search(heading)


def is_laid_out(measure: Measure, setting: Setting) -> bool:
    """Whether a measure counts the works that a plan's capital is for."""
    return measure.unit in _WORKS and _LAID_OUT.search(setting.told) is not None


def is_aimed(measure: Measure, setting: Setting, is_over: bool = False) -> bool:
    """Whether a measure is to be reached, not reached: said so in its clause, or by standing among the tasks."""
    if measure.unit != "%" and (setting.is_plan or is_laid_out(measure, setting)):
        return True
    if measure.unit == "%" and _PROMISED.search(setting.lead):
        return True
    if measure.unit == "%" and _OF_PLAN.match(setting.after) and setting.section in _PAST:
        return False
    if measure.unit == "%" and setting.near.endswith("hơn mục tiêu "):
        return True
    if measure.unit == "%" and _IS_LOWER.search(setting.near):
        return False
    if setting.section in _PAST and _TOTAL.search(setting.near) and not _AIMED_STRICTLY.search(setting.near):
        return False
    if _APPLIED_FOR.search(setting.lead):
        return True
    lead = _QUOTED.sub(" ", setting.lead)
    lead = _UNTIL_A_YEAR.sub(" ", lead) if is_over else lead
    cue = _last(_AIMED_STRICTLY if setting.section in _PAST else _AIMED, lead)
    if cue is not None and not _DONE.search(lead[cue:]):
        return True
    if _TO_BE_DONE.match(setting.after):
        return True
    told = _QUOTED.sub(" ", setting.told)
    if measure.unit == "%" and _IS_LOW.search(setting.near):
        return False
    if _CHAIN_OF_PLANS.search(told):
        return True
    if setting.section in _CHAINED and (chain := _last(_CHAIN, told)) is not None:
        return not _DONE.search(told[chain:])
    return setting.section == "tasks" and not _DONE.search(lead)


def _is_change(measure: Measure, setting: Setting) -> bool:
    if _BELOW_AVERAGE.search(setting.near):
        return True
    if _COMPARED.match(setting.after) and _MOVED.search(setting.near):
        return True
    change = None if _FROM_A_LEVEL.search(setting.near) else _CHANGES.search(setting.near)
    if change and not _TO_A_LEVEL.search(change["between"]):
        return True
    if _SHORT_OF.search(setting.near) or measure.unit == "điểm phần trăm":
        return True
    if measure.unit in ("%", "lần") and _COMPARED.match(setting.after):
        return True
    grows = _GROWTH.search(setting.near) or _GROWTH_OF.search(setting.lead)
    return measure.unit == "%" and bool(grows) and not _OF_PLAN.match(setting.after)


def _is_of_plan(measure: Measure, setting: Setting) -> bool:
    if measure.is_slip or _OF_PLAN.match(setting.after) or _IS_LOWER.search(setting.near):
        return True
    return any(share.search(setting.lead) for share in _SHARES)


_SHARES = (_OUT_OF_A_PLAN, _QUOTA, _MONEY_REACHED, _AGAINST_A_PLAN, _AIMS_REACHED)


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    found = None
    for match in pattern.finditer(text):
        found = match.end()
    return found
