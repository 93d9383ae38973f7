"""A question -> what it asks of figures across reports: which indicator, and what to do with its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.domain import FigureKind, FiguresAsked, Operation, Period
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators

# Tried in this order on the folded question.
_OPERATIONS: dict[Operation, str] = {
    "ratio": (
        r"\bgap (may|bao nhieu)\b|\b(bang|gap) (may|bao nhieu) (lan|phan(?! tram))\b|\bty so\b"
        r"|\bhow many times\b|\bratio\b"
    ),
    "difference": (
        r"\bchenh( lech)?\b|\bhon (kem )?(nhau )?(bao nhieu|may)\b|\bhieu so\b|\bdifference\b"
        r"|\bhon\b(?! (mot|hai|ba|\d))[^?,]*\b(bao nhieu|may)\b|\bhow much (more|less|higher|lower)\b"
    ),
    "highest": r"\b(cao|lon|nhieu)( [^\s?,]+){0,5} nhat\b|\b(dan|dung) dau\b|\b(highest|largest|biggest|most)\b",
    "lowest": r"\b(thap|nho|it|kem)( [^\s?,]+){0,5} nhat\b|\b(lowest|smallest|least|fewest)\b",
    "trend": (
        r"\bdien bien\b|\bxu huong\b|\b(qua|theo) (cac |tung )?(thang|quy|nam|ky|giai doan|thoi gian)\b"
        r"|\bbien dong\b|\bthay doi (the nao|ra sao)\b|\btrend\w*\b|\bchanged?\b|\bover time\b|\bdevelop(ed|ment)\b"
    ),
    "compare": (
        r"\bso sanh\b|\bdoi chieu\b|\bxep hang cac\b|\brank\b|\bxep thu tu\b|\blan luot\b"
        r"|\b(ben|noi|huyen|xa|dia phuong|don vi|dau) nao\b[^?]*\bhon\b|\b(cao|thap|nhieu|it|nhanh|cham|kem|tot) hon\b"
        r"|\bkhac (gi|nhau)\b|\bcompar\w+\b|\bversus\b|\bvs\b"
        r"|\b(cac|tung|moi) (huyen|xa|tinh|dia phuong|bao cao|noi|phuong|thi xa)\b"
    ),
}
_OPERATION_PATTERNS = {operation: re.compile(pattern) for operation, pattern in _OPERATIONS.items()}
_AGAINST_ONE = re.compile(r"\bso voi\b|\bvoi\b|\bva\b|\bhay\b|\band\b|\bor\b")
_SHARES = re.compile(
    r"(?:%|\bphan tram\b|\bty le\b|\bmay phan\b|\bpercent\w*|\btien do\b)[^?]*"
    r"\b(?:du toan|ke hoach|chi tieu|giao|nghi quyet|plan|estimate|target)\b"
    r"|\btien do\b|\bso voi (?:[^\s?,]+ )?(?:du toan|ke hoach|chi tieu)\b"
    r"|\b(?:voi|against) (?:the )?(?:du toan|ke hoach|estimate|plan)\b"
    r"|\b(?:dat|bang|hoan thanh) (?:bao nhieu|may) (?:%|phan tram)"
)
_RATES = re.compile(r"%|\bphan tram\b|\bty le\b|\bpercent\w*|\brates?\b")
_RANKS = re.compile(r"\bthu hang\b|\b(?:xep|dung) (?:thu|hang) may\b|\branked\b|\branking\b")
_CHANGES = re.compile(
    r"\b(?:tang|giam)\b(?! truong)[^?]*(?:%|\bphan tram\b|\bbao nhieu\b)|\bcung ky\b|\b(?:growth|increased?)\b"
)
_TARGETS = re.compile(
    r"\b(?:muc tieu|phan dau|chi tieu (?:nam|de ra|giao)|du toan (?:nam|giao|duoc giao)|target\w*"
    r"|(?:aim|plan|hope|intend)(?:ed|ned|s|d)? (?:to|at|for))\b"
)
_WHOSE_PLAN = re.compile(
    r"\b(?P<who>tinh|huyen|thi xa|thanh pho|xa|trung uong|hdnd)\b(?: \w+)? (?:giao|de ra|an dinh)\b"
    r"|\b(?P<kin>cung ky)\b"
    r"|\bdo (?:chinh )?(?P<own>tinh|huyen|thi xa|thanh pho|xa|trung uong)(?: \w+)? (?:dat|giao|de|ap|an dinh)\b"
    r"|\b(?:assigned by|set by) the (?P<by>province|district)\b"
)
_IN_VIETNAMESE = {"province": "tinh", "district": "huyen"}
_FEWEST_SUBJECTS = 2


def figures_asked(question: str, places: Sequence[str], names: Sequence[str]) -> FiguresAsked | None:
    """Return what a question asks of one indicator's figures, None when it asks for no comparison of any.

    `places` are those of the library that it names, `names` the other proper names in it.
    """
    folded = fold(in_full(question))
    others = tuple(name for name in names if not _is_part_of_any(name, places))
    operation = _operation(folded, len(places) + len(others))
    indicator = default_indicators().canonical(question)
    if operation is None or indicator is None or _RANKS.search(folded):
        return None
    return FiguresAsked(
        operation=operation,
        indicator=indicator,
        kinds=_kinds(folded, default_indicators().units_of(indicator)),
        against=baseline_asked(question),
        places=tuple(places),
        names=others,
        periods=_periods(question),
    )


def baseline_asked(question: str) -> str:
    """Return whose plan, or which time, a question measures against, folded: "tinh", "cung ky"; "" for none."""
    whose = _WHOSE_PLAN.search(fold(in_full(question)))
    against = next(filter(None, whose.groups()), "") if whose else ""
    return _IN_VIETNAMESE.get(against, against)


@lru_cache(maxsize=256)
def kinds_asked(question: str, indicator: str | None) -> tuple[FigureKind, ...]:
    """Return the kinds of figures that a question asks about."""
    return _kinds(fold(in_full(question)), default_indicators().units_of(indicator) if indicator else ())


def _operation(folded: str, subjects: int) -> Operation | None:
    found = next((operation for operation, pattern in _OPERATION_PATTERNS.items() if pattern.search(folded)), None)
    if found is None and subjects >= _FEWEST_SUBJECTS and _AGAINST_ONE.search(folded):
        return "compare"
    return found


def _kinds(folded: str, units: Sequence[str]) -> tuple[FigureKind, ...]:
    if _SHARES.search(folded):
        return ("plan_share",)
    if _CHANGES.search(folded):
        return ("change",)
    if _RATES.search(folded) and units and set(units) != {"%"}:  # a share of what is counted in other units
        return ("plan_share",)
    if _TARGETS.search(folded):
        return ("target",)
    return ("result", "running_total", "ratio")


def _periods(question: str) -> tuple[Period, ...]:
    return tuple(one.period for one in find_periods(in_full(question)) if one.period)


def _is_part_of_any(name: str, places: Sequence[str]) -> bool:
    return any(fold(name) in fold(place) for place in places)
