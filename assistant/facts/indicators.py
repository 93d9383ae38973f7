"""What is measured, as written -> its canonical name, from a readable file that an office can extend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain import FigureKind
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_periods
from assistant.vietnamese.folding import fold

FILE = Path(__file__).with_name("indicators.tsv")
_LEADING_WORDS = (
    r"trong đó|riêng|ngoài ra|đồng thời|qua đó|tuy nhiên|bên cạnh đó|lũy kế|luỹ kế|cộng dồn|tính chung|nổi bật là"
    r"|về|với|có|và|đã|toàn (?:huyện|xã|tỉnh|thị xã|thành phố|phường)|trên địa bàn (?:huyện|xã|tỉnh)|nhất là|cụ thể"
    r"|các|những|đạt|trong"
)
_TRAILING_WORDS = (
    r"ước|đạt|được|là|còn|có|bằng|tăng|giảm|chiếm|vượt|gấp|lên|xuống|khoảng|trên|hơn|gần|dưới|chỉ|thực hiện|tính"
    r"|đến|nay|từ|với|cho|trong|tại|của|và|xấp xỉ|đứng|thứ|xếp|hạng|đã|ước tính|phấn đấu|ít nhất|tối thiểu|trên địa bàn"
)
_LEADING = re.compile(rf"^(?:\W|\b(?:{_LEADING_WORDS})\b)+", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\W|\b(?:{_TRAILING_WORDS})\b)+$", re.IGNORECASE)
_LAST_RUN = re.compile(r"[,:(]\s+(?=[^\d\W])")
_NOUNS_AFTER = re.compile(r"[^,;.:()\d]{2,70}")
_NEXT_CLAUSE = re.compile(r"\s(?:với|trị giá|tại|vào|để|nhằm|và)\s")
_NUMBER = re.compile(r"^[\d.,/]+\s*")
_MEASURED = frozenset(("đồng", "%", "ha", "km", "tấn", "lần", "hạng", "kg", "m²", "m³", "đồng/người/năm", "đồng/năm"))
_ATTACHED = frozenset(("change", "plan_share", "rank"))
_LONGEST, _SHORTEST = 90, 4


@dataclass(frozen=True, slots=True)
class Indicator:
    """A canonical indicator: its name, the units it is measured in ("đồng", "%"), and how reports write it, folded."""

    name: str
    units: tuple[str, ...]
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that are known by a canonical name."""

    known: tuple[Indicator, ...]

    def canonical(self, written: str, unit: str, kind: FigureKind) -> str | None:
        """Return the canonical name of an indicator as written, None when none is known for this unit."""
        folded = fold(in_full(written))
        best, length = None, 0
        for indicator in self.known:
            if kind in ("result", "target", "running_total") and indicator.units and unit not in indicator.units:
                continue
            for synonym in indicator.synonyms:
                if len(synonym) > length and re.search(rf"(?<!\w){re.escape(synonym)}(?!\w)", folded):
                    best, length = indicator.name, len(synonym)
        return best


def read_indicators(path: Path) -> Indicators:
    """Return the indicators in a file of tab-separated lines: name, units, synonyms; both lists separated by '|'."""
    known = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, units, synonyms = (*line.split("\t"), "", "")[:3]
            spelt = (name, *filter(None, synonyms.split("|")))
            known.append(
                Indicator(
                    name, tuple(filter(None, units.split("|"))), tuple(fold(in_full(one.strip())) for one in spelt)
                )
            )
    return Indicators(tuple(known))


@lru_cache(maxsize=1)
def default_indicators() -> Indicators:
    """Return the indicators that come with the program."""
    return read_indicators(FILE)


def name_measured(before: str, after: str, kind: FigureKind, unit: str) -> str:
    """Return what a figure measures, from the words before its number in its clause or behind it; "" for neither.

    `before` begins after the measure before it, `after` with the number itself. A change, a share of a plan or a rank
    behind a comma has no name of its own. What is counted stands behind its number: "kết nạp 26 đảng viên mới".
    """
    for one in reversed(find_periods(before)):
        before = before[: one.start] + before[one.end :]
    name = _tidy(_LAST_RUN.split(before)[-1])
    if kind in _ATTACHED:
        return name if len(name) >= _SHORTEST else ""
    if unit in _MEASURED and len(name) >= _SHORTEST:
        return name[-_LONGEST:]
    behind = _NOUNS_AFTER.match(_NUMBER.sub("", after))
    counted = _tidy(_NEXT_CLAUSE.split(behind[0])[0]) if behind else ""
    return " ".join(filter(None, (name, counted)))[-_LONGEST:].strip()


def _tidy(words: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", " ".join(words.split()))).strip()
