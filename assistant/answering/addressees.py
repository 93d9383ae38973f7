"""A question for somebody's tasks and a report's clauses -> those that tell that organ or person what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.selection import Clause
from assistant.domain import Query
from assistant.vietnamese.abbreviations import spelt_out
from assistant.vietnamese.assigning import FOLDED_GIVING
from assistant.vietnamese.folding import fold
from assistant.vietnamese.syllables import syllables

MOST = 8
# How a clause begins that sets somebody a task: "4. Phòng Nội vụ: …", "Giao Ban Tổ chức …", "yêu cầu Sở Y tế …".
_OPENS = re.compile(
    r"\W*(?:\d{1,2}[.)/]|[a-zđ]\)|[-+–•])?\s*"
    r"(?:(?:đồng thời|trong đó|ngoài ra|riêng|đối với|cùng với đó),? )?"
    r"(?:(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công)(?: cho| nhiệm vụ cho)?:? )?(?:cho )?(?:các )?"
    r"(?:đồng chí |ông |bà )?",
    re.IGNORECASE,
)
_ORGAN = re.compile(
    r"(?:Phòng|Ban|Sở|Chi cục|Cục|Công an|Văn phòng|Trung tâm|Thanh tra|Hội|Đoàn|Mặt trận|Ủy ban|UBND|HĐND|UBMTTQ|MTTQ"
    r"|Công ty|Bưu điện|Điện lực|Hạt|Trạm|Kho bạc|Bảo hiểm|Ngân hàng|Tòa án|Viện|Liên đoàn|Quân sự|Bộ Chỉ huy|Các)\b"
    r"|(?P<person>(?:[A-ZÀ-ỸĐ][^\W\d_]+ ){1,3}[A-ZÀ-ỸĐ][^\W\d_]+)"
)
# What stands in a question between who gives a task and who gets it, folded.
_GIVES = re.compile(
    rf"(?<!duoc)(?<!bi) (?:{FOLDED_GIVING}|yeu cau|phan cong|chi dao|de nghi|nhac|don doc)(?: cho| nhiem vu cho)? "
)
_FEWEST = 2
# The first syllables of an organ tell nothing of which it is: of so many more one must be told.
_KINDS = (
    "uy ban nhan dan", "uy ban mat tran to quoc", "hoi dong nhan dan", "van phong", "trung tam", "chi cuc", "cong ty",
    "phong", "ban", "so", "cuc", "hoi", "tram", "hat", "vien", "cac",
)  # fmt: skip


def addressed(query: Query, in_order: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the clauses, given in the report's order, that tell the organ or person in the question what to do.

    () where none begins by naming one that the question names.
    """
    asked = _asked_of(query.own or query.standalone)
    told: list[Clause] = []
    end_of_item = -1
    for clause in in_order:
        whom = _whom(clause.text)
        if whom or _begins_line(clause):
            end_of_item = -1
        if whom and _is_named(whom, asked):
            told.append(clause)
            end_of_item = _end_of_line(clause) if _begins_line(clause) else -1
        elif clause.end <= end_of_item:
            told.append(clause)
    return tuple(told[:MOST])


def _begins_line(clause: Clause) -> bool:
    return clause.evidence.report.text[: clause.start].rstrip(" ")[-1:] in ("", "\n")


def _end_of_line(clause: Clause) -> int:
    end = clause.evidence.report.text.find("\n", clause.end)
    return end if end >= 0 else len(clause.evidence.report.text)


def _asked_of(question: str) -> str:
    """Return the folded words of a question that may name who is to do something: those after "giao", if it has it."""
    words = f" {' '.join(syllables(fold(spelt_out(question))))} "
    giving = _GIVES.search(words)
    return words[giving.end() - 1 :] if giving else words


def _whom(text: str) -> tuple[str, ...]:
    """Return the folded syllables of a clause from where it names whom it addresses on, () where it names nobody."""
    opening = _OPENS.match(text)
    start = opening.end() if opening else 0
    found = _ORGAN.match(text, start)
    if not found or (found["person"] and not (opening and _GIVES.search(fold(f" {opening[0]}")))):
        return ()
    return tuple(syllables(fold(spelt_out(text[start : start + 120]))))


def _is_named(whom: Sequence[str], asked: str) -> bool:
    """Whether the question has the first syllables of an addressee: more than what kind of organ it is."""
    words = " ".join(whom)
    kind = next((kind for kind in _KINDS if f"{words} ".startswith(f"{kind} ")), "")
    fewest = len(kind.split()) + (_FEWEST if len(kind.split()) < _FEWEST else 1) if kind else _FEWEST
    return len(whom) >= fewest and f" {' '.join(whom[:fewest])} " in asked
